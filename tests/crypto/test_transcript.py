"""The one hash of all challenges: known values, and that every part counts."""

import base64
import hashlib

import pytest

from ballot_service.crypto.ed25519 import ED25519
from ballot_service.crypto.group import Group
from ballot_service.crypto.transcript import b64_digest, challenge, hex_digest
from tests.crypto.known import element


def test_the_example_of_the_format() -> None:
    assert challenge(ED25519, "sig|abc|", [ED25519.generator]) == int(
        "110254617001218094943139456740170731974808073278848247979200513640980082292"
    )
    text = "sig|abc|" + ED25519.generator
    assert hex_digest(text.encode()) == (
        "903e66e3090492e5ed73f146a7910ac06a8d1a4dce1166dd1bcd8ffdcbad61c9"
    )


def test_elements_are_joined_by_commas_and_reduced(group: Group) -> None:
    a, b = element(group, "a"), element(group, "b")
    digest = hashlib.sha256(f"tag|{a},{b}".encode()).digest()
    expected = int.from_bytes(digest, "big") % group.order
    assert challenge(group, "tag|", [a, b]) == expected
    assert 0 <= expected < group.order


def test_every_part_of_the_statement_changes_the_challenge(group: Group) -> None:
    a, b, c = (element(group, label) for label in "abc")
    found = {
        challenge(group, prefix, elements)
        for prefix, elements in [
            ("tag|x|", [a, b]),
            ("gat|x|", [a, b]),
            ("tag|y|", [a, b]),
            ("tag|x||", [a, b]),
            ("tag|x|", [b, a]),
            ("tag|x|", [a, c]),
            ("tag|x|", [c, b]),
            ("tag|x|", [a]),
            ("tag|x|", [a, b, c]),
            ("tag|x|", []),
        ]
    }
    assert len(found) == 10


@pytest.mark.parametrize("prefix", ["", "tag", "tag|x", "|tag"])
def test_a_prefix_without_its_closing_bar_is_a_fault_of_the_caller(prefix: str) -> None:
    with pytest.raises(ValueError, match="ends with"):
        challenge(ED25519, prefix, [ED25519.generator])


def test_digests_are_those_of_sha_256() -> None:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert hex_digest(b"") == empty
    assert b64_digest(b"") == base64.b64encode(bytes.fromhex(empty)).decode()[:43]
    assert len(b64_digest(b"x")) == 43
