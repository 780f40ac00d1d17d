"""Handing statements to a planning system: what is due, signed, and what became of it.

Refuses to send by itself: the operator's command sends, and tells the log. Refuses a
result that was not announced, unless the operator names that very event; and a
rehearsal, whoever names it.
"""

from dataclasses import dataclass
from pathlib import Path

from ballot_service.errors import NotAnnounced, NotCounted, RehearsalNotDelivered
from ballot_service.record.delivery import Delivery, make_delivery
from ballot_service.record.package import Package, write_package
from ballot_service.store import events, imports
from ballot_service.store.database import Connection
from ballot_service.store.rows import DeliveryRow, EventRow
from ballot_service.workflows.frozen import manifest_bytes, thumbprints
from ballot_service.workflows.office import Office
from ballot_service.workflows.publication import statement_bytes
from ballot_service.workflows.rehearsal import is_rehearsal

DELIVERED = "delivered"


@dataclass(frozen=True)
class Due:
    """One event whose statement is to be handed over."""

    event: str
    title: str
    delivery: Delivery


def _chosen(
    connection: Connection, event: str | None, *, inside: bool
) -> tuple[EventRow, ...]:
    """Return the events that are meant: all that are announced, or the one named."""
    if event is None:
        rows = events.all_events(connection)
        return tuple(row for row in rows if row.announced)
    row = events.find_event(connection, event)
    if is_rehearsal(row.title):
        raise RehearsalNotDelivered(row.title)
    if not row.statement_hash:
        raise NotCounted(row.state)
    if not (row.announced or inside):
        raise NotAnnounced(row.id)
    return (row,)


def due(
    office: Office,
    address: str,
    event: str | None = None,
    *,
    inside: bool = False,
    again: bool = False,
) -> tuple[Due, ...]:
    """Return what is to be sent to an address and was not delivered there yet.

    Args:
        event: one event alone, by id or uuid.
        inside: also where it was not announced; the operator named that event.
        again: also what was delivered already; it is the same bytes.

    Raises:
        UnknownEvent, NotCounted, NotAnnounced, RehearsalNotDelivered, RecordDiffers.
    """
    with office.database.reading() as connection:
        rows = [
            row
            for row in _chosen(connection, event, inside=inside)
            if again or not _delivered(connection, row, address)
        ]
    return tuple(Due(row.id, row.title, _delivery(office, row)) for row in rows)


def _delivered(connection: Connection, row: EventRow, address: str) -> bool:
    return any(
        line.outcome == DELIVERED
        and (line.address, line.statement) == (address, row.statement_hash)
        for line in imports.get_deliveries(connection, row.id)
    )


def _delivery(office: Office, row: EventRow) -> Delivery:
    body = statement_bytes(office, row.id)
    return make_delivery(row.uuid, body, office.receipt_key(row.uuid).receipt)


def note(
    office: Office, sent: Due, address: str, outcome: str, detail: str, now: int
) -> None:
    """Write an attempt into the log of deliveries."""
    with office.database.writing() as connection:
        row = DeliveryRow(
            sent.event, sent.delivery.statement, address, now, outcome, detail[:300]
        )
        imports.add_delivery(connection, row)


def attempts(office: Office, event: str) -> tuple[DeliveryRow, ...]:
    """Return the log of deliveries of one event, oldest first.

    Raises:
        UnknownEvent.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        return imports.get_deliveries(connection, row.id)


def drop(
    office: Office, folder: Path, event: str | None, now: int, *, inside: bool = False
) -> tuple[Path, ...]:
    """Write packages into a drop folder; one that lies there already is left alone.

    Raises:
        UnknownEvent, NotCounted, NotAnnounced, RehearsalNotDelivered, RecordDiffers.
        RefusesToOverwrite: another package of an election lies there.
    """
    made = []
    for item in due(office, "", event, inside=inside, again=True):
        with office.database.reading() as connection:
            row = events.find_event(connection, item.event)
            package = Package(item.delivery.body, manifest_bytes(connection, row))
            keys = thumbprints(connection, row)
        made.append(write_package(folder, row.uuid, package, keys))
        note(office, item, f"file:{folder.name}", DELIVERED, made[-1].name, now)
    return tuple(made)
