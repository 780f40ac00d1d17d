"""A package sealed in the age format: for a passphrase, a public key, a certificate.

Refuses a weak passphrase, and to tell a wrong key from an altered file: nobody can.
"""

import io

import pyrage

from ballot_service.errors import BadRecipient, PackageNotOpened
from ballot_service.keyfiles.recipients import (
    CERTIFICATE,
    PRIVATE_KEY,
    age_identity,
    public_line,
)
from ballot_service.keyfiles.sealed import check_passphrase

RECIPIENT_PREFIX = "age1"
IDENTITY_PREFIX = "AGE-SECRET-KEY-1"


def seal_for_passphrase(content: bytes, passphrase: str) -> bytes:
    """Seal for whoever has the passphrase (scrypt, ChaCha20-Poly1305 in chunks).

    Raises:
        WeakPassphrase: against the rule of key files.
    """
    check_passphrase(passphrase)
    sealed: bytes = pyrage.passphrase.encrypt(content, passphrase)
    return sealed


def seal_for_recipient(content: bytes, recipient: str, now: int) -> bytes:
    """Seal for the holder of the private half of an X25519 key or of a certificate.

    Args:
        recipient: `age1…`, as the authority's own program shows it, or its RSA
            certificate as PEM (RSA-OAEP).
        now: seconds since 1970; a certificate must be valid then.

    Raises:
        BadRecipient: another text.
    """
    try:
        if CERTIFICATE in recipient:
            key = pyrage.ssh.Recipient.from_str(public_line(recipient, now))
        else:
            key = pyrage.x25519.Recipient.from_str(recipient.strip())
    except pyrage.RecipientError as error:
        raise BadRecipient("not an age1… key, and not a certificate") from error
    sealed = io.BytesIO()
    pyrage.encrypt_io(io.BytesIO(content), sealed, [key])
    return sealed.getvalue()


def open_with_passphrase(unverified: bytes, passphrase: str) -> bytes:
    """Open what was sealed under a passphrase.

    Raises:
        PackageNotOpened: another passphrase, an altered or foreign file, or so much
            work that age refuses it on a machine as slow, or as busy, as this one.
    """
    try:
        content: bytes = pyrage.passphrase.decrypt(unverified, passphrase)
    except pyrage.DecryptError as error:
        # age measures the machine anew each time: a busy one refuses what it sealed.
        if "work" in str(error).lower():
            raise PackageNotOpened(
                "too much work for this machine now: end other programs, try again"
            ) from error
        raise PackageNotOpened("the passphrase does not open it") from error
    return content


def open_with_identity(unverified: bytes, identity: str) -> bytes:
    """Open what was sealed for the public half of this key.

    Args:
        identity: text of a key file: comments and one `AGE-SECRET-KEY-1…`, or the
            RSA key of a certificate as PEM.

    Raises:
        PackageNotOpened: another key, no key at all, or an altered or foreign file.
    """
    lines = [line.strip() for line in identity.splitlines()]
    keys = [line for line in lines if line.startswith(IDENTITY_PREFIX)]
    try:
        found = [pyrage.x25519.Identity.from_str(key) for key in keys]
        if PRIVATE_KEY in identity:
            found.append(pyrage.ssh.Identity.from_buffer(age_identity(identity)))
        content: bytes = pyrage.decrypt(unverified, found)
    except (pyrage.IdentityError, pyrage.DecryptError) as error:
        raise PackageNotOpened("no key of the file opens it") from error
    return content


def new_identity() -> tuple[str, str]:
    """Return a fresh key file's text and its public half, both in age's format."""
    key = pyrage.x25519.Identity.generate()
    public = str(key.to_public())
    return f"# public key: {public}\n{key}\n", public
