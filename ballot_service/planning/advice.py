"""What the collective is told and asked after a step 4 count: flags and decisions.

Refuses to settle anything: every flag ends in a recorded human decision (rules 6.1).
"""

from collections.abc import Mapping, Sequence

from ballot_service.planning.outcomes import Decision, Flag, TitleResult
from ballot_service.planning.plan_parts import Nominee, PlanFields
from ballot_service.planning.selection import select
from ballot_service.planning.structure import (
    STRUCTURE_OPTIONS,
    Shortfall,
    shortfalls,
)
from ballot_service.planning.ties import tie_decision
from ballot_service.planning.titles import Contest, Settled


def flags(
    plan: PlanFields,
    results: Sequence[TitleResult],
    contests: Mapping[str, Contest],
    settled: Settled,
) -> tuple[Flag, ...]:
    """Return the flags title by title, in a fixed order (W03, W04, rules 1.7)."""
    found: list[Flag] = []
    for result in results:
        found += _places_flags(result)
        found += [_structure_flag(result, short) for short in _short(plan, result)]
        found += _dependence(plan, result, contests[result.id], settled)
    for given in settled.withdrawals:
        found.append(
            Flag(
                code="TITLE_LIMIT",
                title=given.title,
                nominees=(given.nominee,),
                text_vi="Nhân sự đạt trong số lượng ở nhiều chức danh hơn mức được "
                "quy hoạch; tập thể lãnh đạo quyết định chức danh được giữ.",
                text_en="Taken for more titles than may be planned; the collective "
                "chooses which to keep.",
            )
        )
    return tuple(found)


def _places_flags(result: TitleResult) -> list[Flag]:
    found = []
    if result.beyond:
        found.append(
            Flag(
                code="W04",
                title=result.id,
                nominees=tuple(line.nominee for line in result.beyond),
                text_vi="Nhân sự đạt trên 50% nhưng ngoài số lượng cần bổ sung.",
                text_en="Passed, but beyond the number of places.",
            )
        )
    empty = result.places - len(result.taken) - result.tied_places
    if empty > 0:
        found.append(
            Flag(
                code="PLACES_UNFILLED",
                title=result.id,
                nominees=(),
                text_vi=f"Còn thiếu {empty:02d} so với số lượng cần bổ sung; không "
                "lấy nhân sự chưa đạt để đủ số lượng.",
                text_en=f"{empty} places stay empty; nobody who did not pass is taken.",
            )
        )
    return found


def _people(plan: PlanFields, ids: Sequence[str]) -> list[Nominee]:
    return [plan.nominee(nominee) for nominee in ids]


def _short(plan: PlanFields, result: TitleResult) -> tuple[Shortfall, ...]:
    return shortfalls(
        plan.title(result.id),
        _people(plan, [line.nominee for line in result.taken]),
        _people(plan, [line.nominee for line in result.tied]),
        result.tied_places,
    )


def _structure_flag(result: TitleResult, short: Shortfall) -> Flag:
    if short.open:
        return Flag(
            code="STRUCTURE_OPEN",
            title=result.id,
            nominees=(),
            text_vi=f"Cơ cấu phụ thuộc việc xử lý bằng phiếu: {short.text_vi()}.",
            text_en=f"The structure depends on the tie: {short.text_en()}.",
        )
    return Flag(
        code="W03",
        title=result.id,
        nominees=(),
        text_vi=f"Chưa bảo đảm cơ cấu: {short.text_vi()}.",
        text_en=f"Structure not met: {short.text_en()}.",
    )


def _dependence(
    plan: PlanFields, result: TitleResult, contest: Contest, settled: Settled
) -> list[Flag]:
    """Name those whose place exists only if a proposed removal is approved (1.7)."""
    if plan.profile.places_reading == "certain":
        return []
    gone = {w.nominee for w in settled.withdrawals if w.title == result.id}
    left = [c for c in contest.contenders if c.id not in gone]
    certain = select(left, result.places_certain, contest.reserves).taken
    waiting = tuple(
        line.nominee for line in result.taken if line.nominee not in certain
    )
    if not waiting:
        return []
    return [
        Flag(
            code="DEPENDS_ON_REMOVAL",
            title=result.id,
            nominees=waiting,
            text_vi="Số lượng cần bổ sung phụ thuộc việc cấp có thẩm quyền phê duyệt "
            f"đưa ra khỏi quy hoạch (chắc chắn {result.places_certain:02d}, dự kiến "
            f"{result.places:02d}); tờ trình phải nêu rõ.",
            text_en="The place depends on a removal that is only proposed (certain "
            f"{result.places_certain}, expected {result.places}); the submission "
            "must say so.",
        )
    ]


def decisions(
    plan: PlanFields, results: Sequence[TitleResult], settled: Settled
) -> tuple[Decision, ...]:
    """Return what the collective must decide next, title by title (R7, R8, R9)."""
    found: list[Decision] = []
    for result in results:
        found += tie_decision(plan, result)
        certain = [short for short in _short(plan, result) if not short.open]
        if certain:
            found.append(_structure_decision(result, certain))
    for given in settled.withdrawals:
        found.append(
            Decision(
                kind="titles",
                title=given.title,
                nominees=(given.nominee,),
                places=0,
                options=("choose_titles",),
                text_vi="Đề nghị tập thể lãnh đạo quyết định chức danh được giữ; nếu "
                "không có ý kiến khác thì theo thứ tự chức danh đã chốt.",
                text_en="The collective chooses the titles to keep; by default those "
                "that come first in the sealed plan.",
            )
        )
    return tuple(found)


def _structure_decision(result: TitleResult, short: Sequence[Shortfall]) -> Decision:
    listed_vi = "; ".join(item.text_vi() for item in short)
    listed_en = "; ".join(item.text_en() for item in short)
    return Decision(
        kind="structure",
        title=result.id,
        nominees=(),
        places=0,
        options=STRUCTURE_OPTIONS,
        text_vi=f"Danh sách chức danh {result.name} {listed_vi}. Đề nghị tập thể lãnh "
        "đạo cho ý kiến; hệ thống không tự thay đổi thứ tự.",
        text_en=f"Title {result.name}: {listed_en}. The collective decides; the order "
        "is not changed by itself.",
    )
