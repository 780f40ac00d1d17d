"""The import form as it was sent: facts, rows typed into it, and files as sheets.

Refuses to lose what was typed: it comes back with every reject.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import FileStorage, MultiDict

from ballot_service.errors import SpreadsheetError
from ballot_service.planning.lists.cells import Sheet
from ballot_service.planning.lists.columns import (
    COMMITTEE,
    NOMINEES,
    ROLL,
    TITLES,
    key_of,
)
from ballot_service.planning.lists.facts import LABELS
from ballot_service.planning.lists.reading import shown
from ballot_service.spreadsheets.encodings import CHOICES
from ballot_service.spreadsheets.files import read_sheets
from ballot_service.workflows.intake import EVERY_KIND, typed_sheet

TITLE_FIELDS = ("id", "name", "authority", "authority_name", "places", "places_certain")
SEAT_FIELDS = ("name", "role")
TITLE_ROWS = 5
SEAT_ROWS = 5
UPLOADS: dict[str, tuple[str, tuple[str, ...]]] = {
    # Field of the form: the list that a single sheet is, and those that several may be.
    "roll_file": (ROLL, EVERY_KIND),
    "list_file": (NOMINEES, (NOMINEES, TITLES, COMMITTEE)),
}
Rows = tuple[dict[str, str], ...]


@dataclass(frozen=True)
class FileFault:
    """A file of which nothing could be read."""

    file: str
    error: SpreadsheetError


@dataclass(frozen=True)
class Sent:
    """The form as it was sent.

    Attributes:
        typed: the facts by field, and `encoding`, `order`.
        titles, seats: rows of the two small tables of the form, blank ones as well.
        sheets: each with the kinds of list that it may be.
    """

    typed: Mapping[str, str]
    titles: Rows
    seats: Rows
    sheets: tuple[tuple[Sheet, tuple[str, ...]], ...]
    faults: tuple[FileFault, ...]


def _rows(form: Mapping[str, Any], fields: tuple[str, ...], prefix: str) -> Rows:
    columns = [form.getlist(prefix + field) for field in fields]  # type: ignore[attr-defined]
    return tuple(
        dict(zip(fields, (str(value) for value in values), strict=True))
        for values in zip(*columns, strict=False)
    )


def blank(fields: tuple[str, ...], rows: int) -> Rows:
    """Return empty rows for a table of the form."""
    return tuple(dict.fromkeys(fields, "") for _ in range(rows))


def facts_of(draft: Mapping[str, Any]) -> dict[str, str]:
    """Return what a draft says of the ballot itself, as it is typed.

    The two counts are left out: whoever replaces a list counts its paper again.
    """
    return {
        "title": draft["title"],
        "body": draft["body"],
        "date": f"{dt.date.fromisoformat(draft['date']):%d/%m/%Y}",
        "step_kind": f"{draft['step']}-{draft['kind']}",
        "profile": draft["profile"]["id"],
        "group": draft["group"],
        "threshold": str(draft["trustees"]["threshold"]),
    }


def read_form(form: MultiDict[str, str], files: Mapping[str, FileStorage]) -> Sent:
    """Read what was sent; files that cannot be read are named, all of them."""
    typed = {name: form.get(name, "") for name in (*LABELS, "encoding", "order")}
    titles = _rows(form, TITLE_FIELDS, "title_")
    seats = _rows(form, SEAT_FIELDS, "seat_")
    sheets: list[tuple[Sheet, tuple[str, ...]]] = []
    faults: list[FileFault] = []
    said = typed["encoding"] if typed["encoding"] in CHOICES else ""
    for field, (alone, several) in UPLOADS.items():
        upload = files.get(field)
        if upload is None or not upload.filename:
            continue
        name = shown(upload.filename.replace("\\", "/").rpartition("/")[2])
        try:
            found = read_sheets(upload.read(), name, said)
        except SpreadsheetError as error:
            faults.append(FileFault(name, error))
            continue
        lists = [sheet for sheet in found if not _guide(sheet)]
        kinds = (alone,) if len(lists) == 1 else several
        sheets += [(sheet, kinds) for sheet in lists]
    for kind, rows in ((TITLES, titles), (COMMITTEE, seats)):
        sheet = typed_sheet(kind, rows)
        if sheet is not None:
            sheets.append((sheet, (kind,)))
    return Sent(typed, titles, seats, tuple(sheets), tuple(faults))


def _guide(sheet: Sheet) -> bool:
    return key_of(sheet.title) == key_of("Hướng dẫn")
