"""Attached files of a review: handed in, replaced, withdrawn, read, and who did it.

Refuses a file that is not what it says, a reader whom the rules do not name, and to
give a byte before its line in the access log is committed.
"""

import datetime as dt
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.errors import (
    AttachmentQuota,
    AttachmentsFixed,
    AttachmentTooLarge,
    NoReason,
    UnknownAttachment,
    WrongRole,
)
from ballot_service.keyfiles.file_types import type_of
from ballot_service.planning.attachment_kinds import (
    AFTERWARDS,
    check_issued,
    check_kind,
    readers,
)
from ballot_service.planning.cycle_states import CycleState
from ballot_service.store import attachments, cycles
from ballot_service.store.attachments import AttachmentLogRow, AttachmentRow
from ballot_service.store.database import Connection
from ballot_service.workflows.cycle_office import (
    CycleAct,
    acting_on_cycle,
    stored_plan,
)
from ballot_service.workflows.office import Actor, Office, Role, require

MAX_FILE = 25 * 1024 * 1024
MAX_CYCLE = 200 * 1024 * 1024
MAX_NAME = 200
HANDED_IN, MADE = "handed_in", "made"
_S = CycleState
FIXED = (_S.SUBMITTED, _S.APPRAISAL, _S.ANSWERED, _S.ISSUED)
OVER = (_S.ARCHIVED, _S.CANCELLED)


@dataclass(frozen=True)
class HandedIn:
    """A file as somebody hands it in.

    Attributes:
        person: whom it is about, "" for a document of the folder.
        part: which part is replaced; 0 for one more part.
        name: the file's own name: text, of which nothing is ever made.
        issued: the day of a health certificate.
        origin: HANDED_IN, or MADE by the service from its statements.
    """

    kind: str
    person: str
    part: int
    name: str
    content: bytes
    issued: dt.date | None = None
    origin: str = HANDED_IN


def counting(rows: Sequence[AttachmentRow]) -> tuple[AttachmentRow, ...]:
    """Return the files that count: the newest version of each part, not withdrawn."""
    newest = {(row.kind, row.person, row.part): row for row in rows}
    return tuple(row for row in newest.values() if not row.withdrawn)


def _check_open(state: CycleState, kind: str) -> None:
    """Check that a file of this kind may still change.

    Raises:
        AttachmentsFixed.
    """
    if state in OVER or (state in FIXED and kind not in AFTERWARDS):
        raise AttachmentsFixed(f"{kind} in {state.value}")


def _clean_name(name: str) -> str:
    """Return a file's own name as text: NFC, no control characters, bounded."""
    normal = unicodedata.normalize("NFC", name)
    kept = "".join(
        letter for letter in normal if unicodedata.category(letter) not in ("Cc", "Cs")
    )
    return kept[-MAX_NAME:] or "?"


def attach(
    office: Office,
    cycle: str,
    actor: Actor,
    given: HandedIn,
    today: dt.date,
    now: int,
) -> AttachmentRow:
    """Attach a file; the same content again in the same place changes nothing.

    The sealed file is durable before its row is written, so that a crash between the
    two leaves a file that nothing counts, and never a row without its file.

    Raises:
        WrongRole, UnknownCycle. BadAttachmentKind, BadCertificateDate.
        NothingAttached, WrongAttachmentContent, AttachmentWithMacros.
        AttachmentTooLarge, AttachmentQuota. AttachmentsFixed. UnknownAttachment: a
        part that is not there.
    """
    require(actor, Role.SECRETARY)
    with office.database.reading() as connection:
        row = cycles.find_cycle(connection, cycle)
        review, _ = stored_plan(connection, cycle)
    check_kind(given.kind, given.person, [person.id for person in review.persons])
    check_issued(given.kind, given.issued, today)
    _check_open(CycleState(row.state), given.kind)
    if len(given.content) > MAX_FILE:
        raise AttachmentTooLarge(f"{len(given.content)} bytes, at most {MAX_FILE}")
    media = type_of(given.content, given.name).media
    digest = office.vault.put(given.content)
    with acting_on_cycle(office, cycle, actor, now) as act:
        _check_open(act.state, given.kind)
        return _keep(act, given, digest, media)


