"""A malicious voter, trustee or host who re-hashes everything after the fault.

Refuses to be stopped by framing: each attack is caught by the check made for it.
"""

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ballot_service.crypto import elgamal
from ballot_service.crypto.elgamal import Ciphertext
from ballot_service.crypto.group import Element
from ballot_service.crypto.proofs import Proof, verify_equality
from ballot_service.crypto.randomness import fresh_draw, random_scalar
from ballot_service.crypto.schnorr import sign_ballot
from ballot_service.errors import (
    BadProof,
    BadSignature,
    BallotsNotSorted,
    CredentialUsedTwice,
    DuplicateBallot,
    IdentityElement,
    RepeatedAlpha,
    UnknownCredential,
    WrongElection,
    WrongOrder,
    WrongResult,
)
from ballot_service.protocol.ballot import Answer, Ballot, content_hash
from ballot_service.protocol.credential import derive_secret, public_half
from ballot_service.protocol.decryption import decrypt_partially
from ballot_service.protocol.make_ballot import make_answers
from ballot_service.protocol.tally import Tally
from ballot_service.record.build import make_setup, write_closed
from ballot_service.verify.verifier import (
    Expected,
    verify_bare,
    verify_closed,
    verify_complete,
)
from tests.attacks import mutation_engine as engine
from tests.making import (
    AGREE,
    DISAGREE,
    UNMARKED,
    Making,
    make_closed,
    make_complete,
    make_plan,
)

ROW = [AGREE]


@pytest.fixture
def making() -> Making:
    made = Making(plan=make_plan(questions=1), seed="attacks")
    made.enrol(3)
    return made


def _signed(making: Making, voter: int, answers: tuple[Answer, ...]) -> Ballot:
    """Sign any answers with a voter's own credential, as a dishonest client can."""
    group, election = making.group, making.election
    secret = derive_secret(group, election.uuid, making.privates[voter])
    credential = group.generator_power(secret)
    digest = content_hash(election.uuid, election.fingerprint, credential, answers)
    nonce = random_scalar(group, making.random)
    return Ballot(
        election.uuid,
        election.fingerprint,
        credential,
        answers,
        digest,
        sign_ballot(group, secret, digest, nonce),
    )


def _close(making: Making, folder: Path, bodies: Sequence[bytes]) -> Path:
    """Write a closed record with these ballots, sorted, under the enrolled voters."""
    folder.mkdir()
    privates = list(making.privates)
    public = [public_half(making.group, making.uuid, item) for item in privates]
    setup = make_setup(making.election, making.trustees, public)
    ordered = sorted(bodies, key=lambda body: hashlib.sha256(body).hexdigest())
    write_closed(folder, making.manifest, setup, ordered)
    return folder


def _expect_refusal(
    making: Making, folder: Path, bodies: Sequence[bytes], kind: type[Exception]
) -> str:
    with pytest.raises(kind) as caught:
        verify_closed(_close(making, folder, bodies), Expected())
    return str(caught.value)


def test_five_hundred_votes_with_random_numbers_for_proofs_are_refused(
    making: Making, tmp_path: Path
) -> None:
    group, r = making.group, random_scalar(making.group, making.random)
    heavy = elgamal.encrypt(group, making.election.public_key, 500, r)
    honest = making.ballot(0, ROW).answers[0]

    def noise() -> Proof:
        return Proof(
            random_scalar(group, making.random), random_scalar(group, making.random)
        )

    answer = Answer(
        (heavy, honest.choices[1]),
        ((noise(), noise()), (noise(), noise())),
        (noise(), noise()),
    )
    where = _expect_refusal(
        making,
        tmp_path / "record",
        [_signed(making, 0, (answer,)).encoded(), making.ballot(1, ROW).encoded()],
        BadProof,
    )
    assert "individual_proofs[0]" in where
    # The record alone, without manifest, is refused by the same check (format §13).
    with pytest.raises(BadProof):
        verify_bare(tmp_path / "record" / "record.bel", Expected())


