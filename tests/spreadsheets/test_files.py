"""XLSX and CSV files: what is seen in them, and what is refused before it is opened."""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from ballot_service.errors import (
    BrokenSpreadsheet,
    OldSpreadsheet,
    OtherSpreadsheet,
    SpreadsheetError,
    SpreadsheetTooLarge,
    SpreadsheetWithMacros,
)
from ballot_service.planning.lists.cells import Cell
from ballot_service.spreadsheets.encodings import TCVN3
from ballot_service.spreadsheets.files import read_sheets
from ballot_service.spreadsheets.writing import Page, write_csv, write_xlsx
from tests.making import seeded
from tests.spreadsheets.sample import MEMBERS, Table, csv_text, saved, tcvn3, xlsx


def with_part(data: bytes, name: str, body: bytes) -> bytes:
    """Return an archive with one part added or replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info))
        new.writestr(name, body)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


PLAIN = xlsx({"Thành viên": MEMBERS})
SHEET = "xl/worksheets/sheet1.xml"


def test_sheet_comes_out_as_its_cells() -> None:
    (sheet,) = read_sheets(PLAIN, "a.xlsx")
    assert (sheet.where, sheet.reading, sheet.hidden) == (
        "a.xlsx / Thành viên",
        "XLSX",
        False,
    )
    assert [cell.text for cell in sheet.rows[1].cells] == MEMBERS[1]
    assert [row.number for row in sheet.rows] == [1, 2, 3, 4, 5, 6]


def test_each_cell_says_what_it_is() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    day = dt.datetime(1974, 3, 12)  # noqa: DTZ001 - a spreadsheet's dates have no zone
    sheet.append(["chữ", 7, 7.0, 7.5, True, day, "=A1", "#N/A"])
    sheet["H1"].data_type = "e"
    sheet.append(["gộp", "bên phải"])
    sheet.merge_cells("A2:B2")
    sheet.row_dimensions[2].hidden = True
    (read,) = read_sheets(saved(book), "a.xlsx")
    assert read.rows[0].cells == (
        Cell("chữ"),
        Cell("7", "number"),
        Cell("7", "number"),
        Cell("7.5", "number"),
        Cell("TRUE", "truth"),
        Cell("1974-03-12", "date"),
        Cell("=A1", "formula"),
        Cell("#N/A", "error"),
    )
    assert read.rows[1].cells[:2] == (Cell("gộp"), Cell("", "merged"))
    assert [row.hidden for row in read.rows] == [False, True]


def test_hidden_sheet_is_said_to_be_hidden() -> None:
    book = Workbook()
    book.create_sheet("Ẩn").sheet_state = "veryHidden"
    assert [s.hidden for s in read_sheets(saved(book), "a.xlsx")] == [False, True]


def test_workbook_in_an_old_font_is_read_and_said_so() -> None:
    rows = [
        [tcvn3(str(cell)).decode("latin-1") if row else cell for cell in cells]
        for row, cells in enumerate(MEMBERS)
    ]
    (sheet,) = read_sheets(xlsx({"Thành viên": rows}), "cũ.xlsx")
    assert sheet.reading == TCVN3
    assert [cell.text for cell in sheet.rows[4].cells] == MEMBERS[4]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separator_is_recognised_among_commas_in_the_text(separator: str) -> None:
    rows: Table = [*MEMBERS, ["TV06", "Vũ Văn An", "Giám đốc Sở, Bí thư; Ủy viên"]]
    (sheet,) = read_sheets(csv_text(rows, separator).encode(), "a.csv")
    assert sheet.separator == separator
    assert [cell.text for cell in sheet.rows[-1].cells] == rows[-1]


def test_line_that_says_the_separator_is_believed() -> None:
    data = b"sep=;\r\n" + csv_text(MEMBERS, ";").encode()
    (sheet,) = read_sheets(data, "a.csv")
    assert [cell.text for cell in sheet.rows[0].cells] == MEMBERS[0]


def test_formula_in_a_csv_is_a_formula() -> None:
    (sheet,) = read_sheets(b'a,b\n" =1+1",x\n', "a.csv")
    assert sheet.rows[1].cells[0].kind == "formula"


BOMB = with_part(PLAIN, "xl/media/bomb.bin", b"\0" * 30_000_000)
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
LONG = part(PLAIN, SHEET).replace(
    b"</sheetData>",
    b'</sheetData><mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells>',
)
LINKED = part(PLAIN, SHEET).replace(
    b"</sheetData>",
    b'</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>',
)
FAR = (
    part(PLAIN, SHEET)
    .replace(b'<row r="6"', b'<row r="1048576"')
    .replace(b'r="A6"', b'r="A1048576"')
)
MANY = (
    b"<worksheet><sheetData><row>"
    + b"<c/>" * 100_001
    + b"</row></sheetData></worksheet>"
)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, OldSpreadsheet),
        (with_part(PLAIN, "xl/vbaProject.bin", b"x"), SpreadsheetWithMacros),
        (BOMB, SpreadsheetTooLarge),
        (with_part(PLAIN, SHEET, LONG), SpreadsheetTooLarge),
        (with_part(PLAIN, SHEET, LINKED), SpreadsheetTooLarge),
        (with_part(PLAIN, SHEET, FAR), SpreadsheetTooLarge),
        (with_part(PLAIN, SHEET, MANY), SpreadsheetTooLarge),
        (with_part(PLAIN, "xl/styles.xml", ENTITIES), BrokenSpreadsheet),
        (with_part(PLAIN, SHEET, b"<worksheet>"), BrokenSpreadsheet),
        (PLAIN[:-400], BrokenSpreadsheet),
        (b"PK\x03\x04", BrokenSpreadsheet),
        (b"", BrokenSpreadsheet),
        (b" \n ", BrokenSpreadsheet),
        (b'a,"b\n', BrokenSpreadsheet),
        (b"a,b\n" * 5_001, SpreadsheetTooLarge),
        (b"a;" * 201, SpreadsheetTooLarge),
        (b"a" * (4 * 1024 * 1024 + 1), SpreadsheetTooLarge),
    ],
)
def test_file_is_refused_for_what_it_is(
    data: bytes, refusal: type[SpreadsheetError]
) -> None:
    with pytest.raises(refusal):
        read_sheets(data, "tệp")


def test_archive_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(OtherSpreadsheet):
        read_sheets(out.getvalue(), "a.ods")


def test_a_damaged_file_is_refused_by_name_or_read_as_it_is() -> None:
    random = seeded("damage")
    for _ in range(150):
        data = bytearray(PLAIN)
        for _ in range(4):
            place = int.from_bytes(random(4), "big") % len(data)
            data[place] = random(1)[0]
        try:
            sheets = read_sheets(bytes(data), "a.xlsx")
        except SpreadsheetError:
            continue
        assert sheets


HOSTILE = ("=1+1", "+84", "-2", "@SUM(A1)", "\t=1", " =1", "%0A", "|cmd", "<script>")


def test_what_is_written_runs_nothing_and_is_text() -> None:
    page = Page("Trang", ("Họ và tên", "Số"), tuple((text, 1) for text in HOSTILE))
    sheet = load_workbook(io.BytesIO(write_xlsx([page])))["Trang"]
    cells = [sheet.cell(row, 1) for row in range(2, 2 + len(HOSTILE))]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells[:-1]] == ["'" + text for text in HOSTILE[:-1]]
    assert cells[-1].value == "<script>"
    assert sheet["B2"].value == 1
    lines = write_csv(page).decode("utf-16").split("\r\n")
    assert lines[0] == "Họ và tên\tSố"
    assert [
        line for line in lines if line.lstrip('"').startswith(("=", "+", "@"))
    ] == []


def test_what_is_printed_has_every_column_on_one_sheet_across() -> None:
    wide = Page("Rộng", ("A", "B"), (("1", "2"),), (60, 60))
    upright = Page("Hẹp", ("A", "B"), (("1", "2"),), (30, 30))
    book = load_workbook(io.BytesIO(write_xlsx([wide, upright])))
    for sheet in book:
        assert sheet.page_setup.paperSize == int(sheet.PAPERSIZE_A4)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert str(sheet.print_title_rows).replace("$", "") == "1:1"
    assert book["Rộng"].page_setup.orientation == "landscape"
    assert book["Hẹp"].page_setup.orientation == "portrait"


def test_a_long_cell_has_room_for_its_lines() -> None:
    page = Page("Trang", ("Chức vụ",), (("Phó Trưởng phòng " * 3,), ("Ngắn",)), (26,))
    sheet = load_workbook(io.BytesIO(write_xlsx([page])))["Trang"]
    assert sheet.row_dimensions[2].height == 45
    assert sheet.row_dimensions[3].height is None


def test_what_is_written_is_read_back_the_same() -> None:
    page = Page(
        "Thành viên",
        tuple(str(t) for t in MEMBERS[0]),
        tuple((str(a), str(b), str(c)) for a, b, c in MEMBERS[1:]),
    )
    for data in (write_xlsx([page]), write_csv(page)):
        (sheet,) = read_sheets(data, "a")
        assert [[cell.text for cell in row.cells] for row in sheet.rows] == MEMBERS
