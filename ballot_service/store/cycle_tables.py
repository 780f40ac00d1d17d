"""The tables of the review cycle, and the constraints that carry its uniqueness.

Refuses a second running ballot of a cycle, and a second vote on one person a year.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from ballot_service.store.tables import metadata

cycles = Table(
    "cycles",
    metadata,
    Column("id", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("suspended_from", Text, nullable=False),
    Column("pass_number", Integer, nullable=False),
    Column("reballots", Integer, nullable=False),
    Column("needs_submission", Boolean, nullable=False),
    Column("needs_own_decision", Boolean, nullable=False),
    Column("own_decision_issued", Boolean, nullable=False),
    Column("archived_on", Text, nullable=False),
    PrimaryKeyConstraint("id", name="cycles_pk"),
    UniqueConstraint("body", "year", "number", name="cycles_one_a_year"),
)
"""One review of one body in one year; `number` above 1 only by a waiver (E14)."""

cycle_papers = Table(
    "cycle_papers",
    metadata,
    Column("cycle", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("pass_number", Integer, nullable=False),
    Column("reference", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("added_at", Integer, nullable=False),
    PrimaryKeyConstraint("cycle", "kind", "number", name="cycle_papers_pk"),
)
"""Plan, reports, minutes, statements, decisions. A later one has the next number."""

cycle_ballots = Table(
    "cycle_ballots",
    metadata,
    Column("event", Text, nullable=False),
    Column("cycle", Text, nullable=False),
    Column("step", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("pass_number", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    # 1 while the event may still bring a result, NULL afterwards.
    Column("running", Integer, nullable=True),
    Column("statement", Text, nullable=False),
    PrimaryKeyConstraint("event", name="cycle_ballots_pk"),
    UniqueConstraint("cycle", "running", name="cycle_ballots_one_running"),
    UniqueConstraint("cycle", "number", name="cycle_ballots_in_order"),
    CheckConstraint("running IS NULL OR running = 1", name="cycle_ballots_running"),
)
"""Which ballot event belongs to which step of which cycle."""

cycle_votes = Table(
    "cycle_votes",
    metadata,
    Column("body", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("cycle", Text, nullable=False),
    PrimaryKeyConstraint("body", "year", "title", "person", name="cycle_votes_pk"),
)
"""Who was voted on this year, for which title (R3, R12)."""

cycle_operations = Table(
    "cycle_operations",
    metadata,
    Column("id", Integer, nullable=False, autoincrement=True),
    Column("cycle", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("user", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("detail", Text, nullable=False),
    PrimaryKeyConstraint("id", name="cycle_operations_pk"),
)
"""What staff did in a cycle."""
