"""R2: more than half of all members, whoever came and however they marked.

Refuses any other denominator than N: not those present, not the ballots returned.
"""

from enum import StrEnum

from ballot_service.errors import NotAnInteger
from ballot_service.planning.profile import Profile


class Standing(StrEnum):
    """What R2 makes of a person's count."""

    PASSED = "passed"
    NOT_PASSED = "not_passed"


def standing(profile: Profile, agree: int, members: int) -> Standing:
    """Compute R2, `2*Y > N` where the profile says one half.

    Args:
        profile: where the majority stands.
        agree: Y, ballots that agree.
        members: N, from the signed roll.

    Raises:
        NotAnInteger: a number that is not an int.
    """
    if type(agree) is not int or type(members) is not int:
        raise NotAnInteger("agree or members")
    if profile.majority_denominator * agree > profile.majority_numerator * members:
        return Standing.PASSED
    return Standing.NOT_PASSED


def min_yes(profile: Profile, members: int) -> int:
    """Return the least Y that passes: floor(N/2) + 1 for one half (R2, table 2.3).

    Raises:
        NotAnInteger: `members` is not an int.
    """
    if type(members) is not int:
        raise NotAnInteger("members")
    share = profile.majority_numerator * members
    return share // profile.majority_denominator + 1
