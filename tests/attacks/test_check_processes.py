"""Processes that check ballots: killed, lied for, broken into; no ballot is lost.

Refuses to pass where a ballot that does not hold gets in, or where a process holds a
key, the database, or outlives its server.
"""

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ballot_service.errors import BallotRefused
from ballot_service.protocol.ballot import tracker
from ballot_service.store import events
from ballot_service.workflows import check_pool, check_worker
from ballot_service.workflows.casting import cast_ballot
from ballot_service.workflows.check_pool import CheckPool
from ballot_service.workflows.checking import OpenElection, check_cast
from ballot_service.workflows.frozen import open_election
from tests.simulator import ElectionSimulator

FORBIDDEN = ("ballot_service.store", "ballot_service.keyfiles", "sqlalchemy", "flask")
SERVER = """
import sys, time
from pathlib import Path
from ballot_service.workflows.check_pool import CheckPool
from ballot_service.workflows.check_worker import read_opened
opened = read_opened(Path(sys.argv[1]).read_bytes())
pool = CheckPool(1)
pool.check(opened, Path(sys.argv[2]).read_bytes())
print(pool.processes()[0], flush=True)
time.sleep(600)
"""


@pytest.fixture
def sim(tmp_path: Path) -> ElectionSimulator:
    made = ElectionSimulator(tmp_path, members=3)
    made.until_open()
    return made


@pytest.fixture
def pool(sim: ElectionSimulator) -> Iterator[CheckPool]:
    made = CheckPool(1)
    sim.office = replace(sim.office, check=made.check)
    yield made
    made.close()


def opened_of(sim: ElectionSimulator) -> OpenElection:
    with sim.office.database.reading() as connection:
        row = events.find_event(connection, sim.event)
        return open_election(sim.office, connection, row)


def gone(process: int) -> bool:
    """Say whether a process has ended; one that nobody buried yet has."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    except FileNotFoundError:
        return True
    return state.rsplit(")", 1)[1].split()[0] == "Z"


def test_it_says_what_the_check_says(sim: ElectionSimulator, pool: CheckPool) -> None:
    body = sim.ballot("TV001")
    assert pool.check(opened_of(sim), body) == check_cast(opened_of(sim), body)
    other = sim.ballot("TV001")
    forged = body[: body.index(b'"signature"')] + other[other.index(b'"signature"') :]
    for unverified in (forged, b"", b"{}", b"x" * 100_000):
        with pytest.raises(BallotRefused) as here:
            check_cast(opened_of(sim), unverified)
        with pytest.raises(BallotRefused) as there:
            pool.check(opened_of(sim), unverified)
        assert there.value.detail == here.value.detail
    assert sim.cast("TV002").tracker


def test_a_process_that_is_killed_costs_no_ballot(
    sim: ElectionSimulator, pool: CheckPool
) -> None:
    sim.cast("TV001")
    (first,) = pool.processes()
    os.kill(first, signal.SIGKILL)
    assert sim.cast("TV002").tracker
    (second,) = pool.processes()
    assert second != first


def test_where_no_process_can_be_had_the_server_checks(
    sim: ElectionSimulator, pool: CheckPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(sim.folder / "nothing"))
    assert sim.cast("TV001").tracker
    monkeypatch.setattr(sys, "executable", "/bin/true")
    assert sim.cast("TV002").tracker
    with pytest.raises(BallotRefused):
        cast_ballot(sim.office, sim.uuid, b"{}")
    assert pool.processes() == ()


def test_a_ballot_that_ends_every_process_is_refused_and_ends_no_server(
    sim: ElectionSimulator,
    pool: CheckPool,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    program = tmp_path / "dies.py"
    program.write_text(
        "import sys\n"
        "from multiprocessing.connection import Connection\n"
        "line = Connection(int(sys.argv[-1]))\n"
        f"line.send_bytes({check_worker.READY!r})\n"
        "line.recv_bytes(); line.recv_bytes()\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(check_pool, "COMMAND", ("-P", str(program)))
    with pytest.raises(BallotRefused, match="no answer"):
        cast_ballot(sim.office, sim.uuid, sim.ballot("TV001"))


@pytest.mark.parametrize(
    "said",
    [
        pickle.dumps(print),
        b"",
        b"[]",
        b"7",
        {"credential": "x"},
        {"credential": "x", "alphas": ["zz"]},
    ],
)
def test_an_answer_that_is_not_ours_opens_nothing(
    sim: ElectionSimulator,
    pool: CheckPool,
    monkeypatch: pytest.MonkeyPatch,
    said: bytes | dict[str, object],
) -> None:
    body = sim.ballot("TV001")
    if isinstance(said, dict):
        about = [opened_of(sim).setup_hash, tracker(body)]
        said = json.dumps(said | {"about": about}).encode()
    monkeypatch.setattr(check_pool._Worker, "_heard", lambda _self, _line: said)
    with pytest.raises(BallotRefused, match="no answer"):
        cast_ballot(sim.office, sim.uuid, body)


@pytest.mark.parametrize("earlier", ["held", "refused"])
def test_an_answer_left_over_from_another_ballot_is_not_taken(
    sim: ElectionSimulator, pool: CheckPool, earlier: str
) -> None:
    """A request that was given up leaves its answer in the line, for the next one."""
    held, opened = sim.ballot("TV001"), opened_of(sim)
    left, body = (held, b"{}") if earlier == "held" else (b"{}", held)
    sim.cast("TV002")
    line = pool._all[0]._line
    assert line is not None
    line.send_bytes(check_worker.BALLOT + left)
    if earlier == "held":
        with pytest.raises(BallotRefused) as found:
            pool.check(opened, body)
        assert "no answer" not in found.value.detail
    else:
        assert pool.check(opened, body) == check_cast(opened, body)


def test_a_process_holds_no_key_and_no_database(
    sim: ElectionSimulator, pool: CheckPool
) -> None:
    sim.cast("TV001")
    (process,) = pool.processes()
    with sim.office.database.reading() as connection:
        events.find_event(connection, sim.event)
        files = [str(file.readlink()) for file in Path(f"/proc/{process}/fd").iterdir()]
    assert not [name for name in files if name.startswith(str(sim.folder))]
    assert sum("socket:" in name for name in files) == 1
    loaded = subprocess.run(
        [
            *(sys.executable, "-P", "-c"),
            f"import sys, {check_worker.__name__}; print(*sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert not [name for name in loaded if name.startswith(FORBIDDEN)]


def test_a_process_ends_with_its_server(sim: ElectionSimulator, tmp_path: Path) -> None:
    opened, body = opened_of(sim), tmp_path / "ballot"
    body.write_bytes(sim.ballot("TV001"))
    election = tmp_path / "election"
    election.write_bytes(check_worker.election_message(opened)[1:])
    command = [sys.executable, "-c", SERVER, str(election), str(body)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        process = int(server.stdout.readline())
        assert not gone(process)
        server.kill()
    for _ in range(200):
        if gone(process):
            break
        time.sleep(0.1)
    assert gone(process)
