"""R14: steps 2 and 3 give figures to the collective, and no more.

Refuses to drop or take anybody: a consultation has no threshold.
"""

from collections.abc import Sequence

from ballot_service.planning.numbers import Numbers
from ballot_service.planning.outcomes import Flag, Status, Verdict
from ballot_service.planning.plan_parts import PlanFields
from ballot_service.planning.reasons import Fact
from ballot_service.planning.rows import Row, outcome_of, rate_base, title_result


def decide_consultation(
    plan: PlanFields, rows: Sequence[Row], numbers: Numbers
) -> Verdict:
    """Return the figures of step 2 or 3, with rates on the profile's base (R14)."""
    word, base = rate_base(plan, numbers)
    statuses = {(row.title.id, row.nominee.id): Status.CONSULTED for row in rows}
    return Verdict(
        kind=plan.kind,
        step=plan.step,
        members=plan.members,
        min_yes=0,
        rate_base=word,
        numbers=numbers,
        outcomes=tuple(
            outcome_of(
                plan,
                row,
                Status.CONSULTED,
                Fact(row.counts.agree, row.rank, 0, 0, base),
            )
            for row in rows
        ),
        titles=tuple(
            title_result(
                title,
                plan.places_of(title),
                [row for row in rows if row.title == title],
                statuses,
            )
            for title in plan.titles
        ),
        flags=_below_half(plan, rows),
    )


def _below_half(plan: PlanFields, rows: Sequence[Row]) -> tuple[Flag, ...]:
    """Highlight 2*Y <= N where the profile asks for it; still nobody is dropped."""
    if not plan.profile.warn_below_half:
        return ()
    return tuple(
        Flag(
            code="BELOW_HALF",
            title=row.title.id,
            nominees=(row.nominee.id,),
            text_vi=f"Không quá 50% tổng số được triệu tập ({row.counts.agree:02d}/"
            f"{plan.members:02d}); kết quả chỉ để tham khảo.",
            text_en=f"Not more than 50% of those summoned ({row.counts.agree} of "
            f"{plan.members}); for information only.",
        )
        for row in rows
        if 2 * row.counts.agree <= plan.members
    )
