"""A slip's code: 24 characters of Crockford's alphabet, one to check them (slips.md).

Refuses a code that was mistyped, before anything is derived from it.
"""

import hashlib

from ballot_service.crypto.randomness import Random, random_bytes
from ballot_service.errors import BadSlip
from ballot_service.protocol.atoms import BASE58
from ballot_service.protocol.codes import ALPHABET, plain_code

LENGTH = 25
_GROUP = 5
_FIELD = 0b100101
"""x^5 + x^2 + 1, whose root x has order 31: longer than a code has places."""
_CREDENTIAL = (5, 6, 5, 6)


def _check_symbol(values: list[int]) -> int:
    """Return the sum of x^(24-i) times value i in GF(32), slips.md section 2.

    One wrong character, and any two that changed places, give another sum.
    """
    total = 0
    for value in values:
        total = (total ^ value) << 1
        if total & 32:
            total ^= _FIELD
    return total


def random_slip(random: Random) -> str:
    """Draw the code of a fresh slip, 120 bits and a check symbol, 5x5."""
    values = [byte & 31 for byte in random_bytes(random, LENGTH - 1)]
    values.append(_check_symbol(values))
    return _written("".join(ALPHABET[value] for value in values))


def _written(plain: str) -> str:
    return "-".join(plain[i : i + _GROUP] for i in range(0, LENGTH, _GROUP))


def read_slip(typed: str) -> str:
    """Return the one form of a code that was typed or scanned.

    Raises:
        BadSlip: another length, a foreign character, or a check that fails.
    """
    plain = plain_code(typed)
    for character in plain:
        if character not in ALPHABET:
            raise BadSlip("a foreign character")
    if len(plain) != LENGTH:
        raise BadSlip(f"{len(plain)} characters, not {LENGTH}")
    *values, check = [ALPHABET.index(character) for character in plain]
    if _check_symbol(values) != check:
        raise BadSlip("the check symbol does not fit")
    return _written(plain)


def slip_credential(uuid: str, typed: str) -> str:
    """Return the private credential that a slip's code gives (slips.md section 3).

    Raises:
        BadSlip.
    """
    plain = plain_code(read_slip(typed))
    seed = hashlib.sha256(f"ballot-service/slip/1|{uuid}|{plain}".encode()).digest()
    number = int.from_bytes(seed, "big")
    text = ""
    for _ in range(sum(_CREDENTIAL)):
        number, place = divmod(number, len(BASE58))
        text += BASE58[place]
    parts, start = [], 0
    for size in _CREDENTIAL:
        parts.append(text[start : start + size])
        start += size
    return "-".join(parts)
