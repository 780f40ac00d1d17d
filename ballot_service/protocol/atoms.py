"""The small objects that stand inside all others: ciphertext, proof, signed message.

Refuses to check a proof: reading says only that the numbers and points are proper.
"""

import re
from dataclasses import dataclass

from ballot_service.crypto.channel import Sealed
from ballot_service.crypto.elgamal import Ciphertext
from ballot_service.crypto.group import Group
from ballot_service.crypto.proofs import Proof
from ballot_service.errors import BadUuid, WrongType
from ballot_service.protocol.encoding import Fields, as_list

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_UUID = re.compile(rf"[{BASE58}]{{14,40}}", re.ASCII)
_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)
MAX_BRANCHES = 102


def read_uuid(unverified: str) -> str:
    """Check an election's identifier (record.md; Base58, 14 to 40 characters).

    Raises:
        BadUuid: anything else.
    """
    if not _UUID.fullmatch(unverified):
        raise BadUuid("not 14 to 40 Base58 characters")
    return unverified


def read_hex(fields: Fields, name: str) -> str:
    """Read a SHA-256 in hexadecimal.

    Raises:
        WrongType: not 64 lower-case hexadecimal digits.
    """
    text = fields.text(name, 64)
    if not _HEX.fullmatch(text):
        raise WrongType(f"{fields.at(name)}: not 64 lower-case hexadecimal digits")
    return text


def read_proof(group: Group, value: object, where: str) -> Proof:
    """Read {"challenge","response"}."""
    fields = Fields(value, where, ("challenge", "response"))
    return Proof(
        group.scalar(fields.text("challenge")), group.scalar(fields.text("response"))
    )


def write_proof(proof: Proof) -> dict[str, object]:
    """Write {"challenge","response"}."""
    return {"challenge": str(proof.challenge), "response": str(proof.response)}


def read_proofs(group: Group, value: object, where: str) -> tuple[Proof, ...]:
    """Read an array of proofs."""
    return tuple(
        read_proof(group, item, f"{where}[{i}]")
        for i, item in enumerate(as_list(value, where, MAX_BRANCHES))
    )


def write_proofs(proofs: tuple[Proof, ...]) -> list[object]:
    """Write an array of proofs."""
    return [write_proof(proof) for proof in proofs]


def read_ciphertext(group: Group, value: object, where: str) -> Ciphertext:
    """Read {"alpha","beta"}, both elements of the subgroup."""
    fields = Fields(value, where, ("alpha", "beta"))
    return Ciphertext(
        group.element(fields.text("alpha")), group.element(fields.text("beta"))
    )


def write_ciphertext(ciphertext: Ciphertext) -> dict[str, object]:
    """Write {"alpha","beta"}."""
    return {"alpha": ciphertext.alpha, "beta": ciphertext.beta}


@dataclass(frozen=True)
class SignedMessage:
    """A trustee's message as the very string that was signed."""

    message: str
    signature: Proof

    def to_json(self) -> dict[str, object]:
        """Write {"message","signature"}."""
        return {"message": self.message, "signature": write_proof(self.signature)}


def read_signed_message(group: Group, value: object, where: str) -> SignedMessage:
    """Read {"message","signature"}; the signature is not yet checked."""
    fields = Fields(value, where, ("message", "signature"))
    return SignedMessage(
        fields.text("message"),
        read_proof(group, fields.raw("signature"), fields.at("signature")),
    )


def read_sealed(group: Group, value: object, where: str) -> Sealed:
    """Read a sealed message {"algorithm","alpha","beta","data"} (format.md §6)."""
    fields = Fields(value, where, ("algorithm", "alpha", "beta", "data"))
    if fields.text("algorithm") != "AES-GCM":
        raise WrongType(f"{where}: unknown algorithm")
    return Sealed(
        group.element(fields.text("alpha")),
        group.element(fields.text("beta")),
        fields.text("data", 1_000_000),
    )


def write_sealed(sealed: Sealed) -> dict[str, object]:
    """Write a sealed message."""
    return {
        "algorithm": "AES-GCM",
        "alpha": sealed.alpha,
        "beta": sealed.beta,
        "data": sealed.data,
    }
