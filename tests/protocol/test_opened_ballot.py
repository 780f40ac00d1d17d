"""Opened ballots: vectors that the booth's JavaScript checks too, and forms refused."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from ballot_service.errors import (
    BadOpening,
    BallotServiceError,
    WrongElection,
    WrongOpening,
)
from ballot_service.protocol.election import read_election
from ballot_service.protocol.opened_ballot import check_opened, tracker_text

FOLDER = Path(__file__).parents[1] / "vectors"
VECTORS: list[dict[str, Any]] = json.loads((FOLDER / "openings.json").read_text())[
    "vectors"
]


def test_the_files_are_what_their_script_writes(root: Path) -> None:
    script = runpy.run_path(str(root / "scripts" / "make-vectors-more"))
    for name, text in script["written"]().items():
        assert (FOLDER / name).read_text() == text, name


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["name"]))
def test_an_opening_gives_the_ballot_again(vector: dict[str, Any]) -> None:
    election = read_election(vector["election"].encode())
    about = (vector["setup"], vector["tracker"])
    opened = check_opened(election, *about, vector["opening"])
    assert opened.choices == vector["choices"]
    assert opened.credential == vector["credential"]
    assert opened.encoded() == vector["opening"]
    assert tracker_text(election.uuid, *about) == vector["shown"]


def test_both_groups_are_there() -> None:
    groups = {json.loads(vector["election"])["group"] for vector in VECTORS}
    assert groups == {"Ed25519", "BELENIOS-2048"}


@pytest.mark.parametrize("at", range(8))
def test_every_field_but_the_services_signature_is_bound(at: int) -> None:
    """The signature of the service is checked by who has the manifest's key."""
    vector = VECTORS[0]
    election = read_election(vector["election"].encode())
    parts = vector["opening"].split("|")
    last = parts[at][-1]
    parts[at] = parts[at][:-1] + ("1" if last != "1" else "2")
    with pytest.raises(BallotServiceError):
        check_opened(election, vector["setup"], vector["tracker"], "|".join(parts))


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda text: text + "|more", BadOpening),
        (lambda text: text.replace("opening/1", "opening/2"), BadOpening),
        (lambda text: "|".join(text.split("|")[:-1]), BadOpening),
        (lambda text: text[:0], BadOpening),
    ],
)
def test_other_forms_are_refused(change: Any, error: type[Exception]) -> None:  # noqa: ANN401
    vector = VECTORS[0]
    election = read_election(vector["election"].encode())
    with pytest.raises(error):
        check_opened(
            election, vector["setup"], vector["tracker"], change(vector["opening"])
        )


def test_another_setup_or_tracker_is_refused() -> None:
    vector = VECTORS[0]
    election = read_election(vector["election"].encode())
    with pytest.raises(WrongElection):
        check_opened(election, "ab" * 32, vector["tracker"], vector["opening"])
    with pytest.raises(WrongOpening):
        check_opened(election, vector["setup"], "ab" * 32, vector["opening"])
