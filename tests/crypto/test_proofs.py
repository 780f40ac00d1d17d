"""Proofs hold when true, and no part of statement or proof may change."""

from dataclasses import replace

import pytest

from ballot_service.crypto import elgamal
from ballot_service.crypto.group import Element, Group
from ballot_service.crypto.proofs import (
    Branch,
    Proof,
    prove_equality,
    prove_knowledge,
    prove_one_of,
    verify_equality,
    verify_knowledge,
    verify_one_of,
)
from ballot_service.crypto.randomness import Draw
from ballot_service.errors import BadProof
from tests.crypto.known import element, number

PREFIX = "test|statement|"


def draws(group: Group) -> Draw:
    return lambda label: number(group, f"draw|{label}")


def key(group: Group) -> Element:
    return element(group, "x")


def branches(group: Group, message: int, claims: range) -> list[Branch]:
    ciphertext = elgamal.encrypt(group, key(group), message, number(group, "r"))
    return [Branch(ciphertext, m) for m in claims]


def proved(
    group: Group, message: int, claims: range, true: int | None = None
) -> tuple[Proof, ...]:
    return prove_one_of(
        group,
        key(group),
        branches(group, message, claims),
        message - claims.start if true is None else true,
        number(group, "r"),
        PREFIX,
        draws(group),
        "label",
    )


# --- knowledge ---


def test_a_proof_of_knowledge_holds(group: Group) -> None:
    proof = prove_knowledge(group, number(group, "x"), PREFIX, number(group, "w"))
    verify_knowledge(group, key(group), PREFIX, proof)


def test_a_proof_of_knowledge_holds_for_its_statement_only(group: Group) -> None:
    proof = prove_knowledge(group, number(group, "x"), PREFIX, number(group, "w"))
    for public, prefix, shown in [
        (element(group, "z"), PREFIX, proof),
        (group.invert(key(group)), PREFIX, proof),
        (key(group), "test|another|", proof),
        (key(group), PREFIX, replace(proof, challenge=proof.challenge + 1)),
        (key(group), PREFIX, replace(proof, response=proof.response + 1)),
        (key(group), PREFIX, Proof(proof.response, proof.challenge)),
        (key(group), PREFIX, Proof(0, 0)),
    ]:
        with pytest.raises(BadProof):
            verify_knowledge(group, public, prefix, shown)


# --- equality ---


def equality(group: Group) -> tuple[Element, Element, Element, Proof]:
    """Return base, public, factor and the proof of their one logarithm."""
    base, x = element(group, "base"), number(group, "x")
    proof = prove_equality(group, base, x, PREFIX, number(group, "w"))
    return base, key(group), group.power(base, x), proof


def test_a_proof_of_equality_holds(group: Group) -> None:
    base, public, factor, proof = equality(group)
    verify_equality(group, base, public, factor, PREFIX, proof)


def test_a_proof_of_equality_holds_for_its_statement_only(group: Group) -> None:
    base, public, factor, proof = equality(group)
    other = element(group, "other")
    for statement in [
        (other, public, factor, PREFIX, proof),
        (base, other, factor, PREFIX, proof),
        (base, public, other, PREFIX, proof),
        (base, public, group.invert(factor), PREFIX, proof),
        (public, base, factor, PREFIX, proof),
        (base, public, factor, "test|another|", proof),
        (base, public, factor, PREFIX, replace(proof, challenge=proof.challenge + 1)),
        (base, public, factor, PREFIX, replace(proof, response=proof.response + 1)),
    ]:
        with pytest.raises(BadProof):
            verify_equality(group, *statement)


def test_another_factor_is_not_proved_by_an_honest_prover(group: Group) -> None:
    base, public, _, proof = equality(group)
    wrong = group.power(base, number(group, "x") + 1)
    with pytest.raises(BadProof):
        verify_equality(group, base, public, wrong, PREFIX, proof)


# --- one of several ---


