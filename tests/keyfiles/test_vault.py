"""Attached files at rest: what was put in comes out, or nothing does."""

from pathlib import Path

import pytest

from ballot_service.errors import AttachmentDamaged
from ballot_service.keyfiles.vault import CHUNK, MAGIC, Vault, drop_unfinished

KEY = bytes(range(32))
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7)
SEALED_CHUNK = CHUNK + 17
HEAD = len(MAGIC) + 24


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "attachments", KEY)


def content(size: int) -> bytes:
    return bytes(i * 31 % 251 for i in range(size))


@pytest.mark.parametrize("size", SIZES)
def test_what_was_put_in_comes_out(vault: Vault, size: int) -> None:
    digest = vault.put(content(size))
    assert vault.read(digest) == content(size)
    assert vault.digests() == {digest}


def test_a_file_on_disk_is_sealed_and_for_its_owner_alone(vault: Vault) -> None:
    secret = b"so yeu ly lich " * 9000
    path = vault.path_of(vault.put(secret))
    assert b"so yeu ly lich" not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert vault.folder.stat().st_mode & 0o777 == 0o700


def test_the_same_content_is_kept_once_and_sealed_afresh_each_time(
    vault: Vault, tmp_path: Path
) -> None:
    digest = vault.put(b"one")
    before = vault.path_of(digest).read_bytes()
    assert vault.put(b"one") == digest
    assert vault.path_of(digest).read_bytes() == before
    other = Vault(tmp_path / "other", KEY)
    assert other.path_of(other.put(b"one")).read_bytes() != before


@pytest.mark.parametrize(
    "place", [0, len(MAGIC), HEAD - 1, HEAD, HEAD + 1, HEAD + SEALED_CHUNK, -1]
)
def test_a_changed_byte_is_refused(vault: Vault, place: int) -> None:
    digest = vault.put(content(CHUNK + 100))
    path = vault.path_of(digest)
    sealed = bytearray(path.read_bytes())
    sealed[place] ^= 1
    path.write_bytes(sealed)
    with pytest.raises(AttachmentDamaged):
        vault.read(digest)


def test_no_cut_and_no_addition_passes(vault: Vault) -> None:
    digest = vault.put(content(2 * CHUNK + 100))
    path = vault.path_of(digest)
    whole = path.read_bytes()
    for end in (0, 5, HEAD, HEAD + SEALED_CHUNK, HEAD + 2 * SEALED_CHUNK, -1):
        path.write_bytes(whole[:end])
        with pytest.raises(AttachmentDamaged):
            vault.read(digest)
    path.write_bytes(whole + b"\0")
    with pytest.raises(AttachmentDamaged):
        vault.read(digest)


def test_nothing_follows_the_last_full_chunk(vault: Vault) -> None:
    digest = vault.put(content(2 * CHUNK))
    path = vault.path_of(digest)
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(AttachmentDamaged, match="follows"):
        vault.read(digest)


def test_chunks_in_another_order_are_refused(vault: Vault) -> None:
    digest = vault.put(content(3 * CHUNK))
    path = vault.path_of(digest)
    whole = path.read_bytes()
    first, second = HEAD + SEALED_CHUNK, HEAD + 2 * SEALED_CHUNK
    path.write_bytes(
        whole[:HEAD] + whole[first:second] + whole[HEAD:first] + whole[second:]
    )
    with pytest.raises(AttachmentDamaged):
        vault.read(digest)


def test_one_persons_file_cannot_stand_in_for_anothers(vault: Vault) -> None:
    mine, other = vault.put(b"good conduct"), vault.put(b"a reprimand")
    vault.path_of(other).write_bytes(vault.path_of(mine).read_bytes())
    with pytest.raises(AttachmentDamaged, match="misnamed"):
        vault.read(other)


def test_another_key_opens_nothing(vault: Vault) -> None:
    digest = vault.put(b"sealed")
    with pytest.raises(AttachmentDamaged):
        Vault(vault.folder, bytes(31) + b"\1").read(digest)


def test_a_lost_file_is_named_and_a_damaged_one_replaced(vault: Vault) -> None:
    digest = vault.put(b"sealed")
    vault.path_of(digest).write_bytes(b"rubbish")
    assert vault.put(b"sealed") == digest
    assert vault.read(digest) == b"sealed"
    vault.remove(digest)
    vault.remove(digest)
    with pytest.raises(AttachmentDamaged, match="lost"):
        vault.read(digest)


@pytest.mark.parametrize("name", ["", "../keys", "a" * 63, "A" * 64, "g" * 64])
def test_no_name_leads_out_of_the_folder(vault: Vault, name: str) -> None:
    with pytest.raises(AttachmentDamaged):
        vault.read(name)


def test_what_a_crash_left_half_written_is_gone_at_start(vault: Vault) -> None:
    digest = vault.put(b"kept")
    (vault.folder / ".sealed-x1").write_bytes(b"half")
    drop_unfinished(vault.folder)
    assert [path.name for path in vault.folder.iterdir()] == [digest]
    drop_unfinished(vault.folder / "not there")
    assert vault.digests() == {digest}
