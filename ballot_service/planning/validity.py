"""R11: a paper ballot and its rows, valid or not. Electronic ballots need none of it.

Refuses to let validity touch R2: an invalid ballot only changes the minutes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ballot_service.errors import ProfileNotElectronic, WrongRowCount
from ballot_service.planning.numbers import Counts
from ballot_service.planning.profile import Profile


class Mark(StrEnum):
    """What is marked on one row of a paper ballot."""

    AGREE = "agree"
    DISAGREE = "disagree"
    NONE = "none"
    BOTH = "both"


class Validity(StrEnum):
    """What the committee rules about one whole paper ballot."""

    VALID = "valid"
    INVALID_FOREIGN = "invalid_foreign"
    INVALID_SPOILED = "invalid_spoiled"
    INVALID_BLANK = "invalid_blank"


@dataclass(frozen=True)
class PaperBallot:
    """One ballot as it came out of the box.

    `issued` by the committee; `spoiled` by names added, a signature or signs.
    """

    marks: tuple[Mark, ...]
    issued: bool = True
    spoiled: bool = False


def validity(profile: Profile, ballot: PaperBallot) -> Validity:
    """Return what R11 makes of one paper ballot (rules 3.5, W5).

    Raises:
        ProfileNotElectronic: the profile does not count blank ballots apart, so
        it says nothing of paper.
    """
    if profile.blank_ballots == "not_counted":
        raise ProfileNotElectronic("blank_ballots: not_counted is not for paper")
    if not ballot.issued:
        return Validity.INVALID_FOREIGN
    if ballot.spoiled:
        return Validity.INVALID_SPOILED
    blank = all(mark is Mark.NONE for mark in ballot.marks)
    if blank and profile.blank_ballots == "counted_invalid":
        return Validity.INVALID_BLANK
    return Validity.VALID


def count_paper(
    profile: Profile, ballots: Sequence[PaperBallot], rows: int
) -> tuple[tuple[Counts, ...], int]:
    """Count paper ballots row by row; a row with both boxes marked is unmarked.

    Returns:
        Y, D, B of each row over the valid ballots, and X, the invalid ones.

    Raises:
        WrongRowCount: a ballot with another number of rows. ProfileNotElectronic:
        as in `validity`.
    """
    valid = [one for one in ballots if validity(profile, one) is Validity.VALID]
    if any(len(one.marks) != rows for one in ballots):
        raise WrongRowCount(f"a ballot without exactly {rows} rows")
    counts = []
    for row in range(rows):
        agree = sum(one.marks[row] is Mark.AGREE for one in valid)
        disagree = sum(one.marks[row] is Mark.DISAGREE for one in valid)
        counts.append(Counts(agree, disagree, len(valid) - agree - disagree))
    return tuple(counts), len(ballots) - len(valid)
