"""The package of a submission: its list signed when submitted, its bytes at export.

Refuses to hand out anything but what was submitted, to the byte.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ballot_service.errors import (
    AttachmentDamaged,
    NotSubmittedYet,
    PackageChanged,
)
from ballot_service.keyfiles.envelopes import seal_for_passphrase, seal_for_recipient
from ballot_service.keyfiles.file_types import by_media
from ballot_service.planning.attachment_kinds import FOLDER
from ballot_service.planning.outcomes import ListEntry, ResultLists
from ballot_service.planning.review import ReviewPlan
from ballot_service.planning.submission import ANNEX, DOSSIER
from ballot_service.record.folder import RECORD
from ballot_service.record.package_annex import PATH as ANNEX_PATH
from ballot_service.record.package_annex import TYPE as ANNEX_TYPE
from ballot_service.record.package_annex import annex_text
from ballot_service.record.package_archive import write_archive
from ballot_service.record.package_list import (
    CycleFacts,
    ListLine,
    PackagedFile,
    PackageList,
    SubmissionFacts,
    read_package_list,
)
from ballot_service.record.signatures import read_signed, sign_kernel
from ballot_service.store import attachments, cycles
from ballot_service.store.attachments import AttachmentLogRow, AttachmentRow
from ballot_service.store.cycle_rows import CycleRow, PaperRow
from ballot_service.store.database import Connection
from ballot_service.workflows.attachments import counting
from ballot_service.workflows.cycle_office import (
    CycleAct,
    acting_on_cycle,
    stored_plan,
)
from ballot_service.workflows.office import Actor, Office, Role, require
from ballot_service.workflows.submission_records import CycleRecord, cycle_records

PACKAGE = "submission_package"
_JSON, _BEL = "application/json", "application/octet-stream"


# --- the list ---------------------------------------------------------------------


@dataclass(frozen=True)
class Contents:
    """A list and where each of its files comes from: a record's file, or the vault."""

    contents: PackageList
    records: tuple[CycleRecord, ...]

    def bytes_of(self, office: Office) -> Iterator[tuple[str, bytes]]:
        """Give path and content of every file, each compared with the list.

        Raises:
            PackageChanged: naming the path.
        """
        folders = {one.ballot.folder: one.source for one in self.records}
        for one in self.contents.files:
            folder, _, name = one.path.rpartition("/")
            try:
                if one.path == ANNEX_PATH:
                    content = annex_text(self.contents.cycle, self.contents.ballots)
                elif folder in folders:
                    content = (folders[folder] / name).read_bytes()
                else:
                    content = office.vault.read(one.sha256)
            except (AttachmentDamaged, FileNotFoundError) as error:
                raise PackageChanged(one.path) from error
            if hashlib.sha256(content).hexdigest() != one.sha256:
                raise PackageChanged(one.path)
            yield one.path, content


def make_list(
    office: Office,
    act: CycleAct,
    lists: ResultLists,
    records: Sequence[CycleRecord],
    submission: SubmissionFacts,
) -> bytes:
    """Make and sign the list of what is submitted now; return `submission.json`.

    Only dossiers of those on the addition list go out: a file about anybody else is
    none of the authority's business.

    Raises:
        PackageChanged: a record's file is gone.
    """
    private = office.keys.submission_key(act.row.id, office.random)
    review, row = act.review, act.row
    facts = CycleFacts(
        id=row.id,
        body=review.body,
        agency=review.agency,
        year=review.year,
        number=row.number,
        secrecy=review.secrecy,
        family=review.family,
        profile=review.profile.id,
        profile_version=review.profile.version,
        plan=stored_plan(act.connection, row.id)[1],
    )
    ballots = tuple(one.ballot for one in records)
    annex = annex_text(facts, ballots)
    on_list = {entry.nominee for entry in lists.proposed_for_confirmation}
    rows = counting(attachments.attachments_of(act.connection, row.id))
    files = [
        _packaged(ANNEX_PATH, ANNEX, ANNEX_TYPE, annex),
        *_record_files(records),
        *_attached(review, [one for one in rows if one.person in {"", *on_list}]),
    ]
    made = PackageList(
        signer=office.keys.submission_public(row.id, office.random),
        cycle=facts,
        submission=submission,
        additions=_lines(review, lists.proposed_for_confirmation),
        removals=_lines(review, lists.proposed_removals),
        ballots=ballots,
        files=tuple(sorted(files, key=lambda one: one.path)),
    )
    read_package_list(made.payload)
    return sign_kernel(made.payload, private)


