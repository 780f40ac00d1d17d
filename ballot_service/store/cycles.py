"""Review cycles, their papers, their ballots, who was voted on, and their log.

Refuses to say which step may follow: that is the law's.
"""

from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.sql import ColumnElement

from ballot_service.errors import UnknownCycle
from ballot_service.store.cycle_rows import (
    BallotLinkRow,
    CycleOperationRow,
    CycleRow,
    PaperRow,
)
from ballot_service.store.cycle_tables import (
    cycle_ballots,
    cycle_operations,
    cycle_papers,
    cycle_votes,
    cycles,
)


def _values(row: object) -> dict[str, Any]:
    return dict(vars(row))


def add_cycle(connection: Connection, row: CycleRow) -> None:
    """Insert a cycle. One a body, year and number, by the table's constraint."""
    connection.execute(insert(cycles).values(_values(row)))


def find_cycle(connection: Connection, key: str, *, lock: bool = False) -> CycleRow:
    """Return the cycle with this id.

    Args:
        lock: hold the row until the transaction ends (PostgreSQL).

    Raises:
        UnknownCycle.
    """
    query = select(cycles).where(cycles.c.id == key)
    if lock:
        query = query.with_for_update()
    found = connection.execute(query).one_or_none()
    if found is None:
        raise UnknownCycle(key[:40])
    return CycleRow(*found)


def all_cycles(connection: Connection) -> tuple[CycleRow, ...]:
    """Return every cycle, newest year first."""
    query = select(cycles).order_by(cycles.c.year.desc(), cycles.c.body)
    return tuple(CycleRow(*row) for row in connection.execute(query))


def cycles_of(connection: Connection, body: str, year: int) -> tuple[CycleRow, ...]:
    """Return the cycles of one body in one year, cancelled ones too."""
    query = (
        select(cycles)
        .where(cycles.c.body == body, cycles.c.year == year)
        .order_by(cycles.c.number)
    )
    return tuple(CycleRow(*row) for row in connection.execute(query))


def update_cycle(connection: Connection, cycle: str, **values: Any) -> None:  # noqa: ANN401
    """Change columns of one cycle."""
    connection.execute(update(cycles).where(cycles.c.id == cycle).values(values))


# --- papers -----------------------------------------------------------------------


def _last_number(connection: Connection, *where: ColumnElement[bool]) -> int:
    query = select(func.max(cycle_papers.c.number)).where(*where)
    return connection.execute(query).scalar_one() or 0


def add_paper(connection: Connection, row: PaperRow) -> PaperRow:
    """Keep a paper under the next number of its kind, and return it with that."""
    number = 1 + _last_number(
        connection, cycle_papers.c.cycle == row.cycle, cycle_papers.c.kind == row.kind
    )
    values = {**_values(row), "number": number}
    connection.execute(insert(cycle_papers).values(values))
    return PaperRow(**values)


def get_papers(connection: Connection, cycle: str, kind: str) -> tuple[PaperRow, ...]:
    """Return every paper of a kind, oldest first."""
    query = (
        select(cycle_papers)
        .where(cycle_papers.c.cycle == cycle, cycle_papers.c.kind == kind)
        .order_by(cycle_papers.c.number)
    )
    return tuple(PaperRow(*row) for row in connection.execute(query))


def all_papers(connection: Connection, cycle: str) -> tuple[PaperRow, ...]:
    """Return every paper of a cycle, by kind and number."""
    query = (
        select(cycle_papers)
        .where(cycle_papers.c.cycle == cycle)
        .order_by(cycle_papers.c.kind, cycle_papers.c.number)
    )
    return tuple(PaperRow(*row) for row in connection.execute(query))


# --- ballots ----------------------------------------------------------------------


def add_ballot(connection: Connection, row: BallotLinkRow) -> None:
    """Link a ballot event; only one of a cycle runs, by the table's constraint."""
    connection.execute(insert(cycle_ballots).values(_values(row)))


def ballots_of(connection: Connection, cycle: str) -> tuple[BallotLinkRow, ...]:
    """Return the ballots of a cycle in the order in which they were made."""
    query = (
        select(cycle_ballots)
        .where(cycle_ballots.c.cycle == cycle)
        .order_by(cycle_ballots.c.number)
    )
    return tuple(BallotLinkRow(*row) for row in connection.execute(query))


def ballot_of_event(connection: Connection, event: str) -> BallotLinkRow | None:
    """Return which cycle an event belongs to, or None."""
    query = select(cycle_ballots).where(cycle_ballots.c.event == event)
    found = connection.execute(query).one_or_none()
    return None if found is None else BallotLinkRow(*found)


def update_ballot(connection: Connection, event: str, **values: Any) -> None:  # noqa: ANN401
    """Change columns of one link."""
    connection.execute(
        update(cycle_ballots).where(cycle_ballots.c.event == event).values(values)
    )


# --- votes ------------------------------------------------------------------------


def add_vote(
    connection: Connection, body: str, year: int, title: str, person: str, cycle: str
) -> None:
    """Keep that somebody was voted on; once a year, by the table's constraint."""
    connection.execute(
        insert(cycle_votes).values(
            body=body, year=year, title=title, person=person, cycle=cycle
        )
    )


def votes_of(
    connection: Connection, body: str, year: int
) -> frozenset[tuple[str, str]]:
    """Return the (title, person) pairs voted on by a body in a year."""
    query = select(cycle_votes.c.title, cycle_votes.c.person).where(
        cycle_votes.c.body == body, cycle_votes.c.year == year
    )
    return frozenset((row.title, row.person) for row in connection.execute(query))


# --- the log of staff -------------------------------------------------------------


def add_operation(connection: Connection, row: CycleOperationRow) -> None:
    """Write one line of the log."""
    connection.execute(insert(cycle_operations).values(_values(row)))


def get_operations(connection: Connection, cycle: str) -> tuple[CycleOperationRow, ...]:
    """Return the log of one cycle, oldest first."""
    columns = [
        cycle_operations.c[name] for name in CycleOperationRow.__dataclass_fields__
    ]
    query = (
        select(*columns)
        .where(cycle_operations.c.cycle == cycle)
        .order_by(cycle_operations.c.id)
    )
    return tuple(CycleOperationRow(*row) for row in connection.execute(query))
