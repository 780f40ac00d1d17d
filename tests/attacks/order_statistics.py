"""Whether one order can be told from another: rank correlation, by permutation."""

import random
from collections.abc import Sequence

ROUNDS = 20_000
VISIBLE = 0.0001
"""An order is called visible below this probability of chance."""


def _ranks(values: Sequence[int]) -> list[int]:
    order = sorted(range(len(values)), key=lambda i: values[i])
    ranks = [0] * len(values)
    for rank, i in enumerate(order):
        ranks[i] = rank
    return ranks


def chance_of(positions: Sequence[int]) -> float:
    """Return how often chance correlates as well with the order of casting.

    Args:
        positions: where the ballot that was cast first, second … was found.
    """
    ranks = _ranks(positions)
    numbers = list(range(len(ranks)))
    middle = (len(ranks) - 1) / 2

    def strength(order: Sequence[int]) -> float:
        return abs(
            sum(
                (a - middle) * (b - middle) for a, b in zip(numbers, order, strict=True)
            )
        )

    found = strength(ranks)
    shuffler = random.Random(len(ranks))
    as_strong = 0
    for _ in range(ROUNDS):
        shuffler.shuffle(ranks)
        as_strong += strength(ranks) >= found
    return (as_strong + 1) / (ROUNDS + 1)
