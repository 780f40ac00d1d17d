"""Ballots opened to a checker, and shared tablets.

Refuses to import `tables`: what was released stays as it was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "spoiled",
        sa.Column("election", sa.Text, nullable=False),
        sa.Column("tracker", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("election", "tracker", name="spoiled_pk"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tablets",
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("code_hash", sa.Text, nullable=True),
        sa.Column("token_hash", sa.Text, nullable=True),
        sa.Column("revoked", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("event", "name", name="tablets_pk"),
        sa.UniqueConstraint("code_hash", name="tablets_one_a_code"),
        sa.UniqueConstraint("token_hash", name="tablets_one_a_token"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop both tables."""
    op.drop_table("tablets")
    op.drop_table("spoiled")
