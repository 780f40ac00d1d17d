"""Zero-knowledge proofs: knowledge, equality of logarithms, one of several plaintexts.

Refuses to answer with a bool: `verify_x` returns None or raises BadProof.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.crypto.elgamal import Ciphertext
from ballot_service.crypto.group import Element, Group
from ballot_service.crypto.randomness import Draw
from ballot_service.crypto.transcript import challenge
from ballot_service.errors import BadProof


@dataclass(frozen=True)
class Proof:
    """challenge and response of a Schnorr proof, A = g^response · X^challenge."""

    challenge: int
    response: int


@dataclass(frozen=True)
class Branch:
    """One of the claims of a disjunction: `ciphertext` holds `message`."""

    ciphertext: Ciphertext
    message: int


def prove_knowledge(group: Group, secret: int, prefix: str, w: int) -> Proof:
    """Prove knowledge of the logarithm `secret` of X = g^secret, bound to `prefix`.

    The prefix carries the whole statement, X included where the format does so
    (record.md §5, §6). `w` is the nonce: fresh, never used twice.
    """
    c = challenge(group, prefix, [group.secret_generator_power(w)])
    return Proof(c, (w - secret * c) % group.order)


def verify_knowledge(group: Group, public: Element, prefix: str, proof: Proof) -> None:
    """Check a proof of `prove_knowledge`.

    Raises:
        BadProof: the equation does not hold.
    """
    commitment = group.multiply(
        group.generator_power(proof.response), group.power(public, proof.challenge)
    )
    if challenge(group, prefix, [commitment]) != proof.challenge:
        raise BadProof("proof of knowledge")


def prove_equality(
    group: Group, base: Element, secret: int, prefix: str, w: int
) -> Proof:
    """Prove that log_g(X) = log_base(F) = secret (record.md §7).

    The prefix carries X; the commitments alone are hashed beside it, as the format
    says. Neither base nor F is hashed: who holds the secret can choose B first and fit
    a wrong F to it (docs/decisions/format-decryption-proof.md says what that is worth).
    """
    c = challenge(
        group,
        prefix,
        [group.secret_generator_power(w), group.secret_power(base, w)],
    )
    return Proof(c, (w - secret * c) % group.order)


def verify_equality(
    group: Group,
    base: Element,
    public: Element,
    factor: Element,
    prefix: str,
    proof: Proof,
) -> None:
    """Check that log_g(public) = log_base(factor).

    Raises:
        BadProof: the equations do not hold.
    """
    a = group.multiply(
        group.generator_power(proof.response), group.power(public, proof.challenge)
    )
    b = group.multiply(
        group.power(base, proof.response), group.power(factor, proof.challenge)
    )
    if challenge(group, prefix, [a, b]) != proof.challenge:
        raise BadProof("proof of equal logarithms")


def _shifted(group: Group, branch: Branch) -> Element:
    """Return beta / g^M."""
    if branch.message == 0:
        return branch.ciphertext.beta
    return group.multiply(
        branch.ciphertext.beta, group.generator_power(-branch.message)
    )


def _commitments(
    group: Group, key: Element, branch: Branch, proof: Proof
) -> tuple[Element, Element]:
    return (
        group.multiply(
            group.generator_power(proof.response),
            group.power(branch.ciphertext.alpha, proof.challenge),
        ),
        group.multiply(
            group.power(key, proof.response),
            group.power(_shifted(group, branch), proof.challenge),
        ),
    )


def prove_one_of(  # noqa: PLR0917 - statement, witness and randomness, in that order
    group: Group,
    key: Element,
    branches: Sequence[Branch],
    true: int,
    r: int,
    prefix: str,
    draw: Draw,
    label: str,
) -> tuple[Proof, ...]:
    """Prove that at least one branch holds, without saying which (record.md §6).

    Args:
        branches: the claims, in the order of the specification.
        true: index of the branch that holds.
        r: randomness of that branch's ciphertext.
        prefix: the hashed statement.
        draw: source of the numbers `label/w`, `label/k/c`, `label/k/s`.
        label: name of this proof within its ballot.
    """
    w = draw(f"{label}/w")
    proofs: list[Proof] = []
    commitments: list[Element] = []
    for k, branch in enumerate(branches):
        if k == true:
            proofs.append(Proof(0, 0))
            commitments += [
                group.secret_generator_power(w),
                group.secret_power(key, w),
            ]
            continue
        simulated = Proof(draw(f"{label}/{k}/c"), draw(f"{label}/{k}/s"))
        proofs.append(simulated)
        commitments += _commitments(group, key, branch, simulated)
    h = challenge(group, prefix, commitments)
    c = (h - sum(proof.challenge for proof in proofs)) % group.order
    proofs[true] = Proof(c, (w - r * c) % group.order)
    return tuple(proofs)


def verify_one_of(
    group: Group,
    key: Element,
    branches: Sequence[Branch],
    prefix: str,
    proofs: Sequence[Proof],
) -> None:
    """Check a disjunction of `prove_one_of`.

    Raises:
        BadProof: wrong number of branches, or the challenges do not sum to the hash.
    """
    if len(proofs) != len(branches):
        raise BadProof("wrong number of branches")
    commitments: list[Element] = []
    for branch, proof in zip(branches, proofs, strict=True):
        commitments += _commitments(group, key, branch, proof)
    total = sum(proof.challenge for proof in proofs) % group.order
    if challenge(group, prefix, commitments) != total:
        raise BadProof("disjunctive proof")
