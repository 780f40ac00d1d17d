"""The private channel between trustees: signed inside, sealed outside (format 1).

Refuses a message that another trustee signed, or that was meant for somebody else.
"""

from ballot_service.crypto.channel import Sealed, seal, unseal
from ballot_service.crypto.group import Element, Group
from ballot_service.crypto.randomness import Random, random_scalar
from ballot_service.crypto.schnorr import verify_message
from ballot_service.errors import DecryptionFailed
from ballot_service.protocol.atoms import (
    read_sealed,
    read_signed_message,
    write_sealed,
)
from ballot_service.protocol.ceremony_keys import sign_text
from ballot_service.protocol.encoding import (
    Fields,
    as_list,
    as_text,
    decode,
    encode,
    same_bytes,
)
from ballot_service.protocol.trustees import MAX_TRUSTEES


def write_inner(
    group: Group, sender: int, recipient: Element, payload: str, random: Random
) -> str:
    """Sign a payload with the sender's key, addressed to `recipient`."""
    message = encode({"recipient": recipient, "message": payload}).decode()
    return encode(sign_text(group, sender, message, random).to_json()).decode()


def read_inner(
    group: Group, secret: int, sender: Element, unverified: str, where: str
) -> str:
    """Check who signed a message that was just opened, and that it is for us.

    Args:
        secret: the recipient's decryption key.
        sender: the sender's verification key.

    Raises:
        EncodingError, BadSignature.
        DecryptionFailed: meant for another trustee.
    """
    raw = unverified.encode()
    signed = read_signed_message(group, decode(raw), where)
    same_bytes(raw, encode(signed.to_json()), where)
    verify_message(group, sender, signed.message, signed.signature)
    fields = Fields(decode(signed.message.encode()), where, ("recipient", "message"))
    if fields.text("recipient", 700) != group.secret_generator_power(secret):
        raise DecryptionFailed(f"{where}: meant for another trustee")
    return fields.text("message", 100_000)


def send(
    group: Group, sender: int, recipient: Element, payload: str, random: Random
) -> str:
    """Sign a payload with the sender's key and seal it for `recipient`.

    Returns:
        The sealed message as canonical JSON text.
    """
    inner = write_inner(group, sender, recipient, payload, random)
    r, s = random_scalar(group, random), random_scalar(group, random)
    return encode(write_sealed(seal(group, recipient, inner, r, s))).decode()


def receive(
    group: Group, secret: int, sender: Element, unverified: str, where: str
) -> str:
    """Open a sealed message and check who signed it and for whom.

    Args:
        secret: the recipient's decryption key.
        sender: the sender's verification key.

    Raises:
        EncodingError: one of its leaves.
        DecryptionFailed: sealed for another key, altered, or meant for another.
        BadSignature: not signed by the sender.
    """
    inner = unseal(group, secret, _read_sealed(group, unverified, where))
    return read_inner(group, secret, sender, inner, where)


def _read_sealed(group: Group, unverified: str, where: str) -> Sealed:
    raw = unverified.encode()
    sealed = read_sealed(group, decode(raw), where)
    same_bytes(raw, encode(write_sealed(sealed)), where)
    return sealed


def polynomial_payload(polynomial: tuple[int, ...]) -> str:
    """Write {"polynomial":[…]}, which a trustee seals for itself."""
    return encode({"polynomial": [str(a) for a in polynomial]}).decode()


def read_polynomial_payload(group: Group, payload: str) -> tuple[int, ...]:
    """Read {"polynomial":[…]}."""
    fields = Fields(decode(payload.encode()), "polynomial", ("polynomial",))
    items = as_list(fields.raw("polynomial"), "polynomial", MAX_TRUSTEES, 1)
    return tuple(group.scalar(as_text(item, "polynomial", 100)) for item in items)


def secret_payload(name: str, secret: int) -> str:
    """Write {"secret":s}, or {"decryption_key":S}."""
    return encode({name: str(secret)}).decode()


def read_secret_payload(group: Group, name: str, payload: str) -> int:
    """Read what `secret_payload` wrote."""
    raw = payload.encode()
    secret = group.scalar(Fields(decode(raw), name, (name,)).text(name, 100))
    same_bytes(raw, secret_payload(name, secret).encode(), name)
    return secret
