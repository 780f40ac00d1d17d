"""Statements taken over for planning, and every attempt to deliver one.

Refuses to judge a statement: that was done before its line is written.
"""

from sqlalchemy import Connection, func, insert, select

from ballot_service.store.rows import DeliveryRow, ImportRow, columns, made, values_of
from ballot_service.store.tables import deliveries, events, imports

_IMPORTING = 7_204_932


def lock_imports(connection: Connection) -> None:
    """Let one import at a time look and write (SQLite's writers do so anyway)."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_IMPORTING)))


def all_imports(connection: Connection) -> tuple[ImportRow, ...]:
    """Return everything that was taken over, by uuid."""
    query = select(*columns(imports, ImportRow)).order_by(imports.c.uuid)
    return tuple(made(ImportRow, row) for row in connection.execute(query).mappings())


def add_import(connection: Connection, row: ImportRow) -> None:
    """Keep a line."""
    connection.execute(insert(imports).values(values_of(row)))


def void_uuids(connection: Connection, state: str) -> frozenset[str]:
    """Return the uuids of all events in a state."""
    query = select(events.c.uuid).where(
        events.c.state == state, events.c.uuid.is_not(None)
    )
    return frozenset(connection.execute(query).scalars())


def add_delivery(connection: Connection, row: DeliveryRow) -> None:
    """Keep an attempt."""
    connection.execute(insert(deliveries).values(values_of(row)))


def get_deliveries(connection: Connection, event: str) -> tuple[DeliveryRow, ...]:
    """Return the attempts of one event, oldest first."""
    query = (
        select(*columns(deliveries, DeliveryRow))
        .where(deliveries.c.event == event)
        .order_by(deliveries.c.id)
    )
    return tuple(made(DeliveryRow, row) for row in connection.execute(query).mappings())
