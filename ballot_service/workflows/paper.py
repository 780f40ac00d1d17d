"""Paper fallback: the same frozen list on paper, two tellers, one signed statement.

Refuses to mix media: a ballot that turns to paper never comes back to the booth, and
its electronic ballots are never opened. Refuses one teller's word alone, and to show a
teller the other's figures.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.errors import (
    EventStepRefused,
    NoReference,
    NotOnPaper,
    OneTellerTwice,
    OnPaperOnce,
    TwoTellersAlready,
    WrongListOnPaper,
)
from ballot_service.planning.ballot_event import Action, State
from ballot_service.planning.paper_count import PaperCount, differences
from ballot_service.record.paper import PAPER, encode_count, read_count
from ballot_service.store import accounts, events, sorting
from ballot_service.store.database import Connection
from ballot_service.store.rows import EventRow
from ballot_service.workflows.closing import sweep
from ballot_service.workflows.frozen import check_roll, load_manifest, thumbprints
from ballot_service.workflows.office import (
    Act,
    Actor,
    Office,
    Role,
    acting,
    check_not_repeated,
    require,
)
from ballot_service.workflows.voiding import GROUND

REFERENCE = "paper_reference"
ENTRY = "paper_entry"
DIFFERENCE = "paper_difference"
COUNTS = "paper_counts"
_TELLERS = 2


def turn_to_paper(
    office: Office, event: str, actor: Actor, reference: str, now: int
) -> State:
    """Vote the frozen list on paper, because the tablets failed (rules 6.1, 7).

    The keys must have been made: with them the committee signs. What was cast in the
    booth, if anything, was declared void before, and stays sealed.

    Args:
        reference: of the minutes that say why.

    Raises:
        WrongRole, EventStepRefused, NoReference. OnPaperOnce: it was on paper before.
        WrongListOnPaper, RepeatedAlready: a void ballot that paper cannot take up.
        RecordDiffers: the roll is no longer the frozen one.
    """
    require(actor, Role.CHAIR)
    if not reference.strip():
        raise NoReference("paper")
    with acting(office, event, actor, now) as act:
        _check_may_turn(act)
        state = act.step(Action.TURN_TO_PAPER, medium=PAPER, swept=False)
        accounts.drop_members_sessions(act.connection, act.row.id)
        sorting.sort_ballots(act.connection, act.row.uuid)
        body = reference.strip()[:300].encode()
        events.put_paper(act.connection, act.row.id, REFERENCE, body)
        act.log("turn_to_paper", reference.strip()[:300])
    sweep(office, event)
    return state


def _check_may_turn(act: Act) -> None:
    if act.row.medium == PAPER:
        raise OnPaperOnce(act.state.value)
    if act.state is State.VOID:
        if events.get_paper(act.connection, act.row.id, GROUND) == (
            b"wrong_configuration"
        ):
            raise WrongListOnPaper(act.row.id)
        check_not_repeated(act)
    manifest = load_manifest(act.connection, act.row)
    check_roll(act.connection, act.row, manifest)
    if not thumbprints(act.connection, act.row):
        raise EventStepRefused(f"from {act.state.value}: no keys to sign with")


@dataclass(frozen=True)
class Entry:
    """One teller's entry, as stored until the other's is compared with it."""

    user: str
    name: str
    count: bytes

    def to_bytes(self) -> bytes:
        """Write the entry for the store."""
        value = {"user": self.user, "name": self.name, "count": self.count.decode()}
        return json.dumps(value).encode()


def _entries(connection: Connection, row: EventRow) -> dict[int, Entry]:
    found = {}
    for place, body in events.get_papers(connection, row.id, ENTRY).items():
        value = json.loads(body)
        found[place] = Entry(value["user"], value["name"], value["count"].encode())
    return found


def _check_on_paper(row: EventRow, *states: State) -> None:
    if row.medium != PAPER:
        raise NotOnPaper(row.state)
    if State(row.state) not in states:
        raise EventStepRefused(f"from {row.state} by counting on paper")


def enter_count(
    office: Office, event: str, actor: Actor, count: PaperCount, now: int
) -> tuple[str, ...]:
    """Take one teller's count; with the second, compare both, row by row.

    Where they differ both entries are forgotten and both tellers enter again; the log
    says where they differed, and neither figure.

    Returns:
        The names of what differs (`planning.paper_count.differences`); () where this
        was the first entry, or where both agree.

    Raises:
        WrongRole, NotOnPaper, EventStepRefused. TwoTellersAlready, OneTellerTwice.
        The named error of INV (E12, E21, RowMismatch …): nothing is kept then.
    """
    require(actor, Role.COMMITTEE)
    with acting(office, event, actor, now) as act:
        _check_on_paper(act.row, State.PAPER)
        manifest = load_manifest(act.connection, act.row)
        count.check(manifest.plan)
        kept = _entries(act.connection, act.row)
        others = {place: one for place, one in kept.items() if place != actor.place}
        _check_teller(actor, kept, others)
        entry = Entry(actor.user, actor.name, encode_count(manifest, count))
        if not others:
            events.put_paper(
                act.connection, act.row.id, ENTRY, entry.to_bytes(), actor.place
            )
            act.log("enter_paper_count", f"place {actor.place}")
            return ()
        (other,) = others.values()
        found = differences(read_count(manifest, other.count), count)
        events.drop_papers(act.connection, act.row.id, ENTRY)
        body = json.dumps(found).encode()
        events.put_paper(act.connection, act.row.id, DIFFERENCE, body)
        if found:
            act.log("paper_counts_differ", ", ".join(found)[:300])
            return found
        events.put_paper(act.connection, act.row.id, COUNTS, entry.count)
        act.step(Action.AGREE_ON_PAPER, returned=count.numbers.returned)
        act.log("agree_on_paper", f"{other.name}, {actor.name}")
        return ()


def _check_teller(
    actor: Actor, kept: dict[int, Entry], others: dict[int, Entry]
) -> None:
    if actor.place < 1:
        raise OneTellerTwice("a teller has a place in the committee")
    if any(one.user == actor.user for one in others.values()):
        raise OneTellerTwice("one account, two places")
    if actor.place not in kept and len(kept) >= _TELLERS:
        raise TwoTellersAlready(str(sorted(kept)))


def recount(office: Office, event: str, actor: Actor, reason: str, now: int) -> State:
    """Forget the agreed counts before anybody signed them; both tellers enter again.

    Raises:
        WrongRole, NotOnPaper, EventStepRefused, NoReference.
    """
    require(actor, Role.COMMITTEE)
    if not reason.strip():
        raise NoReference("recount")
    with acting(office, event, actor, now) as act:
        _check_on_paper(act.row, State.PAPER_AGREED)
        state = act.step(Action.RECOUNT_PAPER, returned=0)
        for kind in (COUNTS, DIFFERENCE, ENTRY):
            events.drop_papers(act.connection, act.row.id, kind)
        act.log("recount_paper", reason.strip()[:300])
        return state


@dataclass(frozen=True)
class PaperProgress:
    """Where the count on paper stands; no figure before both tellers agree.

    Attributes:
        reference: of the minutes that say why it is on paper.
        entered: how many of the two tellers have entered; mine: whether I have.
        differing: what differed last (`differences`), both are to enter again.
    """

    reference: str
    entered: int
    mine: bool
    differing: tuple[str, ...]


def paper_progress(office: Office, event: str, actor: Actor) -> PaperProgress:
    """Return how far the count on paper is, for one teller's desk.

    Raises:
        NotOnPaper.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        if row.medium != PAPER:
            raise NotOnPaper(row.state)
        kept = _entries(connection, row)
        reference = events.get_paper(connection, row.id, REFERENCE) or b""
        differing = events.get_paper(connection, row.id, DIFFERENCE) or b"[]"
    found: Sequence[str] = json.loads(differing)
    return PaperProgress(
        reference.decode(), len(kept), actor.place in kept, () if kept else tuple(found)
    )
