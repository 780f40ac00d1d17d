"""Rows to XLSX and CSV that open right in a spreadsheet and run nothing.

Refuses formulas: a text that a spreadsheet would run is marked as text.
"""

import codecs
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""Beginnings that some spreadsheet takes for a formula or a command."""

Value = str | int
_LINE = 15
"""Height of a line, in points."""

_UPRIGHT = 100
"""Characters across that can still be read on a sheet held upright."""


@dataclass(frozen=True)
class Page:
    """One sheet to be written: heading and rows, widths in characters.

    Attributes:
        empty: rows below the last, formatted as text for those who will type.
    """

    title: str
    heading: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...] = ()
    widths: tuple[int, ...] = field(default=())
    empty: int = 0


def neutral(value: Value) -> Value:
    """Return a text that no spreadsheet runs: an apostrophe before what it would."""
    if isinstance(value, str) and value.lstrip().startswith(DANGEROUS):
        return "'" + value
    return value


def write_xlsx(pages: Sequence[Page]) -> bytes:
    """Write sheets of texts and whole numbers; the heading stays when one scrolls."""
    book = Workbook()
    book.remove(book.active)
    for page in pages:
        sheet = book.create_sheet(page.title)
        for number, row in enumerate((page.heading, *page.rows), start=1):
            for place, value in enumerate(row, start=1):
                cell = sheet.cell(number, place)
                cell.value = neutral(value)
                if isinstance(value, str):
                    # Set by hand: the library would take "=…" for a formula.
                    cell.data_type = "s"
                    cell.number_format = "@"
                cell.alignment = Alignment(vertical="top", wrap_text=True)
                if number == 1:
                    cell.font = Font(bold=True)
            lines = max(map(_lines, row, page.widths), default=1)
            if lines > 1:
                sheet.row_dimensions[number].height = lines * _LINE
        for number in range(len(page.rows) + 2, len(page.rows) + 2 + page.empty):
            for place in range(1, len(page.heading) + 1):
                sheet.cell(number, place).number_format = "@"
        for place, width in enumerate(page.widths, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.freeze_panes = "A2"
        _print_whole(sheet, page)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _lines(value: Value, width: int) -> int:
    """Return how many lines a cell may take: not every program measures for itself."""
    return -(-len(str(value)) * 6 // (width * 5))


def _print_whole(sheet: Worksheet, page: Page) -> None:
    """Print every column on one A4 sheet across, the heading again on each page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    wide = sum(page.widths) > _UPRIGHT
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"
    sheet.page_margins = PageMargins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    sheet.print_options.gridLines = page.empty == 0


def write_csv(page: Page) -> bytes:
    """Write one sheet as UTF-16 with tabs, which Excel opens right in every region.

    With commas or semicolons it takes the separator from the machine's region; a line
    `sep=;` makes it forget the mark of UTF-8.
    """
    out = io.StringIO(newline="")
    rows = csv.writer(out, delimiter="\t", lineterminator="\r\n")
    rows.writerow(neutral(value) for value in page.heading)
    rows.writerows([neutral(value) for value in row] for row in page.rows)
    return codecs.BOM_UTF16_LE + out.getvalue().encode("utf-16-le")
