"""Python and the booth's JavaScript: the same inputs give the same bytes in both.

`tests/booth/vectors.test.mjs` checks the other direction.
"""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from ballot_service.protocol.ballot import read_ballot, tracker
from ballot_service.protocol.check_ballot import check_ballot
from ballot_service.protocol.election import read_election
from ballot_service.protocol.make_ballot import make_ballot

FOLDER = Path(__file__).parent.parent / "vectors"


def vectors(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / name).read_text())["vectors"]
    return found


CASES = [*vectors("ballots-js.json"), *vectors("ballots-py.json")]
FIELDS = {
    *("name", "election", "credential", "seed", "nonce", "choices", "ballot"),
    "tracker",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_ballot_comes_out_of_its_seed_to_the_byte(case: dict[str, Any]) -> None:
    assert set(case) == FIELDS
    election = read_election(case["election"].encode())
    seed, nonce = bytes.fromhex(case["seed"]), int(case["nonce"])
    made = make_ballot(election, case["credential"], case["choices"], seed, nonce)
    raw = case["ballot"].encode()
    assert made.encoded() == raw
    assert tracker(raw) == case["tracker"]
    check_ballot(election, read_ballot(election.group, raw))


def test_both_files_hold_both_groups_and_blank_questions() -> None:
    for name in ("ballots-js.json", "ballots-py.json"):
        elections = [json.loads(case["election"]) for case in vectors(name)]
        assert {e["group"] for e in elections} == {"Ed25519", "BELENIOS-2048"}
        assert any(e["questions"][0].get("blank") for e in elections)


def test_our_file_is_what_its_script_writes(root: Path) -> None:
    script = runpy.run_path(str(root / "scripts" / "make-vectors-py"))
    assert script["written"]() == (FOLDER / "ballots-py.json").read_text()
