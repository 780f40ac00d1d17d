"""Codes that people compare: Crockford base32 of the first bits of a hash.

Refuses any other length: whoever makes two such objects could make short codes meet.
"""

import re

from ballot_service.errors import BadCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 25
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)


def _code(digest: str, groups: int, size: int) -> str:
    bits = groups * size * 5
    number = int(digest, 16) >> (256 - bits)
    text = "".join(ALPHABET[(number >> s) & 31] for s in range(bits - 5, -1, -5))
    return "-".join(text[i : i + size] for i in range(0, len(text), size))


def event_code(digest: str) -> str:
    """Return the 125-bit code, 5×5, of a hash in hexadecimal (record.md §8)."""
    return _code(digest, 5, 5)


def tracker_code(digest: str) -> str:
    """Return the 80-bit code, 4×4, of a ballot's tracker in hexadecimal."""
    return _code(digest, 4, 4)


def plain_code(typed: str) -> str:
    """Return a typed code without spaces and dashes, look-alikes replaced."""
    return re.sub(r"[\s-]", "", typed).upper().translate(_LOOKALIKES)


def check_typed_code(typed: str, digest: str, what: str) -> None:
    """Check that a typed code, or the whole hash in hexadecimal, is that of `digest`.

    Raises:
        BadCode: another length, a foreign character, or another code.
    """
    if _HEX.fullmatch(typed.strip().lower()):
        if typed.strip().lower() != digest:
            raise BadCode(f"{what}: another hash")
        return
    plain = plain_code(typed)
    if len(plain) != _LENGTH or any(c not in ALPHABET for c in plain):
        raise BadCode(f"{what}: a code has 25 letters and digits, 5x5")
    if plain != plain_code(event_code(digest)):
        raise BadCode(f"{what}: another code")
