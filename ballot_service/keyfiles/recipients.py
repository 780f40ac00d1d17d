"""An authority's RSA certificate as the recipient of a package (RFC 5280).

Refuses a certificate that is over, too short, or made for signing alone; whether it is
the right authority's is for people, who compare its fingerprint.
"""

import datetime as dt
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

from ballot_service.errors import BadRecipient, PackageNotOpened

CERTIFICATE = "-----BEGIN CERTIFICATE-----"
PRIVATE_KEY = "PRIVATE KEY-----"
LEAST_BITS = 2048
MOST_TEXT = 20_000


@dataclass(frozen=True)
class Holder:
    """What people compare before they seal for a certificate.

    Attributes:
        subject, issuer: distinguished names (RFC 4514). serial: in hexadecimal.
        until: the last day. fingerprint: SHA-256 of the certificate, in hexadecimal.
    """

    subject: str
    issuer: str
    serial: str
    until: dt.date
    fingerprint: str


def holder_of(unverified: str, now: int) -> Holder:
    """Return whose certificate a PEM text is.

    Args:
        now: seconds since 1970.

    Raises:
        BadRecipient: not one certificate that a package can be sealed for.
    """
    found, _ = _read(unverified, now)
    return Holder(
        subject=found.subject.rfc4514_string(),
        issuer=found.issuer.rfc4514_string(),
        serial=f"{found.serial_number:x}",
        until=found.not_valid_after_utc.date(),
        fingerprint=found.fingerprint(hashes.SHA256()).hex(),
    )


def public_line(unverified: str, now: int) -> str:
    """Return a certificate's key as age takes it, "ssh-rsa …".

    age wraps the file's key with RSA-OAEP (SHA-256, MGF1, its own label) for such a
    recipient; nothing of SSH but the way to write the key has a part in it.

    Raises:
        BadRecipient.
    """
    _, key = _read(unverified, now)
    line = key.public_bytes(
        serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH
    )
    return line.decode()


def _read(unverified: str, now: int) -> tuple[x509.Certificate, RSAPublicKey]:
    if len(unverified) > MOST_TEXT or unverified.count(CERTIFICATE) != 1:
        raise BadRecipient("not exactly one certificate")
    try:
        found = x509.load_pem_x509_certificate(unverified.strip().encode())
        key = found.public_key()
        usage = _usage(found)
    except (ValueError, UnsupportedAlgorithm, x509.DuplicateExtension) as error:
        raise BadRecipient("not a certificate in PEM form") from error
    if not isinstance(key, RSAPublicKey) or key.key_size < LEAST_BITS:
        raise BadRecipient(f"its key is not RSA of {LEAST_BITS} bits or more")
    at = dt.datetime.fromtimestamp(now, dt.UTC)
    if not found.not_valid_before_utc <= at <= found.not_valid_after_utc:
        raise BadRecipient("the certificate is not valid today")
    if usage is not None and not usage.key_encipherment:
        raise BadRecipient("the certificate is for signing, not for encryption")
    return found, key


def _usage(found: x509.Certificate) -> x509.KeyUsage | None:
    try:
        return found.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return None


def age_identity(pem: str) -> bytes:
    """Return an RSA private key in the one PEM form that age's library reads.

    Args:
        pem: PKCS#8 or PKCS#1, without a passphrase.

    Raises:
        PackageNotOpened: another key, or one under a passphrase.
    """
    try:
        key = serialization.load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise PackageNotOpened("no plain RSA key in the file") from error
    if not isinstance(key, RSAPrivateKey):
        raise PackageNotOpened("the key of the file is not RSA")
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
