"""Strict readers of JSON values: each field has one rule, each breach one error.

Refuses leniency: no default, no conversion, no unknown field, no float, no bool as int.
"""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from ballot_service.errors import (
    BadText,
    MissingField,
    NumberOutOfRange,
    UnknownChoice,
    UnknownField,
    WrongType,
)

MAX_TEXT = 300
"""Most characters in a text (manifest, section 1)."""


@dataclass(frozen=True)
class IntRule:
    """An int between `low` and `high`, both included."""

    low: int
    high: int


@dataclass(frozen=True)
class ChoiceRule:
    """One of a closed list of words."""

    choices: tuple[str, ...]


@dataclass(frozen=True)
class BoolRule:
    """True or false, never 0 or 1."""


@dataclass(frozen=True)
class TextRule:
    """A text as `check_text` wants it."""


@dataclass(frozen=True)
class ListRule:
    """A list without repetitions, each item under `item`."""

    item: "IntRule | ChoiceRule | TextRule"
    most: int


FieldRule = IntRule | ChoiceRule | BoolRule | TextRule | ListRule


def check_text(value: object, where: str) -> None:
    """Check that a text can be compared, printed and hashed in one way only.

    Args:
        value: 1 to 300 characters in NFC, without control characters or surrogates.
        where: name of the field, put into the error.

    Raises:
        WrongType: not a str. BadText: anything else (manifest, section 1).
    """
    if type(value) is not str:
        raise WrongType(f"{where}: not a text")
    if not 1 <= len(value) <= MAX_TEXT:
        raise BadText(f"{where}: {len(value)} characters")
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in value):
        raise BadText(f"{where}: a control character or surrogate")
    if not unicodedata.is_normalized("NFC", value):
        raise BadText(f"{where}: not NFC")


def check_int(value: object, where: str, low: int, high: int) -> None:
    """Check that `value` is an int (no bool, no float) with low <= value <= high.

    Raises:
        WrongType, NumberOutOfRange: each names the field in `where`.
    """
    if type(value) is not int:
        raise WrongType(f"{where}: not an integer")
    if not low <= value <= high:
        raise NumberOutOfRange(f"{where}: {value} is not in {low}..{high}")


def check_field(rule: FieldRule, value: object, where: str) -> None:
    """Check one value against its rule; lists may come as list or tuple.

    Raises:
        WrongType, NumberOutOfRange, UnknownChoice, BadText: named with `where`.
    """
    match rule:
        case IntRule(low, high):
            check_int(value, where, low, high)
        case ChoiceRule(choices):
            if type(value) is not str:
                raise WrongType(f"{where}: not a text")
            if value not in choices:
                raise UnknownChoice(f"{where}: {value!r}")
        case BoolRule():
            if type(value) is not bool:
                raise WrongType(f"{where}: not true or false")
        case TextRule():
            check_text(value, where)
        case ListRule(item, most):
            _check_list(item, most, value, where)


def _check_list(
    item: IntRule | ChoiceRule | TextRule, most: int, value: object, where: str
) -> None:
    if not isinstance(value, list | tuple):
        raise WrongType(f"{where}: not a list")
    if len(value) > most:
        raise NumberOutOfRange(f"{where}: {len(value)} items, at most {most}")
    for place, entry in enumerate(value):
        check_field(item, entry, f"{where}[{place}]")
    if len(set(value)) != len(value):
        raise UnknownChoice(f"{where}: the same item twice")


def read_object(
    value: object, where: str, fields: Collection[str]
) -> dict[str, object]:
    """Return `value` if it is an object with exactly these fields.

    Raises:
        WrongType, UnknownField, MissingField: each names the field.
    """
    if not isinstance(value, dict):
        raise WrongType(f"{where}: not an object")
    for key in value:
        if type(key) is not str or key not in fields:
            raise UnknownField(f"{where}.{key}")
    for name in fields:
        if name not in value:
            raise MissingField(f"{where}.{name}")
    return {str(key): item for key, item in value.items()}


def read_list(value: object, where: str, most: int) -> list[object]:
    """Return `value` if it is a list of at most `most` items.

    Raises:
        WrongType, NumberOutOfRange: each names the field.
    """
    if not isinstance(value, list):
        raise WrongType(f"{where}: not a list")
    if len(value) > most:
        raise NumberOutOfRange(f"{where}: {len(value)} items, at most {most}")
    return list(value)


def as_int(value: object, where: str) -> int:
    """Return `value` as the int that it already is.

    Raises:
        WrongType: it is a bool, a float or anything else.
    """
    if type(value) is not int:
        raise WrongType(f"{where}: not an integer")
    return value


def as_text(value: object, where: str) -> str:
    """Return `value` as the str that it already is.

    Raises:
        WrongType: it is anything else.
    """
    if type(value) is not str:
        raise WrongType(f"{where}: not a text")
    return value
