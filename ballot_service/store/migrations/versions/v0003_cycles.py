"""The review cycle: cycles, their papers, ballots, votes and log.

Refuses to import `tables`: what was released stays as it was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = (
    "cycles",
    "cycle_papers",
    "cycle_ballots",
    "cycle_votes",
    "cycle_operations",
)


def _cycles() -> None:
    op.create_table(
        "cycles",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("suspended_from", sa.Text, nullable=False),
        sa.Column("pass_number", sa.Integer, nullable=False),
        sa.Column("reballots", sa.Integer, nullable=False),
        sa.Column("needs_submission", sa.Boolean, nullable=False),
        sa.Column("needs_own_decision", sa.Boolean, nullable=False),
        sa.Column("own_decision_issued", sa.Boolean, nullable=False),
        sa.Column("archived_on", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="cycles_pk"),
        sa.UniqueConstraint("body", "year", "number", name="cycles_one_a_year"),
    )
    op.create_table(
        "cycle_papers",
        sa.Column("cycle", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("pass_number", sa.Integer, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("added_by", sa.Text, nullable=False),
        sa.Column("added_at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("cycle", "kind", "number", name="cycle_papers_pk"),
    )


def _ballots() -> None:
    op.create_table(
        "cycle_ballots",
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("cycle", sa.Text, nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("pass_number", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("running", sa.Integer, nullable=True),
        sa.Column("statement", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("event", name="cycle_ballots_pk"),
        sa.UniqueConstraint("cycle", "running", name="cycle_ballots_one_running"),
        sa.UniqueConstraint("cycle", "number", name="cycle_ballots_in_order"),
        sa.CheckConstraint(
            "running IS NULL OR running = 1", name="cycle_ballots_running"
        ),
    )
    op.create_table(
        "cycle_votes",
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("cycle", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint(
            "body", "year", "title", "person", name="cycle_votes_pk"
        ),
    )
    op.create_table(
        "cycle_operations",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("cycle", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="cycle_operations_pk"),
    )


def upgrade() -> None:
    """Create the tables of the cycle."""
    _cycles()
    _ballots()


def downgrade() -> None:
    """Drop them."""
    for name in TABLES:
        op.drop_table(name)
