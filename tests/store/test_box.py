"""The anonymous tables: what a constraint refuses, and the order that comes out."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from ballot_service.store import box, events
from ballot_service.store.database import Database
from ballot_service.store.rows import BallotRow, EventRow
from tests.database_server import Server


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'x.sqlite'}"
    else:
        server: Server = request.getfixturevalue("postgres")
        url = server.new_database("box")
    made = Database(url)
    made.upgrade()
    yield made
    made.close()


def ballot(number: int, credential: str = "") -> BallotRow:
    body = f"ballot {number}".encode()
    tracker = hashlib.sha256(body).hexdigest()
    return BallotRow(tracker, credential or f"credential {number}", body)


def test_a_credential_is_registered_once(database: Database) -> None:
    with database.writing() as connection:
        assert box.add_credential(connection, "e", "c")
        assert not box.add_credential(connection, "e", "c")
        assert box.add_credential(connection, "f", "c")
        assert box.count_credentials(connection, "e") == 1
        assert box.has_credential(connection, "e", "c")
        assert not box.has_credential(connection, "e", "d")


def test_a_credential_has_one_ballot(database: Database) -> None:
    with database.writing() as connection:
        assert box.add_ballot(connection, "e", ballot(1, "c"))
        assert not box.add_ballot(connection, "e", ballot(2, "c"))
        assert not box.add_ballot(connection, "e", ballot(1, "c"))
        assert box.credential_voted(connection, "e", "c")
        assert box.count_ballots(connection, "e") == 1


def test_an_alpha_stands_in_one_ballot(database: Database) -> None:
    with database.writing() as connection:
        assert box.add_alphas(connection, "e", [b"1", b"2"])
        assert not box.add_alphas(connection, "e", [b"2", b"3"])


def test_ballots_come_out_in_the_order_of_their_hashes(database: Database) -> None:
    rows = [ballot(number) for number in range(120)]
    with database.writing() as connection:
        for row in rows:
            box.add_ballot(connection, "e", row)
        found = list(box.ballots_sorted(connection, "e"))
        assert box.trackers(connection, "e") == sorted(row.tracker for row in rows)
        prefix = rows[7].tracker[:20]
        assert box.trackers(connection, "e", prefix) == [rows[7].tracker]
    digests = [hashlib.sha256(body).hexdigest() for body in found]
    assert digests == sorted(row.tracker for row in rows)


def fail_after_adding(database: Database) -> None:
    with database.writing() as connection:
        box.add_ballot(connection, "e", ballot(1))
        raise RuntimeError


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError):
        fail_after_adding(database)
    with database.reading() as connection:
        assert box.count_ballots(connection, "e") == 0


def test_an_event_is_found_by_id_and_by_uuid(database: Database) -> None:
    row = EventRow(
        id="id1",
        uuid="uuid1",
        run=1,
        repeats="",
        state="draft",
        title="t",
        body="b",
        date="2026-03-24",
        step=4,
        kind="addition",
        members=5,
    )
    with database.writing() as connection:
        events.add_event(connection, row)
        assert events.find_event(connection, "id1", lock=True) == row
        assert events.find_event(connection, "uuid1") == row
