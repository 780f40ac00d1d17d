"""A delivery: the statement's bytes, and a detached signature of who sent them.

Refuses a time in what is signed: the same delivery twice is the same, and harmless.
"""

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from ballot_service.errors import BadDeliverySignature, BadStatement
from ballot_service.record.signatures import (
    decode_base64url,
    encode_base64url,
    read_signed,
)
from ballot_service.record.statement import statement_digest

SIGNATURE_HEADER = "Ballot-Signature"
ID_HEADER = "Idempotency-Key"
UUID_HEADER = "Ballot-Election"


@dataclass(frozen=True)
class Delivery:
    """One statement on its way.

    Attributes:
        uuid: of the election. statement: the statement hash, which is the id.
        body: statement.json, as it is. signature: Base64url (`delivery_message`).
    """

    uuid: str
    statement: str
    body: bytes
    signature: str

    def headers(self) -> dict[str, str]:
        """Return what a receiver needs beside the body."""
        return {
            "Content-Type": "application/jose+json",
            ID_HEADER: self.statement,
            UUID_HEADER: self.uuid,
            SIGNATURE_HEADER: self.signature,
        }


def delivery_message(uuid: str, statement: str, body: bytes) -> bytes:
    """Return what is signed (statement.md §7); no other use of the key begins so."""
    digest = hashlib.sha256(body).hexdigest()
    return f"ballot-service/delivery/1|{uuid}|{statement}|{digest}".encode()


def make_delivery(uuid: str, body: bytes, receipt_private: bytes) -> Delivery:
    """Sign a statement's bytes for delivery, under the election's receipt key.

    Raises:
        EncodingError, BadStatement: the body is no statement.
    """
    statement = statement_digest(read_signed(body).kernel)
    key = Ed25519PrivateKey.from_private_bytes(receipt_private)
    signature = key.sign(delivery_message(uuid, statement, body))
    return Delivery(uuid, statement, body, encode_base64url(signature))


def check_delivery(receipt_public: bytes, unverified: Delivery) -> None:
    """Check, on the receiver's side, who sent a delivery.

    It says nothing of the count: `import_statement` does, and must follow.

    Args:
        receipt_public: the manifest's receipt key.

    Raises:
        BadDeliverySignature: changed on the way, or sent by somebody else.
        EncodingError, BadStatement.
    """
    if statement_digest(read_signed(unverified.body).kernel) != unverified.statement:
        raise BadDeliverySignature("another statement than the id names")
    message = delivery_message(unverified.uuid, unverified.statement, unverified.body)
    try:
        signature = decode_base64url(unverified.signature)
        Ed25519PublicKey.from_public_bytes(receipt_public).verify(signature, message)
    except (InvalidSignature, BadStatement) as error:
        raise BadDeliverySignature(unverified.uuid) from error
