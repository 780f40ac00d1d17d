"""R1 and R2, exhaustively, against fractions."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from ballot_service.errors import (
    NegativeNumber,
    NoQuorum,
    NotAnInteger,
    NumberOutOfRange,
)
from ballot_service.planning.known_profiles import HD06_2017
from ballot_service.planning.majority import Standing, min_yes, standing
from ballot_service.planning.numbers import Counts, Numbers, electronic_numbers
from ballot_service.planning.profile import Profile
from ballot_service.planning.quorum import check_quorum, min_present
from ballot_service.planning.rates import rate_text

THREE_QUARTERS = replace(HD06_2017, majority_numerator=3, majority_denominator=4)


@pytest.mark.parametrize("profile", [HD06_2017, THREE_QUARTERS])
def test_every_count_of_every_collective_up_to_500(profile: Profile) -> None:
    share = Fraction(profile.majority_numerator, profile.majority_denominator)
    for members in range(1, 501):
        least = min_yes(profile, members)
        assert Fraction(least, members) > share
        assert Fraction(least - 1, members) <= share
        for agree in range(members + 1):
            passed = standing(profile, agree, members) is Standing.PASSED
            assert passed == (agree >= least)


def test_half_is_never_enough_and_one_more_always_is() -> None:
    for members in range(2, 501, 2):
        assert standing(HD06_2017, members // 2, members) is Standing.NOT_PASSED
        assert standing(HD06_2017, members // 2 + 1, members) is Standing.PASSED


def test_every_quorum_up_to_500() -> None:
    for members in range(1, 501):
        least = min_present(HD06_2017, members)
        assert Fraction(least, members) >= Fraction(2, 3) > Fraction(least - 1, members)
        check_quorum(HD06_2017, members, least)
        with pytest.raises(NoQuorum) as caught:
            check_quorum(HD06_2017, members, least - 1)
        assert caught.value.code == "E06"


def test_rates_are_half_up_to_two_places() -> None:
    assert rate_text(2, 3) == "66,67%"
    assert rate_text(1, 3) == "33,33%"
    assert rate_text(1, 800) == "0,13%"
    assert rate_text(0, 15) == "0,00%"
    assert rate_text(15, 15) == "100,00%"
    for base in range(1, 200):
        for count in range(base + 1):
            exact = Fraction(count * 10_000, base)
            shown = int(rate_text(count, base).replace(",", "").removesuffix("%"))
            assert Fraction(-1, 2) < shown - exact <= Fraction(1, 2)


@pytest.mark.parametrize(("count", "base"), [(-1, 3), (1, 0)])
def test_a_rate_of_nothing_is_refused(count: int, base: int) -> None:
    with pytest.raises(NumberOutOfRange):
        rate_text(count, base)


@pytest.mark.parametrize("wrong", [7.0, True, "7", None])
def test_only_integers_enter(wrong: object) -> None:
    calls: list[Callable[[], object]] = [
        lambda: standing(HD06_2017, wrong, 15),  # type: ignore[arg-type]
        lambda: standing(HD06_2017, 8, wrong),  # type: ignore[arg-type]
        lambda: min_yes(HD06_2017, wrong),  # type: ignore[arg-type]
        lambda: min_present(HD06_2017, wrong),  # type: ignore[arg-type]
        lambda: check_quorum(HD06_2017, wrong, 10),  # type: ignore[arg-type]
        lambda: check_quorum(HD06_2017, 15, wrong),  # type: ignore[arg-type]
        lambda: rate_text(wrong, 15),  # type: ignore[arg-type]
        lambda: rate_text(7, wrong),  # type: ignore[arg-type]
        lambda: Counts(wrong, 0, 0),  # type: ignore[arg-type]
        lambda: Numbers(15, 15, 15, 15, wrong, 0),  # type: ignore[arg-type]
        lambda: electronic_numbers(15, 15, 15, wrong),  # type: ignore[arg-type]
    ]
    for call in calls:
        with pytest.raises(NotAnInteger):
            call()


def test_no_count_is_below_zero() -> None:
    with pytest.raises(NegativeNumber):
        Counts(0, -1, 0)
    with pytest.raises(NegativeNumber):
        Numbers(15, 15, 15, 15, 16, -1)
