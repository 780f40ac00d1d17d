"""R4: the places of a title, read twice: with proposed removals, and without them.

Refuses to open a title that is full (E18, W17).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.errors import NoPlaces
from ballot_service.planning.field_rules import check_int
from ballot_service.planning.outcomes import ResultLists

_MOST = 1000


@dataclass(frozen=True)
class TitlePlan:
    """What the approved plan says of one title, in persons (rules 1.7).

    `cap` is the most persons, `planned` those now in the plan, `exits` those of
    them who leave it by themselves.

    Raises:
        WrongType, NumberOutOfRange: naming the field.
    """

    id: str
    cap: int
    planned: int
    exits: int = 0

    def __post_init__(self) -> None:
        check_int(self.cap, f"{self.id}.cap", 0, _MOST)
        check_int(self.planned, f"{self.id}.planned", 0, _MOST)
        check_int(self.exits, f"{self.id}.exits", 0, self.planned)


@dataclass(frozen=True)
class Places:
    """K in persons: `expected` if proposals are approved, `certain` if they are not.

    The submission must state where the two differ.
    """

    expected: int
    certain: int


def places_after(
    title: TitlePlan, removals: Sequence[str], lists: ResultLists
) -> Places:
    """Compute K of one title after step 1 (R4).

    Args:
        title: what the approved plan says.
        removals: nominee ids of the exits already counted, so none counts twice.
        lists: of the verdict of step 1; a removal by own authority is certain, a
            proposed one only expected.

    Raises:
        NumberOutOfRange: more leave than are planned.
    """
    counted = set(removals)
    own = {e.nominee for e in lists.removals if e.title == title.id} - counted
    proposed = {
        e.nominee for e in lists.proposed_removals if e.title == title.id
    } - counted
    leaving = len(own) + len(proposed) + title.exits
    check_int(leaving, f"{title.id}: leaving", 0, title.planned)
    staying = title.planned - title.exits - len(own)
    return Places(
        expected=max(0, title.cap - (staying - len(proposed))),
        certain=max(0, title.cap - staying),
    )


def check_places(title: TitlePlan, places: Places) -> None:
    """Check that a title may be opened for additions (E18, W17).

    Raises:
        NoPlaces: K = 0 in the expected reading.
    """
    if places.expected == 0:
        raise NoPlaces(f"{title.id}: cap {title.cap}")
