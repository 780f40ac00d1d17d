"""A submission on its way: what a courier, a host or a clerk could change, each named.

Whoever can sign with the cycle's key (the host) still cannot move a person onto a list,
a figure, or a record: those hang on keys pinned from the signed opening sheets.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ballot_service.errors import (
    AnnexDiffers,
    BadPackage,
    BadPackageSignature,
    BadStatementSignature,
    BallotServiceError,
    DocumentsMissing,
    ListNotFromBallots,
    NothingPinned,
    NotTheTied,
    PackageBallotDiffers,
    PackageFileAltered,
    PackageFileForeign,
    PackageFileMissing,
    PackageNotOpened,
    PackageSignerNotPinned,
    UnknownPackageSchema,
    UnpinnedSigningKey,
)
from ballot_service.keyfiles.envelopes import (
    open_with_passphrase,
    seal_for_passphrase,
)
from ballot_service.record.manifest import canonical, read_manifest
from ballot_service.record.package_archive import LIST, write_archive
from ballot_service.record.package_list import (
    ListLine,
    PackagedBallot,
)
from ballot_service.record.paper import PAPER, build_paper_kernel, read_paper
from ballot_service.record.signatures import (
    decode_base64url,
    encode_base64url,
    read_signed,
    sign_kernel,
    thumbprint,
)
from ballot_service.verify import submission as reader
from ballot_service.verify.packages import check_signer, verify_package
from ballot_service.workflows.submission_package import Recipient
from tests.attacks.package_parts import Package, expect, relisted
from tests.making import Making
from tests.submission_year import ON_PAPER, PASSPHRASE, SubmissionYear


@pytest.fixture(scope="module")
def package(submitted_year: SubmissionYear) -> Iterator[Package]:
    yield Package(submitted_year)
    submitted_year.office.database.close()


def test_the_package_as_it_was_sent_holds(package: Package) -> None:
    found = verify_package(package.archive, package.signer, package.pins)
    assert found.contents == package.contents
    assert len(found.statements) == 5


def test_the_key_is_pinned_by_its_code_or_its_whole_thumbprint(
    package: Package,
) -> None:
    public = package.contents.signer
    check_signer(public, package.signer)
    check_signer(public, package.signer.lower().replace("-", " "))
    check_signer(public, thumbprint(public))
    for wrong in ("", package.signer[:-1], thumbprint(public)[:-1], "A" * 25):
        expect(PackageSignerNotPinned, lambda w=wrong: check_signer(public, w))  # type: ignore[misc]


# --- by whoever carries it --------------------------------------------------------


def test_every_file_changed_by_one_byte_is_named(package: Package) -> None:
    for path, content in package.files.items():
        other = content[:-1] + bytes([content[-1] ^ 1])
        archive = package.written(package.files | {path: other})
        assert expect(PackageFileAltered, lambda a=archive: package.verify(a)) == path  # type: ignore[misc]


def test_every_file_taken_out_is_named(package: Package) -> None:
    for path in package.files:
        rest = {name: body for name, body in package.files.items() if name != path}
        archive = package.written(rest)
        assert expect(PackageFileMissing, lambda a=archive: package.verify(a)) == path  # type: ignore[misc]


def test_a_file_put_in_is_named(package: Package) -> None:
    archive = package.written(package.files | {"dossiers/zzz/note.pdf": b"x"})
    detail = expect(PackageFileForeign, lambda: package.verify(archive))
    assert detail == "dossiers/zzz/note.pdf"


def test_two_files_that_changed_places_are_named(package: Package) -> None:
    first, second = sorted(p for p in package.files if p.startswith("dossiers/"))[:2]
    files = package.files | {
        first: package.files[second],
        second: package.files[first],
    }
    assert expect(PackageFileAltered, lambda: package.verify(package.written(files)))


def test_nothing_hides_between_or_behind_the_files(package: Package) -> None:
    commented = io.BytesIO(package.archive)
    with zipfile.ZipFile(commented, "a") as archive:
        archive.comment = b"hidden"
    compressed = io.BytesIO()
    with zipfile.ZipFile(compressed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in ((LIST, package.signed), *package.files.items()):
            archive.writestr(path, content)
    reordered = write_archive(package.signed, reversed(package.files.items()))
    for archive_bytes in (
        commented.getvalue(),
        compressed.getvalue(),
        b"#!/bin/sh\n" + package.archive,
        package.archive + b"\0",
        package.archive[:-1],
        reordered,
        b"",
    ):
        expect(BadPackage, lambda a=archive_bytes: package.verify(a))  # type: ignore[misc]


@pytest.mark.parametrize(
    "path", ["../up.pdf", "/etc/passwd", "a//b", "dossiers/./x", "C:\\x", "x/../y"]
)
def test_no_path_leads_out_of_the_package(package: Package, path: str) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(LIST, package.signed)
        archive.writestr(path, b"x")
    expect(BadPackage, lambda: package.verify(made.getvalue()))


def test_the_list_cannot_be_changed_or_signed_by_another(package: Package) -> None:
    contents = replace(package.contents, additions=())
    swapped = json.loads(package.signed)
    swapped["payload"] = json.loads(sign_kernel(contents.payload, bytes(range(32))))[
        "payload"
    ]
    broken = package.written(package.files, canonical(swapped))
    expect(BadPackageSignature, lambda: package.verify(broken))
    foreign = sign_kernel(package.contents.payload, bytes(range(32)))
    expect(
        BadPackageSignature,
        lambda: package.verify(package.written(package.files, foreign)),
    )
    both = sign_kernel(package.contents.payload, bytes(range(32)), package.signed)
    expect(
        BadPackageSignature,
        lambda: package.verify(package.written(package.files, both)),
    )


def test_a_whole_package_under_another_key_is_not_pinned(package: Package) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PrivateKey,
    )

    private = bytes(range(32))
    public = Ed25519PrivateKey.from_private_bytes(private).public_key()
    contents = replace(package.contents, signer=public.public_bytes_raw())
    archive = package.written(package.files, sign_kernel(contents.payload, private))
    expect(PackageSignerNotPinned, lambda: package.verify(archive))


def test_another_schema_is_not_read(package: Package) -> None:
    value = json.loads(package.contents.payload)
    value["schema"] = "ballot-service/submission/2"
    signed = sign_kernel(canonical(value), package.private)
    expect(
        UnknownPackageSchema,
        lambda: package.verify(package.written(package.files, signed)),
    )


# --- by a dishonest host, which holds the cycle's key -----------------------------


@pytest.mark.parametrize(
    "line",
    [
        ListLine("T1", "Giám đốc Sở", "UC02", "Đinh Khắc Thịnh", 2),
        # He tied in step 4 with more than half; the re-ballot decided between the two.
        ListLine("T1", "Giám đốc Sở", "UC02", "Đinh Khắc Thịnh", 3),
        ListLine("T1", "Giám đốc Sở", "UC01", "Hoàng Bá Vỹ", 5),
        ListLine("T3", "Chánh Văn phòng Sở", "UC01", "Hoàng Bá Vỹ", 3),
        ListLine("T1", "Giám đốc Sở", "UC01", "Một người khác", 3),
    ],
)
def test_nobody_is_on_the_list_whom_no_ballot_passed(
    package: Package, line: ListLine
) -> None:
    contents = replace(package.contents, additions=(line,))
    detail = expect(
        ListNotFromBallots,
        lambda: package.verify(package.forged(contents, package.files)),
    )
    assert detail == f"additions: {line.title}: {line.person}"


def test_two_are_not_taken_for_one_place(package: Package) -> None:
    (line,) = package.contents.additions
    contents = replace(package.contents, additions=(line, line))
    detail = expect(
        ListNotFromBallots,
        lambda: package.verify(package.forged(contents, package.files)),
    )
    assert detail == "additions: T1: more than its places"


def test_nobody_who_was_taken_is_left_out_in_silence(package: Package) -> None:
    contents = replace(package.contents, additions=())
    detail = expect(
        ListNotFromBallots,
        lambda: package.verify(package.forged(contents, package.files)),
    )
    assert detail == "additions: T1: UC01 is missing"


def test_no_removal_without_its_ballot(package: Package) -> None:
    line = ListLine("T1", "Giám đốc Sở", "QH01", "Lò Văn Chiến", 4)
    contents = replace(package.contents, removals=(line,))
    expect(
        ListNotFromBallots,
        lambda: package.verify(package.forged(contents, package.files)),
    )


@pytest.mark.parametrize(
    "field", ["uuid", "roll", "manifest", "setup", "end_ballots", "final", "statement"]
)
def test_no_code_of_a_ballot_can_be_another(package: Package, field: str) -> None:
    first, *rest = package.contents.ballots
    other = getattr(package.contents.ballots[1], field)
    ballots = (replace(first, **{field: other}), *rest)
    contents = replace(package.contents, ballots=ballots)
    pins = package.pins
    if field == "uuid":
        pins = pins | {other: pins[first.uuid]}
    archive = package.forged(contents, package.files)
    detail = expect(
        PackageBallotDiffers, lambda: verify_package(archive, package.signer, pins)
    )
    assert detail == f"{first.folder}: {field}"


def test_a_ballot_left_out_of_the_list_is_missed(package: Package) -> None:
    for ballot in package.contents.ballots[1:3]:
        rest = tuple(one for one in package.contents.ballots if one != ballot)
        contents = replace(
            package.contents,
            ballots=rest,
            files=tuple(
                one
                for one in package.contents.files
                if not one.path.startswith(ballot.folder + "/")
                and not (one.kind.startswith("counting_minutes"))
            ),
        )
        files = {one.path: package.files[one.path] for one in contents.files}
        expect(
            DocumentsMissing,
            lambda c=contents, f=files: package.verify(package.forged(c, f)),  # type: ignore[misc]
        )


def test_a_document_left_out_is_missed_by_the_reader_too(package: Package) -> None:
    for kind in ("rotation_plan", "cv_2c", "verification_annex"):
        kept = tuple(one for one in package.contents.files if one.kind != kind)
        contents = replace(package.contents, files=kept)
        files = {one.path: package.files[one.path] for one in kept}
        expect(
            DocumentsMissing,
            lambda c=contents, f=files: package.verify(package.forged(c, f)),  # type: ignore[misc]
        )


def test_a_reballot_comes_after_its_step_4_and_not_instead(package: Package) -> None:
    """Listed in another order, the first count would be the last word on the tied."""
    *before, fourth, again = package.contents.ballots
    for ballots in ((*before, again, fourth), (*before, again)):
        gone = {one.folder for one in package.contents.ballots if one not in ballots}
        listed = [
            one
            for one in package.contents.files
            if one.path.rpartition("/")[0] not in gone
        ]
        files = {one.path: package.files[one.path] for one in listed}
        contents = replace(package.contents, ballots=ballots, files=tuple(listed))
        expect(
            NotTheTied,
            lambda c=contents, f=files: package.verify(package.forged(c, f)),  # type: ignore[misc]
        )


def with_annex(package: Package, path: str, body: bytes) -> bytes:
    """Return what a host signs that puts its own annex at a path."""
    kept = [one for one in package.contents.files if one.path != path]
    first = package.contents.file("annex.txt")
    listed = replace(
        first, path=path, sha256=hashlib.sha256(body).hexdigest(), size=len(body)
    )
    contents = replace(
        package.contents,
        files=tuple(sorted([*kept, listed], key=lambda one: one.path)),
    )
    files = dict(sorted({**package.files, path: body}.items()))
    return package.forged(contents, files)


def test_the_annex_says_no_other_code_than_the_ballots(package: Package) -> None:
    """People compare by the annex: a host that signs it could print its own codes."""
    true = package.files["annex.txt"]
    digit = true.replace(b"0", b"1", 1)
    assert digit != true
    for body in (digit, true + b"\n", true.replace("Mã".encode(), b"Ma", 1)):
        archive = with_annex(package, "annex.txt", body)
        found = expect(AnnexDiffers, lambda a=archive: package.verify(a))  # type: ignore[misc]
        assert found == "annex.txt"
    package.verify(with_annex(package, "annex.txt", true))


def test_there_is_no_second_annex(package: Package) -> None:
    true = package.files["annex.txt"]
    archive = with_annex(package, "documents/verification_annex-1.txt", true)
    expect(AnnexDiffers, lambda: package.verify(archive))


def test_thumbprints_come_from_paper_and_from_nowhere_else(package: Package) -> None:
    first = package.contents.ballots[0].uuid
    without = {uuid: keys for uuid, keys in package.pins.items() if uuid != first}
    detail = expect(
        UnpinnedSigningKey,
        lambda: verify_package(package.archive, package.signer, without),
    )
    assert detail == first
    swapped = package.pins | {first: package.pins[first][::-1]}
    with pytest.raises(BallotServiceError):
        verify_package(package.archive, package.signer, swapped)


# --- one step on paper ------------------------------------------------------------


@pytest.fixture(scope="module")
def with_paper(paper_year: SubmissionYear) -> Iterator[Package]:
    yield Package(paper_year)
    paper_year.office.database.close()


def on_paper(package: Package) -> PackagedBallot:
    (found,) = (one for one in package.contents.ballots if one.medium == PAPER)
    return found


def test_a_step_on_paper_is_opened_by_its_pins_and_by_nothing_else(
    with_paper: Package,
) -> None:
    found = verify_package(with_paper.archive, with_paper.signer, with_paper.pins)
    ballot = on_paper(with_paper)
    assert [one.medium for one in found.statements] == [
        *["electronic"] * 3,
        "paper",
        "electronic",
    ]
    assert [path for path in found.files if path.startswith(ballot.folder)] == [
        f"{ballot.folder}/manifest.json",
        f"{ballot.folder}/statement.json",
    ]
    pins = {one: keys for one, keys in with_paper.pins.items() if one != ballot.uuid}
    detail = expect(
        NothingPinned,
        lambda: verify_package(with_paper.archive, with_paper.signer, pins),
    )
    assert ballot.uuid in detail
    pins[ballot.uuid] = ballot.keys[::-1]
    expect(
        UnpinnedSigningKey,
        lambda: verify_package(with_paper.archive, with_paper.signer, pins),
    )


@pytest.mark.parametrize("called", ["electronic", "paper"])
def test_an_electronic_ballot_is_not_stripped_of_its_record(
    with_paper: Package, called: str
) -> None:
    ballot = with_paper.contents.ballots[0]
    record = f"{ballot.folder}/record.bel"
    files = {path: body for path, body in with_paper.files.items() if path != record}
    if called == PAPER:
        ballot = replace(ballot, medium=PAPER, setup="", end_ballots="", final="")
    archive = relisted(with_paper, ballot, files)
    assert expect(PackageFileMissing, lambda: with_paper.verify(archive)) == record


def test_an_electronic_statement_rewritten_as_paper_has_no_signatures(
    with_paper: Package,
) -> None:
    ballot = with_paper.contents.ballots[0]
    prefix = f"{ballot.folder}/"
    signed = json.loads(with_paper.files[prefix + "statement.json"])
    kernel = json.loads(decode_base64url(signed["payload"]))
    for name in ("setup", "end_ballots", "final"):
        del kernel[name]
    del kernel["trustees"]["opened"]
    count = {"foreign": 0, "spoiled": 0, "blank": 0}
    kernel |= {
        "medium": PAPER,
        "paper": {
            "label": "phiếu giấy",
            "rows": list(range(1, len(kernel["rows"]) + 1)),
            "invalid": count,
            "blank_ballots": "counted_invalid",
        },
    }
    signed["payload"] = encode_base64url(canonical(kernel))
    files = with_paper.files | {prefix + "statement.json": canonical(signed)}
    del files[prefix + "record.bel"]
    ballot = replace(
        ballot,
        medium=PAPER,
        setup="",
        end_ballots="",
        final="",
        statement=hashlib.sha256(canonical(kernel)).hexdigest(),
    )
    archive = relisted(with_paper, ballot, files)
    expect(BadStatementSignature, lambda: with_paper.verify(archive))


def test_the_list_does_not_say_another_medium_than_was_signed(
    with_paper: Package,
) -> None:
    first, paper = with_paper.contents.ballots[0], on_paper(with_paper)
    lies = (
        replace(first, medium=PAPER, setup="", end_ballots="", final=""),
        replace(
            paper,
            medium="electronic",
            setup=first.setup,
            end_ballots=first.end_ballots,
            final=first.final,
        ),
    )
    for lie in lies:
        archive = relisted(with_paper, lie, with_paper.files)
        detail = expect(
            PackageBallotDiffers,
            lambda a=archive: with_paper.verify(a),  # type: ignore[misc]
        )
        assert detail == f"{lie.folder}: medium"
    for lie, said in (
        (replace(paper, setup=first.setup), "setup: on paper there is no record"),
        (replace(paper, medium="oral"), "medium: no medium"),
    ):
        archive = relisted(with_paper, lie, with_paper.files)
        detail = expect(BadPackage, lambda a=archive: with_paper.verify(a))  # type: ignore[misc]
        assert detail == f"package.ballots[3].{said}"


def test_no_record_lies_beside_a_count_on_paper(with_paper: Package) -> None:
    paper = on_paper(with_paper)
    record = with_paper.files[f"{with_paper.contents.ballots[0].folder}/record.bel"]
    path = f"{paper.folder}/record.bel"
    archive = relisted(with_paper, paper, with_paper.files | {path: record})
    assert expect(PackageFileForeign, lambda: with_paper.verify(archive)) == path


def test_a_count_on_paper_of_another_committee_is_not_pinned(
    with_paper: Package, paper_year: SubmissionYear
) -> None:
    """All but the committee's keys is the host's: list, countersignature, manifest."""
    paper = on_paper(with_paper)
    manifest = read_manifest(with_paper.files[f"{paper.folder}/manifest.json"])
    others = Making(seed="others")
    kernel = build_paper_kernel(manifest, ON_PAPER, others.signing_keys)
    receipt = paper_year.office.keys.receipt_key(paper.uuid).receipt
    signed: bytes | None = None
    for private in (*(one.signing_seed for one in others.states), receipt):
        signed = sign_kernel(kernel, private, signed)
    files = with_paper.files | {f"{paper.folder}/statement.json": signed or b""}
    lie = replace(
        paper,
        statement=hashlib.sha256(kernel).hexdigest(),
        keys=tuple(thumbprint(key.public) for key in others.signing_keys),
    )
    archive = relisted(with_paper, lie, files)
    expect(UnpinnedSigningKey, lambda: with_paper.verify(archive))


def test_a_digit_of_a_count_on_paper_is_not_flipped(
    with_paper: Package, paper_year: SubmissionYear
) -> None:
    """The host counts anew, countersigns, lists it; the trustees signed the truth."""
    paper = on_paper(with_paper)
    path = f"{paper.folder}/statement.json"
    manifest = read_manifest(with_paper.files[f"{paper.folder}/manifest.json"])
    true = read_paper(manifest, read_signed(with_paper.files[path]).kernel)
    *rows, last = ON_PAPER.rows
    flipped = replace(last, agree=last.agree - 1, disagree=last.disagree + 1)
    count = replace(ON_PAPER, rows=(*rows, flipped))
    kernel = build_paper_kernel(manifest, count, true.keys)
    receipt = paper_year.office.keys.receipt_key(paper.uuid).receipt
    service = json.loads(sign_kernel(kernel, receipt))["signatures"]
    signed = json.loads(with_paper.files[path])
    kid = read_signed(sign_kernel(kernel, receipt)).signatures[0].kid
    places = [one.kid for one in read_signed(with_paper.files[path]).signatures]
    signed["signatures"][places.index(kid)] = service[0]
    signed["payload"] = encode_base64url(kernel)
    files = with_paper.files | {path: canonical(signed)}
    lie = replace(paper, statement=hashlib.sha256(kernel).hexdigest())
    archive = relisted(with_paper, lie, files)
    expect(BadStatementSignature, lambda: with_paper.verify(archive))


def test_the_program_says_which_step_was_on_paper(
    with_paper: Package,
    paper_year: SubmissionYear,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sealed, pins = paper_year.sealed(), str(tmp_path / "pins.txt")
    paper = on_paper(with_paper)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n" * 2))
    assert run(tmp_path, with_paper, sealed, "--pins", pins)[0] == 0
    said = capsys.readouterr().out
    assert (
        f"Phiếu giấy: bản kết quả (không có hồ sơ điện tử), bước: 4: {paper.uuid}"
        in (said)
    )
    assert run(tmp_path, with_paper, sealed, "--lang", "en")[0] == 1
    said = capsys.readouterr().out
    assert "RESULT: NOT OK: NothingPinned" in said
    assert paper.keys[0] in said


# --- the program ------------------------------------------------------------------


def run(tmp_path: Path, package: Package, sealed: bytes, *more: str) -> tuple[int, str]:
    file, pins = tmp_path / "goi.age", tmp_path / "pins.txt"
    file.write_bytes(sealed)
    pins.write_text(
        "\n".join(f"{uuid} {' '.join(keys)}" for uuid, keys in package.pins.items())
    )
    arguments = [str(file), "--key", package.signer, "--workers", "1", *more]
    return reader.main(arguments), str(pins)


def test_the_program_opens_verifies_and_writes_out(
    package: Package,
    submitted_year: SubmissionYear,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sealed = submitted_year.sealed()
    into, pins = tmp_path / "out", str(tmp_path / "pins.txt")

    def typed(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text + "\n"))

    typed(PASSPHRASE)
    options = ("--pins", pins, "--into", str(into))
    assert run(tmp_path, package, sealed, *options)[0] == 0
    said = capsys.readouterr().out
    assert "KẾT QUẢ: ĐẠT" in said
    assert package.contents.code in said
    assert "Hoàng Bá Vỹ" not in said
    for path, content in package.files.items():
        assert (into / path).read_bytes() == content
    typed("another passphrase")
    assert run(tmp_path, package, sealed, "--pins", pins)[0] == 1
    assert "PackageNotOpened" in capsys.readouterr().out
    typed(PASSPHRASE)
    assert run(tmp_path, package, sealed, "--lang", "en")[0] == 1
    said = capsys.readouterr().out
    assert "RESULT: NOT OK: UnpinnedSigningKey" in said
    assert all(keys[0] in said for keys in package.pins.values())
    assert reader.main([str(tmp_path / "nothing")]) == 2


def test_the_program_makes_a_key_and_opens_with_it(
    submitted_year: SubmissionYear,
    package: Package,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    key = tmp_path / "key.txt"
    assert reader.main([str(key), "--new-identity"]) == 0
    public = capsys.readouterr().out.split(": ")[1].strip()
    assert key.stat().st_mode & 0o777 == 0o600
    sealed = submitted_year.sealed(Recipient(key=public))
    pins = str(tmp_path / "pins.txt")
    options = ("--identity", str(key), "--pins", pins)
    assert run(tmp_path, package, sealed, *options)[0] == 0
    assert "ĐẠT" in capsys.readouterr().out


def test_an_envelope_changed_on_the_way_is_not_opened(package: Package) -> None:
    sealed = bytearray(seal_for_passphrase(package.archive, PASSPHRASE))
    sealed[-1] ^= 1
    expect(PackageNotOpened, lambda: open_with_passphrase(bytes(sealed), PASSPHRASE))
