"""A day as typed: the day before the month, and no guess where it is none."""

import pytest

from ballot_service.errors import BadDayField, NoSuchDay
from ballot_service.planning.typed_day import read_day, read_field_day, write_day


@pytest.mark.parametrize(
    "typed", ["05/03/2026", " 5/3/2026 ", "5.3.2026", "05-03-2026", "2026-03-05"]
)
def test_day_comes_first_or_the_year(typed: str) -> None:
    assert read_day(typed) == "2026-03-05"
    assert read_field_day("issued", typed) == "2026-03-05"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "31/02/2026",
        "03/24/2026",
        "24/03/26",
        "２４/03/2026",
        "2026-3-5",
        "0/1/2026",
    ],
)
def test_another_form_or_no_day_is_refused(typed: str) -> None:
    with pytest.raises(NoSuchDay):
        read_day(typed)
    with pytest.raises(BadDayField) as refused:
        read_field_day("issued", typed)
    assert refused.value.detail == f"issued: {typed}"


def test_a_field_shows_the_day_as_it_is_typed() -> None:
    assert write_day("2026-03-05") == "05/03/2026"
    assert read_day(write_day("0987-12-31")) == "0987-12-31"
    assert write_day("") == ""
