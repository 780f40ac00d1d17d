"""Texts as the one font family can show them, so that no sign is lost or misleads.

Refuses to hide a sign: one that the font lacks, or that is invisible and turns the
direction of writing, stands as its code, "[U+202E]".
"""

import re
import unicodedata

FAMILY = "Libertinus Serif"

COVERED = (
    (0x20, 0x7E),  # Basic Latin
    (0xA0, 0xAC),  # Latin-1 up to the soft hyphen
    (0xAE, 0x17E),  # Latin-1, Latin Extended-A but the long s
    (0x1A0, 0x1A1),  # O with horn
    (0x1AF, 0x1B0),  # U with horn
    (0x391, 0x3A1),  # Greek capitals
    (0x3A3, 0x3A9),
    (0x3B1, 0x3C9),  # Greek small letters
    (0x410, 0x44F),  # Cyrillic
    (0x1EA0, 0x1EF9),  # Vietnamese letters with two signs
    (0x2013, 0x2014),  # dashes
    (0x2018, 0x201E),  # quotation marks
    (0x2020, 0x2022),
    (0x2026, 0x2026),  # ellipsis
    (0x2030, 0x2030),  # per mille
    (0x2264, 0x2265),  # less or equal, greater or equal
)
"""Ranges of code points that the family has in the styles used (a test sets each)."""

LONG_WORD = 24
"""A longer word gets places where a line may break; no Vietnamese word is as long."""

_BREAK = "\u200b"


def _shown(letter: str) -> str:
    point = ord(letter)
    if any(low <= point <= high for low, high in COVERED):
        return letter
    return f"[U+{point:04X}]"


_CODE = re.compile(r"\(?[0-9A-Z]{5}(?:-[0-9A-Z]{5}){4}[.,;:)]*", re.ASCII)
"""A code of verification, which is read aloud and typed: it stays whole."""


def _breakable(word: str) -> str:
    if len(word) <= LONG_WORD or _CODE.fullmatch(word):
        return word
    return _BREAK.join(
        word[i : i + LONG_WORD // 2] for i in range(0, len(word), LONG_WORD // 2)
    )


def printable(text: str) -> str:
    """Return a text of one line as it is set: in NFC, every sign shown.

    Args:
        text: any text.
    """
    composed = unicodedata.normalize("NFC", text)
    shown = "".join(_shown(letter) for letter in composed)
    return " ".join(_breakable(word) for word in shown.split(" "))


_WORDS = re.compile(
    r"\b(?:[Bb]ổ sung|[Rr]à soát|[Qq]uy hoạch|[Nn]hân sự|[Cc]hức danh|lãnh đạo|quản lý"
    r"|công tác|tỷ lệ|đồng chí)\b"
)
"""Words of two syllables that a heading does not part at the end of a line."""

_NUMBERED = re.compile(
    r"(?:\(Bước \d, )?\b(?:(?:đợt )?rà\u00a0soát năm|quản\u00a0lý năm"
    r"|Bước|năm|lần) (?=\d)"
)


def joined(text: str) -> str:
    """Return the words of a heading so that no word of two syllables is parted."""
    return _WORDS.sub(_bound, printable(text))


def abstract(text: str) -> str:
    """Return an abstract line in which no number is parted from its word either."""
    return _NUMBERED.sub(_bound, joined(text))


def _bound(found: re.Match[str]) -> str:
    return found.group().replace(" ", "\u00a0")


def printable_lines(text: str) -> list[str]:
    """Return the lines of a longer text, each as `printable` does; none is empty."""
    lines = text.replace("\r\n", "\n").split("\n")
    return [printable(line) for line in lines if line.strip()]
