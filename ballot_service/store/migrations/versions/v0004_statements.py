"""Statements taken over, their delivery, and the medium of a ballot.

Refuses to import `tables`: what was released stays as it was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both tables and the column; what was there before was electronic."""
    op.add_column(
        "events",
        sa.Column("medium", sa.Text, nullable=False, server_default="electronic"),
    )
    op.create_table(
        "imports",
        sa.Column("uuid", sa.Text, nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("manifest", sa.Text, nullable=False),
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("uuid", name="imports_one_an_election"),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="deliveries_pk"),
    )


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("deliveries")
    op.drop_table("imports")
    op.drop_column("events", "medium")
