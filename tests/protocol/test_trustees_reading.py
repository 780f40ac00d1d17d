"""The trustees' bytes: read in their one form, whatever the proofs may say."""

import json
from dataclasses import replace

import pytest

from ballot_service.crypto.group import group_named
from ballot_service.errors import (
    BallotServiceError,
    MissingField,
    NotAnElement,
    NotCanonical,
    NumberOutOfRange,
    TooLarge,
    UnknownField,
    WrongType,
)
from ballot_service.protocol.trustees import (
    MAX_TRUSTEES,
    Trustees,
    coefexps_message,
    read_certificate,
    read_coefexps,
    read_trustees,
)
from tests.protocol.committees import Secrets, single
from tests.protocol.parts import NAMES, drop, dumped, put, reversed_keys

ED = group_named("Ed25519")
SECRETS = Secrets(ED)
PEDERSEN = SECRETS.public()
RAW = Trustees((PEDERSEN,)).encoded()
PARAMETERS = ("threshold", "certs", "coefexps", "signatures", "verification_keys")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_read_back(name: str) -> None:
    group = group_named(name)
    named = replace(single(group, 5), name="Máy chủ")
    trustees = Trustees((single(group, 7), Secrets(group).public(), named))
    raw = trustees.encoded()
    found = read_trustees(group, raw)
    assert found == trustees
    assert found.encoded() == raw


def test_fields_stand_in_the_order_of_the_format() -> None:
    kind, value = json.loads(RAW)[0]
    assert kind == "Pedersen"
    assert tuple(value) == PARAMETERS
    assert list(value["verification_keys"][0]) == ["pok", "public_key", "signature"]
    assert PEDERSEN.size == 3


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_missing_field_is_refused(name: str) -> None:
    with pytest.raises(MissingField, match=rf"trustees\[0\]: {name}"):
        read_trustees(ED, drop(RAW, [0, 1, name]))


@pytest.mark.parametrize("name", ["pok", "public_key"])
def test_a_missing_field_of_a_key_is_refused(name: str) -> None:
    with pytest.raises(MissingField, match=rf"verification_keys\[2\]: {name}"):
        read_trustees(ED, drop(RAW, [0, 1, "verification_keys", 2, name]))


KEY: list[str | int] = [0, 1, "verification_keys", 0]
CASES: list[tuple[str, list[str | int], object, type[BallotServiceError]]] = [
    ("another kind", [0, 0], "Shamir", WrongType),
    ("a kind alone", [0], ["Pedersen"], TooLarge),
    ("three parts", [0], ["Pedersen", {}, {}], TooLarge),
    ("an unknown field", [0, 1, "x"], 1, UnknownField),
    ("threshold 0", [0, 1, "threshold"], 0, NumberOutOfRange),
    ("a threshold as text", [0, 1, "threshold"], "2", WrongType),
    ("no certificates", [0, 1, "certs"], [], TooLarge),
    ("no coefficients", [0, 1, "coefexps"], [], TooLarge),
    ("too many keys", [*KEY[:-1]], [{}] * (MAX_TRUSTEES + 1), TooLarge),
    ("a key that is no element", [*KEY, "public_key"], "00" * 32, NotAnElement),
    ("a signature of null", [*KEY, "signature"], None, WrongType),
    ("a name of null", [*KEY, "name"], None, WrongType),
    ("a long name", [*KEY, "name"], "x" * 301, TooLarge),
    ("a proof of q", [*KEY, "pok", "response"], str(ED.order), NumberOutOfRange),
    ("a bare certificate", [0, 1, "certs", 0], "x", WrongType),
    ("a message of null", [0, 1, "certs", 0, "message"], None, WrongType),
]


@pytest.mark.parametrize(
    ("path", "value", "error"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_wrong_value_is_refused(
    path: list[str | int], value: object, error: type[BallotServiceError]
) -> None:
    with pytest.raises(error):
        read_trustees(ED, put(RAW, path, value))


def test_an_empty_array_and_an_object_are_refused() -> None:
    with pytest.raises(TooLarge):
        read_trustees(ED, b"[]")
    with pytest.raises(WrongType):
        read_trustees(ED, b"{}")


def test_another_spelling_is_refused() -> None:
    kind, value = json.loads(RAW)[0]
    other = dumped([[kind, json.loads(reversed_keys(dumped(value)))]])
    for raw in (RAW + b"\n", RAW.replace(b",", b", ", 1), other):
        with pytest.raises(NotCanonical):
            read_trustees(ED, raw)


# --- messages that are signed as text ---

MESSAGE = SECRETS.certificate(0).message()


def test_a_certificate_says_context_and_two_keys() -> None:
    found = read_certificate(ED, MESSAGE, "x")
    assert found == SECRETS.certificate(0)
    assert list(json.loads(MESSAGE)) == ["context", "verification", "encryption"]


@pytest.mark.parametrize(
    ("path", "value", "error"),
    [
        (["x"], 1, UnknownField),
        (["context", "x"], 1, UnknownField),
        (["context", "size"], 0, NumberOutOfRange),
        (["context", "index"], MAX_TRUSTEES + 1, NumberOutOfRange),
        (["context", "threshold"], True, WrongType),
        (["context", "group"], "x" * 41, TooLarge),
        (["verification"], "00" * 32, NotAnElement),
        (["encryption"], "EC" * 32, NotAnElement),
    ],
)
def test_a_certificate_of_another_form_is_refused(
    path: list[str | int], value: object, error: type[BallotServiceError]
) -> None:
    with pytest.raises(error):
        read_certificate(ED, put(MESSAGE.encode(), path, value).decode(), "x")


def test_a_certificate_in_another_spelling_is_refused() -> None:
    for text in (MESSAGE + "\n", reversed_keys(MESSAGE.encode()).decode()):
        with pytest.raises(NotCanonical):
            read_certificate(ED, text, "x")


def test_coefficients_are_read_in_one_spelling() -> None:
    elements = SECRETS.committed(0)
    text = coefexps_message(elements)
    assert read_coefexps(ED, text, "x") == elements
    with pytest.raises(NotCanonical):
        read_coefexps(ED, text + " ", "x")
    with pytest.raises(TooLarge):
        read_coefexps(ED, '{"coefexps":[]}', "x")
    with pytest.raises(NotAnElement):
        read_coefexps(ED, '{"coefexps":["00"]}', "x")
    with pytest.raises(WrongType, match=r"x\[0\]"):
        read_coefexps(ED, '{"coefexps":[0]}', "x")
