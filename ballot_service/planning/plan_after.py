"""The plan after the answers: who is planned now, who left, who is neither yet.

Refuses to guess: without an answer or an issued decision somebody stays as he was.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ballot_service.planning.outcomes import ListEntry, ResultLists
from ballot_service.planning.review_parts import Pair, ReviewFields, ReviewTitle

Answers = Mapping[tuple[str, str, str], bool]
"""("addition" or "removal", title, person): confirmed or not."""


class Standing(StrEnum):
    """What became of one person for one title."""

    STAYS = "stays"
    LEFT_BY_HIMSELF = "left_by_himself"
    REMOVED = "removed"
    REMOVAL_REFUSED = "removal_refused"
    REMOVAL_WAITS = "removal_waits"
    ADDED = "added"
    ADDITION_REFUSED = "addition_refused"
    ADDITION_WAITS = "addition_waits"


IN_PLAN = (
    Standing.STAYS,
    Standing.REMOVAL_REFUSED,
    Standing.REMOVAL_WAITS,
    Standing.ADDED,
)
"""Who is planned: a proposed removal changes nothing before it is approved (R3)."""


@dataclass(frozen=True)
class PersonAfter:
    """One person and where he stands."""

    person: str
    standing: Standing

    @property
    def planned(self) -> bool:
        """Whether he is in the plan."""
        return self.standing in IN_PLAN


@dataclass(frozen=True)
class TitleAfter:
    """One title: those who were in the plan in its order, then those proposed."""

    title: str
    cap: int
    persons: tuple[PersonAfter, ...]

    @property
    def planned(self) -> tuple[str, ...]:
        """Ids of those who are in the plan now."""
        return tuple(one.person for one in self.persons if one.planned)

    @property
    def above_cap(self) -> bool:
        """Whether more are planned than the title has places.

        So it is where places were filled that a refused removal did not free (1.7).
        """
        return len(self.planned) > self.cap


def plan_after(
    review: ReviewFields, lists: ResultLists, answers: Answers, *, own_issued: bool
) -> tuple[TitleAfter, ...]:
    """Return every title of the plan as it stands now, in the plan's order.

    Args:
        lists: the four closed lists.
        answers: of the authority; empty before it answered.
        own_issued: whether the decision under own authority is issued.
    """
    return tuple(
        TitleAfter(
            title.id,
            title.cap,
            (
                *_before(title, lists, answers, own_issued=own_issued),
                *_proposed(title.id, lists, answers, own_issued=own_issued),
            ),
        )
        for title in review.titles
    )


def _before(
    title: ReviewTitle, lists: ResultLists, answers: Answers, *, own_issued: bool
) -> Iterable[PersonAfter]:
    proposed, own = _pairs(lists.proposed_removals), _pairs(lists.removals)
    for who in title.planned:
        if who in title.leaving:
            standing = Standing.LEFT_BY_HIMSELF
        elif (title.id, who) in own:
            standing = Standing.REMOVED if own_issued else Standing.REMOVAL_WAITS
        elif (title.id, who) in proposed:
            standing = {
                True: Standing.REMOVED,
                False: Standing.REMOVAL_REFUSED,
                None: Standing.REMOVAL_WAITS,
            }[answers.get(("removal", title.id, who))]
        else:
            standing = Standing.STAYS
        yield PersonAfter(who, standing)


def _proposed(
    title: str, lists: ResultLists, answers: Answers, *, own_issued: bool
) -> Iterable[PersonAfter]:
    for entry in lists.additions:
        if entry.title == title:
            standing = Standing.ADDED if own_issued else Standing.ADDITION_WAITS
            yield PersonAfter(entry.nominee, standing)
    for entry in lists.proposed_for_confirmation:
        if entry.title == title:
            standing = {
                True: Standing.ADDED,
                False: Standing.ADDITION_REFUSED,
                None: Standing.ADDITION_WAITS,
            }[answers.get(("addition", title, entry.nominee))]
            yield PersonAfter(entry.nominee, standing)


def _pairs(entries: Collection[ListEntry]) -> frozenset[Pair]:
    return frozenset((entry.title, entry.nominee) for entry in entries)
