"""Partial decryptions: made from a share, read, and each factor checked.

Refuses to choose what is decrypted: the caller has verified the whole record.
"""

from dataclasses import dataclass

from ballot_service.crypto.group import Element
from ballot_service.crypto.proofs import (
    Proof,
    prove_equality,
    verify_equality,
)
from ballot_service.crypto.randomness import Random, random_scalar
from ballot_service.errors import (
    BadProof,
)
from ballot_service.protocol.atoms import (
    read_hex,
    read_proof,
    write_proof,
)
from ballot_service.protocol.election import MAX_ANSWERS, MAX_QUESTIONS, Election
from ballot_service.protocol.encoding import (
    Fields,
    as_list,
    as_text,
    decode,
    encode,
    same_bytes,
)
from ballot_service.protocol.tally import Tally, check_shape


@dataclass(frozen=True)
class PartialDecryption:
    """One trustee's factors alpha^x, each with its proof."""

    factors: tuple[tuple[Element, ...], ...]
    proofs: tuple[tuple[Proof, ...], ...]

    def encoded(self) -> bytes:
        """Write {"decryption_factors","decryption_proofs"}."""
        return encode(
            {
                "decryption_factors": [list(row) for row in self.factors],
                "decryption_proofs": [
                    [write_proof(p) for p in row] for row in self.proofs
                ],
            }
        )


def read_partial_decryption(election: Election, unverified: bytes) -> PartialDecryption:
    """Read a partial decryption of this election's shape; proofs not yet checked.

    Raises:
        EncodingError, WrongShape.
    """
    group = election.group
    fields = Fields(
        decode(unverified), "decryption", ("decryption_factors", "decryption_proofs")
    )

    def rows(name: str) -> list[list[object]]:
        items = fields.items(name, MAX_QUESTIONS)
        table = [
            as_list(row, f"decryption.{name}[{i}]", MAX_ANSWERS + 1)
            for i, row in enumerate(items)
        ]
        check_shape(election, table, f"decryption.{name}")
        return table

    partial = PartialDecryption(
        tuple(
            tuple(
                group.element(as_text(item, f"decryption.factors[{i}][{j}]", 700))
                for j, item in enumerate(row)
            )
            for i, row in enumerate(rows("decryption_factors"))
        ),
        tuple(
            tuple(
                read_proof(group, item, f"decryption.proofs[{i}][{j}]")
                for j, item in enumerate(row)
            )
            for i, row in enumerate(rows("decryption_proofs"))
        ),
    )
    same_bytes(unverified, partial.encoded(), "decryption")
    return partial


@dataclass(frozen=True)
class Owned:
    """Payload of PartialDecryption: trustee number from 1, and the hash."""

    owner: int
    payload: str

    def encoded(self) -> bytes:
        """Write {"owner","payload"}."""
        return encode({"owner": self.owner, "payload": self.payload})


def read_owned(unverified: bytes) -> Owned:
    """Read the payload of PartialDecryption."""
    fields = Fields(decode(unverified, 4096), "owned", ("owner", "payload"))
    owned = Owned(fields.integer("owner", 1, 10_000), read_hex(fields, "payload"))
    same_bytes(unverified, owned.encoded(), "owned")
    return owned


def _prefix(election: Election, public: Element) -> str:
    return f"decrypt|{election.fingerprint}|{public}|"


def decrypt_partially(
    election: Election, tally: Tally, secret: int, random: Random
) -> PartialDecryption:
    """Compute alpha^secret for every sum, with proofs (record.md §7).

    The caller has verified the record that the tally comes from (architecture D5).
    """
    group = election.group
    prefix = _prefix(election, group.secret_generator_power(secret))
    return PartialDecryption(
        tuple(tuple(group.secret_power(c.alpha, secret) for c in q) for q in tally),
        tuple(
            tuple(
                prove_equality(
                    group, c.alpha, secret, prefix, random_scalar(group, random)
                )
                for c in q
            )
            for q in tally
        ),
    )


def check_partial_decryption(
    election: Election, tally: Tally, public: Element, partial: PartialDecryption
) -> None:
    """Check every factor's proof under one trustee's public key.

    Raises:
        BadProof: naming question and answer.
    """
    prefix = _prefix(election, public)
    for i, row in enumerate(tally):
        for j, ciphertext in enumerate(row):
            try:
                verify_equality(
                    election.group,
                    ciphertext.alpha,
                    public,
                    partial.factors[i][j],
                    prefix,
                    partial.proofs[i][j],
                )
            except BadProof as error:
                raise BadProof(f"decryption.decryption_proofs[{i}][{j}]") from error
