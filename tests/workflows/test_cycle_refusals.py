"""What a review cycle refuses, by name, and that nothing changed afterwards."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ballot_service.errors import (
    AdditionsOpen,
    BallotRunning,
    BallotServiceError,
    CycleExists,
    CycleStepRefused,
    DropWithoutReason,
    EligibilityStale,
    EvaluationMissing,
    MadeByCycle,
    NewNameOnList,
    NoReason,
    NotEligible,
    NotOfThisCycle,
    OutsideQuarter,
    ProfileIsDraft,
    RepeatNotAllowed,
    ResultDiffers,
    UnknownCycle,
    UnknownId,
    WrongRole,
)
from ballot_service.planning.ballot_event import State
from ballot_service.planning.cycle_guards import Waiver
from ballot_service.planning.known_profiles import QD377_2025
from ballot_service.store import events
from ballot_service.workflows import (
    cycle_closing,
    cycle_planning,
    cycle_results,
    cycle_step1,
    cycle_steps,
    preparation,
    voiding,
)
from tests import cycle_sample as sample
from tests.cycle_simulator import CycleSimulator
from tests.simulator import CHAIR, HEAD, INSPECTOR, NOW, SECRETARY, TECHNICIAN

WAIVED = Waiver("CV-09 ngày 01/4/2026", second_cycle=True, outside_quarter=True)


@pytest.fixture
def year(tmp_path: Path) -> CycleSimulator:
    return CycleSimulator(tmp_path, sample.small_review())


@pytest.fixture
def reviewed(year: CycleSimulator) -> CycleSimulator:
    year.create()
    year.review()
    return year


def after_step1(year: CycleSimulator) -> None:
    year.give(year.open_step1(), sample.SMALL[1])
    year.say_opinion()
    year.finish_step1()


def expect_refused(
    year: CycleSimulator, error: type[BallotServiceError], act: Callable[[], object]
) -> BallotServiceError:
    """Expect one error, and the cycle and its papers as they were."""
    before = year.progress
    with pytest.raises(error) as caught:
        act()
    assert year.progress == before
    return caught.value


# --- once a year ------------------------------------------------------------------


def test_a_second_cycle_in_the_year_is_e14_even_after_a_cancelled_one(
    year: CycleSimulator,
) -> None:
    first = year.create()
    cycle_closing.cancel_cycle(year.office, first, CHAIR, "Sáp nhập", "QĐ-01", NOW)
    with pytest.raises(CycleExists) as caught:
        year.create()
    assert caught.value.code == "E14"
    second = year.create(waiver=WAIVED)
    assert (second != first, year.progress.row.number) == (True, 2)


def test_outside_the_quarter_is_e15_but_for_a_waiver(year: CycleSimulator) -> None:
    april = dt.date(2026, 4, 2)
    with pytest.raises(OutsideQuarter):
        year.create(april)
    year.create(april, waiver=WAIVED)
    assert year.state == "created"


def test_without_the_evaluation_is_e16(year: CycleSimulator) -> None:
    with pytest.raises(EvaluationMissing) as caught:
        year.create(evaluation=" ")
    assert caught.value.code == "E16"


def test_a_draft_profile_decides_no_list(year: CycleSimulator) -> None:
    year.plan = sample.small_review() | {"profile": QD377_2025.to_json()}
    with pytest.raises(ProfileIsDraft):
        year.create()


# --- the review -------------------------------------------------------------------


def test_a_blocked_person_keeps_step_1_closed(year: CycleSimulator) -> None:
    plan = sample.small_review()
    plan["dossiers"][1] = plan["dossiers"][1] | {"standards_certified": False}
    del plan["dossiers"][0]
    year.plan = plan
    year.create()
    year.review()
    error = expect_refused(year, NotEligible, year.open_step1)
    assert isinstance(error, NotEligible)
    assert error.missing == (
        "UC01: T1: StandardsNotCertified",
        "UC02: T1: StandardsNotCertified",
    )


def test_a_plan_that_changed_is_checked_again(reviewed: CycleSimulator) -> None:
    plan = sample.small_review() | {"agency": "Ban Tổ chức"}
    cycle_planning.amend_plan(reviewed.office, reviewed.cycle, SECRETARY, plan, NOW)
    expect_refused(reviewed, EligibilityStale, reviewed.open_step1)
    cycle_planning.check_eligibility(reviewed.office, reviewed.cycle, SECRETARY, NOW)
    reviewed.open_step1()
    assert reviewed.state == "step1_meeting"
    expect_refused(
        reviewed,
        CycleStepRefused,
        lambda: cycle_planning.amend_plan(
            reviewed.office, reviewed.cycle, SECRETARY, plan, NOW
        ),
    )


def test_an_opinion_says_something_and_names_its_minutes(
    reviewed: CycleSimulator,
) -> None:
    reviewed.open_step1()
    for whole, minutes in (("", "BB-01"), ("Nhất trí", "")):
        opinion = cycle_step1.Opinion(whole, {}, minutes)
        expect_refused(
            reviewed,
            NoReason,
            lambda opinion=opinion: cycle_step1.record_opinion(  # type: ignore[misc]
                reviewed.office, reviewed.cycle, SECRETARY, opinion, NOW
            ),
        )


def test_an_opinion_is_given_in_step_1_and_a_report_on_two_results(
    reviewed: CycleSimulator,
) -> None:
    expect_refused(reviewed, CycleStepRefused, reviewed.say_opinion)
    after_step1(reviewed)
    expect_refused(reviewed, CycleStepRefused, reviewed.say_opinion)
    expect_refused(
        reviewed,
        CycleStepRefused,
        lambda: cycle_steps.add_paper(
            reviewed.office, reviewed.cycle, SECRETARY, "agency_report", "BC", NOW
        ),
    )


# --- ballots are the cycle's ------------------------------------------------------


def test_no_ballot_of_a_cycle_is_typed_again(reviewed: CycleSimulator) -> None:
    event = reviewed.open_step1()
    with reviewed.office.database.reading() as connection:
        row = events.find_event(connection, event)
        draft = preparation.load_draft(connection, row)
    expect_refused(
        reviewed,
        MadeByCycle,
        lambda: preparation.amend_event(
            reviewed.office,
            event,
            SECRETARY,
            {},
            draft.roll.to_json(),
            NOW,
        ),
    )
    voiding.void_event(reviewed.office, event, CHAIR, "wrong_configuration", "BB", NOW)
    expect_refused(
        reviewed,
        MadeByCycle,
        lambda: preparation.repeat_event(reviewed.office, event, CHAIR, NOW),
    )


def test_a_void_ballot_is_repeated_from_the_cycle(reviewed: CycleSimulator) -> None:
    first = reviewed.open_step1()

    def repeat() -> str:
        return cycle_steps.repeat_void(
            reviewed.office, reviewed.cycle, CHAIR, "BB-HUY", NOW
        )

    expect_refused(reviewed, RepeatNotAllowed, repeat)
    reviewed.freeze(first)
    result = reviewed.result(first, sample.SMALL[1])
    voiding.void_event(reviewed.office, first, CHAIR, "wrong_configuration", "BB", NOW)
    second = repeat()
    assert reviewed.run_of(second) == 2
    expect_refused(
        reviewed,
        NotOfThisCycle,
        lambda: cycle_results.take_result(reviewed.office, result, SECRETARY, NOW),
    )
    reviewed.give(second, sample.SMALL[1])
    assert len(reviewed.progress.taken) == 1


def test_a_member_who_leaves_between_the_steps(reviewed: CycleSimulator) -> None:
    """W23: step 4 has its own N; step 1 stands with the N that it had."""
    after_step1(reviewed)
    reviewed.give(reviewed.consult(2), sample.SMALL[2])
    reviewed.agree()
    reviewed.give(reviewed.consult(3), sample.SMALL[3])
    reviewed.summarise()
    event = reviewed.open_step4()
    smaller = sample.small_review(4)["meetings"][3]
    with pytest.raises(NoReason):
        cycle_planning.amend_meeting(
            reviewed.office, reviewed.cycle, SECRETARY, smaller, "", NOW
        )
    cycle_planning.amend_meeting(
        reviewed.office, reviewed.cycle, SECRETARY, smaller, "QĐ-05", NOW
    )
    assert reviewed.freeze(event).members == 4
    assert reviewed.progress.taken[0].plan.members == 5
    expect_refused(
        reviewed,
        CycleStepRefused,
        lambda: cycle_planning.amend_meeting(
            reviewed.office,
            reviewed.cycle,
            SECRETARY,
            sample.small_review(4)["meetings"][0],
            "QĐ-05",
            NOW,
        ),
    )


# --- results ----------------------------------------------------------------------


def test_a_result_is_taken_once_and_no_other_one(reviewed: CycleSimulator) -> None:
    event = reviewed.open_step1()
    result = reviewed.give(event, sample.SMALL[1])
    before = reviewed.progress
    cycle_results.take_result(reviewed.office, result, SECRETARY, NOW)
    assert reviewed.progress == before
    other = replace(result, digest="0" * 64)
    expect_refused(
        reviewed,
        ResultDiffers,
        lambda: cycle_results.take_result(reviewed.office, other, SECRETARY, NOW),
    )


def test_a_result_under_another_plan_is_refused(reviewed: CycleSimulator) -> None:
    event = reviewed.open_step1()
    reviewed.freeze(event)
    result = reviewed.result(event, sample.SMALL[1])
    wrong = replace(result, plan=replace(result.plan, members=4))
    expect_refused(
        reviewed,
        NotOfThisCycle,
        lambda: cycle_results.take_result(reviewed.office, wrong, SECRETARY, NOW),
    )


def test_a_ballot_of_no_cycle_brings_no_result(reviewed: CycleSimulator) -> None:
    event = reviewed.open_step1()
    reviewed.freeze(event)
    with reviewed.office.database.reading() as connection:
        row = events.find_event(connection, event)
        draft = preparation.load_draft(connection, row)
    typed = preparation.create_event(
        reviewed.office,
        SECRETARY,
        json.loads(draft.draft_bytes),
        draft.roll.to_json(),
        NOW,
    )
    reviewed.freeze(typed)
    result = reviewed.result(typed, sample.SMALL[1])
    expect_refused(
        reviewed,
        NotOfThisCycle,
        lambda: cycle_results.take_result(reviewed.office, result, SECRETARY, NOW),
    )


# --- the agreed list --------------------------------------------------------------


def test_the_agreed_list_has_no_new_name_and_no_silent_drop(
    reviewed: CycleSimulator,
) -> None:
    after_step1(reviewed)
    reviewed.give(reviewed.consult(2), sample.SMALL[2])

    def agree(pairs: list[tuple[str, str]], reasons: dict[Any, str]) -> None:
        cycle_steps.agree_list(
            reviewed.office, reviewed.cycle, CHAIR, pairs, reasons, "BB-02", NOW
        )

    kept = [("T1", "UC01"), ("T3", "UC03")]
    expect_refused(reviewed, DropWithoutReason, lambda: agree(kept, {}))
    expect_refused(reviewed, NewNameOnList, lambda: agree([*kept, ("T1", "QH04")], {}))
    agree(kept, {("T1", "UC02"): "Xin rút"})
    assert reviewed.progress.agreed == tuple(kept)
    third = reviewed.freeze(reviewed.consult(3))
    assert [one.nominee for one in third.plan.questions] == ["UC03", "UC01"][::-1]


def test_whoever_withdraws_is_not_voted_on(reviewed: CycleSimulator) -> None:
    def withdraw(who: tuple[str, str], reason: str = "Xin rút") -> None:
        cycle_steps.withdraw_person(
            reviewed.office, reviewed.cycle, CHAIR, who, reason, "Đơn 05", NOW
        )

    after_step1(reviewed)
    reviewed.give(reviewed.consult(2), sample.SMALL[2])
    expect_refused(reviewed, CycleStepRefused, lambda: withdraw(("T1", "UC01")))
    reviewed.agree()
    event = reviewed.consult(3)
    expect_refused(reviewed, BallotRunning, lambda: withdraw(("T1", "UC01")))
    reviewed.give(event, sample.SMALL[3])
    reviewed.summarise()
    expect_refused(reviewed, NoReason, lambda: withdraw(("T1", "UC01"), " "))
    expect_refused(reviewed, UnknownId, lambda: withdraw(("T1", "QH01")))
    withdraw(("T1", "UC01"))
    step4 = reviewed.freeze(reviewed.open_step4())
    assert {one.nominee for one in step4.plan.questions} == {"UC02", "UC03"}
    expect_refused(reviewed, CycleStepRefused, lambda: withdraw(("T1", "UC02")))


def test_a_list_on_which_nobody_is_left_is_closed(reviewed: CycleSimulator) -> None:
    after_step1(reviewed)
    reviewed.give(reviewed.consult(2), sample.SMALL[2])
    nobody = dict.fromkeys(reviewed.progress.consulted, "Chưa đủ tín nhiệm")
    reviewed.agree(nobody)
    lists = cycle_closing.close_without_additions(
        reviewed.office, reviewed.cycle, CHAIR, "KL-02", NOW
    )
    assert (lists.additions, [one.nominee for one in lists.removals]) == ((), ["QH04"])


def test_a_new_name_goes_through_every_step_and_no_vote_is_repeated(
    reviewed: CycleSimulator,
) -> None:
    after_step1(reviewed)
    reviewed.give(reviewed.consult(2), sample.SMALL[2])
    cycle_steps.return_to_review(
        reviewed.office, reviewed.cycle, CHAIR, "Bổ sung nguồn", NOW
    )
    expect_refused(reviewed, EligibilityStale, reviewed.open_step1)
    cycle_planning.check_eligibility(reviewed.office, reviewed.cycle, SECRETARY, NOW)
    assert reviewed.open_step1() == ""
    reviewed.say_opinion()
    reviewed.finish_step1("BB-05", "")
    cycle_planning.amend_meeting(
        reviewed.office,
        reviewed.cycle,
        SECRETARY,
        sample.small_review()["meetings"][1] | {"place": "Hội trường B"},
        "GM-02",
        NOW,
    )
    second = reviewed.freeze(reviewed.consult(2))
    assert second.plan.title("T3").places == 1
    assert second.run == 2
    assert reviewed.progress.row.pass_number == 2
    assert reviewed.progress.result("consultation", 2) is None


def test_the_list_is_not_closed_early_while_additions_are_open(
    reviewed: CycleSimulator,
) -> None:
    after_step1(reviewed)
    expect_refused(
        reviewed,
        AdditionsOpen,
        lambda: cycle_closing.close_without_additions(
            reviewed.office, reviewed.cycle, CHAIR, "KL-01", NOW
        ),
    )


def test_a_review_without_additions_ends_after_step_1(year: CycleSimulator) -> None:
    plan = sample.small_review()
    year.plan = plan | {"proposals": plan["proposals"][:1], "dossiers": []}
    year.create()
    year.review()
    year.give(year.open_step1(), sample.SMALL[1])
    year.finish_step1()
    lists = cycle_closing.close_without_additions(
        year.office, year.cycle, CHAIR, "KL-01", NOW
    )
    assert [one.nominee for one in lists.removals] == ["QH04"]
    assert (year.state, year.progress.row.needs_own_decision) == ("list_closed", True)


# --- halts and roles --------------------------------------------------------------


def test_a_cycle_is_not_halted_over_a_ballot_that_goes_on(
    reviewed: CycleSimulator,
) -> None:
    event = reviewed.open_step1()
    for halt in (cycle_closing.suspend_cycle, cycle_closing.cancel_cycle):
        expect_refused(
            reviewed,
            BallotRunning,
            lambda halt=halt: halt(  # type: ignore[misc]
                reviewed.office, reviewed.cycle, CHAIR, "Lũ lụt", "QĐ-02", NOW
            ),
        )
    voiding.void_event(
        reviewed.office, event, CHAIR, "members_could_not_send", "BB", NOW
    )
    cycle_closing.suspend_cycle(
        reviewed.office, reviewed.cycle, CHAIR, "Lũ lụt", "QĐ-02", NOW
    )
    assert reviewed.state == "suspended"
    cycle_closing.resume_cycle(reviewed.office, reviewed.cycle, CHAIR, NOW)
    assert reviewed.state == "step1_meeting"


def test_what_is_the_collectives_the_chair_alone_confirms(
    reviewed: CycleSimulator,
) -> None:
    office, cycle = reviewed.office, reviewed.cycle
    for actor in (SECRETARY, HEAD, INSPECTOR, TECHNICIAN):
        with pytest.raises(WrongRole):
            cycle_step1.finish_step1(office, cycle, actor, "BB", "BB", NOW)
        with pytest.raises(WrongRole):
            cycle_steps.agree_list(office, cycle, actor, [], {}, "BB", NOW)
        with pytest.raises(WrongRole):
            cycle_closing.close_list(office, cycle, actor, "BB", "BB", NOW)
    for actor in (CHAIR, HEAD, INSPECTOR, TECHNICIAN):
        with pytest.raises(WrongRole):
            cycle_planning.start_review(office, cycle, actor, NOW)


def test_no_cycle_of_this_name(year: CycleSimulator) -> None:
    with pytest.raises(UnknownCycle):
        cycle_steps.open_step4(year.office, "nothing", CHAIR, NOW)


def test_a_ballot_starts_as_a_draft_that_two_hands_confirm(
    reviewed: CycleSimulator,
) -> None:
    event = reviewed.open_step1()
    with reviewed.office.database.reading() as connection:
        row = events.find_event(connection, event)
    assert row.state == State.DRAFT.value
