"""What an event has fixed so far, read back: manifest, trustees, Setup.

Refuses to rebuild what was fixed: hashes that people hold must find the same bytes.
"""

import hashlib

from ballot_service.crypto.group import Group, group_named
from ballot_service.errors import (
    MayNotOpen,
    NotFrozen,
    NotOpenYet,
    RecordDiffers,
    WrongTrusteeGroup,
)
from ballot_service.planning.roll import Member, Roll
from ballot_service.protocol.ceremony_keys import BoundKey
from ballot_service.protocol.ceremony_messages import read_signing_keys
from ballot_service.protocol.credential import read_credentials
from ballot_service.protocol.election import read_election
from ballot_service.protocol.trustees import PedersenGroup, Trustees, read_trustees
from ballot_service.record.build import Setup
from ballot_service.record.manifest import Manifest, read_manifest
from ballot_service.record.signatures import thumbprint
from ballot_service.store import events, members
from ballot_service.store.database import Connection
from ballot_service.store.rows import EventRow
from ballot_service.workflows.checking import OpenElection
from ballot_service.workflows.office import Office

SETUP_PAPERS = ("setup_election", "setup_trustees", "setup_credentials")


def manifest_bytes(connection: Connection, row: EventRow) -> bytes:
    """Return the manifest's bytes.

    Raises:
        NotFrozen: there is none yet.
        RecordDiffers: not the bytes whose hash was frozen.
    """
    body = events.get_paper(connection, row.id, "manifest")
    if body is None:
        raise NotFrozen(row.id)
    if hashlib.sha256(body).hexdigest() != row.manifest_hash:
        raise RecordDiffers("manifest")
    return body


def load_manifest(connection: Connection, row: EventRow) -> Manifest:
    """Return the manifest.

    Raises:
        NotFrozen, RecordDiffers.
    """
    return read_manifest(manifest_bytes(connection, row))


def check_roll(connection: Connection, row: EventRow, manifest: Manifest) -> None:
    """Check that the roll is still the one whose salted digest was frozen (A29).

    Raises:
        RecordDiffers: a member more, a member less, or another name.
    """
    salt = events.get_paper(connection, row.id, "salt")
    rows = members.get_roll(connection, row.id)
    if salt is None or not rows:
        raise RecordDiffers("roll")
    roll = Roll(row.body, tuple(Member(m.id, m.name, m.position) for m in rows))
    if roll.digest(salt) != manifest.roll_digest:
        raise RecordDiffers("roll")


def load_trustees(connection: Connection, row: EventRow, group: Group) -> Trustees:
    """Return the trustees that were accepted.

    Raises:
        MayNotOpen: the key ceremony's outcome was not taken over yet.
    """
    body = events.get_paper(connection, row.id, "trustees")
    if body is None:
        raise MayNotOpen(("possession_not_proved",))
    return read_trustees(group, body)


def pedersen_of(trustees: Trustees) -> PedersenGroup:
    """Return the one threshold group.

    Raises:
        WrongTrusteeGroup: not exactly one Pedersen group.
    """
    if len(trustees.entries) != 1 or not isinstance(trustees.entries[0], PedersenGroup):
        raise WrongTrusteeGroup("not exactly one Pedersen group")
    return trustees.entries[0]


def signing_keys(connection: Connection, row: EventRow) -> tuple[BoundKey, ...]:
    """Return the trustees' signing keys, () before the ceremony."""
    body = events.get_paper(connection, row.id, "signing_keys")
    if body is None:
        return ()
    group = group_named(load_manifest(connection, row).group)
    return tuple(read_signing_keys(group, body))


def thumbprints(connection: Connection, row: EventRow) -> tuple[str, ...]:
    """Return the thumbprints of the trustees' signing keys, () before the ceremony."""
    return tuple(thumbprint(key.public) for key in signing_keys(connection, row))


def load_setup(connection: Connection, row: EventRow) -> Setup:
    """Return Setup as it was proposed or opened.

    Raises:
        NotOpenYet: there is none.
        RecordDiffers: not the bytes whose hash is on the sheet.
    """
    bodies = [events.get_paper(connection, row.id, kind) for kind in SETUP_PAPERS]
    found = [body for body in bodies if body is not None]
    if len(found) != len(SETUP_PAPERS) or not row.setup_hash:
        raise NotOpenYet(row.state)
    setup = Setup(*found)
    if setup.event.digest != row.setup_hash:
        raise RecordDiffers("setup")
    return setup


def open_election(
    office: Office, connection: Connection, row: EventRow
) -> OpenElection:
    """Return what ballots of an opened event are checked against; read once.

    Raises:
        NotOpenYet, RecordDiffers.
    """
    if not row.opened:
        raise NotOpenYet(row.state)
    found = office.seen.get(("setup", row.setup_hash))
    if not isinstance(found, OpenElection):
        setup = load_setup(connection, row)
        election = read_election(setup.election)
        credentials = read_credentials(election.group, setup.credentials)
        found = OpenElection(election, frozenset(credentials.weights), row.setup_hash)
        office.seen["setup", row.setup_hash] = found
    return found
