"""The reason of every outcome, in Vietnamese and in English.

Refuses to decide: each sentence is made from an outcome that is settled already.
"""

from dataclasses import dataclass
from enum import StrEnum

from ballot_service.planning.majority import min_yes
from ballot_service.planning.outcomes import Status
from ballot_service.planning.plan_parts import PlanFields, Title
from ballot_service.planning.profile import Profile

RULE_OF_STATUS = {
    Status.BEYOND: "R6",
    Status.TIED: "R7",
    Status.NOT_PASSED: "R2",
    Status.OVER_LIMIT: "R9",
    Status.REMOVED: "R3",
    Status.PROPOSED_REMOVAL: "R3",
    Status.KEPT: "R3",
    Status.CONSULTED: "R14",
}


class Cause(StrEnum):
    """Why somebody was taken: by rank (R6), structure (R8), or moving up (R9)."""

    RANK = "R6"
    STRUCTURE = "R8"
    MOVED_UP = "R9"


_TAILS: dict[Status | Cause, tuple[str, str]] = {
    Cause.RANK: (
        "; xếp thứ {rank}, trong số lượng cần bổ sung ({places:02d})",
        "; ranked {rank}, within the places ({places})",
    ),
    Cause.STRUCTURE: (
        "; xếp thứ {rank}, được lấy để bảo đảm cơ cấu",
        "; ranked {rank}, taken to keep the structure",
    ),
    Cause.MOVED_UP: (
        "; xếp thứ {rank}, được lấy do nhân sự xếp trên không giữ chức danh này",
        "; ranked {rank}, taken because somebody above gave this title back",
    ),
    Status.BEYOND: (
        "; xếp thứ {rank}, ngoài số lượng cần bổ sung ({places:02d})",
        "; ranked {rank}, beyond the places ({places})",
    ),
    Status.TIED: (
        "; bằng phiếu tại ranh giới, còn cần bổ sung {left:02d}",
        "; tied at the cut-off, places left: {left}",
    ),
    Status.OVER_LIMIT: (
        "; quá số chức danh cùng cấp được quy hoạch, chức danh dự kiến giữ: {kept}",
        "; beyond the titles of one level, keeps by default: {kept}",
    ),
    Status.REMOVED: (": đưa ra khỏi quy hoạch", ": removed from the plan"),
    Status.PROPOSED_REMOVAL: (
        ": đề xuất {authority} đưa ra khỏi quy hoạch",
        ": removal proposed to {authority}",
    ),
    Status.KEPT: (": giữ nguyên trong quy hoạch", ": remains in the plan"),
    Status.NOT_PASSED: ("", ""),
}


@dataclass(frozen=True)
class Fact:
    """What a sentence needs: Y and rank, K and r in persons, the base of the rate.

    `kept_titles` are names of titles; `cause` is why somebody was taken.
    """

    agree: int
    rank: int
    places: int
    tied_places: int
    rate_base: int
    kept_titles: tuple[str, ...] = ()
    cause: Cause = Cause.RANK


def share_vi(profile: Profile) -> str:
    """Return the majority in words: "trên 50%" for one half."""
    if 2 * profile.majority_numerator == profile.majority_denominator:
        return "trên 50%"
    return f"trên {profile.majority_numerator}/{profile.majority_denominator}"


def share_en(profile: Profile) -> str:
    """Return the same in English."""
    if 2 * profile.majority_numerator == profile.majority_denominator:
        return "more than 50%"
    return f"more than {profile.majority_numerator}/{profile.majority_denominator}"


def rule_of(status: Status, fact: Fact) -> str:
    """Return the number of the rule that decided (rules 2.2)."""
    if status is Status.TAKEN:
        return fact.cause.value
    return RULE_OF_STATUS[status]


def reason(
    plan: PlanFields, title: Title, status: Status, fact: Fact
) -> tuple[str, str]:
    """Return the reason of one outcome in Vietnamese and in English."""
    if status is Status.CONSULTED:
        return _consulted(plan, fact)
    members, least = plan.members, min_yes(plan.profile, plan.members)
    base_vi = f"{share_vi(plan.profile)} tổng số {members} thành viên"
    base_en = f"{share_en(plan.profile)} of all {members} members"
    count_vi = f"{fact.agree:02d} phiếu đồng ý, tối thiểu {least:02d}"
    count_en = f"{fact.agree} agree, at least {least} needed"
    values = {
        "rank": fact.rank,
        "places": fact.places,
        "left": fact.tied_places,
        "kept": ", ".join(fact.kept_titles) or "-",
        "authority": title.authority_name,
    }
    key = fact.cause if status is Status.TAKEN else status
    tail_vi, tail_en = (text.format(**values) for text in _TAILS[key])
    denied = status in (Status.NOT_PASSED, Status.KEPT)
    head_vi = "Không đạt" if denied else "Đạt"
    head_en = "Not" if denied else "Agreed by"
    return (
        f"{head_vi} {base_vi} ({count_vi}){tail_vi}.",
        f"{head_en} {base_en} ({count_en}){tail_en}.",
    )


def _consulted(plan: PlanFields, fact: Fact) -> tuple[str, str]:
    if plan.profile.consultation_rate_base == "returned":
        base_vi, base_en = "số phiếu thu về", "ballots returned"
    else:
        base_vi, base_en = "người được triệu tập", "persons summoned"
    text_vi = (
        f"Kết quả lấy ý kiến: {fact.agree:02d} phiếu đồng ý trên tổng số "
        f"{fact.rate_base:02d} {base_vi}; để tham khảo, không tự động loại nhân sự."
    )
    text_en = (
        f"Consultation: {fact.agree} agree of {fact.rate_base} {base_en}; for "
        "information, nobody is dropped by it."
    )
    return text_vi, text_en
