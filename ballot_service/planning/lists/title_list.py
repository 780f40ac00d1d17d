"""Titles from rows: authority, places and structure of each.

Refuses a title under a superior who is not named, and half a requirement.
"""

from ballot_service.planning.lists.columns import STRUCTURE, key_of
from ballot_service.planning.lists.reading import Entry, Reader
from ballot_service.planning.lists.roll_list import read_id
from ballot_service.planning.plan_checks import MAX_PERSONS, MAX_TITLES
from ballot_service.planning.plan_parts import StructureRequirement, Title
from ballot_service.planning.roll import folded

_SUPERIOR = frozenset({"trinh", "trinhxacnhan", "captren", "denghixacnhan", "superior"})
_OWN = frozenset({"tuquyetdinh", "tuquyet", "tapthelanhdaoquyetdinh", "own"})


def read_titles(reader: Reader, body: str, kind: str) -> tuple[Title, ...]:
    """Read the titles; what is wrong with them stands in the reader.

    Args:
        reader: over a sheet with the columns of titles.
        body: the collective, which decides where the authority is its own.
        kind: the ballot's kind; additions need a place to fill (E18).
    """
    entries = reader.entries()
    if len(entries) > MAX_TITLES:
        reader.reject(0, "", "too_many", most=MAX_TITLES)
    titles = []
    seen: dict[str, dict[str, int]] = {"id": {}, "name": {}}
    for place, entry in enumerate(entries, start=1):
        title = _read_title(reader, entry, f"T{place}", body, kind)
        for field, text in (("id", title.id), ("name", title.name)):
            other = seen[field].setdefault(folded(text), entry.number)
            if text and other != entry.number:
                reader.reject(entry.number, field, "same_id", text, other=other)
        titles.append(title)
    return tuple(titles)


def _read_title(reader: Reader, entry: Entry, made: str, body: str, kind: str) -> Title:
    authority = _read_authority(reader, entry)
    places = reader.number(entry, "places", MAX_PERSONS, 0)
    certain = reader.number(entry, "places_certain", MAX_PERSONS, places)
    if certain > places:
        reader.reject(entry.number, "places_certain", "certain_above", str(certain))
    if kind in ("addition", "reballot") and places == 0:
        reader.reject(entry.number, "places", "no_places")
    named = reader.text(entry, "authority_name", required=False)
    if authority == "superior" and not named:
        reader.reject(entry.number, "authority_name", "authority_unnamed")
    return Title(
        id=read_id(reader, entry, made),
        name=reader.text(entry, "name"),
        authority=authority,
        authority_name=named or body,
        places=places,
        places_certain=certain,
        structure=_read_structure(reader, entry),
    )


def _read_authority(reader: Reader, entry: Entry) -> str:
    text = reader.text(entry, "authority")
    key = key_of(text)
    if text and key not in _SUPERIOR | _OWN:
        reader.reject(entry.number, "authority", "not_authority", text)
    return "own" if key in _OWN else "superior"


def _read_structure(reader: Reader, entry: Entry) -> tuple[StructureRequirement, ...]:
    needs = []
    for category, _ in STRUCTURE:
        fields = (f"minimum_{category}", f"staying_{category}")
        given = [not entry.cell(field).empty for field in fields]
        if not any(given):
            continue
        minimum, staying = (
            reader.number(entry, field, MAX_PERSONS, 0) for field in fields
        )
        if not all(given) or minimum == 0:
            reader.reject(entry.number, fields[0], "need_incomplete")
        else:
            needs.append(StructureRequirement(category, minimum, staying))
    return tuple(needs)
