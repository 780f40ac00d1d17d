"""The one entry point of the law: a frozen plan and its counts in, a verdict out.

Refuses counts that break INV, a ballot without quorum, and rules of paper only.
"""

from collections.abc import Sequence

from ballot_service.errors import (
    NeedsPaperCount,
    NotAnInteger,
    WrongMemberCount,
    WrongRowCount,
)
from ballot_service.planning.additions import decide_additions
from ballot_service.planning.ballot_order import ballot_order
from ballot_service.planning.ballot_plan import (
    BallotPlan,
    Nominee,
    Question,
    StructureRequirement,
    Title,
)
from ballot_service.planning.consultation import decide_consultation
from ballot_service.planning.number_warnings import present_warning
from ballot_service.planning.numbers import (
    Counts,
    Numbers,
    check_numbers,
    electronic_numbers,
)
from ballot_service.planning.outcomes import (
    Decision,
    Flag,
    ListEntry,
    Outcome,
    Ranked,
    ResultLists,
    Status,
    TitleResult,
    Verdict,
)
from ballot_service.planning.quorum import check_quorum
from ballot_service.planning.rates import rate_text
from ballot_service.planning.removal import decide_removals
from ballot_service.planning.rows import rows_of
from ballot_service.planning.titles import TitleChoice

__all__ = [
    "BallotPlan",
    "Counts",
    "Decision",
    "Flag",
    "ListEntry",
    "Nominee",
    "Numbers",
    "Outcome",
    "Question",
    "Ranked",
    "ResultLists",
    "Status",
    "StructureRequirement",
    "Title",
    "TitleChoice",
    "TitleResult",
    "Verdict",
    "ballot_order",
    "decide",
    "electronic_numbers",
    "rate_text",
]


def decide(
    plan: BallotPlan,
    counts: Sequence[Counts],
    numbers: Numbers,
    choices: Sequence[TitleChoice] = (),
) -> Verdict:
    """Apply the law to one count.

    Args:
        plan: the plan as frozen.
        counts: Y, D, B of each question, in the order of the ballot.
        numbers: N, P, I, C, H, X.
        choices: recorded choices of R9; a signed statement is made without any.

    Returns:
        The verdict; the same input gives the same verdict, byte for byte.

    Raises:
        All of `BallotPlan.check` and `check_numbers` (INV), NoQuorum (R1),
        WrongMemberCount, WrongRowCount, NotAnInteger, NeedsPaperCount (R10),
        NoReason and DecisionNotAsked (R9).
    """
    plan.check()
    # 1. The counts belong to this plan.
    if plan.profile.nominee_member_rule != "votes":
        raise NeedsPaperCount(plan.profile.nominee_member_rule)
    if numbers.members != plan.members:
        raise WrongMemberCount(f"{numbers.members} is not {plan.members}")
    if len(counts) != len(plan.questions):
        raise WrongRowCount(f"{len(counts)} for {len(plan.questions)} questions")
    if not all(isinstance(row, Counts) for row in counts):
        raise NotAnInteger("counts: not Counts")
    # 2. INV: they could have come from one ballot box.
    check_numbers(numbers, counts)
    # 3. R1: the ballot could be opened.
    check_quorum(plan.profile, numbers.members, numbers.present)
    # 4. The rules of this kind of ballot.
    rows = rows_of(plan, counts)
    match plan.kind:
        case "removal":
            verdict = decide_removals(plan, rows, numbers)
        case "consultation":
            verdict = decide_consultation(plan, rows, numbers)
        case _:
            verdict = decide_additions(plan, rows, numbers, choices)
    # 5. W20: what the numbers themselves already say.
    return present_warning(plan, verdict)
