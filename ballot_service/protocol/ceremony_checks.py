"""Whether the ceremony's messages hold, and which trustee is at fault where not.

Refuses to go on with fewer than all: a missing message is named like a false one.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from ballot_service.crypto.group import Element
from ballot_service.crypto.proofs import verify_knowledge
from ballot_service.crypto.schnorr import verify_message
from ballot_service.crypto.sharing import evaluate_committed, verify_share
from ballot_service.errors import (
    BadTrusteeShare,
    BallotServiceError,
    BrokenCommitment,
    CeremonyError,
    OutOfTurn,
)
from ballot_service.protocol.atoms import SignedMessage
from ballot_service.protocol.ceremony_channel import read_secret_payload, receive
from ballot_service.protocol.ceremony_keys import Committee, SeedKeys, check_bound_key
from ballot_service.protocol.ceremony_messages import (
    Acceptance,
    Commitment,
    Polynomial,
    Shown,
    commitment_digest,
    read_acceptance,
    read_commitment,
    read_shown,
    read_signed,
)
from ballot_service.protocol.trustees import (
    Certificate,
    certs_message,
    pok_prefix,
    read_certificate,
    read_coefexps,
)

Messages = Mapping[int, bytes]
"""One public message of each trustee, by the trustee's number from 1; unverified."""


@contextmanager
def blame(
    trustee: int, what: str, named: type[CeremonyError] = CeremonyError
) -> Iterator[None]:
    """Turn any refusal of a trustee's message into one that names the trustee."""
    try:
        yield
    except CeremonyError:
        raise
    except BallotServiceError as error:
        raise named(
            f"trustee {trustee}, {what}: {error.name} {error.detail}".strip(), trustee
        ) from error


def in_order(committee: Committee, messages: Messages, what: str) -> tuple[bytes, ...]:
    """Return the messages of all trustees in their order.

    Raises:
        OutOfTurn: one is missing (its trustee is named).
        CeremonyError: a message of a trustee that the committee does not have.
    """
    for index in range(1, committee.size + 1):
        if index not in messages:
            raise OutOfTurn(f"{what} of trustee {index} is missing", index)
    if len(messages) != committee.size:
        raise CeremonyError(f"{what}: more than {committee.size} trustees")
    return tuple(messages[index] for index in range(1, committee.size + 1))


@dataclass(frozen=True)
class Certified:
    """All certificates, checked."""

    signed: tuple[SignedMessage, ...]
    certificates: tuple[Certificate, ...]


def check_certificates(committee: Committee, unverified: Messages) -> Certified:
    """Check every certificate: context, signature, no identity, no key twice.

    Raises:
        OutOfTurn, CeremonyError: naming the trustee.
    """
    group, what = committee.group, "certificate"
    signed: list[SignedMessage] = []
    certificates: list[Certificate] = []
    seen: set[Element] = {group.identity}
    for index, raw in enumerate(in_order(committee, unverified, what), start=1):
        with blame(index, what):
            message = read_signed(group, raw, what)
            cert = read_certificate(group, message.message, what)
            verify_message(group, cert.verification, message.message, message.signature)
        context = (cert.group, cert.size, cert.threshold, cert.index)
        if context != (group.name, committee.size, committee.threshold, index):
            raise CeremonyError(f"trustee {index}, {what}: another context", index)
        for key in (cert.verification, cert.encryption):
            if key in seen:
                raise CeremonyError(
                    f"trustee {index}, {what}: the identity, or a key seen before",
                    index,
                )
            seen.add(key)
        signed.append(message)
        certificates.append(cert)
    return Certified(tuple(signed), tuple(certificates))


def check_commitments(
    committee: Committee, certified: Certified, unverified: Messages
) -> tuple[Commitment, ...]:
    """Check every commitment: signed by its trustee, for this election and place.

    Raises:
        OutOfTurn, CeremonyError: naming the trustee.
    """
    group, what = committee.group, "commitment"
    commitments: list[Commitment] = []
    for index, raw in enumerate(in_order(committee, unverified, what), start=1):
        with blame(index, what):
            signed = read_signed(group, raw, what)
            key = certified.certificates[index - 1].verification
            verify_message(group, key, signed.message, signed.signature)
            commitment = read_commitment(signed.message, what)
        if (commitment.uuid, commitment.index) != (committee.uuid, index):
            raise CeremonyError(
                f"trustee {index}, {what}: of another place or election", index
            )
        commitments.append(commitment)
    return tuple(commitments)


