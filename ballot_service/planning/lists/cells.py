"""A table as it was handed in: sheets, rows, and cells that say what they are.

Refuses to know files: how bytes become cells is the business of `spreadsheets`.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "truth", "date", "formula", "error", "merged"]


@dataclass(frozen=True)
class Cell:
    """One cell: its text as people see it, and what kind of cell it is.

    A date's text is YYYY-MM-DD; a merged cell is one that lies under another.
    """

    text: str = ""
    kind: Kind = "text"

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it."""
        return self.kind not in ("merged", "formula") and not self.text.strip()


@dataclass(frozen=True)
class Row:
    """One row with its number as the spreadsheet shows it, from 1."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing in any cell; a cell under a merge is nothing."""
        return all(cell.empty or cell.kind == "merged" for cell in self.cells)


@dataclass(frozen=True)
class Sheet:
    """One table of a file.

    Attributes:
        file: the file's name; "" for what was typed into the form.
        title: the sheet's own name; "" in a CSV.
        reading: how its bytes were read, as `utf-8` or `windows-1258`.
        separator: what stood between the fields of a CSV; "" elsewhere.
    """

    file: str
    title: str
    rows: tuple[Row, ...]
    reading: str = ""
    separator: str = ""
    hidden: bool = False

    @property
    def where(self) -> str:
        """The name by which a reject speaks of it."""
        return " / ".join(part for part in (self.file, self.title) if part)
