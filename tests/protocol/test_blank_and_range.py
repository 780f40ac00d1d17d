"""Questions of other elections: blank bits and ranges, honest and cheating."""

from dataclasses import replace
from itertools import product

import pytest

from ballot_service.crypto.group import group_named
from ballot_service.errors import (
    BadChoice,
    BadCredential,
    BadProof,
    WrongShape,
)
from ballot_service.protocol.check_ballot import check_ballot
from ballot_service.protocol.election import Election, Question
from ballot_service.protocol.make_ballot import check_choice, make_ballot
from tests.protocol.cheating import Cheat, signed
from tests.protocol.parts import (
    NAMES,
    PRIVATE,
    ballot_of,
    make_election,
    sample,
)

BLANK = Question(("a", "b"), 1, 2, "blank", blank=True)
BLANK_FROM_0 = replace(BLANK, minimum=0)
RANGE = Question(("a", "b", "c"), 1, 2, "range")


def election_of(question: Question, name: str = "Ed25519") -> Election:
    return make_election([question], group_named(name))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("choice", [(1, 0, 0), (0, 1, 0), (0, 1, 1)])
def test_blank_and_marked_ballots_hold(name: str, choice: tuple[int, ...]) -> None:
    election = election_of(BLANK, name)
    check_ballot(election, ballot_of(election, [choice]))


@pytest.mark.parametrize("choice", [(0, 0, 0), (1, 0, 0), (0, 1, 1)])
def test_an_unmarked_ballot_holds_where_nothing_is_required(
    choice: tuple[int, ...],
) -> None:
    election = election_of(BLANK_FROM_0)
    check_ballot(election, ballot_of(election, [choice]))


def test_an_explicit_false_blank_is_an_ordinary_question() -> None:
    election = election_of(replace(RANGE, blank=False))
    ballot = ballot_of(election, [(1, 0, 0)])
    assert ballot.answers[0].blank_proof is None
    check_ballot(election, ballot)


@pytest.mark.parametrize("marks", list(product((0, 1), repeat=3)))
def test_a_range_is_made_exactly_where_it_is_admitted(marks: tuple[int, ...]) -> None:
    election = election_of(RANGE)
    if 1 <= sum(marks) <= 2:
        check_ballot(election, ballot_of(election, [marks]))
    else:
        with pytest.raises(BadChoice):
            ballot_of(election, [marks])


@pytest.mark.parametrize("plaintexts", [(0, 0, 0), (1, 1, 1)])
def test_a_sum_outside_the_range_is_refused(plaintexts: tuple[int, ...]) -> None:
    election = election_of(RANGE)
    with pytest.raises(BadProof, match="overall_proof"):
        check_ballot(election, Cheat(election, plaintexts).plain())


# --- cheating with blank ---


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("claim", [0, 1])
def test_blank_and_marked_at_once_is_refused(name: str, claim: int) -> None:
    election = election_of(BLANK, name)
    with pytest.raises(BadProof, match="blank_proof"):
        check_ballot(election, Cheat(election, (1, 1, 0)).blank(claim, 0))


@pytest.mark.parametrize("claim", [0, 1, 2])
def test_neither_blank_nor_marked_is_refused(claim: int) -> None:
    election = election_of(BLANK)
    with pytest.raises(BadProof, match="overall_proof"):
        check_ballot(election, Cheat(election, (0, 0, 0)).blank(0, claim))


@pytest.mark.parametrize("claim", [0, 1])
def test_marks_beyond_the_range_are_refused(claim: int) -> None:
    election = election_of(replace(BLANK, maximum=1))
    with pytest.raises(BadProof, match="overall_proof"):
        check_ballot(election, Cheat(election, (0, 1, 1)).blank(0, claim))


@pytest.mark.parametrize("plaintexts", [(2, 0, 0), (-1, 1, 0), (0, 5, 0)])
def test_a_bit_that_is_none_is_refused(plaintexts: tuple[int, ...]) -> None:
    election = election_of(BLANK)
    with pytest.raises(BadProof, match="individual_proofs"):
        check_ballot(election, Cheat(election, plaintexts).blank(0, 0))


def test_the_cheat_made_honestly_holds() -> None:
    """So that what refuses the cheats above is the cheating."""
    election = election_of(BLANK)
    check_ballot(election, Cheat(election, (1, 0, 0)).blank(1, 0))
    check_ballot(election, Cheat(election, (0, 1, 1)).blank(0, 2))
    plain = election_of(RANGE)
    check_ballot(plain, Cheat(plain, (1, 0, 1)).plain())


def test_a_blank_proof_of_another_length_is_refused() -> None:
    election = election_of(BLANK)
    ballot = ballot_of(election, [(1, 0, 0)])
    answer = ballot.answers[0]
    assert answer.blank_proof is not None
    for proof in (None, (), answer.blank_proof[:1], answer.overall_proof):
        other = replace(ballot, answers=(replace(answer, blank_proof=proof),))
        with pytest.raises(WrongShape, match="blank_proof"):
            check_ballot(election, signed(election, other))


def test_blank_and_overall_proof_cannot_change_places() -> None:
    election = election_of(replace(BLANK, answers=("a",), maximum=1))
    answer = ballot_of(election, [(0, 1)]).answers[0]
    assert answer.blank_proof is not None
    swapped = replace(
        answer, blank_proof=answer.overall_proof, overall_proof=answer.blank_proof
    )
    ballot = replace(ballot_of(election, [(0, 1)]), answers=(swapped,))
    with pytest.raises(BadProof, match="blank_proof"):
        check_ballot(election, signed(election, ballot))


# --- what a maker refuses ---


@pytest.mark.parametrize(
    ("question", "choice"),
    [
        (RANGE, (1, 0)),
        (RANGE, (1, 0, 0, 0)),
        (RANGE, (2, 0, 0)),
        (RANGE, (-1, 1, 1)),
        (RANGE, (0, 0, 0)),
        (RANGE, (1, 1, 1)),
        (BLANK, (1, 1, 0)),
        (BLANK, (0, 0, 0)),
        (BLANK, (1, 0)),
    ],
)
def test_a_choice_that_is_not_admitted_is_not_made(
    question: Question, choice: tuple[int, ...]
) -> None:
    with pytest.raises(BadChoice):
        check_choice(question, choice)


def test_another_number_of_questions_is_not_made() -> None:
    election = sample()[0]
    for choices in ([], [(1, 0)], [(1, 0)] * 3):
        with pytest.raises(BadChoice, match="one choice a question"):
            ballot_of(election, choices)


def test_a_bad_credential_or_seed_makes_no_ballot() -> None:
    election = sample()[0]
    rows = [(1, 0), (0, 0)]
    with pytest.raises(BadCredential):
        make_ballot(election, "nobody", rows, bytes(range(32)), 5)
    with pytest.raises(ValueError, match="32 bytes"):
        make_ballot(election, PRIVATE, rows, bytes(31), 5)


def test_the_same_seed_makes_the_same_answers_and_another_does_not() -> None:
    election = sample()[0]
    rows = [(1, 0), (0, 0)]
    first, same = (
        make_ballot(election, PRIVATE, rows, bytes(range(32)), nonce)
        for nonce in (5, 6)
    )
    other = make_ballot(election, PRIVATE, rows, bytes(range(1, 33)), 5)
    assert first.answers == same.answers
    assert first.signature != same.signature
    alphas = {
        choice.alpha
        for ballot in (first, other)
        for answer in ballot.answers
        for choice in answer.choices
    }
    assert len(alphas) == 8
