"""The public end of the key ceremony: trustees and signing keys, put together.

Refuses to leave anything unchecked: whoever has the public messages can repeat it.
"""

from dataclasses import dataclass

from ballot_service.crypto.group import Element
from ballot_service.errors import CeremonyError
from ballot_service.protocol.ceremony_checks import (
    Messages,
    check_acceptances,
    check_certificates,
    check_commitments,
    check_polynomials,
)
from ballot_service.protocol.ceremony_keys import BoundKey, Committee
from ballot_service.protocol.check_trustees import (
    check_no_identity_keys,
    check_trustees,
)
from ballot_service.protocol.trustees import PedersenGroup, Trustees


@dataclass(frozen=True)
class Outcome:
    """What the ceremony gives to the public.

    Attributes:
        trustees: exactly one Pedersen group.
        signing_keys: of all trustees in their order, bindings checked.
        public_key: y, the election's key.
    """

    trustees: Trustees
    signing_keys: tuple[BoundKey, ...]
    public_key: Element


def assemble(
    committee: Committee,
    certs: Messages,
    commitments: Messages,
    polynomials: Messages,
    acceptances: Messages,
) -> Outcome:
    """Step 5, for anyone: check every public message and put the trustees together.

    Raises:
        OutOfTurn: a message is missing.
        CeremonyError: naming the trustee at fault.
    """
    certified = check_certificates(committee, certs)
    committed = check_commitments(committee, certified, commitments)
    shown = check_polynomials(committee, certified, committed, polynomials)
    messages = [item.polynomial for item in shown]
    accepted = check_acceptances(committee, certified, messages, acceptances)
    pedersen = PedersenGroup(
        committee.threshold,
        certified.signed,
        tuple(item.coefexps for item in messages),
        tuple(item.signature for item in messages),
        tuple(item.key for item in accepted),
    )
    trustees = Trustees((pedersen,))
    public_key = check_trustees(committee.group, trustees)
    check_no_identity_keys(committee.group, trustees)
    if public_key == committee.group.identity:
        raise CeremonyError("the election's key would be the identity")
    return Outcome(trustees, tuple(item.signing for item in accepted), public_key)
