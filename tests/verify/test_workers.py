"""Many ballots over processes: the same answer as in one, and flat memory.

Refuses to assert a time: figures are for `scripts/bench`.
"""

import hashlib
import secrets
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from ballot_service.crypto.randomness import random_scalar
from ballot_service.errors import NumberOutOfRange, WrongBallotHash
from ballot_service.protocol.election import read_election
from ballot_service.protocol.make_ballot import make_ballot
from ballot_service.record.build import write_closed
from ballot_service.verify.verifier import Expected, verify_bare, verify_closed
from tests.attacks import mutation_engine as engine
from tests.making import AGREE, DISAGREE, Making, make_closed, make_complete, make_plan


def test_two_workers_find_what_one_finds(tmp_path: Path) -> None:
    making = Making(plan=make_plan(questions=1, members=30), seed="workers")
    choices = [[AGREE if i % 3 else DISAGREE] for i in range(20)]
    folder = make_closed(making, tmp_path / "closed", choices).folder
    one = verify_closed(folder, Expected(), workers=1)
    done: list[int] = []
    two = verify_closed(folder, Expected(), 2, lambda n, _total: done.append(n))
    assert (one.tally, one.sized) == (two.tally, two.sized)
    assert done[-1] == 20


def test_a_worker_names_the_first_bad_ballot(tmp_path: Path) -> None:
    making = Making(plan=make_plan(questions=1, members=30), seed="workers bad")
    made = make_closed(making, tmp_path / "closed", [[AGREE]] * 20)
    parts = engine.take_apart(make_complete(made, tmp_path / "whole", present=20))
    spoiled = list(parts.ballots)
    spoiled[11] = spoiled[11].replace(b'"response":"', b'"response":"1', 1)
    sequence = [
        (kind, spoiled[parts.ballots.index(body)] if body in parts.ballots else body)
        for kind, body in engine.chain(parts)
    ]
    folder = engine.write(parts, tmp_path / "spoiled", sequence)
    # A bare record: the spoiled ballot is no longer in its place in the order.
    with pytest.raises((WrongBallotHash, NumberOutOfRange), match="ballot 12 "):
        verify_bare(folder / "record.bel", Expected(), 2)


def _make(work: tuple[bytes, str]) -> bytes:
    election = read_election(work[0])
    nonce = random_scalar(election.group, secrets.token_bytes)
    choices = [AGREE, DISAGREE, AGREE, DISAGREE]
    seed = secrets.token_bytes(32)
    return make_ballot(election, work[1], choices, seed, nonce).encoded()


@pytest.mark.soak
def test_ten_thousand_ballots_are_verified_in_flat_memory(tmp_path: Path) -> None:
    """Under 300 MB for the largest process, growing far less than the ballots do."""
    peaks = {}
    for ballots in (1_000, 10_000):
        plan = make_plan(questions=4, members=ballots)
        making = Making(plan=plan, seed=f"ten thousand {ballots}")
        setup = making.enrol(ballots)
        work = [(making.election.encoded, private) for private in making.privates]
        with ProcessPoolExecutor() as pool:
            bodies = list(pool.map(_make, work, chunksize=32))
        bodies.sort(key=lambda body: hashlib.sha256(body).hexdigest())
        folder = tmp_path / str(ballots)
        folder.mkdir()
        write_closed(folder, making.manifest, setup, bodies)
        code = (
            "import resource, sys\n"
            "from ballot_service.verify.__main__ import main\n"
            "if __name__ == '__main__':\n"
            "    status = main([sys.argv[1], '--closed', '--json'])\n"
            # Not ru_maxrss: that keeps what this test held when it forked.
            "    lines = open('/proc/self/status').read().splitlines()\n"
            "    own = next(int(x.split()[1]) for x in lines if 'VmHWM' in x)\n"
            "    kids = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
            "    print(max(own, kids) // 1024)\n"
            "    sys.exit(status)\n"
        )
        script = tmp_path / "measure.py"
        script.write_text(code, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(script), str(folder)],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).resolve().parent.parent.parent,
        )
        peaks[ballots] = int(done.stdout.split()[-1])
    print(f"\npeak MB by ballots: {peaks}")
    assert peaks[10_000] < 300
    assert peaks[10_000] < 3 * peaks[1_000]
