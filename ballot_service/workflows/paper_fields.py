"""What the secretary types for the papers of one event: the fields and their rules.

Refuses to lose what was typed: a field that is wrong is named and kept as it is.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ballot_service.documents.facts import (
    FAMILIES,
    GRADES,
    MAX_LONG,
    check_line,
    check_long,
)
from ballot_service.errors import (
    DocumentError,
    EncodingError,
    FactsIncomplete,
    NoSuchDay,
    PlanningError,
)
from ballot_service.planning.typed_day import read_day


class Kind(StrEnum):
    """How a field is typed."""

    LINE = "line"
    LONG = "long"
    LINES = "lines"
    NUMBER = "number"
    MOMENT = "moment"
    FAMILY = "family"
    SECRECY = "secrecy"
    ABSENT = "absent"


@dataclass(frozen=True)
class Field:
    """One field: its kind, and whether papers cannot be made without it."""

    kind: Kind
    required: bool = True


FIELDS: dict[str, Field] = {
    "family": Field(Kind.FAMILY),
    "superior": Field(Kind.LINE, required=False),
    "office_body": Field(Kind.LINE),
    "place": Field(Kind.LINE),
    "symbol": Field(Kind.LINE),
    "secrecy": Field(Kind.SECRECY),
    "number": Field(Kind.NUMBER, required=False),
    "list_number": Field(Kind.NUMBER, required=False),
    "meeting_name": Field(Kind.LINE),
    "meeting_place": Field(Kind.LINE),
    "opened": Field(Kind.MOMENT),
    "closed": Field(Kind.MOMENT),
    "chair_name": Field(Kind.LINE),
    "chair_post": Field(Kind.LINE, required=False),
    "secretary_name": Field(Kind.LINE),
    "secretary_post": Field(Kind.LINE, required=False),
    "absent_names": Field(Kind.ABSENT, required=False),
    "complaints": Field(Kind.LONG, required=False),
    "settled": Field(Kind.LONG, required=False),
    "seal_medium": Field(Kind.LINE),
    "seal_number": Field(Kind.LINE),
    "seal_receiver": Field(Kind.LINE),
    "sealed_at": Field(Kind.MOMENT),
    "copies": Field(Kind.NUMBER),
    "adopted": Field(Kind.MOMENT),
    "recipients": Field(Kind.LINES, required=False),
    "signer_capacity": Field(Kind.LINES),
    "signer_name": Field(Kind.LINE),
}

ABSENT = "absent."
"""Before a member's id: the reason of an absence; empty for none."""

REASON = "reason."
"""Before a nominee's id: the reason of a removal that was proposed."""

FORM_FIELDS = ("family", "office_body", "place", "symbol", "secrecy")
"""All that a ballot on paper needs."""

Typed = Mapping[str, str]

_MOMENT = re.compile(r"([0-9]{1,2})\s*(?::|h|giờ)\s*([0-9]{2})(?:\s*,)?\s+([0-9/.-]+)")


def kept(typed: Typed) -> dict[str, str]:
    """Return what is stored: known fields only, in NFC, without white space around.

    Raises:
        FactsIncomplete: a field of more than 6000 characters, which is not stored.
    """
    found = {}
    too_long = []
    for name, value in typed.items():
        if name not in FIELDS and not name.startswith((ABSENT, REASON)):
            continue
        text = unicodedata.normalize("NFC", value.replace("\r\n", "\n")).strip()
        if len(text) > MAX_LONG:
            too_long.append(name)
        found[name] = text
    if too_long:
        raise FactsIncomplete(tuple(too_long))
    return found


def wrong_fields(typed: Typed, reasons: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of fields that are missing or not as they must be, in order.

    Args:
        typed: as `kept` left it.
        reasons: ids of the nominees whose removal needs a reason.
    """
    names = [name for name, field in FIELDS.items() if _is_wrong(field, typed, name)]
    if typed.get("complaints") and not typed.get("settled"):
        names.append("settled")
    line = Field(Kind.LINE)
    asked = [REASON + who for who in reasons]
    names += [name for name in asked if _is_wrong(line, typed, name)]
    optional = Field(Kind.LINE, required=False)
    names += [
        name
        for name in typed
        if name.startswith(ABSENT) and _is_wrong(optional, typed, name)
    ]
    if not {"opened", "closed"} & set(names):
        begin, end = moment(typed["opened"]), moment(typed["closed"])
        names += ["closed"] if end < begin else []
    return tuple(dict.fromkeys(names))


def check_fields(typed: Typed, reasons: tuple[str, ...]) -> None:
    """Check all fields at once.

    Raises:
        FactsIncomplete: naming every field that is wrong.
    """
    wrong = wrong_fields(typed, reasons)
    if wrong:
        raise FactsIncomplete(wrong)


def _is_wrong(field: Field, typed: Typed, name: str) -> bool:
    value = typed.get(name, "")
    if not value:
        return field.required
    try:
        _check_value(field.kind, value, name)
        if field.kind is Kind.NUMBER and field.required:
            return number(value) == 0
    except (DocumentError, EncodingError, PlanningError, ValueError):
        return True
    return False


def _check_value(kind: Kind, value: str, name: str) -> None:
    match kind:
        case Kind.LINE:
            check_line(value, name)
        case Kind.LONG:
            check_long(value, name)
        case Kind.LINES:
            for line in lines(value):
                check_line(line, name)
        case Kind.ABSENT:
            for who, reason in absences(value):
                check_line(who, name)
                check_line(reason or "-", name)
        case Kind.NUMBER:
            number(value)
        case Kind.MOMENT:
            moment(value)
        case Kind.FAMILY | Kind.SECRECY:
            known = FAMILIES if kind is Kind.FAMILY else tuple(GRADES)
            if value not in known:
                raise ValueError(name)


def lines(value: str) -> tuple[str, ...]:
    """Return the lines of a text that are not empty."""
    return tuple(line.strip() for line in value.split("\n") if line.strip())


def number(value: str) -> int:
    """Read a whole number of up to five digits; "" is 0.

    Raises:
        ValueError: anything else.
    """
    short = len(value) <= len("99999")
    if value and not (value.isascii() and value.isdigit() and short):
        raise ValueError(value)
    return int(value or "0")


def moment(value: str) -> dt.datetime:
    """Read a local moment as an official writes it: "14:05 24/03/2026".

    Also "14 giờ 05, 24/3/2026" and "14h05 24.3.2026".

    Raises:
        ValueError: anything else, or a day that no calendar has.
    """
    found = _MOMENT.fullmatch(value.strip())
    if found is None:
        raise ValueError(value)
    hour, minute, day = found.groups()
    try:
        date = dt.date.fromisoformat(read_day(day))
    except NoSuchDay as error:
        raise ValueError(value) from error
    return dt.datetime.combine(date, dt.time(int(hour), int(minute)))


def absences(value: str) -> tuple[tuple[str, str], ...]:
    """Read those absent at a roll call on paper: "name: reason" or "name" a line."""
    found = []
    for line in lines(value):
        name, _, reason = line.partition(":")
        found.append((name.strip(), reason.strip()))
    return tuple(found)
