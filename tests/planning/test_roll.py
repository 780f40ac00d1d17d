"""The roll: N, the salted digest, and who may not stand on it twice."""

import hashlib
import json
import unicodedata
from typing import Any

import pytest

from ballot_service.errors import (
    BadSalt,
    BadText,
    BallotServiceError,
    DuplicateMember,
    EmptyRoll,
    MissingField,
    UnknownField,
    WrongType,
)
from ballot_service.planning.roll import Member, Roll
from tests.planning.sample import SAMPLE

SALT = bytes(range(32))


def roll(*members: tuple[str, str, str]) -> Roll:
    return Roll("Tập thể lãnh đạo Sở", tuple(Member(*member) for member in members))


def sample_roll() -> Roll:
    people = {found["id"]: found for found in SAMPLE["nguoi"]}
    return roll(
        *(
            (name, people[name]["ho_ten"], people[name]["chuc_vu"])
            for name in SAMPLE["hoi_nghi_chu_chot_180"]
        )
    )


def test_the_length_is_n() -> None:
    assert len(sample_roll()) == 180


def test_the_digest_is_of_the_bytes_in_the_manifest_specification() -> None:
    found = roll(("TV01", "Lý Xuân Điền", "Giám đốc"))
    text = (
        '{"body":"Tập thể lãnh đạo Sở","members":[{"id":"TV01","name":"Lý Xuân Điền",'
        '"position":"Giám đốc"}],"salt":"' + SALT.hex() + '",'
        '"schema":"ballot-service/roll/1"}'
    )
    assert found.digest(SALT) == hashlib.sha256(text.encode()).hexdigest()


def test_every_fact_and_the_salt_change_the_digest() -> None:
    base = roll(("A", "An", "x"), ("B", "Bình", "x"))
    others = [
        roll(("A", "An", "x"), ("B", "Bính", "x")),
        roll(("A", "An", "x"), ("B", "Bình", "y")),
        roll(("A", "An", "x"), ("C", "Bình", "x")),
        roll(("B", "Bình", "x"), ("A", "An", "x")),
        roll(("A", "An", "x")),
        Roll("Khác", base.members),
    ]
    digests = {one.digest(SALT) for one in [base, *others]}
    assert len(digests | {base.digest(bytes(32))}) == len(others) + 2


@pytest.mark.parametrize("salt", [b"", bytes(31), bytes(33), "x" * 32, None])
def test_a_salt_has_32_bytes(salt: object) -> None:
    with pytest.raises(BadSalt):
        sample_roll().digest(salt)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "second",
    [
        ("A", "Khác", "y"),
        ("a", "Khác", "y"),
        ("B", "Lê Văn Ân", "x"),
        ("B", "LÊ VĂN ÂN", "X"),
        ("B", "Lê  Văn Ân", " x"),
        ("B", "Lê\u200b Văn Ân", "x"),
        ("B", "Lê\u00a0Văn Ân", "x"),
    ],
)
def test_the_same_person_stands_once(second: tuple[str, str, str]) -> None:
    with pytest.raises(DuplicateMember):
        roll(("A", "Lê Văn Ân", "x"), second)


def test_namesakes_differ_by_their_positions() -> None:
    assert len(roll(("A", "Lê Văn Ân", "x"), ("B", "Lê Văn Ân", "y"))) == 2


def test_another_unicode_form_does_not_even_enter() -> None:
    with pytest.raises(BadText):
        Member("B", unicodedata.normalize("NFD", "Lê Văn Ân"), "x")


@pytest.mark.parametrize(
    ("member", "error"),
    [
        (("", "An", "x"), BadText),
        (("Ă", "An", "x"), BadText),
        (("A" * 41, "An", "x"), BadText),
        (("A", "", "x"), BadText),
        (("A", "An\u0007", "x"), BadText),
        (("A", "An\ud800", "x"), BadText),
        (("A", "A" * 301, "x"), BadText),
        (("A", "An", ""), BadText),
        (("A", 5, "x"), WrongType),
        ((5, "An", "x"), WrongType),
    ],
)
def test_a_bad_text_is_refused(
    member: tuple[Any, Any, Any], error: type[BallotServiceError]
) -> None:
    with pytest.raises(error):
        Member(*member)


def test_an_empty_roll_is_refused() -> None:
    with pytest.raises(EmptyRoll):
        roll()
    with pytest.raises(WrongType):
        Roll("Tập thể", [])  # type: ignore[arg-type]


def test_the_roll_survives_json() -> None:
    written = json.loads(json.dumps(sample_roll().to_json()))
    assert Roll.from_json(written) == sample_roll()


def test_reading_is_strict() -> None:
    good: dict[str, Any] = roll(("A", "An", "x")).to_json()
    with pytest.raises(UnknownField):
        Roll.from_json({**good, "n": 1})
    with pytest.raises(MissingField):
        Roll.from_json({"body": "x"})
    with pytest.raises(MissingField):
        Roll.from_json({"body": "x", "members": [{"id": "A", "name": "An"}]})
    with pytest.raises(WrongType):
        Roll.from_json({"body": "x", "members": {}})
    with pytest.raises(WrongType):
        Roll.from_json(
            {"body": 1, "members": [{"id": "A", "name": "An", "position": 1}]}
        )
