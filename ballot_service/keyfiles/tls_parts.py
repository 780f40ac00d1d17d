"""The parts of the LAN's certificates: subjects, times, uses and constraints.

Refuses a certificate without its basic constraints and uses.
"""

import datetime as dt

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from ballot_service.keyfiles.tls_names import ENDINGS, NETWORKS, Address

_PAST = dt.timedelta(hours=1)
"""A tablet's clock may be a little behind the server's."""


def day_of(now: int) -> dt.datetime:
    """Return a moment as a time in UTC."""
    return dt.datetime.fromtimestamp(now, dt.UTC)


def pem_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return a private key as its file holds it."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def authority_certificate(
    key: ec.EllipticCurvePrivateKey, now: int, days: int
) -> x509.Certificate:
    """Return the authority's own certificate, good for private names alone."""
    name = _subject(f"Bo phieu kin - LAN CA {day_of(now):%Y-%m-%d}")
    permitted: list[x509.GeneralName] = [x509.DNSName(end) for end in ENDINGS]
    permitted += [x509.IPAddress(network) for network in NETWORKS]
    return (
        _builder(name, name, key.public_key(), now, days)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .sign(key, SHA256())
    )


def server_certificate(
    authority: x509.Certificate,
    signer: ec.EllipticCurvePrivateKey,
    public_key: ec.EllipticCurvePublicKey,
    names: list[str | Address],
    now: int,
    days: int,
) -> x509.Certificate:
    """Return a server's certificate for these names and addresses."""
    alternatives = [
        x509.DNSName(name) if isinstance(name, str) else x509.IPAddress(name)
        for name in names
    ]
    server_use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    subject = _subject("Bo phieu kin")
    return (
        _builder(subject, authority.subject, public_key, now, days)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(server_use, critical=False)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(_issuer(authority), critical=False)
        .sign(signer, SHA256())
    )


def _issuer(authority: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    found = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(found.value)


def _subject(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    now: int,
    days: int,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(day_of(now) - _PAST)
        .not_valid_after(day_of(now) + dt.timedelta(days=days))
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False
        )
    )


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        key_cert_sign=authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
