"""Figures, days and forms of address as official papers write them (rules 3.1).

Refuses to compute: it writes what it is given.
"""

import datetime as dt

_TWO_DIGITS = 10
_LATE_MONTH = 3


def count_text(count: int) -> str:
    """Write a count: "0", "02" for one digit, "1.234" from a thousand on."""
    if 0 < count < _TWO_DIGITS:
        return f"{count:02d}"
    return f"{count:,d}".replace(",", ".")


def day_text(day: dt.date) -> str:
    """Write a day: days below 10 and months 1 and 2 with a leading zero."""
    month = f"{day.month:02d}" if day.month < _LATE_MONTH else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def moment_text(moment: dt.datetime) -> str:
    """Write a moment: "14 giờ 05 phút, ngày 24 tháng 3 năm 2026"."""
    return f"{moment:%H} giờ {moment:%M} phút, {day_text(moment.date())}"


def person_word(address: str) -> str:
    """Return what persons are counted in, for a profile's form of address."""
    return "đồng chí" if address == "dong_chi" else "người"


def before_name(address: str) -> str:
    """Return what stands before a name, for a profile's form of address."""
    return "đồng chí" if address == "dong_chi" else "ông (bà)"


def persons_text(count: int, address: str) -> str:
    """Write a number of persons: "02 đồng chí"."""
    return f"{count_text(count)} {person_word(address)}"


def sentence(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]
