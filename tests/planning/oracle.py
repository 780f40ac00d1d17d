"""Selection by brute force: every order of the tied, one after another.

Written from the rule's text alone; it shares nothing with `planning.selection`.
"""

from collections.abc import Iterator, Sequence
from itertools import permutations

Person = tuple[str, int, frozenset[str]]
"""Name, count, categories."""


def orders(people: Sequence[Person]) -> Iterator[tuple[Person, ...]]:
    """Every strict order in which no lower count stands before a higher one."""
    for order in permutations(people):
        counts = [count for _, count, _ in order]
        if counts == sorted(counts, reverse=True):
            yield order


def taken_in(
    order: Sequence[Person], places: int, reserves: Sequence[tuple[str, int]]
) -> set[str]:
    """Who is taken when `order` has no ties left."""
    chosen: list[Person] = []
    for category, wanted in reserves:
        for person in order:
            held = len([one for one in chosen if category in one[2]])
            if person in chosen or category not in person[2]:
                continue
            if held < wanted and len(chosen) < places:
                chosen.append(person)
    for person in order:
        if person not in chosen and len(chosen) < places:
            chosen.append(person)
    return {name for name, _, _ in chosen}


def fates(
    people: Sequence[Person], places: int, reserves: Sequence[tuple[str, int]] = ()
) -> dict[str, str]:
    """For everybody "taken", "tied" or "beyond", over all orders."""
    outcomes = [taken_in(order, places, reserves) for order in orders(people)]
    found = {}
    for name, _, _ in people:
        times = sum(name in outcome for outcome in outcomes)
        if times == len(outcomes):
            found[name] = "taken"
        elif times:
            found[name] = "tied"
        else:
            found[name] = "beyond"
    return found
