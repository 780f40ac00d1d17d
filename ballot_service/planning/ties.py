"""R7: a tie at the cut-off: re-ballot, then the chair's recorded decision, or vacant.

Refuses to prefer anybody by disagreements, age, name, order or time.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.errors import (
    ChoiceOutsideTie,
    DecisionNotAsked,
    NoReason,
    OpinionsNotRecorded,
    TooManyChosen,
)
from ballot_service.planning.outcomes import Decision, TitleResult, Verdict
from ballot_service.planning.plan_parts import PlanFields

_NEXT_VI = {
    "reballot": "bỏ phiếu lại giữa các nhân sự bằng phiếu",
    "chair_decides": "người chủ trì đề xuất, nêu rõ lý do bằng văn bản; ghi đầy đủ "
    "các ý kiến và báo cáo cấp có thẩm quyền",
    "leave_vacant": "chưa đưa nhân sự nào trong số này vào danh sách",
}
_NEXT_EN = {
    "reballot": "a re-ballot among the tied",
    "chair_decides": "the chair proposes with a written reason; all opinions are "
    "recorded and reported to the competent authority",
    "leave_vacant": "nobody of these is put on the list",
}


@dataclass(frozen=True)
class ChairDecision:
    """R7b or R7c, as recorded: whom the chair proposes for the places left, and why.

    `chosen` may be empty: the places stay vacant. `opinions` is the reference of the
    minutes in which the opinions of the collective stand.
    """

    title: str
    chosen: tuple[str, ...]
    reason: str
    opinions: str


def tie_decision(plan: PlanFields, result: TitleResult) -> tuple[Decision, ...]:
    """Return the decision that a tie asks for, or none.

    A re-ballot is offered once, and only where all the tied have one count. After a
    re-ballot, places that nobody won with more than half go the same way (W11, W12).
    """
    tied = result.tied
    places = result.tied_places
    after = plan.kind == "reballot"
    if not tied:
        places = result.places - len(result.taken)
        if not after or places <= 0:
            return ()
        tied = result.not_passed
    if not tied:
        return ()
    level = len({line.agree for line in tied}) == 1
    options = tuple(
        step
        for step in plan.profile.tie_rule
        if step != "reballot" or (level and not after)
    )
    names = len(tied)
    text_vi = (
        f"Có {names:02d} nhân sự bằng phiếu tại vị trí cuối ({tied[0].agree:02d} "
        f"phiếu), còn cần bổ sung {places:02d}."
    )
    text_en = f"{names} are tied at the cut-off ({tied[0].agree}), {places} left."
    if not result.tied or not level:
        text_vi = f"Còn cần bổ sung {places:02d} giữa {names:02d} nhân sự."
        text_en = f"{places} places left among {names} persons."
    return (
        Decision(
            kind="tie",
            title=result.id,
            nominees=tuple(line.nominee for line in tied),
            places=places,
            options=options,
            text_vi=f"{text_vi} Theo quy chế đợt: {_NEXT_VI[options[0]]}.",
            text_en=f"{text_en} By the profile: {_NEXT_EN[options[0]]}.",
        ),
    )


def check_chair_decision(verdict: Verdict, decision: ChairDecision) -> None:
    """Check that a recorded decision is one that the verdict asks for (R7b, R7c).

    Raises:
        DecisionNotAsked: no tie on this title, or the re-ballot comes first.
        NoReason, OpinionsNotRecorded: a blank reason or reference.
        ChoiceOutsideTie, TooManyChosen: whom R7 does not let be chosen.
    """
    asked = [
        one
        for one in verdict.decisions
        if one.kind == "tie" and one.title == decision.title
    ]
    if not asked or asked[0].options[0] == "reballot":
        raise DecisionNotAsked(decision.title)
    if decision.chosen and "chair_decides" not in asked[0].options:
        raise DecisionNotAsked(f"{decision.title}: the profile leaves it vacant")
    if not decision.reason.strip():
        raise NoReason(decision.title)
    if not decision.opinions.strip():
        raise OpinionsNotRecorded(decision.title)
    outside = sorted(set(decision.chosen) - set(asked[0].nominees))
    if outside:
        raise ChoiceOutsideTie(", ".join(outside))
    if len(decision.chosen) > asked[0].places or _repeats(decision.chosen):
        raise TooManyChosen(decision.title)


def _repeats(names: Sequence[str]) -> bool:
    return len(set(names)) != len(names)
