"""The order of casting in stored files: gone after close, and there before it (D3).

Known order in, raw bytes out: pages, journal, backup, PostgreSQL's heap and log.
"""

import hashlib
import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import sqlalchemy

from ballot_service.protocol.ballot import read_ballot
from ballot_service.store import sorting
from ballot_service.store.database import Database
from ballot_service.store.tables import ANONYMOUS
from ballot_service.workflows import casting
from ballot_service.workflows.checking import alpha_marks
from tests.attacks.order_statistics import VISIBLE, chance_of
from tests.database_server import Server
from tests.simulator import ElectionSimulator

CASTS = 50
WINDOW = 40


class Meeting:
    """A meeting in which fifty members register and vote in the order of the roll."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.sim = ElectionSimulator(folder, members=CASTS, questions=2, url=url)
        self.began = int(time.time())
        self.before: dict[str, float] = {}
        self.sim.until_issuing()
        self.sim.register(self.sim.names)
        self.sim.open()
        self.bodies = [self.sim.ballot(member) for member in self.sim.names]
        for body in self.bodies:
            casting.cast_ballot(self.sim.office, self.sim.uuid, body)

    @property
    def trackers(self) -> list[bytes]:
        return [hashlib.sha256(body).hexdigest().encode() for body in self.bodies]

    @property
    def credentials(self) -> list[bytes]:
        return [self.sim.tablets[m].credential.encode() for m in self.sim.names]


def places(raw: bytes, needles: Sequence[bytes]) -> list[int]:
    """Return where each of the needles is found first, [] where one is missing."""
    found = [raw.find(needle) for needle in needles]
    return [] if -1 in found else found


def inside(bodies: Sequence[bytes]) -> list[list[bytes]]:
    """Return, for some distances from the end, a piece of every ballot."""
    distances = range(100, 1500, 200)
    return [[body[-d : -d + WINDOW] for body in bodies] for d in distances]


def chances(raw: bytes, meeting: Meeting) -> list[float]:
    """Return the chance of every sequence of the raw bytes that names all ballots."""
    sequences = [meeting.trackers, meeting.credentials, *inside(meeting.bodies)]
    return [chance_of(found) for s in sequences if (found := places(raw, s))]


def files_of(meeting: Meeting) -> list[Path]:
    return [path for path in meeting.sim.folder.rglob("*") if path.is_file()]


# --- SQLite -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Meeting:
    meeting = Meeting(tmp_path_factory.mktemp("closed"))
    meeting.sim.close()
    return meeting


def test_no_file_shows_the_order_of_casting_after_close(closed: Meeting) -> None:
    checked = 0
    for path in files_of(closed):
        for chance in chances(path.read_bytes(), closed):
            assert chance > VISIBLE, path.name
            checked += 1
    # The database and the record, each by trackers, credentials or pieces of ballots.
    assert checked >= 4


def test_without_the_rewriting_the_order_would_be_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sorting, "forget_order", lambda _database: True)
    meeting = Meeting(tmp_path)
    meeting.sim.close()
    raw = (tmp_path / "meeting.sqlite").read_bytes()
    assert min(chances(raw, meeting)) < VISIBLE


def test_a_ballot_lies_in_the_database_once(closed: Meeting) -> None:
    raw = (closed.sim.folder / "meeting.sqlite").read_bytes()
    for pieces in inside(closed.bodies):
        assert all(raw.count(piece) <= 1 for piece in pieces)


def test_no_journal_and_no_temporary_file_is_left(closed: Meeting) -> None:
    names = {path.name for path in closed.sim.folder.iterdir()}
    assert names == {"meeting.sqlite", "keys", "records"}


def test_a_backup_lists_ballots_by_their_hashes(closed: Meeting) -> None:
    source = sqlite3.connect(closed.sim.folder / "meeting.sqlite")
    text = "\n".join(source.iterdump()).encode()
    source.close()
    assert all(chance > VISIBLE for chance in chances(text, closed))
    trackers = sorted(closed.trackers)
    assert sorted(trackers, key=text.find) == trackers


def test_registrations_show_no_order_after_opening(tmp_path: Path) -> None:
    sim = ElectionSimulator(tmp_path, members=CASTS, questions=1)
    sim.until_open()
    raw = (tmp_path / "meeting.sqlite").read_bytes()
    needles = [sim.tablets[member].credential.encode() for member in sim.names]
    assert chance_of(places(raw, needles)) > VISIBLE


def known_values(meeting: Meeting) -> set[object]:
    """Return everything that the anonymous tables may hold: functions of ballots."""
    group = meeting.sim.election.group
    read = [read_ballot(group, body) for body in meeting.bodies]
    credentials = [ballot.credential for ballot in read]
    return {
        meeting.sim.uuid,
        *credentials,
        *(hashlib.sha256(c.encode()).hexdigest() for c in credentials),
        *(tracker.decode() for tracker in meeting.trackers),
        *meeting.bodies,
        *(mark for ballot in read for mark in alpha_marks(ballot)),
    }


def values_in(database: Database) -> Iterator[object]:
    with database.reading() as connection:
        for table in ANONYMOUS:
            for row in connection.execute(sqlalchemy.select(table)):
                yield from (bytes(v) if isinstance(v, memoryview) else v for v in row)


def test_anonymous_rows_hold_nothing_that_the_ballot_does_not(
    closed: Meeting,
) -> None:
    found = set(values_in(closed.sim.office.database))
    assert len(found) > 2 * CASTS
    assert found <= known_values(closed)


def test_no_file_holds_a_time_of_the_vote(closed: Meeting) -> None:
    # Staff's acts carry the clock that was passed in, which is another one.
    for path in files_of(closed):
        raw = path.read_bytes()
        for second in range(closed.began, int(time.time()) + 1):
            assert str(second).encode() not in raw
            assert second.to_bytes(8, "big") not in raw


# --- PostgreSQL -------------------------------------------------------------------


@pytest.fixture(scope="module")
def closed_on_server(
    postgres: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Meeting]:
    folder = tmp_path_factory.mktemp("server")
    meeting = Meeting(folder, postgres.new_database("storage_order"))
    meeting.before = server_chances(postgres, meeting)
    meeting.sim.close()
    yield meeting
    meeting.sim.office.database.close()


def server_chances(server: Server, meeting: Meeting) -> dict[str, float]:
    """Return, by file, the least chance of any order found in it."""
    found: dict[str, float] = {}
    if server.data is None:
        return found
    database = meeting.sim.office.database
    with database.outside() as connection:
        connection.execute(sqlalchemy.text("CHECKPOINT"))
    for path in server.data.rglob("*"):
        if path.is_file() and (here := chances(path.read_bytes(), meeting)):
            found[str(path.relative_to(server.data))] = min(here)
    return found


def test_heap_and_row_headers_show_no_order(closed_on_server: Meeting) -> None:
    with closed_on_server.sim.office.database.reading() as connection:
        for name, key in (("ballots", "tracker"), ("registrations", "digest")):
            query = sqlalchemy.select(
                sqlalchemy.text(f"xmin::text, ctid::text, {key}")
            ).select_from(sqlalchemy.text(name))
            rows = connection.execute(query).all()
            assert len(rows) == CASTS
            assert len({row[0] for row in rows}) == 1
            assert [row[2] for row in rows] == sorted(row[2] for row in rows)


def test_no_file_of_the_server_shows_the_order(
    closed_on_server: Meeting, postgres: Server
) -> None:
    if postgres.data is None:
        pytest.skip("the files of the server of TEST_POSTGRES_URL cannot be read")
    assert min(closed_on_server.before.values()) < VISIBLE
    after = server_chances(postgres, closed_on_server)
    assert after
    assert {name: c for name, c in after.items() if c <= VISIBLE} == {}


def test_rows_of_the_server_hold_nothing_that_the_ballot_does_not(
    closed_on_server: Meeting,
) -> None:
    found = set(values_in(closed_on_server.sim.office.database))
    assert found <= known_values(closed_on_server)
