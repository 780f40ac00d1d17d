"""Pedersen's sharing: any t shares give the secret, t - 1 give nothing."""

from itertools import combinations

import pytest

from ballot_service.crypto.ed25519 import ED25519
from ballot_service.crypto.group import Group
from ballot_service.crypto.sharing import (
    commit,
    evaluate,
    evaluate_committed,
    lagrange,
    random_polynomial,
    verify_share,
)
from ballot_service.errors import BadProof
from tests.making import seeded

COMMITTEES = [(1, 1), (2, 2), (2, 3), (3, 5), (5, 5)]


def rebuilt(group: Group, shares: dict[int, int], used: tuple[int, ...]) -> int:
    terms = (shares[j] * lagrange(group.order, used, j) for j in used)
    return sum(terms) % group.order


@pytest.mark.parametrize(("t", "n"), COMMITTEES)
def test_any_t_of_n_rebuild_the_secret(group: Group, t: int, n: int) -> None:
    polynomial = random_polynomial(group, t, seeded(f"{t} of {n}"))
    shares = {j: evaluate(group, polynomial, j) for j in range(1, n + 1)}
    for used in combinations(shares, t):
        assert rebuilt(group, shares, used) == polynomial[0]


@pytest.mark.parametrize(("t", "n"), [(2, 2), (2, 3), (3, 5)])
def test_t_minus_1_of_n_do_not(group: Group, t: int, n: int) -> None:
    polynomial = random_polynomial(group, t, seeded(f"{t} of {n}"))
    shares = {j: evaluate(group, polynomial, j) for j in range(1, n + 1)}
    for used in combinations(shares, t - 1):
        assert rebuilt(group, shares, used) != polynomial[0]


def test_t_minus_1_shares_fit_every_secret() -> None:
    """For any secret there is a polynomial that gives the same t - 1 shares."""
    order = ED25519.order
    secret, slope = random_polynomial(ED25519, 2, seeded("fits"))
    share = evaluate(ED25519, (secret, slope), 1)
    other = (secret + 1) % order, (slope - 1) % order
    assert evaluate(ED25519, other, 1) == share


def test_the_first_and_third_of_the_example_of_the_format() -> None:
    assert lagrange(ED25519.order, (1, 3), 1) == int(
        "3618502788666131106986593281521497120428558179689953803000975469142727125496"
    )
    assert lagrange(ED25519.order, (1, 3), 3) == int(
        "3618502788666131106986593281521497120428558179689953803000975469142727125494"
    )


@pytest.mark.parametrize(("indexes", "index"), [((1, 1, 2), 1), ((1, 2), 3), ((), 1)])
def test_indexes_that_make_no_sense_are_a_fault_of_the_caller(
    indexes: tuple[int, ...], index: int
) -> None:
    with pytest.raises(ValueError, match="distinct"):
        lagrange(ED25519.order, indexes, index)


def test_commitments_evaluate_as_the_polynomial_does(group: Group) -> None:
    polynomial = random_polynomial(group, 3, seeded("commit"))
    commitments = commit(group, polynomial)
    assert len(commitments) == 3
    for x in (1, 2, 7):
        expected = group.generator_power(evaluate(group, polynomial, x))
        assert evaluate_committed(group, commitments, x) == expected


def test_the_value_at_0_is_the_first_coefficient(group: Group) -> None:
    polynomial = random_polynomial(group, 3, seeded("commit"))
    assert evaluate(group, polynomial, 0) == polynomial[0]
    assert evaluate(group, (), 5) == 0


def test_a_share_of_the_polynomial_holds_and_no_other(group: Group) -> None:
    polynomial = random_polynomial(group, 2, seeded("share"))
    commitments, share = commit(group, polynomial), evaluate(group, polynomial, 2)
    verify_share(group, commitments, 2, share)
    with pytest.raises(BadProof):
        verify_share(group, commitments, 2, share + 1)
    with pytest.raises(BadProof):
        verify_share(group, commitments, 3, share)
    with pytest.raises(BadProof):
        verify_share(group, commitments[::-1], 2, share)


def test_a_polynomial_has_as_many_coefficients_as_the_threshold(group: Group) -> None:
    polynomial = random_polynomial(group, 4, seeded("four"))
    assert len(set(polynomial)) == 4
    assert all(0 < a < group.order for a in polynomial)
