"""Issuing keys of full size for tests: a few are made, and elections take turns.

Refuses a shorter key, so that no reader needs a door for tests. A key file whose bytes
were checked once is not checked again: OpenSSL takes a tenth of a second for it.
"""

from collections.abc import Iterator
from functools import cache
from itertools import cycle

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_der_private_key

from ballot_service.crypto.blind_rsa_keys import MINIMUM_BITS, generate

POOL = 3
"""Elections of one test that follow one another have different keys."""


read_once = cache(load_der_private_key)
"""Reads a key as `load_der_private_key` does; what is wrong is refused each time."""


@cache
def _pool() -> Iterator[rsa.RSAPrivateKey]:
    return cycle([generate() for _ in range(POOL)])


def next_key(bits: int, minimum_bits: int = MINIMUM_BITS) -> rsa.RSAPrivateKey:
    """Return a key as `generate` does; one of full size comes from the pool."""
    if bits != MINIMUM_BITS:
        return generate(bits, minimum_bits)
    return next(_pool())
