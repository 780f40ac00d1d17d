"""An opened package in a dishonest host's hands: what it can list and sign itself.

Refuses keys that a host has not: the committee's, and those of other cycles.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from ballot_service.errors import BallotServiceError
from ballot_service.keyfiles.envelopes import new_identity, open_with_identity
from ballot_service.record.package_archive import read_archive, write_archive
from ballot_service.record.package_list import (
    PackagedBallot,
    PackagedFile,
    PackageList,
    read_package_list,
)
from ballot_service.record.signatures import read_signed, sign_kernel
from ballot_service.verify.packages import verify_package
from ballot_service.workflows.submission_package import Recipient
from tests.making import seeded
from tests.submission_year import SubmissionYear


class Package:
    """An opened package, the host's key, and what its recipient knows from paper."""

    def __init__(self, year: SubmissionYear) -> None:
        text, public = new_identity()
        sealed = year.sealed(Recipient(key=public))
        self.archive = open_with_identity(sealed, text)
        self.signed, self.files = read_archive(self.archive)
        self.contents: PackageList = read_package_list(read_signed(self.signed).kernel)
        self.signer = year.view().signer
        self.pins = year.pins
        self.private = year.office.keys.submission_key(year.cycle, seeded("unused"))

    def verify(self, archive: bytes | None = None) -> None:
        """Verify as the recipient does."""
        given = self.archive if archive is None else archive
        verify_package(given, self.signer, self.pins)

    def written(self, files: dict[str, bytes], signed: bytes | None = None) -> bytes:
        """Return the archive with these files."""
        return write_archive(signed or self.signed, files.items())

    def forged(self, contents: PackageList, files: dict[str, bytes]) -> bytes:
        """Return what a dishonest host would sign."""
        return self.written(files, sign_kernel(contents.payload, self.private))


def expect(error: type[BallotServiceError], act: Callable[[], object]) -> str:
    with pytest.raises(error) as caught:
        act()
    assert type(caught.value) is error
    return caught.value.detail


def relisted(
    package: Package, ballot: PackagedBallot, files: dict[str, bytes]
) -> bytes:
    """Return what a host signs that lists a ballot and its files as it likes."""
    listed = [
        PackagedFile(path, "record", "", "", 0, "application/json", "", "")
        for path in files
        if path.startswith(f"{ballot.folder}/")
    ]
    listed += [
        one
        for one in package.contents.files
        if not one.path.startswith(f"{ballot.folder}/")
    ]
    listed = [
        replace(
            one,
            sha256=hashlib.sha256(files[one.path]).hexdigest(),
            size=len(files[one.path]),
        )
        for one in listed
    ]
    contents = replace(
        package.contents,
        ballots=tuple(
            ballot if one.folder == ballot.folder else one
            for one in package.contents.ballots
        ),
        files=tuple(sorted(listed, key=lambda one: one.path)),
    )
    return package.forged(contents, dict(sorted(files.items())))
