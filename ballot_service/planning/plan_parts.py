"""The parts of a ballot plan: titles, nominees, questions, and the words they use.

Refuses to check anything by itself: a part has meaning only within its plan.
"""

from dataclasses import dataclass

from ballot_service.planning.profile import Profile

KINDS = ("removal", "consultation", "addition", "reballot")
STEPS_OF_KIND: dict[str, tuple[int, ...]] = {
    "removal": (1,),
    "consultation": (2, 3),
    "addition": (4,),
    "reballot": (4,),
}
CATEGORIES = ("female", "young", "ethnic_minority", "science_technology")
AUTHORITIES = ("superior", "own")


@dataclass(frozen=True)
class StructureRequirement:
    """R8: at least `minimum` of `category` in the plan, `staying` there already.

    Both in persons.
    """

    category: str
    minimum: int
    staying: int


@dataclass(frozen=True)
class Title:
    """One planned title: its authority (rules 1.6) and its places (R4), in persons.

    `places` is K counting proposed removals as gone; `places_certain` is K if those
    persons stay after all.
    """

    id: str
    name: str
    authority: str
    authority_name: str
    places: int
    places_certain: int
    structure: tuple[StructureRequirement, ...] = ()


@dataclass(frozen=True)
class Nominee:
    """One person proposed; `planned_titles` of the same level he has already (R5)."""

    id: str
    name: str
    birth_year: int
    position: str
    categories: tuple[str, ...] = ()
    planned_titles: int = 0


@dataclass(frozen=True)
class Question:
    """One row of the ballot: one nominee for one title, both by id."""

    title: str
    nominee: str


@dataclass(frozen=True)
class PlanFields:
    """The fields of a plan and how to look into them; `BallotPlan` adds the checks.

    `members` is N; `questions` stand in the order of the ballot.
    """

    profile: Profile
    kind: str
    step: int
    members: int
    titles: tuple[Title, ...]
    nominees: tuple[Nominee, ...]
    questions: tuple[Question, ...]

    def title(self, title_id: str) -> Title:
        """Return the title with this id. Raises KeyError on an unchecked plan."""
        return {title.id: title for title in self.titles}[title_id]

    def nominee(self, nominee_id: str) -> Nominee:
        """Return the nominee with this id. Raises KeyError on an unchecked plan."""
        return {nominee.id: nominee for nominee in self.nominees}[nominee_id]

    def places_of(self, title: Title) -> int:
        """Return the K that the profile lets this ballot fill (R4), in persons."""
        if self.profile.places_reading == "certain":
            return title.places_certain
        return title.places
