"""R13 and W22: those who are absent, and those who come late.

Refuses every proxy and every remote vote, in all profiles.
"""

from ballot_service.errors import (
    LateArrivalRefused,
    NoAbsenteeBallots,
    NotAnInteger,
    TooFewPaperBallots,
)
from ballot_service.planning.ballot_event import State
from ballot_service.planning.profile import Profile


def check_absentee_ballots(profile: Profile, envelopes: int, paper: int) -> None:
    """Check sealed letters of absent members (R13); without any, nothing is asked.

    Args:
        profile: whether letters are accepted at all.
        envelopes: sealed letters handed in.
        paper: paper ballots in the box that they are mixed with.

    Raises:
        NotAnInteger: not ints. NoAbsenteeBallots: the profile accepts none.
        TooFewPaperBallots: opening them would reveal the vote.
    """
    if type(envelopes) is not int or type(paper) is not int:
        raise NotAnInteger("envelopes or paper")
    if envelopes == 0:
        return
    if profile.absentees != "paper_envelope":
        raise NoAbsenteeBallots(f"{envelopes} letters")
    if paper < profile.envelope_minimum:
        raise TooFewPaperBallots(f"{paper} < {profile.envelope_minimum}")


def check_late_arrival(profile: Profile, state: State) -> None:
    """Check that somebody may still be added to P and I (W22).

    Before opening everybody may; after it only until closing, if the profile says
    so. P is recorded at opening and at closing.

    Raises:
        LateArrivalRefused: too late, or the profile admits nobody after opening.
    """
    if state in (State.ROLL_CALLED, State.READY, State.ISSUING, State.REGISTRATION):
        return
    if state not in (State.OPEN, State.PAUSED) or not profile.late_arrivals:
        raise LateArrivalRefused(state.value)
