"""The submission: complete or refused with all that is missing, then its way back."""

import datetime as dt
from pathlib import Path

import pytest

from ballot_service.errors import (
    AnswersMissing,
    AttachmentsFixed,
    BadRecipient,
    CycleStepRefused,
    DocumentsMissing,
    EvidenceMissing,
    NoReason,
    NotSubmittedYet,
    PackageChanged,
    WeakPassphrase,
    WrongRole,
)
from ballot_service.keyfiles.envelopes import new_identity, open_with_identity
from ballot_service.planning.plan_after import Standing
from ballot_service.planning.submission import DOCUMENTS, DOSSIER
from ballot_service.record.package_archive import read_archive
from ballot_service.store import events
from ballot_service.verify.packages import verify_package
from ballot_service.workflows import attachments, cycle_submission, submission
from ballot_service.workflows.cycle_submission import PersonAnswer
from ballot_service.workflows.records import SIGNED, folder_of
from ballot_service.workflows.submission_package import Recipient, export
from tests.simulator import CHAIR, HEAD, INSPECTOR, NOW, SECRETARY, TECHNICIAN
from tests.submission_year import (
    DAY,
    ON_PAPER,
    PASSPHRASE,
    SPARED,
    SubmissionYear,
    copy_of,
)

CONFIRMED = PersonAnswer("addition", ("T1", "UC01"), confirmed=True, note="")


def state(year: SubmissionYear) -> str:
    return year.view().row.state


def test_an_empty_folder_names_all_that_is_missing(closed: SubmissionYear) -> None:
    closed.draft()
    expected = set(DOCUMENTS) - {*SPARED, "verification_annex"}
    expected |= {f"UC01: {paper}" for paper in DOSSIER}
    assert set(closed.view().missing) == expected
    with pytest.raises(DocumentsMissing) as caught:
        closed.submit()
    assert set(caught.value.missing) == expected
    assert caught.value.code == "E22"
    assert state(closed) == "drafting_submission"
    assert closed.view().contents is None


@pytest.mark.parametrize("kind", ["training_plan", "counting_minutes_3", "diplomas"])
def test_one_missing_paper_is_enough_to_refuse(
    closed: SubmissionYear, kind: str
) -> None:
    closed.draft()
    closed.fill(kind)
    name = f"UC01: {kind}" if kind in DOSSIER else kind
    with pytest.raises(DocumentsMissing) as caught:
        closed.submit()
    assert caught.value.missing == (name,)
    closed.attach(kind, "UC01" if kind in DOSSIER else "")
    assert closed.submit()
    assert state(closed) == "submitted"


def test_an_old_health_certificate_is_missing_on_a_later_day(
    closed: SubmissionYear,
) -> None:
    closed.draft()
    closed.fill()
    late = dt.date(2026, 7, 6)
    with pytest.raises(DocumentsMissing) as caught:
        submission.submit(closed.office, closed.cycle, CHAIR, "TTr-1", late, NOW)
    assert caught.value.missing == ("UC01: health_certificate_in_date",)


def test_a_withdrawn_paper_is_missing(closed: SubmissionYear) -> None:
    closed.draft()
    closed.fill()
    row = next(r for r in closed.view().files if r.kind == "cv_2c")
    attachments.withdraw(closed.office, closed.cycle, SECRETARY, row.number, "x", NOW)
    assert closed.view().missing == ("UC01: cv_2c",)


def test_the_chair_submits_and_nobody_else(closed: SubmissionYear) -> None:
    closed.draft()
    closed.fill()
    for actor in (SECRETARY, HEAD, INSPECTOR, TECHNICIAN):
        with pytest.raises(WrongRole):
            submission.submit(closed.office, closed.cycle, actor, "TTr-1", DAY, NOW)
    with pytest.raises(EvidenceMissing):
        closed.submit(" ")


def test_no_submission_before_its_draft(closed: SubmissionYear) -> None:
    with pytest.raises(CycleStepRefused):
        closed.submit()
    with pytest.raises(NotSubmittedYet):
        closed.sealed()
    assert closed.view().signer == ""


