"""R9: a person taken for several titles, and who moves up when he gives one back.

Refuses to compare the counts of different titles: each title is its own contest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ballot_service.errors import DecisionNotAsked, NoReason
from ballot_service.planning.selection import Contender, Reserve, Selection, select


@dataclass(frozen=True)
class Contest:
    """One title's contest: Q in ballot order, K in persons, reserves of R8."""

    title: str
    contenders: tuple[Contender, ...]
    places: int
    reserves: tuple[Reserve, ...]


@dataclass(frozen=True)
class TitleChoice:
    """A recorded choice of the collective: which titles a nominee keeps, in order.

    `reason` is the written reason, for the minutes.
    """

    nominee: str
    keep: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Withdrawal:
    """One nominee who gives back one title, and the titles that he keeps."""

    nominee: str
    title: str
    kept: tuple[str, ...]


@dataclass(frozen=True)
class Settled:
    """The selections by title id, stable under R9, and what was given back."""

    selections: Mapping[str, Selection]
    withdrawals: tuple[Withdrawal, ...]


def select_all(
    contests: Sequence[Contest],
    limits: Mapping[str, int],
    choices: Sequence[TitleChoice] = (),
) -> Settled:
    """Compute R6 for every title, then R9 until nobody has too many (W16).

    Each pass gives back one title of one nominee: the last of those he was taken
    for in the order of the sealed plan, or in the order that the collective chose.

    Args:
        contests: in the order of the titles in the sealed plan.
        limits: for each nominee, the titles that he may still be planned for.
        choices: recorded choices of the collective, none by default.

    Raises:
        NoReason: a choice without its reason. DecisionNotAsked: a choice that names
        a nominee or title that is not there.
    """
    titles = [contest.title for contest in contests]
    order = _orders(titles, limits, choices)
    given_back: list[tuple[str, str]] = []
    while True:
        selections = {
            contest.title: _select_without(contest, given_back) for contest in contests
        }
        excess = _first_excess(selections, titles, limits, order)
        if excess is None:
            break
        given_back.append(excess)
    kept = {
        nominee: tuple(t for t in titles if nominee in selections[t].taken)
        for nominee, _ in given_back
    }
    return Settled(
        selections,
        tuple(Withdrawal(who, title, kept[who]) for who, title in given_back),
    )


def _orders(
    titles: Sequence[str], limits: Mapping[str, int], choices: Sequence[TitleChoice]
) -> dict[str, list[str]]:
    orders: dict[str, list[str]] = {}
    for choice in choices:
        if not choice.reason.strip():
            raise NoReason(f"titles of {choice.nominee}")
        unknown = [title for title in choice.keep if title not in titles]
        if choice.nominee not in limits or unknown or choice.nominee in orders:
            raise DecisionNotAsked(f"titles of {choice.nominee}")
        rest = [title for title in titles if title not in choice.keep]
        orders[choice.nominee] = [*choice.keep, *rest]
    return orders


def _select_without(
    contest: Contest, given_back: Sequence[tuple[str, str]]
) -> Selection:
    left = [c for c in contest.contenders if (c.id, contest.title) not in given_back]
    return select(left, contest.places, contest.reserves)


def _first_excess(
    selections: Mapping[str, Selection],
    titles: Sequence[str],
    limits: Mapping[str, int],
    orders: Mapping[str, list[str]],
) -> tuple[str, str] | None:
    for nominee, limit in limits.items():
        preferred = orders.get(nominee, titles)
        won = [title for title in preferred if nominee in selections[title].taken]
        if len(won) > limit:
            return nominee, won[-1]
    return None
