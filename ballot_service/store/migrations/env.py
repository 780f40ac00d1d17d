"""Alembic's entry: runs the migrations inside the transaction that it was handed.

Refuses a connection of its own and an offline mode.
"""

from alembic import context

from ballot_service.store.attachment_tables import attachments
from ballot_service.store.cycle_tables import cycles
from ballot_service.store.passkey_tables import passkeys

# Every file of tables is named here, so that all of them are in the one metadata.
TABLES = (cycles, attachments, passkeys)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=TABLES[0].metadata,
    transactional_ddl=False,
)
context.run_migrations()
