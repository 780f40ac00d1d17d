"""Attacks on the issuing key: faults in the private operation, chosen requests.

Refuses to trust the signer: a token or a machine may fail, and one bad answer is all.
"""

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from ballot_service.crypto.blind_rsa import blind, blind_sign, prepare
from ballot_service.crypto.blind_rsa_keys import IssuingKey, MemorySigner, generate
from ballot_service.errors import BlindSignatureError, SignerFault

TEST_BITS = 1024
PRIVATE = generate(TEST_BITS, TEST_BITS)
SIGNER = MemorySigner(PRIVATE, TEST_BITS)
KEY = SIGNER.public_key
N = KEY.modulus


def source(label: str) -> Callable[[int], bytes]:
    """Return a reproducible source of bytes, another one for each label."""
    asked = 0

    def random(size: int) -> bytes:
        nonlocal asked
        asked += 1
        return hashlib.shake_256(f"{label}/{asked}".encode()).digest(size)

    return random


REQUEST = blind(KEY, prepare(b"m", source("prepare")), source("blind")).request


class FaultySigner:
    """A Signer whose half mod p is wrong, as after a glitch; it keeps what it said."""

    def __init__(self) -> None:
        self.said: list[tuple[int, int]] = []

    @property
    def public_key(self) -> IssuingKey:
        return KEY

    def raw_private(self, m: int) -> int:
        q = PRIVATE.private_numbers().q
        wrong = (SIGNER.raw_private(m) + q) % N  # right mod q, wrong mod p
        self.said.append((m, wrong))
        return wrong


@dataclass
class FixedSigner:
    """A Signer that always gives one answer, in or out of range."""

    answer: int
    public_key: IssuingKey = KEY

    def raw_private(self, m: int) -> int:
        assert 0 < m < N
        return self.answer


def test_a_wrong_half_is_not_released() -> None:
    signer = FaultySigner()
    with pytest.raises(SignerFault) as caught:
        blind_sign(signer, REQUEST, source("fault"))
    m, wrong = signer.said[0]
    assert str(wrong) not in str(caught.value)
    # Why: with that one answer in hand, anybody holds the key.
    assert math.gcd(KEY.public_power(wrong) - m, N) == PRIVATE.private_numbers().q


@pytest.mark.parametrize(
    "answer",
    [0, 1, -1, N - 1, N, N + 1],
    ids=["0", "1", "-1", "N-1", "N", "N+1"],
)
def test_a_broken_signer_releases_nothing(answer: int) -> None:
    with pytest.raises(SignerFault):
        blind_sign(FixedSigner(answer), REQUEST, source("fixed"))


def test_a_right_answer_out_of_range_is_a_fault_too() -> None:
    class Lifted(FixedSigner):
        def raw_private(self, m: int) -> int:
            return SIGNER.raw_private(m) + N

    with pytest.raises(SignerFault):
        blind_sign(Lifted(0), REQUEST, source("lifted"))


def test_the_private_operation_never_sees_the_request_itself() -> None:
    seen: list[int] = []

    class Watching(FixedSigner):
        def raw_private(self, m: int) -> int:
            seen.append(m)
            return SIGNER.raw_private(m)

    for label in ("one", "two"):
        blind_sign(Watching(0), REQUEST, source(label))
    assert len({*seen, int.from_bytes(REQUEST, "big")}) == 3


def test_a_refused_request_never_reaches_the_private_operation() -> None:
    signer = FaultySigner()
    for request in (bytes(KEY.size), N.to_bytes(KEY.size, "big"), b"\x01"):
        with pytest.raises(BlindSignatureError):
            blind_sign(signer, request, source("refused"))
    assert signer.said == []
