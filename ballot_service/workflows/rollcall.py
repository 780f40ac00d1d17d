"""Roll call: presence by two hands, absence, and a personal sign-in code.

Refuses one person for both hands, and a change once a token or slip is given.
"""

from dataclasses import dataclass

from ballot_service.errors import (
    AlreadyServed,
    EventStepRefused,
    LateArrivalRefused,
    NotPresent,
    RollNotFinished,
    SameHand,
)
from ballot_service.planning.ballot_event import Action, State
from ballot_service.store import accounts, events, members
from ballot_service.store.rows import MemberRow
from ballot_service.workflows.codes import code_hash, random_code
from ballot_service.workflows.frozen import load_manifest
from ballot_service.workflows.office import Act, Actor, Office, Role, acting, require

HANDS = {Role.SECRETARY: "by_secretary", Role.COMMITTEE: "by_committee"}
_DURING = (
    State.FROZEN,
    State.KEYS_MADE,
    State.ROLL_CALLED,
    State.READY,
    State.ISSUING,
    State.REGISTRATION,
    # Late arrivals, who then take a slip (D2).
    State.OPEN,
    State.PAUSED,
)
_CODES = _DURING[: _DURING.index(State.REGISTRATION)]


@dataclass(frozen=True)
class RollEntry:
    """One line of the roll call.

    Attributes:
        attendance: "unknown", "present", "excused" or "unexcused".
        served: "", "token" or "slip".
        code_used: the sign-in code was used, whether or not a token was taken.
        claimed: the secretary asks that a lost token be replaced; the committee's
            hand is missing.
        replacement: a lost token is to be replaced, and the new one not yet taken.
    """

    id: str
    name: str
    position: str
    attendance: str
    by_secretary: bool
    by_committee: bool
    has_code: bool
    code_used: bool
    served: str
    claimed: bool
    replacement: bool


def entry_of(row: MemberRow) -> RollEntry:
    """Return what a page may show of a member's row."""
    return RollEntry(
        row.id,
        row.name,
        row.position,
        row.attendance,
        bool(row.by_secretary),
        bool(row.by_committee),
        row.code_hash is not None and not row.code_used,
        row.code_used,
        row.served,
        bool(row.claim_secretary),
        row.served == "" and row.token > 1,
    )


def roll_entries(office: Office, event: str) -> tuple[RollEntry, ...]:
    """Return the roll with everybody's attendance, in the order of the signed roll."""
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        return tuple(entry_of(item) for item in members.get_roll(connection, row.id))


def _check_during(act: Act, what: str) -> None:
    if act.state not in _DURING:
        raise EventStepRefused(f"from {act.state.value} by {what}")


def confirm_present(
    office: Office, event: str, actor: Actor, member: str, now: int
) -> RollEntry:
    """Give one of the two hands that make a member present (D2).

    Raises:
        WrongRole, UnknownMember, EventStepRefused.
        SameHand: the other hand was the same person's.
        LateArrivalRefused: the vote is open, and the profile admits nobody (W22).
    """
    require(actor, *HANDS)
    with acting(office, event, actor, now) as act:
        _check_during(act, "roll call")
        if act.row.opened:
            profile = load_manifest(act.connection, act.row).plan.profile
            if not profile.late_arrivals:
                raise LateArrivalRefused(profile.id)
        row = members.get_member(act.connection, act.row.id, member)
        mine = HANDS[actor.role]
        (other,) = (name for name in HANDS.values() if name != mine)
        if getattr(row, other) == actor.user:
            raise SameHand(actor.name)
        values: dict[str, object] = {mine: actor.user}
        if getattr(row, other):
            values["attendance"] = "present"
        members.update_member(act.connection, act.row.id, member, **values)
        act.log("confirm_present", member)
        return entry_of(members.get_member(act.connection, act.row.id, member))


