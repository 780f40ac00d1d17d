"""The agreed counts of a ballot on paper: as bytes, and as the sheet that is signed.

Refuses figures before two tellers agreed on them.
"""

from dataclasses import dataclass

from ballot_service.errors import CountsNotAgreed, NotOnPaper
from ballot_service.planning.paper_count import PaperCount
from ballot_service.protocol.codes import event_code
from ballot_service.record.paper import PAPER, count_digest, read_count
from ballot_service.store import events
from ballot_service.store.database import Connection
from ballot_service.store.rows import EventRow
from ballot_service.workflows.frozen import load_manifest, thumbprints
from ballot_service.workflows.office import Office
from ballot_service.workflows.paper import COUNTS, REFERENCE


@dataclass(frozen=True)
class PaperSheet:
    """What is printed, signed, and typed from into the counting tool.

    Attributes:
        code: of all the figures, "mã số liệu".
        rows: the text of each row with its Y, D, B.
    """

    uuid: str
    run: int
    title: str
    body: str
    date: str
    manifest_code: str
    code: str
    reference: str
    committee: tuple[str, ...]
    thumbprints: tuple[str, ...]
    count: PaperCount
    rows: tuple[str, ...]


def agreed_counts(office: Office, event: str) -> bytes:
    """Return the agreed counts in their one form, for the counting laptop.

    Raises:
        NotOnPaper, CountsNotAgreed.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        return agreed(connection, row)


def agreed(connection: Connection, row: EventRow) -> bytes:
    """Return the agreed counts of an event on paper.

    Raises:
        NotOnPaper, CountsNotAgreed.
    """
    if row.medium != PAPER:
        raise NotOnPaper(row.state)
    body = events.get_paper(connection, row.id, COUNTS)
    if body is None:
        raise CountsNotAgreed(row.state)
    return body


def paper_sheet(office: Office, event: str) -> PaperSheet:
    """Put the counting sheet together.

    Raises:
        NotOnPaper, CountsNotAgreed.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        body = agreed(connection, row)
        manifest = load_manifest(connection, row)
        keys = thumbprints(connection, row)
        reference = events.get_paper(connection, row.id, REFERENCE) or b""
    count = read_count(manifest, body)
    return PaperSheet(
        uuid=row.uuid,
        run=row.run,
        title=row.title,
        body=row.body,
        date=row.date,
        manifest_code=event_code(row.manifest_hash),
        code=event_code(count_digest(manifest, count)),
        reference=reference.decode(),
        committee=tuple(member.name for member in manifest.committee),
        thumbprints=keys,
        count=count,
        rows=tuple(manifest.question_text(i) for i in range(len(count.rows))),
    )
