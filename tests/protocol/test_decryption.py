"""Partial decryptions: proved factor by factor, under one trustee's key."""

import json
from dataclasses import replace

import pytest

from ballot_service.crypto.proofs import Proof
from ballot_service.errors import (
    BadProof,
    BallotServiceError,
    MissingField,
    NotAnElement,
    NotCanonical,
    NumberOutOfRange,
    RandomnessExhausted,
    TooLarge,
    UnknownField,
    WrongShape,
    WrongType,
)
from ballot_service.protocol.decryption import (
    Owned,
    PartialDecryption,
    check_partial_decryption,
    decrypt_partially,
    read_owned,
    read_partial_decryption,
)
from ballot_service.protocol.election import Election
from ballot_service.protocol.tally import Tally
from tests.making import seeded
from tests.protocol.parts import NAMES, drop, put, reversed_keys, sample

SECRET = 123456789
OWNED = Owned(2, "cd" * 32)


def decrypted(name: str = "Ed25519") -> tuple[Election, Tally, PartialDecryption]:
    election, ballot = sample(name)
    tally = tuple(answer.choices for answer in ballot.answers)
    return election, tally, decrypt_partially(election, tally, SECRET, seeded("pd"))


ELECTION, TALLY, PARTIAL = decrypted()
PUBLIC = ELECTION.group.generator_power(SECRET)
RAW = PARTIAL.encoded()


@pytest.mark.parametrize("name", NAMES)
def test_a_decryption_holds_under_its_key(name: str) -> None:
    election, tally, partial = decrypted(name)
    public = election.group.generator_power(SECRET)
    check_partial_decryption(election, tally, public, partial)
    for row, cells in zip(partial.factors, tally, strict=True):
        for factor, cell in zip(row, cells, strict=True):
            assert factor == election.group.power(cell.alpha, SECRET)


def test_factors_are_the_same_each_time_and_proofs_are_not() -> None:
    again = decrypt_partially(ELECTION, TALLY, SECRET, seeded("again"))
    assert again.factors == PARTIAL.factors
    assert again.proofs != PARTIAL.proofs


def test_a_constant_source_decrypts_nothing() -> None:
    with pytest.raises(RandomnessExhausted):
        decrypt_partially(ELECTION, TALLY, SECRET, lambda size: b"\1" * size)


def expect_refused(partial: PartialDecryption, where: str) -> None:
    with pytest.raises(BadProof, match=where):
        check_partial_decryption(ELECTION, TALLY, PUBLIC, partial)


def test_a_wrong_factor_is_refused_where_it_stands() -> None:
    (a, b), row = PARTIAL.factors
    wrong = ELECTION.group.multiply(a, ELECTION.group.generator)
    expect_refused(replace(PARTIAL, factors=((wrong, b), row)), r"proofs\[0\]\[0\]")
    expect_refused(replace(PARTIAL, factors=((b, a), row)), r"proofs\[0\]\[0\]")
    expect_refused(replace(PARTIAL, factors=(row, (a, b))), r"proofs\[0\]\[0\]")


def test_a_wrong_proof_is_refused_where_it_stands() -> None:
    row, (a, b) = PARTIAL.proofs
    for wrong in (
        Proof(0, 0),
        a,
        replace(b, challenge=b.challenge ^ 1),
        replace(b, response=b.response ^ 1),
    ):
        expect_refused(replace(PARTIAL, proofs=(row, (a, wrong))), r"proofs\[1\]\[1\]")


def test_another_trustees_key_is_refused() -> None:
    other = decrypt_partially(ELECTION, TALLY, SECRET + 1, seeded("pd"))
    expect_refused(other, r"proofs\[0\]\[0\]")


def test_a_decryption_of_another_election_is_refused() -> None:
    other = replace(ELECTION, name="Khác")
    with pytest.raises(BadProof):
        check_partial_decryption(other, TALLY, PUBLIC, PARTIAL)


def test_a_decryption_of_another_tally_is_refused() -> None:
    with pytest.raises(BadProof):
        check_partial_decryption(ELECTION, TALLY[::-1], PUBLIC, PARTIAL)


# --- bytes ---


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_read_back(name: str) -> None:
    election, _, partial = decrypted(name)
    assert read_partial_decryption(election, partial.encoded()) == partial


@pytest.mark.parametrize("name", ["decryption_factors", "decryption_proofs"])
def test_a_missing_or_misshapen_part_is_refused(name: str) -> None:
    with pytest.raises(MissingField, match=name):
        read_partial_decryption(ELECTION, drop(RAW, [name]))
    rows = json.loads(RAW)[name]
    for other in ([], rows[:1], [*rows, rows[0]], [rows[0], rows[1][:1]]):
        with pytest.raises(WrongShape, match=name):
            read_partial_decryption(ELECTION, put(RAW, [name], other))


@pytest.mark.parametrize(
    ("path", "value", "error"),
    [
        (["x"], 1, UnknownField),
        (["decryption_factors"], {}, WrongType),
        (["decryption_factors", 0], "x", WrongType),
        (["decryption_factors", 0, 0], 5, WrongType),
        (["decryption_factors", 0, 0], "x" * 701, TooLarge),
        (["decryption_factors", 1, 1], "00" * 32, NotAnElement),
        (["decryption_proofs", 0, 0, "x"], 1, UnknownField),
        (["decryption_proofs", 0, 0, "response"], "01", NumberOutOfRange),
    ],
)
def test_a_wrong_value_is_refused(
    path: list[str | int], value: object, error: type[BallotServiceError]
) -> None:
    with pytest.raises(error):
        read_partial_decryption(ELECTION, put(RAW, path, value))


def test_another_spelling_is_refused() -> None:
    for raw in (RAW + b"\n", reversed_keys(RAW)):
        with pytest.raises(NotCanonical):
            read_partial_decryption(ELECTION, raw)


def test_the_owner_is_written_and_read_back() -> None:
    assert read_owned(OWNED.encoded()) == OWNED
    assert OWNED.encoded() == b'{"owner":2,"payload":"' + b"cd" * 32 + b'"}'


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("owner", 0, NumberOutOfRange),
        ("owner", 10_001, NumberOutOfRange),
        ("owner", "2", WrongType),
        ("payload", "CD" * 32, WrongType),
        ("x", 1, UnknownField),
    ],
)
def test_a_wrong_owner_is_refused(
    name: str, value: object, error: type[BallotServiceError]
) -> None:
    with pytest.raises(error):
        read_owned(put(OWNED.encoded(), [name], value))


def test_another_spelling_of_the_owner_is_refused() -> None:
    with pytest.raises(NotCanonical):
        read_owned(reversed_keys(OWNED.encoded()))
    with pytest.raises(TooLarge):
        read_owned(b" " * 4097)
