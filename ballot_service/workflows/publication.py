"""After the count: announced or not, complaints heard by verifying again, the seal.

Refuses to announce what the profile keeps inside, and to open anything again.
"""

from ballot_service.errors import (
    BallotServiceError,
    NotAnnounced,
    NotAnnouncedAtThisStep,
    NotCounted,
    RecordDiffers,
    RehearsalNotAnnounced,
)
from ballot_service.planning.ballot_event import Action, State
from ballot_service.record.folder import STATEMENT, open_folder, read_side_file
from ballot_service.record.paper import PAPER
from ballot_service.store import events, members
from ballot_service.store.database import Connection
from ballot_service.store.rows import EventRow
from ballot_service.verify.narrator import Narrator
from ballot_service.verify.paper_steps import held_on_paper, verify_paper
from ballot_service.verify.records import Expected
from ballot_service.verify.verifier import (
    verify_closed,
    verify_complete,
    verify_signed,
)
from ballot_service.workflows.frozen import (
    load_manifest,
    signing_keys,
    thumbprints,
)
from ballot_service.workflows.office import Actor, Office, Role, acting, require
from ballot_service.workflows.records import COMPLETE, SIGNED, folder_of, record_folder
from ballot_service.workflows.rehearsal import is_rehearsal
from ballot_service.workflows.sheets import issued
from ballot_service.workflows.slips import check_undrawn_opened


def publish(office: Office, event: str, actor: Actor, now: int) -> State:
    """Announce the result.

    Raises:
        WrongRole, EventStepRefused.
        NotAnnouncedAtThisStep: the profile keeps this step's result inside.
        RehearsalNotAnnounced: its title says that it is one.
        UndrawnSlipsUnopened: slips that nobody drew, and nobody opened.
    """
    require(actor, Role.CHAIR)
    with acting(office, event, actor, now) as act:
        if is_rehearsal(act.row.title):
            raise RehearsalNotAnnounced(act.row.title)
        plan = load_manifest(act.connection, act.row).plan
        if plan.step not in plan.profile.announced_steps:
            raise NotAnnouncedAtThisStep(f"step {plan.step}")
        state = act.step(Action.PUBLISH, announced=True)
        check_undrawn_opened(act)
        act.log("publish", act.row.statement_hash)
        return state


def do_not_announce(office: Office, event: str, actor: Actor, now: int) -> State:
    """Keep the result inside; record and statement stay as they are.

    Raises:
        WrongRole, EventStepRefused.
        UndrawnSlipsUnopened: slips that nobody drew, and nobody opened.
    """
    require(actor, Role.CHAIR)
    with acting(office, event, actor, now) as act:
        state = act.step(Action.DO_NOT_ANNOUNCE)
        check_undrawn_opened(act)
        act.log("do_not_announce", act.row.statement_hash)
        return state


def seal(office: Office, event: str, actor: Actor, now: int) -> State:
    """Seal the event; nothing happens to it any more.

    Raises:
        WrongRole, EventStepRefused.
    """
    require(actor, Role.COMMITTEE, Role.CHAIR)
    with acting(office, event, actor, now) as act:
        state = act.step(Action.SEAL)
        act.log("seal", act.row.statement_hash)
        return state


def hear_complaint(
    office: Office, event: str, actor: Actor, reference: str, now: int
) -> State:
    """Take a complaint up; it is heard by verifying again, and in no other way.

    Args:
        reference: of the written complaint.

    Raises:
        WrongRole, EventStepRefused.
    """
    require(actor, Role.CHAIR, Role.INSPECTOR)
    with acting(office, event, actor, now) as act:
        state = act.step(Action.HEAR_COMPLAINT)
        act.log("hear_complaint", reference[:300])
        return state


def settle_complaint(office: Office, event: str, actor: Actor, now: int) -> State:
    """Settle a complaint: record and statement are verified anew, all steps.

    Raises:
        WrongRole, EventStepRefused. The named error of the verifier's failing step.
    """
    require(actor, Role.CHAIR, Role.INSPECTOR)
    with acting(office, event, actor, now) as act:
        state = act.step(Action.SETTLE_COMPLAINT)
        expected = expected_of(act.connection, act.row)
        folder = folder_of(office, act.row, SIGNED)
        if act.row.medium == PAPER:
            verify_paper(folder, expected)
        else:
            verify_signed(folder, expected)
        act.log("settle_complaint", act.row.statement_hash)
        return state


def expected_of(connection: Connection, row: EventRow) -> Expected:
    """Return all that the signed sheets say."""
    if row.medium == PAPER:
        # What was signed on paper is in the statement; the rest was never there.
        return Expected(ballots=row.returned, keys=thumbprints(connection, row))
    counts = members.count_roll(connection, row.id)
    return Expected(
        setup=row.setup_hash,
        ballots=row.returned,
        end=row.end_hash,
        present=counts.present,
        issued=issued(counts),
        keys=thumbprints(connection, row),
    )


def report(office: Office, event: str) -> Narrator:
    """Verify the most complete record and return the report, failure and all.

    Raises:
        NotExported. IncompleteRecord: there is nothing to verify.
    """
    folder = record_folder(office, event)
    with office.database.reading() as connection:
        expected = expected_of(connection, events.find_event(connection, event))
    narrator = Narrator()
    try:
        if held_on_paper(folder):
            verify_paper(folder, expected, narrator)
        elif open_folder(folder).unverified_statement is not None:
            verify_signed(folder, expected, narrator=narrator)
        elif folder.name == COMPLETE:
            verify_complete(folder, expected, narrator=narrator)
        else:
            verify_closed(folder, expected, narrator=narrator)
    except BallotServiceError:
        # The report names the step and the error; without a report there is neither.
        if narrator.failure is None:
            raise
    return narrator


def announced_statement(office: Office, event: str) -> bytes:
    """Return the countersigned statement to anybody, once it was announced.

    Raises:
        UnknownEvent. NotAnnounced: not yet, or never. RecordDiffers.
    """
    with office.database.reading() as connection:
        if not events.find_event(connection, event).announced:
            raise NotAnnounced(event)
    return statement_bytes(office, event)


def announced_keys(office: Office) -> tuple[bytes, ...]:
    """Return the keys that signed announced statements, by event and in their order.

    A convenience for looking keys up, never the trust: who acts on a statement pins
    the thumbprints of the signed opening sheet.
    """
    found: list[bytes] = []
    with office.database.reading() as connection:
        for row in events.all_events(connection):
            if row.announced:
                found += [key.public for key in signing_keys(connection, row)]
                found.append(load_manifest(connection, row).receipt_key)
    return tuple(found)


def statement_bytes(office: Office, event: str) -> bytes:
    """Return the countersigned statement.

    Raises:
        NotCounted: there is none. RecordDiffers: the file is another one.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        kept = events.get_paper(connection, row.id, "statement")
    if kept is None:
        raise NotCounted(row.state)
    if read_side_file(folder_of(office, row, SIGNED) / STATEMENT) != kept:
        raise RecordDiffers("statement.json")
    return kept
