"""A result in sheets for the wall: few rows, to be read from the last row of seats.

Refuses to rank, to compute, and to leave a nominee out: rows stand as in the statement.
"""

from dataclasses import dataclass
from typing import Any

from ballot_service.web.result_view import ResultView, TitleResult

ROWS = 6
"""Rows on one sheet, in letters that a person of sixty reads at ten metres."""


@dataclass(frozen=True)
class WallSheet:
    """Some rows of one title.

    Attributes:
        letter: place of the title, from 0.
        part, parts: which sheet of this title it is.
        cut: place of the last row taken, where the places end on this sheet; else -1.
    """

    title: TitleResult
    letter: int
    rows: tuple[dict[str, Any], ...]
    part: int
    parts: int
    cut: int


def wall_sheets(result: ResultView) -> tuple[WallSheet, ...]:
    """Lay a result out in sheets, title by title, from the highest down."""
    sheets = []
    for letter, title in enumerate(result.titles):
        parts = max(1, -(-len(title.rows) // ROWS))
        for part in range(parts):
            first = part * ROWS
            cut = title.last_taken - first if title.last_taken >= first else -1
            rows = title.rows[first : first + ROWS]
            sheets.append(WallSheet(title, letter, rows, part + 1, parts, cut))
    return tuple(sheets)
