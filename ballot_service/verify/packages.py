"""A submission's package, verified by its recipient in seven steps.

Refuses, by name, what is missing, foreign, altered, unpinned or not from a ballot; what
it returns has been verified, or it raises (docs/spec/submission.md, section 4).
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ballot_service.errors import (
    AnnexDiffers,
    BadCode,
    BadPackage,
    BadPackageSignature,
    BadStatement,
    BadStatementSignature,
    MissingStatementSignature,
    PackageFileAltered,
    PackageFileForeign,
    PackageFileMissing,
    PackageSignerNotPinned,
    UnpinnedSigningKey,
)
from ballot_service.planning.submission import (
    ANNEX,
    Held,
    Submission,
    check_complete,
    gathered,
)
from ballot_service.protocol.codes import check_typed_code
from ballot_service.record.package_annex import PATH as ANNEX_PATH
from ballot_service.record.package_annex import annex_text
from ballot_service.record.package_archive import read_archive
from ballot_service.record.package_list import (
    PackageList,
    key_digest,
    read_package_list,
)
from ballot_service.record.paper import PAPER
from ballot_service.record.signatures import (
    check_signature,
    read_signed,
    thumbprint,
)
from ballot_service.verify.package_ballots import check_ballot
from ballot_service.verify.package_lists import check_lists, check_reballots
from ballot_service.verify.statements import VerifiedStatement

Told = Callable[[str, str], None]


def _silent(_step: str, _what: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class VerifiedPackage:
    """A package that holds: its list, its files, and its statements in their order."""

    contents: PackageList
    files: Mapping[str, bytes]
    statements: tuple[VerifiedStatement, ...]


def verify_package(
    unverified: bytes,
    signer: str,
    pins: Mapping[str, Sequence[str]],
    workers: int = 1,
    told: Told = _silent,
) -> VerifiedPackage:
    """Verify an opened package: steps 2 to 7.

    Args:
        unverified: the archive, out of its envelope.
        signer: code or thumbprint of the key, from the signed submission.
        pins: for each ballot's uuid, the thumbprints on its signed opening sheet; a
            ballot without them is checked otherwise, and then refused; one on paper
            is refused at once.
        workers: processes that check ballots.
        told: called with a step's name and what it established.

    Raises:
        BadPackage, UnknownPackageSchema. BadPackageSignature, PackageSignerNotPinned.
        PackageFileMissing, PackageFileForeign, PackageFileAltered.
        NotTheTied, ReballotRefused: a re-ballot about others than the tied.
        PackageBallotDiffers, ListNotFromBallots, DocumentsMissing (E22), AnnexDiffers.
        NothingPinned: no pins for a ballot on paper.
        UnpinnedSigningKey: no pins for an electronic ballot, last of all.
        The named error of the verifier's failing step, for a ballot.
    """
    unverified_list, files = read_archive(unverified)
    told("form", f"{len(files)}")
    contents = _check_signed(unverified_list, signer)
    told("signature", contents.code)
    check_files(contents, files)
    told("files", f"{len(contents.files)}")
    statements = []
    for ballot in contents.ballots:
        statement = check_ballot(ballot, files, pins.get(ballot.uuid, ()), workers)
        statements.append(statement)
        step = "paper" if statement.medium == PAPER else "ballot"
        told(step, f"{ballot.step}: {ballot.uuid}: {statement.code}")
    check_reballots(statements)
    check_lists(contents, [one.verdict for one in statements])
    told("lists", f"{len(contents.additions)} + {len(contents.removals)}")
    check_complete(folder_of(contents), contents.day)
    told("complete", contents.submission.reference)
    check_annex(contents, files)
    told("annex", ANNEX_PATH)
    unpinned = [one.uuid for one in contents.ballots if not pins.get(one.uuid)]
    if unpinned:
        raise UnpinnedSigningKey(", ".join(unpinned))
    return VerifiedPackage(contents, files, tuple(statements))


def _check_signed(unverified_list: bytes, signer: str) -> PackageList:
    """Read the list and check its one signature under the pinned key.

    Raises:
        BadPackageSignature, PackageSignerNotPinned, BadPackage, EncodingError.
    """
    try:
        signed = read_signed(unverified_list)
    except (BadStatement, BadStatementSignature) as error:
        raise BadPackageSignature(error.detail) from error
    contents = read_package_list(signed.kernel)
    kid = thumbprint(contents.signer)
    if [item.kid for item in signed.signatures] != [kid]:
        raise BadPackageSignature("not exactly one signature, of the list's own key")
    check_signer(contents.signer, signer)
    try:
        check_signature(signed, contents.signer, "the body")
    except (BadStatementSignature, MissingStatementSignature) as error:
        raise BadPackageSignature("the signature does not hold") from error
    return contents


def check_signer(public: bytes, pinned: str) -> None:
    """Check that a key is the one on the signed submission.

    Args:
        pinned: its 5x5 code, as printed, or its whole thumbprint.

    Raises:
        PackageSignerNotPinned: another key, or nothing that could be one.
    """
    if pinned == thumbprint(public):
        return
    try:
        check_typed_code(pinned, key_digest(public), "key")
    except BadCode as error:
        raise PackageSignerNotPinned(
            "not the key's code on the signed submission"
        ) from error


def check_files(contents: PackageList, files: Mapping[str, bytes]) -> None:
    """Check that the archive has exactly the files of the list, to the byte.

    Raises:
        PackageFileMissing, PackageFileForeign, PackageFileAltered: naming the path.
        BadPackage: another order.
    """
    listed = {one.path: one for one in contents.files}
    for path in files:
        if path not in listed:
            raise PackageFileForeign(path)
    for path, one in listed.items():
        if path not in files:
            raise PackageFileMissing(path)
        content = files[path]
        if (len(content), hashlib.sha256(content).hexdigest()) != (
            one.size,
            one.sha256,
        ):
            raise PackageFileAltered(path)
    if tuple(files) != tuple(listed):
        raise BadPackage("the files are in another order than the list")


def check_annex(contents: PackageList, files: Mapping[str, bytes]) -> None:
    """Check that the annex, which people read, is the one that the list gives.

    Its codes are those of the ballots, and these were compared with what each record
    says: a host that signs its own list cannot print other codes beside it.

    Args:
        contents: with every ballot verified, and complete.

    Raises:
        AnnexDiffers: another text, a second one, or in another place.
    """
    paths = [one.path for one in contents.files if one.kind == ANNEX]
    if paths != [ANNEX_PATH]:
        raise AnnexDiffers(", ".join(paths))
    if files[ANNEX_PATH] != annex_text(contents.cycle, contents.ballots):
        raise AnnexDiffers(ANNEX_PATH)


def folder_of(contents: PackageList) -> Submission:
    """Return the folder that a list describes, for the check that it is complete."""
    return gathered(
        [line.person for line in contents.additions],
        [line.person for line in contents.removals],
        [
            Held(one.kind, one.person, dt.date.fromisoformat(one.issued))
            if one.issued
            else Held(one.kind, one.person)
            for one in contents.files
        ],
        {ballot.step for ballot in contents.ballots},
        removal_ballot=any(ballot.kind == "removal" for ballot in contents.ballots),
    )
