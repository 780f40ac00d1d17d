"""The package of a statement: a folder that a planning system takes from a file drop.

Refuses to show itself half written, and to replace another statement's package.
"""

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ballot_service.errors import IncompletePackage, RefusesToOverwrite
from ballot_service.record.folder import MANIFEST, STATEMENT, read_side_file, write_new

THUMBPRINTS = "thumbprints-for-comparison.txt"
README = "README.txt"
_PREFIX = "statement-"
_NEW = ".new-"
_README = """\
Bản kết quả đã ký / a signed statement

statement.json  bản kết quả, có chữ ký số / the statement with its signatures
manifest.json   cấu hình đã chốt của cuộc bỏ phiếu / the frozen manifest
{thumbprints}
                chỉ để so sánh / for comparison only

Dấu vân tay khóa phải lấy từ biên bản mở bỏ phiếu đã ký, không lấy từ thư mục này.
The pins come from the signed opening sheet, never from this folder:

  python -m ballot_service.verify.importer PACKAGE \\
      --keys FILE-TYPED-FROM-THE-SHEET --manifest CODE-ON-THE-SHEET --ledger LEDGER
"""


@dataclass(frozen=True)
class Package:
    """What a package holds, before anybody checked it."""

    unverified_statement: bytes
    unverified_manifest: bytes


def read_package(folder: Path) -> Package:
    """Read a package. A record's folder with its statement is one, too.

    Raises:
        IncompletePackage: a file is missing. TooLarge.
    """
    statement = read_side_file(folder / STATEMENT)
    manifest = read_side_file(folder / MANIFEST)
    if statement is None or manifest is None:
        missing = STATEMENT if statement is None else MANIFEST
        raise IncompletePackage(f"no {missing} in {folder.name}")
    return Package(statement, manifest)


def write_package(
    drop: Path, uuid: str, package: Package, thumbprints: Sequence[str]
) -> Path:
    """Write a package into a drop folder, all of it or nothing; again is harmless.

    Args:
        drop: an existing folder that the planning system watches.

    Returns:
        The package's folder, `statement-UUID`.

    Raises:
        RefusesToOverwrite: another package of this election is there.
        OSError: the drop folder is not there, or cannot be written.
    """
    target = drop / f"{_PREFIX}{uuid}"
    if target.exists():
        _check_same(target, package)
        return target
    made = Path(tempfile.mkdtemp(prefix=_NEW, dir=drop))
    try:
        write_new(made / STATEMENT, package.unverified_statement)
        write_new(made / MANIFEST, package.unverified_manifest)
        write_new(made / THUMBPRINTS, "".join(f"{t}\n" for t in thumbprints).encode())
        write_new(made / README, _README.format(thumbprints=THUMBPRINTS).encode())
        for path in (*made.iterdir(), made):
            _sync(path)
        made.chmod(0o755)
        try:
            made.rename(target)
        except OSError:
            # Another delivery was quicker; on a second look it is the same, or refused.
            if not target.exists():
                raise
            _check_same(target, package)
        _sync(drop)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return target


def _check_same(target: Path, package: Package) -> None:
    if read_package(target) != package:
        raise RefusesToOverwrite(target.name)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
