"""The tables of attached files: what lies in the vault for whom, and who touched it.

Refuses a file's content: only its hash is here.
"""

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Table, Text

from ballot_service.store.tables import metadata

attachments = Table(
    "attachments",
    metadata,
    Column("cycle", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    # The person whom it is about, "" for a document of the folder.
    Column("person", Text, nullable=False),
    Column("part", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("issued", Text, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("added_at", Integer, nullable=False),
    # "" while it counts; otherwise why it does not.
    Column("withdrawn", Text, nullable=False),
    PrimaryKeyConstraint("cycle", "number", name="attachments_pk"),
)
"""Attached files; of one kind, person and part the highest version counts."""

attachment_log = Table(
    "attachment_log",
    metadata,
    Column("id", Integer, nullable=False, autoincrement=True),
    Column("cycle", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("user", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("part", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    PrimaryKeyConstraint("id", name="attachment_log_pk"),
)
"""Who did what with which file, written before anything is given out."""
