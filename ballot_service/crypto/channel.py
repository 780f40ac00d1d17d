"""Sealed messages between trustees: hashed ElGamal and AES-256-GCM (format.md §6).

Refuses to return a plaintext whose tag does not fit.
"""

import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ballot_service.crypto.group import Element, Group
from ballot_service.errors import DecryptionFailed

_HEX = re.compile(r"([0-9a-f]{2}){16,}", re.ASCII)


@dataclass(frozen=True)
class Sealed:
    """alpha = g^r, beta = ek^r · g^s, data = ciphertext and tag in hexadecimal."""

    alpha: Element
    beta: Element
    data: str


def _key_and_nonce(mask: Element, alpha: Element) -> tuple[bytes, bytes]:
    # The nonce of the format has 32 bytes, not 12; the key is fresh for each message.
    return (
        hashlib.sha256(f"key|{mask}".encode()).digest(),
        hashlib.sha256(f"iv|{alpha}".encode()).digest(),
    )


def seal(group: Group, recipient: Element, plaintext: str, r: int, s: int) -> Sealed:
    """Encrypt for the holder of `recipient` = g^dk; r and s are fresh numbers of Zq."""
    alpha = group.secret_generator_power(r)
    mask = group.secret_generator_power(s)
    key, nonce = _key_and_nonce(mask, alpha)
    data = AESGCM(key).encrypt(nonce, plaintext.encode(), None).hex()
    return Sealed(alpha, group.multiply(group.secret_power(recipient, r), mask), data)


def unseal(group: Group, secret: int, sealed: Sealed) -> str:
    """Decrypt with dk = `secret`.

    Raises:
        DecryptionFailed: another key, or the message was altered.
    """
    shared = group.secret_power(sealed.alpha, secret)
    mask = group.multiply(sealed.beta, group.invert(shared))
    key, nonce = _key_and_nonce(mask, sealed.alpha)
    if not _HEX.fullmatch(sealed.data):
        raise DecryptionFailed("sealed data is not hexadecimal")
    try:
        return AESGCM(key).decrypt(nonce, bytes.fromhex(sealed.data), None).decode()
    except (InvalidTag, UnicodeDecodeError) as error:
        raise DecryptionFailed("sealed message of a trustee") from error
