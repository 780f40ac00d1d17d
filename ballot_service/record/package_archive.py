"""The package's archive: a ZIP of one form only, written and read back to the byte.

Refuses compression, comments, hidden bytes, a name twice, and a foreign path.
"""

import io
import zipfile
from collections.abc import Iterable

from ballot_service.errors import BadPackage
from ballot_service.record.package_fields import PATH
from ballot_service.record.package_list import MAX_FILES, MAX_SIZE

LIST = "submission.json"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_OWNER_ALONE = 0o600 << 16


def write_archive(signed_list: bytes, files: Iterable[tuple[str, bytes]]) -> bytes:
    """Write a package.

    Args:
        signed_list: `submission.json`.
        files: path and content, in the order of the list.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        _add(archive, LIST, signed_list)
        for path, content in files:
            _add(archive, path, content)
    return made.getvalue()


def _add(archive: zipfile.ZipFile, path: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(path, _FIRST_DAY)
    entry.create_system = _UNIX
    entry.external_attr = _OWNER_ALONE
    archive.writestr(entry, content, zipfile.ZIP_STORED)


def read_archive(unverified: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Read a package: `submission.json`, and the other files by path, in their order.

    Raises:
        BadPackage: not a ZIP, another form than `write_archive` gives, too many files.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(unverified)) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            contents = [(one.filename, archive.read(one)) for one in entries]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise BadPackage("not a ZIP archive") from error
    (_, signed_list), *files = contents
    if write_archive(signed_list, files) != unverified:
        raise BadPackage("the archive holds more than its files, or in another form")
    return signed_list, dict(files)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [one.filename for one in entries]
    if not names or names[0] != LIST or len(names) > MAX_FILES + 1:
        raise BadPackage(f"the archive must begin with {LIST}")
    if len(set(names)) != len(names) or not all(map(PATH.fullmatch, names)):
        raise BadPackage("a path twice, or one that no package has")
    # Stored only: nothing can swell while it is read.
    if any(one.compress_type != zipfile.ZIP_STORED for one in entries):
        raise BadPackage("a compressed entry")
    if sum(one.file_size for one in entries) > MAX_SIZE:
        raise BadPackage("more than 1 GiB")
