"""Committees with all their secrets, so that a test may sign what is wrong.

Refuses to be the ceremony: it writes the outcome directly, as record.md §5 defines it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ballot_service.crypto.group import Element, Group
from ballot_service.crypto.proofs import Proof, prove_knowledge
from ballot_service.crypto.schnorr import sign_message
from ballot_service.crypto.sharing import commit, evaluate
from ballot_service.protocol.atoms import SignedMessage
from ballot_service.protocol.trustees import (
    Certificate,
    PedersenGroup,
    TrusteeKey,
    certs_message,
    coefexps_message,
    pok_prefix,
)
from tests.protocol.parts import number

T = TypeVar("T")
Change = Callable[[Certificate], Certificate]


@dataclass
class Secrets:
    """n trustees with t: their signing keys and polynomials, from labels.

    `certificate_of` may change what a trustee's certificate says before it is signed.
    """

    group: Group
    threshold: int = 2
    size: int = 3
    polynomials: list[tuple[int, ...]] = field(default_factory=list)
    certificate_of: Change | None = None

    def __post_init__(self) -> None:
        if not self.polynomials:
            self.polynomials = [
                tuple(self._number(f"a|{i}|{k}") for k in range(self.threshold))
                for i in range(self.size)
            ]
        self.signing = [self._number(f"sk|{i}") for i in range(self.size)]

    def _number(self, label: str) -> int:
        return number(label, self.group.order)

    def sign(self, trustee: int, message: str) -> Proof:
        """Sign as trustee `trustee` (from 0)."""
        nonce = self._number(f"w|{trustee}|{message}")
        return sign_message(self.group, self.signing[trustee], message, nonce)

    def message(self, trustee: int, message: str) -> SignedMessage:
        """Return a signed message of trustee `trustee` (from 0)."""
        return SignedMessage(message, self.sign(trustee, message))

    def certificate(self, trustee: int) -> Certificate:
        """Return what the certificate of trustee `trustee` (from 0) says."""
        certificate = Certificate(
            group=self.group.name,
            size=self.size,
            threshold=self.threshold,
            index=trustee + 1,
            verification=self.group.generator_power(self.signing[trustee]),
            encryption=self.group.generator_power(self._number(f"dk|{trustee}")),
        )
        change = self.certificate_of
        return certificate if change is None else change(certificate)

    def share(self, index: int) -> int:
        """Return S_j of trustee `index` (from 1)."""
        parts = (evaluate(self.group, p, index) for p in self.polynomials)
        return sum(parts) % self.group.order

    def committed(self, trustee: int) -> tuple[Element, ...]:
        """Return g^a_0 … of trustee `trustee` (from 0)."""
        return commit(self.group, self.polynomials[trustee])

    def key(self, index: int, secret: int | None = None) -> TrusteeKey:
        """Return verification key `index` (from 1), of another secret if given."""
        secret = self.share(index) if secret is None else secret
        key = single(self.group, secret)
        return replace(key, signature=self.sign(index - 1, key.public_key))

    def public(self) -> PedersenGroup:
        """Return the threshold group."""
        everyone = range(self.size)
        certs = tuple(self.message(i, self.certificate(i).message()) for i in everyone)
        return PedersenGroup(
            threshold=self.threshold,
            certs=certs,
            coefexps=tuple(
                self.message(i, coefexps_message(self.committed(i))) for i in everyone
            ),
            signatures=tuple(
                self.sign(i, certs_message(certs, self.committed(i))) for i in everyone
            ),
            verification_keys=tuple(self.key(i + 1) for i in everyone),
        )


def single(group: Group, secret: int) -> TrusteeKey:
    """Return a single trustee's key with its proof."""
    public = group.generator_power(secret)
    nonce = number(f"pok|{secret}", group.order)
    proof = prove_knowledge(group, secret, pok_prefix(group, public), nonce)
    return TrusteeKey(proof, public)


def swapped(items: Sequence[T]) -> tuple[T, ...]:
    """Return the items with the first two in each other's place."""
    return (items[1], items[0], *items[2:])