def test_what_is_signed_is_what_was_there(sent: SubmissionYear) -> None:
    view = sent.view()
    contents = view.contents
    assert contents is not None
    assert [line.person for line in contents.additions] == ["UC01"]
    assert contents.removals == ()
    assert [(one.step, one.kind) for one in contents.ballots] == [
        (1, "removal"),
        (2, "consultation"),
        (3, "consultation"),
        (4, "addition"),
        (4, "reballot"),
    ]
    listed = {one.sha256 for one in contents.files if one.kind in DOSSIER}
    assert listed == {row.digest for row in view.files if row.person}
    with pytest.raises(AttachmentsFixed):
        sent.attach("training_plan", text="another plan")


def test_dossiers_of_those_not_on_the_list_stay_here(closed: SubmissionYear) -> None:
    closed.draft()
    closed.fill()
    closed.attach("cv_2c", "UC02", "not taken")
    closed.submit()
    contents = closed.view().contents
    assert contents is not None
    assert {one.person for one in contents.files} == {"", "UC01"}


def test_the_package_is_the_same_each_time_and_sealed_anew(
    sent: SubmissionYear,
) -> None:
    text, public = new_identity()
    first, second = (sent.sealed(Recipient(key=public)) for _ in range(2))
    assert first != second
    opened = open_with_identity(first, text)
    assert opened == open_with_identity(second, text)
    _, files = read_archive(opened)
    contents = sent.view().contents
    assert contents is not None
    assert list(files) == [one.path for one in contents.files]
    assert b"UC01" not in first
    log = attachments.access_log(sent.office, sent.cycle, INSPECTOR)
    assert [line.act for line in log][-2:] == ["export", "export"]
    assert log[-1].digest == contents.digest


def test_only_the_agency_exports_and_to_somebody(sent: SubmissionYear) -> None:
    for actor in (CHAIR, HEAD, INSPECTOR, TECHNICIAN):
        with pytest.raises(WrongRole):
            export(sent.office, sent.cycle, actor, Recipient(PASSPHRASE), NOW)
    with pytest.raises(WeakPassphrase):
        sent.sealed(Recipient(passphrase="short"))
    with pytest.raises(BadRecipient):
        sent.sealed(Recipient(key="age1x"))


def test_a_file_that_changed_on_disk_is_not_handed_out(sent: SubmissionYear) -> None:
    row = next(r for r in sent.view().files if r.kind == "cv_2c")
    path = sent.office.vault.path_of(row.digest)
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    with pytest.raises(PackageChanged, match="cv_2c"):
        sent.sealed()


@pytest.mark.parametrize("name", ["record.bel", "statement.json", "manifest.json"])
def test_a_record_that_is_lost_or_changed_is_named(
    closed: SubmissionYear, name: str
) -> None:
    closed.draft()
    closed.fill()
    with closed.office.database.reading() as connection:
        row = events.all_events(connection)[0]
    path = folder_of(closed.office, row, SIGNED) / name
    whole = path.read_bytes()
    for damaged in (None, whole.replace(b"1", b"2", 1)):
        path.unlink()
        if damaged is not None:
            path.write_bytes(damaged)
        with pytest.raises(PackageChanged):
            closed.submit()
        assert closed.view().records_fault
        assert "verification_annex" in closed.view().missing
        path.write_bytes(whole)
    assert closed.submit()


def test_a_cycle_with_a_step_on_paper_is_submitted(
    paper_year: SubmissionYear, tmp_path: Path
) -> None:
    year = copy_of(paper_year, tmp_path / "year")
    contents = year.view().contents
    assert contents is not None
    assert [(one.step, one.medium) for one in contents.ballots] == [
        (1, "electronic"),
        (2, "electronic"),
        (3, "electronic"),
        (4, "paper"),
        (4, "electronic"),
    ]
    text, public = new_identity()
    archive = open_with_identity(year.sealed(Recipient(key=public)), text)
    found = verify_package(archive, year.view().signer, year.pins)
    assert found.contents == contents
    assert [line.person for line in contents.additions] == ["UC01"]
    assert found.statements[3].rows == ON_PAPER.rows
    annex = found.files["annex.txt"].decode()
    on_paper = annex.split("\n\n")[4]
    assert on_paper.startswith("Bước 4, bỏ phiếu giới thiệu bổ sung quy hoạch; phiếu")
    assert annex.count("; phiếu giấy") == 1
    assert on_paper.count("Mã ") == 3
    year.office.database.close()


