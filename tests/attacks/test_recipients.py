"""A package sealed for a certificate: whose it is, and what may not be sealed for."""

import datetime as dt

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from ballot_service.errors import BadRecipient, PackageNotOpened
from ballot_service.keyfiles.envelopes import open_with_identity, seal_for_recipient
from ballot_service.keyfiles.recipients import holder_of

AT = dt.datetime(2026, 3, 25, 9, 0, tzinfo=dt.UTC)
NOW = int(AT.timestamp())
CONTENT = b"dossier " * 1000
KEY = rsa.generate_private_key(65537, 2048)
SHORT = rsa.generate_private_key(65537, 1024)  # noqa: S505 - it is refused below
Private = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def certificate(
    key: Private = KEY,
    *,
    seals: bool | None = True,
    since: int = -1,
    until: int = 365,
) -> str:
    """Return a certificate as PEM, valid from and to these days from now."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ban Tổ chức Tỉnh ủy")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(0x7A11)
        .not_valid_before(AT + dt.timedelta(days=since))
        .not_valid_after(AT + dt.timedelta(days=until))
    )
    if seals is not None:
        others = (
            *("content_commitment", "data_encipherment", "key_agreement"),
            *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
        )
        usage = x509.KeyUsage(
            digital_signature=True,
            key_encipherment=seals,
            **dict.fromkeys(others, False),
        )
        builder = builder.add_extension(usage, critical=True)
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()


def private(key: Private = KEY, form: PrivateFormat = PrivateFormat.PKCS8) -> str:
    return key.private_bytes(Encoding.PEM, form, NoEncryption()).decode()


@pytest.mark.parametrize(
    "form", [PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL]
)
@pytest.mark.parametrize("seals", [True, None])
def test_the_holder_opens_it(form: PrivateFormat, seals: bool | None) -> None:
    sealed = seal_for_recipient(CONTENT, certificate(seals=seals), NOW)
    assert sealed.startswith(b"age-encryption.org/v1\n-> ssh-rsa ")
    assert b"dossier" not in sealed
    assert open_with_identity(sealed, private(form=form)) == CONTENT


def test_people_see_whose_it_is() -> None:
    found = holder_of(certificate(), NOW)
    assert found.subject == "CN=Ban Tổ chức Tỉnh ủy"
    assert (found.serial, found.until) == ("7a11", dt.date(2027, 3, 25))
    assert len(found.fingerprint) == 64


def test_nobody_else_opens_it() -> None:
    sealed = seal_for_recipient(CONTENT, certificate(), NOW)
    other = rsa.generate_private_key(65537, 2048)
    locked = KEY.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret")
    ).decode()
    curve = private(ec.generate_private_key(ec.SECP256R1()))
    for text in (private(other), locked, curve, certificate(), ""):
        with pytest.raises(PackageNotOpened):
            open_with_identity(sealed, text)
    for place in (120, -1):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(PackageNotOpened):
            open_with_identity(bytes(changed), private())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (certificate(SHORT), "2048 bits"),
        (certificate(ec.generate_private_key(ec.SECP256R1())), "not RSA"),
        (certificate(seals=False), "for signing"),
        (certificate(since=-9, until=-1), "not valid today"),
        (certificate(since=1), "not valid today"),
        (certificate() + certificate(), "exactly one"),
        (certificate()[:300] + "-----END CERTIFICATE-----", "PEM"),
        ("-----BEGIN CERTIFICATE-----", "PEM"),
        (certificate() + "x" * 20_000, "exactly one"),
    ],
)
def test_such_a_certificate_is_no_recipient(text: str, why: str) -> None:
    for refuse in (
        lambda: seal_for_recipient(CONTENT, text, NOW),
        lambda: holder_of(text, NOW),
    ):
        with pytest.raises(BadRecipient, match=why):
            refuse()
