"""Identifiers, hashes, proofs, ciphertexts, messages: read strictly or not at all."""

import pytest

from ballot_service.crypto.group import group_named
from ballot_service.errors import (
    BadUuid,
    MissingField,
    NotAnElement,
    NumberOutOfRange,
    TooLarge,
    UnknownField,
    WrongType,
)
from ballot_service.protocol.atoms import (
    MAX_BRANCHES,
    read_ciphertext,
    read_hex,
    read_proof,
    read_proofs,
    read_sealed,
    read_signed_message,
    read_uuid,
    write_ciphertext,
    write_proof,
    write_proofs,
    write_sealed,
)
from ballot_service.protocol.encoding import Fields
from tests.protocol.parts import NAMES, UUID

ED = group_named("Ed25519")
PROOF = {"challenge": "12", "response": "34"}


@pytest.mark.parametrize("text", [UUID, "1" * 14, "z" * 40])
def test_an_identifier_has_14_to_40_characters_of_base58(text: str) -> None:
    assert read_uuid(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1" * 13,
        "1" * 41,
        *(f"7cNmVwewX876q{c}" for c in "0OIl -\n/|é１"),
        UUID + "\n",
    ],
)
def test_another_identifier_is_refused(text: str) -> None:
    with pytest.raises(BadUuid):
        read_uuid(text)


def test_a_hash_has_64_lower_case_digits() -> None:
    good = "0123456789abcdef" * 4
    assert read_hex(Fields({"h": good}, "x", ("h",)), "h") == good
    for bad in ("", good[1:], good.upper(), "g" + good[1:], good[:-1] + "\n"):
        with pytest.raises(WrongType, match=r"x\.h"):
            read_hex(Fields({"h": bad}, "x", ("h",)), "h")
    with pytest.raises(TooLarge):
        read_hex(Fields({"h": good + "0"}, "x", ("h",)), "h")


@pytest.mark.parametrize("name", NAMES)
def test_a_proof_is_two_numbers_below_q(name: str) -> None:
    group = group_named(name)
    proof = read_proof(group, PROOF, "x")
    assert (proof.challenge, proof.response) == (12, 34)
    assert write_proof(proof) == PROOF
    for part in PROOF:
        for bad in (str(group.order), "-1", "012", str(group.order + 12), ""):
            with pytest.raises(NumberOutOfRange):
                read_proof(group, PROOF | {part: bad}, "x")
        with pytest.raises(WrongType):
            read_proof(group, PROOF | {part: 12}, "x")
        with pytest.raises(MissingField):
            read_proof(group, {k: v for k, v in PROOF.items() if k != part}, "x")
    with pytest.raises(UnknownField):
        read_proof(group, PROOF | {"commitment": "1"}, "x")


def test_proofs_are_a_bounded_array_that_names_its_places() -> None:
    rows: list[object] = [PROOF, PROOF]
    assert write_proofs(read_proofs(ED, rows, "x")) == rows
    with pytest.raises(TooLarge):
        read_proofs(ED, [PROOF] * (MAX_BRANCHES + 1), "x")
    with pytest.raises(WrongType, match=r"x\[1\]"):
        read_proofs(ED, [PROOF, 1], "x")


@pytest.mark.parametrize("name", NAMES)
def test_a_ciphertext_is_two_elements(name: str) -> None:
    group = group_named(name)
    value = {"alpha": group.generator, "beta": group.identity}
    assert write_ciphertext(read_ciphertext(group, value, "x")) == value
    for part in value:
        with pytest.raises(NotAnElement):
            read_ciphertext(group, value | {part: "2"}, "x")
    with pytest.raises(UnknownField):
        read_ciphertext(group, value | {"gamma": "1"}, "x")


def test_a_signed_message_keeps_the_very_string() -> None:
    value = {"message": ' {"a" :1}', "signature": PROOF}
    signed = read_signed_message(ED, value, "x")
    assert signed.message == ' {"a" :1}'
    assert signed.to_json() == value
    with pytest.raises(MissingField, match="x: message"):
        read_signed_message(ED, {"signature": PROOF}, "x")
    with pytest.raises(NumberOutOfRange):
        read_signed_message(ED, value | {"signature": PROOF | {"challenge": "00"}}, "x")


def test_a_sealed_message_names_its_algorithm() -> None:
    value = {
        "algorithm": "AES-GCM",
        "alpha": ED.generator,
        "beta": ED.generator,
        "data": "00",
    }
    assert write_sealed(read_sealed(ED, value, "x")) == value
    with pytest.raises(WrongType, match="unknown algorithm"):
        read_sealed(ED, value | {"algorithm": "AES-CCM"}, "x")
    with pytest.raises(NotAnElement):
        read_sealed(ED, value | {"beta": "00" * 32}, "x")
    with pytest.raises(TooLarge):
        read_sealed(ED, value | {"data": "0" * 1_000_001}, "x")
