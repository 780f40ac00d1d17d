"""The fact that a result was announced, kept beyond the seal.

Refuses to guess: of events that were there before, the log of staff says which.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, and fill it for events whose announcement is in the log."""
    op.add_column(
        "events",
        sa.Column("announced", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    events = sa.table("events", sa.column("id"), sa.column("announced"))
    log = sa.table("operations", sa.column("event"), sa.column("act"))
    published = sa.select(log.c.event).where(log.c.act == "publish")
    op.execute(events.update().where(events.c.id.in_(published)).values(announced=True))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("events", "announced")
