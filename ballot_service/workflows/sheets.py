"""The sheets that are printed and signed: opening and closing, as data (D2, D3, D5).

Refuses figures of its own: all are counted from what is stored.
"""

from dataclasses import dataclass

from ballot_service.errors import NotClosedYet, NotPrepared
from ballot_service.protocol.codes import event_code
from ballot_service.store import box, events, members
from ballot_service.store.database import Connection
from ballot_service.store.members import RollCounts
from ballot_service.store.rows import EventRow
from ballot_service.workflows.frozen import (
    SETUP_PAPERS,
    load_manifest,
    thumbprints,
)
from ballot_service.workflows.office import Act

OPENING = "opening"
CLOSING = "closing"


@dataclass(frozen=True)
class OpeningSheet:
    """What chair and committee sign before opening.

    Attributes:
        registered: credentials by tokens; `credentials` has the slips too.
        issued: members with a token or a slip.
        signed_by: who said in the service that the sheet is signed.
    """

    uuid: str
    run: int
    title: str
    body: str
    date: str
    manifest_hash: str
    manifest_code: str
    setup_hash: str
    setup_code: str
    thumbprints: tuple[str, ...]
    committee: tuple[str, ...]
    present_names: tuple[str, ...]
    members: int
    present: int
    issued: int
    registered: int
    slips: int
    credentials: int
    signed_by: tuple[str, ...]


@dataclass(frozen=True)
class ClosingSheet:
    """What chair and committee sign before anything is exported (D3).

    Attributes:
        ballots: C.
        issued: I, members with a token or a slip.
    """

    uuid: str
    run: int
    title: str
    body: str
    date: str
    manifest_hash: str
    manifest_code: str
    setup_hash: str
    setup_code: str
    end_hash: str
    end_code: str
    ballots: int
    thumbprints: tuple[str, ...]
    committee: tuple[str, ...]
    present_names: tuple[str, ...]
    members: int
    present: int
    issued: int
    slips: int
    signed_by: tuple[str, ...]


def issued(counts: RollCounts) -> int:
    """Return I: members with a token or a slip."""
    return counts.tokens + counts.slips


def _signers(connection: Connection, row: EventRow, act: str, seen: str) -> list[str]:
    return [
        hand.name
        for hand in events.get_hands(connection, row.id, act)
        if hand.seen == seen
    ]


def _common(connection: Connection, row: EventRow) -> dict[str, object]:
    manifest = load_manifest(connection, row)
    return {
        "uuid": row.uuid,
        "run": row.run,
        "title": row.title,
        "body": row.body,
        "date": row.date,
        "manifest_hash": row.manifest_hash,
        "manifest_code": event_code(row.manifest_hash),
        "setup_hash": row.setup_hash,
        "setup_code": event_code(row.setup_hash),
        "thumbprints": thumbprints(connection, row),
        "committee": tuple(member.name for member in manifest.committee),
        "present_names": tuple(
            member.name
            for member in members.get_roll(connection, row.id)
            if member.attendance == "present"
        ),
        "members": row.members,
        "slips": row.slips,
    }


def make_opening_sheet(connection: Connection, row: EventRow) -> OpeningSheet:
    """Put the opening sheet together.

    Raises:
        NotPrepared: there is no Setup yet.
    """
    if not row.setup_hash:
        raise NotPrepared(row.state)
    counts = members.count_roll(connection, row.id)
    credentials = box.count_credentials(connection, row.uuid)
    return OpeningSheet(
        **_common(connection, row),  # type: ignore[arg-type]
        present=counts.present,
        issued=issued(counts),
        registered=credentials - row.slips,
        credentials=credentials,
        signed_by=tuple(_signers(connection, row, OPENING, row.setup_hash)),
    )


def make_closing_sheet(connection: Connection, row: EventRow) -> ClosingSheet:
    """Put the closing sheet together.

    Raises:
        NotClosedYet: there is no EndBallots yet.
    """
    if not row.end_hash:
        raise NotClosedYet(row.state)
    counts = members.count_roll(connection, row.id)
    return ClosingSheet(
        **_common(connection, row),  # type: ignore[arg-type]
        end_hash=row.end_hash,
        end_code=event_code(row.end_hash),
        ballots=row.returned,
        present=counts.present,
        issued=issued(counts),
        signed_by=tuple(_signers(connection, row, CLOSING, row.end_hash)),
    )


def drop_proposal(act: Act) -> None:
    """Forget a Setup that was proposed and not opened; registration goes on."""
    for kind in SETUP_PAPERS:
        events.drop_papers(act.connection, act.row.id, kind)
    events.drop_hands(act.connection, act.row.id, OPENING)
    act.change(setup_hash="", registration_closed=False)
