"""Whether a ballot holds: election, shape, every proof, and the signature.

Refuses to say anything of who may vote: the credential list is the caller's.
"""

from ballot_service.crypto import elgamal
from ballot_service.crypto.proofs import verify_one_of
from ballot_service.crypto.schnorr import verify_ballot_signature
from ballot_service.errors import (
    BadProof,
    IdentityElement,
    WrongBallotHash,
    WrongElection,
    WrongShape,
)
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
from ballot_service.protocol.election import Election, Question

_TWO = 2
"""Branches of a 0/1 proof and of a blank proof."""


def check_ballot(election: Election, ballot: Ballot) -> None:
    """Check a ballot that was read with `read_ballot`.

    Steps as in record.md §6: (1) uuid and fingerprint, (2) shape, (3) the hash under
    the signature, (4) the signature, (5) every proof of every answer.

    Raises:
        WrongElection, WrongShape, WrongBallotHash, BadSignature, BadProof.
    """
    if ballot.election_uuid != election.uuid:
        raise WrongElection("ballot.election_uuid")
    if ballot.election_hash != election.fingerprint:
        raise WrongElection("ballot.election_hash")
    if len(ballot.answers) != len(election.questions):
        raise WrongShape("ballot.answers: not one answer a question")
    for i, question in enumerate(election.questions):
        _check_shape(question, ballot.answers[i], f"ballot.answers[{i}]")
    expected = content_hash(
        ballot.election_uuid, ballot.election_hash, ballot.credential, ballot.answers
    )
    if ballot.signature_hash != expected:
        raise WrongBallotHash("ballot.signature.hash")
    verify_ballot_signature(
        election.group, ballot.credential, ballot.signature_hash, ballot.signature
    )
    base = base_text(ballot.election_hash, ballot.credential)
    for i, question in enumerate(election.questions):
        _check_answer(election, question, ballot.answers[i], base, i)


def check_no_identity(election: Election, ballot: Ballot) -> None:
    """Check what an election of ours adds (architecture D4): no identity element.

    Raises:
        IdentityElement: as alpha of a choice, or as the credential.
    """
    if ballot.credential == election.group.identity:
        raise IdentityElement("ballot.credential")
    for i, answer in enumerate(ballot.answers):
        for j, choice in enumerate(answer.choices):
            if choice.alpha == election.group.identity:
                raise IdentityElement(f"ballot.answers[{i}].choices[{j}].alpha")


def _check_shape(question: Question, answer: Answer, where: str) -> None:
    if len(answer.choices) != question.choices:
        raise WrongShape(f"{where}.choices")
    if len(answer.individual_proofs) != question.choices:
        raise WrongShape(f"{where}.individual_proofs")
    if any(len(proofs) != _TWO for proofs in answer.individual_proofs):
        raise WrongShape(f"{where}.individual_proofs")
    branches = question.maximum - question.minimum + 1 + (1 if question.blank else 0)
    if len(answer.overall_proof) != branches:
        raise WrongShape(f"{where}.overall_proof")
    if (answer.blank_proof is not None) != bool(question.blank):
        raise WrongShape(f"{where}.blank_proof")
    if answer.blank_proof is not None and len(answer.blank_proof) != _TWO:
        raise WrongShape(f"{where}.blank_proof")


def _check_answer(
    election: Election, question: Question, answer: Answer, base: str, index: int
) -> None:
    group, key = election.group, election.public_key
    where = f"ballot.answers[{index}]"
    for j, choice in enumerate(answer.choices):
        try:
            verify_one_of(
                group,
                key,
                bit_branches(choice),
                plaintext_prefix(base, choice),
                answer.individual_proofs[j],
            )
        except BadProof as error:
            raise BadProof(f"{where}.individual_proofs[{j}]") from error
    text = question_text(base, answer.choices)
    if answer.blank_proof is None:
        total = elgamal.product(group, answer.choices)
        branches = range_branches(question, total)
        prefix = plaintext_prefix(text, total)
    else:
        blank, total = (
            answer.choices[0],
            elgamal.product(group, answer.choices[1:]),
        )
        try:
            verify_one_of(
                group,
                key,
                blank_branches(blank, total),
                f"bproof0|{text}|",
                answer.blank_proof,
            )
        except BadProof as error:
            raise BadProof(f"{where}.blank_proof") from error
        branches = blank_range_branches(question, blank, total)
        prefix = f"bproof1|{text}|"
    try:
        verify_one_of(group, key, branches, prefix, answer.overall_proof)
    except BadProof as error:
        raise BadProof(f"{where}.overall_proof") from error