def test_commitments_chosen_before_the_statement_are_refused(
    making: Making, tmp_path: Path
) -> None:
    """The weak Fiat-Shamir forger: hash commitments alone, then fit the ciphertext."""
    group, key = making.group, making.election.public_key
    honest = making.ballot(0, ROW).answers[0]

    def number() -> int:
        return random_scalar(group, making.random)

    commitments = [group.generator_power(number()) for _ in range(4)]
    digest = hashlib.sha256(",".join(commitments).encode()).digest()
    total = int.from_bytes(digest, "big") % group.order
    first = number()
    proofs = (
        Proof(first, number()),
        Proof((total - first) % group.order, number()),
    )
    alpha = group.generator_power(number())
    beta = group.multiply(group.power(key, number()), group.generator_power(500))
    forged = replace(
        honest,
        choices=(Ciphertext(alpha, beta), honest.choices[1]),
        individual_proofs=(proofs, honest.individual_proofs[1]),
    )
    body = _signed(making, 0, (forged,)).encoded()
    _expect_refusal(making, tmp_path / "record", [body], BadProof)


def test_two_marks_in_one_row_are_refused(making: Making, tmp_path: Path) -> None:
    """Both answers marked, each with an honest 0/1 proof: the sum's proof must fail."""
    group = making.group
    wide = replace(
        making.election,
        questions=tuple(replace(q, maximum=2) for q in making.election.questions),
    )
    secret = derive_secret(group, wide.uuid, making.privates[0])
    credential = group.generator_power(secret)
    (answer,) = make_answers(
        wide, credential, [(1, 1)], fresh_draw(group, making.random)
    )
    narrow = replace(answer, overall_proof=answer.overall_proof[:2])
    body = _signed(making, 0, (narrow,)).encoded()
    _expect_refusal(making, tmp_path / "record", [body], BadProof)


def test_a_ballot_with_another_voters_credential_is_refused(
    making: Making, tmp_path: Path
) -> None:
    mine, other = making.ballot(0, ROW), making.ballot(1, ROW)
    digest = content_hash(
        mine.election_uuid, mine.election_hash, other.credential, mine.answers
    )
    stolen = replace(mine, credential=other.credential, signature_hash=digest)
    _expect_refusal(making, tmp_path / "record", [stolen.encoded()], BadSignature)


def test_a_copied_ciphertext_is_refused(making: Making, tmp_path: Path) -> None:
    """A1: another's answers under my own signature; the proofs name the credential."""
    other = making.ballot(1, [DISAGREE])
    copied = _signed(making, 0, other.answers)
    bodies = [other.encoded(), copied.encoded()]
    _expect_refusal(making, tmp_path / "record", bodies, BadProof)


def test_one_alpha_in_two_ballots_is_refused(making: Making, tmp_path: Path) -> None:
    """The same randomness twice, with honest proofs: seeds must never repeat."""
    draw = fresh_draw(making.group, making.random)
    fixed = random_scalar(making.group, making.random)

    def repeating(label: str) -> int:
        return fixed if label == "0/0/r" else draw(label)

    bodies = []
    for voter in (0, 1):
        secret = derive_secret(making.group, making.uuid, making.privates[voter])
        credential = making.group.generator_power(secret)
        answers = make_answers(making.election, credential, [AGREE], repeating)
        bodies.append(_signed(making, voter, answers).encoded())
    _expect_refusal(making, tmp_path / "record", bodies, RepeatedAlpha)


def test_the_identity_as_alpha_is_refused(making: Making, tmp_path: Path) -> None:
    """Randomness 0 shows the choice to everybody; the proofs would hold."""
    draw = fresh_draw(making.group, making.random)

    def zero(label: str) -> int:
        return 0 if label.endswith("/r") else draw(label)

    secret = derive_secret(making.group, making.uuid, making.privates[0])
    credential = making.group.generator_power(secret)
    answers = make_answers(making.election, credential, [AGREE], zero)
    body = _signed(making, 0, answers).encoded()
    _expect_refusal(making, tmp_path / "record", [body], IdentityElement)


def test_a_ballot_of_another_election_is_refused(
    making: Making, tmp_path: Path
) -> None:
    other = Making(plan=make_plan(questions=1), seed="elsewhere")
    other.privates = making.privates
    body = other.ballot(0, ROW).encoded()
    _expect_refusal(making, tmp_path / "record", [body], WrongElection)


def test_a_second_ballot_of_a_credential_is_refused_and_counts_in_a_bare_record(
    making: Making, tmp_path: Path
) -> None:
    bodies = [making.ballot(0, ROW).encoded(), making.ballot(0, [DISAGREE]).encoded()]
    _expect_refusal(making, tmp_path / "record", bodies, CredentialUsedTwice)
    bare = verify_bare(tmp_path / "record" / "record.bel", Expected())
    assert (bare.ballots, bare.sized.num_tallied) == (2, 1)


