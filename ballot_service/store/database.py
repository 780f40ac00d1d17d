"""The connection: SQLite by default, PostgreSQL by URL; one transaction at a time.

Refuses server settings that write down order or time beside the tables (D3).
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import alembic.command
import alembic.config
import sqlalchemy
from sqlalchemy import Connection, event

from ballot_service.errors import UnsafeDatabase

__all__ = ["Connection", "Database", "migrations_of"]

BUSY_SECONDS = 60
_POOL = 20
_MODE = "ballot_service_begin"
_LOCK_FOR_UPGRADE = 7_204_931
SQLITE_SETTINGS = (
    # A rollback journal, gone after each commit; a WAL would keep the order (D3).
    "PRAGMA journal_mode = DELETE",
    # FULL, and the folder synced after the journal is removed: without that a power
    # cut could bring the journal back and undo a ballot that has its receipt.
    "PRAGMA synchronous = EXTRA",
    "PRAGMA secure_delete = ON",
    # VACUUM and sorting leave nothing in the system's folder of temporary files.
    "PRAGMA temp_store = MEMORY",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
)
SAFE_SERVER = {
    "archive_mode": "off",
    "track_commit_timestamp": "off",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
}
"""PostgreSQL: an archive, commit times and statement logs hold the order of ballots."""


class Database:
    """One database. `writing` and `reading` give a connection inside a transaction.

    Args:
        url: SQLAlchemy's, `sqlite:///FILE` or `postgresql+psycopg://…`.
    """

    def __init__(self, url: str) -> None:
        parsed = sqlalchemy.make_url(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        options: dict[str, Any] = {"hide_parameters": True, "pool_size": _POOL}
        if self.is_sqlite:
            _create_for_owner_alone(Path(parsed.database or ""))
            options |= {"max_overflow": -1, "pool_timeout": BUSY_SECONDS}
        else:
            # A prepared plan would outlive the tables that sorting replaces.
            options["connect_args"] = {"prepare_threshold": None}
            options["pool_pre_ping"] = True
        self.engine = sqlalchemy.create_engine(parsed, **options)
        # Threads of one process queue here; SQLite itself would let them starve.
        self._turn = threading.Lock() if self.is_sqlite else nullcontext()
        if self.is_sqlite:
            event.listen(self.engine, "connect", _configure_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open the one transaction of a workflow that changes something."""
        with self._turn, self.engine.connect() as connection:
            connection.execution_options(**{_MODE: "BEGIN IMMEDIATE"})
            with connection.begin():
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that changes nothing."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def outside(self) -> Iterator[Connection]:
        """Open a connection without a transaction, for VACUUM and the like."""
        with self._turn, self.engine.connect() as connection:
            if self.is_sqlite:
                connection.execution_options(**{_MODE: ""})
            else:
                connection.execution_options(isolation_level="AUTOCOMMIT")
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def upgrade(self) -> None:
        """Check the server's settings and bring the schema up to date.

        Raises:
            UnsafeDatabase: a setting of the server, by its name.
        """
        if not self.is_sqlite:
            self.check_server()
        with self.writing() as connection:
            if not self.is_sqlite:
                connection.execute(
                    sqlalchemy.select(
                        sqlalchemy.func.pg_advisory_xact_lock(_LOCK_FOR_UPGRADE)
                    )
                )
            alembic.command.upgrade(migrations_of(connection), "head")

    def check_server(self) -> None:
        """Check a PostgreSQL server's settings.

        Raises:
            UnsafeDatabase: a setting of the server, by its name.
        """
        with self.reading() as connection:
            for name, safe in SAFE_SERVER.items():
                query = sqlalchemy.select(sqlalchemy.func.current_setting(name))
                found = connection.execute(query).scalar_one()
                if found != safe:
                    raise UnsafeDatabase(f"{name} is {found}, not {safe}")


def migrations_of(connection: Connection) -> alembic.config.Config:
    """Return Alembic's configuration, bound to an open transaction."""
    config = alembic.config.Config()
    config.set_main_option("script_location", "ballot_service.store:migrations")
    config.attributes["connection"] = connection
    return config


def _create_for_owner_alone(path: Path) -> None:
    if str(path) in {"", ".", ":memory:"}:
        raise UnsafeDatabase("a database in memory would forget its ballots")
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _configure_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401
    # The driver's own BEGIN comes too late and takes no lock; see _begin_sqlite.
    connection.isolation_level = None
    for setting in SQLITE_SETTINGS:
        connection.execute(setting).close()


def _begin_sqlite(connection: Connection) -> None:
    if begin := connection.get_execution_options().get(_MODE, "BEGIN"):
        connection.exec_driver_sql(begin)