def _packaged(path: str, kind: str, media: str, content: bytes) -> PackagedFile:
    digest = hashlib.sha256(content).hexdigest()
    return PackagedFile(path, kind, "", digest, len(content), media, "", "")


def _record_files(records: Sequence[CycleRecord]) -> Iterator[PackagedFile]:
    for record in records:
        for name in record.files:
            content = (record.source / name).read_bytes()
            media = _BEL if name == RECORD else _JSON
            path = f"{record.ballot.folder}/{name}"
            yield _packaged(path, "record", media, content)


def _attached(
    review: ReviewPlan, rows: Sequence[AttachmentRow]
) -> Iterator[PackagedFile]:
    places = {person.id: i for i, person in enumerate(review.persons, start=1)}
    for row in rows:
        if row.kind in DOSSIER:
            folder = f"dossiers/{places[row.person]:03}"
        elif row.kind in FOLDER:
            folder = "documents"
        else:
            continue
        yield PackagedFile(
            path=f"{folder}/{row.kind}-{row.part}.{by_media(row.type).ending}",
            kind=row.kind,
            person=row.person,
            sha256=row.digest,
            size=row.size,
            type=row.type,
            name=row.name,
            issued=row.issued,
        )


def _lines(review: ReviewPlan, entries: Sequence[ListEntry]) -> tuple[ListLine, ...]:
    return tuple(
        ListLine(
            title=entry.title,
            title_name=review.title(entry.title).name,
            person=entry.nominee,
            name=review.person(entry.nominee).name,
            agree=entry.agree,
        )
        for entry in entries
    )


# --- what was submitted -----------------------------------------------------------


def submitted(connection: Connection, row: CycleRow) -> PaperRow | None:
    """Return the newest signed list, or None before the first submission."""
    papers = cycles.get_papers(connection, row.id, PACKAGE)
    return papers[-1] if papers else None


def signed_list(office: Office, cycle: str) -> PackageList | None:
    """Return the list of the newest submission, or None.

    Raises:
        UnknownCycle.
    """
    with office.database.reading() as connection:
        paper = submitted(connection, cycles.find_cycle(connection, cycle))
    if paper is None:
        return None
    return read_package_list(read_signed(paper.body).kernel)


@dataclass(frozen=True)
class Recipient:
    """Whom it is sealed for: a passphrase, a key `age1…`, or a certificate as PEM."""

    passphrase: str = ""
    key: str = ""


def export(
    office: Office, cycle: str, actor: Actor, recipient: Recipient, now: int
) -> tuple[PackageList, bytes]:
    """Return the newest submission as one sealed file.

    That it was exported is on record before a file is unsealed.

    Raises:
        WrongRole, UnknownCycle, NotSubmittedYet. WeakPassphrase, BadRecipient.
        PackageChanged: a file or record is no longer what was submitted.
    """
    require(actor, Role.SECRETARY)
    with acting_on_cycle(office, cycle, actor, now) as act:
        paper = submitted(act.connection, act.row)
        if paper is None:
            raise NotSubmittedYet(act.row.state)
        records = cycle_records(office, act.connection, cycle)
        contents = read_package_list(read_signed(paper.body).kernel)
        attachments.add_line(
            act.connection,
            AttachmentLogRow(
                cycle=cycle,
                at=now,
                user=actor.user,
                name=actor.name,
                role=actor.role.value,
                act="export",
                kind=PACKAGE,
                version=contents.submission.version,
                digest=contents.digest,
            ),
        )
        act.log("export_submission", contents.digest)
    files = Contents(contents, records).bytes_of(office)
    archive = write_archive(paper.body, files)
    if recipient.key:
        return contents, seal_for_recipient(archive, recipient.key, now)
    return contents, seal_for_passphrase(archive, recipient.passphrase)
