"""Whether the database is whole, of this program's schema, and keeps no order.

Refuses to mend anything: it looks, and says what it found.
"""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DatabaseError

from ballot_service.errors import DatabaseDamaged, DatabaseSettings, SchemaOld
from ballot_service.store.database import Connection, Database, migrations_of

WANTED = {"journal_mode": "delete", "secure_delete": "1", "synchronous": "3"}
"""SQLite: what each of these says once our settings hold (architecture D3)."""


def check_health(database: Database) -> None:
    """Check integrity, settings and schema.

    Raises:
        DatabaseDamaged, DatabaseSettings, SchemaOld.
        UnsafeDatabase: a setting of a PostgreSQL server.
    """
    if not database.is_sqlite:
        database.check_server()
    try:
        with database.reading() as connection:
            if database.is_sqlite:
                _check_sqlite(connection)
            _check_schema(connection)
    except DatabaseError as error:
        raise DatabaseDamaged(str(error.orig)) from error


def _check_sqlite(connection: Connection) -> None:
    for pragma in ("integrity_check", "foreign_key_check"):
        rows = connection.exec_driver_sql(f"PRAGMA {pragma}").all()
        faults = [str(row[0]) for row in rows if row[0] != "ok"]
        if faults:
            raise DatabaseDamaged(f"{pragma}: {'; '.join(faults)}")
    for name, wanted in WANTED.items():
        found = str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
        if found != wanted:
            raise DatabaseSettings(f"{name} is {found}, not {wanted}")


def _check_schema(connection: Connection) -> None:
    newest = ScriptDirectory.from_config(migrations_of(connection)).get_current_head()
    found = MigrationContext.configure(connection).get_current_revision()
    if found != newest:
        raise SchemaOld(f"{found}, not {newest}")
