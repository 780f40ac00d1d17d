"""Secret numbers: uniform by rejection, never from a broken source, or from a seed."""

import hashlib
import hmac
from collections import Counter

import pytest

from ballot_service.crypto.ed25519 import ED25519
from ballot_service.crypto.group import Group
from ballot_service.crypto.randomness import (
    fresh_draw,
    random_bytes,
    random_scalar,
    seeded_draw,
)
from ballot_service.errors import RandomnessExhausted
from tests.making import seeded

SEED = bytes(range(32))


def scripted(group: Group, *values: int) -> list[bytes]:
    """Return what a source must give for `random_scalar` to see these numbers."""
    bits = group.order.bit_length()
    size = (bits + 7) // 8
    return [(value << (size * 8 - bits)).to_bytes(size, "big") for value in values]


def test_a_number_is_taken_as_it_comes_where_it_is_in_range(group: Group) -> None:
    answers = iter(scripted(group, 12345 << 200))
    assert random_scalar(group, lambda _size: next(answers)) == 12345 << 200


def test_q_and_more_are_drawn_again(group: Group) -> None:
    most = 2 ** group.order.bit_length() - 2
    script = scripted(group, group.order, most, group.order - 1)
    answers = iter(script)
    assert random_scalar(group, lambda _size: next(answers)) == group.order - 1


def test_zero_is_drawn_again_where_the_bytes_are_not_all_equal() -> None:
    """31 zero bytes and a 7: the three bits below the number are cut off."""
    answers = iter([bytes(31) + b"\x07", *scripted(ED25519, 5 << 100)])
    assert random_scalar(ED25519, lambda _size: next(answers)) == 5 << 100


def test_one_and_q_minus_one_are_possible(group: Group) -> None:
    for value in (1, group.order - 1):
        answers = iter(scripted(group, value))
        assert random_scalar(group, lambda _size: next(answers)) == value  # noqa: B023


def test_exactly_the_needed_bytes_are_asked_for(group: Group) -> None:
    asked: list[int] = []
    source = seeded("asked")

    def random(size: int) -> bytes:
        asked.append(size)
        return source(size)

    random_scalar(group, random)
    assert set(asked) == {32}


@pytest.mark.parametrize("byte", [b"\x00", b"\x01", b"\x7f", b"\xff"])
def test_a_constant_source_is_refused(group: Group, byte: bytes) -> None:
    with pytest.raises(RandomnessExhausted):
        random_scalar(group, lambda size: byte * size)


def test_a_source_that_never_gives_a_number_below_q_is_refused() -> None:
    stuck = b"\xff" * 31 + b"\xfe"
    with pytest.raises(RandomnessExhausted, match="256 draws"):
        random_scalar(ED25519, lambda _size: stuck)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_source_of_another_length_is_refused(group: Group, length: int) -> None:
    with pytest.raises(RandomnessExhausted):
        random_scalar(group, lambda _size: bytes(range(length)))


def test_few_equal_bytes_may_happen() -> None:
    assert random_bytes(lambda size: b"a" * size, 4) == b"aaaa"
    assert random_bytes(lambda size: b"a" * size, 15) == b"a" * 15
    with pytest.raises(RandomnessExhausted):
        random_bytes(lambda size: b"a" * size, 16)


def test_numbers_fill_their_range_evenly(group: Group) -> None:
    """Chi-square of 16 equal cells: above 37.7 once in a thousand; the seed stays."""
    source, draws, cells = seeded("chi-square"), 3200, 16
    counts = Counter(
        random_scalar(group, source) * cells // group.order for _ in range(draws)
    )
    mean = draws / cells
    assert sum((counts[i] - mean) ** 2 / mean for i in range(cells)) < 37.7


def test_low_bits_are_even(group: Group) -> None:
    source, draws, cells = seeded("low bits"), 3200, 16
    counts = Counter(random_scalar(group, source) % cells for _ in range(draws))
    mean = draws / cells
    assert sum((counts[i] - mean) ** 2 / mean for i in range(cells)) < 37.7


def test_a_fresh_draw_never_repeats(group: Group) -> None:
    draw = fresh_draw(group, seeded("fresh"))
    assert len({draw("same label") for _ in range(50)}) == 50


def test_a_seeded_number_is_the_hmac_of_the_specification(group: Group) -> None:
    draw = seeded_draw(group, SEED, "UUID", "PHI", "CRED")
    message = b"ballot-service/seed/1|UUID|PHI|CRED|0/1/r"
    block = hmac.digest(SEED, message, hashlib.sha512)
    assert draw("0/1/r") == int.from_bytes(block, "big") % group.order


def test_a_seeded_number_of_a_fixed_seed_stays_what_it_was() -> None:
    draw = seeded_draw(ED25519, SEED, "UUID", "PHI", "CRED")
    assert draw("0/sum/w") == int(
        "5612188778828551084568263322608122016633793472604233811656937358332558440834"
    )


def test_every_part_of_the_context_changes_a_seeded_number(group: Group) -> None:
    contexts = [
        (SEED, "u", "p", "c", "0/0/r"),
        (SEED[::-1], "u", "p", "c", "0/0/r"),
        (SEED, "v", "p", "c", "0/0/r"),
        (SEED, "u", "q", "c", "0/0/r"),
        (SEED, "u", "p", "d", "0/0/r"),
        (SEED, "u", "p", "c", "0/0/w"),
        (SEED, "u", "p", "c", "1/0/r"),
    ]
    found = {seeded_draw(group, s, u, p, c)(label) for s, u, p, c, label in contexts}
    assert len(found) == len(contexts)


@pytest.mark.parametrize("size", [0, 16, 31, 33, 64])
def test_a_seed_of_another_length_is_a_fault_of_the_caller(size: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        seeded_draw(ED25519, bytes(size), "u", "p", "c")


def test_a_seed_that_gives_0_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Zero:
        def digest(self) -> bytes:
            return (ED25519.order * 3).to_bytes(64, "big")

    monkeypatch.setattr(hmac, "new", lambda *_: Zero())
    draw = seeded_draw(ED25519, SEED, "u", "p", "c")
    with pytest.raises(RandomnessExhausted):
        draw("0/0/r")
