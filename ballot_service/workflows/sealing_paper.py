"""F9, minutes of sealing, opening and handing over, from what was typed (rules 3.7).

Refuses to keep anything of it, and a list whose lines are not whole.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from ballot_service.documents.facts import Office as IssuingOffice
from ballot_service.documents.facts import Paper, Person, Signer
from ballot_service.documents.sealing_minutes import (
    Device,
    SealingFacts,
    Share,
    sealing_minutes,
)
from ballot_service.errors import BadText
from ballot_service.record.manifest import Manifest
from ballot_service.store import events
from ballot_service.store.database import Connection
from ballot_service.store.rows import EventRow
from ballot_service.verify.statements import VerifiedStatement
from ballot_service.workflows.frozen import load_manifest
from ballot_service.workflows.office import Actor, Office, Role, acting, require
from ballot_service.workflows.official_papers import stored_statement, typed_facts
from ballot_service.workflows.paper_fields import FORM_FIELDS, lines, moment, number

T = TypeVar("T")
HANDS = (Role.SECRETARY, Role.CHAIR, Role.COMMITTEE)
_ROLES = {"head": "TRƯỞNG BAN KIỂM PHIẾU", "secretary": "THƯ KÝ BAN KIỂM PHIẾU"}


def sealing_draft(office: Office, event: str) -> dict[str, str]:
    """Return the form's first fields: the office as typed for F4, the committee.

    Raises:
        UnknownEvent. NotFrozen: there is no committee yet.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        committee = load_manifest(connection, row).committee
        typed = typed_facts(connection, row)
    names = [(_ROLES.get(one.role, "ỦY VIÊN"), one.name) for one in committee]
    head = {name: typed.get(name, "") for name in ("superior", *FORM_FIELDS)}
    return head | {
        "act": "sealing",
        "at_place": typed.get("meeting_place", ""),
        "people": "\n".join(f"Đồng chí {name}" for _, name in names),
        "shares": "\n".join(
            f"{place}; {name}; " for place, (_, name) in enumerate(names, 1)
        ),
        "signers": "\n".join(f"{capacity}: {name}" for capacity, name in names),
        "copies": "2",
    }


def make_sealing_paper(
    office: Office, event: str, actor: Actor, typed: Mapping[str, str], now: int
) -> bytes:
    """Make the minutes as PDF/A; that they were made is logged, what they say is not.

    Args:
        typed: fields by name, as the page has them; of `devices` and `shares` a line
            each with ";" between its parts, of `signers` "CAPACITY: name".

    Raises:
        WrongRole, UnknownEvent, NotFrozen. DocumentError, BadText: naming the field
        and its line. The named errors of a statement that does not verify.
    """
    require(actor, *HANDS)
    with office.database.reading() as connection:
        source = _source(connection, events.find_event(connection, event))
    body = sealing_minutes(source, _facts(typed))
    with acting(office, event, actor, now) as act:
        act.log("make_sealing_paper", typed.get("act", "")[:20])
    return body


def _source(connection: Connection, row: EventRow) -> Manifest | VerifiedStatement:
    if row.statement_hash:
        return stored_statement(connection, row)
    return load_manifest(connection, row)


def _facts(typed: Mapping[str, str]) -> SealingFacts:
    def field(name: str) -> str:
        return typed.get(name, "").strip()

    at = _read("at", field("at"), moment)
    issuing = IssuingOffice(
        field("family"),
        field("superior"),
        field("office_body"),
        field("place"),
        field("symbol"),
    )
    given = _read("number", field("number"), number)
    return SealingFacts(
        paper=Paper(issuing, given, at.date(), field("secrecy")),
        act=field("act"),
        at=at,
        place=field("at_place"),
        people=lines(field("people")),
        devices=tuple(
            Device(*parts) for parts in _rows("devices", field("devices"), ";", 4)
        ),
        shares=tuple(
            Share(_read("shares", place, number), holder, carrier)
            for place, holder, carrier in _rows("shares", field("shares"), ";", 3)
        ),
        receiver=field("receiver"),
        remarks=field("remarks"),
        copies=_read("copies", field("copies"), number),
        signers=tuple(
            Signer((capacity,), Person(name))
            for capacity, name in _rows("signers", field("signers"), ":", 2)
        ),
    )


def _read(name: str, value: str, read: Callable[[str], T]) -> T:
    try:
        return read(value)
    except ValueError as error:
        raise BadText(f"{name}: {value[:30]!r}") from error


def _rows(name: str, text: str, sign: str, parts: int) -> list[list[str]]:
    """Split each line at a sign into its parts.

    Raises:
        BadText: naming the field, and the first line that has not all its parts.
    """
    found = []
    for place, line in enumerate(lines(text), start=1):
        row = [part.strip() for part in line.split(sign, parts - 1)]
        if len(row) != parts or not all(row):
            raise BadText(f"{name}: {place}")
        found.append(row)
    return found
