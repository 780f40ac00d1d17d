"""The checks of a review plan, in three passes: shape, references, meetings.

Refuses silently repairing anything: every breach is a named error.
"""

from collections.abc import Iterable
from datetime import date

from ballot_service.errors import (
    BadProposal,
    BadStructure,
    BadText,
    DuplicateId,
    NumberOutOfRange,
    PersonNotLinked,
    UnknownChoice,
    UnknownId,
)
from ballot_service.planning.eligibility import DISCIPLINE_CASES
from ballot_service.planning.field_rules import check_int, check_text
from ballot_service.planning.identifiers import check_id
from ballot_service.planning.plan_checks import (
    FIRST_YEAR,
    LAST_YEAR,
    MAX_NOMINEES,
    MAX_PERSONS,
    MAX_TITLES,
)
from ballot_service.planning.plan_parts import AUTHORITIES, CATEGORIES
from ballot_service.planning.review_parts import (
    COMMITTEE_ROLES,
    FAMILIES,
    PROPOSAL_KINDS,
    SECRECY,
    Meeting,
    Person,
    ReviewFields,
    ReviewTitle,
)
from ballot_service.planning.roll import Roll, folded

MAX_COMMITTEE = 15
FIRST_CYCLE = 1970
LAST_STEP = 4


def _choice(value: str, choices: Iterable[str], where: str) -> None:
    if value not in choices:
        raise UnknownChoice(f"{where}: {value!r}")


def _distinct(ids: Iterable[object]) -> None:
    seen: set[object] = set()
    for one in ids:
        if one in seen:
            raise DuplicateId(str(one))
        seen.add(one)


def check_shape(plan: ReviewFields) -> None:
    """Check bounds and words of every field but the meetings'.

    Raises:
        WrongType, NumberOutOfRange, UnknownChoice, BadText, BadStructure.
    """
    check_text(plan.body, "review.body")
    check_text(plan.agency, "review.agency")
    check_text(plan.group, "review.group")
    check_int(plan.year, "review.year", FIRST_CYCLE, LAST_YEAR)
    _choice(plan.secrecy, SECRECY, "review.secrecy")
    _choice(plan.family, FAMILIES, "review.family")
    check_int(len(plan.titles), "review.titles: length", 1, MAX_TITLES)
    for title in plan.titles:
        _check_title(title)
    for person in plan.persons:
        _check_person(person)
    for place, proposal in enumerate(plan.proposals):
        where = f"proposals[{place}]"
        _choice(proposal.kind, PROPOSAL_KINDS, f"{where}.kind")
        check_text(proposal.reason, f"{where}.reason")
    for place, dossier in enumerate(plan.dossiers):
        where = f"dossiers[{place}]"
        _choice(dossier.discipline, DISCIPLINE_CASES, f"{where}.discipline")
        check_int(dossier.planned_titles, f"{where}.planned_titles", 0, MAX_PERSONS)
        if dossier.note:
            check_text(dossier.note, f"{where}.note")


def _check_title(title: ReviewTitle) -> None:
    check_id(title.id, "title.id")
    where = f"title {title.id}"
    check_text(title.name, f"{where}.name")
    check_text(title.authority_name, f"{where}.authority_name")
    _choice(title.authority, AUTHORITIES, f"{where}.authority")
    check_int(title.cap, f"{where}.cap", 0, MAX_PERSONS)
    check_int(len(title.planned), f"{where}.planned: length", 0, MAX_PERSONS)
    for one in title.exits:
        check_text(one.reason, f"{where}.exits.reason")
    for need in title.structure:
        _choice(need.category, CATEGORIES, f"{where}.structure.category")
        check_int(need.minimum, f"{where}.structure.minimum", 1, MAX_PERSONS)
    if len({need.category for need in title.structure}) != len(title.structure):
        raise BadStructure(f"{where}.structure: a category twice")


def _check_person(person: Person) -> None:
    check_id(person.id, "person.id")
    where = f"person {person.id}"
    check_text(person.name, f"{where}.name")
    check_text(person.position, f"{where}.position")
    check_int(person.birth_year, f"{where}.birth_year", FIRST_YEAR, LAST_YEAR)
    for category in person.categories:
        _choice(category, CATEGORIES, f"{where}.categories")
    if len(set(person.categories)) != len(person.categories):
        raise UnknownChoice(f"{where}.categories: the same item twice")
    if person.member:
        check_id(person.member, f"{where}.member")


