"""Belenios' own shapes of the ceremony's files: vinput, voutput, key and dkey.

Refuses to write a file: a share that leaves its sealed file leaves its latch behind.
Source: format version 1 (docs/spec/record.md §5); tried against belenios-tool.
"""

import hashlib
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESCCM

from ballot_service.crypto.group import Element, Group
from ballot_service.crypto.randomness import Random, random_scalar
from ballot_service.errors import DecryptionFailed, WrongType
from ballot_service.protocol.atoms import write_proof
from ballot_service.protocol.ceremony_channel import (
    read_inner,
    read_polynomial_payload,
    read_secret_payload,
    receive,
    secret_payload,
    send,
    write_inner,
)
from ballot_service.protocol.ceremony_keys import derive_keys
from ballot_service.protocol.ceremony_messages import Polynomial
from ballot_service.protocol.encoding import Fields, decode, encode
from ballot_service.protocol.trustees import TrusteeKey

# Found by trying against belenios-tool 2.0 in both directions.
_CCM_TAG, _CCM_NONCE = 8, 13


def write_polynomial(polynomial: Polynomial) -> bytes:
    """Write a `polynomial` message, the output of Belenios' step 3."""
    return encode(polynomial.to_json())


def write_vinput(polynomials: Sequence[Polynomial], index: int) -> bytes:
    """Write trustee `index`'s `vinput`: its polynomial, and what all sent to it."""
    return encode(
        {
            "polynomial": polynomials[index - 1].sealed,
            "secrets": [item.secrets[index - 1] for item in polynomials],
            "coefexps": [item.coefexps.to_json() for item in polynomials],
            "signatures": [write_proof(item.signature) for item in polynomials],
        }
    )


def write_dkey(group: Group, seed: str, secret: int, random: Random) -> str:
    """Seal S_j for its own trustee: the content of an `N.dkey` file of release 3."""
    keys = derive_keys(group, seed)
    own = group.secret_generator_power(keys.decryption)
    payload = secret_payload("decryption_key", secret)
    return send(group, keys.signing, own, payload, random)


def write_dkey_release_2(group: Group, seed: str, secret: int, random: Random) -> str:
    """Seal S_j as release 2 does (Debian's belenios-tool 2.0): AES-CCM."""
    keys = derive_keys(group, seed)
    own = group.secret_generator_power(keys.decryption)
    payload = secret_payload("decryption_key", secret)
    inner = write_inner(group, keys.signing, own, payload, random)
    alpha_r, mask_s = random_scalar(group, random), random_scalar(group, random)
    alpha = group.secret_generator_power(alpha_r)
    mask = group.secret_generator_power(mask_s)
    cipher, nonce = _ccm(alpha, mask)
    return encode(
        {
            "alpha": alpha,
            "beta": group.multiply(group.secret_power(own, alpha_r), mask),
            "data": cipher.encrypt(nonce, inner.encode(), None).hex(),
        }
    ).decode()


def _ccm(alpha: Element, mask: Element) -> tuple[AESCCM, bytes]:
    """Return release 2's cipher: key and nonce hashed alike, CCM in place of GCM."""
    key = hashlib.sha256(f"key|{mask}".encode()).digest()
    nonce = hashlib.sha256(f"iv|{alpha}".encode()).digest()
    return AESCCM(key, tag_length=_CCM_TAG), nonce[:_CCM_NONCE]


def read_dkey(group: Group, seed: str, unverified: str) -> int:
    """Open an `N.dkey` of release 2 or 3 with the seed of `N.key`.

    Raises:
        EncodingError, DecryptionFailed, BadSignature.
    """
    keys = derive_keys(group, seed)
    own = group.secret_generator_power(keys.signing)
    value = decode(unverified.encode())
    if isinstance(value, dict) and "algorithm" in value:
        payload = receive(group, keys.decryption, own, unverified, "dkey")
        return read_secret_payload(group, "decryption_key", payload)
    inner = _open_release_2(group, keys.decryption, value)
    payload = read_inner(group, keys.decryption, own, inner, "dkey")
    fields = Fields(decode(payload.encode()), "dkey", ("decryption_key",))
    text = fields.text("decryption_key", 100)
    if not text.isdecimal() or not text.isascii():
        raise WrongType("dkey: not a number")
    # Release 2 writes the sum of the shares as it is, not reduced.
    return int(text) % group.order


def _open_release_2(group: Group, secret: int, value: object) -> str:
    fields = Fields(value, "dkey", ("alpha", "beta", "data"))
    alpha = group.element(fields.text("alpha", 700))
    beta = group.element(fields.text("beta", 700))
    shared = group.secret_power(alpha, secret)
    cipher, nonce = _ccm(alpha, group.multiply(beta, group.invert(shared)))
    try:
        data = bytes.fromhex(fields.text("data", 1_000_000))
        return cipher.decrypt(nonce, data, None).decode()
    except (InvalidTag, ValueError) as error:
        raise DecryptionFailed("dkey of release 2") from error


def open_own_polynomial(
    group: Group, seed: str, polynomial: Polynomial
) -> tuple[int, ...]:
    """Open the polynomial that a trustee sealed for itself.

    Raises:
        EncodingError, DecryptionFailed, BadSignature.
    """
    keys = derive_keys(group, seed)
    own = group.secret_generator_power(keys.signing)
    payload = receive(group, keys.decryption, own, polynomial.sealed, "polynomial")
    return read_polynomial_payload(group, payload)


def write_voutput(dkey: str, key: TrusteeKey) -> bytes:
    """Write a `voutput`: the sealed S_j and its public key."""
    return encode({"private_key": dkey, "public_key": key.to_json()})
