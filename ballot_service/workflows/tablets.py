"""Shared tablets: added and revoked by the technician, enrolled by a code of one use.

Refuses to know what a tablet does: who stands before it, when, and with which ballot.
"""

import hashlib
import unicodedata
from dataclasses import dataclass

from ballot_service.crypto.randomness import random_bytes
from ballot_service.errors import TabletNameTaken, TabletNotEnrolled, UnknownTablet
from ballot_service.store import events, tablets
from ballot_service.store.tablets import TabletRow
from ballot_service.workflows.office import Actor, Office, Role, acting, require

MAX_NAME = 40
_CODE_BYTES = 16
_TOKEN_BYTES = 32


@dataclass(frozen=True)
class EnrolledTablet:
    """A tablet that may show the booth of one event."""

    event: str
    name: str


def _digest(kind: str, secret: str) -> str:
    return hashlib.sha256(
        f"ballot-service/tablet-{kind}/1|{secret}".encode()
    ).hexdigest()


def _name(typed: str) -> str:
    """Return a tablet's name in its one form.

    Raises:
        TabletNameTaken: there is none, or it is too long.
    """
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise TabletNameTaken("1 to 40 characters")
    return name


def add_tablet(office: Office, event: str, actor: Actor, typed: str, now: int) -> str:
    """Add a tablet, or let one of this name that is revoked be enrolled again.

    Returns:
        The code of one use that enrols it; only its hash is kept.

    Raises:
        WrongRole. TabletNameTaken: a tablet of this name is enrolled, or no name.
    """
    require(actor, Role.TECHNICIAN)
    name = _name(typed)
    code = random_bytes(office.random, _CODE_BYTES).hex()
    with acting(office, event, actor, now) as act:
        known = {
            row.name: row for row in tablets.get_tablets(act.connection, act.row.id)
        }
        found = known.get(name)
        if found is None:
            tablets.add_tablet(act.connection, act.row.id, name, _digest("code", code))
        elif found.enrolled and not found.revoked:
            raise TabletNameTaken(name)
        else:
            tablets.set_hashes(act.connection, found, _digest("code", code), None)
        act.log("add_tablet", name)
    return code


def enrol_tablet(office: Office, code: str) -> tuple[str, str]:
    """Enrol the machine that brings a code; the code is used up.

    Returns:
        The election's uuid or the event's id, and the token that the machine keeps.

    Raises:
        TabletNotEnrolled: E24, a code of nobody, used, or taken back.
    """
    token = random_bytes(office.random, _TOKEN_BYTES).hex()
    with office.database.writing() as connection:
        found = tablets.find_by_code(connection, _digest("code", code[:100]))
        if found is None:
            raise TabletNotEnrolled("code")
        tablets.set_hashes(connection, found, None, _digest("token", token))
        row = events.find_event(connection, found.event)
    return row.uuid or row.id, token


def enrolled_tablet(office: Office, event: str, token: str) -> EnrolledTablet:
    """Return the tablet that holds a token, for one event.

    Raises:
        TabletNotEnrolled: E24, of another event, revoked, or no token. UnknownEvent.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        found = tablets.find_by_token(connection, _digest("token", token[:100]))
    if found is None or found.event != row.id:
        raise TabletNotEnrolled("token")
    return EnrolledTablet(found.event, found.name)


def list_tablets(office: Office, event: str) -> tuple[TabletRow, ...]:
    """Return an event's tablets, by name.

    Raises:
        UnknownEvent.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        return tablets.get_tablets(connection, row.id)


def revoke_tablet(
    office: Office, event: str, actor: Actor, name: str, now: int
) -> None:
    """Take a tablet's rights away; what is on it is not touched.

    Raises:
        WrongRole. UnknownTablet: there is none of this name.
    """
    require(actor, Role.TECHNICIAN)
    with acting(office, event, actor, now) as act:
        if not tablets.revoke_tablet(act.connection, act.row.id, name):
            raise UnknownTablet(name[:MAX_NAME])
        act.log("revoke_tablet", name)
