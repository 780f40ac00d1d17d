"""Rewriting the anonymous tables in the order of their hashes (architecture D3).

Refuses to rely on a sort of the view alone: files, free pages and row headers follow.
"""

from sqlalchemy import Connection, Table, delete, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import AddConstraint

from ballot_service.store.database import Database
from ballot_service.store.tables import alphas, ballots, registrations, spoiled


def sort_credentials(connection: Connection) -> None:
    """Rewrite the registered credentials, inside the opening's transaction."""
    _rewrite(connection, registrations)


def sort_ballots(connection: Connection, election: str) -> None:
    """Rewrite ballots and credentials, and forget the alphas of one election."""
    connection.execute(delete(alphas).where(alphas.c.election == election))
    for table in (registrations, ballots, alphas, spoiled):
        _rewrite(connection, table)


def _rewrite(connection: Connection, table: Table) -> None:
    """PostgreSQL: a new table in the order of the key, by one transaction.

    CLUSTER and VACUUM FULL keep xmin, and with it the order of insertion. SQLite's
    tables are in order by themselves; their pages are not, see `forget_order`.
    """
    if connection.dialect.name == "sqlite":
        return
    name = table.name
    key = ", ".join(column.name for column in table.primary_key)
    names = ", ".join(column.name for column in table.columns)
    connection.execute(text(f"LOCK TABLE {name} IN ACCESS EXCLUSIVE MODE"))
    # The names are ours, from `tables`; nothing of a request enters here.
    query = f"SELECT {names} FROM {name} ORDER BY {key}"  # noqa: S608
    connection.execute(text(f"CREATE TABLE {name}_sorted AS {query}"))
    connection.execute(text(f"DROP TABLE {name}"))
    connection.execute(text(f"ALTER TABLE {name}_sorted RENAME TO {name}"))
    for column in table.columns:
        change = f"ALTER TABLE {name} ALTER COLUMN {column.name} SET NOT NULL"
        connection.execute(text(change))
    for constraint in table.constraints:
        connection.execute(AddConstraint(constraint))


def forget_order(database: Database) -> bool:
    """Rewrite files after the transaction: pages, free pages, PostgreSQL's log.

    Returns:
        False where PostgreSQL's user may not switch its log; the operator then does
        (docs/decisions/store-order.md).
    """
    with database.outside() as connection:
        if database.is_sqlite:
            connection.execute(text("VACUUM"))
            return True
        try:
            connection.execute(text("CHECKPOINT"))
            connection.execute(text("SELECT pg_switch_wal()"))
            connection.execute(text("CHECKPOINT"))
        except DBAPIError:
            return False
    return True
