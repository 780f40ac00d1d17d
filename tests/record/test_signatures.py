"""Signatures of the statement: one header, one algorithm, every signer once."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from ballot_service.errors import (
    BadStatement,
    BadStatementSignature,
    BallotServiceError,
    MissingField,
    MissingStatementSignature,
    TooLarge,
    UnknownField,
    WrongType,
)
from ballot_service.record.signatures import (
    check_no_stranger,
    check_signature,
    decode_base64url,
    decode_public,
    encode_base64url,
    read_signed,
    sign_kernel,
    thumbprint,
)
from tests.protocol.parts import changed, drop, dumped, put, reversed_keys

KERNEL = b'{"a":1}'
PRIVATES = [bytes([i]) * 32 for i in (1, 2, 3)]


def public_of(private: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


KEYS = [public_of(private) for private in PRIVATES]
SIGNED = sign_kernel(KERNEL, PRIVATES[1], sign_kernel(KERNEL, PRIVATES[0]))
FIRST: list[str | int] = ["signatures", 0]


def check_holds(raw: bytes, known: list[bytes]) -> None:
    """Check as the verifier does."""
    signed = read_signed(raw)
    for key in known:
        check_signature(signed, key, "trustee")
    check_no_stranger(signed, known)


def with_header(change: Callable[[dict[str, Any]], object]) -> bytes:
    """Change the first protected header and sign it as its signer would."""
    value = json.loads(SIGNED)
    entry = value["signatures"][0]
    header = json.loads(decode_base64url(entry["protected"]))
    private = next(p for p in PRIVATES if thumbprint(public_of(p)) == header["kid"])
    change(header)
    return with_protected(dumped(header), private)


def with_protected(header: bytes, private: bytes) -> bytes:
    value = json.loads(SIGNED)
    entry = value["signatures"][0]
    entry["protected"] = encode_base64url(header)
    text = f"{entry['protected']}.{value['payload']}".encode()
    key = Ed25519PrivateKey.from_private_bytes(private)
    entry["signature"] = encode_base64url(key.sign(text))
    return dumped(value)


def test_two_signatures_hold_in_any_order_of_signing() -> None:
    check_holds(SIGNED, KEYS[:2])
    other = sign_kernel(KERNEL, PRIVATES[0], sign_kernel(KERNEL, PRIVATES[1]))
    assert other == SIGNED


def test_it_is_a_jws_that_anybody_can_check() -> None:
    """By RFC 7515 alone: Ed25519 over protected || "." || payload."""
    value = json.loads(SIGNED)
    assert decode_base64url(value["payload"]) == KERNEL
    by_kid = {thumbprint(key): key for key in KEYS}
    for entry in value["signatures"]:
        header = json.loads(decode_base64url(entry["protected"]))
        assert list(header.items()) == [("alg", "Ed25519"), ("kid", header["kid"])]
        text = f"{entry['protected']}.{value['payload']}".encode()
        key = Ed25519PublicKey.from_public_bytes(by_kid[header["kid"]])
        key.verify(decode_base64url(entry["signature"]), text)


def test_the_thumbprint_is_that_of_rfc_8037() -> None:
    """Appendix A.3."""
    x = decode_base64url("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
    assert thumbprint(x) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


# --- headers ---


@pytest.mark.parametrize(
    "algorithm", ["none", "EdDSA", "HS256", "ed25519", "RS256", ""]
)
def test_another_algorithm_is_refused_though_signed(algorithm: str) -> None:
    with pytest.raises(BadStatementSignature, match="foreign header"):
        read_signed(with_header(lambda header: header.update(alg=algorithm)))


def test_a_further_header_field_is_refused_though_signed() -> None:
    for name in ("crit", "jwk", "typ", "b64"):
        with pytest.raises(UnknownField):
            read_signed(
                with_header(lambda header, name=name: header.update({name: []}))  # type: ignore[misc]
            )


def test_a_missing_header_field_is_refused_though_signed() -> None:
    for name in ("alg", "kid"):
        with pytest.raises(MissingField):
            read_signed(
                with_header(lambda header, name=name: header.pop(name))  # type: ignore[misc]
            )


def test_a_header_in_another_spelling_is_refused_though_signed() -> None:
    kid = json.loads(decode_base64url(json.loads(SIGNED)["signatures"][0]["protected"]))
    good = dumped(kid)
    for header in (reversed_keys(good), good.replace(b":", b": "), good + b"\n"):
        with pytest.raises(BadStatementSignature, match="foreign header"):
            read_signed(with_protected(header, PRIVATES[0]))


def test_an_unprotected_header_is_refused() -> None:
    with pytest.raises(UnknownField, match="header"):
        read_signed(put(SIGNED, [*FIRST, "header"], {"kid": "x"}))


def test_the_kid_of_another_is_refused() -> None:
    """Signed by a stranger under a trustee's name."""
    kid = json.loads(SIGNED)["signatures"][0]
    header = decode_base64url(kid["protected"])
    forged = with_protected(header, PRIVATES[2])
    with pytest.raises(BadStatementSignature):
        check_holds(forged, KEYS[:2])


# --- signers ---


def test_a_signer_twice_is_refused() -> None:
    twice = changed(SIGNED, lambda v: v["signatures"].insert(0, v["signatures"][0]))
    with pytest.raises(BadStatementSignature, match="twice"):
        read_signed(twice)
    with pytest.raises(BadStatementSignature, match="signed already"):
        sign_kernel(KERNEL, PRIVATES[0], SIGNED)


