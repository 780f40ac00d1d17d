"""The kernel: built from facts, its claims read strictly, its keys bound."""

import hashlib
import json
from dataclasses import replace

import pytest

from ballot_service.errors import (
    BadStatement,
    BallotServiceError,
    MissingField,
    NumberOutOfRange,
    PlanningError,
    TooLarge,
    UnboundSigningKey,
    UnknownField,
    WrongType,
)
from ballot_service.protocol.trustees import PedersenGroup
from ballot_service.record.claims import read_claims
from ballot_service.record.manifest import canonical
from ballot_service.record.statement import (
    Facts,
    build_kernel,
    check_bindings,
    row_counts,
    statement_digest,
    verdict_of,
)
from tests.making import Making
from tests.protocol.committees import swapped
from tests.protocol.parts import drop, put
from tests.record.parts import three

MAKING = three()
FACTS = Facts(
    setup="aa" * 32,
    end_ballots="bb" * 32,
    final="cc" * 32,
    opened=(1, 3),
    result=((3, 1), (0, 2)),
    returned=4,
)
KERNEL = build_kernel(MAKING.manifest, FACTS, 5, 4, MAKING.signing_keys)
GROUP = MAKING.group


def pedersen(making: Making) -> PedersenGroup:
    entry = making.trustees.entries[0]
    assert isinstance(entry, PedersenGroup)
    return entry


def test_the_kernel_says_what_the_specification_lists() -> None:
    value = json.loads(KERNEL)
    assert set(value) == {
        *("schema", "uuid", "run", "kind", "step", "manifest", "setup"),
        *("end_ballots", "final", "profile", "numbers", "trustees", "medium"),
        *("rows", "verdict"),
    }
    assert value["manifest"] == MAKING.manifest.digest
    assert value["numbers"] == {
        "members": 5,
        "present": 5,
        "issued": 4,
        "returned": 4,
        "valid": 4,
        "invalid": 0,
    }
    assert value["trustees"]["opened"] == [1, 3]
    assert len(value["trustees"]["keys"]) == 3
    assert value["rows"] == [
        {"title": "T1", "nominee": n, "agree": y, "disagree": d, "unmarked": b}
        for n, y, d, b in (("UC00", 3, 1, 0), ("UC01", 0, 2, 2))
    ]


def test_the_kernel_is_canonical_and_its_hash_is_of_its_bytes() -> None:
    assert canonical(json.loads(KERNEL)) == KERNEL
    assert statement_digest(KERNEL) == hashlib.sha256(KERNEL).hexdigest()


def test_every_fact_changes_the_kernel() -> None:
    changes: list[dict[str, object]] = [
        {"setup": "00" * 32},
        {"end_ballots": "00" * 32},
        {"final": "00" * 32},
        {"opened": (1, 2)},
        {"result": ((3, 1), (1, 2))},
    ]
    kernels = {
        build_kernel(
            MAKING.manifest,
            replace(FACTS, **change),  # type: ignore[arg-type]
            5,
            4,
            MAKING.signing_keys,
        )
        for change in changes
    }
    kernels.add(build_kernel(MAKING.manifest, FACTS, 5, 5, MAKING.signing_keys))
    assert len(kernels | {KERNEL}) == 7


def test_more_marks_than_ballots_are_refused() -> None:
    assert [c.unmarked for c in row_counts(FACTS)] == [0, 2]
    with pytest.raises(BadStatement, match="row 1: more marks"):
        row_counts(replace(FACTS, result=((3, 1), (3, 2))))


@pytest.mark.parametrize(("present", "issued"), [(6, 4), (5, 3), (4, 5), (3, 3)])
def test_numbers_out_of_order_are_refused(present: int, issued: int) -> None:
    with pytest.raises(PlanningError):
        verdict_of(MAKING.manifest, FACTS, present, issued)


# --- claims ---


def test_the_claims_are_read_out_of_a_kernel() -> None:
    claims = read_claims(GROUP, KERNEL)
    assert (claims.present, claims.issued) == (5, 4)
    assert claims.keys == MAKING.signing_keys


@pytest.mark.parametrize("name", sorted(json.loads(KERNEL)))
def test_a_missing_field_is_refused(name: str) -> None:
    with pytest.raises(MissingField, match=f"statement: {name}"):
        read_claims(GROUP, drop(KERNEL, [name]))


CASES: list[tuple[list[str | int], object, type[BallotServiceError]]] = [
    (["x"], 1, UnknownField),
    (["numbers", "x"], 1, UnknownField),
    (["trustees", "x"], 1, UnknownField),
    (["schema"], "ballot-service/statement/2", BadStatement),
    (["schema"], 1, WrongType),
    (["numbers"], [], WrongType),
    (["numbers", "present"], "5", WrongType),
    (["numbers", "present"], -1, NumberOutOfRange),
    (["numbers", "issued"], 1_000_001, NumberOutOfRange),
    (["trustees", "keys"], [], TooLarge),
    (["trustees", "keys"], [{}] * 16, TooLarge),
    (["trustees", "keys", 0, "x"], "x" * 43, WrongType),
    (["trustees", "keys", 0, "x"], "", WrongType),
    (["trustees", "keys", 0, "binding", "response"], "01", NumberOutOfRange),
]


@pytest.mark.parametrize(("path", "value", "error"), CASES)
def test_a_wrong_claim_is_refused(
    path: list[str | int], value: object, error: type[BallotServiceError]
) -> None:
    with pytest.raises(error):
        read_claims(GROUP, put(KERNEL, path, value))


# --- bindings ---


def test_the_keys_of_the_ceremony_are_bound() -> None:
    check_bindings(MAKING.manifest, pedersen(MAKING), MAKING.signing_keys)


def test_another_number_of_keys_is_refused() -> None:
    keys = MAKING.signing_keys
    for wrong in (keys[:2], (*keys, keys[0]), ()):
        with pytest.raises(UnboundSigningKey, match="for 3 trustees"):
            check_bindings(MAKING.manifest, pedersen(MAKING), wrong)


def test_keys_in_each_others_place_are_refused() -> None:
    with pytest.raises(UnboundSigningKey, match="trustee 1"):
        check_bindings(MAKING.manifest, pedersen(MAKING), swapped(MAKING.signing_keys))


def test_a_key_under_anothers_binding_is_refused() -> None:
    first, second, third = MAKING.signing_keys
    stolen = replace(third, x=first.x)
    with pytest.raises(UnboundSigningKey, match="trustee 3"):
        check_bindings(MAKING.manifest, pedersen(MAKING), (first, second, stolen))


def test_a_binding_for_another_election_is_refused() -> None:
    other = replace(MAKING.manifest, uuid="1" * 14)
    with pytest.raises(UnboundSigningKey, match="trustee 1"):
        check_bindings(other, pedersen(MAKING), MAKING.signing_keys)