def check_references(plan: ReviewFields) -> None:
    """Check that ids are unique and known, and that proposals fit the plan.

    Raises:
        DuplicateId, UnknownId, NumberOutOfRange.
        BadProposal: an addition of somebody planned, a removal of somebody who is
        not or who leaves anyway, or one proposal twice.
    """
    _distinct(title.id for title in plan.titles)
    _distinct(person.id for person in plan.persons)
    _distinct(person.member for person in plan.persons if person.member)
    persons = {person.id for person in plan.persons}
    check_int(len(persons), "review.persons: length", 0, MAX_NOMINEES)
    for title in plan.titles:
        _distinct(title.planned)
        _distinct(one.person for one in title.exits)
        _known(title.planned, persons, f"title {title.id}.planned")
        _known(title.leaving, set(title.planned), f"title {title.id}.exits")
    _check_proposals(plan, persons)
    _distinct((one.title, one.person) for one in plan.dossiers)
    additions = set(plan.pairs("addition"))
    for one in plan.dossiers:
        if (one.title, one.person) not in additions:
            raise UnknownId(f"dossier {one.person} for {one.title}")
        here = sum(one.person in title.planned for title in plan.titles)
        if one.planned_titles < here:
            raise NumberOutOfRange(f"dossier {one.person}: planned for {here} already")


def _known(ids: Iterable[str], known: set[str], where: str) -> None:
    for one in sorted(ids):
        if one not in known:
            raise UnknownId(f"{where}: {one}")


def _check_proposals(plan: ReviewFields, persons: set[str]) -> None:
    titles = {title.id: title for title in plan.titles}
    seen: set[tuple[str, str]] = set()
    for one in plan.proposals:
        what = f"{one.person} for {one.title}"
        if one.title not in titles:
            raise UnknownId(f"title {one.title}")
        if one.person not in persons:
            raise UnknownId(f"person {one.person}")
        if one.pair in seen:
            raise BadProposal(f"{what}: proposed twice")
        seen.add(one.pair)
        planned = one.person in titles[one.title].planned
        if one.kind == "addition" and planned:
            raise BadProposal(f"{what}: planned already")
        if one.kind == "removal" and not planned:
            raise BadProposal(f"{what}: not in the plan")
        if one.kind == "removal" and one.person in titles[one.title].leaving:
            raise BadProposal(f"{what}: leaves the plan anyway")


def check_meetings(plan: ReviewFields) -> None:
    """Check the meetings that are entered: rolls, officials and days.

    Raises:
        DuplicateId, NumberOutOfRange, UnknownChoice, BadText, and all of Roll.
        PersonNotLinked: a person who is on the roll, and whose entry does not say so.
    """
    _distinct(meeting.step for meeting in plan.meetings)
    for meeting in plan.meetings:
        check_meeting(meeting)
        by_person = {
            (folded(one.name), folded(one.position)): one.id for one in meeting.members
        }
        for person in plan.persons:
            found = by_person.get((folded(person.name), folded(person.position)))
            if found is not None and found != person.member:
                raise PersonNotLinked(f"{person.id}: {found} on the roll")


def check_meeting(meeting: Meeting) -> None:
    """Check one meeting by itself.

    Raises:
        DuplicateId, NumberOutOfRange, UnknownChoice, BadText, and all of Roll.
    """
    check_int(meeting.step, "meeting.step", 1, LAST_STEP)
    where = f"meeting {meeting.step}"
    Roll(meeting.body, meeting.members)
    check_text(meeting.place, f"{where}.place")
    if meeting.basis:
        check_text(meeting.basis, f"{where}.basis")
    _check_day(meeting.date, f"{where}.date")
    seats = meeting.committee
    for one in (meeting.chair, meeting.secretary, *seats):
        check_id(one.id, f"{where}: {one.role}.id")
        check_text(one.name, f"{where}: {one.role}.name")
    _distinct(one.id for one in seats)
    check_int(len(seats), f"{where}.committee: length", 1, MAX_COMMITTEE)
    for one in seats:
        _choice(one.role, COMMITTEE_ROLES, f"{where}.committee.role")
    if sum(one.role == "head" for one in seats) != 1:
        raise UnknownChoice(f"{where}.committee: not exactly one head")
    check_int(meeting.threshold, f"{where}.threshold", len(seats) // 2 + 1, len(seats))


def _check_day(text: str, where: str) -> None:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadText(f"{where}: no such day") from error
    if day.isoformat() != text:
        raise BadText(f"{where}: not YYYY-MM-DD")
