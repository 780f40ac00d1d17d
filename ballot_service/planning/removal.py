"""R3: what a passed removal means, by the authority over the title.

Refuses to remove anybody from a title that a superior body approves.
"""

from collections.abc import Sequence

from ballot_service.planning.majority import Standing, min_yes, standing
from ballot_service.planning.numbers import Numbers
from ballot_service.planning.outcomes import ResultLists, Status, Verdict
from ballot_service.planning.plan_parts import PlanFields, Title
from ballot_service.planning.reasons import Fact
from ballot_service.planning.rows import (
    Row,
    highest_first,
    outcome_of,
    rate_base,
    title_result,
)


def removal_status(title: Title, found: Standing) -> Status:
    """Return what R3 makes of one removal (W6, W7).

    Args:
        title: a superior authority only gets a proposal; the person stays listed.
        found: what R2 says.
    """
    if found is not Standing.PASSED:
        return Status.KEPT
    if title.authority == "superior":
        return Status.PROPOSED_REMOVAL
    return Status.REMOVED


def decide_removals(plan: PlanFields, rows: Sequence[Row], numbers: Numbers) -> Verdict:
    """Return the verdict of a step 1 ballot (R2, R3; rules 1.6)."""
    word, base = rate_base(plan, numbers)
    statuses = {
        (row.title.id, row.nominee.id): removal_status(
            row.title, standing(plan.profile, row.counts.agree, plan.members)
        )
        for row in rows
    }
    by_status: dict[Status, list[Row]] = {status: [] for status in Status}
    for title in plan.titles:
        for row in highest_first([row for row in rows if row.title == title]):
            by_status[statuses[title.id, row.nominee.id]].append(row)
    return Verdict(
        kind=plan.kind,
        step=plan.step,
        members=plan.members,
        min_yes=min_yes(plan.profile, plan.members),
        rate_base=word,
        numbers=numbers,
        outcomes=tuple(
            outcome_of(
                plan,
                row,
                statuses[row.title.id, row.nominee.id],
                Fact(row.counts.agree, row.rank, 0, 0, base),
            )
            for row in rows
        ),
        titles=tuple(
            title_result(
                title, 0, [row for row in rows if row.title == title], statuses
            )
            for title in plan.titles
        ),
        lists=ResultLists(
            proposed_removals=tuple(
                row.entry() for row in by_status[Status.PROPOSED_REMOVAL]
            ),
            removals=tuple(row.entry() for row in by_status[Status.REMOVED]),
        ),
    )
