"""The election: written and read to the byte, and every breach of its form."""

from dataclasses import replace

import pytest

from ballot_service.crypto.transcript import b64_digest
from ballot_service.errors import (
    BadUuid,
    BallotServiceError,
    MissingField,
    NotAnElement,
    NotCanonical,
    NumberOutOfRange,
    TooLarge,
    UnknownField,
    UnknownGroup,
    WrongType,
)
from ballot_service.protocol.election import (
    MAX_ANSWERS,
    MAX_QUESTIONS,
    Question,
    read_election,
)
from tests.protocol.parts import ROW, drop, make_election, put, reversed_keys

ELECTION = make_election()
RAW = ELECTION.encoded
FULL = replace(
    ELECTION,
    questions=(ROW, Question(("a", "b"), 1, 2, "q", blank=True)),
    administrator="A",
    credential_authority="C",
    language=("vi", "ltr"),
)


@pytest.mark.parametrize("election", [ELECTION, FULL], ids=["ours", "all fields"])
def test_what_is_written_is_read_back(election: object) -> None:
    raw = getattr(election, "encoded")  # noqa: B009
    found = read_election(raw)
    assert found == election
    assert found.encoded == raw


def test_the_fields_stand_in_the_order_of_the_format() -> None:
    names = [
        *("version", "description", "name", "group", "public_key", "questions"),
        *("uuid", "administrator", "credential_authority", "language"),
    ]
    places = [FULL.encoded.index(f'"{name}":'.encode()) for name in names]
    assert places == sorted(places)
    question = FULL.questions[1].to_json()
    assert list(question) == ["answers", "blank", "min", "max", "question"]


def test_the_fingerprint_is_of_the_bytes() -> None:
    assert ELECTION.fingerprint == b64_digest(RAW)
    assert FULL.fingerprint != ELECTION.fingerprint


def test_a_blank_bit_is_one_more_choice() -> None:
    assert [q.choices for q in FULL.questions] == [2, 3]
    assert Question(("a",), 0, 1, "q", blank=False).choices == 1


FIELDS = ("version", "description", "name", "group", "public_key", "questions", "uuid")


@pytest.mark.parametrize("name", FIELDS)
def test_a_missing_field_is_refused(name: str) -> None:
    with pytest.raises(MissingField, match=f"election: {name}"):
        read_election(drop(RAW, [name]))


@pytest.mark.parametrize("name", ["answers", "min", "max", "question"])
def test_a_missing_field_of_a_question_is_refused(name: str) -> None:
    with pytest.raises(MissingField, match=rf"questions\[1\]: {name}"):
        read_election(drop(RAW, ["questions", 1, name]))


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("value", [None, True, {}])
def test_a_value_of_another_type_is_refused(name: str, value: object) -> None:
    with pytest.raises(WrongType, match=f"election.{name}"):
        read_election(put(RAW, [name], value))


@pytest.mark.parametrize("path", [["x_ours"], ["questions", 0, "type"]])
def test_an_unknown_field_is_refused(path: list[str | int]) -> None:
    with pytest.raises(UnknownField):
        read_election(put(RAW, path, "x"))


CASES: list[tuple[str, list[str | int], object, type[BallotServiceError]]] = [
    ("version 2", ["version"], 2, NumberOutOfRange),
    ("version 0", ["version"], 0, NumberOutOfRange),
    ("a group that is unknown", ["group"], "RFC-3526-2048", UnknownGroup),
    ("a key that is no element", ["public_key"], "00" * 32, NotAnElement),
    ("a key in upper case", ["public_key"], "E6" + "66" * 30 + "58", NotAnElement),
    ("a short uuid", ["uuid"], "1" * 13, BadUuid),
    ("no questions", ["questions"], [], TooLarge),
    ("too many questions", ["questions"], [{}] * (MAX_QUESTIONS + 1), TooLarge),
    ("no answers", ["questions", 0, "answers"], [], TooLarge),
    (
        "too many answers",
        ["questions", 0, "answers"],
        ["x"] * (MAX_ANSWERS + 1),
        TooLarge,
    ),
    ("an answer that is a number", ["questions", 0, "answers", 1], 5, WrongType),
    ("min below 0", ["questions", 0, "min"], -1, NumberOutOfRange),
    ("min above max", ["questions", 0, "min"], 2, NumberOutOfRange),
    ("max above the answers", ["questions", 0, "max"], 3, NumberOutOfRange),
    ("a blank that is a number", ["questions", 0, "blank"], 1, WrongType),
    ("a blank that is null", ["questions", 0, "blank"], None, WrongType),
    ("a language of one part", ["language"], ["vi"], TooLarge),
    ("a language of numbers", ["language"], [1, 2], WrongType),
    ("a long direction", ["language"], ["vi", "down"], TooLarge),
    ("an administrator null", ["administrator"], None, WrongType),
    ("a description too long", ["description"], "x" * 20_001, TooLarge),
]


@pytest.mark.parametrize(
    ("path", "value", "error"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_wrong_value_is_refused(
    path: list[str | int], value: object, error: type[BallotServiceError]
) -> None:
    with pytest.raises(error):
        read_election(put(RAW, path, value))


def test_another_order_of_keys_is_refused() -> None:
    with pytest.raises(NotCanonical):
        read_election(reversed_keys(RAW))
    with pytest.raises(NotCanonical):
        read_election(put(RAW, ["questions", 0, "blank"], value_at_the_end := False))
    assert value_at_the_end is False


def test_white_space_is_refused() -> None:
    for raw in (RAW + b"\n", RAW.replace(b":", b": ", 1)):
        with pytest.raises(NotCanonical):
            read_election(raw)


def test_an_explicit_false_blank_stays_what_it_was() -> None:
    election = replace(ELECTION, questions=(replace(ROW, blank=False),))
    assert read_election(election.encoded).questions[0].blank is False
    assert b'"blank":false' in election.encoded
