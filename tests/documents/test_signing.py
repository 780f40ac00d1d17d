"""PAdES with a throw-away authority: signed, checked off-line, refused by name."""

import subprocess
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding

from ballot_service.documents.counting_minutes import counting_minutes
from ballot_service.documents.signature_check import Trust, check_signatures
from ballot_service.documents.signing import (
    Token,
    sign_paper,
    signer_of_file,
    signer_on_token,
    signers_of,
)
from ballot_service.errors import (
    CertificateError,
    CertificateExpired,
    CertificateNotTrusted,
    CertificateRevoked,
    NotSigned,
    RevocationUnknown,
    SignatureBroken,
    SigningKeyUnusable,
)
from tests.documents import year
from tests.documents.office_ca import NOW, PASSPHRASE, Authority
from tests.documents.reading import preflight, text_of
from tests.documents.sample import counting_facts

HEAD = "Bùi Đình Nghĩa"
CHAIR = "Lý Xuân Điền"
SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "246810"


@pytest.fixture(scope="module")
def minutes() -> bytes:
    return counting_minutes(year.addition(), counting_facts(year.addition()))


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


def _public_key(key: pkcs11.PublicKey) -> rsa.RSAPublicKey:
    numbers = rsa.RSAPublicNumbers(
        int.from_bytes(key[pkcs11.Attribute.PUBLIC_EXPONENT]),
        int.from_bytes(key[pkcs11.Attribute.MODULUS]),
    )
    return numbers.public_key()


def signed_by(
    pdf: bytes, authority: Authority, folder: Path, name: str, days: int = 365
) -> bytes:
    file, _ = authority.person(name, days)
    path = folder / f"{name}.p12"
    path.write_bytes(file)
    signer = signer_of_file(path, PASSPHRASE)
    return sign_paper(pdf, signer, "Ký biên bản", authority.trust(), NOW)


def test_two_sign_and_both_hold(
    minutes: bytes, authority: Authority, tmp_path: Path, java: str
) -> None:
    once = signed_by(minutes, authority, tmp_path, HEAD)
    twice = signed_by(once, authority, tmp_path, CHAIR)
    found = check_signatures(twice, authority.trust(), NOW)
    assert signers_of(found) == (HEAD, CHAIR)
    assert found[0].reason == "Ký biên bản"
    assert twice.startswith(minutes)
    assert text_of(twice) == text_of(minutes)
    path = tmp_path / "signed.pdf"
    path.write_bytes(twice)
    assert "is a valid PDF/A-1b file" in preflight(path, java)


def test_unsigned_minutes_are_named_so(minutes: bytes, authority: Authority) -> None:
    with pytest.raises(NotSigned):
        check_signatures(minutes, authority.trust(), NOW)


def test_a_changed_byte_is_seen(
    minutes: bytes, authority: Authority, tmp_path: Path
) -> None:
    signed = signed_by(minutes, authority, tmp_path, HEAD)
    for at in (len(minutes) // 4, len(minutes) // 2, len(minutes) - 200):
        forged = bytearray(signed)
        forged[at] ^= 1
        with pytest.raises(SignatureBroken):
            check_signatures(bytes(forged), authority.trust(), NOW)


def test_what_is_added_after_signing_is_seen(
    minutes: bytes, authority: Authority, tmp_path: Path
) -> None:
    signed = signed_by(minutes, authority, tmp_path, HEAD)
    other = counting_minutes(year.reballot(), counting_facts(year.reballot()))
    with pytest.raises((SignatureBroken, NotSigned)):
        check_signatures(signed + other, authority.trust(), NOW)


def test_an_expired_certificate_is_e23(
    minutes: bytes, authority: Authority, tmp_path: Path
) -> None:
    with pytest.raises(CertificateExpired, match=HEAD) as caught:
        signed_by(minutes, authority, tmp_path, HEAD, days=-1)
    assert caught.value.code == "E23"


def test_a_certificate_taken_back_is_e23(
    minutes: bytes, authority: Authority, tmp_path: Path
) -> None:
    other = Authority("CA có danh sách thu hồi")
    file, serial = other.person(HEAD)
    path = tmp_path / "head.p12"
    path.write_bytes(file)
    signer = signer_of_file(path, PASSPHRASE)
    signed = sign_paper(minutes, signer, "Ký biên bản", other.trust(), NOW)
    other.revoked.append(serial)
    with pytest.raises(CertificateRevoked) as caught:
        check_signatures(signed, other.trust(), NOW)
    assert caught.value.code == "E23"


def test_what_cannot_be_checked_here_is_e23(
    minutes: bytes, authority: Authority, tmp_path: Path
) -> None:
    signed = signed_by(minutes, authority, tmp_path, HEAD)
    with pytest.raises(RevocationUnknown):
        check_signatures(signed, authority.trust(lists=False), NOW)
    for trust in (Authority("CA lạ").trust(), Trust(())):
        with pytest.raises(CertificateNotTrusted):
            check_signatures(signed, trust, NOW)
    assert RevocationUnknown.code == CertificateNotTrusted.code == "E23"
    assert issubclass(CertificateNotTrusted, CertificateError)


def test_another_passphrase_or_file(authority: Authority, tmp_path: Path) -> None:
    path = tmp_path / "head.p12"
    path.write_bytes(authority.person(HEAD)[0])
    with pytest.raises(SigningKeyUnusable):
        signer_of_file(path, "sai")
    path.write_bytes(b"not a key")
    with pytest.raises(SigningKeyUnusable):
        signer_of_file(path, PASSPHRASE)
    with pytest.raises(SigningKeyUnusable):
        signer_of_file(tmp_path / "none.p12", PASSPHRASE)


@pytest.fixture
def token(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Token:
    """Return a token in software with one key and its certificate."""
    if not SOFTHSM.exists():
        pytest.skip("no SoftHSM (Debian package softhsm2)")
    (tmp_path / "tokens").mkdir()
    config = tmp_path / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(config))
    make = ("softhsm2-util", "--init-token", "--free", "--label", "thu")
    subprocess.run(
        [*make, "--pin", PIN, "--so-pin", PIN], check=True, capture_output=True
    )
    library = pkcs11.lib(str(SOFTHSM))
    library.reinitialize()
    with library.get_token(token_label="thu").open(rw=True, user_pin=PIN) as session:
        public, _ = session.generate_keypair(
            pkcs11.KeyType.RSA, 2048, store=True, label="ky"
        )
        certificate = authority.issue(HEAD, _public_key(public))
        der = certificate.public_bytes(Encoding.DER)
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: "ky",
                pkcs11.Attribute.SUBJECT: certificate.subject.public_bytes(),
                pkcs11.Attribute.VALUE: der,
            }
        )
    return Token(SOFTHSM, "thu", "ky")


def test_a_token_signs(minutes: bytes, authority: Authority, token: Token) -> None:
    with signer_on_token(token, PIN) as signer:
        signed = sign_paper(minutes, signer, "Trưởng ban", authority.trust(), NOW)
    assert signers_of(check_signatures(signed, authority.trust(), NOW)) == (HEAD,)


def test_a_token_with_another_pin_or_label(token: Token) -> None:
    with pytest.raises(SigningKeyUnusable), signer_on_token(token, "000000"):
        pytest.fail("opened")
    other = Token(token.library, "khong co", "ky")
    with pytest.raises(SigningKeyUnusable), signer_on_token(other, PIN):
        pytest.fail("opened")
