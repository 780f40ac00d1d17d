"""From rows to fields: one reader for the cells of every list, which keeps all rejects.

Refuses formulas, errors, merged cells, hidden rows, and dates where texts belong.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.planning.field_rules import MAX_TEXT
from ballot_service.planning.lists.cells import Cell, Row, Sheet
from ballot_service.planning.lists.columns import ORDINALS, ListForm, key_of
from ballot_service.planning.lists.reasons import Reject, Values

HEADING_ROWS = 20
"""A list may carry its own heading above the columns, as official ones do."""

_SEEN = 60
_YES = frozenset({"x", "co", "true", "1", "yes"})
_NO = frozenset({"", "khong", "false", "0", "no"})
_YEAR = re.compile(r"(?:[0-9]{1,2}[/.-]){0,2}([0-9]{4})|([0-9]{4})-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True)
class Heading:
    """Where a list's columns stand: field to place in the row, from 0."""

    row: int
    width: int
    places: dict[str, int]
    unread: tuple[str, ...]
    twice: tuple[str, ...]


def find_heading(sheet: Sheet, form: ListForm) -> Heading | None:
    """Return the first row that has all required columns of a form, or None."""
    for row in sheet.rows[:HEADING_ROWS]:
        found = _heading(row, form)
        if all(c.field in found.places for c in form.columns if c.required):
            return found
    return None


def _heading(row: Row, form: ListForm) -> Heading:
    places: dict[str, int] = {}
    unread: list[str] = []
    twice: list[str] = []
    for place, cell in enumerate(row.cells):
        key = key_of(cell.text)
        if not key or key in ORDINALS:
            continue
        column = next((c for c in form.columns if key in c.keys), None)
        if column is None:
            unread.append(shown(cell.text))
        elif column.field in places:
            twice.append(column.heading)
        else:
            places[column.field] = place
    width = max((i for i, c in enumerate(row.cells, 1) if not c.empty), default=0)
    return Heading(row.number, width, places, tuple(unread), tuple(twice))


def shown(text: str) -> str:
    """Return a text as a reject quotes it: short, and without control characters."""
    plain = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text)
    return plain if len(plain) <= _SEEN else plain[: _SEEN - 1] + "…"


def cleaned(text: str) -> str:
    """Return a text in NFC, without hidden characters, with single spaces."""
    kept = "".join(
        " " if letter in "\t\n\r\x0b\x0c" else letter
        for letter in unicodedata.normalize("NFC", text)
        if unicodedata.category(letter) != "Cf"
    )
    # A hidden character may have kept a letter and its tone apart.
    return " ".join(unicodedata.normalize("NFC", kept).split())


@dataclass(frozen=True)
class Entry:
    """One row of a list, by fields."""

    row: Row
    places: dict[str, int]

    @property
    def number(self) -> int:
        """The row's number, as the spreadsheet shows it."""
        return self.row.number

    def cell(self, field: str) -> Cell:
        """Return the cell of a field; an empty one where the column is not there."""
        place = self.places.get(field, len(self.row.cells))
        return self.row.cells[place] if place < len(self.row.cells) else Cell()


