"""The tables, and the constraints that carry uniqueness.

Refuses any column of an anonymous table that tells a time, an order or a member (D3).
"""

from sqlalchemy import (
    Boolean,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    false,
)

metadata = MetaData()

# --- anonymous: no time, no sequence, no link to a member -------------------------
# Without rowids, so that SQLite keeps no number of insertion; `sorting` rewrites them.

registrations = Table(
    "registrations",
    metadata,
    Column("election", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("credential", Text, nullable=False),
    PrimaryKeyConstraint("election", "digest", name="registrations_pk"),
    sqlite_with_rowid=False,
)
"""Public halves, of tokens and of slips alike: nothing tells which is which (D2)."""

ballots = Table(
    "ballots",
    metadata,
    Column("election", Text, nullable=False),
    Column("tracker", Text, nullable=False),
    Column("credential", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("election", "tracker", name="ballots_pk"),
    UniqueConstraint("election", "credential", name="ballots_one_a_credential"),
    sqlite_with_rowid=False,
)

alphas = Table(
    "alphas",
    metadata,
    Column("election", Text, nullable=False),
    Column("mark", LargeBinary, nullable=False),
    PrimaryKeyConstraint("election", "mark", name="alphas_pk"),
    sqlite_with_rowid=False,
)
"""Short hashes of every alpha: one that repeats would spoil the record at close."""

spoiled = Table(
    "spoiled",
    metadata,
    Column("election", Text, nullable=False),
    Column("tracker", Text, nullable=False),
    PrimaryKeyConstraint("election", "tracker", name="spoiled_pk"),
    sqlite_with_rowid=False,
)
"""Trackers of ballots that were opened to a checker, and so are never cast (D4)."""

ANONYMOUS = (registrations, ballots, alphas, spoiled)

# --- named: ballot events and their papers ----------------------------------------

events = Table(
    "events",
    metadata,
    Column("id", Text, nullable=False),
    Column("uuid", Text, nullable=True),
    Column("run", Integer, nullable=False),
    Column("repeats", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("date", Text, nullable=False),
    Column("step", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("members", Integer, nullable=False),
    Column("manifest_hash", Text, nullable=False),
    Column("frozen_at", Integer, nullable=False),
    Column("possession_fresh", Text, nullable=False),
    Column("registration_closed", Boolean, nullable=False),
    Column("setup_hash", Text, nullable=False),
    Column("opened", Boolean, nullable=False),
    Column("slips", Integer, nullable=False),
    Column("replaceable", Integer, nullable=False),
    Column("replaced", Integer, nullable=False),
    Column("end_hash", Text, nullable=False),
    Column("returned", Integer, nullable=False),
    Column("swept", Boolean, nullable=False),
    Column("final_hash", Text, nullable=False),
    Column("statement_hash", Text, nullable=False),
    Column("announced", Boolean, nullable=False, server_default=false()),
    Column("medium", Text, nullable=False, server_default="electronic"),
    PrimaryKeyConstraint("id", name="events_pk"),
    UniqueConstraint("uuid", name="events_one_a_uuid"),
)

papers = Table(
    "papers",
    metadata,
    Column("event", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("event", "kind", "number", name="papers_pk"),
)
"""Draft, roll, manifest, trustees, proofs of possession, Setup, statement …"""

hands = Table(
    "hands",
    metadata,
    Column("event", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("at", Integer, nullable=False),
    PrimaryKeyConstraint("event", "act", "role", name="hands_pk"),
)
"""Who confirmed what, and the hash of the very thing that was seen."""

operations = Table(
    "operations",
    metadata,
    Column("id", Integer, nullable=False, autoincrement=True),
    Column("event", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("user", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("detail", Text, nullable=False),
    PrimaryKeyConstraint("id", name="operations_pk"),
)
"""What staff did. Never an act of a member, never an anonymous one."""

imports = Table(
    "imports",
    metadata,
    Column("uuid", Text, nullable=False),
    Column("statement", Text, nullable=False),
    Column("manifest", Text, nullable=False),
    Column("series", Text, nullable=False),
    Column("run", Integer, nullable=False),
    PrimaryKeyConstraint("uuid", name="imports_one_an_election"),
)
"""Statements that were taken over for planning: one for an election, for ever."""

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, nullable=False, autoincrement=True),
    Column("event", Text, nullable=False),
    Column("statement", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("detail", Text, nullable=False),
    PrimaryKeyConstraint("id", name="deliveries_pk"),
)
"""Every attempt to hand a statement to the planning system, by the operator."""

# --- named: members and their tokens ----------------------------------------------

members = Table(
    "members",
    metadata,
    Column("event", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("position", Text, nullable=False),
    Column("attendance", Text, nullable=False),
    Column("by_secretary", Text, nullable=False),
    Column("by_committee", Text, nullable=False),
    Column("code_hash", Text, nullable=True),
    Column("code_used", Boolean, nullable=False),
    Column("served", Text, nullable=False),
    Column("token", Integer, nullable=False),
    Column("claim_secretary", Text, nullable=False),
    Column("claim_committee", Text, nullable=False),
    PrimaryKeyConstraint("event", "id", name="members_pk"),
    UniqueConstraint("code_hash", name="members_one_a_code"),
    sqlite_with_rowid=False,
)

tokens = Table(
    "tokens",
    metadata,
    Column("event", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("request", LargeBinary, nullable=False),
    Column("answer", LargeBinary, nullable=False),
    PrimaryKeyConstraint("event", "member", "number", name="tokens_one_a_member"),
    sqlite_with_rowid=False,
)
"""Blinded requests and their answers; a replacement has the next number (D2)."""

# --- accounts and sessions --------------------------------------------------------

users = Table(
    "users",
    metadata,
    Column("id", Text, nullable=False),
    Column("login", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("password", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", Integer, nullable=False),
    Column("disabled", Boolean, nullable=False),
    PrimaryKeyConstraint("id", name="users_pk"),
    UniqueConstraint("login", name="users_one_a_login"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("expires", Integer, nullable=False),
    PrimaryKeyConstraint("digest", name="sessions_pk"),
    sqlite_with_rowid=False,
)
"""Hashes of session tokens. A revoked session is a row that is gone."""

attempts = Table(
    "attempts",
    metadata,
    Column("kind", Text, nullable=False),
    Column("window", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    PrimaryKeyConstraint("kind", name="attempts_pk"),
)
"""Wrong sign-in codes within one minute: a number, and nothing of who tried."""

# --- shared tablets ---------------------------------------------------------------

tablets = Table(
    "tablets",
    metadata,
    Column("event", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("code_hash", Text, nullable=True),
    Column("token_hash", Text, nullable=True),
    Column("revoked", Boolean, nullable=False),
    PrimaryKeyConstraint("event", "name", name="tablets_pk"),
    UniqueConstraint("code_hash", name="tablets_one_a_code"),
    UniqueConstraint("token_hash", name="tablets_one_a_token"),
    sqlite_with_rowid=False,
)
"""Enrolled tablets by their names. What one does at a moment is nowhere stored."""
