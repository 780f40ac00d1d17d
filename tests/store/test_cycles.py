"""The cycle's tables: what their constraints refuse, on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from ballot_service.errors import UnknownCycle
from ballot_service.store import cycles
from ballot_service.store.cycle_rows import BallotLinkRow, CycleRow, PaperRow
from ballot_service.store.database import Database
from tests.database_server import Server

CYCLE = CycleRow("c1", "Sở", 2026, 1, "created", "not_started")
LINK = BallotLinkRow("e1", "c1", 1, "removal", 1, 1, 1)
PAPER = PaperRow("c1", "plan", 0, 1, "v1", "", b"{}", "Thư ký", 7)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'x.sqlite'}"
    else:
        server: Server = request.getfixturevalue("postgres")
        url = server.new_database("cycles")
    made = Database(url)
    made.upgrade()
    with made.writing() as connection:
        cycles.add_cycle(connection, CYCLE)
        cycles.add_ballot(connection, LINK)
        cycles.add_vote(connection, "Sở", 2026, "T1", "UC01", "c1")
    yield made
    made.close()


def test_one_cycle_a_body_year_and_number(database: Database) -> None:
    with pytest.raises(IntegrityError), database.writing() as connection:
        cycles.add_cycle(connection, replace(CYCLE, id="c2"))
    with database.writing() as connection:
        cycles.add_cycle(connection, replace(CYCLE, id="c2", number=2))
        cycles.add_cycle(connection, replace(CYCLE, id="c3", year=2027))
    with database.reading() as connection:
        found = cycles.cycles_of(connection, "Sở", 2026)
        assert [(row.id, row.number) for row in found] == [("c1", 1), ("c2", 2)]
        assert [row.year for row in cycles.all_cycles(connection)] == [2027, 2026, 2026]


def test_one_ballot_of_a_cycle_runs(database: Database) -> None:
    second = replace(LINK, event="e2", number=2)
    with pytest.raises(IntegrityError), database.writing() as connection:
        cycles.add_ballot(connection, second)
    with database.writing() as connection:
        cycles.update_ballot(connection, "e1", running=None, statement="ab")
        cycles.add_ballot(connection, second)
    with database.reading() as connection:
        found = cycles.ballots_of(connection, "c1")
        assert [(one.event, one.running) for one in found] == [("e1", None), ("e2", 1)]
        assert cycles.ballot_of_event(connection, "e9") is None


def test_an_event_belongs_to_one_cycle_in_one_place(database: Database) -> None:
    for wrong in (
        replace(LINK, cycle="c2", number=9, running=None),
        replace(LINK, event="e2", running=None),
        replace(LINK, event="e2", number=2, cycle="c2", running=2),
    ):
        with pytest.raises(IntegrityError), database.writing() as connection:
            cycles.add_ballot(connection, wrong)


def test_one_vote_a_year_on_one_person_and_title(database: Database) -> None:
    with pytest.raises(IntegrityError), database.writing() as connection:
        cycles.add_vote(connection, "Sở", 2026, "T1", "UC01", "c2")
    with database.writing() as connection:
        cycles.add_vote(connection, "Sở", 2027, "T1", "UC01", "c3")
    with database.reading() as connection:
        assert cycles.votes_of(connection, "Sở", 2026) == {("T1", "UC01")}


def test_papers_are_numbered_and_never_replaced(database: Database) -> None:
    with database.writing() as connection:
        first = cycles.add_paper(connection, PAPER)
        second = cycles.add_paper(connection, replace(PAPER, reference="v2"))
        cycles.add_paper(connection, replace(PAPER, kind="waiver"))
    assert (first.number, second.number) == (1, 2)
    with database.reading() as connection:
        found = cycles.get_papers(connection, "c1", "plan")
        assert [one.reference for one in found] == ["v1", "v2"]
        assert len(cycles.all_papers(connection, "c1")) == 3
        with pytest.raises(UnknownCycle):
            cycles.find_cycle(connection, "c9")
