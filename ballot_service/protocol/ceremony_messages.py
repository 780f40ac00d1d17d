"""The public messages of the key ceremony: commitment, polynomial, acceptance.

Refuses to judge them: ceremony_checks does that, and names who is at fault.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.crypto.group import Group
from ballot_service.crypto.proofs import Proof
from ballot_service.protocol.atoms import (
    SignedMessage,
    read_hex,
    read_proof,
    read_signed_message,
    read_uuid,
    write_proof,
)
from ballot_service.protocol.ceremony_keys import BoundKey, read_bound_key
from ballot_service.protocol.encoding import (
    Fields,
    as_list,
    as_text,
    decode,
    encode,
    same_bytes,
)
from ballot_service.protocol.trustees import (
    MAX_TRUSTEES,
    TrusteeKey,
    read_trustee_key,
)

SALT_BYTES = 32
MAX_MESSAGE = 1024 * 1024
_DOMAIN = "ballot-service/commitment/1"


def commitment_digest(uuid: str, index: int, salt: str, coefexps: str) -> str:
    """Return the commitment to a polynomial (ceremony.md §3).

    Args:
        salt: the opening, 64 hexadecimal digits.
        coefexps: the text {"coefexps":[…]} that will be shown.
    """
    text = f"{_DOMAIN}|{uuid}|{index}|{salt}|{coefexps}"
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Commitment:
    """What a trustee signs before any polynomial is shown."""

    uuid: str
    index: int
    digest: str

    def text(self) -> str:
        """Write {"uuid","index","commitment"}, the text that is signed."""
        return encode(
            {"uuid": self.uuid, "index": self.index, "commitment": self.digest}
        ).decode()


def read_commitment(text: str, where: str) -> Commitment:
    """Read the text of a commitment."""
    raw = text.encode()
    fields = Fields(decode(raw, 4096), where, ("uuid", "index", "commitment"))
    commitment = Commitment(
        read_uuid(fields.text("uuid", 100)),
        fields.integer("index", 1, MAX_TRUSTEES),
        read_hex(fields, "commitment"),
    )
    same_bytes(raw, commitment.text().encode(), where)
    return commitment


@dataclass(frozen=True)
class Polynomial:
    """Belenios' `polynomial` message: one trustee's committed and sealed polynomial.

    Attributes:
        sealed: the polynomial, sealed for its own maker.
        secrets: f(j), sealed for trustee j, in the order of the trustees.
        coefexps: signed message of the commitments g^a_0 … g^a_(t-1).
        signature: over all certificates and the same commitments.
    """

    sealed: str
    secrets: tuple[str, ...]
    coefexps: SignedMessage
    signature: Proof

    def to_json(self) -> dict[str, object]:
        """Write {"polynomial","secrets","coefexps","signature"}."""
        return {
            "polynomial": self.sealed,
            "secrets": list(self.secrets),
            "coefexps": self.coefexps.to_json(),
            "signature": write_proof(self.signature),
        }


def read_polynomial(group: Group, value: object, where: str) -> Polynomial:
    """Read a `polynomial` message; nothing in it is opened or checked."""
    fields = Fields(value, where, ("polynomial", "secrets", "coefexps", "signature"))
    secrets = as_list(fields.raw("secrets"), fields.at("secrets"), MAX_TRUSTEES, 1)
    return Polynomial(
        fields.text("polynomial", MAX_MESSAGE),
        tuple(
            as_text(item, f"{where}.secrets[{j}]", MAX_MESSAGE)
            for j, item in enumerate(secrets)
        ),
        read_signed_message(group, fields.raw("coefexps"), fields.at("coefexps")),
        read_proof(group, fields.raw("signature"), fields.at("signature")),
    )


@dataclass(frozen=True)
class Shown:
    """A polynomial message with the opening of the commitment made before."""

    opening: str
    polynomial: Polynomial

    def encoded(self) -> bytes:
        """Write {"opening","polynomial"}."""
        return encode(
            {"opening": self.opening, "polynomial": self.polynomial.to_json()}
        )


def read_shown(group: Group, unverified: bytes, where: str) -> Shown:
    """Read {"opening","polynomial"}."""
    fields = Fields(decode(unverified, MAX_MESSAGE), where, ("opening", "polynomial"))
    shown = Shown(
        read_hex(fields, "opening"),
        read_polynomial(group, fields.raw("polynomial"), where),
    )
    same_bytes(unverified, shown.encoded(), where)
    return shown


@dataclass(frozen=True)
class Acceptance:
    """A trustee's verification key and bound signing key, made after all checks."""

    key: TrusteeKey
    signing: BoundKey

    def encoded(self) -> bytes:
        """Write {"public_key","signing_key"}."""
        return encode(
            {"public_key": self.key.to_json(), "signing_key": self.signing.to_json()}
        )


def read_acceptance(group: Group, unverified: bytes, where: str) -> Acceptance:
    """Read {"public_key","signing_key"}; proofs are not yet checked."""
    fields = Fields(
        decode(unverified, MAX_MESSAGE), where, ("public_key", "signing_key")
    )
    acceptance = Acceptance(
        read_trustee_key(group, fields.raw("public_key"), fields.at("public_key")),
        read_bound_key(group, fields.raw("signing_key"), fields.at("signing_key")),
    )
    same_bytes(unverified, acceptance.encoded(), where)
    return acceptance


def encode_signed(signed: SignedMessage) -> bytes:
    """Write a signed message as a file."""
    return encode(signed.to_json())


def read_signed(group: Group, unverified: bytes, where: str) -> SignedMessage:
    """Read a signed message from a file; the signature is not yet checked."""
    signed = read_signed_message(group, decode(unverified, MAX_MESSAGE), where)
    same_bytes(unverified, encode_signed(signed), where)
    return signed


def encode_signing_keys(keys: Sequence[BoundKey]) -> bytes:
    """Write `signing_keys.json`: all trustees' keys, in their order."""
    return encode([key.to_json() for key in keys])


def read_signing_keys(group: Group, unverified: bytes) -> tuple[BoundKey, ...]:
    """Read `signing_keys.json`; bindings are not yet checked."""
    items = as_list(
        decode(unverified, MAX_MESSAGE), "signing_keys", MAX_TRUSTEES, least=1
    )
    keys = tuple(
        read_bound_key(group, item, f"signing_keys[{i}]")
        for i, item in enumerate(items)
    )
    same_bytes(unverified, encode_signing_keys(keys), "signing_keys")
    return keys
