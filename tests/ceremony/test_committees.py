"""Committees of 1, 3 and 5 make a key, lose shares, and count; outsiders agree."""

import json
import secrets
import shutil
import subprocess
from itertools import combinations
from pathlib import Path

import pytest

from ballot_service.keyfiles.shares import open_share
from ballot_service.protocol.ceremony_belenios import write_dkey_release_2
from ballot_service.verify.verifier import Expected, verify_signed
from tests.tally.desk import Desk, run

RESULT = ((3, 1), (1, 1))


def ready(folder: Path, group: str, size: int, threshold: int) -> Desk:
    desk = Desk(folder, group, size, threshold)
    assert desk.hold_ceremony().code == 0
    desk.record()
    return desk


@pytest.mark.parametrize("group", ["Ed25519", "BELENIOS-2048"])
@pytest.mark.parametrize(("size", "threshold"), [(1, 1), (3, 2), (5, 3)])
def test_the_last_t_members_count_and_t_less_one_do_not(
    tmp_path: Path, group: str, size: int, threshold: int
) -> None:
    desk = ready(tmp_path, group, size, threshold)
    record = desk.folder / "record"
    before = {path.name: path.read_bytes() for path in record.iterdir()}
    last = tuple(range(size - threshold + 1, size + 1))
    if threshold > 1:
        answer = desk.count(record, *last[1:])
        assert (answer.code, answer.error) == (1, "TooFewShares")
    for lost in set(range(1, size + 1)) - set(last):
        desk.share(lost).unlink()
    answer = desk.count(record, *last)
    assert answer.code == 0, answer.err
    complete, _ = verify_signed(desk.folder / "result", Expected(present=5, issued=4))
    assert complete.result == RESULT
    assert tuple(sorted(complete.partials)) == last
    assert {path.name: path.read_bytes() for path in record.iterdir()} == before


def test_any_two_of_three_give_the_same_result(tmp_path: Path) -> None:
    desk = ready(tmp_path, "Ed25519", 3, 2)
    for pair in combinations((1, 2, 3), 2):
        out = "result-" + "-".join(map(str, pair))
        assert desk.count(desk.folder / "record", *pair, out=out).code == 0
        complete, _ = verify_signed(desk.folder / out, Expected())
        assert complete.result == RESULT


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory, belenios_tool: str) -> Desk:
    assert belenios_tool
    return ready(tmp_path_factory.mktemp("belenios"), "BELENIOS-2048", 3, 2)


@pytest.mark.belenios
def test_belenios_tool_opens_our_tally_with_a_share_of_our_ceremony(
    theirs: Desk, belenios_tool: str, tmp_path: Path
) -> None:
    record, aggregate = theirs.folder / "record", tmp_path / "aggregate"
    assert run("aggregate", record, "--out", aggregate, "--workers", 1).code == 0
    state = open_share(theirs.share(2), "mật khẩu của số 2", secrets.token_bytes).state
    group = state.committee.group
    (aggregate / "2.key").write_text(state.seed + "\n")
    (aggregate / "2.dkey").write_text(
        write_dkey_release_2(
            group, state.seed, state.decryption_key, secrets.token_bytes
        )
        + "\n"
    )
    answer = subprocess.run(
        [
            *(belenios_tool, "election", "decrypt-threshold", "--dir", "."),
            *("--key", "2.key", "--decryption-key", "2.dkey", "--trustee-id", "2"),
        ],
        cwd=aggregate,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert answer.returncode == 0, answer.stderr
    theirs.partial(record, 2).write_text(answer.stdout)
    assert theirs.decrypt(record, 3).code == 0
    combined = theirs.combine(record, 2, 3, out="mixed")
    assert combined.code == 0, combined.err
    assert combined.value["opened"] == [2, 3]
    verdict = combined.value["verdict"]
    assert isinstance(verdict, dict)
    rows = verdict["outcomes"]
    assert [(row["agree"], row["disagree"]) for row in rows] == [
        (3, 1),
        (1, 1),
    ]


@pytest.mark.belenios
def test_belenios_tool_accepts_our_count(
    theirs: Desk, belenios_tool: str, tmp_path: Path
) -> None:
    record = theirs.folder / "record"
    assert theirs.count(record, 1, 3, out="counted").code == 0
    archive = theirs.folder / "counted" / "record.bel"
    shutil.copy(archive, tmp_path / f"{theirs.making.uuid}.bel")
    answer = subprocess.run(
        [belenios_tool, "election", "verify", "--dir", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert answer.returncode == 0, answer.stderr
    assert "all checks passed" in answer.stderr
    answer = subprocess.run(
        [belenios_tool, "election", "compute-result", "--dir", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert json.loads(answer.stdout.splitlines()[0])["result"] == [[3, 1], [1, 1]]
