"""Kill -9 at random moments: every receipt's ballot is in the record (A26)."""

import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from ballot_service.planning.ballot_event import State
from ballot_service.verify.records import ClosedRecord, Expected
from ballot_service.verify.verifier import verify_closed
from ballot_service.workflows import casting, closing, overview, records
from tests.simulator import CHAIR, NOW, ElectionSimulator

BALLOTS = 30
ROUNDS = 25
SOAK_ROUNDS = 200
CHILD = Path(__file__).with_name("casting_child.py")


@dataclass(frozen=True)
class Opened:
    sim: ElectionSimulator
    folder: Path
    uuid: str


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    folder = tmp_path_factory.mktemp("crash") / "opened"
    folder.mkdir()
    sim = ElectionSimulator(folder, members=BALLOTS, questions=1)
    sim.until_open()
    (folder / "ballots").mkdir()
    for member in sim.names:
        (folder / "ballots" / member).write_bytes(sim.ballot(member))
    uuid = sim.uuid
    sim.office.database.close()
    return Opened(sim, folder, uuid)


def killed_after(opened: Opened, folder: Path, act: str, delay: float) -> list[str]:
    """Run the child in a copy of the meeting, kill it, return what it printed."""
    shutil.copytree(opened.folder, folder)
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(folder), opened.uuid, act],
        stdout=subprocess.PIPE,
        text=True,
        cwd=CHILD.parents[2],
        env={"PYTHONPATH": str(CHILD.parents[2]), "PATH": ""},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(delay)
    child.kill()
    lines = child.stdout.read().splitlines()
    child.wait()
    child.stdout.close()
    # A line cut off by the kill is no receipt that anybody read.
    return [line for line in lines if len(line) == 64 or line == "closed"]


def reopened(opened: Opened, folder: Path) -> ElectionSimulator:
    sim = opened.sim
    sim.folder, sim.url = folder, f"sqlite:///{folder / 'meeting.sqlite'}"
    sim.office = sim.open_office()
    return sim


def closed_record(sim: ElectionSimulator) -> ClosedRecord:
    sheet = closing.closing_sheet(sim.office, sim.event)
    expected = Expected(sheet.setup_hash, sheet.ballots, sheet.end_hash)
    return verify_closed(records.closed_record(sim.office, sim.event), expected)


def kill_while_casting(opened: Opened, folder: Path, delay: float) -> int:
    receipts = killed_after(opened, folder, "cast", delay)
    sim = reopened(opened, folder)
    # Whoever got no answer sends the same bytes again, and some do before the close.
    first = min((folder / "ballots").iterdir()).read_bytes()
    again = casting.cast_ballot(sim.office, sim.event, first).tracker
    missing = closing.ask_to_close(sim.office, sim.event, CHAIR).missing
    closing.close_ballot(sim.office, sim.event, CHAIR, missing, NOW)
    record = closed_record(sim)
    found = {record.archive.entries[i].digest for i in record.board.ballots}
    assert {*receipts, again} <= found
    sim.office.database.close()
    return len(receipts)


def kill_while_closing(opened: Opened, folder: Path, delay: float) -> State:
    said = killed_after(opened, folder, "close", delay)
    sim = reopened(opened, folder)
    state = overview.summary(sim.office, sim.event).state
    assert state in (State.OPEN, State.CLOSED)
    assert state is State.CLOSED or not said
    if state is State.OPEN:
        missing = closing.ask_to_close(sim.office, sim.event, CHAIR).missing
        closing.close_ballot(sim.office, sim.event, CHAIR, missing, NOW)
    assert closed_record(sim).ballots == 0
    left = list((folder / "records" / sim.uuid).glob(".new-*"))
    sim.office.database.close()
    assert left == []
    return state


def delays(rounds: int, longest: float) -> list[float]:
    source = random.Random(rounds)
    return [source.uniform(0, longest) for _ in range(rounds)]


def test_every_receipt_is_in_the_record(opened: Opened, tmp_path: Path) -> None:
    given = [
        kill_while_casting(opened, tmp_path / str(i), delay)
        for i, delay in enumerate(delays(ROUNDS, 0.5))
    ]
    # The kills fell where they should: into the casting, not only before or after.
    assert any(0 < number < BALLOTS for number in given)


def test_a_close_is_whole_or_has_not_happened(opened: Opened, tmp_path: Path) -> None:
    for i, delay in enumerate(delays(5, 0.1)):
        state = kill_while_closing(opened, tmp_path / str(i), delay)
        assert state in (State.OPEN, State.CLOSED)


@pytest.mark.soak
def test_every_receipt_is_in_the_record_for_long(
    opened: Opened, tmp_path: Path
) -> None:
    for i, delay in enumerate(delays(SOAK_ROUNDS, 0.5)):
        folder = tmp_path / str(i)
        assert kill_while_casting(opened, folder, delay) <= BALLOTS
        shutil.rmtree(folder)
