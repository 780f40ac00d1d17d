"""The order of names on a ballot: by given name, in the Vietnamese alphabet.

Refuses to depend on a locale of the machine: the alphabet stands below.
"""

import unicodedata
from collections.abc import Iterable

from ballot_service.planning.plan_parts import Nominee

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE = {letter: place for place, letter in enumerate(_ALPHABET)}
_TONES = {
    "\u0300": 1,  # huyền
    "\u0309": 2,  # hỏi
    "\u0303": 3,  # ngã
    "\u0301": 4,  # sắc
    "\u0323": 5,  # nặng
}

SyllableKey = tuple[tuple[int, ...], tuple[int, ...]]


def syllable_key(word: str) -> SyllableKey:
    """Return the sorting key of one word: its letters first, then its tones.

    Other signs than letters are passed over; letters outside the Vietnamese
    alphabet come after it.
    """
    signs = unicodedata.normalize("NFD", word.casefold())
    toneless = "".join(sign for sign in signs if sign not in _TONES)
    letters = tuple(
        _PLACE.get(letter, len(_ALPHABET) + ord(letter))
        for letter in unicodedata.normalize("NFC", toneless)
        if letter.isalnum()
    )
    return letters, tuple(_TONES[sign] for sign in signs if sign in _TONES)


def name_key(name: str) -> tuple[SyllableKey, tuple[SyllableKey, ...]]:
    """Return the sorting key of a full name: the given name, then from the front.

    The given name is the last word (rules 3.4).
    """
    words = name.split()
    given = words[-1] if words else ""
    return syllable_key(given), tuple(syllable_key(word) for word in words[:-1])


def ballot_order(nominees: Iterable[Nominee]) -> tuple[Nominee, ...]:
    """Return the nominees as a ballot lists them, A-B-C by given name (rules 3.4).

    Equal names stand by year of birth, then by id, so that the order is one only.
    """
    return tuple(
        sorted(nominees, key=lambda who: (name_key(who.name), who.birth_year, who.id))
    )
