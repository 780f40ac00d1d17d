"""Attached files: who may hand in, read, replace, withdraw, and what is kept of it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ballot_service.errors import (
    AttachmentDamaged,
    AttachmentQuota,
    AttachmentsFixed,
    AttachmentTooLarge,
    BadAttachmentKind,
    BadCertificateDate,
    BallotServiceError,
    MissingServiceKey,
    NoReason,
    UnknownAttachment,
    UnknownCycle,
    WrongAttachmentContent,
    WrongRole,
)
from ballot_service.store import attachments as rows
from ballot_service.store import cycles
from ballot_service.store.attachments import AttachmentRow
from ballot_service.workflows import attachment_care, attachments
from ballot_service.workflows.attachments import HandedIn, counting
from tests import cycle_sample as sample
from tests.cycle_simulator import CycleSimulator
from tests.handed_in import PDF, pdf
from tests.simulator import CHAIR, HEAD, INSPECTOR, NOW, SECRETARY, TECHNICIAN

TODAY = dt.date(2026, 3, 25)
CV = HandedIn("cv_2c", "UC01", 0, "2C-Hoàng Bá Vỹ.pdf", PDF)
PLAN = HandedIn("rotation_plan", "", 0, "Kế hoạch.pdf", PDF)


@pytest.fixture
def year(tmp_path: Path) -> CycleSimulator:
    made = CycleSimulator(tmp_path, sample.small_review())
    made.create()
    return made


def attach(year: CycleSimulator, given: HandedIn) -> AttachmentRow:
    return attachments.attach(year.office, year.cycle, SECRETARY, given, TODAY, NOW)


def kept(year: CycleSimulator) -> tuple[AttachmentRow, ...]:
    return attachments.files_of(year.office, year.cycle, SECRETARY)


def log(year: CycleSimulator) -> list[tuple[str, str, str, int]]:
    lines = attachments.access_log(year.office, year.cycle, INSPECTOR)
    return [(line.role, line.act, line.kind, line.version) for line in lines]


def in_state(year: CycleSimulator, state: str, archived_on: str = "") -> None:
    with year.office.database.writing() as connection:
        cycles.update_cycle(
            connection, year.cycle, state=state, archived_on=archived_on
        )


def test_a_file_is_handed_in_and_read_back(year: CycleSimulator) -> None:
    row = attach(year, CV)
    assert (row.type, row.size, row.part, row.version) == (
        "application/pdf",
        len(PDF),
        1,
        1,
    )
    found, content = attachments.read(
        year.office, year.cycle, SECRETARY, row.number, NOW
    )
    assert (found, content) == (row, PDF)
    assert log(year) == [
        ("secretary", "add", "cv_2c", 1),
        ("secretary", "read", "cv_2c", 1),
    ]


def test_a_newer_version_counts_and_the_older_stays(year: CycleSimulator) -> None:
    first = attach(year, CV)
    second = attach(year, replace(CV, part=1, content=pdf("corrected")))
    assert (second.part, second.version) == (1, 2)
    assert counting(kept(year)) == (second,)
    older = attachments.read(year.office, year.cycle, SECRETARY, first.number, NOW)
    assert older == (first, PDF)
    third = attach(year, replace(CV, content=pdf("a second sheet")))
    assert (third.part, third.version) == (2, 1)
    assert counting(kept(year)) == (second, third)


def test_sending_the_same_file_twice_changes_nothing(year: CycleSimulator) -> None:
    assert attach(year, CV) == attach(year, CV)
    assert len(kept(year)) == 1
    assert log(year) == [("secretary", "add", "cv_2c", 1)]


def test_a_withdrawn_part_counts_no_more_and_says_why(year: CycleSimulator) -> None:
    row = attach(year, CV)

    def withdraw(reason: str) -> None:
        attachments.withdraw(
            year.office, year.cycle, SECRETARY, row.number, reason, NOW
        )

    with pytest.raises(NoReason):
        withdraw(" ")
    withdraw("Nhầm người")
    assert counting(kept(year)) == ()
    assert [one.withdrawn for one in kept(year)] == ["Nhầm người"]
    with pytest.raises(UnknownAttachment):
        withdraw("again")
    again = attach(year, replace(CV, part=1, content=pdf("right one")))
    assert counting(kept(year)) == (again,)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (replace(CV, person=""), BadAttachmentKind),
        (replace(CV, person="UC99"), BadAttachmentKind),
        (replace(PLAN, person="UC01"), BadAttachmentKind),
        (replace(PLAN, kind="verification_annex"), BadAttachmentKind),
        (replace(CV, kind="health_certificate"), BadCertificateDate),
        (replace(CV, issued=TODAY), BadCertificateDate),
        (replace(CV, content=b"MZ" + bytes(50)), WrongAttachmentContent),
        (replace(CV, name="a.docx"), WrongAttachmentContent),
        (replace(CV, part=7), UnknownAttachment),
    ],
)
def test_what_is_not_right_is_refused_and_nothing_counts(
    year: CycleSimulator, given: HandedIn, error: type[BallotServiceError]
) -> None:
    with pytest.raises(error):
        attach(year, given)
    assert kept(year) == ()


def test_sizes_have_bounds(
    year: CycleSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "MAX_FILE", len(PDF) - 1)
    with pytest.raises(AttachmentTooLarge):
        attach(year, CV)
    monkeypatch.setattr(attachments, "MAX_FILE", 10_000)
    monkeypatch.setattr(attachments, "MAX_CYCLE", 2 * len(pdf("xx")))
    attach(year, CV)
    attach(year, replace(CV, content=pdf("b")))
    with pytest.raises(AttachmentQuota):
        attach(year, replace(CV, content=pdf("c")))
    # What it replaces no longer counts.
    attach(year, replace(CV, part=1, content=pdf("d")))


@pytest.mark.parametrize(
    "name",
    [
        "../../keys/session_secret.pdf",
        "a\r\nSet-Cookie: x=1.pdf",
        "\u202efdp.exe.pdf",
        "x" * 900 + ".pdf",
        "<script>.pdf",
        "",
    ],
)
def test_a_hostile_name_is_text_and_leads_nowhere(
    year: CycleSimulator, name: str
) -> None:
    before = {path for path in year.folder.rglob("*") if path.is_file()}
    row = attach(year, replace(CV, name=name))
    made = {path for path in year.folder.rglob("*") if path.is_file()} - before
    assert made == {year.folder / "attachments" / row.digest}
    assert 1 <= len(row.name) <= 200
    assert "\r" not in row.name
    assert "\n" not in row.name


# --- who -------------------------------------------------------------------------


def test_only_the_agency_hands_in(year: CycleSimulator) -> None:
    row = attach(year, CV)
    for actor in (CHAIR, HEAD, INSPECTOR, TECHNICIAN):
        with pytest.raises(WrongRole):
            attachments.attach(year.office, year.cycle, actor, CV, TODAY, NOW)
        with pytest.raises(WrongRole):
            attachments.withdraw(year.office, year.cycle, actor, row.number, "x", NOW)


def test_a_dossier_is_read_by_the_agency_alone(year: CycleSimulator) -> None:
    dossier, document = attach(year, CV), attach(year, PLAN)

    def reading(actor: object, number: int) -> Callable[[], object]:
        return lambda: attachments.read(
            year.office,
            year.cycle,
            actor,  # type: ignore[arg-type]
            number,
            NOW,
        )

    for actor in (CHAIR, HEAD, INSPECTOR, TECHNICIAN):
        with pytest.raises(WrongRole):
            reading(actor, dossier.number)()
    for actor in (HEAD, INSPECTOR, TECHNICIAN):
        with pytest.raises(WrongRole):
            reading(actor, document.number)()
        with pytest.raises(WrongRole):
            attachments.files_of(year.office, year.cycle, actor)
    assert attachments.files_of(year.office, year.cycle, CHAIR) == (document,)
    assert reading(CHAIR, document.number)() == (document, PDF)
    assert ("chair", "read", "cv_2c", 1) not in log(year)


def test_the_log_is_the_inspectors(year: CycleSimulator) -> None:
    attach(year, CV)
    for actor in (SECRETARY, CHAIR, HEAD, TECHNICIAN):
        with pytest.raises(WrongRole):
            attachments.access_log(year.office, year.cycle, actor)
    with pytest.raises(UnknownCycle):
        attachments.access_log(year.office, "nothing", INSPECTOR)


def test_reading_is_on_record_even_where_the_file_no_longer_opens(
    year: CycleSimulator,
) -> None:
    row = attach(year, CV)
    path = year.office.vault.path_of(row.digest)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(AttachmentDamaged):
        attachments.read(year.office, year.cycle, SECRETARY, row.number, NOW)
    assert log(year)[-1] == ("secretary", "read", "cv_2c", 1)


# --- when ------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["submitted", "appraisal", "answered"])
def test_what_was_submitted_changes_no_more(year: CycleSimulator, state: str) -> None:
    row = attach(year, CV)
    in_state(year, state)
    with pytest.raises(AttachmentsFixed):
        attach(year, replace(CV, content=pdf("late")))
    with pytest.raises(AttachmentsFixed):
        attachments.withdraw(year.office, year.cycle, SECRETARY, row.number, "x", NOW)
    assert attach(year, HandedIn("answer", "", 0, "Thông báo.pdf", PDF)).number == 2
    in_state(year, "archived")
    with pytest.raises(AttachmentsFixed):
        attach(year, HandedIn("answer", "", 0, "Thông báo.pdf", pdf("later")))


# --- care ------------------------------------------------------------------------


def test_a_crash_between_file_and_row_leaves_nothing_that_counts(
    year: CycleSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(rows, "add_attachment", crash)
        with pytest.raises(KeyboardInterrupt):
            attach(year, CV)
    assert kept(year) == ()
    assert log(year) == []
    report = attachment_care.check_vault(year.office)
    assert (report.kept, report.damaged, len(report.left_over)) == (0, (), 1)
    # The same file handed in again takes the place of what was left over.
    row = attach(year, CV)
    assert attachment_care.check_vault(year.office).left_over == ()
    assert year.office.vault.digests() == {row.digest}


def test_the_check_of_the_vault_names_what_is_wrong(year: CycleSimulator) -> None:
    good, bad = attach(year, CV), attach(year, replace(PLAN, content=pdf("plan")))
    year.office.vault.path_of(bad.digest).write_bytes(b"x")
    left = year.office.vault.put(b"nobody's")
    report = attachment_care.check_vault(year.office)
    assert (report.kept, report.damaged, report.left_over) == (
        2,
        (bad.digest,),
        (left,),
    )
    assert attachment_care.drop_left_over(year.office) == 1
    assert year.office.vault.digests() == {good.digest, bad.digest}


def test_a_service_older_than_attachments_gets_its_key_once(
    year: CycleSimulator,
) -> None:
    path = year.folder / "keys" / "attachment_key"
    key = path.read_bytes()
    path.unlink()
    with pytest.raises(MissingServiceKey):
        attach(year, CV)
    assert attachment_care.make_missing_key(year.office)
    assert not attachment_care.make_missing_key(year.office)
    assert path.read_bytes() != key
    attach(year, CV)
    path.unlink()
    with pytest.raises(AttachmentDamaged):
        attachment_care.make_missing_key(year.office)
