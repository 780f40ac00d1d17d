"""Shared tablets: names, and hashes of enrolment codes and of the tablets' tokens.

Refuses what a tablet does at a moment: no column is for it (D3).
"""

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from ballot_service.store.tables import tablets


@dataclass(frozen=True)
class TabletRow:
    """A shared tablet of one event: waiting for its code, enrolled, or revoked."""

    event: str
    name: str
    enrolled: bool = False
    revoked: bool = False


def add_tablet(connection: Connection, event: str, name: str, code_hash: str) -> None:
    """Add a tablet that waits for its enrolment."""
    row = {"event": event, "name": name, "code_hash": code_hash, "revoked": False}
    connection.execute(insert(tablets).values(row))


def get_tablets(connection: Connection, event: str) -> tuple[TabletRow, ...]:
    """Return an event's tablets, by name."""
    query = select(
        tablets.c.event, tablets.c.name, tablets.c.token_hash, tablets.c.revoked
    ).where(tablets.c.event == event)
    found = [
        TabletRow(row.event, row.name, row.token_hash is not None, row.revoked)
        for row in connection.execute(query)
    ]
    return tuple(sorted(found, key=lambda row: row.name))


def find_by_code(connection: Connection, code_hash: str) -> TabletRow | None:
    """Return the tablet that waits for this code, or None."""
    query = select(tablets.c.event, tablets.c.name).where(
        tablets.c.code_hash == code_hash, tablets.c.revoked.is_(False)
    )
    found = connection.execute(query).one_or_none()
    return None if found is None else TabletRow(found.event, found.name)


def find_by_token(connection: Connection, token_hash: str) -> TabletRow | None:
    """Return the enrolled tablet that holds this token, or None."""
    query = select(tablets.c.event, tablets.c.name).where(
        tablets.c.token_hash == token_hash, tablets.c.revoked.is_(False)
    )
    found = connection.execute(query).one_or_none()
    return None if found is None else TabletRow(found.event, found.name, enrolled=True)


def set_hashes(
    connection: Connection, row: TabletRow, code: str | None, token: str | None
) -> None:
    """Replace both hashes of a tablet; None takes one away. It is not revoked then."""
    query = update(tablets).where(
        tablets.c.event == row.event, tablets.c.name == row.name
    )
    connection.execute(query.values(code_hash=code, token_hash=token, revoked=False))


def revoke_tablet(connection: Connection, event: str, name: str) -> bool:
    """Take a tablet's rights away; False where there is none of this name."""
    query = update(tablets).where(tablets.c.event == event, tablets.c.name == name)
    values = {"code_hash": None, "token_hash": None, "revoked": True}
    return connection.execute(query.values(**values)).rowcount == 1
