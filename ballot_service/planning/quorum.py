"""R1: whether enough members are present to open the ballot.

Refuses to decide by a rounded figure: two products of integers are compared.
"""

from ballot_service.errors import NoQuorum, NotAnInteger
from ballot_service.planning.profile import Profile


def min_present(profile: Profile, members: int) -> int:
    """Return the least P that may open a ballot of N members (R1, table 2.3).

    Raises:
        NotAnInteger: `members` is not an int.
    """
    if type(members) is not int:
        raise NotAnInteger("members")
    numerator, denominator = profile.quorum_numerator, profile.quorum_denominator
    return (numerator * members + denominator - 1) // denominator


def check_quorum(profile: Profile, members: int, present: int) -> None:
    """Check R1, `3*P >= 2*N` where the profile says two thirds (E06, W19).

    Args:
        profile: where the quorum stands.
        members: N, from the signed roll.
        present: P, persons in the room.

    Raises:
        NotAnInteger: a number that is not an int. NoQuorum: too few are present.
    """
    if type(members) is not int or type(present) is not int:
        raise NotAnInteger("members or present")
    if profile.quorum_denominator * present < profile.quorum_numerator * members:
        least = min_present(profile, members)
        raise NoQuorum(f"{present} of {members} present, at least {least}")
