"""The prime-order subgroup of edwards25519, on libsodium through PyNaCl.

Refuses curve arithmetic of its own, clamping, and every encoding but the canonical.
"""

import re

from nacl.bindings import (
    crypto_core_ed25519_add,
    crypto_core_ed25519_is_valid_point,
    crypto_scalarmult_ed25519_base_noclamp,
    crypto_scalarmult_ed25519_noclamp,
)

from ballot_service.crypto.group import Element, Group
from ballot_service.errors import NotAnElement

_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SIGN = {d: "0123456789abcdef"[int(d, 16) ^ 8] for d in "0123456789abcdef"}


class Ed25519(Group):
    """edwards25519 in the notation of record.md §2: big-endian hexadecimal.

    libsodium refuses the scalar 0 and the identity in a scalar multiplication, so both
    are answered before it is asked.
    """

    name = "Ed25519"
    order = 2**252 + 27742317777372353535851937790883648493
    generator = Element("66" * 31 + "58")
    identity = Element("00" * 31 + "01")

    def element(self, unverified: str) -> Element:
        """Check canonical form, curve and subgroup; the identity passes.

        Raises:
            NotAnElement: upper case, wrong length, non-canonical, small order,
                or outside the prime-order subgroup.
        """
        if not _HEX.fullmatch(unverified):
            raise NotAnElement("not 64 lower-case hexadecimal digits")
        if unverified != self.identity and not crypto_core_ed25519_is_valid_point(
            bytes.fromhex(unverified)[::-1]
        ):
            raise NotAnElement("not in the prime-order subgroup")
        return Element(unverified)

    def multiply(self, left: Element, right: Element) -> Element:
        """Return left · right (point addition; the identity needs no special case)."""
        total = crypto_core_ed25519_add(
            bytes.fromhex(left)[::-1], bytes.fromhex(right)[::-1]
        )
        return Element(total[::-1].hex())

    def invert(self, element: Element) -> Element:
        """Return the inverse: the sign bit flipped, but for the identity."""
        if element == self.identity:
            return element
        return Element(_SIGN[element[0]] + element[1:])

    def power(self, base: Element, exponent: int) -> Element:
        """Return base^exponent; libsodium has only the constant-time way."""
        return self.secret_power(base, exponent)

    def secret_power(self, base: Element, exponent: int) -> Element:
        """Return base^exponent by libsodium's constant-time ladder."""
        scalar = exponent % self.order
        if scalar == 0 or base == self.identity:
            return self.identity
        if base == self.generator:
            point = crypto_scalarmult_ed25519_base_noclamp(
                scalar.to_bytes(32, "little")
            )
        else:
            point = crypto_scalarmult_ed25519_noclamp(
                scalar.to_bytes(32, "little"), bytes.fromhex(base)[::-1]
            )
        return Element(point[::-1].hex())


ED25519 = Ed25519()
