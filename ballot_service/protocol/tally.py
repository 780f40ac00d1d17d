"""From ballots to figures: encrypted tally, partial decryptions, result.

Refuses to decrypt: whoever holds a share does that, in the room `tally`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.crypto import elgamal
from ballot_service.crypto.elgamal import Ciphertext
from ballot_service.crypto.group import Group
from ballot_service.errors import (
    WrongShape,
)
from ballot_service.protocol.atoms import (
    read_ciphertext,
    read_hex,
    write_ciphertext,
)
from ballot_service.protocol.credential import read_weight, write_weight
from ballot_service.protocol.election import MAX_ANSWERS, MAX_QUESTIONS, Election
from ballot_service.protocol.encoding import (
    Fields,
    as_list,
    decode,
    encode,
    same_bytes,
)

Tally = tuple[tuple[Ciphertext, ...], ...]
"""Per question, per answer, the ciphertext of the sum."""

MAX_COUNT = 2**53


def empty_tally(election: Election) -> Tally:
    """Return the tally of no ballots: identities."""
    return tuple(
        tuple(elgamal.trivial(election.group) for _ in range(question.choices))
        for question in election.questions
    )


def add_tallies(group: Group, left: Tally, right: Tally) -> Tally:
    """Return the tally of both; shapes are equal by construction."""
    return tuple(
        tuple(
            elgamal.multiply(group, a, b) for a, b in zip(left_q, right_q, strict=True)
        )
        for left_q, right_q in zip(left, right, strict=True)
    )


def weigh(group: Group, tally: Tally, weight: int) -> Tally:
    """Raise a ballot's ciphertexts to its weight (bare records of others)."""
    if weight == 1:
        return tally
    return tuple(tuple(elgamal.power(group, c, weight) for c in q) for q in tally)


def encode_tally(tally: Tally) -> bytes:
    """Write an encrypted tally."""
    return encode([[write_ciphertext(c) for c in q] for q in tally])


def read_tally(election: Election, unverified: bytes) -> Tally:
    """Read an encrypted tally of this election's shape.

    Raises:
        EncodingError, WrongShape.
    """
    rows = as_list(decode(unverified), "encrypted_tally", MAX_QUESTIONS)
    tally = tuple(
        tuple(
            read_ciphertext(election.group, item, f"encrypted_tally[{i}][{j}]")
            for j, item in enumerate(
                as_list(row, f"encrypted_tally[{i}]", MAX_ANSWERS + 1)
            )
        )
        for i, row in enumerate(rows)
    )
    check_shape(election, tally, "encrypted_tally")
    same_bytes(unverified, encode_tally(tally), "encrypted_tally")
    return tally


def check_shape(
    election: Election, rows: Sequence[Sequence[object]], what: str
) -> None:
    """Check that a table has one cell a choice of every question.

    Raises:
        WrongShape: it has not.
    """
    if [len(row) for row in rows] != [q.choices for q in election.questions]:
        raise WrongShape(f"{what}: not the shape of the questions")


@dataclass(frozen=True)
class SizedTally:
    """Payload of EncryptedTally: how many ballots, their weight, the tally's hash."""

    num_tallied: int
    total_weight: int
    encrypted_tally: str

    def encoded(self) -> bytes:
        """Write {"num_tallied","total_weight","encrypted_tally"}."""
        return encode(
            {
                "num_tallied": self.num_tallied,
                "total_weight": write_weight(self.total_weight),
                "encrypted_tally": self.encrypted_tally,
            }
        )


def read_sized_tally(unverified: bytes) -> SizedTally:
    """Read the payload of EncryptedTally."""
    fields = Fields(
        decode(unverified, 4096),
        "sized",
        ("num_tallied", "total_weight", "encrypted_tally"),
    )
    sized = SizedTally(
        fields.integer("num_tallied", 0, MAX_COUNT),
        read_weight(fields.raw("total_weight"), fields.at("total_weight")),
        read_hex(fields, "encrypted_tally"),
    )
    same_bytes(unverified, sized.encoded(), "sized")
    return sized
