"""What pages are told of a cycle: who acts next, what is missing, the results."""

import datetime as dt
from pathlib import Path

import pytest

from ballot_service.planning.cycle_states import CycleAction, CycleState
from ballot_service.workflows import cycle_closing, cycle_steps, cycle_submission
from ballot_service.workflows.cycle_overview import (
    NEXT,
    CycleOverview,
    all_cycles,
    cycle_overview,
    side_by_side,
)
from ballot_service.workflows.office import Role
from tests import cycle_sample as sample
from tests.cycle_simulator import TODAY, CycleSimulator
from tests.simulator import CHAIR, NOW, SECRETARY

APRIL = dt.date(2026, 4, 1)


@pytest.fixture
def year(tmp_path: Path) -> CycleSimulator:
    made = CycleSimulator(tmp_path, sample.small_review())
    made.create()
    return made


def look(year: CycleSimulator, today: dt.date = TODAY) -> CycleOverview:
    return cycle_overview(year.office, year.cycle, today)


def next_of(year: CycleSimulator) -> list[tuple[str, str, str]]:
    return [
        (one.action.value, one.role.value, one.waits_for) for one in look(year).next
    ]


def test_every_state_that_goes_on_says_who_acts_next() -> None:
    ended = {CycleState.NOT_STARTED, CycleState.ARCHIVED, CycleState.CANCELLED}
    assert set(CycleState) - set(NEXT) == ended


def test_who_acts_next_and_what_is_missing_through_the_year(
    year: CycleSimulator,
) -> None:
    assert next_of(year) == [("start_review", "secretary", "")]
    year.review()
    assert next_of(year) == [("open_step1", "secretary", "")]
    event = year.open_step1()
    assert next_of(year) == [("finish_step1", "chair", "ballot")]
    year.give(event, sample.SMALL[1])
    assert next_of(year) == [("finish_step1", "chair", "opinion")]
    year.say_opinion()
    assert next_of(year) == [("finish_step1", "chair", "")]
    year.finish_step1()
    assert next_of(year) == [("open_step2", "chair", "")]
    year.give(year.consult(2), sample.SMALL[2])
    year.agree()
    year.give(year.consult(3), sample.SMALL[3])
    year.summarise("")
    assert next_of(year) == [("open_step4", "chair", "report")]
    cycle_steps.add_paper(
        year.office, year.cycle, SECRETARY, "agency_report", "BC-02", NOW
    )
    assert next_of(year) == [("open_step4", "chair", "")]
    year.give(year.open_step4(), sample.SMALL[4])
    assert next_of(year) == [
        ("reballot_tie", "chair", ""),
        ("close_list", "chair", "decisions"),
    ]
    assert [one.kind for one in look(year).decisions] == ["tie"]
    year.give(year.open_reballot(), sample.SMALL[5])
    assert next_of(year) == [("close_list", "chair", "")]
    year.close_list()
    assert next_of(year) == [
        ("draft_submission", "secretary", ""),
        ("issue_own_decision", "chair", ""),
    ]
    cycle_submission.issue_own_decision(year.office, year.cycle, CHAIR, "QĐ-31", NOW)
    assert next_of(year) == [("draft_submission", "secretary", "")]


def test_steps_done_ballots_papers_and_log(year: CycleSimulator) -> None:
    year.review()
    event = year.open_step1()
    found = look(year)
    assert found.running is not None
    assert (found.done, found.running.event) == ((), event)
    year.give(event, sample.SMALL[1])
    found = look(year)
    assert (found.done, found.running) == ((1,), None)
    assert {"plan", "evaluation", "eligibility", "result"} <= {
        paper.kind for paper in found.papers
    }
    assert [line.act for line in found.log][:4] == [
        "create_cycle",
        "start_review",
        "check_eligibility",
        "open_step1",
    ]
    assert [row.id for row in all_cycles(year.office)] == [year.cycle]


def test_the_quarter_warns_until_the_list_is_closed(year: CycleSimulator) -> None:
    assert look(year).warnings == ()
    assert look(year, APRIL).warnings == ("W06",)
    cycle_closing.cancel_cycle(year.office, year.cycle, CHAIR, "Sáp nhập", "QĐ", NOW)
    found = look(year, APRIL)
    assert (found.warnings, found.next) == ((), ())


def test_the_three_results_stand_side_by_side(tmp_path: Path) -> None:
    year = CycleSimulator(tmp_path, sample.review_json())
    year.create()
    year.review()
    year.give(year.open_step1(), sample.counts(1))
    year.say_opinion()
    year.finish_step1()
    empty = side_by_side(year.progress)
    assert {row.step2 for rows in empty.values() for row in rows} == {None}
    year.give(year.consult(2), sample.counts(2), absent=9)
    year.agree({("T3", "UC14"): "Chưa đủ tín nhiệm"})
    third = {k: v for k, v in sample.counts(3).items() if k != ("T3", "UC14")}
    year.give(year.consult(3), third, absent=3)
    year.summarise()
    year.give(year.open_step4(), sample.counts(4), absent=1)
    year.give(year.open_reballot(), sample.REBALLOT, absent=1)
    table = side_by_side(year.progress)
    assert list(table) == ["T1", "T2", "T3"]
    first, second, *_ = table["T1"]
    assert first.name == "Hoàng Bá Vỹ"
    for row, step2, step3, step4 in (
        (first, "83,89%", "91,67%", "86,67%"),
        (second, "70,00%", "66,67%", "66,67%"),
    ):
        found = [row.step2, row.step3, row.step4]
        assert [one.rate for one in found if one] == [step2, step3, step4]
    assert first.reballot is None
    assert second.reballot is not None
    assert second.reballot.agree == 5
    dropped = table["T3"][-1]
    assert (dropped.person, dropped.step3, dropped.step4) == ("UC14", None, None)
    assert dropped.step2 is not None


def test_a_suspended_cycle_waits_for_the_chair(year: CycleSimulator) -> None:
    cycle_closing.suspend_cycle(year.office, year.cycle, CHAIR, "Lũ lụt", "QĐ", NOW)
    (act,) = look(year).next
    assert (act.action, act.role) == (CycleAction.RESUME, Role.CHAIR)
