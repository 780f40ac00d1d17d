"""What a trustee derives from its seed, and the key with which it signs statements.

Refuses a seed that is not 22 Base58 characters, and keys that are the identity.
"""

import base64
import hashlib
import re
from dataclasses import dataclass

from nacl.bindings import crypto_sign_seed_keypair

from ballot_service.crypto.group import Element, Group
from ballot_service.crypto.proofs import Proof
from ballot_service.crypto.randomness import Random, random_scalar
from ballot_service.crypto.schnorr import sign_message, verify_message
from ballot_service.errors import CeremonyError, WrongType
from ballot_service.protocol.atoms import (
    BASE58,
    SignedMessage,
    read_proof,
    write_proof,
)
from ballot_service.protocol.credential import random_base58
from ballot_service.protocol.encoding import Fields, encode

SEED_LENGTH = 22
SIGNING_SEED_BYTES = 32
_SEED = re.compile(rf"[{BASE58}]{{22}}", re.ASCII)
_SIGNING_KEY = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


@dataclass(frozen=True)
class Committee:
    """For which election, in which group, and with which t of n a key is made."""

    uuid: str
    group: Group
    size: int
    threshold: int


@dataclass(frozen=True)
class SeedKeys:
    """The two secret numbers of a seed: one signs, one opens sealed messages."""

    signing: int
    decryption: int


def random_seed(random: Random) -> str:
    """Draw a trustee's seed, 22 Base58 characters, about 128.8 bits."""
    return random_base58(SEED_LENGTH, random)


def derive_keys(group: Group, seed: str) -> SeedKeys:
    """Return sk = SHA-256("sk|"+seed) mod q and dk = SHA-256("dk|"+seed) mod q.

    Raises:
        WrongType: not a seed.
        CeremonyError: a key would be zero (draw another seed).
    """
    if not _SEED.fullmatch(seed):
        raise WrongType("seed: not 22 Base58 characters")
    signing, decryption = (
        int.from_bytes(hashlib.sha256(f"{tag}|{seed}".encode()).digest(), "big")
        % group.order
        for tag in ("sk", "dk")
    )
    if 0 in (signing, decryption):
        raise CeremonyError("the seed gives the key 0")
    return SeedKeys(signing, decryption)


def sign_text(group: Group, secret: int, text: str, random: Random) -> SignedMessage:
    """Sign a text with a certificate key (record.md §5)."""
    return SignedMessage(text, sign_proof(group, secret, text, random))


def sign_proof(group: Group, secret: int, text: str, random: Random) -> Proof:
    """Return the bare signature of a text under a certificate key."""
    return sign_message(group, secret, text, random_scalar(group, random))


@dataclass(frozen=True)
class BoundKey:
    """A statement-signing key and the certificate key's signature over it.

    Attributes:
        x: 32 bytes of Ed25519 in Base64url without padding.
        binding: signature over `binding_text` (statement.md §3).
    """

    x: str
    binding: Proof

    @property
    def public(self) -> bytes:
        """The 32 bytes of the key."""
        return _public_bytes(self.x)

    def to_json(self) -> dict[str, object]:
        """Write {"x","binding"}."""
        return {"x": self.x, "binding": write_proof(self.binding)}


def read_bound_key(group: Group, value: object, where: str) -> BoundKey:
    """Read {"x","binding"}; the binding is not yet checked.

    Raises:
        EncodingError: one of its leaves.
    """
    fields = Fields(value, where, ("x", "binding"))
    x = fields.text("x", 43)
    if not _SIGNING_KEY.fullmatch(x) or _base64url(_public_bytes(x)) != x:
        raise WrongType(f"{fields.at('x')}: not 32 bytes in Base64url")
    return BoundKey(x, read_proof(group, fields.raw("binding"), fields.at("binding")))


def binding_text(uuid: str, index: int, x: str) -> str:
    """Return the text by which trustee `index` binds its signing key `x`."""
    return encode({"uuid": uuid, "index": index, "signing_key": x}).decode()


def bind_signing_key(
    committee: Committee, index: int, secret: int, signing_seed: bytes, random: Random
) -> BoundKey:
    """Bind the public half of a statement-signing key to a certificate key."""
    x = signing_public(signing_seed)
    text = binding_text(committee.uuid, index, x)
    return BoundKey(x, sign_proof(committee.group, secret, text, random))


def check_bound_key(
    committee: Committee, index: int, verification: Element, key: BoundKey
) -> None:
    """Check that a certificate key bound this signing key.

    Raises:
        BadSignature: it did not.
    """
    text = binding_text(committee.uuid, index, key.x)
    verify_message(committee.group, verification, text, key.binding)


def signing_public(signing_seed: bytes) -> str:
    """Return the public half of an Ed25519 seed, in Base64url without padding."""
    if len(signing_seed) != SIGNING_SEED_BYTES:
        raise ValueError("an Ed25519 seed has 32 bytes")
    return _base64url(crypto_sign_seed_keypair(signing_seed)[0])


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _public_bytes(x: str) -> bytes:
    return base64.urlsafe_b64decode(x + "=")
