"""A voter who writes the program: any plaintexts, honest proofs where they can be made.

Refuses to leave the signature broken: every cheat is signed by its credential.
"""

from collections.abc import Sequence
from dataclasses import replace

from ballot_service.crypto import elgamal
from ballot_service.crypto.elgamal import Ciphertext
from ballot_service.crypto.group import Element
from ballot_service.crypto.proofs import Branch, Proof, prove_one_of
from ballot_service.crypto.schnorr import sign_ballot
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
from ballot_service.protocol.election import Election
from tests.protocol.parts import credential_secret, number


def signed(election: Election, ballot: Ballot) -> Ballot:
    """Sign a changed ballot with the sample's credential."""
    content = content_hash(
        ballot.election_uuid, ballot.election_hash, ballot.credential, ballot.answers
    )
    proof = sign_ballot(election.group, credential_secret(election), content, 98765)
    return replace(ballot, signature_hash=content, signature=proof)


def credential_of(election: Election) -> Element:
    """Return the public half of the sample's credential."""
    return election.group.generator_power(credential_secret(election))


class Cheat:
    """One answer to question 0 of an election, of any plaintexts.

    A proof whose statement is false is made with some branch claimed to be true:
    the best that a prover without a forgery can do.
    """

    def __init__(self, election: Election, plaintexts: Sequence[int]) -> None:
        self.election = election
        self.group = election.group
        self.question = election.questions[0]
        self.plaintexts = plaintexts
        q = self.group.order
        self.secrets = [number(f"r{j}", q) for j in range(len(plaintexts))]
        self.choices = tuple(
            elgamal.encrypt(self.group, election.public_key, m, r)
            for m, r in zip(plaintexts, self.secrets, strict=True)
        )
        self.base = base_text(election.fingerprint, credential_of(election))
        self.text = question_text(self.base, self.choices)

    def prove(
        self, branches: Sequence[Branch], true: int, r: int, prefix: str
    ) -> tuple[Proof, ...]:
        """Prove a disjunction, true or not."""
        q = self.group.order

        def draw(label: str) -> int:
            return number(f"{prefix}|{label}", q)

        return prove_one_of(
            self.group,
            self.election.public_key,
            branches,
            true,
            r % q,
            prefix,
            draw,
            "cheat",
        )

    def individual(self) -> tuple[tuple[Proof, ...], ...]:
        """Prove each choice to be 0 or 1 (of any other: claim 1)."""
        return tuple(
            self.prove(
                bit_branches(choice), 0 if m == 0 else 1, r, self._prefix(choice)
            )
            for m, r, choice in zip(
                self.plaintexts, self.secrets, self.choices, strict=True
            )
        )

    def _prefix(self, choice: Ciphertext) -> str:
        return plaintext_prefix(self.base, choice)

    def plain(self) -> Ballot:
        """Return the ballot of a question without blank."""
        total = elgamal.product(self.group, self.choices)
        branches = range_branches(self.question, total)
        place = sum(self.plaintexts) - self.question.minimum
        overall = self.prove(
            branches,
            max(0, min(place, len(branches) - 1)),
            sum(self.secrets),
            plaintext_prefix(self.text, total),
        )
        return self.ballot(Answer(self.choices, self.individual(), overall))

    def blank(self, blank_true: int, overall_true: int) -> Ballot:
        """Return the ballot of a question with blank, claiming these branches."""
        first, total = self.choices[0], elgamal.product(self.group, self.choices[1:])
        rest = sum(self.secrets[1:])
        shown = self.prove(
            blank_branches(first, total),
            blank_true,
            (self.secrets[0], rest)[blank_true],
            f"bproof0|{self.text}|",
        )
        overall = self.prove(
            blank_range_branches(self.question, first, total),
            overall_true,
            rest if overall_true else self.secrets[0],
            f"bproof1|{self.text}|",
        )
        return self.ballot(Answer(self.choices, self.individual(), overall, shown))

    def ballot(self, answer: Answer) -> Ballot:
        """Sign an answer as a whole ballot."""
        unsigned = Ballot(
            self.election.uuid,
            self.election.fingerprint,
            credential_of(self.election),
            (answer,),
            "",
            Proof(0, 0),
        )
        return signed(self.election, unsigned)
