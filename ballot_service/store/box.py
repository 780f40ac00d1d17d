"""The anonymous tables: credentials, ballots, marks of alphas, spoiled trackers.

Refuses everything that could tell a member, a time or an order (architecture D3).
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite

from ballot_service.store.rows import BallotRow, columns, made
from ballot_service.store.tables import alphas, ballots, registrations, spoiled

_BATCH = 50


@cache
def _insert(table: Table, dialect: str) -> Any:  # noqa: ANN401
    """Return the statement that inserts what breaks no constraint; built once."""
    made: Any = (sqlite if dialect == "sqlite" else postgresql).insert(table)
    return made.on_conflict_do_nothing().returning(table.c.election)


def _insert_new(
    connection: Connection, table: Table, rows: list[dict[str, Any]]
) -> int:
    """Insert rows that break no constraint, and return how many were inserted."""
    query = _insert(table, connection.dialect.name)
    return len(connection.execute(query, rows).all()) if rows else 0


# --- credentials ------------------------------------------------------------------


def add_credential(connection: Connection, election: str, credential: str) -> bool:
    """Register a public half; False where it is registered already."""
    digest = hashlib.sha256(credential.encode()).hexdigest()
    row = {"election": election, "digest": digest, "credential": credential}
    return _insert_new(connection, registrations, [row]) == 1


def has_credential(connection: Connection, election: str, credential: str) -> bool:
    """Say whether a public half is registered."""
    digest = hashlib.sha256(credential.encode()).hexdigest()
    query = select(registrations.c.credential).where(
        registrations.c.election == election, registrations.c.digest == digest
    )
    return connection.execute(query).scalar_one_or_none() == credential


def count_credentials(connection: Connection, election: str) -> int:
    """Return how many public halves there are, of tokens and slips together."""
    query = select(func.count()).where(registrations.c.election == election)
    return connection.execute(query).scalar_one()


def get_credentials(connection: Connection, election: str) -> tuple[str, ...]:
    """Return all public halves, sorted by their bytes."""
    query = select(registrations.c.credential).where(
        registrations.c.election == election
    )
    return tuple(sorted(connection.execute(query).scalars()))


# --- ballots ----------------------------------------------------------------------


def add_ballot(connection: Connection, election: str, row: BallotRow) -> bool:
    """Put a ballot into the box; False where a constraint refuses it."""
    values = {"election": election, **vars(row)}
    return _insert_new(connection, ballots, [values]) == 1


def add_alphas(connection: Connection, election: str, marks: Iterable[bytes]) -> bool:
    """Keep the marks of a ballot's alphas; False where one of them is not new."""
    rows = [{"election": election, "mark": mark} for mark in sorted(marks)]
    return _insert_new(connection, alphas, rows) == len(rows)


def add_spoiled(connection: Connection, election: str, tracker: str) -> None:
    """Note that a ballot was opened to a checker; the same again changes nothing."""
    _insert_new(connection, spoiled, [{"election": election, "tracker": tracker}])


def is_spoiled(connection: Connection, election: str, tracker: str) -> bool:
    """Say whether the ballot with this tracker was opened to a checker."""
    query = select(func.count()).where(
        spoiled.c.election == election, spoiled.c.tracker == tracker
    )
    return connection.execute(query).scalar_one() == 1


def count_spoiled(connection: Connection, election: str) -> int:
    """Return how many ballots were opened to a checker."""
    query = select(func.count()).where(spoiled.c.election == election)
    return connection.execute(query).scalar_one()


def has_ballot(connection: Connection, election: str, tracker: str) -> bool:
    """Say whether the ballot with this tracker is in the box."""
    query = select(func.count()).where(
        ballots.c.election == election, ballots.c.tracker == tracker
    )
    return connection.execute(query).scalar_one() == 1


def credential_voted(connection: Connection, election: str, credential: str) -> bool:
    """Say whether the box holds a ballot of this credential."""
    query = select(func.count()).where(
        ballots.c.election == election, ballots.c.credential == credential
    )
    return connection.execute(query).scalar_one() > 0


def count_ballots(connection: Connection, election: str) -> int:
    """Return how many ballots are in the box."""
    query = select(func.count()).where(ballots.c.election == election)
    return connection.execute(query).scalar_one()


def trackers(connection: Connection, election: str, prefix: str = "") -> list[str]:
    """Return the trackers that begin with `prefix`, sorted."""
    query = select(ballots.c.tracker).where(ballots.c.election == election)
    if prefix:
        query = query.where(ballots.c.tracker.startswith(prefix, autoescape=True))
    return sorted(connection.execute(query).scalars())


def ballots_sorted(connection: Connection, election: str) -> Iterator[bytes]:
    """Yield the bytes of all ballots in the order of their trackers."""
    order = trackers(connection, election)
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        query = select(*columns(ballots, BallotRow)).where(
            ballots.c.election == election, ballots.c.tracker.in_(batch)
        )
        found = {
            row["tracker"]: made(BallotRow, row)
            for row in connection.execute(query).mappings()
        }
        for tracker in batch:
            yield bytes(found[tracker].body)
