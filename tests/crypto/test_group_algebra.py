"""The laws of a group of prime order, in both groups, by random exponents."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ballot_service.crypto.group import Group, group_named
from ballot_service.errors import NumberOutOfRange, UnknownGroup
from tests.crypto.known import element

EXPONENTS = st.integers(-(2**260), 2**260)
few = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@few
@given(a=EXPONENTS, b=EXPONENTS)
def test_powers_add_and_multiply(group: Group, a: int, b: int) -> None:
    left, right = group.generator_power(a), group.generator_power(b)
    assert group.multiply(left, right) == group.generator_power(a + b)
    assert group.power(left, b) == group.generator_power(a * b)
    assert group.multiply(left, right) == group.multiply(right, left)


@few
@given(a=EXPONENTS)
def test_secret_powers_are_the_public_ones(group: Group, a: int) -> None:
    base = element(group, "base")
    assert group.secret_power(base, a) == group.power(base, a)
    assert group.secret_generator_power(a) == group.generator_power(a)


@few
@given(a=EXPONENTS)
def test_inverses_cancel_and_are_elements(group: Group, a: int) -> None:
    value = group.generator_power(a)
    inverse = group.element(group.invert(value))
    assert group.multiply(value, inverse) == group.identity
    assert inverse == group.generator_power(-a)
    assert group.invert(inverse) == value


@few
@given(a=EXPONENTS)
def test_every_power_is_an_element_in_its_one_form(group: Group, a: int) -> None:
    value = group.generator_power(a)
    assert group.element(value) == value


@pytest.mark.parametrize("secret", [False, True])
def test_the_exponent_0_gives_the_identity(group: Group, *, secret: bool) -> None:
    power = group.secret_power if secret else group.power
    for base in (group.generator, element(group, "base"), group.identity):
        for exponent in (0, group.order, -group.order, 7 * group.order):
            assert power(base, exponent) == group.identity


@pytest.mark.parametrize("secret", [False, True])
def test_exponents_are_reduced_by_the_order(group: Group, *, secret: bool) -> None:
    power = group.secret_power if secret else group.power
    base = element(group, "base")
    assert power(base, group.order + 1) == base
    assert power(base, group.order - 1) == group.invert(base)
    assert power(base, -1) == group.invert(base)
    assert power(base, 2**600) == power(base, 2**600 % group.order)


def test_the_identity_is_neutral_and_its_own_inverse(group: Group) -> None:
    base = element(group, "base")
    assert group.multiply(base, group.identity) == base
    assert group.multiply(group.identity, base) == base
    assert group.multiply(group.identity, group.identity) == group.identity
    assert group.invert(group.identity) == group.identity
    assert group.secret_power(group.identity, 5) == group.identity
    assert group.power(group.identity, 5) == group.identity


def test_the_product_of_none_is_the_identity(group: Group) -> None:
    assert group.product([]) == group.identity
    two = group.generator_power(2)
    assert group.product([group.generator, two, two]) == group.generator_power(5)


def test_numbers_below_the_order_are_read(group: Group) -> None:
    for value in (0, 1, 10, group.order - 1):
        assert group.scalar(str(value)) == value


@pytest.mark.parametrize(
    "text",
    ["", "-1", "+1", "01", "00", " 1", "1 ", "1\n", "1.0", "1e3", "0x1", "٣", "1_0"],
)
def test_a_number_in_another_form_is_refused(group: Group, text: str) -> None:
    with pytest.raises(NumberOutOfRange):
        group.scalar(text)


def test_a_number_not_below_the_order_is_refused(group: Group) -> None:
    for value in (group.order, group.order + 1, 2 * group.order, 10**78, 10**5000):
        with pytest.raises(NumberOutOfRange):
            group.scalar("9" * 5001 if value == 10**5000 else str(value))


def test_nonidentity_takes_every_other_element(group: Group) -> None:
    assert group.nonidentity(group.generator) == group.generator


@pytest.mark.parametrize("name", ["Ed25519", "BELENIOS-2048"])
def test_a_group_is_found_by_its_name(name: str) -> None:
    assert group_named(name).name == name


@pytest.mark.parametrize("name", ["", "ed25519", "RFC-3526-2048", "x" * 1000])
def test_any_other_name_is_no_group(name: str) -> None:
    with pytest.raises(UnknownGroup) as caught:
        group_named(name)
    assert len(caught.value.detail) <= 40
