"""Intake: a draft and its roll made of spreadsheets and a form, as a dry run.

Refuses to store: what comes of it is shown, and stored by `preparation` once confirmed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ballot_service.errors import BallotServiceError
from ballot_service.planning.known_profiles import profile_named
from ballot_service.planning.lists.cells import Cell, Row, Sheet
from ballot_service.planning.lists.columns import (
    COMMITTEE,
    NOMINEES,
    ROLL,
    TITLES,
    form_of,
    key_of,
)
from ballot_service.planning.lists.committee_list import Seat, read_committee
from ballot_service.planning.lists.facts import LABELS, Facts, read_facts
from ballot_service.planning.lists.finding import find_lists, missing_list
from ballot_service.planning.lists.nominee_list import Listed, read_nominees
from ballot_service.planning.lists.reading import Reader, cleaned
from ballot_service.planning.lists.reasons import Reject
from ballot_service.planning.lists.roll_list import read_members
from ballot_service.planning.lists.title_list import read_titles
from ballot_service.planning.plan_parts import Title
from ballot_service.planning.roll import Member
from ballot_service.workflows.drafts import read_draft

EVERY_KIND = (ROLL, TITLES, NOMINEES, COMMITTEE)
_SAMPLES = 3


@dataclass(frozen=True)
class Recognised:
    """One list as it was found: for the secretary to say that it is right.

    Attributes:
        samples: the first names and the last one, as they were read.
    """

    kind: str
    where: str
    reading: str
    separator: str
    rows: int
    samples: tuple[str, ...]


@dataclass(frozen=True)
class DryRun:
    """What would be stored, or all the reasons why nothing can be.

    Attributes:
        draft, roll: as `preparation.create_event` takes them; None after a reject.
        fault: what the draft as a whole refuses, where no single row is to blame.
        reasons: of removals, by nominee; they go to the papers, not to the ballot.
    """

    draft: dict[str, object] | None
    roll: dict[str, object] | None
    recognised: tuple[Recognised, ...]
    rejects: tuple[Reject, ...]
    notes: tuple[Reject, ...]
    fault: BallotServiceError | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)


def typed_sheet(kind: str, rows: Sequence[Mapping[str, str]]) -> Sheet | None:
    """Return what was typed into the form as a sheet, or None where nothing was.

    Args:
        kind: which list.
        rows: by fields of that list's columns; a row's number is its place.
    """
    form = form_of(kind)
    fields = [c.field for c in form.columns if any(row.get(c.field) for row in rows)]
    fields += [c.field for c in form.columns if c.required and c.field not in fields]
    made = [Row(0, tuple(Cell(form.column(field).heading) for field in fields))]
    for number, row in enumerate(rows, start=1):
        made.append(Row(number, tuple(Cell(row.get(field, "")) for field in fields)))
    if all(row.empty for row in made[1:]):
        return None
    return Sheet("", form.sheet, tuple(made))


def dry_run(
    typed: Mapping[str, str],
    sheets: Sequence[tuple[Sheet, tuple[str, ...]]],
    *,
    alphabetical: bool,
) -> DryRun:
    """Read everything, and say all that is wrong with it at once.

    Args:
        typed: the facts of the meeting (`planning.lists.facts`).
        sheets: each sheet with the kinds of list that it may be.
        alphabetical: order nominees by given name; else as the list has them.
    """
    facts, rejects = read_facts(typed)
    found = find_lists(sheets)
    readers = found.readers
    if swapped := _swapped(readers):
        # Whatever else is said of files in each other's place is false.
        return DryRun(None, None, (), (*rejects, swapped), tuple(found.notes))
    missing = [missing_list(kind) for kind in EVERY_KIND if kind not in readers]
    members: tuple[Member, ...] = ()
    titles: tuple[Title, ...] = ()
    listed = Listed((), ())
    seats: tuple[Seat, ...] = ()
    if ROLL in readers:
        members = read_members(readers[ROLL], facts.members)
    if TITLES in readers:
        titles = read_titles(readers[TITLES], facts.body, facts.kind)
    if NOMINEES in readers:
        listed = read_nominees(
            readers[NOMINEES],
            titles,
            facts.rows,
            alphabetical=alphabetical,
            removal=facts.kind == "removal",
        )
        _check_used(readers.get(TITLES), titles, listed)
    if COMMITTEE in readers:
        seats = read_committee(readers[COMMITTEE], [n.name for n in listed.nominees])
    all_rejects = [
        *rejects,
        *_threshold(facts, len(seats)),
        *missing,
        *found.rejects,
        *_rejects_of(readers),
    ]
    notes = [*found.notes, *(n for reader in readers.values() for n in reader.notes)]
    recognised = tuple(_recognised(kind, reader) for kind, reader in readers.items())
    if all_rejects:
        return DryRun(None, None, recognised, tuple(all_rejects), tuple(notes))
    draft = _draft(facts, titles, listed, seats)
    roll = _roll(facts, members)
    try:
        read_draft(draft, roll, 1)
    except BallotServiceError as error:
        return DryRun(None, None, recognised, (), tuple(notes), error)
    return DryRun(draft, roll, recognised, (), tuple(notes), reasons=listed.reasons)


def _roll(facts: Facts, members: Sequence[Member]) -> dict[str, object]:
    people = [dict(vars(member)) for member in members]
    return {"body": facts.body, "members": people}


def _rejects_of(readers: Mapping[str, Reader]) -> tuple[Reject, ...]:
    return tuple(
        reject
        for reader in readers.values()
        for reject in reader.rejects
        # Without a list of titles each row would say so again.
        if TITLES in readers or reject.reason != "unknown_title"
    )


def _swapped(readers: Mapping[str, Reader]) -> Reject | None:
    """Return what to say where the list of nominees was chosen as the roll."""
    if ROLL not in readers or (NOMINEES in readers and readers[NOMINEES].has("title")):
        return None
    form, unread = form_of(NOMINEES), set(map(key_of, readers[ROLL].heading.unread))
    if any(form.column(own).keys.isdisjoint(unread) for own in ("title", "birth_year")):
        return None
    return Reject(readers[ROLL].sheet.where, 0, "", "swapped")


def _check_used(reader: Reader | None, titles: Sequence[Title], listed: Listed) -> None:
    used = {question.title for question in listed.questions}
    for title in titles:
        if reader is not None and title.id not in used:
            reader.reject(0, "name", "unused_title", title.name)


def _threshold(facts: Facts, size: int) -> tuple[Reject, ...]:
    if facts.threshold and size and not size // 2 < facts.threshold <= size:
        values: dict[str, int | str] = {"high": size}
        label = LABELS["threshold"]
        seen = str(facts.threshold)
        return (Reject("", 0, label, "too_few_shares", seen, values),)
    return ()


def _recognised(kind: str, reader: Reader) -> Recognised:
    sheet, place = reader.sheet, reader.heading.places["name"]
    below = [row for row in sheet.rows if row.number > reader.heading.row]
    names = [
        cleaned(row.cells[place].text)
        for row in below
        if not row.empty and place < len(row.cells) and row.cells[place].text
    ]
    last = names[-1:] if len(names) > _SAMPLES else []
    return Recognised(
        kind,
        sheet.where if sheet.file else "",
        sheet.reading,
        sheet.separator,
        sum(not row.empty for row in below),
        (*names[:_SAMPLES], *last),
    )


def _draft(
    facts: Facts, titles: Sequence[Title], listed: Listed, seats: Sequence[Seat]
) -> dict[str, object]:
    return {
        "title": facts.title,
        "body": facts.body,
        "date": facts.date,
        "group": facts.group,
        "step": facts.step,
        "kind": facts.kind,
        "titles": [
            {**vars(title), "structure": [vars(need) for need in title.structure]}
            for title in titles
        ],
        "nominees": [
            {**vars(nominee), "categories": list(nominee.categories)}
            for nominee in listed.nominees
        ],
        "questions": [vars(question) for question in listed.questions],
        "profile": profile_named(facts.profile).to_json(),
        "committee": [{"name": name, "role": role} for name, role in seats],
        "trustees": {
            "size": len(seats),
            "threshold": facts.threshold or len(seats) // 2 + 1,
        },
    }
