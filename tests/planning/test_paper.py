"""R10 and R11 for paper: recusal, validity and counting."""

from dataclasses import replace

import pytest

from ballot_service.errors import NotAnInteger, ProfileNotElectronic, WrongRowCount
from ballot_service.planning.known_profiles import HD06_2017
from ballot_service.planning.recusal import counted_agree, row_base
from ballot_service.planning.validity import (
    Mark,
    PaperBallot,
    Validity,
    count_paper,
    validity,
)
from ballot_service.planning.verdict import Counts

PAPER = replace(HD06_2017, blank_ballots="counted_invalid")
BLANK = PaperBallot((Mark.NONE, Mark.NONE))
BOTH = PaperBallot((Mark.BOTH, Mark.AGREE))
PLAIN = PaperBallot((Mark.AGREE, Mark.DISAGREE))


@pytest.mark.parametrize(
    ("ballot", "expected"),
    [
        (PLAIN, Validity.VALID),
        (BOTH, Validity.VALID),
        (BLANK, Validity.INVALID_BLANK),
        (replace(PLAIN, issued=False), Validity.INVALID_FOREIGN),
        (replace(PLAIN, spoiled=True), Validity.INVALID_SPOILED),
    ],
)
def test_a_paper_ballot_is_valid_or_has_its_reason(
    ballot: PaperBallot, expected: Validity
) -> None:
    assert validity(PAPER, ballot) is expected


def test_a_row_with_both_boxes_counts_for_nobody_and_the_ballot_stays() -> None:
    counts, invalid = count_paper(PAPER, [PLAIN, BOTH, BLANK], 2)
    assert counts == (Counts(1, 0, 1), Counts(1, 1, 0))
    assert invalid == 1
    kept = replace(HD06_2017, blank_ballots="counted_valid")
    counts, invalid = count_paper(kept, [PLAIN, BOTH, BLANK], 2)
    assert counts == (Counts(1, 0, 2), Counts(1, 1, 1))
    assert invalid == 0


def test_paper_needs_its_own_profile_and_whole_ballots() -> None:
    with pytest.raises(ProfileNotElectronic):
        validity(HD06_2017, PLAIN)
    with pytest.raises(WrongRowCount):
        count_paper(PAPER, [PLAIN], 3)


def test_recusal_reads_n_three_ways() -> None:
    for rule, base, agree in (
        ("votes", 16, 9),
        ("recuse_keep_n", 16, 8),
        ("recuse_reduce_n", 15, 8),
    ):
        profile = replace(HD06_2017, nominee_member_rule=rule)
        assert row_base(profile, 16, nominee_is_member=True) == base
        assert row_base(profile, 16, nominee_is_member=False) == 16
        assert counted_agree(profile, 8, 1) == agree
    with pytest.raises(NotAnInteger):
        row_base(HD06_2017, 16.0, nominee_is_member=True)  # type: ignore[arg-type]
    with pytest.raises(NotAnInteger):
        counted_agree(HD06_2017, 8, True)
