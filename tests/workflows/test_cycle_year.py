"""The sample year through the workflows: each ballot made from the cycle."""

from pathlib import Path

import pytest

from ballot_service.errors import (
    BallotRunning,
    DecisionsMissing,
    EvidenceMissing,
    NoMoreReballots,
    ReportMissing,
    ResultMissing,
)
from ballot_service.planning.cycle_decisions import StructureDecision
from ballot_service.planning.outcomes import ListEntry
from ballot_service.workflows import cycle_closing
from ballot_service.workflows.office import Role
from ballot_service.workflows.official_papers import papers_of
from ballot_service.workflows.paper_fields import REASON
from tests import cycle_sample as sample
from tests.cycle_simulator import CycleSimulator
from tests.database_server import Server
from tests.simulator import CHAIR, NOW


@pytest.fixture
def year(tmp_path: Path) -> CycleSimulator:
    made = CycleSimulator(tmp_path, sample.review_json())
    made.create()
    made.review()
    return made


def persons(entries: tuple[ListEntry, ...]) -> list[tuple[str, str]]:
    return [(one.title, one.nominee) for one in entries]


def until_step4(year: CycleSimulator) -> None:
    year.give(year.open_step1(), sample.counts(1))
    year.say_opinion()
    year.finish_step1()
    year.give(year.consult(2), sample.counts(2), absent=9)
    year.agree()
    year.give(year.consult(3), sample.counts(3), absent=3)
    year.summarise()
    year.give(year.open_step4(), sample.counts(4), absent=1)


def accept_structure(year: CycleSimulator) -> None:
    decision = StructureDecision(
        "T3", "accept_and_explain", (), "Chưa có nguồn cán bộ nữ đủ phiếu", "BB-04"
    )
    cycle_closing.record_structure_decision(
        year.office, year.cycle, CHAIR, decision, NOW
    )


def test_papers_of_step_1_start_with_the_reasons_of_the_plan(
    year: CycleSimulator,
) -> None:
    """The ballot on paper (F1) prints them; the manifest does not hold them."""
    event = year.open_step1()
    typed = papers_of(year.office, event, Role.SECRETARY).typed
    proposed = year.progress.review.proposals
    removals = [one for one in proposed if one.kind == "removal"]
    assert removals
    assert typed == {REASON + one.person: one.reason for one in removals}


def test_the_whole_year_ends_with_the_golden_lists(year: CycleSimulator) -> None:
    until_step4(year)
    accept_structure(year)
    year.give(year.open_reballot(), sample.REBALLOT, absent=1)
    lists = year.close_list()
    assert persons(lists.proposed_for_confirmation) == [
        ("T1", "UC01"),
        ("T2", "UC05"),
        ("T2", "UC06"),
        ("T2", "UC07"),
        ("T1", "UC03"),
    ]
    assert persons(lists.additions) == [("T3", "UC11"), ("T3", "UC12")]
    assert persons(lists.proposed_removals) == [("T1", "RQ01")]
    assert lists.removals == ()
    assert year.state == "list_closed"
    assert cycle_closing.final_lists_of(year.office, year.cycle) == lists
    row = year.progress.row
    assert (row.needs_submission, row.needs_own_decision) == (True, True)


def test_step_4_has_the_places_that_step_1_left(year: CycleSimulator) -> None:
    until_step4(year)
    plan = year.progress.need("addition", 4).plan
    assert [(t.id, t.places, t.places_certain) for t in plan.titles] == [
        ("T1", 2, 1),
        ("T2", 3, 3),
        ("T3", 2, 2),
    ]
    (need,) = plan.title("T3").structure
    assert (need.category, need.minimum, need.staying) == ("female", 1, 0)


def test_a_small_year_on_postgresql(tmp_path: Path, postgres: Server) -> None:
    year = CycleSimulator(
        tmp_path, sample.small_review(), postgres.new_database("cycle_year")
    )
    year.create()
    year.review()
    year.give(year.open_step1(), sample.SMALL[1])
    year.say_opinion()
    year.finish_step1()
    year.give(year.consult(2), sample.SMALL[2])
    year.agree()
    year.give(year.consult(3), sample.SMALL[3])
    year.summarise()
    year.give(year.open_step4(), sample.SMALL[4])
    year.give(year.open_reballot(), sample.SMALL[5])
    lists = year.close_list()
    assert persons(lists.proposed_for_confirmation) == [("T1", "UC01")]
    assert persons(lists.additions) == [("T3", "UC03")]
    year.office.database.close()


def test_no_list_is_closed_over_an_open_decision(year: CycleSimulator) -> None:
    until_step4(year)
    with pytest.raises(DecisionsMissing) as caught:
        year.close_list()
    assert caught.value.missing == ("tie: T1", "structure: T3")
    year.give(year.open_reballot(), sample.REBALLOT, absent=1)
    with pytest.raises(DecisionsMissing) as caught:
        year.close_list()
    assert caught.value.missing == ("structure: T3",)
    assert year.state == "step4_reballot"
    with pytest.raises(NoMoreReballots):
        year.open_reballot()


def test_each_step_waits_for_the_one_before(year: CycleSimulator) -> None:
    event = year.open_step1()
    year.say_opinion()
    with pytest.raises(BallotRunning):
        year.finish_step1()
    year.give(event, sample.counts(1))
    year.finish_step1()
    year.consult(2)
    with pytest.raises(ResultMissing):
        year.agree()


def test_step_1_does_not_end_without_the_opinion_on_additions(
    year: CycleSimulator,
) -> None:
    year.give(year.open_step1(), sample.counts(1))
    with pytest.raises(EvidenceMissing, match="opinion"):
        year.finish_step1()
    assert year.state == "step1_meeting"


def test_step_4_does_not_open_without_the_report(year: CycleSimulator) -> None:
    year.give(year.open_step1(), sample.counts(1))
    year.say_opinion()
    year.finish_step1()
    year.give(year.consult(2), sample.counts(2), absent=9)
    year.agree()
    year.give(year.consult(3), sample.counts(3), absent=3)
    year.summarise("")
    with pytest.raises(ReportMissing) as caught:
        year.open_step4()
    assert caught.value.code == "E20"