@pytest.mark.parametrize("message", range(4))
def test_every_branch_can_be_the_true_one(group: Group, message: int) -> None:
    claims = range(4)
    proofs = proved(group, message, claims)
    assert len(proofs) == 4
    shown = branches(group, message, claims)
    verify_one_of(group, key(group), shown, PREFIX, proofs)


def test_a_single_branch_is_a_proof_too(group: Group) -> None:
    claims = range(2, 3)
    shown = branches(group, 2, claims)
    verify_one_of(group, key(group), shown, PREFIX, proved(group, 2, claims))


@pytest.mark.parametrize("message", [-1, 2, 500])
def test_a_plaintext_outside_the_claims_is_not_proved(
    group: Group, message: int
) -> None:
    claims = range(2)
    shown = branches(group, message, claims)
    for true in (0, 1):
        with pytest.raises(BadProof):
            verify_one_of(
                group, key(group), shown, PREFIX, proved(group, message, claims, true)
            )


@pytest.mark.parametrize("part", ["challenge", "response"])
@pytest.mark.parametrize("which", [0, 1])
def test_no_number_of_a_disjunction_may_change(
    group: Group, part: str, which: int
) -> None:
    proofs = list(proved(group, 1, range(2)))
    proofs[which] = replace(proofs[which], **{part: getattr(proofs[which], part) + 1})
    with pytest.raises(BadProof):
        verify_one_of(group, key(group), branches(group, 1, range(2)), PREFIX, proofs)


def test_the_challenges_must_sum_to_the_hash(group: Group) -> None:
    """Two changes that cancel in the sum are seen in the commitments."""
    zero, one = proved(group, 1, range(2))
    moved = [
        replace(zero, challenge=zero.challenge + 1),
        replace(one, challenge=one.challenge - 1),
    ]
    with pytest.raises(BadProof):
        verify_one_of(group, key(group), branches(group, 1, range(2)), PREFIX, moved)


def test_simulated_branches_alone_do_not_sum_to_the_hash(group: Group) -> None:
    draw = draws(group)
    proofs = [Proof(draw(f"{k}/c"), draw(f"{k}/s")) for k in (0, 1)]
    with pytest.raises(BadProof):
        verify_one_of(group, key(group), branches(group, 7, range(2)), PREFIX, proofs)


def test_a_disjunction_holds_for_its_statement_only(group: Group) -> None:
    proofs = proved(group, 1, range(2))
    zero, one = branches(group, 1, range(2))
    other = Branch(
        elgamal.encrypt(group, key(group), 1, number(group, "r") + 1), message=0
    )
    for public, shown, prefix in [
        (element(group, "z"), [zero, one], PREFIX),
        (key(group), [one, zero], PREFIX),
        (key(group), [zero, replace(one, message=2)], PREFIX),
        (key(group), [other, one], PREFIX),
        (key(group), [zero, replace(other, message=1)], PREFIX),
        (key(group), [zero, one], "test|another|"),
    ]:
        with pytest.raises(BadProof):
            verify_one_of(group, public, shown, prefix, proofs)


def test_another_number_of_branches_is_refused(group: Group) -> None:
    proofs = proved(group, 1, range(2))
    shown = branches(group, 1, range(2))
    for wrong in ((), proofs[:1], (*proofs, Proof(0, 0))):
        with pytest.raises(BadProof, match="number of branches"):
            verify_one_of(group, key(group), shown, PREFIX, wrong)


def test_a_proof_asks_for_each_label_once(group: Group) -> None:
    asked: list[str] = []

    def draw(label: str) -> int:
        asked.append(label)
        return number(group, label)

    shown = branches(group, 1, range(3))
    r = number(group, "r")
    prove_one_of(group, key(group), shown, 1, r, PREFIX, draw, "i/j")
    assert asked == ["i/j/w", "i/j/0/c", "i/j/0/s", "i/j/2/c", "i/j/2/s"]
