"""Messages, and the order of Vietnamese names."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ballot_service.planning
from ballot_service.errors import (
    NotAnInteger,
    PlanningError,
    UnknownMessage,
    WrongMessageFields,
)
from ballot_service.planning.ballot_order import ballot_order, name_key
from ballot_service.planning.messages import CATALOGUE, render
from ballot_service.planning.verdict import Nominee

CODES = [f"E{i:02d}" for i in range(1, 26)] + [f"W{i:02d}" for i in range(1, 7)]
FORBIDDEN = re.compile(r"ứng cử viên|trúng cử|đắc cử|cử tri|thu vào", re.IGNORECASE)
RETRY = (
    "Chưa nhận được xác nhận của máy chủ. Phiếu được giữ trên máy; bấm 'Gửi lại' "
    "(không bị tính hai lần)."
)
ROOM = Path(ballot_service.planning.__file__).parent


def test_every_code_has_its_message() -> None:
    assert list(CATALOGUE) == CODES


@pytest.mark.parametrize("code", CODES)
def test_both_languages_take_the_same_fields(code: str) -> None:
    message = CATALOGUE[code]
    named = set(re.findall(r"\{(\w+)", message.en))
    assert named == message.fields()
    assert unicodedata.is_normalized("NFC", message.vi)
    assert message.vi[-1] == message.en[-1] == "."


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda path: path.name)
def test_no_word_of_elections_is_used(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not FORBIDDEN.search(text)
    assert "candidate" not in text.lower()


@pytest.mark.parametrize(
    ("code", "values", "text"),
    [
        (
            "E06",
            {"present": 10, "members": 16, "minimum": 11},
            "Không đủ điều kiện tiến hành: có mặt 10/16, tối thiểu 11.",
        ),
        (
            "E07",
            {},
            RETRY,
        ),
        (
            "E10",
            {"have": 1, "size": 3, "threshold": 2},
            "Thiếu mảnh khóa: mới có 01/03, cần 02.",
        ),
        (
            "E14",
            {"year": 2026},
            "Năm 2026 đã có đợt rà soát. Mỗi năm chỉ tiến hành 01 lần.",
        ),
        (
            "E18",
            {"most": 3},
            "Chức danh đã đủ số lượng tối đa (03); không mở bổ sung.",
        ),
        ("E25", {}, "Đồng chí đã nhận phiếu trên máy khác."),
        (
            "W06",
            {"last_day": "31/3", "quarter": "I"},
            "Đã quá ngày 31/3; đợt rà soát phải kết thúc trong quý I.",
        ),
    ],
)
def test_a_message_reads_as_the_rules_say(
    code: str, values: dict[str, int | str], text: str
) -> None:
    assert render(code, "vi", **values) == text
    assert render(code, "en", **values) != text


def test_a_message_is_written_with_its_fields_or_not_at_all() -> None:
    with pytest.raises(UnknownMessage):
        render("E99", "vi")
    with pytest.raises(UnknownMessage):
        render("E03", "fr")
    with pytest.raises(WrongMessageFields):
        render("E14", "vi")
    with pytest.raises(WrongMessageFields):
        render("E03", "vi", year=2026)
    with pytest.raises(WrongMessageFields):
        render("E18", "vi", most="ba")
    with pytest.raises(NotAnInteger):
        render("E14", "vi", year=True)


def leaves(root: type[PlanningError]) -> list[type[PlanningError]]:
    below = [leaf for child in root.__subclasses__() for leaf in leaves(child)]
    return [root, *below]


def test_every_error_with_a_code_has_its_message() -> None:
    coded = [error.code for error in leaves(PlanningError) if error.code]
    assert len(coded) >= 10
    assert set(coded) <= set(CATALOGUE)


# --- the order of names ---------------------------------------------------------


def nominee(name: str, year: int = 1980, nominee_id: str = "A") -> Nominee:
    return Nominee(nominee_id, name, year, "Trưởng phòng")


@pytest.mark.parametrize(
    "names",
    [
        [
            "An",
            "Ăn",
            "Ân",
            "Ba",
            "Da",
            "Đa",
            "Em",
            "Êm",
            "Ông",
            "Ơn",
            "Tu",
            "Tư",
            "Yên",
        ],
        ["Hoa", "Hòa", "Hỏa", "Hõa", "Hóa", "Họa"],
        ["Lê Văn An", "Trần Văn An", "Đỗ Thị Bình"],
        ["Dương Văn An", "Đỗ Văn An", "Lê Thị An", "Lê Văn An"],
        ["Hồ Văn Minh", "Hồ Vân Minh", "Hổ Văn Minh"],
        ["Nguyễn Văn Hải", "Ksor H'Ban", "Nguyễn Văn Hoa"],
        ["Tô Hoà", "Tô Hoài", "Tô Hoàn"],
    ],
)
def test_names_stand_in_vietnamese_order(names: list[str]) -> None:
    for given_order in (names, names[::-1], sorted(names)):
        ordered = ballot_order([nominee(name) for name in given_order])
        assert [who.name for who in ordered] == names


def test_the_unicode_form_and_case_do_not_matter() -> None:
    name = "Lương Thị Bích Quyên"
    assert name_key(unicodedata.normalize("NFD", name)) == name_key(name)
    assert name_key(name.upper()) == name_key(name)


def test_namesakes_stand_by_year_and_then_by_id() -> None:
    namesakes = [
        nominee("Lê Văn An", 1981, "A"),
        nominee("Lê Văn An", 1980, "C"),
        nominee("Lê Văn An", 1980, "B"),
    ]
    assert [who.id for who in ballot_order(namesakes)] == ["B", "C", "A"]


@given(st.text(max_size=20))
def test_every_text_has_a_place(text: str) -> None:
    assert name_key(text) == name_key(text.casefold())
