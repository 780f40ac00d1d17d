"""Texts of a package's list that have one form: a path, a hash, a day, nothing.

Refuses every other form, naming the field.
"""

import datetime as dt
import re

from ballot_service.errors import BadPackage
from ballot_service.protocol.encoding import Fields

PATH = re.compile(
    r"(?!/)(?:[a-z0-9_-][a-z0-9_.-]{0,99}/){0,3}[a-z0-9_-][a-z0-9_.-]{0,99}"
)
_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)


def path_of(fields: Fields, name: str) -> str:
    """Return a path inside a package (submission.md §3).

    Raises:
        BadPackage. EncodingError.
    """
    text = fields.text(name)
    if not PATH.fullmatch(text):
        raise BadPackage(f"{fields.at(name)}: not a path of a package")
    return text


def hash_of(fields: Fields, name: str) -> str:
    """Return a SHA-256 in hexadecimal.

    Raises:
        BadPackage. EncodingError.
    """
    text = fields.text(name)
    if not _HEX.fullmatch(text):
        raise BadPackage(f"{fields.at(name)}: not a SHA-256")
    return text


def nothing_at(fields: Fields, name: str) -> str:
    """Return "", where a ballot on paper has no hash of a record.

    Raises:
        BadPackage: there is one. EncodingError.
    """
    if fields.text(name):
        raise BadPackage(f"{fields.at(name)}: on paper there is no record")
    return ""


def day_of(fields: Fields, name: str) -> str:
    """Return a day as YYYY-MM-DD.

    Raises:
        BadPackage. EncodingError.
    """
    text = fields.text(name)
    try:
        if dt.date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise BadPackage(f"{fields.at(name)}: not a day")
