"""One ballot of a submission's package: its files, its statement, its line in the list.

Refuses a record that was dropped by calling an electronic ballot one on paper: which
files there must be follows from the kernel that the committee signed, never from the
list, which the host signs.
"""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from ballot_service.errors import (
    NothingPinned,
    PackageBallotDiffers,
    PackageFileForeign,
    PackageFileMissing,
)
from ballot_service.record.folder import MANIFEST, RECORD, STATEMENT
from ballot_service.record.package_list import PackagedBallot
from ballot_service.record.paper import is_paper
from ballot_service.record.signatures import read_signed
from ballot_service.verify.records import Expected
from ballot_service.verify.statements import VerifiedStatement, verify_statement
from ballot_service.verify.verifier import verify_signed

ON_PAPER = (MANIFEST, STATEMENT)
ELECTRONIC_FILES = (MANIFEST, RECORD, STATEMENT)


def check_ballot(
    ballot: PackagedBallot,
    files: Mapping[str, bytes],
    pins: Sequence[str],
    workers: int = 1,
) -> VerifiedStatement:
    """Verify one ballot's statement and record, and compare what the list says of it.

    A ballot on paper has no record (statement.md §8): its statement is verified by
    itself, which nothing but the pins can carry.

    Args:
        pins: thumbprints from the signed opening sheet; none: an electronic ballot is
            checked without them.

    Raises:
        PackageFileMissing, PackageFileForeign: not the files of the signed medium.
        NothingPinned: a ballot on paper without pins.
        PackageBallotDiffers: naming the field. The verifier's errors.
    """
    prefix = f"{ballot.folder}/"
    unverified = {
        path.removeprefix(prefix): content
        for path, content in files.items()
        if path.startswith(prefix)
    }
    if STATEMENT not in unverified:
        raise PackageFileMissing(prefix + STATEMENT)
    on_paper = is_paper(read_signed(unverified[STATEMENT]).kernel)
    _check_names(prefix, unverified, ON_PAPER if on_paper else ELECTRONIC_FILES)
    if on_paper:
        if not pins:
            raise NothingPinned(f"{ballot.folder}: on paper: {ballot.uuid}")
        statement = verify_statement(unverified[STATEMENT], unverified[MANIFEST], pins)
    else:
        statement = _with_record(unverified, pins, workers)
    _check_line(ballot, statement)
    return statement


def _check_names(
    prefix: str, unverified: Mapping[str, bytes], wanted: Sequence[str]
) -> None:
    for name in wanted:
        if name not in unverified:
            raise PackageFileMissing(prefix + name)
    for name in unverified:
        if name not in wanted:
            raise PackageFileForeign(prefix + name)


def _with_record(
    unverified: Mapping[str, bytes], pins: Sequence[str], workers: int
) -> VerifiedStatement:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in unverified.items():
            (folder / file).write_bytes(content)
        return verify_signed(folder, Expected(keys=tuple(pins)), workers)[1]


def _check_line(ballot: PackagedBallot, statement: VerifiedStatement) -> None:
    manifest, hashes = statement.manifest, statement.hashes
    found = {
        "uuid": manifest.uuid,
        "run": manifest.run,
        "step": manifest.plan.step,
        "kind": manifest.plan.kind,
        "medium": statement.medium,
        "roll": manifest.roll_digest,
        "manifest": manifest.digest,
        "setup": hashes.setup if hashes else "",
        "end_ballots": hashes.end_ballots if hashes else "",
        "final": hashes.final if hashes else "",
        "statement": statement.digest,
        "keys": statement.thumbprints,
    }
    for field, value in found.items():
        if getattr(ballot, field) != value:
            raise PackageBallotDiffers(f"{ballot.folder}: {field}")
