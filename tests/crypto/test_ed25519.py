"""edwards25519 as record.md §2 writes it: what is an element, and all that is none.

The encodings of small order follow from RFC 8032's curve; they are written here in its
little-endian order and reversed for the record.
"""

import pytest
from nacl.bindings import crypto_core_ed25519_add

from ballot_service.crypto.ed25519 import ED25519
from ballot_service.crypto.group import Element
from ballot_service.errors import NotAnElement

FIELD = 2**255 - 19
TORSION = {
    "order 2": "ec" + "ff" * 30 + "7f",
    "order 4": "00" * 32,
    "order 4, negative": "00" * 31 + "80",
    "order 8": "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "order 8, -x": "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "order 8, -y": "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "order 8, both": "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
}


def written(little_endian: bytes) -> str:
    return little_endian[::-1].hex()


def test_the_generator_is_the_base_point_of_rfc_8032() -> None:
    assert ED25519.generator == "66" * 31 + "58"
    y = int(ED25519.generator, 16)
    assert y * 5 % FIELD == 4


def test_the_order_is_the_prime_of_the_specification() -> None:
    order = ED25519.order
    assert order == 2**252 + 27742317777372353535851937790883648493
    assert all(pow(a, order - 1, order) == 1 for a in (2, 3, 5, 7, 11))
    assert ED25519.generator_power(order) == ED25519.identity
    assert ED25519.generator_power(order - 1) == ED25519.invert(ED25519.generator)


def test_the_inverse_of_the_generator_flips_one_bit() -> None:
    assert ED25519.invert(ED25519.generator) == "e6" + "66" * 30 + "58"


@pytest.mark.parametrize("label", TORSION)
def test_a_point_of_small_order_is_no_element(label: str) -> None:
    with pytest.raises(NotAnElement):
        ED25519.element(written(bytes.fromhex(TORSION[label])))


@pytest.mark.parametrize("label", TORSION)
def test_a_point_outside_the_subgroup_is_no_element(label: str) -> None:
    """G + T has the order 2L, 4L or 8L."""
    torsion = bytes.fromhex(TORSION[label])
    generator = bytes.fromhex(ED25519.generator)[::-1]
    with pytest.raises(NotAnElement):
        ED25519.element(written(crypto_core_ed25519_add(generator, torsion)))


@pytest.mark.parametrize("sign", [0, 1])
@pytest.mark.parametrize("y", range(FIELD, 2**255))
def test_a_y_not_below_the_field_prime_is_no_element(y: int, sign: int) -> None:
    with pytest.raises(NotAnElement):
        ED25519.element(f"{y | sign << 255:064x}")


@pytest.mark.parametrize("y", [1, FIELD - 1])
def test_the_sign_bit_with_x_zero_is_no_element(y: int) -> None:
    with pytest.raises(NotAnElement):
        ED25519.element(f"{y | 1 << 255:064x}")


def test_a_y_that_is_not_on_the_curve_is_no_element() -> None:
    with pytest.raises(NotAnElement):
        ED25519.element(f"{2:064x}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "66",
        "66" * 31 + "5",
        "66" * 31 + "58\n",
        " " + "66" * 31 + "58",
        "0x" + "66" * 30 + "58",
        "٦٦" * 31 + "58",
        "66" * 32 + "58",
    ],
)
def test_another_length_or_alphabet_is_no_element(text: str) -> None:
    with pytest.raises(NotAnElement):
        ED25519.element(text)


def test_upper_case_is_no_element() -> None:
    inverse = ED25519.invert(ED25519.generator)
    assert ED25519.element(inverse) == inverse
    with pytest.raises(NotAnElement):
        ED25519.element(inverse.upper())


def test_the_little_endian_form_of_rfc_8032_is_no_element() -> None:
    with pytest.raises(NotAnElement):
        ED25519.element("58" + "66" * 31)


def test_the_identity_is_an_element_and_no_key() -> None:
    assert ED25519.element(ED25519.identity) == ED25519.identity
    with pytest.raises(NotAnElement):
        ED25519.nonidentity(ED25519.identity)


def test_adding_a_point_to_its_inverse_gives_the_written_identity() -> None:
    inverse = ED25519.invert(ED25519.generator)
    product = ED25519.multiply(ED25519.generator, inverse)
    assert product == Element("00" * 31 + "01")
