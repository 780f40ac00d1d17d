"""Records as files to carry: out as a zip without times, back as files or a zip.

Refuses to follow a name inside a zip anywhere: nothing is unpacked to a path.
"""

import io
import tempfile
import zipfile
from pathlib import Path

from ballot_service.errors import IncompleteRecord, MissingFile, TooLarge
from ballot_service.protocol.events import read_board
from ballot_service.record.archive import scan_archive
from ballot_service.record.folder import RECORD

_NO_TIME = (1980, 1, 1, 0, 0, 0)
MOST = 512 * 1024 * 1024


def folder_as_zip(folder: Path) -> bytes:
    """Return the files of a record's folder as a zip that says nothing of time."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(folder.iterdir()):
            if path.is_file():
                info = zipfile.ZipInfo(path.name, _NO_TIME)
                info.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(info, path.read_bytes())
    return held.getvalue()


def checker_zip(folder: Path, check: bytes) -> bytes:
    """Return the off-line checker with the package of one vote, as a zip without times.

    Args:
        folder: what set-up built (`static/checker/vendor`).
        check: the file check.json.

    Raises:
        MissingFile: set-up has not built it.
    """
    if not (folder / "index.html").is_file():
        raise MissingFile("static/checker/vendor")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(folder.iterdir()):
            package.writestr(zipfile.ZipInfo(path.name, _NO_TIME), path.read_bytes())
        package.writestr(zipfile.ZipInfo("check.json", _NO_TIME), check)
    return held.getvalue()


def files_by_name(given: dict[str, bytes]) -> dict[str, bytes]:
    """Return uploaded files by their last name; a zip stands for what it holds.

    Raises:
        IncompleteRecord: a zip that cannot be read. TooLarge: unpacked, above MOST.
    """
    found: dict[str, bytes] = {}
    for name, data in given.items():
        if not data.startswith(b"PK\x03\x04"):
            found[_last(name)] = data
            continue
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                members = [item for item in package.infolist() if not item.is_dir()]
                if sum(item.file_size for item in members) > MOST:
                    raise TooLarge(name)
                found |= {_last(item.filename): package.read(item) for item in members}
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise IncompleteRecord("a zip that cannot be read") from error
    return found


def _last(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1]


def partials_of(record: bytes) -> tuple[bytes, ...]:
    """Return the partial decryptions of a complete record, as they stand in it.

    What they are worth is for the workflow to check, one by one.

    Raises:
        RecordError, EncodingError: not a record. IncompleteRecord: not counted yet.
    """
    with tempfile.TemporaryDirectory(prefix="record-") as folder:
        path = Path(folder) / RECORD
        path.write_bytes(record)
        archive = scan_archive(path)
        board = read_board([entry.slot for entry in archive.entries])
        if board.result is None:
            raise IncompleteRecord("the record ends before its result")
        return tuple(
            archive.body(archive.entries[partial]) for partial, _ in board.decryptions
        )
