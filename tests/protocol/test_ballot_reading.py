"""A ballot's bytes: read only in their one form, every number and point proper."""

import json
from dataclasses import replace
from typing import Any

import pytest

from ballot_service.crypto.transcript import b64_digest, hex_digest
from ballot_service.errors import (
    BallotServiceError,
    MissingField,
    NotAnElement,
    NotCanonical,
    NotJson,
    NumberOutOfRange,
    TooLarge,
    UnknownField,
    WrongType,
)
from ballot_service.protocol.ballot import (
    Ballot,
    content_hash,
    credential_text,
    read_ballot,
    tracker,
)
from ballot_service.protocol.election import Election, Question
from ballot_service.protocol.encoding import MAX_BALLOT
from tests.protocol.parts import (
    NAMES,
    ballot_of,
    drop,
    dumped,
    make_election,
    put,
    reversed_keys,
    sample,
)

CHOICE: list[str | int] = ["answers", 0, "choices", 0]
PROOF: list[str | int] = ["answers", 0, "individual_proofs", 0, 0]
FIELDS = ("election_uuid", "election_hash", "credential", "answers", "signature")


@pytest.fixture(params=NAMES)
def pair(request: pytest.FixtureRequest) -> tuple[Election, Ballot]:
    return sample(request.param)


def expect_refused(
    pair: tuple[Election, Ballot], raw: bytes, error: type[BallotServiceError]
) -> None:
    with pytest.raises(error):
        read_ballot(pair[0].group, raw)


def raw_of(pair: tuple[Election, Ballot]) -> bytes:
    return pair[1].encoded()


def value_at(pair: tuple[Election, Ballot], path: list[str | int]) -> Any:  # noqa: ANN401
    value: Any = json.loads(raw_of(pair))
    for step in path:
        value = value[step]
    return value


def test_what_is_written_is_read_back(pair: tuple[Election, Ballot]) -> None:
    found = read_ballot(pair[0].group, raw_of(pair))
    assert found == pair[1]
    assert found.encoded() == raw_of(pair)


def test_a_ballot_with_blank_is_read_back() -> None:
    question = Question(("a", "b"), 1, 2, "q", blank=True)
    election = make_election([question])
    ballot = ballot_of(election, [(1, 0, 0)])
    assert read_ballot(election.group, ballot.encoded()) == ballot


def test_fields_stand_in_the_order_of_the_format(
    pair: tuple[Election, Ballot],
) -> None:
    value = json.loads(raw_of(pair))
    assert tuple(value) == FIELDS
    assert list(value["answers"][0]) == [
        *("choices", "individual_proofs", "overall_proof")
    ]
    assert list(value["signature"]) == ["hash", "proof"]


def test_the_tracker_is_the_hash_of_all_bytes(pair: tuple[Election, Ballot]) -> None:
    assert tracker(raw_of(pair)) == hex_digest(raw_of(pair))


def test_the_signed_hash_is_of_the_ballot_without_signature(
    pair: tuple[Election, Ballot],
) -> None:
    ballot = pair[1]
    expected = b64_digest(drop(raw_of(pair), ["signature"]))
    assert ballot.signature_hash == expected
    assert expected == content_hash(
        ballot.election_uuid, ballot.election_hash, ballot.credential, ballot.answers
    )


@pytest.mark.parametrize(
    "path",
    [
        *([name] for name in FIELDS),
        ["answers", 1, "choices"],
        ["answers", 1, "individual_proofs"],
        ["answers", 1, "overall_proof"],
        [*CHOICE, "alpha"],
        [*CHOICE, "beta"],
        [*PROOF, "challenge"],
        [*PROOF, "response"],
        ["signature", "hash"],
        ["signature", "proof"],
    ],
    ids=lambda path: ".".join(map(str, path)),
)
def test_a_missing_field_is_refused(path: list[str | int]) -> None:
    pair = sample()
    expect_refused(pair, drop(raw_of(pair), path), MissingField)


