"""Blind signatures of RFC 9474: RSABSSA-SHA384-PSS, four variants by two parameters.

Refuses own verification (that is `cryptography`'s PSS) and an unchecked signature.
"""

import hashlib
import re
from dataclasses import dataclass, field
from typing import NewType

import gmpy2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA384

from ballot_service.crypto.blind_rsa_keys import IssuingKey, Signer
from ballot_service.crypto.randomness import Random, random_bytes
from ballot_service.errors import (
    BadSignature,
    BlindSignatureError,
    RandomnessExhausted,
    SignerFault,
)

PREFIX_BYTES = 32
"""Size of the random prefix of a randomized message (RFC 9474 §4.1)."""

_HASH_BYTES = 48
_TRIES = 256
_PLAIN = re.compile(r"[0-9A-Za-z]{1,617}", re.ASCII)

Prepared = NewType("Prepared", bytes)
"""A message after Prepare: the only thing that is blinded, finalized or verified."""


@dataclass(frozen=True)
class Variant:
    """One of the four named variants (RFC 9474 §5).

    Args:
        name: as in the RFC.
        salt_size: size of the PSS salt in bytes (`sLen`).
        randomized: whether Prepare puts a random prefix before the message.
    """

    name: str
    salt_size: int
    randomized: bool


PSS_RANDOMIZED = Variant("RSABSSA-SHA384-PSS-Randomized", 48, randomized=True)
"""The variant of our tokens; the others are for the RFC's own test vectors."""
PSSZERO_RANDOMIZED = Variant("RSABSSA-SHA384-PSSZERO-Randomized", 0, randomized=True)
PSS_DETERMINISTIC = Variant("RSABSSA-SHA384-PSS-Deterministic", 48, randomized=False)
PSSZERO_DETERMINISTIC = Variant(
    "RSABSSA-SHA384-PSSZERO-Deterministic", 0, randomized=False
)


@dataclass(frozen=True)
class Blinding:
    """What the client holds between Blind and Finalize.

    Args:
        request: the blinded message, for the signer.
        inverse: r^-1 mod n; with it the request is no longer blind. Forget it after
            `finalize`, and never store it.
    """

    request: bytes
    inverse: int = field(repr=False)


def token_message(uuid: str, credential: str) -> bytes:
    """Return the message that a token signs (docs/spec/record.md §11).

    Args:
        uuid: the election's identifier.
        credential: the public half of the credential, as the record writes it.

    Raises:
        BlindSignatureError: a part is empty, too long, or other than ASCII letters
            and digits (a separator inside a part would make two readings of one text).
    """
    if not _PLAIN.fullmatch(uuid) or not _PLAIN.fullmatch(credential):
        raise BlindSignatureError("a part of the token is not plain letters and digits")
    return f"ballot-service/token/1|{uuid}|{credential}".encode("ascii")


def with_prefix(prefix: bytes, message: bytes) -> Prepared:
    """Return the prepared message of a randomized variant whose prefix is known.

    Raises:
        BlindSignatureError: the prefix does not have 32 bytes.
    """
    if len(prefix) != PREFIX_BYTES:
        raise BlindSignatureError(f"a prefix of {len(prefix)} bytes")
    return Prepared(prefix + message)


def prepare(
    message: bytes, random: Random, variant: Variant = PSS_RANDOMIZED
) -> Prepared:
    """Prepare a message (RFC 9474 §4.1); the prefix is its first 32 bytes.

    Raises:
        RandomnessExhausted: the source of randomness is broken.
    """
    if not variant.randomized:
        return Prepared(message)
    return with_prefix(random_bytes(random, PREFIX_BYTES), message)


def blind(
    key: IssuingKey,
    prepared: Prepared,
    random: Random,
    variant: Variant = PSS_RANDOMIZED,
) -> Blinding:
    """Blind a prepared message for the signer (RFC 9474 §4.2). The client's step.

    Asks `random` for the salt, then for the blinding factor r.

    Raises:
        BlindSignatureError: the modulus is too short for the encoding, or shares a
            factor with what is to be signed.
        RandomnessExhausted: the source of randomness is broken.
    """
    n = key.modulus
    # 1-3: encode, as a number.
    salt = random_bytes(random, variant.salt_size) if variant.salt_size else b""
    m = int.from_bytes(_emsa_pss_encode(prepared, key.bits - 1, salt), "big")
    # 4-5: is m coprime to n?
    _require_unit(m, n)
    # 6-8: the blinding factor and its inverse.
    r, inverse = _blinding_factor(n, random)
    # 9-11: blind.
    z = m * key.public_power(r) % n
    return Blinding(z.to_bytes(key.size, "big"), inverse)


