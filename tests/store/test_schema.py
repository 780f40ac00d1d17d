"""The schema: migrations, the columns of anonymous tables, SQLite's settings."""

import stat
from pathlib import Path

import alembic.command
import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from ballot_service.errors import UnsafeDatabase
from ballot_service.store import events, sorting
from ballot_service.store.database import Database, migrations_of
from ballot_service.store.tables import ANONYMOUS, metadata
from tests.database_server import Server

TELLING = ("time", "at", "created", "order", "seq", "id", "member", "user", "address")
EVENTS_0001 = sqlalchemy.Table(
    "events",
    sqlalchemy.MetaData(),
    *(
        sqlalchemy.Column(column.name, column.type)
        for column in metadata.tables["events"].columns
        if column.name not in {"announced", "medium"}
    ),
)
COLUMNS = {
    "registrations": {"election", "digest", "credential"},
    "ballots": {"election", "tracker", "credential", "body"},
    "alphas": {"election", "mark"},
    "spoiled": {"election", "tracker"},
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


def test_what_the_log_says_was_announced_is_kept_as_announced(
    database: Database,
) -> None:
    event = {"run": 1, "repeats": "", "state": "sealed", "title": "", "body": ""}
    event |= {"date": "", "step": 4, "kind": "", "members": 1, "manifest_hash": ""}
    event |= {"frozen_at": 0, "possession_fresh": "", "registration_closed": True}
    event |= {"setup_hash": "", "opened": True, "slips": 0, "replaceable": 0}
    event |= {"replaced": 0, "end_hash": "", "returned": 0, "swept": True}
    event |= {"final_hash": "", "statement_hash": ""}
    line = {"at": 0, "user": "u", "name": "n", "role": "chair", "detail": ""}
    acts = {"first": "publish", "second": "do_not_announce"}
    with database.writing() as connection:
        alembic.command.downgrade(migrations_of(connection), "0001")
        for name, act in acts.items():
            connection.execute(
                sqlalchemy.insert(EVENTS_0001).values(event | {"id": name})
            )
            connection.execute(
                sqlalchemy.insert(metadata.tables["operations"]).values(
                    line | {"event": name, "act": act}
                )
            )
    database.upgrade()
    with database.reading() as connection:
        found = events.all_events(connection)
    assert {row.id: row.announced for row in found} == {"first": True, "second": False}


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
