"""A room of twenty against the served program: what `scripts/bench-room` must find.

Refuses to look at a clock: hundreds, and how long they wait, are `docs/performance.md`.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

MEMBERS = 20
RECEIPT = "**receipt of a ballot**"


@pytest.mark.timeout(900)
def test_a_room_of_twenty_loses_and_doubles_nothing(tmp_path: Path) -> None:
    told = tmp_path / "told.json"
    command = [sys.executable, str(ROOT / "scripts" / "bench-room")]
    command += ["--members", str(MEMBERS), "--at-once", "0", "--json", str(told)]
    command += ["--arrivals", "2", "--window", "1", "--spread", "3"]
    played = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert played.returncode == 0, played.stdout + played.stderr
    found = f"{MEMBERS} members, {MEMBERS} verified receipts, {MEMBERS} ballots"
    assert found in played.stdout
    (room,) = json.loads(told.read_text(encoding="utf-8"))
    assert room["requests"][RECEIPT]["number"] == MEMBERS
    # A tablet keeps one connection with a name and one without, over all its questions.
    assert room["opened"] < 3 * MEMBERS
