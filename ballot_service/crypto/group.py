"""The one interface of a prime-order group, and the way to get a group by its name.

Refuses arithmetic of its own: PyNaCl and gmpy2 do that in the two subclasses.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import NewType

from ballot_service.errors import NotAnElement, NumberOutOfRange, UnknownGroup

Element = NewType("Element", str)
"""A group element in its written form (docs/spec/record.md §2), already checked."""

_DECIMAL = re.compile(r"0|[1-9][0-9]*", re.ASCII)
_SCALAR_DIGITS = 78


class Group(ABC):
    """A cyclic group of prime order, written multiplicatively.

    Elements are their own canonical text, so that hashing, comparing and storing
    need no conversion. `power` and `generator_power` are for public exponents;
    `secret_power` and `secret_generator_power` take a time that does not depend on
    the exponent, as far as the library below promises it.
    """

    name: str
    order: int
    generator: Element
    identity: Element

    @abstractmethod
    def element(self, unverified: str) -> Element:
        """Check that a text is an element of the subgroup (the identity is one).

        Raises:
            NotAnElement: not canonical, not in the group, or outside the subgroup.
        """

    @abstractmethod
    def multiply(self, left: Element, right: Element) -> Element:
        """Return left · right."""

    @abstractmethod
    def invert(self, element: Element) -> Element:
        """Return element^-1."""

    @abstractmethod
    def power(self, base: Element, exponent: int) -> Element:
        """Return base^exponent for a public exponent (any integer)."""

    @abstractmethod
    def secret_power(self, base: Element, exponent: int) -> Element:
        """Return base^exponent in time independent of the exponent."""

    def generator_power(self, exponent: int) -> Element:
        """Return g^exponent for a public exponent."""
        return self.power(self.generator, exponent)

    def secret_generator_power(self, exponent: int) -> Element:
        """Return g^exponent in time independent of the exponent."""
        return self.secret_power(self.generator, exponent)

    def product(self, elements: Iterable[Element]) -> Element:
        """Return the product of all elements; of none, the identity."""
        result = self.identity
        for element in elements:
            result = self.multiply(result, element)
        return result

    def scalar(self, unverified: str) -> int:
        """Read a number of Zq in base 10 (record.md §1).

        Raises:
            NumberOutOfRange: not canonical decimal, or not 0 <= x < q.
        """
        if len(unverified) > _SCALAR_DIGITS or not _DECIMAL.fullmatch(unverified):
            raise NumberOutOfRange("not a canonical decimal number")
        value = int(unverified)
        if value >= self.order:
            raise NumberOutOfRange("number is not below the group order")
        return value

    def nonidentity(self, unverified: str) -> Element:
        """Check like `element`, and that it is not the identity.

        Raises:
            NotAnElement: as `element`, and for the identity.
        """
        element = self.element(unverified)
        if element == self.identity:
            raise NotAnElement("identity where a key is needed")
        return element


def group_named(name: str) -> Group:
    """Return the group of that name, "Ed25519" or "BELENIOS-2048".

    Raises:
        UnknownGroup: any other name.
    """
    # The two groups import this module for its interface.
    from ballot_service.crypto.ed25519 import ED25519  # noqa: PLC0415
    from ballot_service.crypto.modp import BELENIOS_2048  # noqa: PLC0415

    for group in (ED25519, BELENIOS_2048):
        if group.name == name:
            return group
    raise UnknownGroup(name[:40])