@pytest.mark.parametrize(
    "path", [["x"], ["answers", 0, "x"], [*CHOICE, "x"], [*PROOF, "x"]]
)
def test_an_unknown_field_is_refused(path: list[str | int]) -> None:
    pair = sample()
    expect_refused(pair, put(raw_of(pair), path, "1"), UnknownField)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["answers"], {}),
        (["answers", 0], None),
        (["answers", 0, "choices"], None),
        (["answers", 0, "overall_proof"], {}),
        (["answers", 0, "blank_proof"], None),
        ([*CHOICE, "alpha"], 5),
        ([*PROOF, "challenge"], 5),
        (["signature"], []),
        (["credential"], None),
        (["election_uuid"], 7),
    ],
)
def test_a_value_of_another_type_is_refused(
    path: list[str | int], value: object
) -> None:
    pair = sample()
    expect_refused(pair, put(raw_of(pair), path, value), WrongType)


NUMBERS: list[list[str | int]] = [
    [*PROOF, "challenge"],
    [*PROOF, "response"],
    ["answers", 0, "overall_proof", 1, "response"],
    ["signature", "proof", "challenge"],
    ["signature", "proof", "response"],
]


@pytest.mark.parametrize("path", NUMBERS, ids=lambda path: ".".join(map(str, path)))
def test_the_same_number_written_otherwise_is_refused(
    pair: tuple[Election, Ballot], path: list[str | int]
) -> None:
    """The malleated copies of A2: another ballot to a hash, the same to a proof."""
    text, q = value_at(pair, path), pair[0].group.order
    for other in (str(int(text) + q), str(int(text) - q), f"0{text}", f"+{text}"):
        expect_refused(pair, put(raw_of(pair), path, other), NumberOutOfRange)


POINTS: list[list[str | int]] = [["credential"], [*CHOICE, "alpha"], [*CHOICE, "beta"]]


@pytest.mark.parametrize("path", POINTS, ids=lambda path: ".".join(map(str, path)))
def test_a_text_that_is_no_element_is_refused(
    pair: tuple[Election, Ballot], path: list[str | int]
) -> None:
    text = value_at(pair, path)
    for other in (f"0{text}", f" {text}", text[:-1], "0", "2", "00" * 32, ""):
        expect_refused(pair, put(raw_of(pair), path, other), NotAnElement)


def test_upper_case_is_refused() -> None:
    pair = sample()
    for path in POINTS:
        upper = value_at(pair, path).upper()
        expect_refused(pair, put(raw_of(pair), path, upper), NotAnElement)


def test_another_order_of_keys_is_refused() -> None:
    pair = sample()
    expect_refused(pair, reversed_keys(raw_of(pair)), NotCanonical)
    inner_objects: list[list[str | int]] = [["answers", 0], ["signature"]]
    for path in (CHOICE, PROOF, *inner_objects):
        inner = json.loads(reversed_keys(dumped(value_at(pair, path))))
        expect_refused(pair, put(raw_of(pair), path, inner), NotCanonical)


def test_white_space_and_escapes_are_refused() -> None:
    pair = sample()
    raw = raw_of(pair)
    for other in (
        raw + b"\n",
        b" " + raw,
        raw.replace(b",", b", ", 1),
        raw.replace(b"7cNm", b"\\u0037cNm", 1),
    ):
        expect_refused(pair, other, NotCanonical)
    expect_refused(pair, raw[:-1], NotJson)


def test_more_than_4_mib_are_refused() -> None:
    pair = sample()
    expect_refused(pair, b" " * (MAX_BALLOT + 1), TooLarge)


def test_too_many_items_and_too_long_texts_are_refused() -> None:
    pair = sample()
    raw = raw_of(pair)
    cases: list[tuple[list[str | int], object]] = [
        (["answers"], [{}] * 501),
        (["answers", 0, "choices"], [{}] * 102),
        (["answers", 0, "individual_proofs"], [[]] * 102),
        (["signature", "hash"], "x" * 44),
        (["election_hash"], "x" * 44),
        (["election_uuid"], "x" * 101),
        (["credential"], "1" * 701),
    ]
    for path, value in cases:
        expect_refused(pair, put(raw, path, value), TooLarge)


def test_the_credential_can_be_looked_up_alone() -> None:
    pair = sample()
    assert credential_text(raw_of(pair)) == pair[1].credential
    with pytest.raises(MissingField):
        credential_text(drop(raw_of(pair), ["answers"]))


def test_another_answer_gives_another_hash() -> None:
    ballot = sample()[1]
    swapped = replace(ballot, answers=ballot.answers[::-1])
    assert swapped.encoded() != ballot.encoded()
    assert ballot.signature_hash != content_hash(
        ballot.election_uuid, ballot.election_hash, ballot.credential, swapped.answers
    )
