"""BELENIOS-2048: its parameters, its elements, and all that is none of them."""

import gmpy2
import pytest

from ballot_service.crypto.modp import _G, _P, _Q, BELENIOS_2048
from ballot_service.errors import NotAnElement

P, Q, G = int(_P), int(_Q), int(_G)


def test_p_and_q_are_prime_and_q_divides_p_minus_1() -> None:
    assert P.bit_length() == 2048
    assert Q.bit_length() == 256
    assert gmpy2.is_prime(P, 40)
    assert gmpy2.is_prime(Q, 40)
    assert (P - 1) % Q == 0


def test_the_generator_has_the_order_q() -> None:
    assert 1 < G < P
    assert pow(G, Q, P) == 1
    assert BELENIOS_2048.order == Q
    assert BELENIOS_2048.generator == str(G)


def test_the_cofactor_leaves_no_square_of_q() -> None:
    """So that x^q = 1 has exactly the q solutions of the subgroup."""
    assert (P - 1) // Q % Q != 0


def order_two() -> int:
    return P - 1


def outside() -> int:
    """Return a number below p that is no q-th root of 1."""
    return next(x for x in range(2, 100) if pow(x, Q, P) != 1)


def non_residue() -> int:
    return next(x for x in range(2, 100) if gmpy2.jacobi(x, P) == -1)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(0, id="0"),
        pytest.param(P, id="p"),
        pytest.param(P + 1, id="p + 1"),
        pytest.param(P + G, id="p + g"),
        pytest.param(order_two(), id="p - 1, order 2"),
        pytest.param(P - G, id="-g, order 2q"),
        pytest.param(outside(), id="outside"),
        pytest.param(non_residue(), id="non-residue"),
    ],
)
def test_a_number_outside_the_subgroup_is_no_element(value: int) -> None:
    with pytest.raises(NotAnElement):
        BELENIOS_2048.element(str(value))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "00",
        "01",
        f"0{G}",
        f"+{G}",
        f"-{G}",
        f" {G}",
        f"{G}\n",
        f"{G}.0",
        f"{G:x}",
        "١",
        "1_0",
        "1e0",
        "9" * 618,
    ],
)
def test_a_text_that_is_not_canonical_decimal_is_no_element(text: str) -> None:
    with pytest.raises(NotAnElement):
        BELENIOS_2048.element(text)


def test_the_identity_is_an_element_and_no_key() -> None:
    assert BELENIOS_2048.element("1") == BELENIOS_2048.identity
    with pytest.raises(NotAnElement):
        BELENIOS_2048.nonidentity("1")
