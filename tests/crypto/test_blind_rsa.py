"""RFC 9474: its own vectors, round trips, and one refusal a test.

Refuses keys below 3072 bits but where `minimum_bits` says that a test may.
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from ballot_service.crypto.blind_rsa import (
    PSS_DETERMINISTIC,
    PSS_RANDOMIZED,
    PSSZERO_DETERMINISTIC,
    PSSZERO_RANDOMIZED,
    Prepared,
    Variant,
    blind,
    blind_sign,
    finalize,
    prepare,
    token_message,
    verify,
    with_prefix,
)
from ballot_service.crypto.blind_rsa_keys import IssuingKey, MemorySigner, generate
from ballot_service.errors import (
    BadSignature,
    BlindSignatureError,
    RandomnessExhausted,
)

TEST_BITS = 1024
VECTORS = Path(__file__).parents[2].parent / "shared/vectors/rfc9474.json"
VARIANTS = (
    PSS_RANDOMIZED,
    PSSZERO_RANDOMIZED,
    PSS_DETERMINISTIC,
    PSSZERO_DETERMINISTIC,
)
SIGNER = MemorySigner(generate(TEST_BITS, TEST_BITS), TEST_BITS)
KEY = SIGNER.public_key


def source(label: str) -> Callable[[int], bytes]:
    """Return a reproducible source of bytes, another one for each label."""
    asked = 0

    def random(size: int) -> bytes:
        nonlocal asked
        asked += 1
        return hashlib.shake_256(f"{label}/{asked}".encode()).digest(size)

    return random


def scripted(*answers: bytes) -> Callable[[int], bytes]:
    """Return a source that gives these answers, and fails on any other request."""
    left = list(answers)

    def random(size: int) -> bytes:
        answer = left.pop(0)
        assert len(answer) == size
        return answer

    return random


# --- the RFC's vectors ---


class Vector:
    """One vector of Appendix A, with the RFC's names; modulus of 4096 bits."""

    def __init__(self, fields: dict[str, str]) -> None:
        self.fields = fields
        self.variant = {v.name: v for v in VARIANTS}[fields["name"]]

    def number(self, name: str) -> int:
        return int(self.fields[name], 16)

    def octets(self, name: str) -> bytes:
        return bytes.fromhex(self.fields[name].removeprefix("0x"))

    def signer(self) -> MemorySigner:
        p, q, d = self.number("p"), self.number("q"), self.number("d")
        secret = rsa.RSAPrivateNumbers(
            p=p,
            q=q,
            d=d,
            dmp1=rsa.rsa_crt_dmp1(d, p),
            dmq1=rsa.rsa_crt_dmq1(d, q),
            iqmp=rsa.rsa_crt_iqmp(p, q),
            public_numbers=rsa.RSAPublicNumbers(self.number("e"), self.number("n")),
        )
        return MemorySigner(secret.private_key())


def vectors() -> list[Any]:
    if not VECTORS.exists():
        reason = (
            "RFC 9474'S OWN VECTORS WERE NOT RUN: no ../shared/vectors/rfc9474.json"
        )
        return [pytest.param(None, marks=pytest.mark.skip(reason=reason))]
    found = [Vector(v) for v in json.loads(VECTORS.read_text())["vectors"]]
    assert {v.variant for v in found} == set(VARIANTS)
    return [pytest.param(v, id=v.variant.name) for v in found]


@pytest.mark.parametrize("vector", vectors())
def test_rfc9474_appendix_a(vector: Vector) -> None:
    variant = vector.variant
    signer = vector.signer()
    key = signer.public_key
    assert (key.modulus, key.bits) == (vector.number("n"), 4096)
    assert variant.salt_size == vector.number("sLen")
    assert variant.randomized == bool(vector.number("is_randomized"))

    prefix = [vector.octets("msg_prefix")] if variant.randomized else []
    prepared = prepare(vector.octets("msg"), scripted(*prefix), variant)
    assert prepared == vector.octets("input_msg")

    r = pow(vector.number("inv"), -1, key.modulus).to_bytes(key.size, "big")
    salt = [vector.octets("salt")] if variant.salt_size else []
    blinding = blind(key, prepared, scripted(*salt, r), variant)
    assert blinding.inverse == vector.number("inv")
    assert blinding.request == vector.octets("blinded_msg")

    blind_signature = blind_sign(signer, blinding.request, source("vectors"))
    assert blind_signature == vector.octets("blind_sig")

    signature = finalize(key, prepared, blind_signature, blinding.inverse, variant)
    assert signature == vector.octets("sig")
    verify(key, prepared, signature, variant)


# --- round trips ---


@given(message=st.binary(max_size=300), variant=st.sampled_from(VARIANTS))
@settings(max_examples=40, deadline=None)
def test_round_trip(message: bytes, variant: Variant) -> None:
    random = source(message.hex())
    prepared = prepare(message, random, variant)
    blinding = blind(KEY, prepared, random, variant)
    answer = blind_sign(SIGNER, blinding.request, random)
    signature = finalize(KEY, prepared, answer, blinding.inverse, variant)
    verify(KEY, prepared, signature, variant)
    with pytest.raises(BadSignature):
        verify(KEY, Prepared(prepared + b"."), signature, variant)


@pytest.mark.parametrize("bits", [1025, 1026, 1031, 3072])
def test_no_size_is_wired_in(bits: int) -> None:
    signer = MemorySigner(generate(bits, TEST_BITS), TEST_BITS)
    key = signer.public_key
    random = source(str(bits))
    prepared = prepare(b"text", random)
    blinding = blind(key, prepared, random)
    answer = blind_sign(signer, blinding.request, random)
    signature = finalize(key, prepared, answer, blinding.inverse)
    assert len(blinding.request) == len(signature) == key.size == (bits + 7) // 8


