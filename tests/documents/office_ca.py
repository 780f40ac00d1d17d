"""A throw-away authority of the office: root, signers' certificates, revocation lists.

Refuses to be used for anything else: its keys are made anew for each run.
"""

import datetime as dt
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from ballot_service.documents.signature_check import Trust

NOW = dt.datetime(2026, 3, 24, 9, 0, tzinfo=dt.UTC)
"""The moment of signing, for the tests' certificates."""

PASSPHRASE = "mat khau thu nghiem"


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Authority:
    """One root that issues certificates and lists of those taken back."""

    name: str = "CA thử nghiệm"
    key: rsa.RSAPrivateKey = field(default_factory=_key)
    revoked: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.certificate = self._certificate(
            self.name, self.key.public_key(), NOW + dt.timedelta(days=3650), ca=True
        )

    def _certificate(
        self, name: str, key: rsa.RSAPublicKey, until: dt.datetime, *, ca: bool
    ) -> x509.Certificate:
        unused = (
            *("key_encipherment", "data_encipherment", "key_agreement"),
            *("encipher_only", "decipher_only"),
        )
        return (
            x509.CertificateBuilder()
            .subject_name(_name(name))
            .issuer_name(_name(self.name))
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - dt.timedelta(days=400))
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca, None), critical=True)
            .add_extension(
                x509.KeyUsage(
                    digital_signature=not ca,
                    content_commitment=not ca,
                    key_cert_sign=ca,
                    crl_sign=ca,
                    **dict.fromkeys(unused, False),
                ),
                critical=True,
            )
            .sign(self.key, hashes.SHA256())
        )

    def issue(
        self, name: str, key: rsa.RSAPublicKey, days: int = 365
    ) -> x509.Certificate:
        """Issue a signer's certificate that lasts `days` from now."""
        until = NOW + dt.timedelta(days=days)
        return self._certificate(name, key, until, ca=False)

    def person(self, name: str, days: int = 365) -> tuple[bytes, int]:
        """Return a PKCS#12 file, and the certificate's serial number."""
        key = _key()
        certificate = self.issue(name, key.public_key(), days)
        data = pkcs12.serialize_key_and_certificates(
            b"ky", key, certificate, None, BestAvailableEncryption(PASSPHRASE.encode())
        )
        return data, certificate.serial_number

    def trust(self, *, lists: bool = True) -> Trust:
        """Return what the office brings in: the root, and its revocation list."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(_name(self.name))
            .last_update(NOW - dt.timedelta(days=1))
            .next_update(NOW + dt.timedelta(days=30))
        )
        for serial in self.revoked:
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder()
                .serial_number(serial)
                .revocation_date(NOW - dt.timedelta(days=2))
                .build()
            )
        made = builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.PEM)
        root = self.certificate.public_bytes(Encoding.PEM)
        return Trust((root,), (), (made,) if lists else ())
