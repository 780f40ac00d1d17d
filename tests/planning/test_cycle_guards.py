"""The guards of the yearly review: its day, its year and its list of names."""

from dataclasses import replace
from datetime import date

import pytest

from ballot_service.errors import (
    CycleError,
    CycleExists,
    DropWithoutReason,
    EvaluationMissing,
    NewNameOnList,
    OutsideQuarter,
)
from ballot_service.planning.cycle_guards import (
    NO_WAIVER,
    Waiver,
    check_creation,
    check_list_change,
    quarter_text,
    quarter_warnings,
)
from ballot_service.planning.cycle_states import CycleState
from ballot_service.planning.known_profiles import HD06_2017


@pytest.mark.parametrize(
    ("today", "taken", "evaluated", "waiver", "error"),
    [
        (date(2026, 1, 1), [2025], [2025], NO_WAIVER, None),
        (date(2026, 3, 31), [], [2025], NO_WAIVER, None),
        (date(2026, 3, 31), [2026], [2025], NO_WAIVER, CycleExists),
        (date(2026, 4, 1), [], [2025], NO_WAIVER, OutsideQuarter),
        (date(2025, 12, 31), [], [2025], NO_WAIVER, OutsideQuarter),
        (date(2027, 1, 1), [], [2025], NO_WAIVER, OutsideQuarter),
        (date(2026, 2, 1), [], [2024], NO_WAIVER, EvaluationMissing),
        (date(2026, 2, 1), [2026], [2025], Waiver("CV", second_cycle=True), None),
        (
            date(2026, 2, 1),
            [2026],
            [2025],
            Waiver(" ", second_cycle=True),
            CycleExists,
        ),
        (
            date(2026, 2, 1),
            [2026],
            [2025],
            Waiver("CV", outside_quarter=True),
            CycleExists,
        ),
        (date(2026, 4, 2), [], [2025], Waiver("CV", outside_quarter=True), None),
        (
            date(2026, 4, 2),
            [],
            [2025],
            Waiver("CV", second_cycle=True),
            OutsideQuarter,
        ),
        (
            date(2026, 4, 2),
            [],
            [],
            Waiver("CV", outside_quarter=True),
            EvaluationMissing,
        ),
    ],
)
def test_when_a_cycle_may_start(
    today: date,
    taken: list[int],
    evaluated: list[int],
    waiver: Waiver,
    error: type[CycleError] | None,
) -> None:
    if error is None:
        check_creation(HD06_2017, 2026, today, taken, evaluated, waiver)
        return
    with pytest.raises(error):
        check_creation(HD06_2017, 2026, today, taken, evaluated, waiver)


def test_a_profile_may_be_laxer() -> None:
    lax = replace(HD06_2017, once_a_year=False, evaluation_required=False)
    check_creation(lax, 2026, date(2026, 3, 1), [2026], [])


@pytest.mark.parametrize(
    ("today", "state", "expected_codes"),
    [
        (date(2026, 3, 31), CycleState.STEP4_BALLOT, ()),
        (date(2026, 4, 1), CycleState.STEP4_BALLOT, ("W06",)),
        (date(2026, 4, 1), CycleState.CREATED, ("W06",)),
        (date(2026, 4, 1), CycleState.LIST_CLOSED, ()),
        (date(2027, 1, 1), CycleState.STEP1_DONE, ("W06",)),
        (date(2025, 12, 31), CycleState.STEP1_DONE, ()),
    ],
)
def test_the_end_of_the_quarter_warns(
    today: date, state: CycleState, expected_codes: tuple[str, ...]
) -> None:
    assert quarter_warnings(HD06_2017, 2026, today, state) == expected_codes
    assert quarter_text(HD06_2017) == ("I", "31/3")


def test_after_step_2_names_may_go_with_a_reason_and_none_may_come() -> None:
    before = [("T1", "A"), ("T1", "B")]
    check_list_change(before, before, {})
    check_list_change(before, before[:1], {("T1", "B"): "Chưa đủ tiêu chuẩn"})
    with pytest.raises(DropWithoutReason, match="B for T1"):
        check_list_change(before, before[:1], {("T1", "B"): " "})
    with pytest.raises(NewNameOnList, match="A for T2"):
        check_list_change(before, [*before, ("T2", "A")], {})
