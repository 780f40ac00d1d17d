"""A record's folder: which files it has, read once and named by what they are.

Refuses to believe any of them: what is read here is verified by the room `verify`.
"""

import shlex
from dataclasses import dataclass
from pathlib import Path

from ballot_service.errors import (
    IncompleteRecord,
    NotUnpacked,
    RefusesToOverwrite,
    TooLarge,
)
from ballot_service.record.archive import Archive, scan_archive

RECORD = "record.bel"
MANIFEST = "manifest.json"
STATEMENT = "statement.json"
_MAX_SIDE_FILE = 32 * 1024 * 1024
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Folder:
    """The files of one record; a bare `FILE.bel` has neither of the other two."""

    archive: Path
    unverified_manifest: bytes | None
    unverified_statement: bytes | None

    def scan(self) -> Archive:
        """Scan the archive (see `scan_archive`)."""
        return scan_archive(self.archive)


def read_side_file(path: Path) -> bytes | None:
    """Read a file beside the archive, or return None where there is none.

    Raises:
        TooLarge: more than 32 MiB.
    """
    if not path.is_file():
        return None
    if path.stat().st_size > _MAX_SIDE_FILE:
        raise TooLarge(path.name)
    return path.read_bytes()


def require_unpacked(path: Path) -> None:
    """Check that a record is not still in the zip that the service hands out.

    Raises:
        NotUnpacked: it is; the command that unpacks it stands in the detail.
    """
    if not path.is_file():
        return
    with path.open("rb") as file:
        if file.read(len(_ZIP)) == _ZIP:
            raise NotUnpacked(f"unzip {shlex.quote(path.name)} -d record")


def open_folder(path: Path) -> Folder:
    """Open a record's folder, or one archive by itself.

    Raises:
        IncompleteRecord: there is no archive, or a folder of ours has no manifest.
        NotUnpacked: the zip that the service hands out.
    """
    require_unpacked(path)
    if path.is_file():
        return Folder(path, None, None)
    archive = path / RECORD
    if not archive.is_file():
        raise IncompleteRecord(f"no {RECORD} in {path.name}")
    manifest = read_side_file(path / MANIFEST)
    if manifest is None:
        raise IncompleteRecord(f"no {MANIFEST}; give {RECORD} itself for a bare record")
    return Folder(archive, manifest, read_side_file(path / STATEMENT))


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist.

    Raises:
        RefusesToOverwrite: it exists.
    """
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise RefusesToOverwrite(path.name) from error
