"""Spreadsheets for tests, made of the sample data: rows, and files in many forms."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook

from ballot_service.spreadsheets.tcvn3 import LETTERS

Table = Sequence[Sequence[object]]

MEMBERS: list[list[object]] = [
    ["Mã", "Họ và tên", "Chức vụ"],
    ["TV01", "Lý Xuân Điền", "Giám đốc Sở"],
    ["TV02", "Hoàng Bá Vỹ", "Phó Giám đốc Sở"],
    ["TV03", "Đinh Khắc Thịnh", "Phó Giám đốc Sở"],
    ["TV04", "Lương Thị Bích Quyên", "Phó Giám đốc Sở"],
    ["TV05", "Nguyễn Thị Hường", "Trưởng phòng"],
]
TITLES: list[list[object]] = [
    [
        *("Mã", "Tên chức danh", "Thẩm quyền", "Cấp có thẩm quyền"),
        *("Số lượng cần bổ sung", "Số lượng chắc chắn", "Nữ tối thiểu", "Nữ đang có"),
    ],
    ["T1", "Giám đốc Sở", "Trình", "Ban Thường vụ Tỉnh ủy", 2, 1, "", ""],
    ["T3", "Chánh Văn phòng Sở", "Tự quyết định", "", 2, 2, 1, 0],
]
NOMINEES: list[list[object]] = [
    ["TT", "Họ và tên", "Năm sinh", "Chức vụ", "Chức danh dự kiến", "Nữ"],
    [1, "Hoàng Bá Vỹ", 1974, "Phó Giám đốc Sở", "T1", ""],
    [2, "Lương Thị Bích Quyên", "12/03/1979", "Phó Giám đốc Sở", "T1", "x"],
    [3, "Quách Đình Giáp", 1984, "Phó Trưởng phòng", "T1", ""],
    [4, "Quách Đình Giáp", 1984, "Phó Trưởng phòng", "Chánh Văn phòng Sở", ""],
]
COMMITTEE: list[list[object]] = [
    ["Họ và tên", "Nhiệm vụ"],
    ["Bùi Đình Nghĩa", "Trưởng ban"],
    ["Nông Diệu Yến", "Ủy viên"],
    ["Chu Công Quý", "Thư ký"],
]
SHEETS: dict[str, Table] = {
    "Thành viên": MEMBERS,
    "Chức danh": TITLES,
    "Nhân sự": NOMINEES,
    "Ban kiểm phiếu": COMMITTEE,
}
FACTS = {
    "title": "Phiếu giới thiệu nhân sự bổ sung quy hoạch",
    "body": "Tập thể lãnh đạo Sở",
    "date": "24/03/2026",
    "step_kind": "4-addition",
    "profile": "HD06-2017",
    "group": "Ed25519",
    "threshold": "",
    "members": "5",
    "rows": "4",
}


def xlsx(sheets: Mapping[str, Table]) -> bytes:
    """Return a workbook."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return a workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_text(rows: Table, separator: str = ",") -> str:
    """Return rows as CSV text, quoted where needed."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


def windows_1258(text: str) -> bytes:
    """Return text as Windows-1258 writes it: letters, then combining tones."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for letter in unicodedata.normalize("NFC", text):
        signs = unicodedata.normalize("NFD", letter)
        bare = unicodedata.normalize("NFC", "".join(s for s in signs if s not in tones))
        out.append(bare + "".join(s for s in signs if s in tones))
    return "".join(out).encode("cp1258")


def tcvn3(text: str) -> bytes:
    """Return text as TCVN3; capitals with a tone lose their height, as in its fonts."""
    places = {letter: byte for byte, letter in LETTERS.items()}
    return bytes(_tcvn3_bytes(unicodedata.normalize("NFC", text), places))


def _tcvn3_bytes(text: str, places: Mapping[str, int]) -> Iterable[int]:
    for letter in text:
        if letter.isascii():
            yield ord(letter)
        else:
            yield places.get(letter) or places[letter.lower()]
