"""An hour as an official writes it: 08:00, 8 giờ 30, 14h05.

Refuses an hour that no clock shows, and to guess morning or afternoon.
"""

import datetime as dt
import re

from ballot_service.errors import BadHourField

_HOUR = re.compile(
    r"([0-9]{1,2})\s*(?::\s*([0-9]{2})|(?:h|giờ)\s*([0-9]{2})?)", re.ASCII
)


def read_field_hour(field: str, typed: str) -> dt.time:
    """Read the hour in one field of a form: HH:MM, HHhMM, "HH giờ MM", "HH giờ".

    Raises:
        BadHourField: another form or no such hour; naming the field, with what stands.
    """
    found = _HOUR.fullmatch(typed.strip().lower())
    if found is None:
        raise BadHourField(f"{field}: {typed[:40]}")
    try:
        return dt.time(int(found[1]), int(found[2] or found[3] or "0"))
    except ValueError as error:
        raise BadHourField(f"{field}: {typed[:40]}") from error