class Reader:
    """Reads the entries of one list, and keeps every reject and note."""

    def __init__(self, sheet: Sheet, form: ListForm, heading: Heading) -> None:
        self.sheet = sheet
        self.form = form
        self.heading = heading
        self.rejects: list[Reject] = []
        self.notes: list[Reject] = []
        self._used: dict[str, bool] = {}
        for name in heading.twice:
            self.rejects.append(Reject(sheet.where, heading.row, name, "same_heading"))
        for name in heading.unread:
            self.note(heading.row, name, "unread_column")

    def entries(self) -> tuple[Entry, ...]:
        """Return the rows below the heading that hold anything."""
        rows = [row for row in self.sheet.rows if row.number > self.heading.row]
        found = [Entry(row, self.heading.places) for row in rows if not row.empty]
        for entry in found:
            if entry.row.hidden:
                self.reject(entry.number, "", "hidden_row")
            beyond = [c.text for c in entry.row.cells[self.heading.width :] if c.text]
            if beyond:
                self.reject(entry.number, "", "beyond", " ".join(beyond))
        return tuple(found)

    def reject(
        self, row: int, field: str, reason: str, seen: str = "", **values: int | str
    ) -> None:
        """Keep one reject."""
        self.rejects.append(self._said(row, field, reason, seen, values))

    def note(self, row: int, column: str, reason: str, **values: int | str) -> None:
        """Keep one note."""
        self.notes.append(
            Reject(self.sheet.where, row, column, reason, "", values, "note")
        )

    def _said(
        self, row: int, field: str, reason: str, seen: str, values: Values
    ) -> Reject:
        column = self.form.column(field).heading if field else ""
        return Reject(self.sheet.where, row, column, reason, shown(seen), values)

    def has(self, field: str) -> bool:
        """Say whether the list uses this column: it is there, and some row fills it.

        A template that is filled in keeps the columns that its list does not use.
        """
        if field not in self._used:
            below = (row for row in self.sheet.rows if row.number > self.heading.row)
            cells = (Entry(row, self.heading.places).cell(field) for row in below)
            self._used[field] = any(not cell.empty for cell in cells)
        return self._used[field]

    def raw(self, entry: Entry, field: str) -> Cell | None:
        """Return a cell that may be used at all; None after a reject."""
        cell = entry.cell(field)
        if cell.kind in ("formula", "error", "merged"):
            self.reject(entry.number, field, cell.kind, cell.text)
            return None
        return cell

    def text(self, entry: Entry, field: str, *, required: bool = True) -> str:
        """Read a text; "" after a reject, or where nothing is there."""
        cell = self.raw(entry, field)
        if cell is None:
            return ""
        if cell.kind in ("date", "truth"):
            reason = "date" if cell.kind == "date" else "not_text"
            self.reject(entry.number, field, reason, cell.text)
            return ""
        text = cleaned(cell.text)
        reason = _fault(text, required=required)
        if reason:
            self.reject(entry.number, field, reason, cell.text)
            return ""
        if text != unicodedata.normalize("NFC", cell.text):
            column = self.form.column(field).heading
            self.note(entry.number, column, "cleaned")
        return text

    def name(self, entry: Entry) -> str:
        """Read a person's name; "" after a reject."""
        text = self.text(entry, "name")
        if text and not any(letter.isalpha() for letter in text):
            self.reject(entry.number, "name", "not_letters", text)
            return ""
        return text

    def number(self, entry: Entry, field: str, high: int, default: int) -> int:
        """Read a whole number from 0 to `high`; the default after a reject."""
        cell = self.raw(entry, field)
        text = cleaned(cell.text) if cell is not None else ""
        if cell is None or (not text and cell.kind == "text"):
            return default
        if cell.kind not in ("text", "number") or not _WHOLE.fullmatch(text):
            self.reject(entry.number, field, "not_number", cell.text)
            return default
        if int(text) > high:
            self.reject(entry.number, field, "out_of_range", text, low=0, high=high)
            return default
        return int(text)

    def year(self, entry: Entry, field: str, low: int, high: int) -> int:
        """Read a year of birth, alone or at the end of a date; 0 after a reject."""
        cell = self.raw(entry, field)
        if cell is None:
            return 0
        text = cleaned(cell.text)
        if not text:
            self.reject(entry.number, field, "missing")
            return 0
        match = _YEAR.fullmatch(text)
        if match is None or cell.kind == "truth":
            # 10000 to 59999: the days of 1927 to 2064, counted as spreadsheets do.
            day = len(text) == len("59999") and text.isdigit() and text[0] in "12345"
            reason = "date_number" if day else "not_year"
            self.reject(entry.number, field, reason, cell.text)
            return 0
        year = int(match[1] or match[2])
        if not low <= year <= high:
            self.reject(entry.number, field, "out_of_range", text, low=low, high=high)
            return 0
        return year

    def mark(self, entry: Entry, field: str) -> bool:
        """Read a mark: x or nothing; False after a reject."""
        cell = self.raw(entry, field)
        if cell is None:
            return False
        key = key_of(cell.text)
        if key not in _YES | _NO:
            self.reject(entry.number, field, "not_mark", cell.text)
        return key in _YES


def _fault(text: str, *, required: bool) -> str:
    if not text:
        return "missing" if required else ""
    if len(text) > MAX_TEXT:
        return "too_long"
    broken = ("Cc", "Cs", "Co", "Cn")
    if "\ufffd" in text or any(unicodedata.category(c) in broken for c in text):
        return "control"
    return ""


def check_count(reader: Reader, entries: Sequence[Entry], declared: int) -> None:
    """Keep a reject where a list has not exactly as many rows as were declared."""
    if len(entries) != declared:
        reader.reject(0, "", "count", "", found=len(entries), declared=declared)
