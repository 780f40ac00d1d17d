"""Warnings that follow from the numbers alone: W01 and W05.

Refuses to change an outcome: a warning is shown, and nothing else.
"""

from collections.abc import Sequence
from dataclasses import replace

from ballot_service.planning.majority import min_yes
from ballot_service.planning.numbers import Counts
from ballot_service.planning.outcomes import Flag, Verdict
from ballot_service.planning.plan_parts import PlanFields, Question


def present_warning(plan: PlanFields, verdict: Verdict) -> Verdict:
    """Return the verdict, with W01 first where too few are present to pass (W20)."""
    least = min_yes(plan.profile, plan.members)
    present = verdict.numbers.present
    if plan.kind == "consultation" or present >= least:
        return verdict
    warning = Flag(
        code="W01",
        title="",
        nominees=(),
        text_vi=f"Số có mặt ({present:02d}) nhỏ hơn số phiếu tối thiểu để đạt "
        f"({least:02d}): không nhân sự nào có thể đạt.",
        text_en=f"{present} are present, {least} are needed to pass: nobody can.",
    )
    return replace(verdict, flags=(warning, *verdict.flags))


def revealing_rows(plan: PlanFields, counts: Sequence[Counts]) -> tuple[Question, ...]:
    """Return the rows on which everybody chose alike, so that all choices show (W05).

    For the counting committee only; no part of a verdict.
    """
    return tuple(
        question
        for question, row in zip(plan.questions, counts, strict=True)
        if max(row.agree, row.disagree, row.unmarked)
        == row.agree + row.disagree + row.unmarked
        and row.agree + row.disagree + row.unmarked > 0
    )
