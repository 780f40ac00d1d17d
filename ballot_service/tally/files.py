"""Public files that the tool reads and writes.

Refuses to overwrite, and to leave half a result behind.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ballot_service.errors import MissingFile, RefusesToOverwrite, TooLarge
from ballot_service.record.folder import write_new

_MAX = 64 * 1024 * 1024


def read_public(path: Path) -> bytes:
    """Read a public file; a line end that a stick's editor added is stripped.

    Raises:
        MissingFile: it is not there. TooLarge.
    """
    try:
        if path.stat().st_size > _MAX:
            raise TooLarge(path.name)
        return path.read_bytes().rstrip(b"\r\n")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise MissingFile(str(path)) from error


def write_public(path: Path, data: bytes) -> None:
    """Write a new public file; the same bytes again are no fault.

    Raises:
        RefusesToOverwrite: another file is there.
    """
    if path.exists():
        if read_public(path) != data:
            raise RefusesToOverwrite(path.name)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_new(path, data)


def replace_public(path: Path, data: bytes) -> None:
    """Replace a public file in one step."""
    descriptor, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(name).chmod(0o644)
    Path(name).replace(path)


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """Give a folder to be filled; it gets its name only if the block succeeds.

    Raises:
        RefusesToOverwrite: the name is taken.
    """
    if target.exists():
        raise RefusesToOverwrite(target.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=target.parent))
    try:
        yield draft
        draft.chmod(0o755)
        draft.replace(target)
    finally:
        if draft.exists():
            shutil.rmtree(draft)
