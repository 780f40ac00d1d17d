"""The forger who chooses commitments first, against hashes without the statement (A3).

The forgeries hold under a weak hash, so what refuses them is the statement in ours.
"""

from dataclasses import dataclass

import gmpy2
import pytest

from ballot_service.crypto.elgamal import Ciphertext
from ballot_service.crypto.group import Element, Group
from ballot_service.crypto.proofs import (
    Branch,
    Proof,
    verify_equality,
    verify_knowledge,
    verify_one_of,
)
from ballot_service.crypto.transcript import challenge
from ballot_service.errors import BadProof
from ballot_service.protocol.ballot import bit_branches, plaintext_prefix
from ballot_service.protocol.trustees import pok_prefix
from tests.crypto.known import element, number

WEAK = "prove|S0|"


def square_root(value: int, prime: int) -> int | None:
    """Return a square root mod a prime (Cipolla), or None where there is none."""
    if gmpy2.jacobi(value, prime) != 1:
        return None
    a = 0
    while gmpy2.jacobi(a * a - value, prime) != -1:
        a += 1
    omega = (a * a - value) % prime

    def times(x: tuple[int, int], y: tuple[int, int]) -> tuple[int, int]:
        return (
            (x[0] * y[0] + x[1] * y[1] * omega) % prime,
            (x[0] * y[1] + x[1] * y[0]) % prime,
        )

    result, base, exponent = (1, 0), (a, 1), (prime + 1) // 2
    while exponent:
        if exponent & 1:
            result = times(result, base)
        base, exponent = times(base, base), exponent >> 1
    return result[0]


@dataclass(frozen=True)
class Forgery:
    """A ciphertext of neither 0 nor 1, with a proof that a weak hash accepts."""

    plaintext: int
    ciphertext: Ciphertext
    proofs: tuple[Proof, Proof]


def forge(group: Group, x: int) -> Forgery:
    """Forge with the key's secret x: commitments, then hash, then ciphertext.

    A_j = g^a_j and B_j = g^b_j are fixed; with d_j = b_j - x·a_j the branches need
    m·c_0 = d_0 and (m - 1)·c_1 = d_1 where c_0 + c_1 = h: a quadratic equation in m.
    """
    q = group.order
    for attempt in range(100):
        a0, a1, b0, b1 = (number(group, f"{attempt}|{i}") for i in range(4))
        fixed = [group.generator_power(value) for value in (a0, b0, a1, b1)]
        h = challenge(group, WEAK, fixed)
        d0, d1 = b0 - x * a0, b1 - x * a1
        middle = h + d0 + d1
        root = square_root((middle * middle - 4 * h * d0) % q, q)
        if root is None:
            continue
        m = (middle + root) * pow(2 * h, -1, q) % q
        c0 = d0 * pow(m, -1, q) % q
        c1 = (h - c0) % q
        r = (a0 - a1) * pow(c0 - c1, -1, q) % q
        # One r serves both branches only if the responses take up the rest.
        s0, s1 = (a0 - r * c0) % q, (a1 - r * c1) % q
        beta = group.generator_power(x * r + m)
        ciphertext = Ciphertext(group.generator_power(r), beta)
        return Forgery(m, ciphertext, (Proof(c0, s0), Proof(c1, s1)))
    raise AssertionError("no square in 100 attempts")


@pytest.fixture
def forgery(group: Group) -> Forgery:
    return forge(group, number(group, "x"))


def branches(forgery: Forgery) -> tuple[Branch, Branch]:
    zero, one = bit_branches(forgery.ciphertext)
    return zero, one


def test_the_forger_succeeds_where_the_statement_is_not_hashed(
    group: Group, forgery: Forgery
) -> None:
    assert forgery.plaintext not in (0, 1)
    key = element(group, "x")
    verify_one_of(group, key, branches(forgery), WEAK, forgery.proofs)


def test_the_forger_fails_where_the_ciphertext_is_hashed(
    group: Group, forgery: Forgery
) -> None:
    prefix = plaintext_prefix("S0", forgery.ciphertext)
    with pytest.raises(BadProof):
        verify_one_of(
            group, element(group, "x"), branches(forgery), prefix, forgery.proofs
        )


def test_a_key_chosen_after_the_proof_is_refused(group: Group) -> None:
    """X = (A / g^s)^(1/c) satisfies the equation; the hash of X does not fit it."""
    commitment, response = element(group, "A"), number(group, "s")
    weak = f"pok|{group.name}|"
    c = challenge(group, weak, [commitment])
    rest = group.multiply(commitment, group.generator_power(-response))
    public = group.power(rest, pow(c, -1, group.order))
    verify_knowledge(group, public, weak, Proof(c, response))
    with pytest.raises(BadProof):
        verify_knowledge(group, public, pok_prefix(group, public), Proof(c, response))


def adaptive_factor(
    group: Group, base: Element, x: int, prefix: str
) -> tuple[Element, Proof]:
    """Return a factor that is not base^x, with a proof that the format accepts.

    The format hashes A and B but neither base nor factor (record.md §7), so that the
    holder of x may choose B first and solve for the factor.
    """
    w, b = number(group, "w"), element(group, "B")
    c = challenge(group, prefix, [group.generator_power(w), b])
    response = (w - x * c) % group.order
    rest = group.multiply(b, group.power(base, -response))
    return group.power(rest, pow(c, -1, group.order)), Proof(c, response)


def test_a_limit_of_the_format_a_trustee_may_prove_a_wrong_factor(group: Group) -> None:
    """What it wins is no count: the shift is a random number (see test_decryption)."""
    base, x = element(group, "base"), number(group, "x")
    factor, proof = adaptive_factor(group, base, x, "decrypt|phi|X|")
    assert factor != group.power(base, x)
    public = element(group, "x")
    verify_equality(group, base, public, factor, "decrypt|phi|X|", proof)
