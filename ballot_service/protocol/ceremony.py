"""The key ceremony, step by step: certify, commit, share, accept, finish (D5).

Refuses a step out of turn, and a message that is not the one seen before; touches no
file: public messages come in and go out as bytes.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from ballot_service.crypto.proofs import prove_knowledge
from ballot_service.crypto.randomness import Random, random_bytes, random_scalar
from ballot_service.crypto.sharing import commit as commit_polynomial
from ballot_service.crypto.sharing import evaluate, random_polynomial
from ballot_service.errors import CeremonyError
from ballot_service.protocol.ceremony_channel import (
    polynomial_payload,
    secret_payload,
    send,
)
from ballot_service.protocol.ceremony_checks import (
    Messages,
    check_certificates,
    check_commitments,
    check_polynomials,
    in_order,
    open_secrets,
)
from ballot_service.protocol.ceremony_keys import (
    SIGNING_SEED_BYTES,
    Committee,
    bind_signing_key,
    derive_keys,
    random_seed,
    sign_proof,
    sign_text,
)
from ballot_service.protocol.ceremony_messages import (
    SALT_BYTES,
    Acceptance,
    Commitment,
    Polynomial,
    Shown,
    commitment_digest,
    encode_signed,
    encode_signing_keys,
)
from ballot_service.protocol.ceremony_outcome import Outcome, assemble
from ballot_service.protocol.ceremony_state import TrusteeState
from ballot_service.protocol.trustees import (
    Certificate,
    TrusteeKey,
    certs_message,
    coefexps_message,
    pok_prefix,
)

__all__ = [
    "Outcome",
    "Step",
    "accept",
    "assemble",
    "certify",
    "commit",
    "finish",
    "make_trustee_key",
    "share",
]

Step = tuple[TrusteeState, bytes]
"""The trustee's new state, to be sealed first, and the public message of the step."""


def _digests(messages: tuple[bytes, ...]) -> tuple[str, ...]:
    return tuple(hashlib.sha256(item).hexdigest() for item in messages)


def _published(state: TrusteeState, message: bytes, **changes: object) -> Step:
    changed = replace(state, message=message.decode(), **changes)  # type: ignore[arg-type]
    return changed, message


def _remember(
    state: TrusteeState, kind: str, messages: Messages
) -> Mapping[str, tuple[str, ...]]:
    """Note what was shown, or check that it is what was shown before.

    Raises:
        CeremonyError: a message was replaced since; its trustee is named.
        OutOfTurn: one is missing.
    """
    digests = _digests(in_order(state.committee, messages, kind))
    before = state.seen.get(kind, digests)
    for index, (old, new) in enumerate(zip(before, digests, strict=True), start=1):
        if old != new:
            raise CeremonyError(
                f"trustee {index}: another {kind} than the one seen before", index
            )
    return {**state.seen, kind: digests}


def _check_own(state: TrusteeState, kind: str, messages: Messages) -> None:
    """Check that this trustee's own message came back unaltered."""
    if messages.get(state.index) != state.message.encode():
        raise CeremonyError(
            f"trustee {state.index}: own {kind} is not the one that was made",
            state.index,
        )


def certify(committee: Committee, index: int, manifest: str, random: Random) -> Step:
    """Step 1: draw a seed and certify the two public keys that follow from it.

    Args:
        index: this trustee's number, from 1.
        manifest: the manifest hash, kept with the share.
    """
    group = committee.group
    state = TrusteeState(
        committee=committee,
        index=index,
        manifest=manifest,
        phase="certified",
        seed=random_seed(random),
        signing_seed=random_bytes(random, SIGNING_SEED_BYTES),
    )
    keys = derive_keys(group, state.seed)
    certificate = Certificate(
        group.name,
        committee.size,
        committee.threshold,
        index,
        group.secret_generator_power(keys.signing),
        group.secret_generator_power(keys.decryption),
    )
    signed = sign_text(group, keys.signing, certificate.message(), random)
    return _published(state, encode_signed(signed))


def commit(state: TrusteeState, certs: Messages, random: Random) -> Step:
    """Step 2: draw the polynomial and commit to it before any is shown.

    Raises:
        OutOfTurn: not after `certify`, or a certificate is missing.
        CeremonyError: naming the trustee whose certificate does not hold.
    """
    state.check_phase("certified")
    committee, group = state.committee, state.committee.group
    _check_own(state, "certificate", certs)
    check_certificates(committee, certs)
    polynomial = random_polynomial(group, committee.threshold, random)
    salt = random_bytes(random, SALT_BYTES).hex()
    coefexps = coefexps_message(commit_polynomial(group, polynomial))
    digest = commitment_digest(committee.uuid, state.index, salt, coefexps)
    text = Commitment(committee.uuid, state.index, digest).text()
    signed = sign_text(group, state.keys.signing, text, random)
    return _published(
        state,
        encode_signed(signed),
        phase="committed",
        polynomial=polynomial,
        salt=salt,
        seen=_remember(state, "certificate", certs),
    )


