"""Belenios' own shapes of the ceremony's files: vinput, voutput, key and dkey.

Refuses to write a file: a share that leaves its sealed file leaves its latch behind.
Source: format version 1 (docs/spec/record.md §5); tried against belenios-tool.
"""

from collections.abc import Sequence

from ballot_service.crypto.group import Group
from ballot_service.crypto.randomness import Random
from ballot_service.protocol.atoms import SignedMessage, write_proof
from ballot_service.protocol.ceremony_channel import (
    read_polynomial_payload,
    read_secret_payload,
    receive,
    secret_payload,
    send,
)
from ballot_service.protocol.ceremony_keys import Committee, derive_keys
from ballot_service.protocol.ceremony_messages import Polynomial
from ballot_service.protocol.encoding import encode
from ballot_service.protocol.trustees import TrusteeKey


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
    """Seal S_j for its own trustee: the content of an `N.dkey` file."""
    keys = derive_keys(group, seed)
    own = group.secret_generator_power(keys.decryption)
    payload = secret_payload("decryption_key", secret)
    return send(group, keys.signing, own, payload, random)


def read_dkey(group: Group, seed: str, unverified: str) -> int:
    """Open an `N.dkey` with the seed of `N.key`.

    Raises:
        EncodingError, DecryptionFailed, BadSignature.
    """
    keys = derive_keys(group, seed)
    own = group.secret_generator_power(keys.signing)
    payload = receive(group, keys.decryption, own, unverified, "dkey")
    return read_secret_payload(group, "decryption_key", payload)


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


def write_step_files(
    committee: Committee, certs: Sequence[SignedMessage]
) -> dict[str, bytes]:
    """Write `certs.jsons` as Belenios' command line reads it, one a line."""
    lines = [encode(cert.to_json()) for cert in certs[: committee.size]]
    return {"certs.jsons": b"".join(line + b"\n" for line in lines)}
