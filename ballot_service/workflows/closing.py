"""Closing: the chair hears how many are missing, then the box is sealed (D3).

Refuses to close where more are missing than the chair was told.
"""

from dataclasses import dataclass

from ballot_service.errors import EventStepRefused, MissingChanged, NotClosedYet
from ballot_service.planning.ballot_event import Action, State, after
from ballot_service.record.statement import ELECTRONIC
from ballot_service.store import box, events, members, sorting
from ballot_service.store.database import Connection
from ballot_service.store.rows import EventRow
from ballot_service.workflows.office import Actor, Office, Role, acting, require
from ballot_service.workflows.records import (
    CLOSED,
    closed_record,
    drop_unfinished,
    folder_of,
    move_into_place,
    new_folder,
    write_closed_record,
)
from ballot_service.workflows.sheets import (
    CLOSING,
    ClosingSheet,
    issued,
    make_closing_sheet,
    sign_sheet,
)


@dataclass(frozen=True)
class ClosingQuestion:
    """What the chair is asked: I, C, and how many were issued and not returned."""

    issued: int
    returned: int
    missing: int


def _question(connection: Connection, row: EventRow) -> ClosingQuestion:
    given = issued(members.count_roll(connection, row.id))
    returned = box.count_ballots(connection, row.uuid)
    return ClosingQuestion(given, returned, given - returned)


def ask_to_close(office: Office, event: str, actor: Actor) -> ClosingQuestion:
    """Say how many ballots would be issued and not returned; nothing happens.

    Raises:
        WrongRole, EventStepRefused.
    """
    require(actor, Role.CHAIR)
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        after(State(row.state), Action.CLOSE)
        return _question(connection, row)


def close_ballot(
    office: Office, event: str, actor: Actor, missing: int, now: int
) -> ClosingSheet:
    """Close the vote, write the closed record, and rewrite the box in its order.

    Args:
        missing: the number that the chair was told and confirmed, at most.

    Raises:
        WrongRole, EventStepRefused.
        MissingChanged: more are missing by now; the detail has the new number.
    """
    require(actor, Role.CHAIR)
    with acting(office, event, actor, now) as act:
        question = _question(act.connection, act.row)
        after(act.state, Action.CLOSE)
        # Fewer is welcome: ballots that came in meanwhile are in the box.
        if question.missing > missing:
            raise MissingChanged(f"{question.missing} are missing, not {missing}")
        with new_folder(office, act.row) as made:
            end = write_closed_record(act.connection, act.row, made)
            move_into_place(made, folder_of(office, act.row, CLOSED))
        act.step(Action.CLOSE, end_hash=end, returned=question.returned)
        sorting.sort_ballots(act.connection, act.row.uuid)
        act.log("close_ballot", f"{question.returned} of {question.issued}, {end}")
        row = events.find_event(act.connection, act.row.id)
        sheet = make_closing_sheet(act.connection, row)
    sweep(office, event)
    return sheet


def sweep(office: Office, event: str) -> None:
    """Rewrite the files of the database; until then they may show an order.

    Where PostgreSQL's user may not, the event stays unswept, and pages say so.
    """
    done = sorting.forget_order(office.database)
    with office.database.writing() as connection:
        row = events.find_event(connection, event, lock=True)
        events.update_event(connection, row.id, swept=done)


def finish_interrupted(office: Office) -> None:
    """At start: finish what a crash left between a close and its sweep.

    Raises:
        RecordDiffers: a closed record is lost, and what is stored gives another one.
    """
    drop_unfinished(office)
    with office.database.reading() as connection:
        rows = events.all_events(connection)
    for row in rows:
        if row.end_hash:
            closed_record(office, row.id)
        off = row.state == State.VOID.value or row.medium != ELECTRONIC
        over = row.end_hash or off
        if over and not row.swept:
            sweep(office, row.id)


def closing_sheet(office: Office, event: str) -> ClosingSheet:
    """Return the closing sheet.

    Raises:
        NotClosedYet.
    """
    with office.database.reading() as connection:
        return make_closing_sheet(connection, events.find_event(connection, event))


def sign_closing(
    office: Office, event: str, actor: Actor, end_code: str, now: int
) -> None:
    """Say that the printed closing sheet is signed by one's own hand.

    Args:
        end_code: typed or scanned from the paper, 5x5.

    Raises:
        WrongRole, NotClosedYet, EventStepRefused.
        BadCode: the paper names another EndBallots.
    """
    require(actor, Role.CHAIR, Role.COMMITTEE)
    with acting(office, event, actor, now) as act:
        if not act.row.end_hash:
            raise NotClosedYet(act.state.value)
        if act.state is not State.CLOSED:
            raise EventStepRefused(f"from {act.state.value} by signing the sheet")
        sign_sheet(act, CLOSING, end_code, act.row.end_hash, "EndBallots")
