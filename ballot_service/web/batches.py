"""Figures for the wall, where everybody looks: ballots appear in batches.

Refuses to let the count step up as one member presses "Gửi phiếu".
"""

from dataclasses import dataclass

from ballot_service.planning.ballot_event import State
from ballot_service.workflows import overview
from ballot_service.workflows.office import Office

BATCH = 3
LARGE_BATCH = 10
LARGE = 60


@dataclass(frozen=True)
class WallFigures:
    """What the wall may show: no name, no time, no partial result."""

    members: int
    present: int
    excused: int
    unexcused: int
    quorum_needed: int
    quorum_holds: bool
    issued: int
    returned: int
    not_yet: int


def batched(returned: int, issued: int) -> int:
    """Return how many ballots the wall shows while the vote is open.

    Whole batches only, and the last ones when all are in: who looks up when a
    neighbour sends learns nothing.
    """
    if returned >= issued:
        return returned
    size = LARGE_BATCH if issued > LARGE else BATCH
    return returned - returned % size


def in_batches(office: Office, event: str, state: State) -> WallFigures:
    """Return the wall's figures.

    Raises:
        UnknownEvent.
    """
    found = overview.progress(office, event)
    returned = found.returned
    if state in (State.OPEN, State.PAUSED):
        returned = batched(returned, found.issued)
    return WallFigures(
        members=found.members,
        present=found.present,
        excused=found.excused,
        unexcused=found.unexcused,
        quorum_needed=found.quorum_needed,
        quorum_holds=found.quorum_holds,
        issued=found.issued,
        returned=returned,
        not_yet=max(found.issued - returned, 0),
    )
