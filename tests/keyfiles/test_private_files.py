"""Private files: 0600, whole or not at all, on disks and on sticks."""

import errno
import os
import stat
from pathlib import Path

import pytest

from ballot_service.errors import LooseKeyFile, RefusesToOverwrite, TooLarge
from ballot_service.keyfiles import private_files
from ballot_service.keyfiles.private_files import (
    create_private,
    read_private,
    replace_private,
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_made_and_replaced_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    before = os.umask(0)
    try:
        create_private(path, b"one")
        assert (mode(path), read_private(path)) == (0o600, b"one")
        replace_private(path, b"two")
    finally:
        os.umask(before)
    assert (mode(path), read_private(path)) == (0o600, b"two")
    assert list(tmp_path.iterdir()) == [path]


def test_never_created_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret"
    create_private(path, b"one")
    with pytest.raises(RefusesToOverwrite):
        create_private(path, b"two")
    # Two programs at once: the second passes the first look, and still loses.
    monkeypatch.setattr(Path, "exists", lambda _self: False)
    with pytest.raises(RefusesToOverwrite):
        create_private(path, b"two")
    assert path.read_bytes() == b"one"
    assert os.listdir(tmp_path) == ["secret"]  # noqa: PTH208


def test_a_stick_without_links_takes_the_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_arguments: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "secret"
    create_private(path, b"one")
    assert read_private(path) == b"one"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("code", "fails"),
    [(errno.EINVAL, False), (errno.ENOTSUP, False), (errno.EIO, True)],
)
def test_a_folder_that_cannot_sync_is_not_one_that_fails_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, *, fails: bool
) -> None:
    fsync = os.fsync

    def on_folder(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(code, "folder")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", on_folder)
    path = tmp_path / "secret"
    if fails:
        with pytest.raises(OSError, match="folder"):
            create_private(path, b"one")
    else:
        create_private(path, b"one")
        assert read_private(path) == b"one"


def test_a_disk_that_fails_to_sync_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret"
    create_private(path, b"one")

    def broken(_descriptor: int) -> None:
        raise OSError(errno.EIO, "disk")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", broken)
        with pytest.raises(OSError, match="disk"):
            replace_private(path, b"two")
    assert read_private(path) == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_what_others_may_read_is_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret"
    create_private(path, b"one")
    path.chmod(0o640)
    with pytest.raises(LooseKeyFile):
        read_private(path)

    def read_only(*_arguments: object, **_options: object) -> tuple[int, str]:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr("tempfile.mkstemp", read_only)
    with pytest.raises(LooseKeyFile):
        read_private(path)


def test_a_secret_has_a_size(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    create_private(path, bytes(private_files.MAX_PRIVATE + 1))
    with pytest.raises(TooLarge):
        read_private(path)
