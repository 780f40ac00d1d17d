"""Codes that people compare: Crockford base32, read with tolerance or not at all."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballot_service.errors import BadCode
from ballot_service.protocol.codes import (
    ALPHABET,
    check_typed_code,
    event_code,
    tracker_code,
)

VECTORS = Path(__file__).parent.parent / "vectors" / "codes.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["vectors"]
HASH = "0123456789abcdef" * 4
CODE = event_code(HASH)
DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["hash"][:8]))
def test_the_codes_of_the_booth(case: dict[str, Any]) -> None:
    assert event_code(case["hash"]) == case["long"]
    assert tracker_code(case["hash"]) == case["short"]
    check_typed_code(case["long"], case["hash"], "x")
    check_typed_code(case["typed"], case["hash"], "x")
    for refused in case["refused"]:
        with pytest.raises(BadCode):
            check_typed_code(refused["code"], case["hash"], "x")


@given(DIGESTS)
def test_a_code_is_the_first_bits_of_the_hash(digest: str) -> None:
    bits = f"{int(digest, 16):0256b}"
    for code, length in ((event_code(digest), 125), (tracker_code(digest), 80)):
        fives = [bits[i : i + 5] for i in range(0, length, 5)]
        assert code.replace("-", "") == "".join(ALPHABET[int(f, 2)] for f in fives)
    assert [len(part) for part in event_code(digest).split("-")] == [5] * 5
    assert [len(part) for part in tracker_code(digest).split("-")] == [4] * 4


def test_the_alphabet_has_no_letter_that_looks_like_another() -> None:
    assert len(ALPHABET) == 32
    assert not set("ILOU") & set(ALPHABET)


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        CODE.replace("-", ""),
        CODE.replace("-", " "),
        f"  {CODE}\n",
        CODE.replace("0", "O").replace("1", "I"),
        CODE.replace("0", "o").replace("1", "l"),
        CODE.replace("1", "L"),
        "-".join(CODE.replace("-", "")),
        HASH,
        HASH.upper(),
        f" {HASH} ",
    ],
)
def test_a_person_may_type_it_so(typed: str) -> None:
    check_typed_code(typed, HASH, "x")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-----",
        CODE[:-1],
        CODE + "0",
        CODE.replace("0", "U", 1),
        CODE.replace("0", "*", 1),
        CODE.replace("0", "٠", 1),
        CODE + CODE,
        tracker_code(HASH),
        HASH[:-1],
        HASH + "0",
    ],
)
def test_another_length_or_letter_is_refused(typed: str) -> None:
    with pytest.raises(BadCode, match="Setup: a code has 25"):
        check_typed_code(typed, HASH, "Setup")


def test_the_code_of_something_else_is_refused() -> None:
    last = "1" if CODE[-1] != "1" else "2"
    with pytest.raises(BadCode, match="Setup: another code"):
        check_typed_code(CODE[:-1] + last, HASH, "Setup")


def test_the_hash_of_something_else_is_refused_to_the_last_digit() -> None:
    with pytest.raises(BadCode, match="Setup: another hash"):
        check_typed_code(HASH[:-1] + "0", HASH, "Setup")
