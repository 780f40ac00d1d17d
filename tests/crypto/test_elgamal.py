"""Exponential ElGamal: sums under encryption, and the logarithms that open them."""

import pytest

from ballot_service.crypto import elgamal
from ballot_service.crypto.elgamal import Ciphertext, SmallLogarithms
from ballot_service.crypto.group import Element, Group
from ballot_service.errors import NumberOutOfRange
from tests.crypto.known import number


def opened(group: Group, secret: int, ciphertext: Ciphertext) -> Element:
    """Return g^m."""
    shared = group.power(ciphertext.alpha, secret)
    return group.multiply(ciphertext.beta, group.invert(shared))


def encrypted(group: Group, message: int, label: str) -> Ciphertext:
    key = group.generator_power(number(group, "x"))
    return elgamal.encrypt(group, key, message, number(group, label))


def test_a_ciphertext_is_g_to_r_and_y_to_r_times_g_to_m(group: Group) -> None:
    x, r = number(group, "x"), number(group, "r")
    found = encrypted(group, 5, "r")
    assert found.alpha == group.generator_power(r)
    assert found.beta == group.generator_power(x * r + 5)
    assert opened(group, x, found) == group.generator_power(5)


def test_the_product_holds_the_sum(group: Group) -> None:
    parts = [encrypted(group, m, f"r{m}") for m in (0, 1, 3)]
    total = elgamal.product(group, parts)
    assert opened(group, number(group, "x"), total) == group.generator_power(4)


def test_the_product_of_none_is_trivial(group: Group) -> None:
    none = elgamal.product(group, [])
    assert none == elgamal.trivial(group)
    assert none == Ciphertext(group.identity, group.identity)


def test_a_weight_multiplies_the_plaintext(group: Group) -> None:
    found = elgamal.power(group, encrypted(group, 2, "r"), 7)
    assert opened(group, number(group, "x"), found) == group.generator_power(14)
    assert elgamal.power(group, found, 0) == elgamal.trivial(group)


def test_logarithms_are_found_in_any_order_up_to_the_greatest(group: Group) -> None:
    logarithms = SmallLogarithms(group, 9)
    for n in (4, 0, 9, 2, 9):
        assert logarithms.of(group.generator_power(n)) == n


@pytest.mark.parametrize("beyond", [10, -1, 2**40])
def test_a_logarithm_beyond_the_greatest_is_refused(group: Group, beyond: int) -> None:
    logarithms = SmallLogarithms(group, 9)
    for _ in range(2):
        with pytest.raises(NumberOutOfRange):
            logarithms.of(group.generator_power(beyond))
    assert logarithms.of(group.generator_power(9)) == 9


def test_without_ballots_only_zero_has_a_logarithm(group: Group) -> None:
    logarithms = SmallLogarithms(group, 0)
    assert logarithms.of(group.identity) == 0
    with pytest.raises(NumberOutOfRange):
        logarithms.of(group.generator)
