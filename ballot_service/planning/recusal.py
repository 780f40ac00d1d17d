"""R10: the three readings of a member who is a nominee; two of them for paper only.

Refuses to guess: the source is silent, so the profile says which reading holds.
"""

from ballot_service.errors import NotAnInteger
from ballot_service.planning.majority import Standing, standing
from ballot_service.planning.profile import Profile


def row_base(profile: Profile, members: int, nominee_is_member: bool) -> int:  # noqa: FBT001
    """Return the denominator of one row, in persons (R10, W18).

    Args:
        profile: where the reading stands.
        members: N, from the signed roll.
        nominee_is_member: whether the row is about a member of the body.

    Raises:
        NotAnInteger: `members` is not an int.
    """
    if type(members) is not int:
        raise NotAnInteger("members")
    if profile.nominee_member_rule == "recuse_reduce_n" and nominee_is_member:
        return members - 1
    return members


def counted_agree(profile: Profile, others: int, own_yes: int) -> int:
    """Return Y of a row about a member, in ballots (R10, W18).

    Args:
        profile: where the reading stands.
        others: ballots of the others that agree.
        own_yes: 1 if the member marked "Đồng ý" for himself, else 0; it counts
            only where he votes on himself.

    Raises:
        NotAnInteger: a number that is not an int.
    """
    if type(others) is not int or type(own_yes) is not int:
        raise NotAnInteger("others or own_yes")
    return others + own_yes if profile.nominee_member_rule == "votes" else others


def standing_of_member(
    profile: Profile, members: int, others: int, own_yes: int
) -> Standing:
    """Compute R2 for a row about a member under the profile's reading of R10.

    Raises:
        NotAnInteger: a number that is not an int.
    """
    agree = counted_agree(profile, others, own_yes)
    return standing(profile, agree, row_base(profile, members, nominee_is_member=True))
