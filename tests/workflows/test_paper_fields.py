"""What the secretary types: each wrong field is named, none is lost."""

import pytest

from ballot_service.errors import FactsIncomplete
from ballot_service.workflows.paper_fields import (
    FIELDS,
    absences,
    check_fields,
    kept,
    moment,
    number,
    wrong_fields,
)
from tests.web.test_official_papers import FACTS


def test_all_required_fields_are_missing_from_nothing() -> None:
    required = tuple(name for name, field in FIELDS.items() if field.required)
    assert wrong_fields({}, ()) == required
    with pytest.raises(FactsIncomplete) as caught:
        check_fields({}, ("RQ01",))
    assert caught.value.missing == (*required, "reason.RQ01")
    assert wrong_fields(FACTS, ()) == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("family", "church"),
        ("secrecy", "tuyet_mat"),
        ("number", "12a"),
        ("number", "١٢"),
        ("copies", "0"),
        ("opened", "24/03/2026"),
        ("opened", "25:05 24/03/2026"),
        ("opened", "14:05 31/02/2026"),
        ("closed", "13:59 24/03/2026"),
        ("place", "x" * 301),
        ("meeting_place", "a\nb"),
        ("absent_names", "x" * 301),
        ("recipients", "\x01"),
        ("absent.TV002", "a\tb"),
    ],
)
def test_a_wrong_value_is_named_alone(name: str, value: str) -> None:
    assert wrong_fields(FACTS | {name: value}, ()) == (name,)


def test_a_complaint_needs_its_answer() -> None:
    typed = FACTS | {"complaints": "Đề nghị đối chiếu."}
    assert wrong_fields(typed, ()) == ("settled",)


def test_what_is_kept_is_known_composed_and_short() -> None:
    typed = {"place": " Tru\u031bo\u031b\u0300ng Ha\u0300 ", "other": "x"}
    assert kept(typed) == {"place": "Trường Hà"}
    with pytest.raises(FactsIncomplete, match="settled"):
        kept({"settled": "x" * 6001})


def test_values_are_read() -> None:
    assert number("") == 0
    assert number("07") == 7
    for typed in ("14:05 24/03/2026", "14 giờ 05, 24/3/2026", "14h05 24.3.2026"):
        assert moment(typed).isoformat() == "2026-03-24T14:05:00"
    assert absences("Nguyễn Văn A: ốm\n\nB") == (("Nguyễn Văn A", "ốm"), ("B", ""))
