"""The rows of the biographic summary (trích ngang) as they are typed or pasted.

Refuses to keep one: origin and Party day are sensitive, and the paper is all that is
wanted of them (rules 1.9).
"""

import datetime as dt

from ballot_service.documents.biographies import Biography
from ballot_service.errors import BadText, DocumentError, NoSuchDay, PlanningError
from ballot_service.planning.review_parts import ReviewFields
from ballot_service.planning.typed_day import read_day
from ballot_service.workflows.paper_fields import lines

COLUMNS = 11
_FEMALE, _MALE = ("nữ", "female"), ("nam", "male")
_NONE = ("", "-", "–")


def biography_draft(review: ReviewFields) -> str:
    """Return a row for each proposed addition, with what the plan knows of him.

    A name, the position and the titles; a ";" stands between two columns.
    """
    titles: dict[str, list[str]] = {}
    for title, who in review.pairs("addition"):
        titles.setdefault(who, []).append(review.title(title).name)
    rows = []
    for who, names in titles.items():
        person = review.person(who)
        female = "Nữ" if "female" in person.categories else ""
        given = [person.name, "", female, "", "", "", "", "", person.position]
        rows.append("; ".join([*given, ", ".join(names), ""]))
    return "\n".join(rows)


def read_biographies(text: str) -> tuple[Biography, ...]:
    """Read rows of 11 columns, as `documents.biographies` has them.

    Columns: name, day of birth, sex, ethnicity, home, Party day ("–" for none),
    degree, theory, position, planned title, note. Between two stands ";", or a tab as
    a spreadsheet copies it.

    Raises:
        BadText: "people: N", the row at fault, from 1.
    """
    return tuple(_row(line, place) for place, line in enumerate(lines(text), start=1))


def _row(line: str, place: int) -> Biography:
    parts = [part.strip() for part in line.split("\t" if "\t" in line else ";")]
    # Copied from a spreadsheet, an empty last column may have no tab before it.
    if len(parts) == COLUMNS - 1:
        parts.append("")
    if len(parts) != COLUMNS or parts[2].lower() not in (*_FEMALE, *_MALE):
        raise BadText(f"people: {place}")
    name, born, sex, ethnicity, home, party, *rest = parts
    degree, theory, position, planned, note = rest
    try:
        return Biography(
            name=name,
            born=dt.date.fromisoformat(read_day(born)),
            female=sex.lower() in _FEMALE,
            ethnicity=ethnicity,
            home=home,
            party_day=None
            if party in _NONE
            else dt.date.fromisoformat(read_day(party)),
            degree=degree,
            theory=theory,
            position=position,
            planned=planned,
            note=note,
        )
    except (NoSuchDay, DocumentError, PlanningError) as error:
        raise BadText(f"people: {place}") from error
