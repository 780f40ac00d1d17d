"""Destruction by minutes: issuing key, ballots, and the rest, each after its time.

Refuses everything before its time by name, and destruction without minutes.
"""

import datetime as dt
import hashlib
from pathlib import Path

from ballot_service.errors import (
    AlreadyDestroyed,
    BallotsNotDestroyed,
    IssuingKeyNeeded,
    NotSealedYet,
)
from ballot_service.keyfiles.private_files import erase_private
from ballot_service.planning.ballot_event import State
from ballot_service.planning.retention import check_may_destroy
from ballot_service.record.destruction import Order
from ballot_service.record.folder import RECORD
from ballot_service.store import attachments, cycles, events, shredding, sorting
from ballot_service.store.database import Connection
from ballot_service.store.rows import EventRow
from ballot_service.workflows.attachment_care import forget_attachments
from ballot_service.workflows.cycle_office import CycleAct, acting_on_cycle
from ballot_service.workflows.frozen import load_manifest
from ballot_service.workflows.office import Act, Actor, Office, Role, acting, require
from ballot_service.workflows.records import CLOSED, COMPLETE, SIGNED, folder_of

DESTRUCTION = "destruction"
ISSUING_OVER = (
    State.OPEN,
    State.PAUSED,
    State.CLOSED,
    State.COUNTING,
    State.COUNTED,
    State.PUBLISHED,
    State.NOT_ANNOUNCED,
    State.SEALED,
    State.VOID,
)


def _keep(act: Act, minutes: bytes) -> None:
    number = events.count_papers(act.connection, act.row.id, DESTRUCTION)
    events.put_paper(act.connection, act.row.id, DESTRUCTION, minutes, number)


def destroy_issuing_key(
    office: Office, event: str, actor: Actor, order: Order, now: int
) -> bytes:
    """Destroy the issuing key of one ballot, once nothing is issued with it (D2).

    The minutes are written before the key is gone: a crash between the two leaves a
    key that the same order destroys again.

    Returns:
        The minutes of destruction.

    Raises:
        WrongRole, UnknownEvent, NoReason. IssuingKeyNeeded: not open yet.
        MissingServiceKey: gone already.
    """
    require(actor, Role.TECHNICIAN)
    order.check()
    with acting(office, event, actor, now) as act:
        if act.state not in ISSUING_OVER or not act.row.uuid:
            raise IssuingKeyNeeded(act.state.value)
        digest = hashlib.sha256(
            load_manifest(act.connection, act.row).issuing_key
        ).hexdigest()
        office.keys.election_keys(act.row.uuid, office.minimum_bits)
        minutes = order.minutes_of("issuing_key", act.row.uuid, digest)
        _keep(act, minutes)
        act.log("destroy_issuing_key", order.minutes[:300])
    office.seen.pop(("keys", act.row.uuid), None)
    office.keys.destroy_issuing_key(act.row.uuid)
    return minutes


def _sealed_on(connection: Connection, row: EventRow) -> dt.date:
    """Return the day from which retention runs: of the archive, or of the seal."""
    link = cycles.ballot_of_event(connection, row.id)
    if link is not None:
        archived = cycles.find_cycle(connection, link.cycle).archived_on
        if not archived:
            raise NotSealedYet("the review is not archived")
        return dt.date.fromisoformat(archived)
    sealed = [
        one.at for one in events.get_operations(connection, row.id) if one.act == "seal"
    ]
    if row.state != State.SEALED.value or not sealed:
        raise NotSealedYet(row.state)
    return dt.datetime.fromtimestamp(sealed[-1], dt.UTC).date()