def blind_sign(signer: Signer, request: bytes, random: Random) -> bytes:
    """Sign a blinded message (RFC 9474 §4.3). The service's step.

    The private operation sees only m·r^e for a fresh random r (base blinding, §7.1),
    and its result leaves this function only if it is right: one wrong half of a CRT
    result would give the key away (§7.1). The same request always has the same answer.

    Returns:
        The blind signature, as long as the modulus.

    Raises:
        BlindSignatureError: the request has another length than the modulus, is not
            below it, is 0, or shares a factor with it.
        SignerFault: the private operation gave a wrong result; nothing is released.
        RandomnessExhausted: the source of randomness is broken.
    """
    key = signer.public_key
    n = key.modulus
    # 1: the message representative. The length and the range are the RFC's, zero and
    # common factors ours: no honest client sends them.
    if len(request) != key.size:
        raise BlindSignatureError(f"a request of {len(request)} bytes")
    m = int.from_bytes(request, "big")
    if m >= n:
        raise BlindSignatureError("a request that is not below the modulus")
    _require_unit(m, n)
    # 2: RSASP1 on a blinded base.
    r, inverse = _blinding_factor(n, random)
    answer = signer.raw_private(m * key.public_power(r) % n)
    s = answer * inverse % n
    # 3-4: RSAVP1 and compare.
    if not 0 < answer < n or key.public_power(s) != m:
        raise SignerFault("s^e differs from m: wrong key, or a fault while signing")
    # 5: the signature.
    return s.to_bytes(key.size, "big")


def finalize(
    key: IssuingKey,
    prepared: Prepared,
    blind_signature: bytes,
    inverse: int,
    variant: Variant = PSS_RANDOMIZED,
) -> bytes:
    """Unblind a blind signature and verify it (RFC 9474 §4.4). The client's step.

    Returns:
        The signature over `prepared`, as long as the modulus.

    Raises:
        BlindSignatureError: the blind signature has another length.
        BadSignature: what comes out does not verify.
    """
    # 1: the size.
    if len(blind_signature) != key.size:
        raise BlindSignatureError(f"a blind signature of {len(blind_signature)} bytes")
    # 2-4: unblind.
    s = int.from_bytes(blind_signature, "big") * inverse % key.modulus
    signature = s.to_bytes(key.size, "big")
    # 5-6: verify before it is used.
    verify(key, prepared, signature, variant)
    return signature


def verify(
    key: IssuingKey,
    prepared: Prepared,
    signature: bytes,
    variant: Variant = PSS_RANDOMIZED,
) -> None:
    """Verify a finalized signature as ordinary RSASSA-PSS (RFC 9474 §4.5).

    Raises:
        BadSignature: it does not hold, or has another length than the modulus.
    """
    if len(signature) != key.size:
        raise BadSignature(f"a signature of {len(signature)} bytes")
    pss = padding.PSS(padding.MGF1(SHA384()), variant.salt_size)
    try:
        key.primitive.verify(signature, prepared, pss, SHA384())
    except InvalidSignature:
        raise BadSignature("the token's signature does not verify") from None


def _require_unit(m: int, n: int) -> None:
    """Raise BlindSignatureError unless gcd(m, n) = 1, as it is not for m = 0."""
    if gmpy2.gcd(m, n) != 1:
        raise BlindSignatureError("a number that is zero or shares a factor with n")


def _blinding_factor(n: int, random: Random) -> tuple[int, int]:
    """Draw 0 < r < n uniformly, by rejection; return r and r^-1 mod n.

    The inversion's time may depend on r, which is used once and then forgotten.
    """
    bits = n.bit_length()
    size = (bits + 7) // 8
    for _ in range(_TRIES):
        r = int.from_bytes(random_bytes(random, size), "big") >> (size * 8 - bits)
        if 0 < r < n:
            _require_unit(r, n)
            return r, int(gmpy2.invert(r, n))
    raise RandomnessExhausted("no number below n in 256 draws")


def _mgf1(seed: bytes, size: int) -> bytes:
    """Return `size` bytes of MGF1 with SHA-384 (RFC 8017 §B.2.1)."""
    blocks = (
        hashlib.sha384(seed + counter.to_bytes(4, "big")).digest()
        for counter in range(-(-size // _HASH_BYTES))
    )
    return b"".join(blocks)[:size]


def _emsa_pss_encode(message: bytes, em_bits: int, salt: bytes) -> bytes:
    """Encode by EMSA-PSS with SHA-384 (RFC 8017 §9.1.1) into ⌈em_bits / 8⌉ bytes.

    Raises:
        BlindSignatureError: em_bits is too small for hash and salt.
    """
    em_size = (em_bits + 7) // 8
    # 3: room for hash, salt, 0x01 and 0xbc?
    if em_size < _HASH_BYTES + len(salt) + 2:
        raise BlindSignatureError("a modulus too short for the encoding")
    # 2, 5-6: the hash of the padded hash and the salt.
    hashed = hashlib.sha384(message).digest()
    h = hashlib.sha384(bytes(8) + hashed + salt).digest()
    # 7-8: the data block, salt at its end.
    block_size = em_size - _HASH_BYTES - 1
    block = b"\x01".rjust(block_size - len(salt), b"\x00") + salt
    # 9-11: mask it, and clear the bits above em_bits.
    mask = int.from_bytes(_mgf1(h, block_size), "big")
    masked = int.from_bytes(block, "big") ^ mask
    masked &= (1 << (em_bits - 8 * (_HASH_BYTES + 1))) - 1
    # 12: the encoded message.
    return masked.to_bytes(block_size, "big") + h + b"\xbc"
