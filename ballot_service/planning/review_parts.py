"""The parts of a review plan: titles, persons, proposals, dossiers and meetings.

Refuses to check anything by itself: a part has meaning only within its plan.
"""

from dataclasses import dataclass

from ballot_service.errors import MeetingMissing
from ballot_service.planning.profile import Profile
from ballot_service.planning.roll import Member

Pair = tuple[str, str]
"""A title id and a person id."""

SECRECY = ("none", "mat", "toi_mat")
FAMILIES = ("party", "state")
PROPOSAL_KINDS = ("addition", "removal")
COMMITTEE_ROLES = ("head", "member", "secretary")


@dataclass(frozen=True)
class Person:
    """Somebody in the plan or proposed; `member` is the id on a roll, or ""."""

    id: str
    name: str
    birth_year: int
    position: str
    categories: tuple[str, ...]
    member: str


@dataclass(frozen=True)
class Requirement:
    """R8: at least `minimum` persons of `category` in the plan of one title."""

    category: str
    minimum: int


@dataclass(frozen=True)
class Exit:
    """Somebody who leaves the plan by himself (rules 1.7), and why."""

    person: str
    reason: str


@dataclass(frozen=True)
class ReviewTitle:
    """One title: who approves it, its cap, and the persons planned now, by id."""

    id: str
    name: str
    authority: str
    authority_name: str
    cap: int
    planned: tuple[str, ...]
    exits: tuple[Exit, ...]
    structure: tuple[Requirement, ...]

    @property
    def leaving(self) -> frozenset[str]:
        """Ids of the natural exits."""
        return frozenset(one.person for one in self.exits)


@dataclass(frozen=True)
class Proposal:
    """An addition or a removal of one person for one title, with its reason."""

    kind: str
    title: str
    person: str
    reason: str

    @property
    def pair(self) -> Pair:
        """Title and person."""
        return self.title, self.person


@dataclass(frozen=True)
class Certified:
    """What the agency certified of one addition (R5); see `eligibility.Dossier`."""

    title: str
    person: str
    standards_certified: bool
    planned_titles: int
    higher_title: bool
    appointment_open: bool
    discipline: str
    note: str


@dataclass(frozen=True)
class Official:
    """Chair, secretary or committee member: id as on a roll, name, and role."""

    id: str
    name: str
    role: str


@dataclass(frozen=True)
class Meeting:
    """The meeting of one step: its electorate, who runs it, when and where.

    `basis` is the document behind the roll; `threshold` of the committee open.
    """

    step: int
    body: str
    date: str
    place: str
    basis: str
    chair: Official
    secretary: Official
    members: tuple[Member, ...]
    committee: tuple[Official, ...]
    threshold: int


@dataclass(frozen=True)
class ReviewFields:
    """The fields of a review plan and how to look into them."""

    body: str
    agency: str
    year: int
    profile: Profile
    secrecy: str
    family: str
    group: str
    titles: tuple[ReviewTitle, ...]
    persons: tuple[Person, ...]
    proposals: tuple[Proposal, ...]
    dossiers: tuple[Certified, ...]
    meetings: tuple[Meeting, ...]

    def title(self, title_id: str) -> ReviewTitle:
        """Return the title with this id. Raises KeyError on an unchecked plan."""
        return {title.id: title for title in self.titles}[title_id]

    def person(self, person_id: str) -> Person:
        """Return the person with this id. Raises KeyError on an unchecked plan."""
        return {person.id: person for person in self.persons}[person_id]

    def meeting(self, step: int) -> Meeting:
        """Return the meeting of a step.

        Raises:
            MeetingMissing: it is not entered.
        """
        for meeting in self.meetings:
            if meeting.step == step:
                return meeting
        raise MeetingMissing(f"step {step}")

    def pairs(self, kind: str) -> tuple[Pair, ...]:
        """Return the proposals of one kind as pairs, in the plan's order."""
        return tuple(one.pair for one in self.proposals if one.kind == kind)

    def proposal(self, kind: str, pair: Pair) -> Proposal:
        """Return one proposal. Raises KeyError where there is none."""
        return {(one.kind, one.pair): one for one in self.proposals}[kind, pair]
