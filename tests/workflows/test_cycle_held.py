"""A whole small review with encrypted ballots and signed statements."""

from pathlib import Path

import pytest

from ballot_service.errors import NoBallotRunning, ResultMissing
from ballot_service.verify.records import Expected
from ballot_service.verify.verifier import verify_signed
from ballot_service.workflows import cycle_results
from tests import cycle_sample as sample
from tests.cycle_simulator import CycleSimulator, HeldElection
from tests.simulator import NOW, SECRETARY


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
        _, statement = verify_signed(folder, Expected())
        assert statement.digest == digest


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
