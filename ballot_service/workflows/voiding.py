"""Voiding: a ground, minutes, and ballots that nobody will ever open (rules R12).

Refuses a void after the closed record left the service, and one without a ground.
"""

from ballot_service.planning.ballot_event import Action, State
from ballot_service.planning.void_grounds import VoidRecord, check_void
from ballot_service.store import accounts, events, sorting
from ballot_service.workflows.closing import sweep
from ballot_service.workflows.office import Actor, Office, Role, acting, require

GROUND = "void_ground"


def void_event(
    office: Office, event: str, actor: Actor, ground: str, minutes: str, now: int
) -> State:
    """Declare a ballot void; it may be repeated as the next run.

    Args:
        ground: one of planning.void_grounds.GROUNDS.
        minutes: reference of the minutes of voiding.

    Raises:
        WrongRole. EventStepRefused: exported already. NoGroundToVoid.
    """
    require(actor, Role.CHAIR)
    with acting(office, event, actor, now) as act:
        check_void(act.state, VoidRecord(ground, minutes))
        state = act.step(Action.VOID)
        accounts.drop_members_sessions(act.connection, act.row.id)
        sorting.sort_ballots(act.connection, act.row.uuid)
        events.put_paper(act.connection, act.row.id, GROUND, ground.encode())
        act.log("void_event", f"{ground}, {minutes[:300]}")
    sweep(office, event)
    return state
