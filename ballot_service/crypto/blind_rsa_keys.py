"""The issuing key of blind signatures: public half, in-memory private half, interface.

Refuses padding, protocol and files; a key that is weak, foreign or not canonical.
"""

import base64
from dataclasses import InitVar, dataclass
from functools import cached_property
from typing import Protocol

import gmpy2
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
)

from ballot_service.errors import BlindSignatureError

EXPONENT = 65537
"""e of every issuing key (architecture D2)."""

DEFAULT_BITS = 3072
"""Size of the modulus that `generate` makes."""

MINIMUM_BITS = 3072
"""Smallest modulus accepted; only tests pass another `minimum_bits`."""

MAXIMUM_BITS = 8192
"""Largest modulus accepted: more would only cost the time of those who verify."""

_MAXIMUM_TEXT = 2048


@dataclass(frozen=True)
class IssuingKey:
    """The public key (n, e) that signs the tokens of one election, already checked.

    Args:
        modulus: n.
        minimum_bits: the least size of n; other than the default in tests only.

    Raises:
        BlindSignatureError: n is even, too small or too large.
    """

    modulus: int
    minimum_bits: InitVar[int] = MINIMUM_BITS

    def __post_init__(self, minimum_bits: int) -> None:
        if self.bits < minimum_bits:
            raise BlindSignatureError(f"a modulus of less than {minimum_bits} bits")
        if self.bits > MAXIMUM_BITS:
            raise BlindSignatureError(f"a modulus of more than {MAXIMUM_BITS} bits")
        if self.modulus % 2 == 0:
            raise BlindSignatureError("an even modulus")

    @property
    def bits(self) -> int:
        """Size of the modulus in bits."""
        return self.modulus.bit_length()

    @property
    def size(self) -> int:
        """Size of the modulus, and of every signature, in bytes (`modulus_len`)."""
        return (self.bits + 7) // 8

    @cached_property
    def primitive(self) -> rsa.RSAPublicKey:
        """The same key for `cryptography`."""
        return rsa.RSAPublicNumbers(EXPONENT, self.modulus).public_key()

    def public_power(self, base: int) -> int:
        """Return base^e mod n (RSAVP1, RFC 8017 §5.2.2); the base may be secret."""
        return int(gmpy2.powmod(base, EXPONENT, self.modulus))

    def encode(self) -> str:
        """Return padded Base64 of the DER SubjectPublicKeyInfo, OID rsaEncryption."""
        der = self.primitive.public_bytes(
            Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        )
        return base64.b64encode(der).decode("ascii")

    @classmethod
    def decode(cls, unverified: str, minimum_bits: int = MINIMUM_BITS) -> "IssuingKey":
        """Read what `encode` writes, and no other form of the same key.

        Raises:
            BlindSignatureError: not Base64, not DER, not an rsaEncryption key, not
                canonical, e other than 65537, or a modulus that is refused above.
        """
        # Bound the size before anything is parsed.
        if len(unverified) > _MAXIMUM_TEXT:
            raise BlindSignatureError("a public key longer than any accepted one")
        try:
            der = base64.b64decode(unverified, validate=True)
            loaded = load_der_public_key(der)
        except (ValueError, UnsupportedAlgorithm):
            raise BlindSignatureError("not a DER SubjectPublicKeyInfo") from None
        if not isinstance(loaded, rsa.RSAPublicKey):
            raise BlindSignatureError("not an RSA key")
        numbers = loaded.public_numbers()
        if numbers.e != EXPONENT:
            raise BlindSignatureError(f"a public exponent other than {EXPONENT}")
        key = cls(numbers.n, minimum_bits)
        # Also refuses the OID id-RSASSA-PSS, which the loader above lets through.
        if key.encode() != unverified:
            raise BlindSignatureError("a public key that is not in its canonical form")
        return key


class Signer(Protocol):
    """Holder of the private half: in memory, or inside a PKCS#11 token.

    An implementation neither pads nor blinds; `blind_rsa.blind_sign` blinds what
    it hands over and checks what it gets back, so that a token's fault does no harm.
    """

    @property
    def public_key(self) -> IssuingKey:
        """The public half of the key that `raw_private` uses."""

    def raw_private(self, m: int) -> int:
        """Return m^d mod n for 0 < m < n (RSASP1, RFC 8017 §5.2.1)."""


class MemorySigner:
    """A Signer whose private key lies in this process's memory.

    Python cannot wipe numbers: the key stays in memory until the process ends.

    Args:
        private_key: as generated or loaded (and so validated) by `cryptography`.
        minimum_bits: the least size of n; other than the default in tests only.

    Raises:
        BlindSignatureError: e other than 65537, or a modulus that is refused.
    """

    __slots__ = ("_dp", "_dq", "_p", "_public_key", "_q", "_q_inverse")

    def __init__(
        self, private_key: rsa.RSAPrivateKey, minimum_bits: int = MINIMUM_BITS
    ) -> None:
        secret = private_key.private_numbers()
        if secret.public_numbers.e != EXPONENT:
            raise BlindSignatureError(f"a public exponent other than {EXPONENT}")
        self._public_key = IssuingKey(secret.public_numbers.n, minimum_bits)
        self._p = gmpy2.mpz(secret.p)
        self._q = gmpy2.mpz(secret.q)
        self._dp = gmpy2.mpz(secret.dmp1)
        self._dq = gmpy2.mpz(secret.dmq1)
        self._q_inverse = gmpy2.mpz(secret.iqmp)

    @property
    def public_key(self) -> IssuingKey:
        """The public half."""
        return self._public_key

    def raw_private(self, m: int) -> int:
        """Return m^d mod n by CRT with GMP's constant-time power (RFC 8017 §5.1.2).

        The reductions mod p and q are not constant-time: m must be blinded, as
        `blind_sign` does. The result must be checked before it is released.
        """
        m_1 = gmpy2.powmod_sec(m % self._p, self._dp, self._p)
        m_2 = gmpy2.powmod_sec(m % self._q, self._dq, self._q)
        h = (m_1 - m_2) * self._q_inverse % self._p
        return int(m_2 + self._q * h)


def generate(
    bits: int = DEFAULT_BITS, minimum_bits: int = MINIMUM_BITS
) -> rsa.RSAPrivateKey:
    """Make a new issuing key, for one election and for nothing else (RFC 9474 §6.2).

    The primes come from OpenSSL's own generator: `cryptography` takes no other.

    Args:
        bits: size of the modulus.
        minimum_bits: the least size allowed; other than the default in tests only.

    Raises:
        BlindSignatureError: `bits` is below `minimum_bits` or above 8192.
    """
    if not minimum_bits <= bits <= MAXIMUM_BITS:
        raise BlindSignatureError(f"a key of {bits} bits is not made")
    return rsa.generate_private_key(EXPONENT, bits)
