"""The counting committee from rows: names and roles, exactly one head.

Refuses a member who is a nominee (E13), by name, for paper has no other key.
"""

from collections.abc import Collection

from ballot_service.planning.lists.columns import key_of
from ballot_service.planning.lists.reading import Reader
from ballot_service.planning.roll import folded

MAX_COMMITTEE = 15
_ROLES = {
    "truongban": "head",
    "totruong": "head",
    "head": "head",
    "uyvien": "member",
    "thanhvien": "member",
    "member": "member",
    "thuky": "secretary",
    "secretary": "secretary",
}

Seat = tuple[str, str]
"""Name and role."""


def read_committee(reader: Reader, nominees: Collection[str]) -> tuple[Seat, ...]:
    """Read the committee; what is wrong with it stands in the reader.

    Args:
        reader: over a sheet with the committee's columns.
        nominees: the names of all nominees.
    """
    entries = reader.entries()
    if len(entries) > MAX_COMMITTEE:
        reader.reject(0, "", "too_many", most=MAX_COMMITTEE)
    proposed = {folded(name) for name in nominees if name}
    seen: dict[str, int] = {}
    seats = []
    for entry in entries:
        name = reader.name(entry)
        text = reader.text(entry, "role")
        role = _ROLES.get(key_of(text), "")
        if text and not role:
            reader.reject(entry.number, "role", "not_role", text)
        if not name:
            continue
        if folded(name) in proposed:
            reader.reject(entry.number, "name", "nominee_on_committee", name, name=name)
        other = seen.setdefault(folded(name), entry.number)
        if other != entry.number:
            reader.reject(entry.number, "name", "same_person", name, other=other)
        seats.append((name, role))
    heads = sum(role == "head" for _, role in seats)
    if heads != 1:
        reader.reject(0, "role", "heads", count=heads)
    elif seats[0][1] != "head":
        # Accounts go by places, and the guide gives the head the first of them.
        seats.sort(key=lambda seat: seat[1] != "head")
        reader.note(0, reader.form.column("role").heading, "head_first")
    return tuple(seats)
