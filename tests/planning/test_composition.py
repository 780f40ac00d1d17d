"""What a list is made of."""

from dataclasses import replace

import pytest

from ballot_service.errors import NumberOutOfRange
from ballot_service.planning.composition import Band, composition
from tests.planning.builders import person


def test_each_person_counts_once() -> None:
    women = person("A", ("female", "young"))
    men = person("B")
    found = composition([women, men, women], [])
    assert found.persons == 2
    assert dict(found.by_category) == {
        "female": 1,
        "young": 1,
        "ethnic_minority": 0,
        "science_technology": 0,
    }


def test_bands_hold_both_ends_and_stand_in_the_order_given() -> None:
    people = [
        replace(person(str(year)), birth_year=year) for year in (1970, 1975, 1976)
    ]
    bands = (Band(1976, 1980), Band(1970, 1975))
    assert composition(people, bands).by_band == ((bands[0], 1), (bands[1], 2))


@pytest.mark.parametrize(
    "bands", [(Band(1980, 1970),), (Band(1970, 1975), Band(1975, 1980))]
)
def test_bands_that_overlap_or_turn_around(bands: tuple[Band, ...]) -> None:
    with pytest.raises(NumberOutOfRange):
        composition([], bands)
