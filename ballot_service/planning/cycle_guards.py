"""The guards of the yearly review: once a year, in its quarter, on one list of names.

Refuses to read a clock: the day is passed in.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from ballot_service.errors import (
    CycleExists,
    DropWithoutReason,
    EvaluationMissing,
    NewNameOnList,
    OutsideQuarter,
)
from ballot_service.planning.cycle_states import UNTIL_LIST_CLOSED, CycleState
from ballot_service.planning.profile import Profile

MONTHS_A_QUARTER = 3


@dataclass(frozen=True)
class Waiver:
    """A document of the competent authority, and what it lets pass.

    `document` is its reference; blank means that there is none.
    """

    document: str = ""
    second_cycle: bool = False
    outside_quarter: bool = False


NO_WAIVER = Waiver()


def check_creation(
    profile: Profile,
    year: int,
    today: date,
    years_taken: Collection[int],
    years_evaluated: Collection[int],
    waiver: Waiver = NO_WAIVER,
) -> None:
    """Check that a body may start a cycle (S1 of rules 1.3; W24).

    Args:
        profile: quarter, once a year, evaluation first.
        year: of the cycle.
        today: the day on which it is created.
        years_taken: years in which this body has a cycle, cancelled ones too.
        years_evaluated: years whose evaluation of cadres is complete.
        waiver: of the competent authority.

    Raises:
        CycleExists (E14), OutsideQuarter (E15), EvaluationMissing (E16).
    """
    waived = bool(waiver.document.strip())
    second_allowed = not profile.once_a_year or (waived and waiver.second_cycle)
    if year in years_taken and not second_allowed:
        raise CycleExists(f"{year}")
    late_allowed = waived and waiver.outside_quarter
    if not _in_quarter(profile, year, today) and not late_allowed:
        raise OutsideQuarter(today.isoformat())
    if profile.evaluation_required and year - 1 not in years_evaluated:
        raise EvaluationMissing(f"{year - 1}")


def _in_quarter(profile: Profile, year: int, today: date) -> bool:
    quarter = (today.month - 1) // MONTHS_A_QUARTER + 1
    return today.year == year and quarter == profile.cycle_quarter


def quarter_text(profile: Profile) -> tuple[str, str]:
    """Return the quarter's name and its last day, for E15 and W06: ("I", "31/3")."""
    names = (("I", "31/3"), ("II", "30/6"), ("III", "30/9"), ("IV", "31/12"))
    return names[profile.cycle_quarter - 1]


def quarter_warnings(
    profile: Profile, year: int, today: date, state: CycleState
) -> tuple[str, ...]:
    """Return ("W06",) if the quarter is over before the list is closed.

    It warns, and does not stop a cycle that was begun in time (rules 1.3).
    """
    past_year = today.year > year
    past_quarter = today.month > MONTHS_A_QUARTER * profile.cycle_quarter
    late = past_year or (today.year == year and past_quarter)
    return ("W06",) if late and state in UNTIL_LIST_CLOSED else ()


def check_list_change(
    before: Collection[tuple[str, str]],
    now: Collection[tuple[str, str]],
    reasons: Mapping[tuple[str, str], str],
) -> None:
    """Check the list that the collective agrees after step 2 (S6 of rules 1.3).

    Args:
        before: (title, nominee) pairs that were consulted on.
        now: the pairs that go on.
        reasons: the recorded reason of each pair that does not.

    Raises:
        NewNameOnList: a new pair, which goes back to the review.
        DropWithoutReason: a pair dropped without its reason.
    """
    new = sorted(set(now) - set(before))
    if new:
        raise NewNameOnList(", ".join(f"{who} for {title}" for title, who in new))
    silent = sorted(
        pair for pair in set(before) - set(now) if not reasons.get(pair, "").strip()
    )
    if silent:
        raise DropWithoutReason(
            ", ".join(f"{who} for {title}" for title, who in silent)
        )
