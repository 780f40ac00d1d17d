"""The encrypted tally: the product of ballots, in one shape and one spelling."""

import json

import pytest

from ballot_service.crypto.elgamal import Ciphertext, SmallLogarithms
from ballot_service.crypto.group import group_named
from ballot_service.errors import (
    BallotServiceError,
    MissingField,
    NotAnElement,
    NotCanonical,
    NumberOutOfRange,
    UnknownField,
    WrongShape,
    WrongType,
)
from ballot_service.protocol.ballot import Ballot
from ballot_service.protocol.election import Election
from ballot_service.protocol.tally import (
    SizedTally,
    Tally,
    add_tallies,
    check_shape,
    empty_tally,
    encode_tally,
    read_sized_tally,
    read_tally,
    weigh,
)
from tests.protocol.parts import (
    NAMES,
    ballot_of,
    drop,
    dumped,
    make_election,
    put,
    reversed_keys,
    sample,
    secret_of,
)

PRIVATES = ("isGKu-h7NBqj-aNHQB-QPzjFR", "B1gwn-HxXtgf-7qFem-Fk1dMT")
SIZED = SizedTally(3, 3, "ab" * 32)


def of(ballot: Ballot) -> Tally:
    return tuple(answer.choices for answer in ballot.answers)


def opened(election: Election, tally: Tally) -> list[list[int]]:
    """Decrypt with the throw-away secret."""
    group, secret = election.group, secret_of(election.group)
    logarithms = SmallLogarithms(group, 1000)

    def count(cell: Ciphertext) -> int:
        shared = group.power(cell.alpha, secret)
        return logarithms.of(group.multiply(cell.beta, group.invert(shared)))

    return [[count(cell) for cell in row] for row in tally]


@pytest.mark.parametrize("name", NAMES)
def test_the_tally_holds_the_sums(name: str) -> None:
    election = make_election(group=group_named(name))
    tally = empty_tally(election)
    assert opened(election, tally) == [[0, 0], [0, 0]]
    for private, rows in zip(
        PRIVATES, ([(1, 0), (0, 1)], [(1, 0), (0, 0)]), strict=True
    ):
        tally = add_tallies(
            election.group, tally, of(ballot_of(election, rows, private))
        )
    assert opened(election, tally) == [[2, 0], [0, 1]]


@pytest.mark.parametrize("weight", [0, 1, 7])
def test_a_weight_counts_a_ballot_as_often(weight: int) -> None:
    election, ballot = sample()
    tally = weigh(election.group, of(ballot), weight)
    assert opened(election, tally) == [[weight, 0], [0, 0]]


def test_tallies_of_two_shapes_are_a_fault_of_the_caller() -> None:
    election, ballot = sample()
    with pytest.raises(ValueError, match="zip"):
        add_tallies(election.group, empty_tally(election), of(ballot)[:1])


def test_what_is_written_is_read_back() -> None:
    election, ballot = sample()
    raw = encode_tally(of(ballot))
    assert read_tally(election, raw) == of(ballot)
    assert list(json.loads(raw)[0][0]) == ["alpha", "beta"]


def test_another_shape_is_refused() -> None:
    election, ballot = sample()
    rows = json.loads(encode_tally(of(ballot)))
    for other in (
        [],
        rows[:1],
        [*rows, rows[0]],
        [rows[0], rows[1][:1]],
        [rows[0], []],
    ):
        with pytest.raises(WrongShape, match="encrypted_tally"):
            read_tally(election, dumped(other))
    check_shape(election, rows, "x")


@pytest.mark.parametrize(
    ("path", "value", "error"),
    [
        ([0], {}, WrongType),
        ([0, 0], None, WrongType),
        ([0, 0, "alpha"], "00" * 32, NotAnElement),
        ([1, 1, "gamma"], "1", UnknownField),
    ],
)
def test_a_wrong_cell_is_refused(
    path: list[str | int], value: object, error: type[BallotServiceError]
) -> None:
    election, ballot = sample()
    with pytest.raises(error):
        read_tally(election, put(encode_tally(of(ballot)), path, value))


def test_another_spelling_is_refused() -> None:
    election, ballot = sample()
    raw = encode_tally(of(ballot))
    cell = json.loads(reversed_keys(dumped(json.loads(raw)[0][0])))
    for other in (raw + b"\n", put(raw, [0, 0], cell)):
        with pytest.raises(NotCanonical):
            read_tally(election, other)


# --- its size ---


def test_the_size_is_written_and_read_back() -> None:
    for weight in (3, 2**30):
        sized = SizedTally(3, weight, "ab" * 32)
        assert read_sized_tally(sized.encoded()) == sized
    assert list(json.loads(SIZED.encoded())) == [
        *("num_tallied", "total_weight", "encrypted_tally")
    ]


@pytest.mark.parametrize("name", ["num_tallied", "total_weight", "encrypted_tally"])
def test_a_missing_field_of_the_size_is_refused(name: str) -> None:
    with pytest.raises(MissingField, match=f"sized: {name}"):
        read_sized_tally(drop(SIZED.encoded(), [name]))


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("num_tallied", -1, NumberOutOfRange),
        ("num_tallied", 2**53 + 1, NumberOutOfRange),
        ("num_tallied", "3", WrongType),
        ("total_weight", -1, NumberOutOfRange),
        ("total_weight", True, WrongType),
        ("total_weight", "3", NotCanonical),
        ("total_weight", 2**30, NotCanonical),
        ("encrypted_tally", "AB" * 32, WrongType),
        ("x", 1, UnknownField),
    ],
)
def test_a_wrong_size_is_refused(
    name: str, value: object, error: type[BallotServiceError]
) -> None:
    with pytest.raises(error):
        read_sized_tally(put(SIZED.encoded(), [name], value))


def test_another_spelling_of_the_size_is_refused() -> None:
    with pytest.raises(NotCanonical):
        read_sized_tally(reversed_keys(SIZED.encoded()))
