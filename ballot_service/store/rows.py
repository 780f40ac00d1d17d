"""What the tables hold, as frozen objects: the only thing that leaves this room.

Refuses behaviour; a row of SQLAlchemy never leaves the room.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from sqlalchemy import Table
from sqlalchemy.sql import ColumnElement


@dataclass(frozen=True)
class EventRow:
    """A ballot event; texts that are not there yet are ""."""

    id: str
    uuid: str
    run: int
    repeats: str
    state: str
    title: str
    body: str
    date: str
    step: int
    kind: str
    members: int
    manifest_hash: str = ""
    frozen_at: int = 0
    possession_fresh: str = ""
    registration_closed: bool = False
    setup_hash: str = ""
    opened: bool = False
    slips: int = 0
    replaceable: int = -1
    replaced: int = 0
    end_hash: str = ""
    returned: int = 0
    swept: bool = False
    final_hash: str = ""
    statement_hash: str = ""
    announced: bool = False
    medium: str = "electronic"


@dataclass(frozen=True)
class MemberRow:
    """A member on the roll of one event, and what was handed to him.

    Attributes:
        attendance: "unknown", "present", "excused" or "unexcused".
        by_secretary, by_committee: ids of the users whose hands confirmed presence.
        served: "", "token" or "slip".
        token: number of the member's current token; one more for each replacement.
    """

    event: str
    id: str
    place: int
    name: str
    position: str
    attendance: str = "unknown"
    by_secretary: str = ""
    by_committee: str = ""
    code_hash: str | None = None
    code_used: bool = False
    served: str = ""
    token: int = 1
    claim_secretary: str = ""
    claim_committee: str = ""


@dataclass(frozen=True)
class HandRow:
    """One confirmation."""

    event: str
    act: str
    role: str
    user: str
    name: str
    seen: str
    at: int


@dataclass(frozen=True)
class OperationRow:
    """One line of the log of staff."""

    event: str
    at: int
    user: str
    name: str
    role: str
    act: str
    detail: str


@dataclass(frozen=True)
class UserRow:
    """An account; `roles` are separated by spaces, `password` is argon2's own form."""

    id: str
    login: str
    name: str
    roles: str
    place: int
    password: str
    failures: int = 0
    locked_until: int = 0
    disabled: bool = False


@dataclass(frozen=True)
class SessionRow:
    """A session: of a user, or of a member at one event."""

    digest: str
    user: str
    event: str
    member: str
    expires: int


@dataclass(frozen=True)
class ImportRow:
    """A statement that was taken over."""

    uuid: str
    statement: str
    manifest: str
    series: str
    run: int


@dataclass(frozen=True)
class DeliveryRow:
    """One attempt to deliver; `outcome` is "delivered" or the name of what failed."""

    event: str
    statement: str
    address: str
    at: int
    outcome: str
    detail: str


@dataclass(frozen=True)
class BallotRow:
    """An anonymous ballot."""

    tracker: str
    credential: str
    body: bytes


Row = TypeVar(
    "Row",
    EventRow,
    MemberRow,
    HandRow,
    OperationRow,
    UserRow,
    SessionRow,
    ImportRow,
    DeliveryRow,
    BallotRow,
)


def columns(table: Table, kind: type[Row]) -> list[ColumnElement[Any]]:
    """Return the columns that `kind` has."""
    return [table.c[field.name] for field in fields(kind)]


def made(kind: type[Row], found: Mapping[Any, Any]) -> Row:
    """Make a row object; NULL of a text that is not there yet becomes ""."""
    values = {str(name): value for name, value in found.items()}
    if "uuid" in values and values["uuid"] is None:
        values["uuid"] = ""
    return kind(**values)


def values_of(row: object) -> dict[str, Any]:
    """Return a row object's values for an insert; the uuid "" becomes NULL."""
    values = dict(vars(row))
    if values.get("uuid") == "":
        values["uuid"] = None
    return values
