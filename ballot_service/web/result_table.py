"""The results of a review side by side, title by title, as its page shows them.

Refuses to compute a rate or a status: both come with the verdict.
"""

from dataclasses import dataclass
from typing import Any

from ballot_service.planning.numbers import Numbers
from ballot_service.planning.outcomes import Decision, Flag, Outcome, TitleResult
from ballot_service.planning.review_parts import ReviewTitle
from ballot_service.web.cycle_view import newest
from ballot_service.workflows.cycle_closing import open_decisions_of
from ballot_service.workflows.cycle_overview import (
    CycleOverview,
    SideBySide,
    side_by_side,
)
from ballot_service.workflows.cycle_progress import (
    AGREED,
    CHOICE,
    STRUCTURE,
    TIE,
    Progress,
)

STEPS = (
    ("step2", "consultation", 2),
    ("step3", "consultation", 3),
    ("step4", "addition", 4),
    ("reballot", "reballot", 4),
)
"""Columns of the table, each with the kind and the step of its ballot."""


@dataclass(frozen=True)
class Head:
    """The head of one step: its numbers, what its rates are of, and its flags."""

    column: str
    step: int
    kind: str
    members: int
    rate_base: str
    base: int
    min_yes: int
    numbers: Numbers
    flags: tuple[Flag, ...]


@dataclass(frozen=True)
class TitleTable:
    """One title with its rows, its lists of step 4 and B4', and what they ask for."""

    title: ReviewTitle
    rows: tuple[SideBySide, ...]
    step4: TitleResult | None
    reballot: TitleResult | None
    flags: tuple[tuple[Flag, tuple[str, ...]], ...]
    decisions: tuple[Decision, ...]


def removals(progress: Progress) -> tuple[tuple[Head, tuple[Outcome, ...]], ...]:
    """Return each ballot of step 1 in the year with its outcomes."""
    return tuple(
        (_head(one, "removal"), one.verdict().outcomes)
        for one in progress.taken
        if one.plan.kind == "removal"
    )


def _head(taken: Any, column: str) -> Head:  # noqa: ANN401 - a Taken
    verdict = taken.verdict()
    base = verdict.outcomes[0].rate_base if verdict.outcomes else verdict.members
    return Head(
        column,
        verdict.step,
        verdict.kind,
        verdict.members,
        verdict.rate_base,
        base,
        verdict.min_yes,
        verdict.numbers,
        tuple(flag for flag in verdict.flags if not flag.title),
    )


def heads(progress: Progress) -> tuple[Head, ...]:
    """Return the heads of the columns whose result is in."""
    found = []
    for column, kind, step in STEPS:
        taken = progress.result(kind, step)
        if taken is not None:
            found.append(_head(taken, column))
    return tuple(found)


def titles(progress: Progress) -> tuple[TitleTable, ...]:
    """Return each title with additions, in the plan's order."""
    open_ones = {(one.kind, one.title) for one in open_decisions_of(progress)}
    first = progress.result("addition", 4)
    verdict = None if first is None else first.verdict(progress.choices)
    last = progress.result("reballot", 4)
    again = None if last is None else last.verdict()
    found = []
    for title_id, rows in side_by_side(progress).items():
        if not rows:
            continue
        flags: list[tuple[Flag, tuple[str, ...]]] = []
        decisions: list[Decision] = []
        for one in (verdict, again):
            if one is None:
                continue
            names = {row.nominee: row.nominee_name for row in one.outcomes}
            # A tie that was voted on again is the re-ballot's.
            over = one is verdict and _result(again, title_id) is not None
            decisions += [
                d
                for d in one.decisions
                if d.title == title_id and not (over and d.kind == "tie")
            ]
            # A decision that is asked for says what its flag says.
            said = {"W03"} if any(d.kind == "structure" for d in decisions) else set()
            flags += [
                (flag, tuple(names.get(who, who) for who in flag.nominees))
                for flag in one.flags
                if flag.title == title_id and flag.code not in said
            ]
        found.append(
            TitleTable(
                title=progress.review.title(title_id),
                rows=rows,
                step4=_result(verdict, title_id),
                reballot=_result(again, title_id),
                flags=tuple(flags),
                decisions=tuple(d for d in decisions if (d.kind, d.title) in open_ones),
            )
        )
    return tuple(found)


def _result(verdict: Any, title_id: str) -> TitleResult | None:  # noqa: ANN401
    if verdict is None:
        return None
    return {one.id: one for one in verdict.titles}.get(title_id)


def dropped(overview: CycleOverview) -> tuple[dict[str, str], ...]:
    """Return who was dropped after step 2, with title and reason."""
    found = newest(overview.papers, AGREED, overview.row.pass_number)
    return tuple(found["dropped"]) if found else ()


@dataclass(frozen=True)
class Recorded:
    """One recorded decision: what about, what was decided, why, and in which paper."""

    kind: str
    of: str
    chosen: tuple[str, ...]
    option: str
    reason: str
    opinions: str
    by: str


def decided(overview: CycleOverview) -> tuple[Recorded, ...]:
    """Return every decision of step 4 that is recorded, the newest of each subject."""
    kinds = {TIE: "tie", STRUCTURE: "structure", CHOICE: "titles"}
    kept = {
        (paper.kind, paper.reference): paper
        for paper in overview.papers
        if paper.kind in kinds
    }
    found = []
    for (kind, of), paper in kept.items():
        body = newest([paper], kind)
        people = body.get("chosen") or body.get("left_out") or body.get("keep") or []
        found.append(
            Recorded(
                kind=kinds[kind],
                of=of,
                chosen=tuple(people),
                option=body.get("option", ""),
                reason=body["reason"],
                opinions=body.get("opinions", ""),
                by=paper.added_by,
            )
        )
    return tuple(found)
