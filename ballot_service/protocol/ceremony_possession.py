"""Possession: a trustee shows that its share opens, on a ciphertext of its own making.

Refuses a ciphertext from outside: a request that brings one would make an oracle of
the trustee, and is not answered (attacks A8, A21).
"""

import hashlib
from dataclasses import dataclass

from ballot_service.crypto.group import Element, Group
from ballot_service.crypto.proofs import Proof, prove_equality, verify_equality
from ballot_service.crypto.randomness import Random, random_bytes, random_scalar
from ballot_service.errors import (
    BadProof,
    CeremonyError,
    ForeignCiphertext,
    OutOfTurn,
    WrongElection,
    WrongOwner,
    WrongType,
)
from ballot_service.protocol.atoms import (
    read_hex,
    read_proof,
    read_uuid,
    write_proof,
)
from ballot_service.protocol.ceremony_state import TrusteeState
from ballot_service.protocol.encoding import Fields, decode, encode, same_bytes
from ballot_service.protocol.result import owner_key
from ballot_service.protocol.trustees import MAX_TRUSTEES, Trustees

SCHEMA = "ballot-service/possession/1"
REQUEST_SCHEMA = "ballot-service/possession-request/1"
FRESH_BYTES = 32
_FIELDS = ("schema", "uuid", "index", "trustees", "fresh", "alpha", "factor", "proof")
_CIPHERTEXT = ("alpha", "beta", "choices", "ciphertext", "encrypted_tally", "factor")


@dataclass(frozen=True)
class Possession:
    """One trustee's proof that it can open (ceremony.md §6).

    Attributes:
        trustees: hash of the trustees.json of which its key is a part.
        fresh: 32 bytes in hexadecimal, the desk's or the trustee's own.
        alpha: g^r, r drawn by the trustee and forgotten.
        factor: alpha^S_j, with the proof that it is.
    """

    uuid: str
    index: int
    trustees: str
    fresh: str
    alpha: Element
    factor: Element
    proof: Proof

    def encoded(self) -> bytes:
        """Write the document."""
        return encode(
            {
                "schema": SCHEMA,
                "uuid": self.uuid,
                "index": self.index,
                "trustees": self.trustees,
                "fresh": self.fresh,
                "alpha": self.alpha,
                "factor": self.factor,
                "proof": write_proof(self.proof),
            }
        )


def read_possession(group: Group, unverified: bytes) -> Possession:
    """Read a document; it is not yet checked.

    Raises:
        EncodingError: one of its leaves.
    """
    fields = Fields(decode(unverified, 100_000), "possession", _FIELDS)
    if fields.text("schema", 60) != SCHEMA:
        raise WrongType("possession.schema: another schema")
    possession = Possession(
        read_uuid(fields.text("uuid", 100)),
        fields.integer("index", 1, MAX_TRUSTEES),
        read_hex(fields, "trustees"),
        read_hex(fields, "fresh"),
        group.nonidentity(fields.text("alpha", 700)),
        group.nonidentity(fields.text("factor", 700)),
        read_proof(group, fields.raw("proof"), fields.at("proof")),
    )
    same_bytes(unverified, possession.encoded(), "possession")
    return possession


def trustees_digest(trustees: Trustees) -> str:
    """Return SHA-256 of trustees.json, in hexadecimal."""
    return hashlib.sha256(trustees.encoded()).hexdigest()


def _prefix(
    possession_of: tuple[str, int], trustees: str, fresh: str, public: Element
) -> str:
    # Never "decrypt|…": no proof of this kind can pass for one of the count.
    uuid, index = possession_of
    return f"{SCHEMA}|{uuid}|{index}|{trustees}|{fresh}|{public}|"


def read_request(uuid: str, unverified: bytes) -> str:
    """Read the desk's request and return its fresh value.

    Raises:
        ForeignCiphertext: the request brings anything to be decrypted.
        WrongElection: the request is about another election.
        EncodingError: one of its leaves.
    """
    value = decode(unverified, 10_000)
    if isinstance(value, dict) and any(name in value for name in _CIPHERTEXT):
        raise ForeignCiphertext("the request holds something to decrypt")
    fields = Fields(value, "request", ("schema", "uuid", "fresh"))
    if fields.text("schema", 60) != REQUEST_SCHEMA:
        raise WrongType("request.schema: another schema")
    if fields.text("uuid", 100) != uuid:
        raise WrongElection("the request is about another election")
    return read_hex(fields, "fresh")


def write_request(uuid: str, fresh: str) -> bytes:
    """Write a request; `fresh` is 32 random bytes in hexadecimal."""
    return encode({"schema": REQUEST_SCHEMA, "uuid": uuid, "fresh": fresh})


def prove_possession(
    state: TrusteeState, trustees: Trustees, random: Random, fresh: str = ""
) -> Possession:
    """Open a ciphertext of one's own making, and prove it.

    Args:
        fresh: the desk's fresh value; without one the trustee draws its own.

    Raises:
        OutOfTurn: the ceremony of this share is not finished.
        CeremonyError: the share does not open what it should.
    """
    group, index, uuid = state.committee.group, state.index, state.committee.uuid
    state.check_phase("finished")
    digest = trustees_digest(trustees)
    if digest != state.trustees:
        raise OutOfTurn("these are not the trustees of this share's ceremony", index)
    public = owner_key(trustees, index)
    value = fresh or random_bytes(random, FRESH_BYTES).hex()
    r = random_scalar(group, random)
    alpha = group.secret_generator_power(r)
    factor = group.secret_power(alpha, state.decryption_key)
    if factor != group.secret_power(public, r):
        raise CeremonyError("the share does not fit its public key", index)
    prefix = _prefix((uuid, index), digest, value, public)
    w = random_scalar(group, random)
    proof = prove_equality(group, alpha, state.decryption_key, prefix, w)
    possession = Possession(uuid, index, digest, value, alpha, factor, proof)
    check_possession(group, uuid, trustees, possession, fresh)
    return possession


def check_possession(
    group: Group,
    uuid: str,
    trustees: Trustees,
    possession: Possession,
    fresh: str = "",
) -> None:
    """Check that the trustee of that number holds its share.

    Args:
        fresh: the value that was asked for; "" where none was.

    Raises:
        WrongElection: of another election, of other trustees, or not the fresh value.
        WrongOwner: no trustee has that number.
        BadProof: the proof does not hold.
    """
    if possession.uuid != uuid:
        raise WrongElection("possession.uuid")
    if possession.trustees != trustees_digest(trustees):
        raise WrongElection("possession.trustees: of another ceremony")
    if fresh and possession.fresh != fresh:
        raise WrongElection("possession.fresh: an old document")
    public = owner_key(trustees, possession.index)
    if public == group.identity:
        raise WrongOwner("a trustee without a key")
    prefix = _prefix(
        (uuid, possession.index), possession.trustees, possession.fresh, public
    )
    try:
        verify_equality(
            group, possession.alpha, public, possession.factor, prefix, possession.proof
        )
    except BadProof as error:
        raise BadProof(f"possession of trustee {possession.index}") from error
