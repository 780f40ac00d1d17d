"""The LAN's own authority: its certificate, the server's, and who may hold which key.

Refuses names and addresses outside the private ranges, in what it signs and, by name
constraints, in whatever anybody else might sign with its key.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from ballot_service.errors import (
    CertificateOutOfDate,
    CorruptedKeyFile,
    MissingAuthority,
    MissingCertificate,
    NotPrivateAddress,
    WrongAuthority,
)
from ballot_service.keyfiles.private_files import (
    create_private,
    read_private,
    replace_private,
)
from ballot_service.keyfiles.tls_names import Address, check_name, private_address
from ballot_service.keyfiles.tls_parts import (
    authority_certificate,
    pem_of,
    server_certificate,
)

FOLDER = "tls"
AUTHORITY, AUTHORITY_KEY = "ca.pem", "ca_key.pem"
SERVER, SERVER_KEY = "server.pem", "server_key.pem"
AUTHORITY_DAYS = 398
SEASON_DAYS = 120
"""A review ends with its quarter; the rehearsal and the complaints are around it."""

_DAY = 86_400


@dataclass(frozen=True)
class Certificate:
    """A certificate as people compare it.

    Attributes:
        fingerprint: SHA-256 of its DER in upper-case hex, as tablets show it.
        names: what a server's certificate covers; empty for the authority.
    """

    pem: bytes
    der: bytes
    fingerprint: str
    not_before: int
    not_after: int
    names: tuple[str, ...]


def read_certificate(path: Path) -> Certificate:
    """Read the first certificate of a PEM file.

    Raises:
        MissingCertificate, CorruptedKeyFile.
    """
    try:
        loaded = x509.load_pem_x509_certificate(path.read_bytes())
    except FileNotFoundError as error:
        raise MissingCertificate(path.name) from error
    except ValueError as error:
        raise CorruptedKeyFile(path.name) from error
    der = loaded.public_bytes(Encoding.DER)
    return Certificate(
        loaded.public_bytes(Encoding.PEM),
        der,
        hashlib.sha256(der).hexdigest().upper(),
        int(loaded.not_valid_before_utc.timestamp()),
        int(loaded.not_valid_after_utc.timestamp()),
        _names_of(loaded),
    )


def _names_of(loaded: x509.Certificate) -> tuple[str, ...]:
    try:
        found = loaded.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return ()
    names = found.value.get_values_for_type(x509.DNSName)
    addresses = found.value.get_values_for_type(x509.IPAddress)
    return (*names, *(str(address) for address in addresses))


def make_authority(keys: Path, now: int) -> Certificate:
    """Make the authority of this LAN, once.

    Args:
        keys: folder of the service's keys.
        now: seconds since 1970.

    Raises:
        RefusesToOverwrite: there is one.
    """
    folder = keys / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = authority_certificate(key, now, AUTHORITY_DAYS)
    create_private(folder / AUTHORITY_KEY, pem_of(key))
    create_private(folder / AUTHORITY, certificate.public_bytes(Encoding.PEM))
    return read_certificate(folder / AUTHORITY)


def issue_server(
    keys: Path, names: Sequence[str], now: int, authority_key: Path | None = None
) -> Certificate:
    """Issue the server's certificate for one season; an older one is replaced.

    Args:
        keys: folder of the service's keys.
        names: names and addresses by which tablets reach the server.
        now: seconds since 1970.
        authority_key: where the authority's key is, if it was taken off this machine.

    Raises:
        NotPrivateAddress: a name or address of the open network.
        MissingAuthority, WrongAuthority, CertificateOutOfDate: of the authority.
        LooseKeyFile, CorruptedKeyFile.
    """
    folder = keys / FOLDER
    authority, signer = _authority(folder, authority_key or folder / AUTHORITY_KEY)
    ends = int(authority.not_valid_after_utc.timestamp())
    if not int(authority.not_valid_before_utc.timestamp()) <= now < ends:
        raise CertificateOutOfDate(AUTHORITY)
    covered = [_covered(name) for name in names]
    if not covered:
        raise NotPrivateAddress("no name and no address")
    key = ec.generate_private_key(ec.SECP256R1())
    days = min(SEASON_DAYS, (ends - now) // _DAY)
    certificate = server_certificate(
        authority, signer, key.public_key(), covered, now, days
    )
    replace_private(folder / SERVER_KEY, pem_of(key))
    replace_private(folder / SERVER, certificate.public_bytes(Encoding.PEM))
    return read_certificate(folder / SERVER)


def check_server(keys: Path, now: int) -> Certificate:
    """Check that the server's certificate is there, whole, and valid now.

    Raises:
        MissingCertificate, CertificateOutOfDate, WrongAuthority, LooseKeyFile,
        CorruptedKeyFile.
    """
    folder = keys / FOLDER
    found = read_certificate(folder / SERVER)
    authority = x509.load_der_x509_certificate(read_certificate(folder / AUTHORITY).der)
    loaded = x509.load_der_x509_certificate(found.der)
    try:
        key = _read_key(folder / SERVER_KEY)
    except FileNotFoundError as error:
        raise MissingCertificate(SERVER_KEY) from error
    try:
        loaded.verify_directly_issued_by(authority)
    except (InvalidSignature, ValueError, TypeError) as error:
        raise WrongAuthority(SERVER) from error
    if key.public_key() != loaded.public_key():
        raise WrongAuthority(SERVER_KEY)
    if not found.not_before <= now < found.not_after:
        raise CertificateOutOfDate(SERVER)
    return found


def _covered(name: str) -> str | Address:
    address = private_address(name)
    if address is None:
        check_name(name)
        return name
    return address


def _authority(
    folder: Path, key_path: Path
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    try:
        key = _read_key(key_path)
        found = read_certificate(folder / AUTHORITY)
    except (FileNotFoundError, MissingCertificate) as error:
        raise MissingAuthority(key_path.name) from error
    authority = x509.load_der_x509_certificate(found.der)
    if authority.public_key() != key.public_key():
        raise WrongAuthority(key_path.name)
    return authority, key


def _read_key(path: Path) -> ec.EllipticCurvePrivateKey:
    try:
        key = load_pem_private_key(read_private(path), None)
    except (ValueError, TypeError) as error:
        raise CorruptedKeyFile(path.name) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise CorruptedKeyFile(path.name)
    return key
