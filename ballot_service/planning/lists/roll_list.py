"""The roll from rows: members with code, name and position, each once.

Refuses the same person twice, whatever the Unicode form, case, spacing or hidden signs.
"""

from dataclasses import dataclass

from ballot_service.errors import BadText
from ballot_service.planning.identifiers import check_id
from ballot_service.planning.lists.reading import Entry, Reader, check_count
from ballot_service.planning.roll import Member, folded


@dataclass(frozen=True)
class _Seen:
    row: int
    position: str


def read_id(reader: Reader, entry: Entry, made: str) -> str:
    """Read a code, or take the one that was made where the list has no codes.

    Returns:
        the code; "" after a reject.
    """
    if not reader.has("id"):
        return made
    text = reader.text(entry, "id")
    if not text:
        return ""
    try:
        check_id(text, "id")
    except BadText:
        reader.reject(entry.number, "id", "bad_id", text)
        return ""
    return text


def read_members(reader: Reader, declared: int) -> tuple[Member, ...]:
    """Read the roll; what is wrong with it stands in the reader.

    Args:
        reader: over a sheet with the roll's columns.
        declared: N as the secretary typed it from the signed roll.
    """
    entries = reader.entries()
    check_count(reader, entries, declared)
    if not reader.has("id"):
        reader.note(reader.heading.row, reader.form.column("id").heading, "codes_made")
    members = []
    ids: dict[str, int] = {}
    persons: dict[str, list[_Seen]] = {}
    for place, entry in enumerate(entries, start=1):
        code = read_id(reader, entry, f"TV{place:03}")
        name = reader.name(entry)
        position = reader.text(entry, "position")
        if code and folded(code) in ids:
            other = ids[folded(code)]
            reader.reject(entry.number, "id", "same_id", code, other=other)
        if name and position:
            _check_person(reader, entry.number, name, position, persons)
        if code:
            ids.setdefault(folded(code), entry.number)
        if code and name and position:
            members.append(Member(code, name, position))
    return tuple(members)


def _check_person(
    reader: Reader,
    row: int,
    name: str,
    position: str,
    persons: dict[str, list[_Seen]],
) -> None:
    before = persons.setdefault(folded(name), [])
    same = next((seen for seen in before if seen.position == folded(position)), None)
    if same is not None:
        reader.reject(row, "name", "same_person", name, other=same.row)
    elif before:
        heading = reader.form.column("name").heading
        reader.note(row, heading, "same_name", other=before[0].row)
    before.append(_Seen(row, folded(position)))
