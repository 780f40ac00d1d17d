"""Issuing keys: one written form, one exponent, one least size.

Refuses keys below 3072 bits but where `minimum_bits` says that a test may.
"""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
)

from ballot_service.crypto.blind_rsa_keys import IssuingKey, MemorySigner, generate
from ballot_service.errors import BlindSignatureError

TEST_BITS = 1024
KEY = MemorySigner(generate(TEST_BITS, TEST_BITS), TEST_BITS).public_key


def spki(key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey) -> str:
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(der).decode()


def test_public_key_round_trip() -> None:
    text = KEY.encode()
    assert text == spki(KEY.primitive)
    assert IssuingKey.decode(text, TEST_BITS) == KEY


def test_public_key_below_3072_bits_is_refused() -> None:
    with pytest.raises(BlindSignatureError, match="less than 3072"):
        IssuingKey.decode(KEY.encode())
    with pytest.raises(BlindSignatureError, match="less than 3072"):
        IssuingKey((1 << 3071) - 1)
    assert IssuingKey((1 << 3071) + 1).bits == 3072


def test_even_and_huge_moduli_are_refused() -> None:
    with pytest.raises(BlindSignatureError, match="even"):
        IssuingKey(1 << 3071)
    with pytest.raises(BlindSignatureError, match="more than 8192"):
        IssuingKey((1 << 8192) + 1)


def test_another_exponent_is_refused() -> None:
    private = rsa.generate_private_key(3, TEST_BITS)
    with pytest.raises(BlindSignatureError, match="exponent"):
        IssuingKey.decode(spki(private.public_key()), TEST_BITS)
    with pytest.raises(BlindSignatureError, match="exponent"):
        MemorySigner(private, TEST_BITS)


def test_a_signer_below_3072_bits_is_refused() -> None:
    with pytest.raises(BlindSignatureError, match="less than 3072"):
        MemorySigner(generate(TEST_BITS, TEST_BITS))


@pytest.mark.parametrize("bits", [1024, 2048, 3071, 8193])
def test_a_key_of_a_refused_size_is_not_made(bits: int) -> None:
    with pytest.raises(BlindSignatureError):
        generate(bits)


def test_default_size_is_3072() -> None:
    assert MemorySigner(generate()).public_key.bits == 3072


def with_pss_oid(text: str) -> str:
    """Return the key under id-RSASSA-PSS (RFC 4055): no parameters, length mended."""
    der = base64.b64decode(text)
    old = bytes.fromhex("300d06092a864886f70d0101010500")
    new = bytes.fromhex("300b06092a864886f70d01010a")
    assert der[:2] == b"\x30\x81"
    assert old in der
    body = der[3:].replace(old, new)
    return base64.b64encode(b"\x30\x81" + bytes([len(body)]) + body).decode()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("A" * 2049, id="too long"),
        pytest.param("AAAA", id="not DER"),
        pytest.param(KEY.encode()[:-1], id="Base64 cut"),
        pytest.param(KEY.encode() + "\n", id="line end"),
        pytest.param(" " + KEY.encode(), id="space"),
        pytest.param(KEY.encode() + "é", id="not ASCII"),
        pytest.param(with_pss_oid(KEY.encode()), id="id-RSASSA-PSS"),
        pytest.param(
            base64.b64encode(base64.b64decode(KEY.encode()) + b"\x00").decode(),
            id="trailing byte",
        ),
        pytest.param(
            spki(ec.generate_private_key(ec.SECP256R1()).public_key()), id="not RSA"
        ),
    ],
)
def test_decode_refuses(text: str) -> None:
    with pytest.raises(BlindSignatureError):
        IssuingKey.decode(text, TEST_BITS)


def test_the_library_alone_would_have_let_the_pss_identifier_through() -> None:
    loaded = load_der_public_key(base64.b64decode(with_pss_oid(KEY.encode())))
    assert isinstance(loaded, rsa.RSAPublicKey)
