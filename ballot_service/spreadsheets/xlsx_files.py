"""An XLSX file as sheets of cells: formulas, merges, hidden rows and dates are seen.

Refuses what `xlsx_guard` refuses, before the workbook is opened.
"""

import datetime as dt
import io
import warnings
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell

from ballot_service.errors import BrokenSpreadsheet, SpreadsheetTooLarge
from ballot_service.planning.lists.cells import Cell, Row, Sheet
from ballot_service.spreadsheets.csv_files import MAX_COLUMNS, MAX_ROWS
from ballot_service.spreadsheets.encodings import mended
from ballot_service.spreadsheets.xlsx_guard import DAMAGED, check_xlsx

_DAMAGED = (*DAMAGED, TypeError, AttributeError, IndexError, SyntaxError)


def read_xlsx(data: bytes, file: str) -> tuple[Sheet, ...]:
    """Read all sheets of an XLSX, hidden ones marked so.

    Args:
        data: the file.
        file: its name, for those who read a reject.

    Raises:
        OldSpreadsheet, OtherSpreadsheet, SpreadsheetWithMacros, SpreadsheetTooLarge,
        BrokenSpreadsheet.
    """
    check_xlsx(data, file)
    try:
        with warnings.catch_warnings():
            # The library warns of decorations that it drops, as drop-down lists.
            warnings.simplefilter("ignore")
            book: Any = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
            return tuple(_sheet(sheet, file) for sheet in book.worksheets)
    except _DAMAGED as error:
        raise BrokenSpreadsheet(file) from error


def _sheet(sheet: Any, file: str) -> Sheet:  # noqa: ANN401 - the library has no types
    if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:
        raise SpreadsheetTooLarge(f"{file}: {sheet.title}")
    table = [[_cell(cell) for cell in row] for row in sheet.iter_rows()]
    texts, font = mended([cell.text for row in table for cell in row])
    rest = iter(texts)
    rows = tuple(
        Row(
            number,
            tuple(Cell(next(rest), cell.kind) for cell in row),
            bool(sheet.row_dimensions[number].hidden),
        )
        for number, row in enumerate(table, start=1)
    )
    hidden = sheet.sheet_state != "visible"
    return Sheet(file, str(sheet.title), rows, font or "XLSX", "", hidden)


def _cell(cell: Any) -> Cell:  # noqa: ANN401 - as above
    if isinstance(cell, MergedCell):
        return Cell("", "merged")
    value = cell.value
    if value is None:
        return Cell()
    if cell.data_type == "f":
        return Cell(str(getattr(value, "text", value)), "formula")
    if cell.data_type == "e":
        return Cell(str(value), "error")
    return _plain(value)


def _plain(value: object) -> Cell:
    match value:
        case bool():
            return Cell("TRUE" if value else "FALSE", "truth")
        case dt.datetime():
            return Cell(value.date().isoformat(), "date")
        case dt.date() | dt.time() | dt.timedelta():
            return Cell(str(value), "date")
        case float() if value.is_integer():
            return Cell(str(int(value)), "number")
        case int() | float():
            return Cell(str(value), "number")
        case _:
            return Cell(str(value))
