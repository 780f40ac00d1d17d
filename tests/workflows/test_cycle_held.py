"""A whole small review with encrypted ballots and signed statements."""

from pathlib import Path

import pytest

from ballot_service.errors import NoBallotRunning, ResultMissing
from ballot_service.planning.numbers import Counts, Numbers
from ballot_service.planning.paper_count import PaperCount
from ballot_service.verify.records import Expected
from ballot_service.verify.verifier import verify_signed
from ballot_service.workflows import (
    cycle_closing,
    cycle_results,
    paper,
    paper_counting,
)
from tests import cycle_sample as sample
from tests.cycle_simulator import CycleSimulator, HeldElection
from tests.paper_ballots import enter_both, statement
from tests.simulator import CHAIR, HEAD, NOW, SECRETARY


def test_a_small_year_with_encrypted_ballots(tmp_path: Path) -> None:
    year = CycleSimulator(tmp_path, sample.small_review())
    year.create()
    year.review()
    folders = [year.hold(year.open_step1(), sample.SMALL[1])]
    year.say_opinion()
    year.finish_step1()
    folders.append(year.hold(year.consult(2), sample.SMALL[2]))
    year.agree()
    folders.append(year.hold(year.consult(3), sample.SMALL[3]))
    year.summarise()
    folders.append(year.hold(year.open_step4(), sample.SMALL[4]))
    folders.append(year.hold(year.open_reballot(), sample.SMALL[5]))
    lists = year.close_list()
    assert [(one.nominee, one.agree) for one in lists.proposed_for_confirmation] == [
        ("UC01", 3)
    ]
    assert [one.nominee for one in lists.additions] == ["UC03"]
    assert [one.nominee for one in lists.removals] == ["QH04"]
    hashes = [one.link.statement for one in year.progress.taken]
    for folder, digest in zip(folders, hashes, strict=True):
        _, signed = verify_signed(folder, Expected())
        assert signed.digest == digest


def test_no_result_is_taken_before_the_statement_is_signed(tmp_path: Path) -> None:
    year = CycleSimulator(tmp_path, sample.small_review())
    year.create()
    year.review()
    with pytest.raises(NoBallotRunning):
        cycle_results.take_finished(year.office, year.cycle, SECRETARY, NOW)
    event = year.open_step1()
    held = HeldElection(year, event, sample.SMALL[1])
    held.freeze()
    held.make_keys()
    held.call_roll()
    with pytest.raises(ResultMissing):
        cycle_results.take_finished(year.office, year.cycle, SECRETARY, NOW)
    assert year.progress.taken == ()


def test_a_step_on_paper_enters_by_the_same_door(tmp_path: Path) -> None:
    """Four valid ballots and a blank one, which is invalid on paper (R11)."""
    plan = sample.small_review()
    plan |= {"proposals": plan["proposals"][:1], "dossiers": []}
    year = CycleSimulator(tmp_path, plan)
    year.create()
    year.review()
    held = HeldElection(year, year.open_step1(), sample.SMALL[1])
    held.freeze()
    held.make_keys()
    paper.turn_to_paper(year.office, year.event, CHAIR, "BB 05/2026", NOW)
    with pytest.raises(ResultMissing):
        cycle_results.take_finished(year.office, year.cycle, SECRETARY, NOW)
    rows = (Counts(3, 1, 0),)
    enter_both(held, PaperCount(Numbers(5, 5, 5, 5, 4, 1), (0, 0, 1), rows))
    paper_counting.take_paper_statement(
        year.office, year.event, HEAD, statement(held), NOW
    )
    cycle_results.take_finished(year.office, year.cycle, SECRETARY, NOW)
    (taken,) = year.progress.taken
    assert (taken.numbers.valid, taken.numbers.invalid, taken.counts) == (4, 1, rows)
    year.finish_step1()
    lists = cycle_closing.close_without_additions(
        year.office, year.cycle, CHAIR, "KL-01", NOW
    )
    assert [(one.nominee, one.agree) for one in lists.removals] == [("QH04", 3)]