def test_the_same_ballot_twice_is_refused_everywhere(
    making: Making, tmp_path: Path
) -> None:
    body = making.ballot(0, ROW).encoded()
    _expect_refusal(making, tmp_path / "record", [body, body], DuplicateBallot)
    with pytest.raises(DuplicateBallot):
        verify_bare(tmp_path / "record" / "record.bel", Expected())


def test_a_stuffed_ballot_under_an_unlisted_credential_is_refused(
    making: Making, tmp_path: Path
) -> None:
    stuffed = making.ballot(2, ROW).encoded()
    making.privates = making.privates[:2]
    _expect_refusal(making, tmp_path / "record", [stuffed], UnknownCredential)


def test_ballots_in_the_order_of_casting_are_refused(
    making: Making, tmp_path: Path
) -> None:
    folder = tmp_path / "record"
    bodies = [making.ballot(i, ROW).encoded() for i in range(3)]
    folder.mkdir()
    setup = making.enrol(0)
    bodies.sort(key=lambda body: hashlib.sha256(body).hexdigest(), reverse=True)
    write_closed(folder, making.manifest, setup, bodies)
    with pytest.raises(BallotsNotSorted):
        verify_closed(folder, Expected())


# --- the host and the trustees, on a complete record ---


@pytest.fixture(scope="module")
def complete(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Making, engine.Parts]:
    root = tmp_path_factory.mktemp("attacks")
    making = Making(plan=make_plan(questions=1), seed="complete")
    made = make_closed(making, root / "closed", [[AGREE], [DISAGREE], [UNMARKED]])
    return making, engine.take_apart(make_complete(made, root / "complete"))


def test_end_of_ballots_in_the_middle_is_refused(
    complete: tuple[Making, engine.Parts], tmp_path: Path
) -> None:
    """Format §13, second hole: ballots before the first EndBallots are not counted."""
    _, parts = complete
    sequence = engine.chain(parts)
    middle = next(i for i, (kind, _) in enumerate(sequence) if kind == "Ballot") + 1
    sequence.insert(middle, ("EndBallots", b""))
    folder = engine.write(parts, tmp_path / "record", sequence)
    with pytest.raises(WrongOrder):
        verify_complete(folder, Expected())


def test_an_extra_record_anywhere_is_refused(
    complete: tuple[Making, engine.Parts], tmp_path: Path
) -> None:
    _, parts = complete
    sequence = engine.chain(parts)
    for place in range(len(sequence) + 1):
        spoiled = [*sequence[:place], ("data", b"{}"), *sequence[place:]]
        folder = engine.write(parts, tmp_path / str(place), spoiled)
        with pytest.raises(WrongOrder):
            verify_complete(folder, Expected())


def test_a_result_off_by_one_is_refused(
    complete: tuple[Making, engine.Parts], tmp_path: Path
) -> None:
    _, parts = complete
    assert parts.result == b'{"result":[[1,1]]}'
    spoiled = replace(parts, result=b'{"result":[[2,1]]}')
    folder = engine.write(spoiled, tmp_path / "record")
    with pytest.raises(WrongResult):
        verify_complete(folder, Expected())


def test_a_partial_decryption_under_another_key_is_refused(
    complete: tuple[Making, engine.Parts], tmp_path: Path
) -> None:
    making, parts = complete
    record = _tally(parts, tmp_path / "same")
    wrong = making.states[1].decryption_key
    partial = decrypt_partially(making.election, record, wrong, making.random)
    (_, owned), *rest = parts.decryptions
    spoiled = replace(parts, decryptions=((partial.encoded(), owned), *rest))
    folder = engine.write(spoiled, tmp_path / "record")
    with pytest.raises(BadProof) as caught:
        verify_complete(folder, Expected())
    assert caught.value.detail.startswith("trustee 1")


def _tally(parts: engine.Parts, folder: Path) -> Tally:
    """Return the tally of a record put together again."""
    return verify_complete(engine.write(parts, folder), Expected()).tally


def test_thousands_of_random_factors_are_never_proved(making: Making) -> None:
    """A5: choose the factor first, then fit numbers; the verifier hashes them all."""
    group = making.group
    base = group.generator_power(random_scalar(group, making.random))
    public: Element = making.outcome.public_key
    for _ in itertools.repeat(None, 2000):
        factor = group.generator_power(random_scalar(group, making.random))
        proof = Proof(
            random_scalar(group, making.random), random_scalar(group, making.random)
        )
        with pytest.raises(BadProof):
            verify_equality(group, base, public, factor, "decrypt|phi|X|", proof)
