"""After the last count: the recorded human decisions, and the four final lists.

Refuses to close a list over a tie or a structure shortfall that nobody decided.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ballot_service.errors import (
    ChoiceOutsideTie,
    DecisionNotAsked,
    DecisionsMissing,
    NoReason,
    OpinionsNotRecorded,
    TooManyChosen,
    UnknownChoice,
)
from ballot_service.planning.outcomes import (
    Decision,
    ListEntry,
    ResultLists,
    TitleResult,
    Verdict,
)
from ballot_service.planning.reballot import final_lists
from ballot_service.planning.structure import STRUCTURE_OPTIONS
from ballot_service.planning.ties import ChairDecision


@dataclass(frozen=True)
class StructureDecision:
    """R8 as recorded: what the collective does about a shortfall of one title, and why.

    `left_out` are persons taken whose places are left empty, with "leave_empty"
    only. `opinions` is the reference of the minutes.
    """

    title: str
    option: str
    left_out: tuple[str, ...]
    reason: str
    opinions: str


def check_structure_decision(verdict: Verdict, decision: StructureDecision) -> None:
    """Check that a recorded decision is one that the verdict asks for (R8).

    Raises:
        DecisionNotAsked: no shortfall on this title. UnknownChoice: no such option.
        NoReason, OpinionsNotRecorded: a blank reason or reference.
        ChoiceOutsideTie: somebody left out who is not taken, or while somebody with
        fewer agreements is kept. TooManyChosen: nobody would be left.
    """
    asked = [
        one
        for one in verdict.decisions
        if one.kind == "structure" and one.title == decision.title
    ]
    if not asked:
        raise DecisionNotAsked(f"structure of {decision.title}")
    if decision.option not in STRUCTURE_OPTIONS:
        raise UnknownChoice(f"option: {decision.option!r}")
    if not decision.reason.strip():
        raise NoReason(f"structure of {decision.title}")
    if not decision.opinions.strip():
        raise OpinionsNotRecorded(decision.title)
    if not decision.left_out:
        return
    if decision.option != "leave_empty":
        raise DecisionNotAsked(f"{decision.title}: only leave_empty leaves out")
    _check_left_out(verdict.title(decision.title), decision.left_out)


def _check_left_out(result: TitleResult, left_out: Sequence[str]) -> None:
    """From the lowest up: standards and rank are never turned around (R8)."""
    taken = {line.nominee: line.agree for line in result.taken}
    outside = sorted(set(left_out) - set(taken))
    if outside:
        raise ChoiceOutsideTie(", ".join(outside))
    if len(set(left_out)) != len(left_out):
        raise TooManyChosen(result.id)
    kept = [agree for who, agree in taken.items() if who not in left_out]
    highest = max(taken[who] for who in left_out)
    if any(agree < highest for agree in kept):
        raise ChoiceOutsideTie(f"{result.id}: somebody with fewer is kept")


@dataclass(frozen=True)
class Decided:
    """All that was recorded about one step 4."""

    ties: tuple[ChairDecision, ...] = ()
    structure: tuple[StructureDecision, ...] = ()


def open_decisions(
    verdict: Verdict, again: Verdict | None, decided: Decided
) -> tuple[Decision, ...]:
    """Return the decisions that only people can take and that are not recorded yet.

    A tie that a re-ballot settles is the re-ballot's; R9 has the default of the
    sealed order and blocks nothing.

    Args:
        verdict: of step 4. again: of its re-ballot, or None.
        decided: what is recorded.
    """
    retried = {title.id for title in again.titles} if again is not None else set()
    asked = [one for one in verdict.decisions if one.title not in retried]
    if again is not None:
        asked += again.decisions
    settled = {("tie", one.title) for one in decided.ties}
    settled |= {("structure", one.title) for one in decided.structure}
    return tuple(
        one
        for one in asked
        if one.kind != "titles" and (one.kind, one.title) not in settled
    )


def decisive(verdict: Verdict, again: Verdict | None, title: str) -> Verdict:
    """Return the verdict whose decisions about a title count: the last one on it."""
    if again is not None and any(one.id == title for one in again.titles):
        return again
    return verdict


def closed_lists(
    removals: ResultLists,
    verdict: Verdict,
    again: Verdict | None,
    decided: Decided,
) -> ResultLists:
    """Return the four lists of rules 1.6 after everything.

    Args:
        removals: `carried.removal_lists`.
        verdict: of step 4. again: of its re-ballot, or None.
        decided: the recorded decisions, checked here once more.

    Raises:
        DecisionsMissing: naming "kind: title" of each. All of `check_chair_decision`
        and `check_structure_decision`.
    """
    missing = open_decisions(verdict, again, decided)
    if missing:
        raise DecisionsMissing(tuple(f"{one.kind}: {one.title}" for one in missing))
    lists = final_lists(verdict, again, decided.ties)
    out: set[tuple[str, str]] = set()
    for decision in decided.structure:
        check_structure_decision(decisive(verdict, again, decision.title), decision)
        out |= {(decision.title, who) for who in decision.left_out}
    return replace(
        removals,
        proposed_for_confirmation=_without(lists.proposed_for_confirmation, out),
        additions=_without(lists.additions, out),
    )


def _without(
    entries: Sequence[ListEntry], out: set[tuple[str, str]]
) -> tuple[ListEntry, ...]:
    return tuple(one for one in entries if (one.title, one.nominee) not in out)
