"""Preparation: draft and roll, two confirmations, and the freeze (architecture D8).

Refuses a confirmation of anything but what is stored, and two hands of one person.
"""

import base64
from collections.abc import Callable

from ballot_service.crypto.randomness import random_bytes
from ballot_service.errors import (
    BadDraft,
    DraftChanged,
    EventStepRefused,
    MadeByCycle,
    NotTheHead,
    SameHand,
)
from ballot_service.planning.ballot_event import Action, State, after, next_run
from ballot_service.planning.roll import SALT_BYTES
from ballot_service.protocol.credential import random_base58
from ballot_service.record.manifest import Manifest
from ballot_service.store import cycles, events, members
from ballot_service.store.database import Connection
from ballot_service.store.rows import EventRow, HandRow, MemberRow
from ballot_service.workflows.drafts import Draft, read_draft, stored_draft
from ballot_service.workflows.office import (
    Act,
    Actor,
    Office,
    Role,
    acting,
    check_not_repeated,
    require,
)

ID_LENGTH = 12
UUID_LENGTH = 22
FREEZE = "freeze"
_CONFIRM = {Role.CHAIR: Action.CONFIRM_AS_CHAIR, Role.COMMITTEE: Action.CONFIRM_AS_HEAD}


def _keep(connection: Connection, event: str, draft: Draft) -> None:
    events.put_paper(connection, event, "draft", draft.draft_bytes)
    events.put_paper(connection, event, "roll", draft.roll_bytes)
    members.replace_roll(
        connection,
        event,
        [
            MemberRow(event, member.id, place, member.name, member.position)
            for place, member in enumerate(draft.roll.members)
        ],
    )


def _columns(draft: Draft) -> dict[str, object]:
    manifest = draft.manifest
    return {
        "title": manifest.title,
        "body": manifest.body,
        "date": manifest.date.isoformat(),
        "step": manifest.plan.step,
        "kind": manifest.plan.kind,
        "members": len(draft.roll),
    }


def new_event(
    office: Office, connection: Connection, draft: Draft, repeats: str = ""
) -> EventRow:
    """Keep a draft as a new event within an open transaction, and return its row.

    Args:
        repeats: id of the void event of which this is the next run, or "".
    """
    manifest = draft.manifest
    row = EventRow(
        id=random_base58(ID_LENGTH, office.random),
        uuid="",
        run=manifest.run,
        repeats=repeats,
        state=State.DRAFT.value,
        title=manifest.title,
        body=manifest.body,
        date=manifest.date.isoformat(),
        step=manifest.plan.step,
        kind=manifest.plan.kind,
        members=len(draft.roll),
    )
    events.add_event(connection, row)
    _keep(connection, row.id, draft)
    return row


def load_draft(connection: Connection, row: EventRow) -> Draft:
    """Return an event's draft.

    Raises:
        BadDraft: it is not there.
    """
    draft = events.get_paper(connection, row.id, "draft")
    roll = events.get_paper(connection, row.id, "roll")
    if draft is None or roll is None:
        raise BadDraft("the draft is not there")
    return stored_draft(draft, roll, row.run)


def create_event(
    office: Office, actor: Actor, draft: object, roll: object, now: int
) -> str:
    """Take a draft and its roll, and return the new event's id.

    Args:
        draft, roll: parsed JSON (`drafts.read_draft`).

    Raises:
        WrongRole, BadDraft, EncodingError, PlanningError, BadManifest.
    """
    require(actor, Role.SECRETARY, Role.CHAIR)
    checked = read_draft(draft, roll, 1)
    with office.database.writing() as connection:
        row = new_event(office, connection, checked, "")
        Act(connection, row, actor, now).log("create_event", row.title)
    return row.id


def amend_event(
    office: Office, event: str, actor: Actor, draft: object, roll: object, now: int
) -> None:
    """Replace draft and roll; a confirmation that was given is given no longer.

    Raises:
        EventStepRefused: frozen already (a late change of the electorate, A29).
        MadeByCycle: its plan is the review's. WrongRole, BadDraft, EncodingError,
        PlanningError, BadManifest.
    """
    require(actor, Role.SECRETARY, Role.CHAIR)
    with acting(office, event, actor, now) as act:
        _check_not_made_by_cycle(act)
        replace_draft(act, draft, roll)


