"""Rows that are destroyed for good, once their time is over (rules 1.9).

Refuses to decide that it is; SQLite overwrites what is deleted (`secure_delete`).
"""

from sqlalchemy import Connection, delete

from ballot_service.store.attachment_tables import attachment_log, attachments
from ballot_service.store.cycle_tables import cycle_operations, cycle_papers
from ballot_service.store.tables import (
    alphas,
    ballots,
    hands,
    members,
    operations,
    papers,
    registrations,
    tokens,
)


def drop_ballots(connection: Connection, election: str) -> None:
    """Delete ballots, registered credentials and marks of one election."""
    for table in (ballots, registrations, alphas):
        connection.execute(delete(table).where(table.c.election == election))


def drop_event_papers(connection: Connection, event: str, keep: str) -> None:
    """Delete roll, papers, hands and log of one event, but one kind of paper."""
    connection.execute(
        delete(papers).where(papers.c.event == event, papers.c.kind != keep)
    )
    for table in (members, tokens, hands, operations):
        connection.execute(delete(table).where(table.c.event == event))


def drop_cycle_papers(connection: Connection, cycle: str) -> None:
    """Delete every paper and the log of one cycle."""
    for table in (cycle_papers, cycle_operations):
        connection.execute(delete(table).where(table.c.cycle == cycle))


def drop_attachments(connection: Connection, cycle: str) -> None:
    """Delete what is said of a cycle's attached files, and who read them."""
    for table in (attachments, attachment_log):
        connection.execute(delete(table).where(table.c.cycle == cycle))
