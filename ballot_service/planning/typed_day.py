"""A day as an official writes it: 24/03/2026.

Refuses to guess which of two numbers is the month: the day comes first.
"""

import datetime as dt
import re

from ballot_service.errors import BadDayField, NoSuchDay

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", re.ASCII)


def read_day(typed: str) -> str:
    """Read DD/MM/YYYY (also with dots or hyphens), or YYYY-MM-DD; return YYYY-MM-DD.

    Raises:
        NoSuchDay: another form, or a day that no calendar has.
    """
    text = typed.strip()
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    else:
        raise NoSuchDay(typed[:40])
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError as error:
        raise NoSuchDay(typed[:40]) from error


def read_field_day(field: str, typed: str) -> str:
    """Read the day in one field of a form, as `read_day` does.

    Raises:
        BadDayField: naming the field, with what stands in it.
    """
    try:
        return read_day(typed)
    except NoSuchDay as error:
        raise BadDayField(f"{field}: {typed[:40]}") from error


def write_day(iso: str) -> str:
    """Write a day as a field of a form shows it: YYYY-MM-DD as DD/MM/YYYY; "" is ""."""
    if not iso:
        return ""
    date = dt.date.fromisoformat(iso)
    return f"{date.day:02d}/{date.month:02d}/{date.year:04d}"
