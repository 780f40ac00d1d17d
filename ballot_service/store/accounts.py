"""Accounts of staff, sessions of everybody, and the count of wrong codes.

Refuses a password or a session token in clear: only their hashes come here.
"""

from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from ballot_service.errors import UnknownUser
from ballot_service.store.rows import SessionRow, UserRow, columns, made, values_of
from ballot_service.store.tables import attempts, sessions, users


def add_user(connection: Connection, row: UserRow) -> None:
    """Insert an account."""
    connection.execute(insert(users).values(values_of(row)))


def find_user(connection: Connection, key: str) -> UserRow:
    """Return the account with this id or login.

    Raises:
        UnknownUser.
    """
    query = select(*columns(users, UserRow)).where(
        or_(users.c.id == key, users.c.login == key)
    )
    found = connection.execute(query).mappings().one_or_none()
    if found is None:
        raise UnknownUser(key[:40])
    return made(UserRow, found)


def all_users(connection: Connection) -> tuple[UserRow, ...]:
    """Return every account, by login."""
    query = select(*columns(users, UserRow)).order_by(users.c.login)
    return tuple(made(UserRow, row) for row in connection.execute(query).mappings())


def update_user(connection: Connection, user: str, **values: Any) -> None:  # noqa: ANN401
    """Change columns of one account."""
    connection.execute(update(users).where(users.c.id == user).values(values))


# --- sessions ---------------------------------------------------------------------


def add_session(connection: Connection, row: SessionRow) -> None:
    """Open a session."""
    connection.execute(insert(sessions).values(values_of(row)))


def find_session(connection: Connection, digest: str) -> SessionRow | None:
    """Return a session, or None."""
    query = select(*columns(sessions, SessionRow)).where(sessions.c.digest == digest)
    found = connection.execute(query).mappings().one_or_none()
    return None if found is None else made(SessionRow, found)


def drop_session(connection: Connection, digest: str) -> None:
    """End one session."""
    connection.execute(delete(sessions).where(sessions.c.digest == digest))


def drop_sessions_of_user(connection: Connection, user: str) -> None:
    """End every session of an account."""
    connection.execute(delete(sessions).where(sessions.c.user == user))


def drop_sessions_of_member(connection: Connection, event: str, member: str) -> None:
    """End every session of a member at one event."""
    connection.execute(
        delete(sessions).where(sessions.c.event == event, sessions.c.member == member)
    )


def drop_members_sessions(connection: Connection, event: str) -> None:
    """End the sessions of all members at one event."""
    connection.execute(
        delete(sessions).where(sessions.c.event == event, sessions.c.member != "")
    )


def drop_expired(connection: Connection, now: int) -> None:
    """Forget sessions that are over."""
    connection.execute(delete(sessions).where(sessions.c.expires <= now))


# --- wrong codes ------------------------------------------------------------------


def failures(connection: Connection, kind: str, window: int) -> int:
    """Return how many attempts of a kind failed within this window."""
    query = select(attempts.c.failures).where(
        attempts.c.kind == kind, attempts.c.window == window
    )
    return connection.execute(query).scalar_one_or_none() or 0


def count_failure(connection: Connection, kind: str, window: int) -> None:
    """Count one more; earlier windows are forgotten."""
    number = failures(connection, kind, window) + 1
    connection.execute(delete(attempts).where(attempts.c.kind == kind))
    connection.execute(
        insert(attempts).values(kind=kind, window=window, failures=number)
    )
