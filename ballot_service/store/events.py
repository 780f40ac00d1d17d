"""Ballot events, their papers, the hands that confirmed, and the log of staff.

Refuses to say which step may follow: that is the state machine's.
"""

from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from ballot_service.errors import UnknownEvent
from ballot_service.store.rows import (
    EventRow,
    HandRow,
    OperationRow,
    columns,
    made,
    values_of,
)
from ballot_service.store.tables import events, hands, operations, papers

_FIND = select(*columns(events, EventRow)).where(
    or_(events.c.id == bindparam("key"), events.c.uuid == bindparam("key"))
)
"""Built once: every tablet asks for it every few seconds."""


def add_event(connection: Connection, row: EventRow) -> None:
    """Insert an event."""
    connection.execute(insert(events).values(values_of(row)))


def find_event(connection: Connection, key: str, *, lock: bool = False) -> EventRow:
    """Return the event with this id or uuid.

    Args:
        lock: hold the row until the transaction ends (PostgreSQL; SQLite's writers
            have the whole file to themselves). Close and cast meet here.

    Raises:
        UnknownEvent.
    """
    query = _FIND.with_for_update() if lock else _FIND
    found = connection.execute(query, {"key": key}).mappings().one_or_none()
    if found is None:
        raise UnknownEvent(key[:40])
    return made(EventRow, found)


def all_events(connection: Connection) -> tuple[EventRow, ...]:
    """Return every event, newest date first."""
    query = select(*columns(events, EventRow)).order_by(
        events.c.date.desc(), events.c.title, events.c.run
    )
    return tuple(made(EventRow, row) for row in connection.execute(query).mappings())


def update_event(connection: Connection, event: str, **values: Any) -> None:  # noqa: ANN401
    """Change columns of one event."""
    connection.execute(update(events).where(events.c.id == event).values(values))


# --- papers -----------------------------------------------------------------------


def put_paper(
    connection: Connection, event: str, kind: str, body: bytes, number: int = 0
) -> None:
    """Keep a paper; an earlier one of this kind and number is replaced."""
    drop_papers(connection, event, kind, number)
    connection.execute(
        insert(papers).values(event=event, kind=kind, number=number, body=body)
    )


def get_paper(
    connection: Connection, event: str, kind: str, number: int = 0
) -> bytes | None:
    """Return a paper's bytes, or None."""
    query = select(papers.c.body).where(
        papers.c.event == event, papers.c.kind == kind, papers.c.number == number
    )
    found = connection.execute(query).scalar_one_or_none()
    return None if found is None else bytes(found)


def get_papers(connection: Connection, event: str, kind: str) -> dict[int, bytes]:
    """Return all papers of a kind, by number, ascending."""
    query = (
        select(papers.c.number, papers.c.body)
        .where(papers.c.event == event, papers.c.kind == kind)
        .order_by(papers.c.number)
    )
    return {row.number: bytes(row.body) for row in connection.execute(query)}


def count_papers(connection: Connection, event: str, kind: str) -> int:
    """Return how many papers of a kind there are."""
    query = select(func.count()).where(papers.c.event == event, papers.c.kind == kind)
    return connection.execute(query).scalar_one()


def drop_papers(
    connection: Connection, event: str, kind: str, number: int | None = None
) -> None:
    """Forget papers of a kind: the one of that number, or all."""
    query = delete(papers).where(papers.c.event == event, papers.c.kind == kind)
    if number is not None:
        query = query.where(papers.c.number == number)
    connection.execute(query)


# --- hands ------------------------------------------------------------------------


def put_hand(connection: Connection, row: HandRow) -> None:
    """Keep a confirmation; an earlier one of the same role is replaced."""
    connection.execute(
        delete(hands).where(
            hands.c.event == row.event,
            hands.c.act == row.act,
            hands.c.role == row.role,
        )
    )
    connection.execute(insert(hands).values(values_of(row)))


def get_hands(connection: Connection, event: str, act: str) -> tuple[HandRow, ...]:
    """Return the confirmations of one act, by role."""
    query = (
        select(*columns(hands, HandRow))
        .where(hands.c.event == event, hands.c.act == act)
        .order_by(hands.c.role)
    )
    return tuple(made(HandRow, row) for row in connection.execute(query).mappings())


def drop_hands(connection: Connection, event: str, act: str) -> None:
    """Forget the confirmations of one act."""
    connection.execute(delete(hands).where(hands.c.event == event, hands.c.act == act))


# --- the log of staff -------------------------------------------------------------


def add_operation(connection: Connection, row: OperationRow) -> None:
    """Write one line of the log."""
    connection.execute(insert(operations).values(values_of(row)))


def get_operations(connection: Connection, event: str) -> tuple[OperationRow, ...]:
    """Return the log of one event, oldest first."""
    query = (
        select(*columns(operations, OperationRow))
        .where(operations.c.event == event)
        .order_by(operations.c.id)
    )
    rows = connection.execute(query).mappings()
    return tuple(made(OperationRow, row) for row in rows)
