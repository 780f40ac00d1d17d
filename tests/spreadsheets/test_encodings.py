"""Old encodings of Vietnamese are recognised by their syllables, or refused by name."""

import re
import unicodedata

import pytest

from ballot_service.errors import UnknownEncoding
from ballot_service.spreadsheets.encodings import (
    TCVN3,
    UTF_8,
    UTF_16,
    WINDOWS_1258,
    decode_text,
    mended,
)
from ballot_service.spreadsheets.syllables import is_syllable
from ballot_service.spreadsheets.tcvn3 import LETTERS, decode_tcvn3
from tests.architecture.rooms import ROOT
from tests.spreadsheets.sample import MEMBERS, csv_text, tcvn3, windows_1258

TEXT = csv_text(MEMBERS)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode(), UTF_8),
        (b"\xef\xbb\xbf" + TEXT.encode(), UTF_8),
        (unicodedata.normalize("NFD", TEXT).encode(), UTF_8),
        (TEXT.encode("utf-16"), UTF_16),
        (TEXT.encode("utf-16-le"), UTF_16),
        (TEXT.encode("utf-16-be"), UTF_16),
        (windows_1258(TEXT), WINDOWS_1258),
        (tcvn3(TEXT), TCVN3),
    ],
)
def test_encoding_is_recognised_and_text_comes_out_in_nfc(
    data: bytes, name: str
) -> None:
    assert decode_text(data) == (TEXT, name)


def test_two_readings_of_one_word_are_refused_and_may_be_said() -> None:
    with pytest.raises(UnknownEncoding):
        decode_text(b"a,\xfd")
    assert decode_text(b"a,\xfd", TCVN3) == ("a,ý", TCVN3)
    assert decode_text(b"a,\xfd", WINDOWS_1258) == ("a,ư", WINDOWS_1258)


def test_bytes_that_are_no_vietnamese_are_refused() -> None:
    with pytest.raises(UnknownEncoding):
        decode_text(
            "Họ và tên: Đặng Thị Huệ".encode("big5", "ignore") + b"\xa5\xd5\xfe"
        )
    with pytest.raises(UnknownEncoding):
        decode_text(windows_1258(TEXT), UTF_8)


def test_letters_of_an_old_font_in_unicode_cells_are_mended_all_or_none() -> None:
    cells = [tcvn3(str(name)).decode("latin-1") for _, name, _ in MEMBERS[1:]]
    assert cells != [name for _, name, _ in MEMBERS[1:]]
    assert mended(["Họ và tên", *cells]) == (
        ["Họ và tên", *(name for _, name, _ in MEMBERS[1:])],
        TCVN3,
    )
    right = ["Vò Thị Hà", "Hoàng Bá Vỹ", "José <b>"]
    assert mended(right) == (right, "")


def test_every_word_of_the_sample_is_a_syllable() -> None:
    text = (ROOT / "tests" / "sample_data.json").read_text()
    words = {word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()}
    assert len(words) > 100
    assert [word for word in words if not is_syllable(word)] == []


@pytest.mark.parametrize("word", ["HoµngÕ", "tiếếng", "b¸", "Nguyá»…n", "đđa"])
def test_what_is_misread_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def test_tcvn3_has_each_letter_once_and_no_other_byte() -> None:
    assert len(set(LETTERS.values())) == len(LETTERS) == 74
    assert decode_tcvn3(b"\x80") is None