def replace_draft(act: Act, draft: object, roll: object) -> None:
    """Replace draft and roll within an open transaction.

    Raises:
        EventStepRefused: frozen already. BadDraft, EncodingError, PlanningError,
        BadManifest.
    """
    if act.state is not State.DRAFT:
        act.step(Action.AMEND)
    checked = read_draft(draft, roll, act.row.run)
    _keep(act.connection, act.row.id, checked)
    events.drop_hands(act.connection, act.row.id, FREEZE)
    act.change(**_columns(checked))
    act.log("amend_event", checked.digest)


def _check_not_made_by_cycle(act: Act) -> None:
    if cycles.ballot_of_event(act.connection, act.row.id) is not None:
        raise MadeByCycle(act.row.id)


def draft_digest(office: Office, event: str) -> str:
    """Return the hash of draft and roll, which a confirmation must name."""
    with office.database.reading() as connection:
        return load_draft(connection, events.find_event(connection, event)).digest


def confirm_event(
    office: Office, event: str, actor: Actor, seen: str, now: int
) -> State:
    """Confirm a draft as chair or as head of the committee; the second hand freezes.

    Issuing and receipt key are made before the freezing transaction and stand in the
    manifest (D2). A freeze that fails leaves two key files that nothing names.

    Args:
        seen: `draft_digest` of what was on the screen.

    Raises:
        WrongRole, NotTheHead, SameHand, DraftChanged, EventStepRefused.
    """
    require(actor, Role.CHAIR, Role.COMMITTEE)
    freeze = _prepare_freeze(office, event, actor)
    with acting(office, event, actor, now) as act:
        draft = load_draft(act.connection, act.row)
        if actor.role is Role.COMMITTEE and actor.place != draft.head:
            raise NotTheHead(actor.name)
        if seen != draft.digest:
            raise DraftChanged("another draft than the one that was seen")
        hands = events.get_hands(act.connection, act.row.id, FREEZE)
        if any(hand.user == actor.user for hand in hands):
            raise SameHand(actor.name)
        if any(hand.seen != seen for hand in hands):
            raise DraftChanged("another draft than the first hand confirmed")
        hand = HandRow(
            act.row.id, FREEZE, actor.role.value, actor.user, actor.name, seen, now
        )
        events.put_hand(act.connection, hand)
        state = act.step(_CONFIRM[actor.role])
        act.log("confirm_event", seen)
        if state is State.FROZEN:
            _freeze(act, freeze(draft))
        return state


def _prepare_freeze(
    office: Office, event: str, actor: Actor
) -> Callable[[Draft], tuple[Manifest, bytes]]:
    """Make keys, uuid and salt where this confirmation will be the second one."""
    with office.database.reading() as connection:
        state = State(events.find_event(connection, event).state)
    if after(state, _CONFIRM[actor.role]) is not State.FROZEN:

        def refuse(_draft: Draft) -> tuple[Manifest, bytes]:
            # The other hand came between: this one is asked again, with keys made.
            raise EventStepRefused("the other hand came first; confirm again")

        return refuse
    uuid = random_base58(UUID_LENGTH, office.random)
    salt = random_bytes(office.random, SALT_BYTES)
    keys = office.keys.make_election_keys(uuid, office.random, office.minimum_bits)
    issuing_key = base64.b64decode(keys.signer.public_key.encode())
    return lambda draft: (
        draft.frozen(uuid, salt, issuing_key, keys.receipt_public),
        salt,
    )


def _freeze(act: Act, frozen: tuple[Manifest, bytes]) -> None:
    manifest, salt = frozen
    events.put_paper(act.connection, act.row.id, "manifest", manifest.encoded)
    events.put_paper(act.connection, act.row.id, "salt", salt)
    act.change(uuid=manifest.uuid, manifest_hash=manifest.digest, frozen_at=act.now)
    act.log("freeze", manifest.digest)


def repeat_event(office: Office, event: str, actor: Actor, now: int) -> str:
    """Start the next run of a void event, as a draft, and return its id (R12).

    Raises:
        RepeatNotAllowed: not void. MadeByCycle: the review repeats it. WrongRole.
        RepeatedAlready: two runs of one ballot would give two results.
    """
    require(actor, Role.CHAIR)
    with acting(office, event, actor, now) as act:
        _check_not_made_by_cycle(act)
        run = next_run(act.state, act.row.run)
        check_not_repeated(act)
        old = load_draft(act.connection, act.row)
        draft = stored_draft(old.draft_bytes, old.roll_bytes, run)
        row = new_event(office, act.connection, draft, act.row.id)
        act.log("repeat_event", row.id)
        Act(act.connection, row, actor, now).log(
            "create_event", f"repeats {act.row.id}"
        )
    return row.id
