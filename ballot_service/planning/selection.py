"""R6: "lấy từ cao xuống", from the highest count down, and ties left open.

Refuses to break a tie: a person is taken only if taken however the ties fall.

Persons of equal count and equal categories are interchangeable, so a way in which
ties may fall is described by how many of each such class are taken; all such ways
are followed where a reserved place (R8) makes the outcome depend on them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ballot_service.errors import NotAnInteger, NumberOutOfRange


@dataclass(frozen=True)
class Contender:
    """Somebody who passed R2: id, Y in ballots, and the categories of R8."""

    id: str
    agree: int
    categories: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reserve:
    """R8, structure first: `wanted` persons of `category` before all others."""

    category: str
    wanted: int


@dataclass(frozen=True)
class Selection:
    """What R6 says of one title, each list in the order of the ballot.

    `tied_places` is r, the places among the tied; `level` says whether all the tied
    have one and the same count, without which a re-ballot among them would let a
    lower count overtake a higher one.
    """

    taken: tuple[str, ...]
    tied: tuple[str, ...]
    beyond: tuple[str, ...]
    tied_places: int
    level: bool


@dataclass(frozen=True)
class _Class:
    agree: int
    signature: frozenset[str]
    ids: tuple[str, ...]


_State = tuple[int, ...]


def select(
    contenders: Sequence[Contender], places: int, reserves: Sequence[Reserve] = ()
) -> Selection:
    """Compute R6 for one title among those who passed R2.

    Args:
        contenders: Q, in the order of the ballot.
        places: K, in persons, at least 0.
        reserves: R8 with structure first; empty for strict rank.

    Raises:
        NotAnInteger: a count or K that is not an int. NumberOutOfRange: K < 0.
    """
    if any(type(n) is not int for n in (places, *(c.agree for c in contenders))):
        raise NotAnInteger("places or agree")
    if places < 0:
        raise NumberOutOfRange(f"places: {places}")
    classes = _classes(contenders, reserves)
    states: set[_State] = {(0,) * len(classes)}
    for reserve in reserves:
        states = _fill_reserve(classes, states, reserve, places)
    low, high = _bounds(classes, states, places)
    fate: dict[str, str] = {}
    for index, group in enumerate(classes):
        size = len(group.ids)
        verdict = "taken" if low[index] == size else "tied"
        fate.update(dict.fromkeys(group.ids, verdict if high[index] else "beyond"))
    named = {
        word: tuple(c.id for c in contenders if fate[c.id] == word)
        for word in ("taken", "tied", "beyond")
    }
    levels = {c.agree for c in contenders if fate[c.id] == "tied"}
    return Selection(
        taken=named["taken"],
        tied=named["tied"],
        beyond=named["beyond"],
        tied_places=min(places, len(contenders)) - len(named["taken"]),
        level=len(levels) <= 1,
    )


def _classes(
    contenders: Sequence[Contender], reserves: Sequence[Reserve]
) -> list[_Class]:
    asked = frozenset(reserve.category for reserve in reserves)
    found: dict[tuple[int, frozenset[str]], list[str]] = {}
    for contender in contenders:
        key = (contender.agree, contender.categories & asked)
        found.setdefault(key, []).append(contender.id)
    return [_Class(agree, mark, tuple(ids)) for (agree, mark), ids in found.items()]


def _fill_reserve(
    classes: Sequence[_Class], states: Iterable[_State], reserve: Reserve, places: int
) -> set[_State]:
    """Take the highest of the category one by one, following every equal choice."""
    finished: set[_State] = set()
    waiting = set(states)
    while waiting:
        state = waiting.pop()
        have = sum(
            taken
            for taken, group in zip(state, classes, strict=True)
            if reserve.category in group.signature
        )
        options = [
            index
            for index, group in enumerate(classes)
            if reserve.category in group.signature and state[index] < len(group.ids)
        ]
        if have >= reserve.wanted or sum(state) >= places or not options:
            finished.add(state)
            continue
        top = max(classes[index].agree for index in options)
        for index in options:
            if classes[index].agree == top:
                waiting.add((*state[:index], state[index] + 1, *state[index + 1 :]))
    return finished


def _bounds(
    classes: Sequence[_Class], states: Iterable[_State], places: int
) -> tuple[list[int], list[int]]:
    """Return the least and the most of each class that any way of falling takes."""
    low = [len(group.ids) for group in classes]
    high = [0] * len(classes)
    levels = sorted({group.agree for group in classes}, reverse=True)
    for state in states:
        left = places - sum(state)
        for level in levels:
            free = {
                index: len(group.ids) - state[index]
                for index, group in enumerate(classes)
                if group.agree == level
            }
            at_level = sum(free.values())
            for index, count in free.items():
                least = state[index] + max(0, left - (at_level - count))
                low[index] = min(low[index], least)
                high[index] = max(high[index], state[index] + min(count, left))
            left = max(0, left - at_level)
    return low, high