def test_the_same_request_has_the_same_answer_under_other_randomness() -> None:
    request = blind(KEY, prepare(b"m", source("a")), source("b")).request
    first = blind_sign(SIGNER, request, source("c"))
    assert blind_sign(SIGNER, request, source("d")) == first


# --- what the signer refuses ---


@pytest.mark.parametrize(
    "request_bytes",
    [
        pytest.param(b"", id="empty"),
        pytest.param(bytes([1] * (KEY.size - 1)), id="one byte short"),
        pytest.param(b"\x00" + bytes([1] * KEY.size), id="one byte long"),
        pytest.param(bytes(KEY.size), id="zero"),
        pytest.param(KEY.modulus.to_bytes(KEY.size, "big"), id="m = n"),
        pytest.param((KEY.modulus + 1).to_bytes(KEY.size, "big"), id="m = n + 1"),
        pytest.param(b"\xff" * KEY.size, id="above n"),
    ],
)
def test_signer_refuses(request_bytes: bytes) -> None:
    with pytest.raises(BlindSignatureError):
        blind_sign(SIGNER, request_bytes, source("refused"))


def test_signer_refuses_a_multiple_of_a_prime_factor() -> None:
    private = generate(TEST_BITS, TEST_BITS)
    p = private.private_numbers().p
    signer = MemorySigner(private, TEST_BITS)
    with pytest.raises(BlindSignatureError):
        blind_sign(signer, (2 * p).to_bytes(128, "big"), source("p"))


# --- what the client refuses ---


def test_finalize_refuses_another_length() -> None:
    prepared = prepare(b"m", source("f"))
    blinding = blind(KEY, prepared, source("g"))
    answer = blind_sign(SIGNER, blinding.request, source("h"))
    for wrong in (b"", answer[:-1], b"\x00" + answer):
        with pytest.raises(BlindSignatureError):
            finalize(KEY, prepared, wrong, blinding.inverse)


def test_finalize_refuses_an_altered_answer_or_inverse() -> None:
    prepared = prepare(b"m", source("f"))
    blinding = blind(KEY, prepared, source("g"))
    answer = blind_sign(SIGNER, blinding.request, source("h"))
    altered = answer[:-1] + bytes([answer[-1] ^ 1])
    with pytest.raises(BadSignature):
        finalize(KEY, prepared, altered, blinding.inverse)
    with pytest.raises(BadSignature):
        finalize(KEY, prepared, answer, blinding.inverse + 1)
    with pytest.raises(BadSignature):
        finalize(KEY, prepared, answer, 0)


@pytest.mark.parametrize("size", [0, KEY.size - 1, KEY.size + 1])
def test_verify_refuses_another_length(size: int) -> None:
    with pytest.raises(BadSignature):
        verify(KEY, prepare(b"m", source("v")), bytes(size))


def test_blind_refuses_a_modulus_too_short_for_the_encoding() -> None:
    short = IssuingKey((1 << 767) + 1, minimum_bits=768)
    with pytest.raises(BlindSignatureError, match="too short"):
        blind(short, prepare(b"m", source("s")), source("t"))


def test_blind_refuses_a_factor_that_shares_a_prime_with_n() -> None:
    private = generate(TEST_BITS, TEST_BITS)
    key = MemorySigner(private, TEST_BITS).public_key
    p = private.private_numbers().p.to_bytes(key.size, "big")
    with pytest.raises(BlindSignatureError):
        blind(key, prepare(b"m", source("s")), scripted(source("salt")(48), p))


@pytest.mark.parametrize("size", [0, 31, 33])
def test_prefix_has_32_bytes(size: int) -> None:
    with pytest.raises(BlindSignatureError):
        with_prefix(bytes(size), b"m")


def test_the_blinding_factor_is_drawn_again_until_below_n() -> None:
    above = (KEY.modulus + 1).to_bytes(KEY.size, "big")
    r = (7).to_bytes(KEY.size, "big")
    random = scripted(source("salt")(48), above, r)
    blinding = blind(KEY, prepare(b"m", source("s")), random)
    assert blinding.inverse * 7 % KEY.modulus == 1


def test_a_source_that_never_gives_a_number_below_n_ends() -> None:
    above = (KEY.modulus + 1).to_bytes(KEY.size, "big")
    with pytest.raises(RandomnessExhausted):
        blind(KEY, prepare(b"m", source("s")), lambda n: above[-n:])


def test_a_source_that_gives_too_little_is_refused() -> None:
    with pytest.raises(RandomnessExhausted):
        prepare(b"m", lambda n: source("x")(n - 1))


def test_the_inverse_is_not_shown() -> None:
    blinding = blind(KEY, prepare(b"m", source("s")), source("t"))
    assert str(blinding.inverse) not in repr(blinding)


# --- tokens ---


def test_token_message() -> None:
    message = token_message("4bGiXVuUbSvBYh", "00ff")
    assert message == b"ballot-service/token/1|4bGiXVuUbSvBYh|00ff"


@pytest.mark.parametrize(
    ("uuid", "credential"),
    [("", "ff"), ("u", ""), ("a|b", "c"), ("a", "b|c"), ("a", "b\n"), ("a", "1" * 618)],
)
def test_token_message_refuses_two_readings(uuid: str, credential: str) -> None:
    with pytest.raises(BlindSignatureError):
        token_message(uuid, credential)
