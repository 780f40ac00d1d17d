"""Credentials: the key pair that a token admits, and the public list of Setup.

Refuses to know whose a credential is.
"""

import hashlib
import re
from dataclasses import dataclass

from ballot_service.crypto.group import Element, Group
from ballot_service.crypto.randomness import Random, random_bytes
from ballot_service.errors import (
    BadCredential,
    DuplicateCredential,
    NumberOutOfRange,
    RandomnessExhausted,
    WrongType,
)
from ballot_service.protocol.atoms import BASE58
from ballot_service.protocol.encoding import (
    as_list,
    as_text,
    decode,
    encode,
    same_bytes,
)

_PRIVATE = re.compile(
    rf"[{BASE58}]{{5}}-[{BASE58}]{{6}}-[{BASE58}]{{5}}-[{BASE58}]{{6}}", re.ASCII
)
_WEIGHT = re.compile(r"0|[1-9][0-9]{0,14}", re.ASCII)
_JSON_NUMBER_LIMIT = 2**30


def random_base58(length: int, random: Random) -> str:
    """Draw Base58 characters uniformly, by rejection of bytes.

    Raises:
        RandomnessExhausted: the source is broken.
    """
    characters: list[str] = []
    for _ in range(100):
        for byte in random_bytes(random, 2 * length):
            if byte < 4 * len(BASE58) and len(characters) < length:
                characters.append(BASE58[byte % len(BASE58)])
        if len(characters) == length:
            return "".join(characters)
    raise RandomnessExhausted("no Base58 text in 100 draws")


def random_credential(random: Random) -> str:
    """Draw a private credential XXXXX-XXXXXX-XXXXX-XXXXXX, about 128.8 bits."""
    text = random_base58(22, random)
    return f"{text[:5]}-{text[5:11]}-{text[11:16]}-{text[16:]}"


def derive_secret(group: Group, uuid: str, private: str) -> int:
    """Return the secret number of a private credential (record.md §4).

    Raises:
        BadCredential: not written 5-6-5-6 in Base58.
    """
    if not _PRIVATE.fullmatch(private):
        raise BadCredential("not written as XXXXX-XXXXXX-XXXXX-XXXXXX")
    halves = [
        hashlib.sha256(f"derive_credential|{uuid}|{i}|{private}".encode()).digest()
        for i in (0, 1)
    ]
    return int.from_bytes(b"".join(halves), "big") % group.order


def public_half(group: Group, uuid: str, private: str) -> Element:
    """Return g^x of a private credential."""
    return group.secret_generator_power(derive_secret(group, uuid, private))


@dataclass(frozen=True)
class Credentials:
    """The public list: element to weight, in the order of the file."""

    weights: dict[Element, int]
    weighted: bool = False

    def encoded(self) -> bytes:
        """Write the array of "PUB" or "PUB,WEIGHT"."""
        return encode(
            [f"{e},{w}" if self.weighted else e for e, w in self.weights.items()]
        )


def _read_weight(text: str, where: str) -> int:
    if not _WEIGHT.fullmatch(text):
        raise NumberOutOfRange(f"{where}: not a canonical weight")
    return int(text)


def read_credentials(group: Group, unverified: bytes) -> Credentials:
    """Read `public_creds`: every element checked, none twice.

    Raises:
        EncodingError: one of its leaves.
        DuplicateCredential: an element stands twice.
    """
    weights: dict[Element, int] = {}
    weighted = 0
    items = as_list(decode(unverified), "public_creds")
    for i, item in enumerate(items):
        where = f"public_creds[{i}]"
        text, comma, weight = as_text(item, where, 700).partition(",")
        element = group.element(text)
        if element in weights:
            raise DuplicateCredential(where)
        weighted += bool(comma)
        weights[element] = _read_weight(weight, where) if comma else 1
    if weighted not in (0, len(items)):
        raise WrongType("public_creds: some with a weight and some without")
    credentials = Credentials(weights, weighted > 0)
    same_bytes(unverified, credentials.encoded(), "public_creds")
    return credentials


def write_weight(weight: int) -> object:
    """Write a weight: a JSON number up to 2^30 - 1, else a string (record.md §7)."""
    return weight if weight < _JSON_NUMBER_LIMIT else str(weight)


def read_weight(value: object, where: str) -> int:
    """Read a weight written by `write_weight`."""
    if isinstance(value, str):
        return _read_weight(value, where)
    if not isinstance(value, int) or isinstance(value, bool):
        raise WrongType(f"{where}: not a weight")
    if value < 0:
        raise NumberOutOfRange(f"{where}: negative weight")
    return value
