"""The first schema: anonymous tables, events and papers, members, accounts.

Refuses to import `tables`: what was released stays as it was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "registrations",
    "ballots",
    "alphas",
    "events",
    "papers",
    "hands",
    "operations",
    "members",
    "tokens",
    "users",
    "sessions",
    "attempts",
)


def _anonymous() -> None:
    op.create_table(
        "registrations",
        sa.Column("election", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("credential", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("election", "digest", name="registrations_pk"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballots",
        sa.Column("election", sa.Text, nullable=False),
        sa.Column("tracker", sa.Text, nullable=False),
        sa.Column("credential", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("election", "tracker", name="ballots_pk"),
        sa.UniqueConstraint("election", "credential", name="ballots_one_a_credential"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "alphas",
        sa.Column("election", sa.Text, nullable=False),
        sa.Column("mark", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("election", "mark", name="alphas_pk"),
        sqlite_with_rowid=False,
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("uuid", sa.Text, nullable=True),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("repeats", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("date", sa.Text, nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("members", sa.Integer, nullable=False),
        sa.Column("manifest_hash", sa.Text, nullable=False),
        sa.Column("frozen_at", sa.Integer, nullable=False),
        sa.Column("possession_fresh", sa.Text, nullable=False),
        sa.Column("registration_closed", sa.Boolean, nullable=False),
        sa.Column("setup_hash", sa.Text, nullable=False),
        sa.Column("opened", sa.Boolean, nullable=False),
        sa.Column("slips", sa.Integer, nullable=False),
        sa.Column("replaceable", sa.Integer, nullable=False),
        sa.Column("replaced", sa.Integer, nullable=False),
        sa.Column("end_hash", sa.Text, nullable=False),
        sa.Column("returned", sa.Integer, nullable=False),
        sa.Column("swept", sa.Boolean, nullable=False),
        sa.Column("final_hash", sa.Text, nullable=False),
        sa.Column("statement_hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="events_pk"),
        sa.UniqueConstraint("uuid", name="events_one_a_uuid"),
    )


def _papers() -> None:
    op.create_table(
        "papers",
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("event", "kind", "number", name="papers_pk"),
    )
    op.create_table(
        "hands",
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("event", "act", "role", name="hands_pk"),
    )
    op.create_table(
        "operations",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="operations_pk"),
    )


def _members() -> None:
    op.create_table(
        "members",
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("position", sa.Text, nullable=False),
        sa.Column("attendance", sa.Text, nullable=False),
        sa.Column("by_secretary", sa.Text, nullable=False),
        sa.Column("by_committee", sa.Text, nullable=False),
        sa.Column("code_hash", sa.Text, nullable=True),
        sa.Column("code_used", sa.Boolean, nullable=False),
        sa.Column("served", sa.Text, nullable=False),
        sa.Column("token", sa.Integer, nullable=False),
        sa.Column("claim_secretary", sa.Text, nullable=False),
        sa.Column("claim_committee", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("event", "id", name="members_pk"),
        sa.UniqueConstraint("code_hash", name="members_one_a_code"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tokens",
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("member", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("request", sa.LargeBinary, nullable=False),
        sa.Column("answer", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint(
            "event", "member", "number", name="tokens_one_a_member"
        ),
        sqlite_with_rowid=False,
    )


def _accounts() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("roles", sa.Text, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", sa.Integer, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="users_pk"),
        sa.UniqueConstraint("login", name="users_one_a_login"),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("member", sa.Text, nullable=False),
        sa.Column("expires", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="sessions_pk"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attempts",
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("window", sa.Integer, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("kind", name="attempts_pk"),
    )


def upgrade() -> None:
    """Create every table."""
    _anonymous()
    _events()
    _papers()
    _members()
    _accounts()


def downgrade() -> None:
    """Drop every table."""
    for name in TABLES:
        op.drop_table(name)
