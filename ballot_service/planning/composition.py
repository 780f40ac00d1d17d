"""What a list is made of: women, young, minorities, and bands of years of birth.

Refuses to judge: whether the shares suffice is the collective's to say (R8).
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.errors import NumberOutOfRange
from ballot_service.planning.plan_parts import CATEGORIES, Nominee


@dataclass(frozen=True)
class Band:
    """Years of birth, both included; "ba độ tuổi" are three of these."""

    first: int
    last: int


@dataclass(frozen=True)
class Composition:
    """Persons on a list: all, by category, by band, in the order given."""

    persons: int
    by_category: tuple[tuple[str, int], ...]
    by_band: tuple[tuple[Band, int], ...]


def composition(people: Sequence[Nominee], bands: Sequence[Band]) -> Composition:
    """Count the persons of a list, each once however many titles he is on it for.

    Args:
        people: as they stand on the list.
        bands: may be empty; they neither overlap nor turn around.

    Raises:
        NumberOutOfRange: bands that overlap or turn around.
    """
    ordered = sorted(bands, key=lambda band: band.first)
    for band in ordered:
        if band.first > band.last:
            raise NumberOutOfRange(f"band {band.first}-{band.last}")
    for left, right in itertools.pairwise(ordered):
        if left.last >= right.first:
            raise NumberOutOfRange(f"bands overlap at {right.first}")
    unique = list({who.id: who for who in people}.values())
    return Composition(
        persons=len(unique),
        by_category=tuple(
            (name, sum(name in who.categories for who in unique)) for name in CATEGORIES
        ),
        by_band=tuple(
            (band, sum(band.first <= who.birth_year <= band.last for who in unique))
            for band in bands
        ),
    )
