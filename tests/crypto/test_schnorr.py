"""The two signatures of the format: of a trustee's message, and of a ballot."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from ballot_service.crypto.group import Element, Group
from ballot_service.crypto.proofs import Proof
from ballot_service.crypto.schnorr import (
    sign_ballot,
    sign_message,
    verify_ballot_signature,
    verify_message,
)
from ballot_service.errors import BadSignature
from tests.crypto.known import element, number


@dataclass(frozen=True)
class Scheme:
    """A way to sign and the way to check it."""

    tag: str
    sign: Callable[[Group, int, str, int], Proof]
    verify: Callable[[Group, Element, str, Proof], None]


SCHEMES = (
    Scheme("sigmsg", sign_message, verify_message),
    Scheme("sig", sign_ballot, verify_ballot_signature),
)


@pytest.fixture(params=SCHEMES, ids=lambda scheme: scheme.tag)
def scheme(request: pytest.FixtureRequest) -> Scheme:
    chosen: Scheme = request.param
    return chosen


def signed(group: Group, scheme: Scheme) -> Proof:
    return scheme.sign(group, number(group, "x"), "text", number(group, "w"))


def test_a_signature_holds_and_repeats(group: Group, scheme: Scheme) -> None:
    scheme.verify(group, element(group, "x"), "text", signed(group, scheme))
    assert signed(group, scheme) == signed(group, scheme)


def test_the_response_is_w_minus_x_times_the_challenge(
    group: Group, scheme: Scheme
) -> None:
    proof, x, w = signed(group, scheme), number(group, "x"), number(group, "w")
    assert proof.response == (w - x * proof.challenge) % group.order


def test_another_message_is_refused(group: Group, scheme: Scheme) -> None:
    with pytest.raises(BadSignature):
        scheme.verify(group, element(group, "x"), "texT", signed(group, scheme))


def test_another_key_is_refused(group: Group, scheme: Scheme) -> None:
    """Though the format hashes no key: the commitment comes out different (A4)."""
    with pytest.raises(BadSignature):
        scheme.verify(group, element(group, "z"), "text", signed(group, scheme))


@pytest.mark.parametrize("part", ["challenge", "response"])
@pytest.mark.parametrize("step", [1, -1])
def test_another_number_is_refused(
    group: Group, scheme: Scheme, part: str, step: int
) -> None:
    proof = signed(group, scheme)
    changed = replace(proof, **{part: getattr(proof, part) + step})
    with pytest.raises(BadSignature):
        scheme.verify(group, element(group, "x"), "text", changed)


def test_a_signature_of_one_kind_is_none_of_the_other(group: Group) -> None:
    first, second = SCHEMES
    for scheme, other in ((first, second), (second, first)):
        with pytest.raises(BadSignature):
            other.verify(group, element(group, "x"), "text", signed(group, scheme))


def test_zeros_are_no_signature(group: Group, scheme: Scheme) -> None:
    with pytest.raises(BadSignature):
        scheme.verify(group, element(group, "x"), "text", Proof(0, 0))