def _clear(act: Act, member: str, attendance: str) -> None:
    row = members.get_member(act.connection, act.row.id, member)
    if row.served or row.token > 1:
        raise AlreadyServed(member)
    members.update_member(
        act.connection,
        act.row.id,
        member,
        attendance=attendance,
        by_secretary="",
        by_committee="",
        code_hash=None,
        code_used=False,
    )
    accounts.drop_sessions_of_member(act.connection, act.row.id, member)


def withdraw_presence(
    office: Office, event: str, actor: Actor, member: str, now: int
) -> None:
    """Take presence back, and with it code and session.

    Raises:
        WrongRole, UnknownMember, EventStepRefused, AlreadyServed.
    """
    require(actor, *HANDS)
    with acting(office, event, actor, now) as act:
        _check_during(act, "roll call")
        _clear(act, member, "unknown")
        act.log("withdraw_presence", member)


def mark_absent(
    office: Office,
    event: str,
    actor: Actor,
    member: str,
    excused: bool,  # noqa: FBT001 (the one thing that is said of an absence)
    now: int,
) -> None:
    """Mark a member absent, with or without excuse; presence is taken back.

    Raises:
        WrongRole, UnknownMember, EventStepRefused, AlreadyServed.
    """
    require(actor, Role.SECRETARY)
    attendance = "excused" if excused else "unexcused"
    with acting(office, event, actor, now) as act:
        _check_during(act, "roll call")
        _clear(act, member, attendance)
        act.log("mark_absent", f"{member} {attendance}")


def make_code(office: Office, event: str, actor: Actor, member: str, now: int) -> str:
    """Make a member's sign-in code; an earlier one, and its session, are dead.

    Returns:
        The code, to be handed over; only its hash is kept.

    Raises:
        WrongRole, UnknownMember, EventStepRefused, NotPresent, AlreadyServed.
    """
    require(actor, Role.SECRETARY)
    code = random_code(office.random)
    with acting(office, event, actor, now) as act:
        if act.state not in _CODES:
            raise EventStepRefused(f"from {act.state.value} by sign-in code")
        row = members.get_member(act.connection, act.row.id, member)
        if row.attendance != "present":
            raise NotPresent(member)
        if row.served:
            raise AlreadyServed(member)
        members.update_member(
            act.connection,
            act.row.id,
            member,
            code_hash=code_hash(office.keys.code_secret, code),
            code_used=False,
        )
        accounts.drop_sessions_of_member(act.connection, act.row.id, member)
        act.log("make_code", member)
    return code


def finish_roll_call(office: Office, event: str, actor: Actor, now: int) -> State:
    """Close the roll call: everybody is present or absent.

    Raises:
        WrongRole, EventStepRefused. RollNotFinished: naming the members left.
    """
    require(actor, Role.SECRETARY)
    with acting(office, event, actor, now) as act:
        left = [
            row.id
            for row in members.get_roll(act.connection, act.row.id)
            if row.attendance == "unknown"
        ]
        if left:
            raise RollNotFinished(", ".join(left))
        state = act.step(Action.CALL_ROLL)
        counts = members.count_roll(act.connection, act.row.id)
        act.log("finish_roll_call", f"{counts.present} of {counts.members}")
        return state


def postpone(office: Office, event: str, actor: Actor, now: int) -> State:
    """Postpone the meeting, for want of a quorum.

    Raises:
        WrongRole, EventStepRefused.
    """
    require(actor, Role.CHAIR)
    with acting(office, event, actor, now) as act:
        state = act.step(Action.POSTPONE)
        accounts.drop_members_sessions(act.connection, act.row.id)
        act.log("postpone")
        return state


def reconvene(office: Office, event: str, actor: Actor, now: int) -> State:
    """Meet again: the roll is called anew, and nobody is present yet.

    Raises:
        WrongRole, EventStepRefused.
    """
    require(actor, Role.CHAIR)
    with acting(office, event, actor, now) as act:
        state = act.step(Action.RECONVENE)
        for row in members.get_roll(act.connection, act.row.id):
            _clear(act, row.id, "unknown")
        act.log("reconvene")
        return state
