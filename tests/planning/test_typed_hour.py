"""An hour as typed: as it is written by hand, and no guess where it is none."""

import datetime as dt

import pytest

from ballot_service.errors import BadHourField
from ballot_service.planning.typed_hour import read_field_hour


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("08:00", (8, 0)),
        (" 8:05 ", (8, 5)),
        ("8h05", (8, 5)),
        ("14H30", (14, 30)),
        ("8 giờ 05", (8, 5)),
        ("8 giờ", (8, 0)),
        ("14h", (14, 0)),
        ("00:00", (0, 0)),
        ("23:59", (23, 59)),
    ],
)
def test_an_hour_is_read_as_it_is_written(typed: str, read: tuple[int, int]) -> None:
    assert read_field_hour("opened", typed) == dt.time(*read)


@pytest.mark.parametrize(
    "typed",
    ["", "8", "8:", "24:00", "08:60", "8:5", "2:00 PM", "sáng", "８:00", "08:00:00"],
)
def test_no_hour_or_another_form_is_refused(typed: str) -> None:
    with pytest.raises(BadHourField) as refused:
        read_field_hour("closed", typed)
    assert refused.value.detail == f"closed: {typed}"
