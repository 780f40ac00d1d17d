"""Whether a ballot holds: each fact changed alone, signed again where it matters."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ballot_service.crypto.elgamal import Ciphertext
from ballot_service.crypto.proofs import Proof
from ballot_service.errors import (
    BadProof,
    BadSignature,
    BallotServiceError,
    IdentityElement,
    WrongBallotHash,
    WrongElection,
    WrongShape,
)
from ballot_service.protocol.ballot import Answer, Ballot
from ballot_service.protocol.check_ballot import check_ballot, check_no_identity
from ballot_service.protocol.credential import derive_secret
from ballot_service.protocol.election import Election
from tests.protocol.cheating import Cheat, signed
from tests.protocol.parts import NAMES, ROW, ballot_of, make_election, sample

OTHER = "B1gwn-HxXtgf-7qFem-Fk1dMT"


@pytest.fixture(params=NAMES)
def pair(request: pytest.FixtureRequest) -> tuple[Election, Ballot]:
    return sample(request.param)


def expect_refused(
    election: Election, ballot: Ballot, error: type[BallotServiceError], where: str
) -> None:
    with pytest.raises(error, match=where):
        check_ballot(election, ballot)


def with_answer(ballot: Ballot, **changes: object) -> Ballot:
    """Return the ballot with its second answer changed."""
    first, second = ballot.answers
    changed: Any = replace(second, **changes)  # type: ignore[arg-type]
    return replace(ballot, answers=(first, changed))


def test_an_honest_ballot_holds(pair: tuple[Election, Ballot]) -> None:
    check_ballot(*pair)
    check_no_identity(*pair)


@pytest.mark.parametrize(
    "choices", [[(1, 0), (0, 1)], [(0, 0), (0, 0)], [(0, 1), (1, 0)]]
)
def test_every_admitted_choice_holds(choices: list[tuple[int, int]]) -> None:
    election = make_election()
    check_ballot(election, ballot_of(election, choices))


# --- (1) which election ---


def test_another_uuid_is_refused() -> None:
    election, ballot = sample()
    other = signed(election, replace(ballot, election_uuid="1" * 14))
    expect_refused(election, other, WrongElection, "election_uuid")


def test_another_fingerprint_is_refused() -> None:
    election, ballot = sample()
    other = replace(election, name="Khác")
    expect_refused(other, ballot, WrongElection, "election_hash")


# --- (2) shape ---

SHAPES: list[tuple[str, Callable[[Answer], dict[str, object]]]] = [
    ("choices", lambda a: {"choices": a.choices[:1]}),
    ("choices", lambda a: {"choices": (*a.choices, a.choices[0])}),
    ("individual_proofs", lambda a: {"individual_proofs": a.individual_proofs[:1]}),
    (
        "individual_proofs",
        lambda a: {
            "individual_proofs": (a.individual_proofs[0], a.individual_proofs[1][:1])
        },
    ),
    (
        "individual_proofs",
        lambda a: {
            "individual_proofs": (
                a.individual_proofs[0],
                (*a.individual_proofs[1], Proof(0, 0)),
            )
        },
    ),
    ("overall_proof", lambda a: {"overall_proof": a.overall_proof[:1]}),
    ("overall_proof", lambda a: {"overall_proof": (*a.overall_proof, Proof(0, 0))}),
    ("overall_proof", lambda _a: {"overall_proof": ()}),
    ("blank_proof", lambda a: {"blank_proof": a.overall_proof}),
]


@pytest.mark.parametrize(
    ("where", "change"), SHAPES, ids=[f"{i}-{s[0]}" for i, s in enumerate(SHAPES)]
)
def test_another_shape_is_refused(
    where: str, change: Callable[[Answer], dict[str, object]]
) -> None:
    election, ballot = sample()
    other = signed(election, with_answer(ballot, **change(ballot.answers[1])))
    expect_refused(election, other, WrongShape, rf"answers\[1\]\.{where}")


def test_another_number_of_answers_is_refused() -> None:
    election, ballot = sample()
    first, second = ballot.answers
    for answers in ((), (first,), (first, second, second)):
        other = signed(election, replace(ballot, answers=answers))
        expect_refused(election, other, WrongShape, "one answer a question")


# --- (3) and (4) hash and signature ---


def test_another_hash_under_the_signature_is_refused() -> None:
    election, ballot = sample()
    other = replace(ballot, signature_hash="A" * 43)
    expect_refused(election, other, WrongBallotHash, "signature.hash")


def test_a_changed_answer_does_not_fit_the_hash() -> None:
    election, ballot = sample()
    other = replace(ballot, answers=ballot.answers[::-1])
    expect_refused(election, other, WrongBallotHash, "signature.hash")


def test_another_signature_is_refused(pair: tuple[Election, Ballot]) -> None:
    election, ballot = pair
    proof = ballot.signature
    for other in (
        replace(proof, challenge=proof.challenge + 1),
        replace(proof, response=proof.response + 1),
        Proof(0, 0),
    ):
        expect_refused(
            election, replace(ballot, signature=other), BadSignature, "ballot signature"
        )


def test_a_ballot_signed_by_another_is_refused(pair: tuple[Election, Ballot]) -> None:
    """The host puts its own credential's signature under a member's credential."""
    election, ballot = pair
    other = ballot_of(election, [(1, 0), (0, 0)], OTHER)
    changed = replace(ballot, signature=other.signature)
    expect_refused(election, changed, BadSignature, "ballot signature")


def test_a_ballot_under_anothers_credential_is_refused() -> None:
    """Copied answers, signed by who copies them: the proofs name the credential."""
    election, ballot = sample()
    secret = derive_secret(election.group, election.uuid, OTHER)
    stolen = replace(ballot, credential=election.group.generator_power(secret))
    expect_refused(election, stolen, WrongBallotHash, "signature.hash")
    expect_refused(election, signed(election, stolen), BadSignature, "ballot signature")


# --- (5) proofs ---


def test_swapped_answers_are_refused_though_the_individual_proofs_hold(
    pair: tuple[Election, Ballot],
) -> None:
    """The format binds an individual proof to no row; the overall proof goes with it.

    Whole answers may change places: each is bound to the credential, not to the row,
    and who swaps them must sign, so only the voter can.
    """
    election, ballot = pair
    check_ballot(
        election, signed(election, replace(ballot, answers=ballot.answers[::-1]))
    )
    mixed = with_answer(ballot, overall_proof=ballot.answers[0].overall_proof)
    expect_refused(
        election, signed(election, mixed), BadProof, r"answers\[1\]\.overall"
    )


def test_swapped_choices_are_refused(pair: tuple[Election, Ballot]) -> None:
    election, ballot = pair
    second = ballot.answers[1]
    other = signed(election, with_answer(ballot, choices=second.choices[::-1]))
    expect_refused(election, other, BadProof, r"answers\[1\]\.individual_proofs\[0\]")


def test_choices_swapped_with_their_proofs_break_the_overall_proof(
    pair: tuple[Election, Ballot],
) -> None:
    election, ballot = pair
    second = ballot.answers[1]
    other = with_answer(
        ballot,
        choices=second.choices[::-1],
        individual_proofs=second.individual_proofs[::-1],
    )
    expect_refused(
        election, signed(election, other), BadProof, r"answers\[1\]\.overall_proof"
    )


@pytest.mark.parametrize("part", ["alpha", "beta"])
def test_a_changed_ciphertext_is_refused(
    pair: tuple[Election, Ballot], part: str
) -> None:
    election, ballot = pair
    group, (first, second) = election.group, ballot.answers[1].choices
    moved = group.multiply(getattr(second, part), group.generator)
    changed = replace(second, **{part: moved})
    other = signed(election, with_answer(ballot, choices=(first, changed)))
    expect_refused(election, other, BadProof, r"individual_proofs\[1\]")


@pytest.mark.parametrize("part", ["challenge", "response"])
def test_a_changed_number_of_a_proof_is_refused(part: str) -> None:
    election, ballot = sample()
    second = ballot.answers[1]
    proof = second.overall_proof[0]
    changed = replace(proof, **{part: getattr(proof, part) ^ 1})
    other = with_answer(ballot, overall_proof=(changed, second.overall_proof[1]))
    expect_refused(
        election, signed(election, other), BadProof, r"answers\[1\]\.overall_proof"
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "plaintexts", [(500, 0), (2, 0), (-1, 0), (0, -1), (500, -499), (2, -1)]
)
def test_a_choice_that_is_neither_0_nor_1_is_refused(
    name: str, plaintexts: tuple[int, int]
) -> None:
    election = make_election([ROW], sample(name)[0].group)
    ballot = Cheat(election, plaintexts).plain()
    expect_refused(election, ballot, BadProof, r"answers\[0\]\.individual_proofs")


@pytest.mark.parametrize("name", NAMES)
def test_two_marks_where_one_is_allowed_are_refused(name: str) -> None:
    """Each choice is 0 or 1, and proved so; only their sum is wrong."""
    election = make_election([ROW], sample(name)[0].group)
    ballot = Cheat(election, (1, 1)).plain()
    expect_refused(election, ballot, BadProof, r"answers\[0\]\.overall_proof")


def test_random_numbers_for_proofs_are_refused() -> None:
    """What `election verify` of Belenios 3.3.0 lets through (format.md §13)."""
    election = make_election([ROW])
    cheat = Cheat(election, (500, 0))
    proofs = (Proof(11, 22), Proof(33, 44))
    ballot = cheat.ballot(Answer(cheat.choices, (proofs, proofs), proofs))
    expect_refused(election, ballot, BadProof, r"individual_proofs\[0\]")


# --- what an election of ours adds ---


def test_an_identity_as_alpha_or_credential_is_refused() -> None:
    election, ballot = sample()
    identity = election.group.identity
    trivial = Ciphertext(identity, identity)
    first = ballot.answers[1].choices[0]
    other = with_answer(ballot, choices=(first, trivial))
    with pytest.raises(IdentityElement, match=r"answers\[1\]\.choices\[1\]\.alpha"):
        check_no_identity(election, other)
    with pytest.raises(IdentityElement, match=r"ballot\.credential"):
        check_no_identity(election, replace(ballot, credential=identity))


def test_an_identity_as_beta_may_happen() -> None:
    election, ballot = sample()
    first, second = ballot.answers[1].choices
    beta = replace(second, beta=election.group.identity)
    check_no_identity(election, with_answer(ballot, choices=(first, beta)))
