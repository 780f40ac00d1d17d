"""What pages show of an event: its state, its codes, numbers, and never a choice.

Refuses to say who voted; only the secretary learns who has not yet taken a token.
"""

import json
from dataclasses import dataclass

from ballot_service.planning.ballot_event import State
from ballot_service.planning.quorum import min_present
from ballot_service.planning.roll import Roll
from ballot_service.protocol.codes import event_code
from ballot_service.store import box, events, members
from ballot_service.store.rows import EventRow, OperationRow
from ballot_service.workflows.counting import PARTIAL
from ballot_service.workflows.frozen import manifest_bytes as stored_manifest
from ballot_service.workflows.keys import POSSESSION
from ballot_service.workflows.office import Actor, Office, Role, require
from ballot_service.workflows.preparation import load_draft
from ballot_service.workflows.rollcall import RollEntry, entry_of
from ballot_service.workflows.sheets import issued


@dataclass(frozen=True)
class EventSummary:
    """One event as a list or a heading shows it; what is not there yet is "".

    Attributes:
        repeats: id of the void event that this one repeats.
        setup_hash, setup_code: as proposed on the opening sheet, then as opened.
        swept: after close or void, the files no longer show an order (D3).
        medium: "electronic", or "paper" once it was turned to paper.
        announced: the chair announced the result; it stays so, also after the seal.
    """

    id: str
    uuid: str
    run: int
    repeats: str
    state: State
    title: str
    body: str
    date: str
    step: int
    kind: str
    members: int
    frozen_at: int
    manifest_hash: str
    manifest_code: str
    setup_hash: str
    setup_code: str
    end_hash: str
    end_code: str
    statement_hash: str
    statement_code: str
    swept: bool
    announced: bool
    medium: str


def _code(digest: str) -> str:
    return event_code(digest) if digest else ""


def _summary(row: EventRow) -> EventSummary:
    return EventSummary(
        id=row.id,
        uuid=row.uuid,
        run=row.run,
        repeats=row.repeats,
        state=State(row.state),
        title=row.title,
        body=row.body,
        date=row.date,
        step=row.step,
        kind=row.kind,
        members=row.members,
        frozen_at=row.frozen_at,
        manifest_hash=row.manifest_hash,
        manifest_code=_code(row.manifest_hash),
        setup_hash=row.setup_hash,
        setup_code=_code(row.setup_hash),
        end_hash=row.end_hash,
        end_code=_code(row.end_hash),
        statement_hash=row.statement_hash,
        statement_code=_code(row.statement_hash),
        swept=row.swept,
        announced=row.announced,
        medium=row.medium,
    )


def list_events(office: Office) -> tuple[EventSummary, ...]:
    """Return every event, newest date first."""
    with office.database.reading() as connection:
        return tuple(_summary(row) for row in events.all_events(connection))


def summary(office: Office, event: str) -> EventSummary:
    """Return one event.

    Raises:
        UnknownEvent.
    """
    with office.database.reading() as connection:
        return _summary(events.find_event(connection, event))


def next_run_of(office: Office, event: str) -> EventSummary | None:
    """Return the event that repeats a void one; None where none does."""
    with office.database.reading() as connection:
        rows = [row for row in events.all_events(connection) if row.repeats == event]
    return _summary(max(rows, key=lambda row: row.run)) if rows else None


def draft_of(office: Office, event: str) -> dict[str, object]:
    """Return the draft as it is kept, parsed."""
    with office.database.reading() as connection:
        draft = load_draft(connection, events.find_event(connection, event))
    return dict(json.loads(draft.draft_bytes))


def roll_of(office: Office, event: str) -> Roll:
    """Return the roll; it never leaves the office."""
    with office.database.reading() as connection:
        return load_draft(connection, events.find_event(connection, event)).roll


def manifest_bytes(office: Office, event: str) -> bytes:
    """Return the manifest's bytes.

    Raises:
        NotFrozen, RecordDiffers.
    """
    with office.database.reading() as connection:
        return stored_manifest(connection, events.find_event(connection, event))


@dataclass(frozen=True)
class Progress:
    """Numbers only. `not_yet` is issued minus returned, from opening on.

    Attributes:
        tokens, slips_given: what was issued, by either way.
        registered: credentials by tokens; `credentials` has the slips too.
        possession_proofs, trustees: how many of how many proved their share.
        partials: partial decryptions that came back.
    """

    members: int
    present: int
    excused: int
    unexcused: int
    unaccounted: int
    quorum_needed: int
    quorum_holds: bool
    issued: int
    tokens: int
    slips_given: int
    registered: int
    slips: int
    credentials: int
    returned: int
    not_yet: int
    possession_proofs: int
    trustees: int
    partials: int


def progress(office: Office, event: str) -> Progress:
    """Return how far an event is.

    Raises:
        UnknownEvent.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        manifest = load_draft(connection, row).manifest
        counts = members.count_roll(connection, row.id)
        credentials = box.count_credentials(connection, row.uuid)
        returned = box.count_ballots(connection, row.uuid)
        proofs = events.count_papers(connection, row.id, POSSESSION)
        partials = events.count_papers(connection, row.id, PARTIAL)
    needed = min_present(manifest.plan.profile, counts.members)
    given = issued(counts)
    return Progress(
        members=counts.members,
        present=counts.present,
        excused=counts.excused,
        unexcused=counts.unexcused,
        unaccounted=counts.members - counts.present - counts.excused - counts.unexcused,
        quorum_needed=needed,
        quorum_holds=counts.present >= needed,
        issued=given,
        tokens=counts.tokens,
        slips_given=counts.slips,
        registered=credentials - row.slips,
        slips=row.slips,
        credentials=credentials,
        returned=returned,
        not_yet=given - returned if row.opened else 0,
        possession_proofs=proofs,
        trustees=manifest.size,
        partials=partials,
    )


def without_token(office: Office, event: str, actor: Actor) -> tuple[RollEntry, ...]:
    """Return the present members who have not yet taken a token, to help them.

    Raises:
        WrongRole: the secretary alone is told.
    """
    require(actor, Role.SECRETARY)
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        roll = members.get_roll(connection, row.id)
    return tuple(
        entry_of(item)
        for item in roll
        if item.attendance == "present" and not item.served
    )


def operations(office: Office, event: str, actor: Actor) -> tuple[OperationRow, ...]:
    """Return the log of staff's acts, oldest first.

    Raises:
        WrongRole.
    """
    require(actor, *Role)
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        return events.get_operations(connection, row.id)
