"""Codes that people type: sign-in codes and trackers, read in forgiving ways.

Refuses another length or a foreign character; guesses nothing.
"""

import hashlib
import hmac
import re

from ballot_service.crypto.randomness import Random, random_bytes
from ballot_service.errors import BadCode
from ballot_service.protocol.codes import ALPHABET

CODE_LENGTH = 8
TRACKER_LENGTH = 16
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)


def plain_code(typed: str, length: int) -> str:
    """Return a typed code in its one form: upper case, no dashes, no lookalikes.

    Raises:
        BadCode: another length or a foreign character.
    """
    plain = re.sub(r"[\s-]", "", typed[:200]).upper().translate(_LOOKALIKES)
    if len(plain) != length or any(letter not in ALPHABET for letter in plain):
        raise BadCode(f"a code has {length} letters and digits")
    return plain


def random_code(random: Random) -> str:
    """Draw a sign-in code, 40 bits, as it is written: "ABCD-EFGH"."""
    drawn = int.from_bytes(random_bytes(random, 16)[:5], "big")
    plain = "".join(ALPHABET[(drawn >> shift) & 31] for shift in range(35, -1, -5))
    return f"{plain[:4]}-{plain[4:]}"


def code_hash(secret: bytes, typed: str) -> str:
    """Return the keyed hash under which a sign-in code is kept.

    Keyed, since 40 bits could otherwise be tried out on a copy of the database.

    Raises:
        BadCode: not a code at all.
    """
    plain = plain_code(typed, CODE_LENGTH)
    message = f"ballot-service/sign-in/1|{plain}".encode()
    return hmac.new(secret, message, hashlib.sha256).hexdigest()


def tracker_prefix(typed: str) -> str:
    """Return the hexadecimal beginning of the tracker that a typed code stands for.

    Args:
        typed: 80 bits in Crockford base32, or the whole hash in hexadecimal.

    Raises:
        BadCode: neither of the two.
    """
    whole = typed.strip().lower()
    if _HEX.fullmatch(whole):
        return whole
    number = 0
    for letter in plain_code(typed, TRACKER_LENGTH):
        number = number * 32 + ALPHABET.index(letter)
    return f"{number:020x}"
