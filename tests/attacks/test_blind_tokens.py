"""Attacks on one-time tokens: linking, forging one more, tagging.

Refuses to rest on "it did not work": each attack is also shown to work where the
defence is taken away.
"""

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballot_service.crypto.blind_rsa import (
    PSSZERO_RANDOMIZED,
    Prepared,
    blind,
    blind_sign,
    finalize,
    prepare,
    token_message,
    verify,
    with_prefix,
)
from ballot_service.crypto.blind_rsa_keys import IssuingKey, MemorySigner, generate
from ballot_service.errors import BadSignature

TEST_BITS = 1024
MEMBERS = 60
CHANCE = 13  # as many pairs found of 60 by guessing: less than once in 10^10 runs
UUID = "4bGiXVuUbSvBYh"
SIGNER = MemorySigner(generate(TEST_BITS, TEST_BITS), TEST_BITS)
KEY = SIGNER.public_key
N = KEY.modulus

Random = Callable[[int], bytes]


def source(label: str) -> Random:
    """Return a reproducible source of bytes, another one for each label."""
    asked = 0

    def random(size: int) -> bytes:
        nonlocal asked
        asked += 1
        return hashlib.shake_256(f"{label}/{asked}".encode()).digest(size)

    return random


def weak_source(label: str, factor_bits: int) -> Random:
    """Return a source whose blinding factors have so few bits (1: r is always 1)."""
    strong = source(label)

    def random(size: int) -> bytes:
        if size != KEY.size:
            return strong(size)
        drawn = int.from_bytes(strong(size), "big") % (1 << factor_bits)
        return (drawn | 1).to_bytes(size, "big")

    return random


def number(octets: bytes) -> int:
    return int.from_bytes(octets, "big")


def octets(value: int) -> bytes:
    return value.to_bytes(KEY.size, "big")


@dataclass(frozen=True)
class Issued:
    """What the service stores of one member: it names the member."""

    request: bytes
    answer: bytes


@dataclass(frozen=True)
class Registered:
    """What the service stores of one credential: it names nobody."""

    prepared: Prepared
    signature: bytes


def take_token(name: str, client: Random) -> tuple[Issued, Registered]:
    credential = hashlib.sha256(name.encode()).hexdigest()
    prepared = prepare(token_message(UUID, credential), client)
    blinding = blind(KEY, prepared, client)
    answer = blind_sign(SIGNER, blinding.request, source(f"service {name}"))
    signature = finalize(KEY, prepared, answer, blinding.inverse)
    return Issued(blinding.request, answer), Registered(prepared, signature)


def meeting(client: Callable[[str], Random]) -> list[tuple[Issued, Registered]]:
    names = [f"member {i}" for i in range(MEMBERS)]
    return [take_token(name, client(name)) for name in names]


STRONG = meeting(source)


# --- linking a member to a credential ---


def implied_factor(issued: Issued, registered: Registered) -> int:
    """Return the one r that would make this pair the same token."""
    return number(issued.answer) * pow(number(registered.signature), -1, N) % N


SCORES = {
    "smallest factor": lambda r: r,
    "lightest factor": lambda r: r.bit_count(),
    "nearest to n": lambda r: N - r,
    "smoothest factor": lambda r: -math.gcd(r, math.factorial(200)),
    "smallest residue": lambda r: r % 65537,
}


def pairs_found(
    transcript: list[tuple[Issued, Registered]], score: Callable[[int], int]
) -> int:
    """Match each member with the best-scoring credential; count those that hit."""
    hits = 0
    for i, (issued, _) in enumerate(transcript):
        factors = [implied_factor(issued, token) for _, token in transcript]
        guess = min(range(len(factors)), key=lambda j: score(factors[j]))
        hits += guess == i
    return hits


def test_every_pair_of_request_and_token_is_equally_consistent() -> None:
    for issued, _ in STRONG:
        for _, token in STRONG[:10]:
            r = implied_factor(issued, token)
            m = KEY.public_power(number(token.signature))
            # With the issuing key too, nothing speaks against this pair:
            assert math.gcd(r, N) == 1
            assert m * KEY.public_power(r) % N == number(issued.request)
            assert SIGNER.raw_private(number(issued.request)) == number(issued.answer)
            inverse = pow(r, -1, N)
            signature = finalize(KEY, token.prepared, issued.answer, inverse)
            assert signature == token.signature


@pytest.mark.parametrize("name", SCORES)
def test_no_score_matches_better_than_chance(name: str) -> None:
    assert pairs_found(STRONG, SCORES[name]) < CHANCE


@pytest.mark.parametrize("factor_bits", [1, 64, 512])
def test_all_pairs_are_found_without_blinding_or_with_weak_blinding(
    factor_bits: int,
) -> None:
    transcript = meeting(lambda name: weak_source(name, factor_bits))
    assert pairs_found(transcript, SCORES["smallest factor"]) == MEMBERS


def test_without_blinding_the_request_is_the_encoded_message() -> None:
    issued, token = take_token("member", weak_source("member", 1))
    assert KEY.public_power(number(token.signature)) == number(issued.request)
    assert token.signature == issued.answer


