"""INV of the rules: each broken inequality has its own name and code."""

import pytest

from ballot_service.errors import (
    MoreIssuedThanPresent,
    MorePresentThanMembers,
    MoreReturnedThanIssued,
    NumbersError,
    RowMismatch,
    ValidityMismatch,
)
from ballot_service.planning.numbers import (
    Counts,
    Numbers,
    check_numbers,
    electronic_numbers,
)

GOOD = (15, 14, 14, 13, 12, 1)


def test_good_numbers_hold() -> None:
    check_numbers(Numbers(*GOOD), [Counts(10, 1, 1), Counts(0, 0, 12)])
    check_numbers(electronic_numbers(15, 14, 14, 13))


@pytest.mark.parametrize(
    ("place", "value", "error"),
    [
        (0, 13, MorePresentThanMembers),
        (1, 13, MoreIssuedThanPresent),
        (2, 12, MoreReturnedThanIssued),
        (3, 12, ValidityMismatch),
        (4, 13, ValidityMismatch),
        (5, 0, ValidityMismatch),
    ],
)
def test_one_wrong_number_is_one_error(
    place: int, value: int, error: type[NumbersError]
) -> None:
    found = list(GOOD)
    found[place] = value
    with pytest.raises(error):
        check_numbers(Numbers(*found))


@pytest.mark.parametrize("row", [Counts(10, 1, 0), Counts(10, 2, 1), Counts(0, 0, 13)])
def test_each_row_adds_up_to_the_valid_ballots(row: Counts) -> None:
    with pytest.raises(RowMismatch):
        check_numbers(Numbers(*GOOD), [Counts(10, 1, 1), row])


def test_the_codes_are_those_of_the_messages() -> None:
    assert MoreReturnedThanIssued.code == "E12"
    assert ValidityMismatch.code == "E21"


def test_electronically_every_returned_ballot_is_valid() -> None:
    assert electronic_numbers(15, 14, 13, 12) == Numbers(15, 14, 13, 12, 12, 0)
