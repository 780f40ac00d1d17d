"""A whole vote on paper: the service's files, the committee's own tool, and back.

Refuses a shortcut between the two: only files and the typed code go over.
"""

from pathlib import Path

import pytest

from ballot_service.keyfiles.sealed import CHEAP_FOR_TESTS
from ballot_service.keyfiles.shares import create_share
from ballot_service.planning.ballot_event import State
from ballot_service.tally.cli import main as tally
from ballot_service.verify.importer import main as importer
from ballot_service.workflows import (
    delivering,
    overview,
    paper_counting,
    paper_sheets,
    publication,
)
from tests.paper_ballots import enter_both, until_paper
from tests.simulator import CHAIR, HEAD, NOW, ElectionSimulator


def write_shares(sim: ElectionSimulator, folder: Path) -> list[str]:
    """Seal two trustees' shares, and return the options that name them."""
    words = []
    for index in (1, 3):
        share, typed = folder / f"share-{index}.json", folder / f"pw-{index}"
        passphrase = f"mật khẩu của số {index}"
        state = sim.states[index - 1]
        create_share(share, state, passphrase, sim.random, CHEAP_FOR_TESTS)
        typed.touch(mode=0o600)
        typed.write_text(passphrase + "\n")
        words += ["--share", str(share), "--passphrase-file", str(typed)]
    return words


def test_from_the_tellers_to_the_planning_system(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "service").mkdir()
    sim = ElectionSimulator(tmp_path / "service")
    until_paper(sim)
    enter_both(sim)
    sheet = paper_sheets.paper_sheet(sim.office, sim.event)
    manifest, counts = tmp_path / "manifest.json", tmp_path / "counts.json"
    manifest.write_bytes(overview.manifest_bytes(sim.office, sim.event))
    counts.write_bytes(paper_sheets.agreed_counts(sim.office, sim.event))
    words = ["paper", str(manifest), "--counts", str(counts), "--code", sheet.code]
    words += ["--out", str(tmp_path / "result"), *write_shares(sim, tmp_path)]
    assert tally(words) == 0
    assert sheet.code in capsys.readouterr().out
    signed = (tmp_path / "result" / "statement.json").read_bytes()
    paper_counting.take_paper_statement(sim.office, sim.event, HEAD, signed, NOW)
    assert publication.publish(sim.office, sim.event, CHAIR, NOW) is State.PUBLISHED
    drop = tmp_path / "drop"
    drop.mkdir()
    (package,) = delivering.drop(sim.office, drop, None, NOW)
    options = [str(package), "--ledger", str(tmp_path / "ledger.json")]
    options += ["--manifest", sheet.manifest_code, "--run", "1"]
    for pin in sheet.thumbprints:
        options += ["--key", pin]
    assert importer(options) == 0
    out = capsys.readouterr().out
    assert "phiếu giấy" in out
    assert "T1/UC01: 3/5 [taken" in out
