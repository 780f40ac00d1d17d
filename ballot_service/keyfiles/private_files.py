"""Files for their owner alone: mode 0600, replaced whole or not at all.

Refuses to read a secret that others on the machine may read, where modes have meaning.
"""

import contextlib
import errno
import fcntl
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ballot_service.errors import LooseKeyFile, RefusesToOverwrite, TooLarge

MAX_PRIVATE = 8 * 1024 * 1024
TEMPORARY = ".sealed-"
"""Beginning of the name of a file that is not in its place yet."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@contextlib.contextmanager
def _temporary(folder: Path, data: bytes) -> Iterator[Path]:
    """Write data to a new 0600 file, durably; it is gone when the block ends."""
    descriptor, name = tempfile.mkstemp(prefix=TEMPORARY, dir=folder)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk, where the filesystem knows how."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some sticks cannot sync a folder; their file was synced already. A disk that
        # fails to is another matter.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def replace_private(path: Path, data: bytes) -> None:
    """Write a file of mode 0600 in one step, durably: all of it, or nothing.

    Args:
        path: the file; a symbolic link is followed, so that the file itself changes.
    """
    path = path.resolve()
    with _temporary(path.parent, data) as temporary:
        temporary.replace(path)
    _sync_folder(path.parent)


def create_private(path: Path, data: bytes) -> None:
    """Write a file of mode 0600 that must not exist.

    Raises:
        RefusesToOverwrite: it exists.
    """
    path = path.resolve()
    if path.exists():
        raise RefusesToOverwrite(path.name)
    with _temporary(path.parent, data) as temporary:
        try:
            os.link(temporary, path)
        except FileExistsError as error:
            raise RefusesToOverwrite(path.name) from error
        except OSError:
            # FAT has no links: there, the check above must do.
            temporary.replace(path)
    _sync_folder(path.parent)


def _modes_have_meaning(folder: Path) -> bool:
    """Say whether a new 0600 file in this folder really is 0600 (a FAT stick lies)."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=".mode-", dir=folder)
    except OSError:
        return True
    try:
        return not os.fstat(descriptor).st_mode & _OTHERS
    finally:
        os.close(descriptor)
        Path(name).unlink(missing_ok=True)


def read_private(path: Path) -> bytes:
    """Read a secret file.

    Raises:
        LooseKeyFile: group or others may read it, on a filesystem that keeps modes.
        TooLarge: more than any secret of ours.
        FileNotFoundError, OSError: it cannot be read.
    """
    path = path.resolve()
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_mode & _OTHERS and _modes_have_meaning(
            path.parent
        ):
            raise LooseKeyFile(path.name)
        data = file.read(MAX_PRIVATE + 1)
    if len(data) > MAX_PRIVATE:
        raise TooLarge(path.name)
    return data


@contextlib.contextmanager
def locked_folder(path: Path) -> Iterator[None]:
    """Hold the folder of a secret file for this process alone, until the block ends."""
    descriptor = os.open(path.resolve().parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def erase_private(path: Path) -> None:
    """Overwrite a file in place, durably, and remove it.

    A medium that levels its wear may keep the old blocks: who cares destroys it.

    Raises:
        FileNotFoundError: it is not there. OSError.
    """
    path = path.resolve()
    with path.open("r+b") as file:
        left = os.fstat(file.fileno()).st_size
        while left > 0:
            left -= file.write(bytes(min(left, 1 << 16)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    _sync_folder(path.parent)
