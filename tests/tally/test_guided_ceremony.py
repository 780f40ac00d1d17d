"""The guided ceremony: what it writes, what it does not, and what it refuses."""

import json
import stat
from pathlib import Path

import pytest

from ballot_service.keyfiles.sealed import CHEAP_FOR_TESTS
from ballot_service.keyfiles.shares import open_share
from ballot_service.protocol.ceremony_messages import read_signing_keys
from ballot_service.record.signatures import thumbprint
from ballot_service.tally.cli import main
from tests.making import seeded
from tests.tally.desk import Desk, run

RANDOM = seeded("guided")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "desk")


def test_it_writes_the_shares_and_two_public_files_and_nothing_else(
    desk: Desk,
) -> None:
    assert desk.hold_ceremony().code == 0
    made = {
        str(path.relative_to(desk.folder / "ceremony"))
        for path in (desk.folder / "ceremony").rglob("*")
        if path.is_file()
    }
    assert made == {
        "trustees.json",
        "signing_keys.json",
        *(f"{i}/share-{i}.json" for i in (1, 2, 3)),
    }
    for index in (1, 2, 3):
        assert stat.S_IMODE(desk.share(index).stat().st_mode) == 0o600


def test_no_secret_of_a_trustee_is_written_anywhere(desk: Desk) -> None:
    answer = desk.hold_ceremony()
    written = b"".join(
        path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()
    )
    for index in (1, 2, 3):
        passphrase = f"mật khẩu của số {index}"
        state = open_share(desk.share(index), passphrase, RANDOM).state
        for secret in (
            state.seed,
            state.signing_seed.hex(),
            str(state.decryption_key),
            str(state.keys.signing),
            str(state.keys.decryption),
        ):
            assert secret.encode() not in written
            assert secret not in answer.out + answer.err


def test_each_share_goes_to_its_own_stick(desk: Desk, tmp_path: Path) -> None:
    sticks = [tmp_path / f"usb{i}" for i in (1, 2, 3)]
    options = [item for stick in sticks for item in ("--share-dir", stick)]
    answer = run(
        *("ceremony", desk.manifest, "--out", desk.folder / "public", *options),
        *desk.passphrases(1, 2, 3),
    )
    assert answer.code == 0
    for index, stick in enumerate(sticks, start=1):
        assert [path.name for path in stick.iterdir()] == [f"share-{index}.json"]


def test_thumbprints_and_codes_are_said(desk: Desk) -> None:
    value = desk.hold_ceremony().value
    keys = read_signing_keys(desk.making.group, desk.keys.read_bytes())
    assert value["thumbprints"] == [thumbprint(key.public) for key in keys]
    assert value["public_key"] == desk.making.election.public_key
    spoken = run(
        *("ceremony", desk.manifest, "--out", desk.folder / "again"),
        *desk.passphrases(1, 2, 3),
    )
    assert "chìa khóa hòm phiếu" in spoken.out
    assert "tối thiểu 2/3 mảnh khóa" in spoken.out
    assert desk.making.manifest.committee[0].name in spoken.out


def test_nothing_is_overwritten(desk: Desk) -> None:
    desk.hold_ceremony()
    before = desk.share(2).read_bytes()
    again = run(
        *("ceremony", desk.manifest, "--out", desk.folder / "ceremony"),
        *desk.passphrases(1, 2, 3),
    )
    assert (again.code, again.error) == (1, "RefusesToOverwrite")
    assert desk.share(2).read_bytes() == before


@pytest.mark.parametrize("sticks", [["a"], ["a", "b", "b"], ["a", "b", "c", "d"]])
def test_one_stick_a_member(desk: Desk, sticks: list[str]) -> None:
    options = [x for name in sticks for x in ("--share-dir", desk.folder / name)]
    answer = run(
        *("ceremony", desk.manifest, "--out", desk.folder / "p", *options),
        *desk.passphrases(1, 2, 3),
    )
    assert (answer.code, answer.error) == (1, "CeremonyError")


def test_a_weak_passphrase_leaves_nothing_behind(desk: Desk) -> None:
    (desk.folder / "pw-3").write_text("ngắn\n")
    answer = run(
        *("ceremony", desk.manifest, "--out", desk.folder / "p"),
        *desk.passphrases(1, 2, 3),
    )
    assert (answer.code, answer.error) == (1, "WeakPassphrase")
    assert not (desk.folder / "p").exists()


def test_a_passphrase_file_that_others_may_read_is_refused(desk: Desk) -> None:
    (desk.folder / "pw-2").chmod(0o644)
    answer = run(
        *("ceremony", desk.manifest, "--out", desk.folder / "p"),
        *desk.passphrases(1, 2, 3),
    )
    assert (answer.code, answer.error) == (1, "LooseKeyFile")


def test_members_type_in_turn_and_are_asked_again(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    good = [f"mật khẩu của số {i}" for i in (1, 2, 3)]
    typed = ["ngắn", good[0], "khác đi một chút", good[0], good[0]]
    typed += [good[1], good[1], good[2], good[2]]
    prompts: list[str] = []

    def ask(prompt: str) -> str:
        prompts.append(prompt)
        return typed.pop(0)

    out = desk.folder / "ceremony"
    arguments = ["ceremony", str(desk.manifest), "--out", str(out)]
    assert main(arguments, ask=ask, stretching=CHEAP_FOR_TESTS) == 0
    assert not typed
    assert "số 1" in prompts[0]
    assert "số 3" in prompts[-1]
    said = capsys.readouterr().out
    assert "quá ngắn" in said
    assert "không giống nhau" in said
    for index, passphrase in enumerate(good, start=1):
        state = open_share(desk.share(index), passphrase, RANDOM).state
        assert state.phase == "finished"
        assert json.loads(state.signing_keys) == json.loads(desk.keys.read_bytes())


def test_without_a_terminal_nothing_is_asked(desk: Desk) -> None:
    answer = run("ceremony", desk.manifest, "--out", desk.folder / "p")
    assert (answer.code, answer.error) == (1, "NoTerminal")
