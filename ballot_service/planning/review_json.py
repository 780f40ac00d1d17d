"""A review plan as JSON, field for field (`docs/spec/cycle.md`, section 2).

Refuses unknown and missing fields; what the values mean is checked by the plan.
"""

from collections.abc import Callable
from typing import TypeVar

from ballot_service.errors import WrongType
from ballot_service.planning.field_rules import as_int, as_text, read_list, read_object
from ballot_service.planning.profile import Profile
from ballot_service.planning.review_parts import (
    Certified,
    Exit,
    Meeting,
    Official,
    Person,
    Proposal,
    Requirement,
    ReviewFields,
    ReviewTitle,
)
from ballot_service.planning.roll import MAX_MEMBERS, Member

SCHEMA = "ballot-service/review/1"
PLAN = (
    *("schema", "body", "agency", "year", "profile", "secrecy", "family", "group"),
    *("titles", "persons", "proposals", "dossiers", "meetings"),
)
_PERSON = ("id", "name", "birth_year", "position", "categories", "member")
_TITLE = (
    *("id", "name", "authority", "authority_name", "cap"),
    *("planned", "exits", "structure"),
)
_EXIT = ("person", "reason")
_REQUIREMENT = ("category", "minimum")
_PROPOSAL = ("kind", "title", "person", "reason")
_CERTIFIED = (
    *("title", "person", "standards_certified", "planned_titles", "higher_title"),
    *("appointment_open", "discipline", "note"),
)
_MEETING = (
    *("step", "body", "date", "place", "basis", "chair", "secretary"),
    *("members", "committee", "threshold"),
)
_MEMBER = ("id", "name", "position")
_SEAT = ("id", "name", "role")
_LEADER = ("id", "name")
_MOST = 5000

Part = TypeVar("Part")


def _all(
    value: object, where: str, read: Callable[[object, str], Part], most: int = _MOST
) -> tuple[Part, ...]:
    rows = read_list(value, where, most)
    return tuple(read(row, f"{where}[{i}]") for i, row in enumerate(rows))


def _flag(value: object, where: str) -> bool:
    if type(value) is not bool:
        raise WrongType(f"{where}: not true or false")
    return value


def _texts(row: dict[str, object], names: tuple[str, ...], where: str) -> list[str]:
    return [as_text(row[name], f"{where}.{name}") for name in names]


def read_review(value: object) -> ReviewFields:
    """Read a plan's parts, checked for fields and types only.

    Raises:
        UnknownField, MissingField, WrongType, NumberOutOfRange, and all of Profile.
    """
    found = read_object(value, "review", PLAN)
    if found["schema"] != SCHEMA:
        raise WrongType("review.schema: another schema")
    texts = {
        name: as_text(found[name], f"review.{name}")
        for name in ("body", "agency", "secrecy", "family", "group")
    }
    return ReviewFields(
        **texts,
        year=as_int(found["year"], "review.year"),
        profile=Profile.from_json(found["profile"]),
        titles=_all(found["titles"], "titles", _title),
        persons=_all(found["persons"], "persons", _person),
        proposals=_all(found["proposals"], "proposals", _proposal),
        dossiers=_all(found["dossiers"], "dossiers", _certified),
        meetings=_all(found["meetings"], "meetings", read_meeting),
    )


def _person(value: object, where: str) -> Person:
    row = read_object(value, where, _PERSON)
    person_id, name, position, member = _texts(
        row, ("id", "name", "position", "member"), where
    )
    return Person(
        person_id,
        name,
        as_int(row["birth_year"], f"{where}.birth_year"),
        position,
        _all(row["categories"], f"{where}.categories", as_text),
        member,
    )


def _title(value: object, where: str) -> ReviewTitle:
    row = read_object(value, where, _TITLE)
    title_id, name, authority, authority_name = _texts(row, _TITLE[:4], where)
    return ReviewTitle(
        title_id,
        name,
        authority,
        authority_name,
        as_int(row["cap"], f"{where}.cap"),
        _all(row["planned"], f"{where}.planned", as_text),
        _all(row["exits"], f"{where}.exits", _exit),
        _all(row["structure"], f"{where}.structure", _requirement),
    )


