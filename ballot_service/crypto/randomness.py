"""Where secret numbers come from: a passed-in source, or the seed of one ballot.

Refuses ambient randomness, a source that gives too little, and biased reduction.
"""

import hashlib
import hmac
from collections.abc import Callable

from ballot_service.crypto.group import Group
from ballot_service.errors import RandomnessExhausted

Random = Callable[[int], bytes]
"""`random(n)` returns n unpredictable bytes; in production `secrets.token_bytes`."""

Draw = Callable[[str], int]
"""`draw(label)` returns a secret number of Zq; the same label is never asked twice."""

SEED_BYTES = 32
_TRIES = 256
_TELLING_SIZE = 16


def random_bytes(random: Random, size: int) -> bytes:
    """Return `size` bytes.

    Raises:
        RandomnessExhausted: the source gave another number of bytes, or one byte
            repeated (a broken or constant source).
    """
    data = random(size)
    if len(data) != size:
        raise RandomnessExhausted("the source gave too few bytes")
    if size >= _TELLING_SIZE and len(set(data)) == 1:
        raise RandomnessExhausted("the source gave one byte repeated")
    return data


def random_scalar(group: Group, random: Random) -> int:
    """Draw 0 < x < q uniformly by rejection (attacks.md A17).

    Raises:
        RandomnessExhausted: the source is broken.
    """
    bits = group.order.bit_length()
    size = (bits + 7) // 8
    for _ in range(_TRIES):
        value = int.from_bytes(random_bytes(random, size), "big") >> (size * 8 - bits)
        if 0 < value < group.order:
            return value
    raise RandomnessExhausted("no number below q in 256 draws")


def fresh_draw(group: Group, random: Random) -> Draw:
    """Return a Draw that takes every number afresh from `random`."""
    return lambda _label: random_scalar(group, random)


def seeded_draw(
    group: Group, seed: bytes, uuid: str, fingerprint: str, credential: str
) -> Draw:
    """Return the Draw of one ballot's 32-byte seed (record.md §6.1).

    Raises:
        ValueError: the seed has another length (a fault of the caller).
        RandomnessExhausted: by the Draw, where a label gives 0.
    """
    if len(seed) != SEED_BYTES:
        raise ValueError("a ballot's seed has 32 bytes")
    context = f"ballot-service/seed/1|{uuid}|{fingerprint}|{credential}|"

    def draw(label: str) -> int:
        block = hmac.new(seed, (context + label).encode(), hashlib.sha512).digest()
        value = int.from_bytes(block, "big") % group.order
        if value == 0:
            raise RandomnessExhausted(f"the seed gives 0 at {label}")
        return value

    return draw
