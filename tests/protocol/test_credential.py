"""Credentials: drawn, derived, listed; and each breach of the list."""

import hashlib

import pytest

from ballot_service.crypto.group import group_named
from ballot_service.errors import (
    BadCredential,
    BallotServiceError,
    DuplicateCredential,
    NotAnElement,
    NotCanonical,
    NotJson,
    NumberOutOfRange,
    RandomnessExhausted,
    TooLarge,
    WrongType,
)
from ballot_service.protocol.atoms import BASE58
from ballot_service.protocol.credential import (
    Credentials,
    derive_secret,
    public_half,
    random_base58,
    random_credential,
    read_credentials,
    read_weight,
    write_weight,
)
from ballot_service.protocol.encoding import encode
from tests.making import seeded
from tests.protocol.parts import NAMES, PRIVATE, UUID

ED = group_named("Ed25519")
A, B, C = (ED.generator_power(n) for n in (2, 3, 4))


@pytest.mark.parametrize("name", NAMES)
def test_the_secret_is_512_bits_reduced(name: str) -> None:
    group = group_named(name)
    halves = b"".join(
        hashlib.sha256(f"derive_credential|{UUID}|{i}|{PRIVATE}".encode()).digest()
        for i in (0, 1)
    )
    expected = int.from_bytes(halves, "big") % group.order
    assert derive_secret(group, UUID, PRIVATE) == expected
    assert public_half(group, UUID, PRIVATE) == group.generator_power(expected)


def test_another_election_gives_another_key() -> None:
    other = UUID[:-1] + "N"
    assert derive_secret(ED, UUID, PRIVATE) != derive_secret(ED, other, PRIVATE)


@pytest.mark.parametrize(
    "private",
    [
        "",
        PRIVATE.replace("-", ""),
        PRIVATE[:-1],
        PRIVATE + "1",
        PRIVATE + "\n",
        " " + PRIVATE,
        PRIVATE.replace("-", " "),
        "0" + PRIVATE[1:],
        "isGKuh-7NBqj-aNHQB-QPzjFR",
    ],
)
def test_a_credential_written_otherwise_is_refused(private: str) -> None:
    with pytest.raises(BadCredential):
        derive_secret(ED, UUID, private)


def test_a_drawn_credential_is_well_written_and_new() -> None:
    source = seeded("credentials")
    drawn = {random_credential(source) for _ in range(20)}
    assert len(drawn) == 20
    for private in drawn:
        assert [len(part) for part in private.split("-")] == [5, 6, 5, 6]
        assert derive_secret(ED, UUID, private)


def test_base58_is_drawn_by_rejection() -> None:
    """Bytes from 232 on would favour the first characters."""
    size = 6
    data = bytes([255, 232, 231, 0, 57, 58, 115, 116, 250, 1, 2, 3])
    text = random_base58(size, lambda _size: data)
    expected = [231 % 58, 0, 57, 0, 57, 0]
    assert text == "".join(BASE58[i] for i in expected)


def test_a_source_that_gives_no_character_is_refused() -> None:
    with pytest.raises(RandomnessExhausted, match="100 draws"):
        random_base58(4, lambda size: b"\xff" * size)


def test_a_list_is_written_and_read_back_in_its_order() -> None:
    credentials = Credentials({B: 1, A: 1})
    raw = credentials.encoded()
    assert raw == encode([B, A])
    assert read_credentials(ED, raw) == credentials
    assert read_credentials(ED, b"[]") == Credentials({})


def test_weights_of_others_are_read() -> None:
    credentials = Credentials({A: 0, B: 2**40}, weighted=True)
    raw = credentials.encoded()
    assert raw == encode([f"{A},0", f"{B},{2**40}"])
    assert read_credentials(ED, raw) == credentials


CASES: list[tuple[str, object, type[BallotServiceError]]] = [
    ("twice", [A, B, A], DuplicateCredential),
    ("twice with weights", [f"{A},1", f"{A},2"], DuplicateCredential),
    ("not all weighted", [A, f"{B},1"], WrongType),
    ("no element", [A, "00" * 32], NotAnElement),
    ("upper case", [A.upper()], NotAnElement),
    ("a weight that is none", [f"{A},x"], NumberOutOfRange),
    ("an empty weight", [f"{A},"], NumberOutOfRange),
    ("a weight with a zero before", [f"{A},01"], NumberOutOfRange),
    ("a negative weight", [f"{A},-1"], NumberOutOfRange),
    ("a weight too long", [f"{A},{10**15}"], NumberOutOfRange),
    ("a name behind the weight", [f"{A},1,voter"], NumberOutOfRange),
    ("a number", [5], WrongType),
    ("a long text", ["x" * 701], TooLarge),
    ("an object", {"a": A}, WrongType),
]


@pytest.mark.parametrize(
    ("value", "error"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_bad_list_is_refused(value: object, error: type[BallotServiceError]) -> None:
    with pytest.raises(error):
        read_credentials(ED, encode(value))


def test_another_spelling_of_the_list_is_refused() -> None:
    with pytest.raises(NotCanonical):
        read_credentials(ED, encode([A]) + b"\n")
    with pytest.raises(NotJson):
        read_credentials(ED, b"[" + A.encode() + b"]")


def test_weights_are_numbers_up_to_2_to_30_and_then_strings() -> None:
    assert write_weight(2**30 - 1) == 2**30 - 1
    assert write_weight(2**30) == str(2**30)
    for weight in (0, 1, 2**30 - 1, 2**30, 2**45):
        assert read_weight(write_weight(weight), "x") == weight


@pytest.mark.parametrize("value", [True, None, [], {}])
def test_what_is_no_weight_is_refused(value: object) -> None:
    with pytest.raises(WrongType, match="x: not a weight"):
        read_weight(value, "x")


@pytest.mark.parametrize("value", [-1, "-1", "01", "", "1.0", " 1"])
def test_a_weight_out_of_range_is_refused(value: object) -> None:
    with pytest.raises(NumberOutOfRange):
        read_weight(value, "x")
