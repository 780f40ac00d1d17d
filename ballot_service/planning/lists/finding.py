"""Which sheet is which list: by the sheet's name, else by columns no other list has.

Refuses two lists of one kind, and reads no hidden sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.planning.lists.cells import Sheet
from ballot_service.planning.lists.columns import (
    COMMITTEE,
    FORMS,
    NOMINEES,
    ROLL,
    TITLES,
    ListForm,
    form_of,
    key_of,
)
from ballot_service.planning.lists.reading import Heading, Reader, find_heading
from ballot_service.planning.lists.reasons import Reject

GUIDE_SHEET = "Hướng dẫn"
"""The template's own words, which are no list."""


@dataclass(frozen=True)
class Found:
    """The readers of the lists that are there, and what was said on the way."""

    readers: dict[str, Reader]
    rejects: tuple[Reject, ...]
    notes: tuple[Reject, ...]


def find_lists(sheets: Sequence[tuple[Sheet, tuple[str, ...]]]) -> Found:
    """Find the lists in what was handed in.

    Args:
        sheets: each sheet with the kinds of list that it may be.
    """
    readers: dict[str, Reader] = {}
    rejects: list[Reject] = []
    notes: list[Reject] = []
    for sheet, kinds in sheets:
        if key_of(sheet.title) == key_of(GUIDE_SHEET) or not any(
            not row.empty for row in sheet.rows
        ):
            continue
        if sheet.hidden:
            notes.append(_note(sheet, "hidden_sheet"))
            continue
        form, heading = _recognised(sheet, kinds, roll_found=ROLL in readers)
        if form is None or heading is None:
            notes.append(_note(sheet, "unread_sheet"))
            continue
        if form.kind in readers:
            rejects.append(Reject(sheet.where, 0, "", "two_lists"))
            continue
        readers[form.kind] = Reader(sheet, form, heading)
        if any(r.number < heading.row and not r.empty for r in sheet.rows):
            notes.append(_note(sheet, "above_header"))
    return Found(readers, tuple(rejects), tuple(notes))


def missing_list(kind: str) -> Reject:
    """Return the reject of a list that no sheet is."""
    form = form_of(kind)
    columns = ", ".join(c.heading for c in form.columns if c.required)
    reason = "no_list_typed" if kind in (TITLES, COMMITTEE) else "no_list"
    return Reject(form.sheet, 0, "", reason, values={"columns": columns})


def _note(sheet: Sheet, reason: str) -> Reject:
    return Reject(sheet.where, 0, "", reason, kind="note")


def _rather_the_roll(form: ListForm, heading: Heading) -> bool:
    """Return whether a list is one of nominees by its birthdays alone.

    A roll often gives days of birth; nominees are proposed for a title.
    """
    return form.kind == NOMINEES and "title" not in heading.places


def _recognised(
    sheet: Sheet, kinds: tuple[str, ...], *, roll_found: bool
) -> tuple[ListForm | None, Heading | None]:
    forms = [form for form in FORMS if form.kind in kinds]
    named = [
        form
        for form in forms
        if key_of(sheet.title) in (key_of(form.sheet), key_of(form.english))
    ]
    fits = [(form, find_heading(sheet, form)) for form in named or forms]
    found = [(form, heading) for form, heading in fits if heading is not None]
    # A list with a column of its own goes before one that has none.
    found.sort(key=lambda pair: pair[0].telling not in pair[1].places)
    if not named and not roll_found and found and _rather_the_roll(*found[0]):
        found.sort(key=lambda pair: pair[0].kind != ROLL)
    return found[0] if found else (None, None)
