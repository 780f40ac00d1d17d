"""The public records on disk: written beside, moved into place, written again if lost.

Refuses what no longer gives the hash that stands on the wall.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ballot_service.errors import NotClosedYet, NotExported, RecordDiffers
from ballot_service.record.build import write_closed
from ballot_service.record.folder import STATEMENT, write_new
from ballot_service.record.statement import ELECTRONIC
from ballot_service.store import box, events
from ballot_service.store.database import Connection
from ballot_service.store.rows import EventRow
from ballot_service.workflows.frozen import load_manifest, load_setup
from ballot_service.workflows.office import Office

CLOSED = "closed"
COMPLETE = "complete"
SIGNED = "signed"
_NEW = ".new-"


def folder_of(office: Office, row: EventRow, kind: str) -> Path:
    """Return where a record of this kind lies or will lie."""
    return office.records / row.uuid / kind


@contextmanager
def new_folder(office: Office, row: EventRow) -> Iterator[Path]:
    """Give an empty folder beside the records; it is gone afterwards unless moved."""
    parent = office.records / row.uuid
    parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=_NEW, dir=parent))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def drop_unfinished(office: Office) -> None:
    """At start: remove folders that a crash kept from being moved into place."""
    for left in office.records.glob(f"*/{_NEW}*"):
        shutil.rmtree(left)


def move_into_place(made: Path, target: Path) -> None:
    """Bring a folder's files to the disk and move it where it belongs."""
    for path in (*made.iterdir(), made):
        _sync(path)
    made.chmod(0o755)
    if target.exists():
        shutil.rmtree(target)
    made.rename(target)
    _sync(target.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_closed_record(connection: Connection, row: EventRow, folder: Path) -> str:
    """Write the closed record from what is stored, and return its EndBallots hash."""
    manifest = load_manifest(connection, row)
    setup = load_setup(connection, row)
    ballots = box.ballots_sorted(connection, row.uuid)
    return write_closed(folder, manifest, setup, ballots)


def closed_record(office: Office, event: str) -> Path:
    """Return the closed record's folder; written again where it is not there.

    Raises:
        NotClosedYet: the vote is not over.
        RecordDiffers: the stored ballots give another EndBallots hash.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        if not row.end_hash:
            raise NotClosedYet(row.state)
        target = folder_of(office, row, CLOSED)
        if not target.exists():
            with new_folder(office, row) as made:
                if write_closed_record(connection, row, made) != row.end_hash:
                    raise RecordDiffers("EndBallots")
                move_into_place(made, target)
    return target


def record_folder(office: Office, event: str) -> Path:
    """Return the folder of the most complete record there is.

    Raises:
        NotExported: the record has not left the service yet.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        paper = row.medium != ELECTRONIC
        if paper and not row.statement_hash:
            raise NotExported(row.state)
        if not paper and not events.get_hands(connection, row.id, "export"):
            raise NotExported(row.state)
    for kind in (SIGNED, COMPLETE):
        folder = folder_of(office, row, kind)
        if folder.exists():
            return folder
    return closed_record(office, event)


def copy_with_statement(source: Path, target: Path, statement: bytes) -> None:
    """Copy a complete record into an empty folder, with a statement beside it."""
    for path in source.iterdir():
        if path.name != STATEMENT:
            shutil.copyfile(path, target / path.name)
    write_new(target / STATEMENT, statement)


def put_statement(folder: Path, statement: bytes) -> None:
    """Put another statement into a folder that nobody else has seen yet."""
    (folder / STATEMENT).unlink()
    write_new(folder / STATEMENT, statement)
