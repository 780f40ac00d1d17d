"""Nominees from rows: one row is one nominee for one title.

Refuses an unknown title, the same row twice, and one person with two sets of facts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ballot_service.planning.ballot_order import ballot_order
from ballot_service.planning.lists.columns import STRUCTURE, key_of
from ballot_service.planning.lists.reading import Entry, Reader, check_count
from ballot_service.planning.lists.roll_list import read_id
from ballot_service.planning.plan_checks import (
    FIRST_YEAR,
    LAST_YEAR,
    MAX_PERSONS,
    MAX_QUESTIONS,
)
from ballot_service.planning.plan_parts import Nominee, Question, Title
from ballot_service.planning.roll import folded


@dataclass(frozen=True)
class Listed:
    """The nominees of a ballot, and its rows in the order of the ballot."""

    nominees: tuple[Nominee, ...]
    questions: tuple[Question, ...]
    reasons: dict[str, str] = field(default_factory=dict)
    """Nominee id to the reason of the removal, where the list has one."""


@dataclass
class _Persons:
    """The nominees met so far, found by code or by name and year."""

    rows: dict[str, int]
    by_id: dict[str, Nominee]
    by_name: dict[tuple[str, int], Nominee]


@dataclass
class _Reasons:
    """The reasons met so far: one for a person, whatever the titles (F1 prints it)."""

    reader: Reader
    given: dict[str, str]

    def read(self, entry: Entry, nominee: Nominee | None) -> None:
        text = self.reader.text(entry, "reason", required=False)
        if nominee is None or not text:
            return
        if self.given.setdefault(nominee.id, text) != text:
            self.reader.reject(entry.number, "reason", "other_reason", text)


def read_nominees(
    reader: Reader,
    titles: Sequence[Title],
    declared: int,
    *,
    alphabetical: bool,
    removal: bool = False,
) -> Listed:
    """Read the nominees; what is wrong with them stands in the reader.

    Args:
        reader: over a sheet with the columns of nominees.
        titles: those of this ballot; rows name them by code or by name.
        declared: the number of rows as the secretary typed it.
        alphabetical: order each title's rows by given name (rules 3.4); else as
            they stand.
        removal: the ballot is on removals: the column of reasons is read.
    """
    entries = reader.entries()
    check_count(reader, entries, declared)
    if len(entries) > MAX_QUESTIONS:
        reader.reject(0, "", "too_many", most=MAX_QUESTIONS)
    if reader.heading.places.keys().isdisjoint({"gender", "female"}):
        reader.note(0, "", "no_gender")
    persons = _Persons({}, {}, {})
    asked: dict[tuple[str, str], int] = {}
    reasons = _Reasons(reader, {})
    if reader.has("reason") and not removal:
        column = reader.form.column("reason").heading
        reader.note(reader.heading.row, column, "unread_column")
    for entry in entries:
        title = _read_title(reader, entry, titles)
        nominee = _read_nominee(reader, entry, persons)
        if removal:
            reasons.read(entry, nominee)
        if title is None or nominee is None:
            continue
        other = asked.setdefault((title.id, nominee.id), entry.number)
        if other != entry.number:
            reader.reject(entry.number, "name", "same_row", nominee.name, other=other)
    listed = _in_order(titles, persons, list(asked), alphabetical=alphabetical)
    return Listed(listed.nominees, listed.questions, reasons.given)


def _in_order(
    titles: Sequence[Title],
    persons: _Persons,
    asked: Sequence[tuple[str, str]],
    *,
    alphabetical: bool,
) -> Listed:
    questions = []
    for title in titles:
        named = [persons.by_id[folded(who)] for t, who in asked if t == title.id]
        ordered = ballot_order(named) if alphabetical else named
        questions += [Question(title.id, nominee.id) for nominee in ordered]
    return Listed(tuple(persons.by_id.values()), tuple(questions))


def _read_title(reader: Reader, entry: Entry, titles: Sequence[Title]) -> Title | None:
    if not reader.has("title") and len(titles) == 1:
        return titles[0]
    text = reader.text(entry, "title")
    for title in titles:
        if text and folded(text) in (folded(title.id), folded(title.name)):
            return title
    if text:
        reader.reject(entry.number, "title", "unknown_title", text)
    return None


def _read_nominee(reader: Reader, entry: Entry, persons: _Persons) -> Nominee | None:
    """Read one row's nominee; the one met before where it is the same person."""
    before = len(reader.rejects)
    name = reader.name(entry)
    year = reader.year(entry, "birth_year", FIRST_YEAR, LAST_YEAR)
    key = (folded(name), year)
    known = persons.by_name.get(key)
    made = known.id if known else f"NS{len(persons.by_id) + 1:02}"
    nominee = Nominee(
        id=read_id(reader, entry, made),
        name=name,
        birth_year=year,
        position=reader.text(entry, "position"),
        categories=_read_categories(reader, entry),
        planned_titles=reader.number(entry, "planned_titles", MAX_PERSONS, 0),
    )
    if len(reader.rejects) > before:
        return None
    same = persons.by_id.get(folded(nominee.id)) or known
    if same is not None:
        if _facts(same) != _facts(nominee):
            other = persons.rows[same.id]
            reader.reject(entry.number, "name", "other_person", name, other=other)
            return None
        return same
    persons.by_id[folded(nominee.id)] = nominee
    persons.by_name[key] = nominee
    persons.rows[nominee.id] = entry.number
    return nominee


def _facts(nominee: Nominee) -> tuple[object, ...]:
    return (
        nominee.id,
        folded(nominee.name),
        nominee.birth_year,
        folded(nominee.position),
        nominee.categories,
        nominee.planned_titles,
    )


def _read_categories(reader: Reader, entry: Entry) -> tuple[str, ...]:
    found = {category for category, _ in STRUCTURE if reader.mark(entry, category)}
    text = reader.text(entry, "gender", required=False)
    gender = key_of(text)
    if gender in ("nu", "female"):
        found.add("female")
    elif gender not in ("", "nam", "male"):
        reader.reject(entry.number, "gender", "not_gender", text)
    return tuple(category for category, _ in STRUCTURE if category in found)
