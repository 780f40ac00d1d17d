"""A CSV file as one sheet: encoding and separator recognised, and said.

Refuses fields that a spreadsheet would run as formulas.
"""

import csv
import io

from ballot_service.errors import BrokenSpreadsheet, SpreadsheetTooLarge
from ballot_service.planning.lists.cells import Cell, Row, Sheet
from ballot_service.planning.lists.columns import FORMS, key_of
from ballot_service.planning.lists.reading import HEADING_ROWS
from ballot_service.spreadsheets.encodings import decode_text, mended

SEPARATORS = (";", ",", "\t", "|")
MAX_ROWS = 5_000
MAX_COLUMNS = 200
MAX_BYTES = 4 * 1024 * 1024
_LONG_LINE = 10_000

_HEADINGS = frozenset().union(*(c.keys for form in FORMS for c in form.columns))


def read_csv(data: bytes, file: str, said: str = "") -> Sheet:
    """Read a CSV.

    Args:
        data: the file.
        file: its name, for those who read a reject.
        said: its encoding, where the secretary says it (`encodings.CHOICES`).

    Raises:
        UnknownEncoding, SpreadsheetTooLarge. BrokenSpreadsheet: empty, or quotes that
        do not close.
    """
    if len(data) > MAX_BYTES:
        raise SpreadsheetTooLarge(file)
    text, reading = decode_text(data, said)
    if not text.strip():
        raise BrokenSpreadsheet(f"{file}: empty")
    text, told = _told(text)
    separator = told or _best(text)
    table = _parse(text, separator, file)
    if len(table) > MAX_ROWS or any(len(row) > MAX_COLUMNS for row in table):
        raise SpreadsheetTooLarge(file)
    table, font = _mend(table)
    rows = tuple(
        Row(number, tuple(_cell(text) for text in row))
        for number, row in enumerate(table, start=1)
    )
    return Sheet(file, "", rows, font or reading, separator)


def _told(text: str) -> tuple[str, str]:
    """Take off the line `sep=;` by which Excel says the separator."""
    first, _, rest = text.partition("\n")
    line = first.strip().strip('"').lower()
    if line.startswith("sep=") and line[4:] in (";", ",", "|"):
        return rest, line[4:]
    return text, ""


def _parse(text: str, separator: str, file: str) -> list[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return list(rows)
    except csv.Error as error:
        raise BrokenSpreadsheet(f"{file}: quotes that do not close") from error


def _best(text: str) -> str:
    """Return the separator under which one row has most known headings, or fields."""
    lines = [line[:_LONG_LINE] for line in text.splitlines()[:HEADING_ROWS]]

    def found(separator: str) -> tuple[int, int]:
        rows = list(csv.reader(lines, delimiter=separator))
        known = max(sum(key_of(cell) in _HEADINGS for cell in row) for row in rows)
        return known, max(len(row) for row in rows)

    return max(SEPARATORS, key=found)


def _mend(table: list[list[str]]) -> tuple[list[list[str]], str]:
    texts = [text for row in table for text in row]
    made, font = mended(texts)
    rest = iter(made)
    return [[next(rest) for _ in row] for row in table], font


def _cell(text: str) -> Cell:
    return Cell(text, "formula" if text.lstrip().startswith("=") else "text")
