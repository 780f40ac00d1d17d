"""The submission as a whole: what is there, what is missing, and the act of submitting.

Refuses an incomplete folder (E22), and a submission that its signed list does not bind.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass

from ballot_service.errors import DocumentsMissing, PackageChanged
from ballot_service.planning.cycle_states import CycleAction, CycleState
from ballot_service.planning.outcomes import ResultLists
from ballot_service.planning.plan_after import TitleAfter, plan_after
from ballot_service.planning.submission import Submission, check_complete, gathered
from ballot_service.record.package_list import (
    PackageList,
    SubmissionFacts,
    key_code,
    read_package_list,
)
from ballot_service.record.signatures import read_signed
from ballot_service.store import attachments, cycles
from ballot_service.store.attachments import AttachmentRow
from ballot_service.store.cycle_rows import CycleRow, PaperRow
from ballot_service.store.database import Connection
from ballot_service.workflows.attachments import counting
from ballot_service.workflows.cycle_closing import read_lists
from ballot_service.workflows.cycle_office import acting_on_cycle, stored_plan
from ballot_service.workflows.cycle_progress import LISTS
from ballot_service.workflows.cycle_submission import ANSWERS, answers_of
from ballot_service.workflows.office import Actor, Office, Role, require
from ballot_service.workflows.submission_package import PACKAGE, make_list, submitted
from ballot_service.workflows.submission_records import (
    CycleRecord,
    counted,
    cycle_records,
    held_files,
)


def lists_of(connection: Connection, cycle: str) -> ResultLists:
    """Return the closed lists; empty ones before the list is closed."""
    papers = cycles.get_papers(connection, cycle, LISTS)
    return read_lists(papers[-1].body) if papers else ResultLists()


def _folder(
    connection: Connection,
    row: CycleRow,
    rows: tuple[AttachmentRow, ...],
    records: tuple[CycleRecord, ...],
) -> Submission:
    lists = lists_of(connection, row.id)
    links = counted(cycles.ballots_of(connection, row.id))
    return gathered(
        [entry.nominee for entry in lists.proposed_for_confirmation],
        [entry.nominee for entry in lists.proposed_removals],
        held_files(rows, records),
        {link.step for link in links},
        removal_ballot=any(link.kind == "removal" for link in links),
    )


@dataclass(frozen=True)
class SubmissionView:
    """Where the submission stands.

    Attributes:
        missing: as E22 names it, () where it is complete.
        records_fault: the event whose record is not what it was, or "".
        files: those that count, dossiers too; a page shows what its reader may see.
        contents: the newest signed list, or None before the first submission.
        signer: code of the cycle's key, to be printed in the submission, or "".
        papers: receipts, requests, answers, decisions, as references.
        after: the plan as it stands now.
    """

    row: CycleRow
    lists: ResultLists
    folder: Submission
    missing: tuple[str, ...]
    records_fault: str
    files: tuple[AttachmentRow, ...]
    contents: PackageList | None
    signer: str
    papers: tuple[PaperRow, ...]
    answers: dict[tuple[str, str, str], bool]
    after: tuple[TitleAfter, ...]


WAY = ("submission", "receipt", "request", "answer", "own_decision", "archive_record")


def submission_view(office: Office, cycle: str, today: dt.date) -> SubmissionView:
    """Return where the submission of a cycle stands, on this day.

    Raises:
        UnknownCycle.
    """
    with office.database.reading() as connection:
        row = cycles.find_cycle(connection, cycle)
        review, _ = stored_plan(connection, cycle)
        lists = lists_of(connection, cycle)
        rows = attachments.attachments_of(connection, cycle)
        records, fault = _records(office, connection, cycle)
        folder = _folder(connection, row, rows, records)
        paper = submitted(connection, row)
        papers = cycles.all_papers(connection, cycle)
    given = [one for one in papers if one.kind == ANSWERS]
    answers = answers_of(given[-1].body) if given else {}
    contents = None if paper is None else read_package_list(_kernel(paper))
    return SubmissionView(
        row=row,
        lists=lists,
        folder=folder,
        missing=missing_from(folder, today),
        records_fault=fault,
        files=counting(rows),
        contents=contents,
        signer=signer_of(office, row),
        papers=tuple(one for one in papers if one.kind in WAY),
        answers=answers,
        after=plan_after(review, lists, answers, own_issued=row.own_decision_issued),
    )


def _kernel(paper: PaperRow) -> bytes:
    return read_signed(paper.body).kernel


def _records(
    office: Office, connection: Connection, cycle: str
) -> tuple[tuple[CycleRecord, ...], str]:
    try:
        return cycle_records(office, connection, cycle), ""
    except PackageChanged as error:
        return (), error.detail


def missing_from(folder: Submission, on: dt.date) -> tuple[str, ...]:
    """Return what is missing, as `check_complete` names it."""
    try:
        check_complete(folder, on)
    except DocumentsMissing as error:
        return error.missing
    return ()


def signer_of(office: Office, row: CycleRow) -> str:
    """Return the key's code that the signed submission shows, "" before a draft."""
    if CycleState(row.state) in BEFORE_DRAFT:
        return ""
    return key_code(office.keys.submission_public(row.id, office.random))


BEFORE_DRAFT = tuple(CycleState)[: tuple(CycleState).index(CycleState.LIST_CLOSED) + 1]


def submit(
    office: Office, cycle: str, actor: Actor, reference: str, on: dt.date, now: int
) -> str:
    """Submit the folder: complete, or refused with all that is missing (S12; E22).

    In one transaction: the closed lists, what is attached, the step of the cycle, and
    the signed list of exactly that.

    Args:
        reference: number and day of the signed submission on paper.
        on: the day on the LAN's clock.

    Returns:
        The hash of the signed list.

    Raises:
        WrongRole, CycleStepRefused, EvidenceMissing. DocumentsMissing (E22).
        PackageChanged: a ballot's record is not the one on its sheets.
    """
    require(actor, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        records = cycle_records(office, act.connection, cycle)
        rows = attachments.attachments_of(act.connection, cycle)
        folder = _folder(act.connection, act.row, rows, records)
        # The step first: "not now" comes before "not complete".
        act.step(CycleAction.SUBMIT, {"submission": reference})
        check_complete(folder, on)
        before = act.papers(PACKAGE)
        facts = SubmissionFacts(
            version=len(before) + 1,
            reference=reference,
            date=on.isoformat(),
            replaces=hashlib.sha256(_kernel(before[-1])).hexdigest() if before else "",
        )
        lists = lists_of(act.connection, cycle)
        signed = make_list(office, act, lists, records, facts)
        act.paper(PACKAGE, reference, signed)
        act.log("submit", reference[:300])
    return hashlib.sha256(read_signed(signed).kernel).hexdigest()
