"""Attached files by cycle, and their log.

Refuses to overwrite: a newer version has its own row.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from ballot_service.store.attachment_tables import attachment_log, attachments


@dataclass(frozen=True)
class AttachmentRow:
    """One version of one part of a kind; `number` counts all files of the cycle.

    `origin` is "handed_in" or "made"; `withdrawn` is the reason, "" while it counts.
    """

    cycle: str
    number: int
    kind: str
    person: str
    part: int
    version: int
    digest: str
    size: int
    type: str
    name: str
    origin: str
    issued: str
    added_by: str
    added_at: int
    withdrawn: str = ""


@dataclass(frozen=True)
class AttachmentLogRow:
    """One line: who, as what, did what with which file."""

    cycle: str
    at: int
    user: str
    name: str
    role: str
    act: str
    kind: str = ""
    person: str = ""
    part: int = 0
    version: int = 0
    digest: str = ""


def add_attachment(connection: Connection, row: AttachmentRow) -> None:
    """Insert one version; its number is the next one, by the table's constraint."""
    connection.execute(insert(attachments).values(dict(vars(row))))


def attachments_of(connection: Connection, cycle: str) -> tuple[AttachmentRow, ...]:
    """Return every version of every file of a cycle, in the order added."""
    query = (
        select(attachments)
        .where(attachments.c.cycle == cycle)
        .order_by(attachments.c.number)
    )
    return tuple(AttachmentRow(*row) for row in connection.execute(query))


def withdraw_attachment(
    connection: Connection, cycle: str, number: int, reason: str
) -> None:
    """Say of one row why it counts no more."""
    where = (attachments.c.cycle == cycle, attachments.c.number == number)
    connection.execute(update(attachments).where(*where).values(withdrawn=reason))


def digests_kept(connection: Connection) -> frozenset[str]:
    """Return the hashes of all files that any cycle still keeps."""
    query = select(attachments.c.digest).distinct()
    return frozenset(connection.execute(query).scalars())


def count_attachments(connection: Connection) -> int:
    """Return how many files were ever attached."""
    query = select(func.count()).select_from(attachments)
    return connection.execute(query).scalar_one()


def add_line(connection: Connection, row: AttachmentLogRow) -> None:
    """Write one line of the log."""
    connection.execute(insert(attachment_log).values(dict(vars(row))))


def log_of(connection: Connection, cycle: str) -> tuple[AttachmentLogRow, ...]:
    """Return the log of a cycle, oldest first."""
    columns = [attachment_log.c[name] for name in AttachmentLogRow.__dataclass_fields__]
    query = (
        select(*columns)
        .where(attachment_log.c.cycle == cycle)
        .order_by(attachment_log.c.id)
    )
    return tuple(AttachmentLogRow(*row) for row in connection.execute(query))
