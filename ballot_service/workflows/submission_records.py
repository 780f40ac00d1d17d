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
from ballot_service.record.folder import STATEMENT, open_folder
from ballot_service.record.manifest import read_manifest
from ballot_service.record.package_list import PackagedBallot
from ballot_service.record.signatures import read_signed
from ballot_service.record.statement import statement_digest
from ballot_service.store import cycles, events
from ballot_service.store.attachments import AttachmentRow
from ballot_service.store.cycle_rows import BallotLinkRow
from ballot_service.store.database import Connection
from ballot_service.workflows.attachments import counting
from ballot_service.workflows.frozen import thumbprints
from ballot_service.workflows.office import Office
from ballot_service.workflows.records import SIGNED, folder_of


@dataclass(frozen=True)
class CycleRecord:
    """One counted ballot of a cycle: where its record lies, and what is said of it."""

    source: Path
    ballot: PackagedBallot


def counted(links: Sequence[BallotLinkRow]) -> tuple[BallotLinkRow, ...]:
    """Return the ballots whose statement the cycle holds, in the order held."""
    return tuple(link for link in links if link.statement)


def cycle_records(
    office: Office, connection: Connection, cycle: str
) -> tuple[CycleRecord, ...]:
    """Return the signed records of every counted ballot, each compared with its sheets.

    Framing, every hash and the chain of each record are read again; proofs are not:
    they were verified when the result was taken, and the chain's end binds them.

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
    files = open_folder(source)
    if files.unverified_manifest is None or files.unverified_statement is None:
        raise IncompleteRecord(STATEMENT)
    manifest = read_manifest(files.unverified_manifest)
    board = read_board([entry.slot for entry in files.scan().entries])
    signed = read_signed(files.unverified_statement)
    ballot = PackagedBallot(
        folder=folder,
        uuid=manifest.uuid,
        run=manifest.run,
        step=manifest.plan.step,
        kind=manifest.plan.kind,
        roll=manifest.roll_digest,
        manifest=manifest.digest,
        setup=board.setup_hash,
        end_ballots=board.end_hash,
        final=board.final_hash,
        statement=statement_digest(signed.kernel),
        keys=thumbprints(connection, row),
    )
    kept = (row.manifest_hash, row.setup_hash, row.end_hash, row.final_hash)
    seen = (ballot.manifest, ballot.setup, ballot.end_ballots, ballot.final)
    if kept != seen or link.statement != ballot.statement:
        raise PackageChanged(f"record of {link.event}")
    return CycleRecord(source, ballot)


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
