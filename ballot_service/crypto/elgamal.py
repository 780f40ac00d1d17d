"""Exponential ElGamal: encryption, the product of ciphertexts, small logarithms.

Refuses to decrypt: a plaintext appears only through the factors of t trustees.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ballot_service.crypto.group import Element, Group
from ballot_service.errors import NumberOutOfRange


@dataclass(frozen=True)
class Ciphertext:
    """(alpha, beta) = (g^r, y^r · g^m)."""

    alpha: Element
    beta: Element


def encrypt(group: Group, key: Element, message: int, r: int) -> Ciphertext:
    """Encrypt a small integer under the public key with randomness r."""
    masked = group.secret_power(key, r)
    return Ciphertext(
        group.secret_generator_power(r),
        group.multiply(masked, group.secret_generator_power(message)),
    )


def trivial(group: Group) -> Ciphertext:
    """Return the encryption of 0 with randomness 0, the empty product."""
    return Ciphertext(group.identity, group.identity)


def multiply(group: Group, left: Ciphertext, right: Ciphertext) -> Ciphertext:
    """Return the ciphertext of the sum."""
    return Ciphertext(
        group.multiply(left.alpha, right.alpha), group.multiply(left.beta, right.beta)
    )


def product(group: Group, ciphertexts: Iterable[Ciphertext]) -> Ciphertext:
    """Return the ciphertext of the sum of all plaintexts."""
    result = trivial(group)
    for ciphertext in ciphertexts:
        result = multiply(group, result, ciphertext)
    return result


def power(group: Group, ciphertext: Ciphertext, weight: int) -> Ciphertext:
    """Return the ciphertext of weight times the plaintext; the weight is public."""
    return Ciphertext(
        group.power(ciphertext.alpha, weight), group.power(ciphertext.beta, weight)
    )


class SmallLogarithms:
    """The logarithms to base g of g^0 … g^maximum, found by walking up once.

    Args:
        group: the group.
        maximum: the greatest exponent that can occur, that is, the total weight.
    """

    def __init__(self, group: Group, maximum: int) -> None:
        self._group = group
        self._maximum = maximum
        self._known: dict[Element, int] = {group.identity: 0}
        self._last = group.identity

    def of(self, element: Element) -> int:
        """Return n with g^n = element.

        Raises:
            NumberOutOfRange: there is none with 0 <= n <= maximum.
        """
        while element not in self._known and len(self._known) <= self._maximum:
            self._last = self._group.multiply(self._last, self._group.generator)
            self._known[self._last] = len(self._known)
        if element not in self._known:
            raise NumberOutOfRange("no logarithm up to the number of ballots")
        return self._known[element]
