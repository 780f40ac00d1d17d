"""Packages whose ballots were counted on paper, void runs among them.

One vote was void while it was open and then counted on paper; one count on paper was
void and held again; one was on paper from the start; step 4 was electronic.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

import pytest

from ballot_service.errors import (
    NothingPinned,
    PackageBallotDiffers,
    PackageFileForeign,
    StatementOfAnotherElection,
)
from ballot_service.record.package_list import PackagedBallot
from ballot_service.record.signatures import read_signed, sign_kernel
from ballot_service.verify.packages import verify_package
from tests.attacks.package_parts import Package, expect, relisted
from tests.submission_year import MixedYear


@pytest.fixture(scope="module")
def mixed(mixed_year: MixedYear) -> Iterator[Package]:
    yield Package(mixed_year.year)
    mixed_year.year.office.database.close()


def test_every_way_to_a_count_is_opened(mixed: Package, mixed_year: MixedYear) -> None:
    found = verify_package(mixed.archive, mixed.signer, mixed.pins)
    assert [(one.manifest.run, one.medium) for one in found.statements] == [
        (1, "paper"),
        (2, "paper"),
        (1, "paper"),
        (1, "electronic"),
        (1, "electronic"),
    ]
    assert [path for path in found.files if path.endswith("record.bel")] == [
        "ballots/04/record.bel",
        "ballots/05/record.bel",
    ]
    uuids = [one.uuid for one in mixed.contents.ballots]
    assert mixed_year.void not in uuids
    annex = found.files["annex.txt"].decode()
    assert annex.count("phiếu giấy") == 3
    assert mixed_year.void not in annex


def test_every_count_on_paper_needs_its_own_pins(mixed: Package) -> None:
    for ballot in mixed.contents.ballots[:3]:
        pins = {uuid: k for uuid, k in mixed.pins.items() if uuid != ballot.uuid}
        detail = expect(
            NothingPinned,
            lambda p=pins: verify_package(mixed.archive, mixed.signer, p),  # type: ignore[misc]
        )
        assert ballot.uuid in detail


def void_run(mixed: Package, mixed_year: MixedYear) -> tuple[bytes, PackagedBallot]:
    """Return the package with the void run's statement, which trustees had signed.

    The host countersigns it, which the honest service never did.
    """
    office, true = mixed_year.year.office, mixed.contents.ballots[1]
    kernel = read_signed(mixed_year.unused).kernel
    receipt = office.keys.receipt_key(mixed_year.void).receipt
    signed = sign_kernel(kernel, receipt, mixed_year.unused)
    lie = replace(
        true,
        uuid=mixed_year.void,
        run=1,
        statement=hashlib.sha256(kernel).hexdigest(),
    )
    files = mixed.files | {f"{true.folder}/statement.json": signed}
    return relisted(mixed, lie, files), lie


def test_the_count_of_a_void_run_is_nobodys(
    mixed: Package, mixed_year: MixedYear
) -> None:
    """Whoever liked the first count better puts it back: nobody pinned its sheet."""
    archive, lie = void_run(mixed, mixed_year)
    detail = expect(NothingPinned, lambda: mixed.verify(archive))
    assert lie.uuid in detail
    expect(
        StatementOfAnotherElection,
        lambda: verify_package(
            archive, mixed.signer, mixed.pins | {lie.uuid: lie.keys}
        ),
    )


def test_the_sealed_ballots_of_a_void_vote_do_not_come_back(mixed: Package) -> None:
    first, electronic = mixed.contents.ballots[0], mixed.contents.ballots[3]
    path = f"{first.folder}/record.bel"
    record = mixed.files[f"{electronic.folder}/record.bel"]
    archive = relisted(mixed, first, mixed.files | {path: record})
    assert expect(PackageFileForeign, lambda: mixed.verify(archive)) == path


def test_two_counts_on_paper_do_not_change_places(mixed: Package) -> None:
    second, third = mixed.contents.ballots[1:3]
    files = dict(mixed.files)
    for name in ("manifest.json", "statement.json"):
        here, there = f"{second.folder}/{name}", f"{third.folder}/{name}"
        files[here], files[there] = files[there], files[here]
    pins = mixed.pins | {second.uuid: third.keys, third.uuid: second.keys}
    expect(
        PackageBallotDiffers,
        lambda: verify_package(both(mixed, files), mixed.signer, pins),
    )


def both(mixed: Package, files: dict[str, bytes]) -> bytes:
    """Return what a host signs that lists every file as it lies there now."""
    listed = tuple(
        replace(
            one,
            sha256=hashlib.sha256(files[one.path]).hexdigest(),
            size=len(files[one.path]),
        )
        for one in mixed.contents.files
    )
    return mixed.forged(replace(mixed.contents, files=listed), files)