def _keep(act: CycleAct, given: HandedIn, digest: str, media: str) -> AttachmentRow:
    rows = attachments.attachments_of(act.connection, act.row.id)
    place = [r for r in rows if (r.kind, r.person) == (given.kind, given.person)]
    current = counting(rows)
    for row in current:
        here = row in place and given.part in (0, row.part)
        if here and row.digest == digest and row.issued == _day(given):
            return row
    parts = {row.part for row in place}
    if given.part and given.part not in parts:
        raise UnknownAttachment(f"{given.kind}: part {given.part}")
    part = given.part or max(parts, default=0) + 1
    replaced = [row for row in current if row in place and row.part == part]
    total = sum(row.size for row in current if row not in replaced)
    if total + len(given.content) > MAX_CYCLE:
        raise AttachmentQuota(f"more than {MAX_CYCLE} bytes in this cycle")
    row = AttachmentRow(
        cycle=act.row.id,
        number=len(rows) + 1,
        kind=given.kind,
        person=given.person,
        part=part,
        version=sum(row.part == part for row in place) + 1,
        digest=digest,
        size=len(given.content),
        type=media,
        name=_clean_name(given.name),
        origin=given.origin,
        issued=_day(given),
        added_by=act.actor.name,
        added_at=act.now,
    )
    attachments.add_attachment(act.connection, row)
    log_line(act.connection, act.actor, act.now, row, "replace" if replaced else "add")
    return row


def _day(given: HandedIn) -> str:
    return given.issued.isoformat() if given.issued else ""


def log_line(
    connection: Connection, actor: Actor, now: int, row: AttachmentRow, act: str
) -> None:
    """Write what somebody did with a file into the access log."""
    attachments.add_line(
        connection,
        AttachmentLogRow(
            cycle=row.cycle,
            at=now,
            user=actor.user,
            name=actor.name,
            role=actor.role.value,
            act=act,
            kind=row.kind,
            person=row.person,
            part=row.part,
            version=row.version,
            digest=row.digest,
        ),
    )


def _find(connection: Connection, cycle: str, number: int) -> AttachmentRow:
    for row in attachments.attachments_of(connection, cycle):
        if row.number == number:
            return row
    raise UnknownAttachment(f"number {number}")


def withdraw(
    office: Office, cycle: str, actor: Actor, number: int, reason: str, now: int
) -> None:
    """Take a part out of the folder; its row and its file stay, with the reason.

    Raises:
        WrongRole, UnknownCycle. NoReason. AttachmentsFixed. UnknownAttachment: it
        does not count any more.
    """
    require(actor, Role.SECRETARY)
    if not reason.strip():
        raise NoReason("withdrawal")
    with acting_on_cycle(office, cycle, actor, now) as act:
        row = _find(act.connection, cycle, number)
        _check_open(act.state, row.kind)
        rows = attachments.attachments_of(act.connection, cycle)
        if row not in counting(rows):
            raise UnknownAttachment(f"number {number}")
        attachments.withdraw_attachment(
            act.connection, cycle, number, reason.strip()[:MAX_NAME]
        )
        log_line(act.connection, actor, now, row, "withdraw")


def read(
    office: Office, cycle: str, actor: Actor, number: int, now: int
) -> tuple[AttachmentRow, bytes]:
    """Return one file; that it was read is on record before it is unsealed.

    Raises:
        WrongRole: this kind is not for this role (rules 1.9). UnknownCycle,
        UnknownAttachment. AttachmentDamaged: lost or altered.
    """
    require(actor, Role.SECRETARY, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        row = _find(act.connection, cycle, number)
        if actor.role.value not in readers(row.kind):
            raise WrongRole(actor.role.value)
        log_line(act.connection, actor, now, row, "read")
    return row, office.vault.read(row.digest)


def files_of(office: Office, cycle: str, actor: Actor) -> tuple[AttachmentRow, ...]:
    """Return every version of every file that this role may read.

    Raises:
        WrongRole, UnknownCycle.
    """
    require(actor, Role.SECRETARY, Role.CHAIR)
    with office.database.reading() as connection:
        cycles.find_cycle(connection, cycle)
        rows = attachments.attachments_of(connection, cycle)
    return tuple(row for row in rows if actor.role.value in readers(row.kind))


def access_log(
    office: Office, cycle: str, actor: Actor
) -> tuple[AttachmentLogRow, ...]:
    """Return who touched which file, oldest first.

    Raises:
        WrongRole: it is the inspector's. UnknownCycle.
    """
    require(actor, Role.INSPECTOR)
    with office.database.reading() as connection:
        cycles.find_cycle(connection, cycle)
        return attachments.log_of(connection, cycle)
