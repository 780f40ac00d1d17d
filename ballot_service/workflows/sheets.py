"""The sheets that are printed and signed: opening and closing, as data (D2, D3, D5).

Refuses figures of its own: all are counted from what is stored.
"""

from dataclasses import dataclass

from ballot_service.errors import NotClosedYet, NotPrepared
from ballot_service.protocol.codes import check_typed_code, event_code
from ballot_service.store import box, events, members
from ballot_service.store.database import Connection
from ballot_service.store.members import RollCounts
from ballot_service.store.rows import EventRow, HandRow
from ballot_service.workflows.frozen import (
    SETUP_PAPERS,
    load_manifest,
    thumbprints,
)
from ballot_service.workflows.office import Act, Role

OPENING = "opening"
CLOSING = "closing"
EMPTY_BOX = "empty_box"
FEW_SLIPS = 3


@dataclass(frozen=True)
class OpeningSheet:
    """What chair and committee sign before opening.

    Attributes:
        registered: credentials by tokens; `credentials` has the slips too.
        issued: members with a token or a slip.
        empty_box_by: who of the committee confirmed the box of this Setup empty; "".
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
    empty_box_by: str
    signed_by: tuple[str, ...]


@dataclass(frozen=True)
class ClosingSheet:
    """What chair and committee sign before anything is exported (D3).

    Attributes:
        ballots: C.
        issued: I, members with a token or a slip.
        slips_given: of the slips; the rest is opened after close.
        few: fewer than three members used slips beside tokens: to be minuted (D2).
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
    slips_given: int
    few: bool
    signed_by: tuple[str, ...]


def few_slips(counts: RollCounts) -> bool:
    """Say whether so few used slips, beside tokens, that they might be told apart."""
    return counts.tokens > 0 and 0 < counts.slips < FEW_SLIPS


def issued(counts: RollCounts) -> int:
    """Return I: members with a token or a slip."""
    return counts.tokens + counts.slips


def empty_box_seen(setup_hash: str) -> str:
    """Return what the committee's hand says it saw: zero ballots, of this Setup."""
    return f"0 ballots of {setup_hash}"


def put_hand(act: Act, kind: str, seen: str) -> None:
    """Keep the actor's hand on what was seen, in place of the role's earlier one."""
    actor = act.actor
    events.put_hand(
        act.connection,
        HandRow(
            act.row.id, kind, actor.role.value, actor.user, actor.name, seen, act.now
        ),
    )


def sign_sheet(act: Act, kind: str, typed: str, digest: str, what: str) -> None:
    """Keep the actor's hand under a printed sheet, given the code from the paper.

    Args:
        typed: the code as typed or scanned, 5x5.
        digest: of the event that the sheet names; `what` is that event's name.

    Raises:
        BadCode: the paper names another one.
    """
    check_typed_code(typed, digest, what)
    put_hand(act, kind, digest)
    act.log(f"sign_{kind}", digest)


def both_signed(connection: Connection, row: EventRow, act: str, seen: str) -> bool:
    """Say whether chair and committee, two persons, signed the sheet of this hash."""
    hands = [h for h in events.get_hands(connection, row.id, act) if h.seen == seen]
    roles = {hand.role for hand in hands}
    return roles == {Role.CHAIR.value, Role.COMMITTEE.value} and (
        len({hand.user for hand in hands}) == 2  # noqa: PLR2004
    )


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
        empty_box_by=" ".join(
            _signers(connection, row, EMPTY_BOX, empty_box_seen(row.setup_hash))
        ),
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
        slips_given=counts.slips,
        few=few_slips(counts),
        signed_by=tuple(_signers(connection, row, CLOSING, row.end_hash)),
    )


def drop_proposal(act: Act) -> None:
    """Forget a Setup that was proposed and not opened; registration goes on."""
    for kind in SETUP_PAPERS:
        events.drop_papers(act.connection, act.row.id, kind)
    for kind in (EMPTY_BOX, OPENING):
        events.drop_hands(act.connection, act.row.id, kind)
    act.change(setup_hash="", registration_closed=False)
