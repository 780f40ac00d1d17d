"""Canonical JSON: bytes are read only if writing them again gives the same bytes.

Refuses duplicate keys, fractions, unknown or missing fields, and unbounded sizes.
"""

import json
from collections.abc import Sequence

from ballot_service.errors import (
    DuplicateKey,
    MissingField,
    NotCanonical,
    NotJson,
    NumberOutOfRange,
    TooLarge,
    UnknownField,
    WrongType,
)

MAX_OBJECT = 16 * 1024 * 1024
MAX_BALLOT = 4 * 1024 * 1024
MAX_ITEMS = 100_000
MAX_TEXT = 20_000
_MAX_INTEGER_DIGITS = 16
_MAX_DEPTH = 16


def encode(value: object) -> bytes:
    """Write canonical JSON (record.md §1): compact, keys as given, UTF-8.

    Raises:
        NotCanonical: a lone surrogate, which UTF-8 cannot carry.
    """
    try:
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("a lone surrogate") from error


def _no_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise DuplicateKey("a key stands twice in one object")
    return result


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > _MAX_INTEGER_DIGITS:
        raise NumberOutOfRange("an integer of too many digits")
    return int(digits)


def _no_fraction(_text: str) -> object:
    raise WrongType("a fraction where only integers stand")


def check_depth(value: object, depth: int = _MAX_DEPTH) -> None:
    """Check the nesting of a parsed value.

    Raises:
        TooLarge: more than 16 levels.
    """
    if depth == 0:
        raise TooLarge("nested too deeply")
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict | list):
                check_depth(item, depth - 1)


def decode(unverified: bytes, limit: int = MAX_OBJECT) -> object:
    """Parse JSON from outside; the form is not yet compared (see `same_bytes`).

    Raises:
        TooLarge, NotJson, DuplicateKey, WrongType, NumberOutOfRange.
    """
    if len(unverified) > limit:
        raise TooLarge(f"{len(unverified)} bytes, at most {limit}")
    try:
        value: object = json.loads(
            unverified.decode(),
            object_pairs_hook=_no_duplicates,
            parse_int=_integer,
            parse_float=_no_fraction,
            parse_constant=_no_fraction,
        )
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise NotJson("not JSON in UTF-8") from error
    except RecursionError as error:
        raise TooLarge("nested too deeply") from error
    check_depth(value)
    return value


def same_bytes(unverified: bytes, canonical: bytes, what: str) -> None:
    """Check that what was read is exactly what we would write.

    Raises:
        NotCanonical: it is not.
    """
    if unverified != canonical:
        raise NotCanonical(f"{what}: not in canonical form")


def as_list(
    value: object, where: str, most: int = MAX_ITEMS, least: int = 0
) -> list[object]:
    """Read an array of bounded length.

    Raises:
        WrongType, TooLarge.
    """
    if not isinstance(value, list):
        raise WrongType(f"{where}: not an array")
    if not least <= len(value) <= most:
        raise TooLarge(f"{where}: {len(value)} items, {least} to {most} allowed")
    return value


def as_text(value: object, where: str, most: int = MAX_TEXT) -> str:
    """Read a string of bounded length.

    Raises:
        WrongType, TooLarge.
    """
    if not isinstance(value, str):
        raise WrongType(f"{where}: not a string")
    if len(value) > most:
        raise TooLarge(f"{where}: more than {most} characters")
    return value


def as_integer(value: object, where: str, least: int, most: int) -> int:
    """Read a JSON number (a bool is none).

    Raises:
        WrongType, NumberOutOfRange.
    """
    if not isinstance(value, int) or isinstance(value, bool):
        raise WrongType(f"{where}: not an integer")
    if not least <= value <= most:
        raise NumberOutOfRange(f"{where}: not from {least} to {most}")
    return value


class Fields:
    """The fields of one JSON object, each asked for by name.

    Args:
        value: the parsed object.
        where: its place, for the error.
        required: names that must be there.
        optional: names that may be there.

    Raises:
        WrongType, UnknownField, MissingField.
    """

    def __init__(
        self,
        value: object,
        where: str,
        required: Sequence[str],
        optional: Sequence[str] = (),
    ) -> None:
        if not isinstance(value, dict):
            raise WrongType(f"{where}: not an object")
        for name in value:
            if name not in required and name not in optional:
                raise UnknownField(f"{where}: {name[:40]}")
        for name in required:
            if name not in value:
                raise MissingField(f"{where}: {name}")
        self._value: dict[str, object] = value
        self.where = where

    def __contains__(self, name: str) -> bool:
        return name in self._value

    def raw(self, name: str) -> object:
        """Return the field as parsed."""
        return self._value[name]

    def at(self, name: str) -> str:
        """Return the field's place."""
        return f"{self.where}.{name}"

    def text(self, name: str, most: int = MAX_TEXT) -> str:
        """Read a string field."""
        return as_text(self._value[name], self.at(name), most)

    def integer(self, name: str, least: int, most: int) -> int:
        """Read an integer field."""
        return as_integer(self._value[name], self.at(name), least, most)

    def boolean(self, name: str) -> bool:
        """Read a boolean field."""
        value = self._value[name]
        if not isinstance(value, bool):
            raise WrongType(f"{self.at(name)}: not true or false")
        return value

    def items(self, name: str, most: int = MAX_ITEMS, least: int = 0) -> list[object]:
        """Read an array field."""
        return as_list(self._value[name], self.at(name), most, least)
