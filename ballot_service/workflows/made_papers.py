"""Papers that the service makes itself, put into a submission's folder (rules 1.8).

Refuses a paper whose statement does not verify, and to stand beside what somebody
handed in: that one is signed.
"""

import datetime as dt
from dataclasses import dataclass

from ballot_service.errors import AlreadyHandedIn, FactsIncomplete, ResultMissing
from ballot_service.planning.attachment_kinds import NAMES
from ballot_service.store import attachments, cycles, events
from ballot_service.store.attachments import AttachmentRow
from ballot_service.workflows.attachments import MADE, HandedIn, attach, counting
from ballot_service.workflows.cycle_papers import DECISION, MINUTES, SUMMARY
from ballot_service.workflows.office import Actor, Office, Role
from ballot_service.workflows.official_papers import (
    COUNTING_MINUTES,
    make_paper,
    papers_of,
)
from ballot_service.workflows.submission_records import counted

COUNTING = "counting_minutes_"
MEETING = "meeting_minutes_"
KINDS = {
    SUMMARY: "summary_table",
    DECISION: "own_decision",
    "proposed_for_confirmation": "addition_list",
    "proposed_removals": "removal_list",
}
"""Papers of a review and what the folder calls them; F8 is signed before it goes in."""


def kind_of(name: str, step: str) -> str:
    """Return what the folder calls a paper of a review; "" where it has no place.

    Args:
        name: as in `cycle_papers.make_cycle_paper`. step: of minutes, "1" to "4".
    """
    kind = f"{MEETING}{step}" if name == MINUTES else KINDS.get(name, "")
    return kind if kind in NAMES else ""


@dataclass(frozen=True)
class StepMinutes:
    """The counting minutes of one step: ballots whose F4 can be made, and the others.

    Both are ids of events, in the order held. A ballot that waits has facts that
    nobody typed yet, or figures that the chair has not decided upon.
    """

    step: int
    ready: tuple[str, ...]
    waiting: tuple[str, ...]


def minutes_of(office: Office, cycle: str) -> tuple[StepMinutes, ...]:
    """Return for each step held whether its counting minutes can be made now.

    Raises:
        UnknownCycle, and the named errors of a statement that does not verify.
    """
    with office.database.reading() as connection:
        links = counted(cycles.ballots_of(connection, cycle))
    found = []
    for step in sorted({link.step for link in links}):
        held = [link.event for link in links if link.step == step]
        ready = [
            event
            for event in held
            if COUNTING_MINUTES in papers_of(office, event, Role.SECRETARY).ready
        ]
        waiting = tuple(event for event in held if event not in ready)
        found.append(StepMinutes(step, tuple(ready), waiting))
    return tuple(found)


def attach_minutes(
    office: Office, cycle: str, actor: Actor, step: int, today: dt.date, now: int
) -> tuple[AttachmentRow, ...]:
    """Make the counting minutes F4 of every ballot of a step, and attach them.

    Raises:
        WrongRole, UnknownCycle. ResultMissing: nothing was counted in this step.
        FactsIncomplete: of one ballot, naming the fields. AlreadyHandedIn.
        As `attachments.attach`, and the named errors of a statement.
    """
    minutes = {one.step: one for one in minutes_of(office, cycle)}
    if step not in minutes:
        raise ResultMissing(f"step {step}")
    if minutes[step].waiting:
        raise FactsIncomplete(minutes[step].waiting)
    rows = []
    for event in minutes[step].ready:
        body = make_paper(office, event, COUNTING_MINUTES, Role.SECRETARY)
        with office.database.reading() as connection:
            uuid = events.find_event(connection, event).uuid
        kind = f"{COUNTING}{step}"
        name = f"{NAMES[kind]}, {uuid}.pdf"
        rows.append(put_in_folder(office, cycle, actor, (kind, name, body), today, now))
    return tuple(rows)


def put_in_folder(
    office: Office,
    cycle: str,
    actor: Actor,
    paper: tuple[str, str, bytes],
    today: dt.date,
    now: int,
) -> AttachmentRow:
    """Attach a paper that was just made; it takes the place of the one made before.

    Args:
        paper: kind in the folder, the file's name, and its content.

    Raises:
        AlreadyHandedIn: the folder has a file that somebody handed in for this kind.
        As `attachments.attach`.
    """
    kind, name, body = paper
    with office.database.reading() as connection:
        rows = counting(attachments.attachments_of(connection, cycle))
    here = [row for row in rows if row.kind == kind]
    if any(row.origin != MADE for row in here):
        raise AlreadyHandedIn(kind)
    part = next((row.part for row in here if row.name == name), 0)
    given = HandedIn(kind, "", part, name, body, origin=MADE)
    return attach(office, cycle, actor, given, today, now)
