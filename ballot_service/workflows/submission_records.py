"""The records that a submission stands on, and what its folder holds.

Refuses a record that is not the one whose codes stand on the signed sheets.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ballot_service.errors import BallotServiceError, IncompleteRecord, PackageChanged
from ballot_service.planning.attachment_kinds import FOLDER
from ballot_service.planning.submission import ANNEX, DOSSIER, Held
from ballot_service.protocol.events import read_board
from ballot_service.record.folder import (
    MANIFEST,
    STATEMENT,
    open_folder,
    read_side_file,
)
from ballot_service.record.manifest import Manifest, read_manifest
from ballot_service.record.package_list import PackagedBallot
from ballot_service.record.paper import PAPER, is_paper
from ballot_service.record.signatures import read_signed
from ballot_service.record.statement import ELECTRONIC, statement_digest
from ballot_service.store import cycles, events
from ballot_service.store.attachments import AttachmentRow
from ballot_service.store.cycle_rows import BallotLinkRow
from ballot_service.store.database import Connection
from ballot_service.store.rows import EventRow
from ballot_service.verify.package_ballots import ELECTRONIC_FILES, ON_PAPER
from ballot_service.verify.statements import verify_statement
from ballot_service.workflows.attachments import counting
from ballot_service.workflows.frozen import thumbprints
from ballot_service.workflows.office import Office
from ballot_service.workflows.records import SIGNED, folder_of


@dataclass(frozen=True)
class CycleRecord:
    """One counted ballot of a cycle: where its record lies, and what is said of it.

    On paper the folder holds manifest and statement alone.
    """

    source: Path
    ballot: PackagedBallot

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files that go into a package."""
        return ON_PAPER if self.ballot.medium == PAPER else ELECTRONIC_FILES


def counted(links: Sequence[BallotLinkRow]) -> tuple[BallotLinkRow, ...]:
    """Return the ballots whose statement the cycle holds, in the order held."""
    return tuple(link for link in links if link.statement)


def cycle_records(
    office: Office, connection: Connection, cycle: str
) -> tuple[CycleRecord, ...]:
    """Return the signed records of every counted ballot, each compared with its sheets.

    Framing, every hash and the chain of each record are read again; proofs are not:
    they were verified when the result was taken, and the chain's end binds them. On
    paper there is no record, and the statement is verified again by itself.

    Raises:
        PackageChanged: a record that is lost or another one, by its event.
    """
    found = []
    links = counted(cycles.ballots_of(connection, cycle))
    for place, link in enumerate(links, start=1):
        try:
            found.append(_record(office, connection, link, f"ballots/{place:02}"))
        except (BallotServiceError, FileNotFoundError) as error:
            raise PackageChanged(f"record of {link.event}") from error
    return tuple(found)


def _record(
    office: Office, connection: Connection, link: BallotLinkRow, folder: str
) -> CycleRecord:
    row = events.find_event(connection, link.event)
    source = folder_of(office, row, SIGNED)
    read = _on_paper if row.medium == PAPER else _electronic
    ballot = read(connection, row, source, folder)
    if (row.manifest_hash, link.statement) != (ballot.manifest, ballot.statement):
        raise PackageChanged(f"record of {link.event}")
    return CycleRecord(source, ballot)


def _electronic(
    connection: Connection, row: EventRow, source: Path, folder: str
) -> PackagedBallot:
    files = open_folder(source)
    if files.unverified_manifest is None or files.unverified_statement is None:
        raise IncompleteRecord(STATEMENT)
    board = read_board([entry.slot for entry in files.scan().entries])
    signed = read_signed(files.unverified_statement)
    if is_paper(signed.kernel):
        raise PackageChanged(f"record of {row.id}")
    seen = (board.setup_hash, board.end_hash, board.final_hash)
    if (row.setup_hash, row.end_hash, row.final_hash) != seen:
        raise PackageChanged(f"record of {row.id}")
    return _ballot(
        folder,
        read_manifest(files.unverified_manifest),
        ELECTRONIC,
        seen,
        statement_digest(signed.kernel),
        thumbprints(connection, row),
    )


def _on_paper(
    connection: Connection, row: EventRow, source: Path, folder: str
) -> PackagedBallot:
    """Verify a statement by itself: on paper there is no record to read again."""
    unverified_manifest = read_side_file(source / MANIFEST)
    unverified_statement = read_side_file(source / STATEMENT)
    if unverified_manifest is None or unverified_statement is None:
        raise IncompleteRecord(STATEMENT)
    pins = thumbprints(connection, row)
    found = verify_statement(unverified_statement, unverified_manifest, pins)
    if found.medium != PAPER:
        raise PackageChanged(f"record of {row.id}")
    return _ballot(folder, found.manifest, PAPER, ("", "", ""), found.digest, pins)


def _ballot(
    folder: str,
    manifest: Manifest,
    medium: str,
    hashes: tuple[str, str, str],
    statement: str,
    keys: tuple[str, ...],
) -> PackagedBallot:
    setup, end_ballots, final = hashes
    return PackagedBallot(
        folder=folder,
        uuid=manifest.uuid,
        run=manifest.run,
        step=manifest.plan.step,
        kind=manifest.plan.kind,
        medium=medium,
        roll=manifest.roll_digest,
        manifest=manifest.digest,
        setup=setup,
        end_ballots=end_ballots,
        final=final,
        statement=statement,
        keys=keys,
    )


# --- what the folder holds --------------------------------------------------------


def held_files(
    rows: Sequence[AttachmentRow], records: Sequence[CycleRecord]
) -> tuple[Held, ...]:
    """Return what is in the folder: files that count, and the annex if it can be made.

    Args:
        records: of every counted ballot; none: the annex cannot be made.
    """
    held = [
        Held(row.kind, row.person, _day(row.issued))
        for row in counting(rows)
        if row.kind in FOLDER or row.kind in DOSSIER
    ]
    return (*held, Held(ANNEX)) if records else tuple(held)


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
