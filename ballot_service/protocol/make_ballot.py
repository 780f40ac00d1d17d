"""Making a ballot: every secret number from one seed, the signature's nonce fresh.

Refuses a choice that the question does not admit; keeps neither seed nor choice.
"""

from collections.abc import Sequence

from ballot_service.crypto import elgamal
from ballot_service.crypto.elgamal import Ciphertext
from ballot_service.crypto.group import Element
from ballot_service.crypto.proofs import Proof, prove_one_of
from ballot_service.crypto.randomness import Draw, seeded_draw
from ballot_service.crypto.schnorr import sign_ballot
from ballot_service.errors import BadChoice
from ballot_service.protocol.ballot import (
    Answer,
    Ballot,
    base_text,
    bit_branches,
    blank_branches,
    blank_range_branches,
    content_hash,
    plaintext_prefix,
    question_text,
    range_branches,
)
from ballot_service.protocol.credential import derive_secret
from ballot_service.protocol.election import Election, Question

Choice = Sequence[int]
"""Plaintext of one question: 0 or 1 for each answer (booth and tests only)."""


def check_choice(question: Question, choice: Choice) -> None:
    """Check that a choice may be encrypted.

    Raises:
        BadChoice: wrong length, a value other than 0 and 1, or a sum out of range.
    """
    if len(choice) != question.choices or any(m not in (0, 1) for m in choice):
        raise BadChoice(f"not {question.choices} values of 0 or 1")
    marks = list(choice)
    if question.blank:
        blank = marks.pop(0)
        if blank and any(marks):
            raise BadChoice("blank and marked at once")
        if blank:
            return
    if not question.minimum <= sum(marks) <= question.maximum:
        raise BadChoice(f"not {question.minimum} to {question.maximum} marks")


def make_answers(
    election: Election, credential: Element, choices: Sequence[Choice], draw: Draw
) -> tuple[Answer, ...]:
    """Encrypt and prove all answers; deterministic in `draw`.

    Raises:
        BadChoice: as `check_choice`, or another number of questions.
    """
    if len(choices) != len(election.questions):
        raise BadChoice("not one choice a question")
    for question, choice in zip(election.questions, choices, strict=True):
        check_choice(question, choice)
    base = base_text(election.fingerprint, credential)
    return tuple(
        _make_answer(election, question, choice, base, draw, i)
        for i, (question, choice) in enumerate(
            zip(election.questions, choices, strict=True)
        )
    )


def make_ballot(
    election: Election, private: str, choices: Sequence[Choice], seed: bytes, nonce: int
) -> Ballot:
    """Make the ballot of a private credential (record.md §6.1).

    Args:
        private: the credential, XXXXX-XXXXXX-XXXXX-XXXXXX.
        choices: per question, 0 or 1 per answer.
        seed: 32 fresh bytes; they open the ballot to a checker.
        nonce: fresh 0 < w < q for the signature, never from the seed.

    Raises:
        BadCredential, BadChoice, RandomnessExhausted.
    """
    group = election.group
    secret = derive_secret(group, election.uuid, private)
    credential = group.secret_generator_power(secret)
    draw = seeded_draw(group, seed, election.uuid, election.fingerprint, credential)
    answers = make_answers(election, credential, choices, draw)
    signed = content_hash(election.uuid, election.fingerprint, credential, answers)
    return Ballot(
        election_uuid=election.uuid,
        election_hash=election.fingerprint,
        credential=credential,
        answers=answers,
        signature_hash=signed,
        signature=sign_ballot(group, secret, signed, nonce),
    )


def _make_answer(
    election: Election,
    question: Question,
    choice: Choice,
    base: str,
    draw: Draw,
    index: int,
) -> Answer:
    group, key, q = election.group, election.public_key, election.group.order
    secrets = [draw(f"{index}/{j}/r") for j in range(len(choice))]
    ciphertexts = tuple(
        elgamal.encrypt(group, key, m, r) for m, r in zip(choice, secrets, strict=True)
    )
    individual = tuple(
        prove_one_of(
            group,
            key,
            bit_branches(c),
            choice[j],
            secrets[j],
            plaintext_prefix(base, c),
            draw,
            f"{index}/{j}",
        )
        for j, c in enumerate(ciphertexts)
    )
    text = question_text(base, ciphertexts)
    label = f"{index}/sum"
    if not question.blank:
        total = elgamal.product(group, ciphertexts)
        overall = prove_one_of(
            group,
            key,
            range_branches(question, total),
            sum(choice) - question.minimum,
            sum(secrets) % q,
            plaintext_prefix(text, total),
            draw,
            label,
        )
        return Answer(ciphertexts, individual, overall)
    return _with_blank(
        election, question, choice, ciphertexts, secrets, individual, text, draw, index
    )


def _with_blank(  # noqa: PLR0913, PLR0917 - one answer's parts, in the order of the format
    election: Election,
    question: Question,
    choice: Choice,
    ciphertexts: tuple[Ciphertext, ...],
    secrets: Sequence[int],
    individual: tuple[tuple[Proof, ...], ...],
    text: str,
    draw: Draw,
    index: int,
) -> Answer:
    """Add the two proofs of a question whose first choice is the blank bit."""
    group, key, q = election.group, election.public_key, election.group.order
    blank, total = ciphertexts[0], elgamal.product(group, ciphertexts[1:])
    is_blank, rest = choice[0] == 1, sum(secrets[1:]) % q
    blank_proof = prove_one_of(
        group,
        key,
        blank_branches(blank, total),
        1 if is_blank else 0,
        rest if is_blank else secrets[0],
        f"bproof0|{text}|",
        draw,
        f"{index}/blank",
    )
    overall = prove_one_of(
        group,
        key,
        blank_range_branches(question, blank, total),
        0 if is_blank else 1 + sum(choice[1:]) - question.minimum,
        secrets[0] if is_blank else rest,
        f"bproof1|{text}|",
        draw,
        f"{index}/sum",
    )
    return Answer(ciphertexts, individual, overall, blank_proof)
