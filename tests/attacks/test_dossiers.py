"""Personal data in dossiers: where it is not, who cannot get it, what a crash leaves.

A dossier says of somebody what no ballot may: origin, health, property, judgements.
"""

import logging
import multiprocessing
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from ballot_service.errors import AttachmentDamaged, WrongRole
from ballot_service.keyfiles.vault import Vault
from ballot_service.store import attachments as rows
from ballot_service.workflows import attachment_care, attachments
from ballot_service.workflows.office import Actor
from tests.simulator import CHAIR, HEAD, INSPECTOR, NOW, SECRETARY, TECHNICIAN
from tests.submission_year import SubmissionYear

SECRET = "dan toc Tay, khong ton giao, da bi khien trach"


@pytest.fixture
def year(closed: SubmissionYear) -> SubmissionYear:
    closed.draft()
    closed.attach("political_conclusion", "UC01", SECRET)
    return closed


def files_below(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def number_of(year: SubmissionYear) -> int:
    return next(r.number for r in year.view().files if r.person)


def test_no_file_of_the_service_holds_a_dossier_in_the_clear(
    year: SubmissionYear,
) -> None:
    year.fill("political_conclusion")
    year.submit()
    year.sealed()
    holding = [p for p in files_below(year.folder) if SECRET.encode() in p.read_bytes()]
    assert holding == []


def test_the_folder_is_neither_in_the_database_nor_among_the_records(
    year: SubmissionYear,
) -> None:
    digests = {row.digest for row in year.view().files}
    sealed = {year.office.vault.path_of(digest).read_bytes() for digest in digests}
    for path in (year.folder / "cycle.sqlite", *files_below(year.folder / "records")):
        content = path.read_bytes()
        assert not any(body in content for body in sealed)
    assert year.office.attachments == year.folder / "attachments"
    assert year.office.records not in year.office.attachments.parents


@pytest.mark.parametrize("actor", [CHAIR, HEAD, INSPECTOR, TECHNICIAN])
def test_nobody_but_the_agency_reads_a_dossier(
    year: SubmissionYear, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(Vault, "read", lambda _self, digest: opened.append(digest))
    with pytest.raises(WrongRole):
        attachments.read(year.office, year.cycle, actor, number_of(year), NOW)
    assert opened == []


def test_that_it_was_read_is_committed_before_it_is_unsealed(
    year: SubmissionYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def unseal(_self: Vault, _digest: str) -> bytes:
        # Another connection sees only what is committed.
        lines = attachments.access_log(year.office, year.cycle, INSPECTOR)
        seen.append(lines[-1].act)
        return b""

    monkeypatch.setattr(Vault, "read", unseal)
    attachments.read(year.office, year.cycle, SECRETARY, number_of(year), NOW)
    assert seen == ["read"]


def test_no_line_in_the_log_no_byte(
    year: SubmissionYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("the disk is full")

    opened: list[str] = []
    monkeypatch.setattr(rows, "add_line", full)
    monkeypatch.setattr(Vault, "read", lambda _self, digest: opened.append(digest))
    with pytest.raises(OSError, match="full"):
        attachments.read(year.office, year.cycle, SECRETARY, number_of(year), NOW)
    assert opened == []


def test_no_name_and_no_content_gets_into_a_technical_log(
    year: SubmissionYear, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    row = next(r for r in year.view().files if r.person)
    path = year.office.vault.path_of(row.digest)
    path.write_bytes(path.read_bytes()[:-2])
    with pytest.raises(AttachmentDamaged) as caught:
        attachments.read(year.office, year.cycle, SECRETARY, row.number, NOW)
    said = caplog.text + caught.value.detail
    for word in ("Hoàng Bá Vỹ", "UC01", SECRET, row.name):
        assert word not in said


# --- a kill between the file and its row -------------------------------------------


def _killed(folder: str, cycle: str) -> None:
    year = SubmissionYear(Path(folder), cycle)

    def stop(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(rows, "add_attachment", stop)  # noqa: B010
    year.attach("cv_2c", "UC01", "handed in as the power failed")


def test_a_kill_between_file_and_row_leaves_nothing_that_counts(
    year: SubmissionYear,
) -> None:
    before = year.view().files
    child = multiprocessing.get_context("spawn").Process(
        target=_killed, args=(str(year.folder), year.cycle)
    )
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    after = SubmissionYear(year.folder, year.cycle)
    assert after.view().files == before
    assert "UC01: cv_2c" in after.view().missing
    assert len(attachment_care.check_vault(after.office).left_over) == 1
    after.attach("cv_2c", "UC01", "handed in as the power failed")
    assert attachment_care.check_vault(after.office).left_over == ()
    after.office.database.close()
