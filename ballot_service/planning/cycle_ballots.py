"""Each ballot event made from the cycle: draft and roll, from plan and results.

Refuses a second vote on one person in a year, a nominee who counts or chairs, and
names that nobody consulted on.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ballot_service.errors import MeetingMissing, UnknownId, VotedOnAlready
from ballot_service.planning.ballot_order import ballot_order
from ballot_service.planning.ballot_plan import BallotPlan, Nominee, Question, Title
from ballot_service.planning.carried import ballot_title, planned_titles
from ballot_service.planning.eligibility import check_chair, check_committee
from ballot_service.planning.outcomes import ResultLists, Verdict
from ballot_service.planning.reballot import check_same_members, reballot_plan
from ballot_service.planning.review_parts import Meeting, Pair, ReviewFields
from ballot_service.planning.roll import Member, Roll

NO_LISTS = ResultLists()
NAMES = {
    "removal": "Phiếu lấy ý kiến về việc đưa ra khỏi quy hoạch chức danh lãnh đạo, "
    "quản lý (đợt rà soát năm {year})",
    "consultation": "Phiếu lấy ý kiến về nhân sự dự kiến bổ sung quy hoạch năm {year} "
    "(Bước {step})",
    "addition": "Phiếu giới thiệu nhân sự bổ sung quy hoạch năm {year}",
    "reballot": "Phiếu giới thiệu nhân sự bổ sung quy hoạch năm {year} (bỏ phiếu lại)",
}
"""The titles of forms F1 to F3 (rules 3.2 to 3.4)."""


@dataclass(frozen=True)
class EventDraft:
    """A ballot event before anybody confirmed it: draft and roll as parsed JSON."""

    draft: dict[str, object]
    roll: dict[str, object]
    plan: BallotPlan


def removal_draft(review: ReviewFields, voted: Collection[Pair] = ()) -> EventDraft:
    """Return step 1: every proposed removal that was not voted on this year (R3).

    Raises:
        MeetingMissing, NomineeOnCommittee, NomineeInChair, and all of a plan's check.
    """
    pairs = [pair for pair in review.pairs("removal") if pair not in voted]
    return _event_draft(review, review.meeting(1), "removal", 1, pairs, NO_LISTS)


def consultation_draft(
    review: ReviewFields, step: int, pairs: Sequence[Pair], lists: ResultLists
) -> EventDraft:
    """Return step 2 or 3: the additions that are consulted on (R14).

    Args:
        review: the plan.
        step: 2 or 3.
        pairs: `carried.open_additions` in step 2, the agreed list in step 3.
        lists: of step 1, for K.

    Raises:
        As `removal_draft`.
    """
    meeting = review.meeting(step)
    return _event_draft(review, meeting, "consultation", step, pairs, lists)


def addition_draft(
    review: ReviewFields,
    pairs: Sequence[Pair],
    lists: ResultLists,
    voted: Collection[Pair] = (),
) -> EventDraft:
    """Return step 4: the agreed additions with K after step 1 (R4, R6).

    Raises:
        NoPlaces: a full title (E18, W17). VotedOnAlready: decided this year.
        As `removal_draft`.
    """
    again = sorted(set(pairs) & set(voted))
    if again:
        raise VotedOnAlready(", ".join(f"{who} for {title}" for title, who in again))
    return _event_draft(review, review.meeting(4), "addition", 4, pairs, lists)


def reballot_draft(
    review: ReviewFields, plan: BallotPlan, verdict: Verdict, voters: Sequence[Member]
) -> EventDraft:
    """Return B4': the tied of step 4 and nobody else, before the same members (R7a).

    Args:
        plan, verdict, voters: of step 4; the roll that it was held before.

    Raises:
        ReballotRefused: none is asked for. OtherElectorate: the roll is another one.
        NomineeOnCommittee, NomineeInChair.
    """
    again = reballot_plan(plan, verdict)
    meeting = review.meeting(4)
    check_same_members(voters, meeting.members)
    return _with_meeting(review, meeting, again)


def _event_draft(
    review: ReviewFields,
    meeting: Meeting,
    kind: str,
    step: int,
    pairs: Sequence[Pair],
    lists: ResultLists,
) -> EventDraft:
    known = set(review.pairs("removal" if kind == "removal" else "addition"))
    for title, who in pairs:
        if (title, who) not in known:
            raise UnknownId(f"{who} for {title}: not proposed")
    nominees = {who: _nominee(review, who, lists) for _, who in pairs}
    titles = [
        title for title in review.titles if any(title.id == pair[0] for pair in pairs)
    ]
    plan = BallotPlan(
        profile=review.profile,
        kind=kind,
        step=step,
        members=len(meeting.members),
        titles=tuple(
            _removal_title(review, title.id)
            if kind == "removal"
            else ballot_title(review, title, lists)
            for title in titles
        ),
        nominees=tuple(nominees.values()),
        questions=tuple(
            Question(title.id, nominee.id)
            for title in titles
            for nominee in ballot_order(
                nominees[who] for asked, who in pairs if asked == title.id
            )
        ),
    )
    plan.check()
    return _with_meeting(review, meeting, plan)


def _removal_title(review: ReviewFields, title_id: str) -> Title:
    title = review.title(title_id)
    return Title(title.id, title.name, title.authority, title.authority_name, 0, 0)


def _nominee(review: ReviewFields, who: str, lists: ResultLists) -> Nominee:
    person = review.person(who)
    return Nominee(
        id=person.id,
        name=person.name,
        birth_year=person.birth_year,
        position=person.position,
        categories=person.categories,
        planned_titles=planned_titles(review, who, lists),
    )


def _with_meeting(
    review: ReviewFields, meeting: Meeting, plan: BallotPlan
) -> EventDraft:
    named = {review.person(who.id).member for who in plan.nominees} - {""}
    check_committee([seat.id for seat in meeting.committee], named)
    check_chair(meeting.chair.id, named)
    if not meeting.members:
        raise MeetingMissing(f"step {meeting.step}")
    fields = plan.to_json()
    del fields["members"]
    draft: dict[str, object] = fields | {
        "title": NAMES[plan.kind].format(year=review.year, step=plan.step),
        "body": meeting.body,
        "date": meeting.date,
        "group": review.group,
        "committee": [
            {"name": seat.name, "role": seat.role} for seat in meeting.committee
        ],
        "trustees": {"size": len(meeting.committee), "threshold": meeting.threshold},
    }
    return EventDraft(draft, Roll(meeting.body, meeting.members).to_json(), plan)
