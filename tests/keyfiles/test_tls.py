"""The LAN's authority: what it signs, what it cannot sign, and what is refused."""

import ssl
import time
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from ballot_service.errors import (
    BallotServiceError,
    CertificateOutOfDate,
    CorruptedKeyFile,
    LooseKeyFile,
    MissingAuthority,
    MissingCertificate,
    NotPrivateAddress,
    RefusesToOverwrite,
    WrongAuthority,
)
from ballot_service.keyfiles import tls
from ballot_service.keyfiles.tls_parts import pem_of, server_certificate

NOW = 1_774_310_400
DAY = 86_400
NAMES = ("bophieu.lan", "192.168.10.2", "fd00::2", "localhost")


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    tls.make_authority(tmp_path, NOW)
    return tmp_path


def shake_hands(authority: bytes, chain: Path, key: Path, name: str) -> None:
    """Let a client that trusts only the authority meet the server, in memory."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(chain, key)
    client = ssl.create_default_context(cadata=authority.decode())
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = (
        client.wrap_bio(to_client, to_server, server_hostname=name),
        server.wrap_bio(to_server, to_client, server_side=True),
    )
    done = [False, False]
    for _ in range(10):
        for place, end in enumerate(ends):
            if not done[place]:
                try:
                    end.do_handshake()
                    done[place] = True
                except ssl.SSLWantReadError:
                    continue
    assert all(done)


def test_server_certificate_covers_its_names_for_one_season(keys: Path) -> None:
    made = tls.issue_server(keys, NAMES, NOW)
    assert set(made.names) == set(NAMES)
    assert made.not_after - NOW == tls.SEASON_DAYS * DAY
    assert tls.check_server(keys, NOW) == made
    authority = tls.read_certificate(keys / "tls" / tls.AUTHORITY)
    assert len(authority.fingerprint) == 64
    for path in (keys / "tls").iterdir():
        assert path.stat().st_mode & 0o077 == 0


def test_browser_that_trusts_the_authority_accepts_the_server(tmp_path: Path) -> None:
    # The handshake looks at the real clock, so this authority is made now.
    authority = tls.make_authority(tmp_path, int(time.time()))
    tls.issue_server(tmp_path, NAMES, int(time.time()))
    folder = tmp_path / "tls"
    for name in NAMES:
        shake_hands(authority.pem, folder / tls.SERVER, folder / tls.SERVER_KEY, name)
    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        shake_hands(
            authority.pem, folder / tls.SERVER, folder / tls.SERVER_KEY, "other.lan"
        )


@pytest.mark.parametrize("name", ["bank.example.com", "vpn.gov.vn"])
def test_stolen_authority_key_makes_no_certificate_for_the_open_network(
    tmp_path: Path, name: str
) -> None:
    now = int(time.time())
    authority = tls.make_authority(tmp_path, now)
    stolen = load_pem_private_key(
        (tmp_path / "tls" / tls.AUTHORITY_KEY).read_bytes(), None
    )
    assert isinstance(stolen, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = x509.load_pem_x509_certificate(authority.pem)
    forged = server_certificate(issuer, stolen, key.public_key(), [name], now, 30)
    chain, private = tmp_path / "forged.pem", tmp_path / "forged.key"
    chain.write_bytes(forged.public_bytes(Encoding.PEM))
    private.write_bytes(pem_of(key))
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        shake_hands(authority.pem, chain, private, name)


@pytest.mark.parametrize(
    "name",
    [
        *("example.com", "may-chu", "lan.example.com", "8.8.8.8", "2001:db8::1"),
        *("172.32.0.1", "100.64.0.1", "MAY.lan", "a b.lan", "", "*.lan", "x..lan"),
    ],
)
def test_names_of_the_open_network_are_refused(keys: Path, name: str) -> None:
    with pytest.raises(NotPrivateAddress):
        tls.issue_server(keys, [name], NOW)
    with pytest.raises(NotPrivateAddress):
        tls.issue_server(keys, [], NOW)


def test_authority_is_made_once_and_may_live_elsewhere(
    keys: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.raises(RefusesToOverwrite):
        tls.make_authority(keys, NOW)
    stick = tmp_path_factory.mktemp("stick") / "ca_key.pem"
    (keys / "tls" / tls.AUTHORITY_KEY).rename(stick)
    with pytest.raises(MissingAuthority):
        tls.issue_server(keys, NAMES, NOW)
    first = tls.issue_server(keys, NAMES, NOW, stick)
    second = tls.issue_server(keys, ("10.0.0.7",), NOW + DAY, stick)
    assert first.fingerprint != second.fingerprint
    assert tls.check_server(keys, NOW + DAY).names == ("10.0.0.7",)


def test_server_never_outlives_its_authority(keys: Path) -> None:
    late = NOW + (tls.AUTHORITY_DAYS - 10) * DAY
    assert tls.issue_server(keys, NAMES, late).not_after == late + 10 * DAY
    with pytest.raises(CertificateOutOfDate):
        tls.issue_server(keys, NAMES, NOW + tls.AUTHORITY_DAYS * DAY)


def break_it(keys: Path, how: str, others: Path) -> int:
    """Damage the folder in one way; return the moment at which it is looked at."""
    folder = keys / "tls"
    match how:
        case "late":
            return NOW + tls.SEASON_DAYS * DAY
        case "early":
            return NOW - 2 * 3600
        case "no certificate":
            (folder / tls.SERVER).unlink()
        case "no key":
            (folder / tls.SERVER_KEY).unlink()
        case "loose":
            (folder / tls.SERVER_KEY).chmod(0o644)
        case "garbage":
            (folder / tls.SERVER).write_bytes(b"-----BEGIN CERTIFICATE-----")
        case "garbage key":
            (folder / tls.SERVER_KEY).write_bytes(b"x")
        case "another key":
            key = pem_of(ec.generate_private_key(ec.SECP256R1()))
            (folder / tls.SERVER_KEY).write_bytes(key)
        case "another authority":
            made = tls.make_authority(others, NOW)
            (folder / tls.AUTHORITY).write_bytes(made.pem)
    return NOW


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ("late", CertificateOutOfDate),
        ("early", CertificateOutOfDate),
        ("no certificate", MissingCertificate),
        ("no key", MissingCertificate),
        ("loose", LooseKeyFile),
        ("garbage", CorruptedKeyFile),
        ("garbage key", CorruptedKeyFile),
        ("another key", WrongAuthority),
        ("another authority", WrongAuthority),
    ],
)
def test_certificate_that_does_not_hold_is_refused_by_name(
    keys: Path,
    how: str,
    refusal: type[BallotServiceError],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    tls.issue_server(keys, NAMES, NOW)
    moment = break_it(keys, how, tmp_path_factory.mktemp("others"))
    with pytest.raises(refusal):
        tls.check_server(keys, moment)


def test_key_of_another_authority_issues_nothing(
    keys: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    others = tmp_path_factory.mktemp("others")
    tls.make_authority(others, NOW)
    with pytest.raises(WrongAuthority):
        tls.issue_server(keys, NAMES, NOW, others / "tls" / tls.AUTHORITY_KEY)