def check_polynomials(
    committee: Committee,
    certified: Certified,
    commitments: Sequence[Commitment],
    unverified: Messages,
) -> tuple[Shown, ...]:
    """Check every polynomial message but the sealed secrets of others.

    Raises:
        BrokenCommitment: another polynomial than the one committed to.
        OutOfTurn, CeremonyError: naming the trustee.
    """
    what = "polynomial"
    shown: list[Shown] = []
    for index, raw in enumerate(in_order(committee, unverified, what), start=1):
        with blame(index, what):
            item = read_shown(committee.group, raw, what)
        digest = commitment_digest(
            committee.uuid, index, item.opening, item.polynomial.coefexps.message
        )
        if digest != commitments[index - 1].digest:
            raise BrokenCommitment(
                f"trustee {index}: shows another polynomial than committed to", index
            )
        with blame(index, what):
            check_polynomial(committee, certified, index, item.polynomial)
        shown.append(item)
    return tuple(shown)


def check_polynomial(
    committee: Committee, certified: Certified, index: int, polynomial: Polynomial
) -> tuple[Element, ...]:
    """Check one polynomial message's signatures and sizes; return its commitments.

    Raises:
        BadSignature, EncodingError, CeremonyError.
    """
    group, what = committee.group, "coefexps"
    key = certified.certificates[index - 1].verification
    signed = polynomial.coefexps
    verify_message(group, key, signed.message, signed.signature)
    coefficients = read_coefexps(group, signed.message, what)
    if len(coefficients) != committee.threshold:
        raise CeremonyError(f"trustee {index}, {what}: not t coefficients", index)
    if group.identity in coefficients:
        raise CeremonyError(f"trustee {index}, {what}: an identity element", index)
    if len(polynomial.secrets) != committee.size:
        raise CeremonyError(f"trustee {index}, secrets: not one a trustee", index)
    bound = certs_message(certified.signed, coefficients)
    verify_message(group, key, bound, polynomial.signature)
    return coefficients


def open_secrets(
    committee: Committee,
    certified: Certified,
    polynomials: Sequence[Polynomial],
    index: int,
    keys: SeedKeys,
) -> int:
    """Open and check what every trustee sealed for trustee `index`; return S_j.

    Raises:
        BadTrusteeShare: a secret that does not open, or does not fit its polynomial.
        CeremonyError: the sum is zero.
    """
    group, total = committee.group, 0
    for sender, polynomial in enumerate(polynomials, start=1):
        with blame(sender, f"secret for trustee {index}", BadTrusteeShare):
            payload = receive(
                group,
                keys.decryption,
                certified.certificates[sender - 1].verification,
                polynomial.secrets[index - 1],
                "secret",
            )
            secret = read_secret_payload(group, "secret", payload)
            coefficients = read_coefexps(group, polynomial.coefexps.message, "coefexps")
            verify_share(group, coefficients, index, secret)
        total = (total + secret) % group.order
    if total == 0:
        raise CeremonyError("the shares add up to zero")
    return total


def expected_key(
    committee: Committee, polynomials: Sequence[Polynomial], index: int
) -> Element:
    """Return X_j = ∏_i ∏_k A_ik^(j^k)."""
    group = committee.group
    return group.product(
        evaluate_committed(
            group, read_coefexps(group, p.coefexps.message, "coefexps"), index
        )
        for p in polynomials
    )


def check_acceptances(
    committee: Committee,
    certified: Certified,
    polynomials: Sequence[Polynomial],
    unverified: Messages,
) -> tuple[Acceptance, ...]:
    """Check every trustee's verification key, its proofs, and its signing key.

    Raises:
        OutOfTurn, CeremonyError: naming the trustee.
    """
    group, what = committee.group, "acceptance"
    acceptances: list[Acceptance] = []
    for index, raw in enumerate(in_order(committee, unverified, what), start=1):
        verification = certified.certificates[index - 1].verification
        with blame(index, what):
            item = read_acceptance(group, raw, what)
            public = item.key.public_key
            verify_knowledge(group, public, pok_prefix(group, public), item.key.pok)
            if item.key.signature is None:
                raise CeremonyError(f"trustee {index}, {what}: not signed", index)
            verify_message(group, verification, public, item.key.signature)
            check_bound_key(committee, index, verification, item.signing)
        if public != expected_key(committee, polynomials, index):
            raise CeremonyError(f"trustee {index}, {what}: another key", index)
        if public == group.identity:
            raise CeremonyError(f"trustee {index}, {what}: the identity", index)
        acceptances.append(item)
    if len({item.signing.x for item in acceptances}) != committee.size:
        raise CeremonyError("two trustees with one signing key")
    return tuple(acceptances)