@pytest.mark.parametrize("name", ["statement.json", "manifest.json"])
def test_a_file_of_a_step_on_paper_that_is_lost_or_changed_is_named(
    paper_year: SubmissionYear, tmp_path: Path, name: str
) -> None:
    year = copy_of(paper_year, tmp_path / "year")
    with year.office.database.reading() as connection:
        (row,) = (r for r in events.all_events(connection) if r.medium == "paper")
    path = folder_of(year.office, row, SIGNED) / name
    whole = path.read_bytes()
    for damaged in (None, whole.replace(b"1", b"2", 1)):
        path.unlink(missing_ok=True)
        if damaged is not None:
            path.write_bytes(damaged)
        assert year.view().records_fault == f"record of {row.id}"
        with pytest.raises(PackageChanged):
            year.sealed()
    path.write_bytes(whole)
    assert year.sealed()
    year.office.database.close()


# --- the way back -----------------------------------------------------------------


def test_a_supplement_leads_back_and_the_new_list_names_the_old(
    sent: SubmissionYear,
) -> None:
    first = sent.view().contents
    assert first is not None
    office, cycle = sent.office, sent.cycle
    cycle_submission.start_appraisal(office, cycle, SECRETARY, "Giấy biên nhận 7", NOW)
    cycle_submission.ask_supplement(office, cycle, SECRETARY, "CV-8", NOW)
    assert state(sent) == "drafting_submission"
    sent.attach("training_plan", text="as asked")
    sent.submit("Số 15-TTr/ĐU")
    second = sent.view().contents
    assert second is not None
    assert (second.submission.version, second.submission.replaces) == (2, first.digest)
    assert second.signer == first.signer
    assert len(second.files) == len(first.files) + 1


def answer(year: SubmissionYear, *answers: PersonAnswer) -> None:
    cycle_submission.record_answer(
        year.office, year.cycle, SECRETARY, answers, "Số 40-TB/TU ngày 10/4/2026", NOW
    )


def test_each_person_is_answered_and_the_plan_follows(sent: SubmissionYear) -> None:
    office, cycle = sent.office, sent.cycle
    with pytest.raises(CycleStepRefused):
        answer(sent, CONFIRMED)
    cycle_submission.start_appraisal(office, cycle, SECRETARY, "Giấy biên nhận 7", NOW)
    with pytest.raises(AnswersMissing):
        answer(sent)
    with pytest.raises(NoReason):
        answer(sent, PersonAnswer("addition", ("T1", "UC01"), confirmed=False, note=""))
    before = {one.title: one.planned for one in sent.view().after}
    assert before == {"T1": ("QH01",), "T3": ("QH04",)}
    answer(sent, CONFIRMED)
    cycle_submission.issue_own_decision(office, cycle, CHAIR, "QĐ-20", NOW)
    after = {one.title: one.planned for one in sent.view().after}
    assert after == {"T1": ("QH01", "UC01"), "T3": ("UC03",)}
    assert state(sent) == "answered"
    cycle_submission.archive_cycle(office, cycle, SECRETARY, "BB-30", DAY, NOW)
    assert state(sent) == "archived"


def test_a_refused_person_is_not_planned(sent: SubmissionYear) -> None:
    office, cycle = sent.office, sent.cycle
    cycle_submission.start_appraisal(office, cycle, SECRETARY, "Giấy biên nhận 7", NOW)
    answer(sent, PersonAnswer("addition", ("T1", "UC01"), confirmed=False, note="Hoãn"))
    first = sent.view().after[0]
    assert first.planned == ("QH01",)
    assert first.persons[-1].standing is Standing.ADDITION_REFUSED