def destroy_ballots(
    office: Office, event: str, actor: Actor, order: Order, now: int
) -> bytes:
    """Destroy ciphertexts and proofs of one ballot after their five years (rules 1.9).

    Manifest and statement stay: they belong to the rest, which is kept ten years.

    Returns:
        The minutes of destruction; the digest is that of the record's last event.

    Raises:
        WrongRole, UnknownEvent, NoReason. NotSealedYet, RetentionNotOver: too early.
        AlreadyDestroyed.
    """
    require(actor, Role.TECHNICIAN)
    order.check()
    with acting(office, event, actor, now) as act:
        profile = load_manifest(act.connection, act.row).plan.profile
        sealed = _sealed_on(act.connection, act.row)
        check_may_destroy(profile, "ballots", sealed, order.on, order.minutes)
        if _destroyed(act.connection, act.row.id, "ballots"):
            raise AlreadyDestroyed(act.row.uuid)
        digest = act.row.final_hash or act.row.end_hash
        minutes = order.minutes_of("ballots", act.row.uuid, digest)
        shredding.drop_ballots(act.connection, act.row.uuid)
        _keep(act, minutes)
        act.log("destroy_ballots", order.minutes[:300])
        # A start looks for this folder, and writes a closed record again without it.
        folder_of(office, act.row, CLOSED).mkdir(parents=True, exist_ok=True)
        for kind in (CLOSED, COMPLETE, SIGNED):
            _erase(folder_of(office, act.row, kind) / RECORD)
        office.keys.destroy_keys(act.row.uuid)
    sorting.forget_order(office.database)
    return minutes


def _erase(path: Path) -> None:
    if path.exists():
        path.chmod(0o600)
        erase_private(path)


def _destroyed(connection: Connection, event: str, what: str) -> bool:
    papers = events.get_papers(connection, event, DESTRUCTION).values()
    return any(f'"what":"{what}"'.encode() in paper for paper in papers)


def destroy_rest(
    office: Office, cycle: str, actor: Actor, order: Order, now: int
) -> bytes:
    """Destroy the rest of a review after its ten years: plan, rolls, papers, files.

    What stays: body, year and state of the cycle, and the minutes of destruction.

    Returns:
        The minutes of destruction; the digest is over the digests of all papers.

    Raises:
        WrongRole, UnknownCycle, NoReason. NotSealedYet, RetentionNotOver: too early.
        BallotsNotDestroyed: naming the ballot. AlreadyDestroyed.
    """
    require(actor, Role.TECHNICIAN)
    order.check()
    with acting_on_cycle(office, cycle, actor, now) as act:
        if act.papers(DESTRUCTION):
            raise AlreadyDestroyed(cycle)
        if not act.row.archived_on:
            raise NotSealedYet(act.row.state)
        sealed = dt.date.fromisoformat(act.row.archived_on)
        check_may_destroy(act.review.profile, "rest", sealed, order.on, order.minutes)
        minutes = order.minutes_of("rest", cycle, _digest_of_all(act))
        for link in cycles.ballots_of(act.connection, cycle):
            row = events.find_event(act.connection, link.event, lock=True)
            held = row.end_hash and not _destroyed(act.connection, row.id, "ballots")
            if held:
                raise BallotsNotDestroyed(row.id)
            _erase_folder(office.records / row.uuid if row.uuid else None)
            shredding.drop_event_papers(act.connection, row.id, keep=DESTRUCTION)
        files = forget_attachments(act)
        shredding.drop_cycle_papers(act.connection, cycle)
        act.paper(DESTRUCTION, order.minutes, minutes)
        act.log("destroy_rest", order.minutes[:300])
    for digest in files:
        office.vault.remove(digest)
    sorting.forget_order(office.database)
    return minutes


def _digest_of_all(act: CycleAct) -> str:
    papers = cycles.all_papers(act.connection, act.row.id)
    files = attachments.attachments_of(act.connection, act.row.id)
    lines = [f"{p.kind} {p.number} {p.digest}" for p in papers]
    lines += [f"attachment {f.number} {f.digest}" for f in files]
    listed = "\n".join(lines)
    return hashlib.sha256(listed.encode()).hexdigest()


def _erase_folder(folder: Path | None) -> None:
    if folder is None or not folder.exists():
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            _erase(path)
