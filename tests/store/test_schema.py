"""The schema: migrations, the columns of anonymous tables, SQLite's settings."""

import stat
from pathlib import Path

import alembic.command
import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from ballot_service.errors import UnsafeDatabase
from ballot_service.store import sorting
from ballot_service.store.database import Database, migrations_of
from ballot_service.store.tables import ANONYMOUS, metadata
from tests.database_server import Server

TELLING = ("time", "at", "created", "order", "seq", "id", "member", "user", "address")
COLUMNS = {
    "registrations": {"election", "digest", "credential"},
    "ballots": {"election", "tracker", "credential", "body"},
    "alphas": {"election", "mark"},
}


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(f"sqlite:///{tmp_path / 'x.sqlite'}")
    made.upgrade()
    return made


def differences(database: Database) -> object:
    with database.reading() as connection:
        return compare_metadata(MigrationContext.configure(connection), metadata)


def pragma(database: Database, name: str) -> object:
    with database.reading() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_migrations_make_exactly_the_tables(database: Database) -> None:
    assert differences(database) == []


def test_a_second_upgrade_changes_nothing(database: Database) -> None:
    database.upgrade()
    assert differences(database) == []


def test_migrations_can_be_taken_back(database: Database) -> None:
    with database.writing() as connection:
        alembic.command.downgrade(migrations_of(connection), "base")
    with database.reading() as connection:
        names = sqlalchemy.inspect(connection).get_table_names()
    assert set(names) == {"alembic_version"}


def test_anonymous_tables_have_these_columns_and_no_others() -> None:
    found = {table.name: {c.name for c in table.columns} for table in ANONYMOUS}
    assert found == COLUMNS
    assert not any(name in TELLING for names in found.values() for name in names)


def test_anonymous_tables_have_no_rowid(database: Database) -> None:
    with database.reading() as connection:
        for table in ANONYMOUS:
            query = sqlalchemy.select(sqlalchemy.text("rowid")).select_from(table)
            with pytest.raises(sqlalchemy.exc.OperationalError, match="rowid"):
                connection.execute(query)


def test_no_foreign_key_leads_to_or_from_an_anonymous_table() -> None:
    assert not any(table.foreign_keys for table in metadata.tables.values())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("busy_timeout", 60_000),
    ],
)
def test_sqlite_is_set_as_the_decision_says(
    database: Database, name: str, value: object
) -> None:
    assert pragma(database, name) == value


def test_the_file_is_for_its_owner_alone(database: Database, tmp_path: Path) -> None:
    mode = (tmp_path / "x.sqlite").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    with pytest.raises(UnsafeDatabase):
        Database(url)


def test_an_error_does_not_show_what_was_stored(database: Database) -> None:
    row = {"election": "e", "tracker": "t", "credential": None, "body": b"SECRET"}
    query = sqlalchemy.insert(metadata.tables["ballots"]).values(row)
    with (
        database.writing() as connection,
        pytest.raises(sqlalchemy.exc.IntegrityError) as caught,
    ):
        connection.execute(query)
    assert "SECRET" not in str(caught.value)


def test_postgresql_has_the_same_schema_also_after_sorting(postgres: Server) -> None:
    database = Database(postgres.new_database("schema"))
    database.upgrade()
    database.upgrade()
    assert differences(database) == []
    with database.writing() as connection:
        sorting.sort_ballots(connection, "e")
    assert differences(database) == []
    with database.reading() as connection:
        inspector = sqlalchemy.inspect(connection)
        for table in ANONYMOUS:
            pk = inspector.get_pk_constraint(table.name)
            assert pk["constrained_columns"] == [c.name for c in table.primary_key]
        unique = inspector.get_unique_constraints("ballots")
        assert [item["name"] for item in unique] == ["ballots_one_a_credential"]
    database.close()


def test_a_server_that_keeps_commit_times_is_refused(
    postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = {"archive_mode": "off", "track_commit_timestamp": "on"}
    monkeypatch.setattr("ballot_service.store.database.SAFE_SERVER", wanted)
    database = Database(postgres.new_database("unsafe"))
    with pytest.raises(UnsafeDatabase, match="track_commit_timestamp"):
        database.upgrade()
    database.close()
