"""Pausing: the vote is interrupted and taken up again.

Refuses nothing of its own: the life cycle says when.
"""

from ballot_service.planning.ballot_event import Action, State
from ballot_service.workflows.office import Actor, Office, Role, acting, require


def pause(office: Office, event: str, actor: Actor, now: int) -> State:
    """Interrupt the vote; ballots in the box stay there.

    Raises:
        WrongRole, EventStepRefused.
    """
    return _step(office, event, actor, Action.PAUSE, now)


def resume(office: Office, event: str, actor: Actor, now: int) -> State:
    """Take the vote up again.

    Raises:
        WrongRole, EventStepRefused.
    """
    return _step(office, event, actor, Action.RESUME, now)


def _step(office: Office, event: str, actor: Actor, action: Action, now: int) -> State:
    require(actor, Role.CHAIR)
    with acting(office, event, actor, now) as act:
        state = act.step(action)
        act.log(action.value)
        return state
