"""Possession: bound to election, place and ceremony, fresh, and never an oracle."""

import dataclasses
import json
import secrets

import pytest

from ballot_service.crypto.group import group_named
from ballot_service.errors import (
    BadProof,
    BallotServiceError,
    CeremonyError,
    ForeignCiphertext,
    NotAnElement,
    OutOfTurn,
    UnknownField,
    WrongElection,
    WrongOwner,
    WrongType,
)
from ballot_service.protocol import ceremony_possession
from ballot_service.protocol.ceremony_keys import Committee
from ballot_service.protocol.ceremony_possession import (
    Possession,
    check_possession,
    prove_possession,
    read_possession,
    read_request,
    write_request,
)
from ballot_service.protocol.ceremony_together import hold_ceremony

UUID = "7cNmVwewX876qM"
ED = group_named("Ed25519")
RANDOM = secrets.token_bytes
STATES, OUTCOME = hold_ceremony(Committee(UUID, ED, 3, 2), "ab" * 32, RANDOM)
TRUSTEES = OUTCOME.trustees


def prove(index: int = 2, fresh: str = "") -> Possession:
    return prove_possession(STATES[index - 1], TRUSTEES, RANDOM, fresh)


@pytest.mark.parametrize("name", ["Ed25519", "BELENIOS-2048"])
def test_every_trustee_can_show_its_share(name: str) -> None:
    group = group_named(name)
    states, outcome = hold_ceremony(Committee(UUID, group, 3, 2), "ab" * 32, RANDOM)
    for state in states:
        document = prove_possession(state, outcome.trustees, RANDOM).encoded()
        possession = read_possession(group, document)
        assert possession.index == state.index
        check_possession(group, UUID, outcome.trustees, possession)


def test_each_proof_is_of_a_new_ciphertext_and_a_new_value() -> None:
    first, second = prove(), prove()
    assert first.alpha != second.alpha
    assert first.fresh != second.fresh


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"uuid": "9cNmVwewX876qM"}, WrongElection),
        ({"trustees": "00" * 32}, WrongElection),
        ({"fresh": "00" * 32}, BadProof),
        ({"index": 1}, BadProof),
        ({"index": 4}, WrongOwner),
        ({"alpha": ED.generator}, BadProof),
        ({"factor": ED.generator}, BadProof),
    ],
    ids=str,
)
def test_every_field_is_bound(
    changes: dict[str, object], error: type[BallotServiceError]
) -> None:
    changed = dataclasses.replace(prove(), **changes)  # type: ignore[arg-type]
    with pytest.raises(error):
        check_possession(ED, UUID, TRUSTEES, changed)


def test_an_old_document_does_not_answer_a_new_request() -> None:
    asked = "11" * 32
    check_possession(ED, UUID, TRUSTEES, prove(fresh=asked), asked)
    with pytest.raises(WrongElection, match="fresh"):
        check_possession(ED, UUID, TRUSTEES, prove(), asked)


def test_identity_elements_are_refused() -> None:
    for name in ("alpha", "factor"):
        document = json.loads(prove().encoded())
        document[name] = ED.identity
        with pytest.raises(NotAnElement):
            read_possession(ED, json.dumps(document).encode())


@pytest.mark.parametrize(
    "extra", ["alpha", "beta", "choices", "ciphertext", "encrypted_tally", "factor"]
)
def test_a_request_that_brings_a_ciphertext_is_refused(extra: str) -> None:
    request = json.loads(write_request(UUID, "11" * 32))
    assert read_request(UUID, json.dumps(request).encode()) == "11" * 32
    request[extra] = ED.generator
    with pytest.raises(ForeignCiphertext):
        read_request(UUID, json.dumps(request).encode())


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"uuid": "9cNmVwewX876qM"}, WrongElection),
        ({"schema": "other"}, WrongType),
        ({"fresh": "1"}, WrongType),
        ({"x": 1}, UnknownField),
    ],
    ids=str,
)
def test_a_request_has_one_form(
    changes: dict[str, object], error: type[BallotServiceError]
) -> None:
    request = json.loads(write_request(UUID, "11" * 32)) | changes
    with pytest.raises(error):
        read_request(UUID, json.dumps(request).encode())


def test_no_function_here_takes_a_ciphertext() -> None:
    """The factor is always of an alpha that `prove_possession` itself drew."""
    names = prove_possession.__code__.co_varnames
    taken = names[: prove_possession.__code__.co_argcount]
    assert taken == ("state", "trustees", "random", "fresh")
    assert ceremony_possession.SCHEMA.startswith("ballot-service/possession/")


def test_a_share_that_lost_its_secret_does_not_prove() -> None:
    broken = dataclasses.replace(STATES[0], decryption_key=5)
    with pytest.raises(CeremonyError) as caught:
        prove_possession(broken, TRUSTEES, RANDOM)
    assert caught.value.trustee == 1


def test_only_a_finished_share_proves_and_only_for_its_own_ceremony() -> None:
    with pytest.raises(OutOfTurn):
        prove_possession(
            dataclasses.replace(STATES[0], phase="accepted"), TRUSTEES, RANDOM
        )
    _, other = hold_ceremony(Committee(UUID, ED, 3, 2), "ab" * 32, RANDOM)
    with pytest.raises(OutOfTurn):
        prove_possession(STATES[0], other.trustees, RANDOM)
