"""The two keys that a manifest fixes, and what each of them must be.

Refuses an issuing key that is weak or written another way, and a receipt key of which
a signature would prove nothing (docs/spec/manifest.md §2).
"""

import base64

from ballot_service.crypto.blind_rsa_keys import IssuingKey
from ballot_service.crypto.ed25519 import ED25519
from ballot_service.errors import BadManifest, BlindSignatureError, NotAnElement


def check_keys(issuing: bytes, receipt: bytes) -> None:
    """Check the keys that every booth trusts, since they stand in the manifest.

    Args:
        issuing: a DER SubjectPublicKeyInfo.
        receipt: 32 bytes of Ed25519, as RFC 8032 writes a point.

    Raises:
        BadManifest: not RSA of e = 65537 and at least 3072 bits in its one form, or
            not a point of full prime order.
    """
    try:
        IssuingKey.decode(base64.b64encode(issuing).decode())
    except BlindSignatureError as error:
        raise BadManifest(f"manifest.issuing_key: {error}") from error
    try:
        # The record writes a point's bytes in the other order (record.md §2).
        ED25519.nonidentity(receipt[::-1].hex())
    except NotAnElement as error:
        raise BadManifest(f"manifest.receipt_key: {error}") from error
