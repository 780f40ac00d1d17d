"""A trustee's share: its file, its election, and the latch that holds for ever."""

import dataclasses
import multiprocessing
import os
import secrets
import stat
from pathlib import Path

import pytest

from ballot_service.crypto.group import group_named
from ballot_service.errors import (
    CorruptedKeyFile,
    LatchedToAnother,
    LooseKeyFile,
    MissingFile,
    OutOfTurn,
    RefusesToOverwrite,
    ShareOfAnotherElection,
    WeakPassphrase,
    WrongPassphrase,
)
from ballot_service.keyfiles import private_files, shares
from ballot_service.keyfiles.sealed import CHEAP_FOR_TESTS
from ballot_service.keyfiles.shares import Share, create_share, open_share, read_label
from ballot_service.protocol.ceremony_keys import Committee
from ballot_service.protocol.ceremony_together import hold_ceremony

RANDOM = secrets.token_bytes
UUID = "7cNmVwewX876qM"
PASSPHRASE = "mật khẩu của thành viên"
STATES, _ = hold_ceremony(
    Committee(UUID, group_named("Ed25519"), 3, 2), "ab" * 32, RANDOM
)
FIRST, SECOND = "11" * 32, "22" * 32


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "share-1.json"
    create_share(target, STATES[0], PASSPHRASE, RANDOM, CHEAP_FOR_TESTS)
    return target


def opened(path: Path) -> Share:
    return open_share(path, PASSPHRASE, RANDOM, UUID)


def test_it_opens_as_it_was_sealed_and_is_for_its_owner_alone(path: Path) -> None:
    assert opened(path).state == STATES[0]
    assert opened(path).latched == ""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_label(path).index == 1
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_nothing_secret_is_readable_outside(path: Path) -> None:
    data = path.read_bytes()
    state = STATES[0]
    for secret in (
        state.seed,
        state.signing_seed.hex(),
        str(state.decryption_key),
        PASSPHRASE,
    ):
        assert secret.encode() not in data
        assert secret not in repr(opened(path))


def test_each_wrong_share_has_its_own_error(path: Path) -> None:
    with pytest.raises(WrongPassphrase):
        open_share(path, "một mật khẩu khác", RANDOM, UUID)
    with pytest.raises(ShareOfAnotherElection):
        open_share(path, PASSPHRASE, RANDOM, "9cNmVwewX876qM")
    data = path.read_bytes()
    path.write_bytes(data.replace(b'"index":1', b'"index":2'))
    with pytest.raises(CorruptedKeyFile):
        opened(path)
    path.write_bytes(data[:-20])
    with pytest.raises(CorruptedKeyFile):
        opened(path)
    path.unlink()
    with pytest.raises(MissingFile):
        opened(path)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666, 0o610])
def test_a_share_that_others_may_read_is_refused(path: Path, mode: int) -> None:
    path.chmod(mode)
    with pytest.raises(LooseKeyFile):
        opened(path)
    path.chmod(0o600)
    assert opened(path).state == STATES[0]


def test_a_stick_that_knows_no_modes_is_not_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On FAT every file looks open to all; the passphrase is what protects it there."""
    path.chmod(0o777)
    monkeypatch.setattr(private_files, "_modes_have_meaning", lambda _folder: False)
    assert opened(path).state == STATES[0]


def test_no_share_is_overwritten_or_weakly_sealed(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(RefusesToOverwrite):
        create_share(path, STATES[1], PASSPHRASE, RANDOM, CHEAP_FOR_TESTS)
    assert path.read_bytes() == before
    with pytest.raises(WeakPassphrase):
        create_share(path.with_name("n"), STATES[1], "ngắn", RANDOM, CHEAP_FOR_TESTS)
    assert not path.with_name("n").exists()


def test_the_state_moves_on_durably_and_only_from_what_is_on_disk(path: Path) -> None:
    share = opened(path)
    later = dataclasses.replace(STATES[0], phase="accepted")
    share.advance(later)
    assert opened(path).state == later
    with pytest.raises(OutOfTurn):
        share.advance(dataclasses.replace(STATES[0], phase="shared"))
    with pytest.raises(ShareOfAnotherElection):
        opened(path).advance(STATES[1])


# --- the latch ------------------------------------------------------------------------


def test_the_latch_is_on_disk_when_it_returns(path: Path) -> None:
    assert opened(path).latch(FIRST).latched == FIRST
    assert opened(path).latched == FIRST


def test_the_same_record_again_is_no_fault(path: Path) -> None:
    opened(path).latch(FIRST)
    before = path.read_bytes()
    assert opened(path).latch(FIRST).latched == FIRST
    assert path.read_bytes() == before


def test_another_record_is_refused_for_ever(path: Path) -> None:
    stale = opened(path)
    opened(path).latch(FIRST)
    with pytest.raises(LatchedToAnother):
        opened(path).latch(SECOND)
    with pytest.raises(LatchedToAnother):
        stale.latch(SECOND)
    assert opened(path).latched == FIRST


def test_a_stale_state_cannot_undo_the_latch(path: Path) -> None:
    stale = opened(path)
    opened(path).latch(FIRST)
    with pytest.raises(OutOfTurn):
        stale.advance(stale.state)
    assert opened(path).latched == FIRST


def test_a_crash_while_latching_leaves_the_old_file_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = opened(path)

    def crash(self: Path, _target: Path) -> Path:
        raise OSError(5, "power cut")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", crash)
        with pytest.raises(OSError, match="power cut"):
            share.latch(FIRST)
    assert opened(path).latched == ""
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_the_file_is_synced_before_it_gets_its_name(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def note_fsync(descriptor: int) -> None:
        done.append("fsync")
        fsync(descriptor)

    def note_replace(self: Path, target: Path) -> Path:
        done.append("replace")
        return replace(self, target)

    share = opened(path)
    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(Path, "replace", note_replace)
    share.latch(FIRST)
    assert done == ["fsync", "replace", "fsync"]


def test_a_link_to_the_share_latches_the_share_itself(path: Path) -> None:
    link = path.with_name("link.json")
    link.symlink_to(path)
    opened(link).latch(FIRST)
    assert opened(path).latched == FIRST
    assert link.is_symlink()


def _race(path: Path, end_hash: str) -> str:
    try:
        return opened(path).latch(end_hash).latched
    except LatchedToAnother:
        return "refused"


def test_of_two_programs_at_once_one_latches(path: Path) -> None:
    hashes = [f"{i:02x}" * 32 for i in range(1, 9)]
    with multiprocessing.get_context("fork").Pool(4) as pool:
        answers = pool.starmap(_race, [(path, item) for item in hashes])
    assert sorted(answers).count("refused") == len(hashes) - 1
    assert opened(path).latched in answers


def test_only_the_label_is_believed_before_opening() -> None:
    assert shares.SCHEMA == "ballot-service/share/1"
    assert set(shares.ShareLabel("u", 1, "g").to_json()) == {
        "schema",
        "uuid",
        "index",
        "group",
    }