def _exit(value: object, where: str) -> Exit:
    row = read_object(value, where, _EXIT)
    return Exit(*_texts(row, _EXIT, where))


def _requirement(value: object, where: str) -> Requirement:
    row = read_object(value, where, _REQUIREMENT)
    category = as_text(row["category"], f"{where}.category")
    return Requirement(category, as_int(row["minimum"], f"{where}.minimum"))


def _proposal(value: object, where: str) -> Proposal:
    row = read_object(value, where, _PROPOSAL)
    return Proposal(*_texts(row, _PROPOSAL, where))


def _certified(value: object, where: str) -> Certified:
    row = read_object(value, where, _CERTIFIED)
    title, person, discipline, note = _texts(
        row, ("title", "person", "discipline", "note"), where
    )
    return Certified(
        title,
        person,
        _flag(row["standards_certified"], f"{where}.standards_certified"),
        as_int(row["planned_titles"], f"{where}.planned_titles"),
        _flag(row["higher_title"], f"{where}.higher_title"),
        _flag(row["appointment_open"], f"{where}.appointment_open"),
        discipline,
        note,
    )


def read_meeting(value: object, where: str) -> Meeting:
    """Read one meeting, checked for fields and types only.

    Raises:
        UnknownField, MissingField, WrongType, NumberOutOfRange, BadText.
    """
    row = read_object(value, where, _MEETING)
    body, day, place, basis = _texts(row, ("body", "date", "place", "basis"), where)
    return Meeting(
        as_int(row["step"], f"{where}.step"),
        body,
        day,
        place,
        basis,
        _leader(row["chair"], f"{where}.chair", "chair"),
        _leader(row["secretary"], f"{where}.secretary", "secretary"),
        _all(row["members"], f"{where}.members", _member, MAX_MEMBERS),
        _all(row["committee"], f"{where}.committee", _seat),
        as_int(row["threshold"], f"{where}.threshold"),
    )


def _leader(value: object, where: str, role: str) -> Official:
    row = read_object(value, where, _LEADER)
    leader, name = _texts(row, _LEADER, where)
    return Official(leader, name, role)


def _seat(value: object, where: str) -> Official:
    row = read_object(value, where, _SEAT)
    return Official(*_texts(row, _SEAT, where))


def _member(value: object, where: str) -> Member:
    row = read_object(value, where, _MEMBER)
    return Member(*_texts(row, _MEMBER, where))


def _plain(part: object, names: tuple[str, ...]) -> dict[str, object]:
    values = {name: getattr(part, name) for name in names}
    return {n: list(v) if isinstance(v, tuple) else v for n, v in values.items()}


def write_meeting(meeting: Meeting) -> dict[str, object]:
    """Return one meeting as str, int, list and dict only."""
    return _plain(meeting, _MEETING) | {
        "chair": _plain(meeting.chair, _LEADER),
        "secretary": _plain(meeting.secretary, _LEADER),
        "members": [_plain(one, _MEMBER) for one in meeting.members],
        "committee": [_plain(one, _SEAT) for one in meeting.committee],
    }


def write_review(plan: ReviewFields) -> dict[str, object]:
    """Return the plan as str, int, bool, list and dict only."""
    titles = [
        _plain(title, _TITLE)
        | {
            "exits": [_plain(one, _EXIT) for one in title.exits],
            "structure": [_plain(one, _REQUIREMENT) for one in title.structure],
        }
        for title in plan.titles
    ]
    return {
        "schema": SCHEMA,
        **{name: getattr(plan, name) for name in ("body", "agency", "year")},
        **{name: getattr(plan, name) for name in ("secrecy", "family", "group")},
        "profile": plan.profile.to_json(),
        "titles": titles,
        "persons": [_plain(one, _PERSON) for one in plan.persons],
        "proposals": [_plain(one, _PROPOSAL) for one in plan.proposals],
        "dossiers": [_plain(one, _CERTIFIED) for one in plan.dossiers],
        "meetings": [write_meeting(one) for one in plan.meetings],
    }