def test_nothing_stored_at_issuing_is_stored_at_registration() -> None:
    at_issuing = {x for issued, _ in STRONG for x in (issued.request, issued.answer)}
    at_registration = {t.signature for _, t in STRONG}
    assert len(at_issuing) == 2 * MEMBERS
    assert len(at_registration) == MEMBERS
    assert not at_issuing & at_registration


def test_two_requests_for_one_message_do_not_resemble_each_other() -> None:
    prepared = prepare(b"same", source("prefix"))
    one = blind(KEY, prepared, source("one"))
    two = blind(KEY, prepared, source("two"))
    assert one.request != two.request


def test_a_key_for_one_member_alone_is_seen_and_useless() -> None:
    tagging = MemorySigner(generate(TEST_BITS, TEST_BITS), TEST_BITS)
    assert tagging.public_key.encode() != KEY.encode()
    # The booth blinds under the manifest's key, so that the answer does not verify.
    prepared = prepare(token_message(UUID, "ff"), source("tag"))
    blinding = blind(KEY, prepared, source("blind"))
    request = octets(number(blinding.request) % tagging.public_key.modulus)
    answer = blind_sign(tagging, request, source("sign"))
    with pytest.raises(BadSignature):
        finalize(KEY, prepared, answer, blinding.inverse)


# --- one token more than was issued ---


def expect_refusal(prepared: Prepared, signature: bytes, key: IssuingKey = KEY) -> None:
    with pytest.raises(BadSignature):
        verify(key, prepared, signature)


def test_the_product_of_two_signatures_signs_nothing() -> None:
    for (_, a), (_, b) in combinations(STRONG[:6], 2):
        product = octets(number(a.signature) * number(b.signature) % N)
        expect_refusal(a.prepared, product)
        expect_refusal(b.prepared, product)
        expect_refusal(Prepared(a.prepared + b.prepared), product)


def test_the_product_of_two_requests_yields_nothing_new() -> None:
    (a, token_a), (b, token_b) = STRONG[:2]
    request = octets(number(a.request) * number(b.request) % N)
    answer = blind_sign(SIGNER, request, source("product"))
    assert number(answer) == number(a.answer) * number(b.answer) % N
    expect_refusal(token_a.prepared, answer)
    expect_refusal(token_b.prepared, answer)


@given(
    powers=st.lists(st.integers(-3, 3), min_size=4, max_size=4).filter(
        lambda p: sorted(p) != [0, 0, 0, 1]
    )
)
@settings(max_examples=40, deadline=None)
def test_no_small_combination_of_signatures_signs_another_credential(
    powers: list[int],
) -> None:
    tokens = [token for _, token in STRONG[:4]]
    value = math.prod(
        pow(number(t.signature), power, N)
        for t, power in zip(tokens, powers, strict=True)
    )
    for prepared in [t.prepared for t in tokens] + [STRONG[4][1].prepared]:
        expect_refusal(prepared, octets(value % N))


def test_the_blind_signature_is_no_token() -> None:
    issued, token = STRONG[0]
    expect_refusal(token.prepared, issued.answer)


def test_a_signature_made_backwards_signs_nothing() -> None:
    for s in (1, 2, N - 1, number(source("s")(KEY.size)) % N):
        expect_refusal(STRONG[0][1].prepared, octets(s))


@pytest.mark.parametrize(
    "value", [0, N, (1 << 1024) - 1], ids=["zero", "N", "all ones"]
)
def test_a_signature_out_of_range_is_refused(value: int) -> None:
    expect_refusal(STRONG[0][1].prepared, octets(value))


def test_other_representatives_of_a_signature_are_refused() -> None:
    token = STRONG[0][1]
    s = number(token.signature)
    expect_refusal(token.prepared, octets(N - s))
    expect_refusal(token.prepared, (s + N).to_bytes(KEY.size + 1, "big"))
    if s + N < 1 << (8 * KEY.size):
        expect_refusal(token.prepared, octets(s + N))


def test_a_token_is_for_one_credential_one_election_and_one_prefix() -> None:
    prepared = STRONG[0][1].prepared
    signature = STRONG[0][1].signature
    credential = hashlib.sha256(b"member 0").hexdigest()
    prefix = prepared[:32]
    assert prepared == with_prefix(prefix, token_message(UUID, credential))
    verify(KEY, prepared, signature)
    other = hashlib.sha256(b"member 1").hexdigest()
    expect_refusal(with_prefix(prefix, token_message(UUID, other)), signature)
    expect_refusal(
        with_prefix(prefix, token_message(UUID[::-1], credential)), signature
    )
    expect_refusal(with_prefix(bytes(32), token_message(UUID, credential)), signature)


def test_a_token_under_another_key_is_refused() -> None:
    other = MemorySigner(generate(TEST_BITS, TEST_BITS), TEST_BITS).public_key
    token = STRONG[0][1]
    expect_refusal(token.prepared, token.signature, other)


def test_a_signature_of_another_variant_is_refused() -> None:
    prepared = prepare(token_message(UUID, "ff"), source("p"), PSSZERO_RANDOMIZED)
    blinding = blind(KEY, prepared, source("b"), PSSZERO_RANDOMIZED)
    answer = blind_sign(SIGNER, blinding.request, source("s"))
    inverse = blinding.inverse
    signature = finalize(KEY, prepared, answer, inverse, PSSZERO_RANDOMIZED)
    expect_refusal(prepared, signature)