def share(
    state: TrusteeState, certs: Messages, commitments: Messages, random: Random
) -> Step:
    """Step 3: with every commitment in hand, show the polynomial's, seal the secrets.

    Raises:
        OutOfTurn: not after `commit`, or a commitment is missing.
        CeremonyError: naming the trustee at fault.
    """
    state.check_phase("committed")
    committee, group, keys = state.committee, state.committee.group, state.keys
    _check_own(state, "commitment", commitments)
    seen = _remember(state, "certificate", certs)
    certified = check_certificates(committee, certs)
    check_commitments(committee, certified, commitments)
    coefficients = commit_polynomial(group, state.polynomial)
    own = certified.certificates[state.index - 1].encryption
    polynomial = Polynomial(
        sealed=send(
            group, keys.signing, own, polynomial_payload(state.polynomial), random
        ),
        secrets=tuple(
            send(
                group,
                keys.signing,
                cert.encryption,
                secret_payload("secret", evaluate(group, state.polynomial, j)),
                random,
            )
            for j, cert in enumerate(certified.certificates, start=1)
        ),
        coefexps=sign_text(group, keys.signing, coefexps_message(coefficients), random),
        signature=sign_proof(
            group, keys.signing, certs_message(certified.signed, coefficients), random
        ),
    )
    seen = _remember(replace(state, seen=seen), "commitment", commitments)
    shown = Shown(state.salt, polynomial).encoded()
    return _published(state, shown, phase="shared", seen=seen)


def accept(
    state: TrusteeState,
    certs: Messages,
    commitments: Messages,
    polynomials: Messages,
    random: Random,
) -> Step:
    """Step 4: check what all have shown and sent; make the verification key.

    Raises:
        BrokenCommitment: another polynomial was shown than committed to.
        BadTrusteeShare: a secret does not fit the polynomial of its sender.
        OutOfTurn: not after `share`, or a message is missing.
        CeremonyError: any other fault, naming the trustee.
    """
    state.check_phase("shared")
    committee = state.committee
    _check_own(state, "polynomial", polynomials)
    seen = _remember(state, "certificate", certs)
    seen = _remember(replace(state, seen=seen), "commitment", commitments)
    certified = check_certificates(committee, certs)
    committed = check_commitments(committee, certified, commitments)
    shown = check_polynomials(committee, certified, committed, polynomials)
    secret = open_secrets(
        committee,
        certified,
        [item.polynomial for item in shown],
        state.index,
        state.keys,
    )
    acceptance = Acceptance(
        make_trustee_key(committee, state.keys.signing, secret, random),
        bind_signing_key(
            committee, state.index, state.keys.signing, state.signing_seed, random
        ),
    )
    return _published(
        state,
        acceptance.encoded(),
        phase="accepted",
        polynomial=(),
        salt="",
        decryption_key=secret,
        seen=_remember(replace(state, seen=seen), "polynomial", polynomials),
    )


def make_trustee_key(
    committee: Committee, signing: int, secret: int, random: Random
) -> TrusteeKey:
    """Make the public key of S_j with its proof and the certificate key's signature."""
    group = committee.group
    public = group.secret_generator_power(secret)
    w = random_scalar(group, random)
    return TrusteeKey(
        prove_knowledge(group, secret, pok_prefix(group, public), w),
        public,
        sign_proof(group, signing, public, random),
    )


def finish(
    state: TrusteeState,
    certs: Messages,
    commitments: Messages,
    polynomials: Messages,
    acceptances: Messages,
) -> tuple[TrusteeState, Outcome]:
    """Step 5, for a trustee: assemble, and see that all is what it was shown before.

    Raises:
        OutOfTurn: not after `accept`, or a message is missing.
        CeremonyError: naming the trustee at fault.
    """
    state.check_phase("accepted")
    _check_own(state, "acceptance", acceptances)
    for kind, messages in (
        ("certificate", certs),
        ("commitment", commitments),
        ("polynomial", polynomials),
    ):
        _remember(state, kind, messages)
    outcome = assemble(state.committee, certs, commitments, polynomials, acceptances)
    finished = replace(
        state,
        phase="finished",
        message="",
        trustees=hashlib.sha256(outcome.trustees.encoded()).hexdigest(),
        signing_keys=encode_signing_keys(outcome.signing_keys).decode(),
    )
    return finished, outcome
