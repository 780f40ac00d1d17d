"""A ballot: always encrypted, always signed; read, written, and its tracker.

Refuses to know what was chosen (see make_ballot) or whether it holds (check_ballot).
"""

from dataclasses import dataclass

from ballot_service.crypto.elgamal import Ciphertext
from ballot_service.crypto.group import Element, Group
from ballot_service.crypto.proofs import Branch, Proof
from ballot_service.crypto.transcript import b64_digest, hex_digest
from ballot_service.protocol.atoms import (
    read_ciphertext,
    read_proof,
    read_proofs,
    write_ciphertext,
    write_proof,
    write_proofs,
)
from ballot_service.protocol.election import MAX_ANSWERS, MAX_QUESTIONS, Question
from ballot_service.protocol.encoding import (
    MAX_BALLOT,
    Fields,
    decode,
    encode,
    same_bytes,
)

_B64_LENGTH = 43


@dataclass(frozen=True)
class Answer:
    """The encrypted answer to one question, with its proofs (record.md §6)."""

    choices: tuple[Ciphertext, ...]
    individual_proofs: tuple[tuple[Proof, ...], ...]
    overall_proof: tuple[Proof, ...]
    blank_proof: tuple[Proof, ...] | None = None

    def to_json(self) -> dict[str, object]:
        """Write the answer, keys in the order of the format."""
        value: dict[str, object] = {
            "choices": [write_ciphertext(choice) for choice in self.choices],
            "individual_proofs": [write_proofs(p) for p in self.individual_proofs],
            "overall_proof": write_proofs(self.overall_proof),
        }
        if self.blank_proof is not None:
            value["blank_proof"] = write_proofs(self.blank_proof)
        return value


@dataclass(frozen=True)
class Ballot:
    """A signed ballot; `signature_hash` is the hash that its signature covers."""

    election_uuid: str
    election_hash: str
    credential: Element
    answers: tuple[Answer, ...]
    signature_hash: str
    signature: Proof

    def encoded(self) -> bytes:
        """Write the ballot's bytes."""
        return encode(
            unsigned(
                self.election_uuid, self.election_hash, self.credential, self.answers
            )
            | {
                "signature": {
                    "hash": self.signature_hash,
                    "proof": write_proof(self.signature),
                }
            }
        )


def unsigned(
    uuid: str, fingerprint: str, credential: Element, answers: tuple[Answer, ...]
) -> dict[str, object]:
    """Return the ballot without its signature."""
    return {
        "election_uuid": uuid,
        "election_hash": fingerprint,
        "credential": credential,
        "answers": [answer.to_json() for answer in answers],
    }


def content_hash(
    uuid: str, fingerprint: str, credential: Element, answers: tuple[Answer, ...]
) -> str:
    """Return the Base64 hash that a ballot's signature covers."""
    return b64_digest(encode(unsigned(uuid, fingerprint, credential, answers)))


def tracker(ballot: bytes) -> str:
    """Return the tracker: SHA-256 of the ballot's bytes, in hexadecimal."""
    return hex_digest(ballot)


def _read_answer(group: Group, value: object, where: str) -> Answer:
    fields = Fields(
        value,
        where,
        ("choices", "individual_proofs", "overall_proof"),
        ("blank_proof",),
    )
    blank_proof = None
    if "blank_proof" in fields:
        blank_proof = read_proofs(
            group, fields.raw("blank_proof"), fields.at("blank_proof")
        )
    return Answer(
        choices=tuple(
            read_ciphertext(group, item, f"{where}.choices[{j}]")
            for j, item in enumerate(fields.items("choices", MAX_ANSWERS + 1))
        ),
        individual_proofs=tuple(
            read_proofs(group, item, f"{where}.individual_proofs[{j}]")
            for j, item in enumerate(fields.items("individual_proofs", MAX_ANSWERS + 1))
        ),
        overall_proof=read_proofs(
            group, fields.raw("overall_proof"), fields.at("overall_proof")
        ),
        blank_proof=blank_proof,
    )


def read_ballot(group: Group, unverified: bytes) -> Ballot:
    """Read a ballot: canonical, bounded, every number and point proper.

    Raises:
        EncodingError: one of its leaves, naming the field.
    """
    fields = Fields(
        decode(unverified, MAX_BALLOT),
        "ballot",
        ("election_uuid", "election_hash", "credential", "answers", "signature"),
    )
    signature = Fields(
        fields.raw("signature"), fields.at("signature"), ("hash", "proof")
    )
    ballot = Ballot(
        election_uuid=fields.text("election_uuid", 100),
        election_hash=fields.text("election_hash", _B64_LENGTH),
        credential=group.element(fields.text("credential", 700)),
        answers=tuple(
            _read_answer(group, item, f"ballot.answers[{i}]")
            for i, item in enumerate(fields.items("answers", MAX_QUESTIONS))
        ),
        signature_hash=signature.text("hash", _B64_LENGTH),
        signature=read_proof(group, signature.raw("proof"), signature.at("proof")),
    )
    same_bytes(unverified, ballot.encoded(), "ballot")
    return ballot


def credential_text(unverified: bytes) -> str:
    """Return the credential of an unchecked ballot, for the last-ballot rule alone.

    Raises:
        EncodingError: the bytes are no ballot.
    """
    fields = Fields(
        decode(unverified, MAX_BALLOT),
        "ballot",
        ("election_uuid", "election_hash", "credential", "answers", "signature"),
    )
    return fields.text("credential", 700)


# --- the statements that a ballot's proofs are about (record.md §6) ---


def base_text(fingerprint: str, credential: Element) -> str:
    """Return S0."""
    return f"{fingerprint}|{credential}"


def question_text(base: str, choices: tuple[Ciphertext, ...]) -> str:
    """Return S: S0 and all ciphertexts of one question."""
    return f"{base}|" + ",".join(f"{c.alpha},{c.beta}" for c in choices)


def plaintext_prefix(text: str, ciphertext: Ciphertext) -> str:
    """Return the hashed statement of a proof about one ciphertext."""
    return f"prove|{text}|{ciphertext.alpha},{ciphertext.beta}|"


def bit_branches(ciphertext: Ciphertext) -> tuple[Branch, ...]:
    """Return the claims 0 and 1."""
    return Branch(ciphertext, 0), Branch(ciphertext, 1)


def range_branches(question: Question, total: Ciphertext) -> tuple[Branch, ...]:
    """Return the claims minimum … maximum about the sum."""
    return tuple(
        Branch(total, m) for m in range(question.minimum, question.maximum + 1)
    )


def blank_branches(blank: Ciphertext, total: Ciphertext) -> tuple[Branch, ...]:
    """Return the claims: not blank, or nothing marked."""
    return Branch(blank, 0), Branch(total, 0)


def blank_range_branches(
    question: Question, blank: Ciphertext, total: Ciphertext
) -> tuple[Branch, ...]:
    """Return the claims: blank, or the sum in minimum … maximum."""
    return (Branch(blank, 1), *range_branches(question, total))