def test_signers_in_another_order_are_refused() -> None:
    with pytest.raises(BadStatementSignature, match="not sorted"):
        read_signed(changed(SIGNED, lambda value: value["signatures"].reverse()))


def test_a_stranger_is_refused_though_the_signature_holds() -> None:
    more = sign_kernel(KERNEL, PRIVATES[2], SIGNED)
    check_holds(more, KEYS)
    with pytest.raises(BadStatementSignature, match="unknown signer"):
        check_no_stranger(read_signed(more), KEYS[:2])


def test_a_strangers_place_is_no_excuse_for_a_bad_signature() -> None:
    """A countersignature that is not required is checked all the same."""
    value = json.loads(SIGNED)
    first, second = value["signatures"]
    first["signature"] = second["signature"]
    with pytest.raises(BadStatementSignature):
        check_no_stranger(read_signed(dumped(value)), KEYS)


def test_a_removed_signature_is_missed() -> None:
    for place in (0, 1):
        fewer = read_signed(drop(SIGNED, ["signatures", place]))
        kept = {item.kid for item in fewer.signatures}
        (removed,) = (key for key in KEYS[:2] if thumbprint(key) not in kept)
        with pytest.raises(MissingStatementSignature, match="trustee"):
            check_signature(fewer, removed, "trustee")


def test_a_statement_without_signatures_is_read_and_misses_all() -> None:
    bare = read_signed(put(SIGNED, ["signatures"], []))
    check_no_stranger(bare, [])
    with pytest.raises(MissingStatementSignature):
        check_signature(bare, KEYS[0], "trustee 1")


# --- payload and signature ---


def test_another_payload_breaks_every_signature() -> None:
    other = put(SIGNED, ["payload"], encode_base64url(b'{"a":2}'))
    for key in KEYS[:2]:
        with pytest.raises(BadStatementSignature, match="trustee"):
            check_signature(read_signed(other), key, "trustee")
    with pytest.raises(BadStatement, match="something else"):
        sign_kernel(KERNEL, PRIVATES[2], other)


def test_a_flipped_bit_of_a_signature_is_seen() -> None:
    signature = decode_base64url(json.loads(SIGNED)["signatures"][0]["signature"])
    for at in (0, 31, 32, 63):
        flipped = bytearray(signature)
        flipped[at] ^= 1
        raw = put(SIGNED, [*FIRST, "signature"], encode_base64url(bytes(flipped)))
        with pytest.raises(BadStatementSignature):
            check_holds(raw, KEYS[:2])


def test_a_signature_plus_the_order_is_refused() -> None:
    """The malleated copy that RFC 8032 forbids: S + L."""
    signature = decode_base64url(json.loads(SIGNED)["signatures"][0]["signature"])
    order = 2**252 + 27742317777372353535851937790883648493
    s = int.from_bytes(signature[32:], "little") + order
    other = signature[:32] + s.to_bytes(32, "little")
    raw = put(SIGNED, [*FIRST, "signature"], encode_base64url(other))
    with pytest.raises(BadStatementSignature):
        check_holds(raw, KEYS[:2])


@pytest.mark.parametrize("text", ["", "AA", "A" * 84])
def test_a_signature_of_another_length_is_refused(text: str) -> None:
    with pytest.raises(BadStatementSignature):
        check_holds(put(SIGNED, [*FIRST, "signature"], text), KEYS[:2])


CASES: list[tuple[list[str | int], object, type[BallotServiceError]]] = [
    (["x"], 1, UnknownField),
    (["payload"], None, WrongType),
    (["payload"], "e30=", BadStatement),
    (["payload"], "e3", BadStatement),
    (["payload"], "e30 ", BadStatement),
    (["payload"], "+/+/", BadStatement),
    (["payload"], "e3000", BadStatement),
    (["payload"], "đ", BadStatement),
    (["signatures"], {}, WrongType),
    (["signatures"], [{}] * 101, TooLarge),
    ([*FIRST, "signature"], "A" * 101, TooLarge),
    ([*FIRST, "signature"], "AB", BadStatement),
    ([*FIRST, "protected"], "A" * 401, TooLarge),
    ([*FIRST, "protected"], None, WrongType),
]


@pytest.mark.parametrize(("path", "value", "error"), CASES)
def test_a_wrong_value_is_refused(
    path: list[str | int], value: object, error: type[BallotServiceError]
) -> None:
    with pytest.raises(error):
        read_signed(put(SIGNED, path, value))


def test_another_spelling_is_refused() -> None:
    entry = json.loads(reversed_keys(dumped(json.loads(SIGNED)["signatures"][0])))
    for raw in (
        SIGNED + b"\n",
        reversed_keys(SIGNED),
        put(SIGNED, FIRST, entry),
    ):
        with pytest.raises(BadStatement, match="canonical"):
            read_signed(raw)


def test_a_public_key_has_32_bytes_in_one_spelling() -> None:
    text = encode_base64url(KEYS[0])
    assert decode_public(text) == KEYS[0]
    for bad in (text + "=", encode_base64url(KEYS[0] + b"\0"), text[:-2], ""):
        with pytest.raises(BadStatement):
            decode_public(bad)
    with pytest.raises(BadStatement):
        decode_public(base64.b64encode(b"\xff" * 32).decode().rstrip("="))
