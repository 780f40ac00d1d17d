"""Alembic's entry: runs the migrations inside the transaction that it was handed.

Refuses a connection of its own and an offline mode.
"""

from alembic import context

from ballot_service.store.cycle_tables import cycles

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=cycles.metadata,
    transactional_ddl=False,
)
context.run_migrations()
