"""The examination before a meeting: one check for each thing that stops meetings.

Refuses to mend anything; each check passes, or raises a named error with its advice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address
from pathlib import Path

from ballot_service import errors
from ballot_service.errors import BallotServiceError
from ballot_service.keyfiles import tls
from ballot_service.keyfiles.service_keys import open_service_keys
from ballot_service.keyfiles.tls_names import is_private
from ballot_service.store.database import Database
from ballot_service.store.health import check_health
from ballot_service.store.passkeys import count_by_party
from ballot_service.workflows.booth_files import check_booth
from ballot_service.workflows.machine import Machine
from ballot_service.workflows.relying_party import LOOPBACK, party_at

NOT_BEFORE = 1_767_225_600
"""1 January 2026: no meeting of this program was earlier."""

AHEAD = 300
"""Seconds by which a file may be newer than the clock: copies from other machines."""

VIETNAM_MINUTES = 7 * 60
LEAST_FREE = 2 * 1024**3
LAST_DAYS = 7
"""A certificate that ends within so many days may end before the complaints do."""

_OTHERS = 0o077
_DAY = 86_400
_SQLITE = "sqlite:///"


def check_clock(machine: Machine) -> None:
    """Check that the clock is possible.

    Raises:
        ClockWrong: before this program, or before files that were written.
    """
    if machine.now < NOT_BEFORE or machine.newest > machine.now + AHEAD:
        raise errors.ClockWrong(f"{machine.now}, newest file {machine.newest}")


def check_zone(machine: Machine) -> None:
    """Check that papers will bear the time of Vietnam. Raises ZoneWrong."""
    if machine.zone_minutes != VIETNAM_MINUTES:
        raise errors.ZoneWrong(f"{machine.zone_minutes} minutes ahead of UTC")


def check_space(machine: Machine) -> None:
    """Check that a meeting and its records will fit. Raises SpaceLow."""
    if machine.free_bytes < LEAST_FREE:
        raise errors.SpaceLow(f"{machine.free_bytes // 1024**2} MiB free")


def check_folders(machine: Machine) -> None:
    """Check that nobody else on the machine may enter. Raises LooseFolder."""
    for folder in (machine.folder, machine.keys):
        if not folder.is_dir():
            raise errors.MissingServiceKey(folder.name)
        if folder.stat().st_mode & _OTHERS:
            raise errors.LooseFolder(folder.name)


def check_keys(machine: Machine) -> None:
    """Check that the service's keys, and those of each election, can be read.

    Raises:
        MissingServiceKey, LooseKeyFile, CorruptedKeyFile, BlindSignatureError.
    """
    keys = open_service_keys(machine.keys)
    for folder in sorted(machine.keys.iterdir()):
        if folder.is_dir() and folder.name != tls.FOLDER:
            keys.election_keys(folder.name, machine.minimum_bits)


def check_certificate(machine: Machine) -> None:
    """Check the LAN's certificate: whole, valid for the meeting, of this address.

    Raises:
        MissingCertificate, WrongAuthority, CertificateOutOfDate, CertificateLacksName,
        LooseKeyFile, CorruptedKeyFile.
    """
    found = tls.check_server(machine.keys, machine.now)
    if found.not_after - machine.now < LAST_DAYS * _DAY:
        raise errors.CertificateOutOfDate(f"ends within {LAST_DAYS} days")
    # IPv6 addresses (fd00::) come and go by themselves and nobody types one: they are
    # no fault of a certificate. Where there is no other, `addresses` says so.
    # An address of the open network can stand in none; `addresses` refuses it.
    lan = [a for a in machine.addresses if isinstance(a, IPv4Address) and is_private(a)]
    own = [str(address) for address in lan]
    lacking = [address for address in own if address not in found.names]
    # With several addresses it is enough that tablets can reach one of them.
    if own and len(lacking) == len(own):
        raise errors.CertificateLacksName(", ".join(lacking))


def check_authority_key(machine: Machine) -> None:
    """Check that the authority's key was taken away. Raises AuthorityKeyHere."""
    path = machine.keys / tls.FOLDER / tls.AUTHORITY_KEY
    if path.exists():
        raise errors.AuthorityKeyHere(path.name)


def check_port(machine: Machine) -> None:
    """Check that the port can be opened. Raises PortTaken."""
    if machine.port_fault:
        raise errors.PortTaken(f"{machine.port}: {machine.port_fault}")


def check_addresses(machine: Machine) -> None:
    """Check that tablets can reach the machine, and the open network cannot.

    Raises:
        OpenAddress, NoLanAddress.
    """
    outside = [str(a) for a in machine.addresses if not is_private(a)]
    if outside:
        raise errors.OpenAddress(", ".join(outside))
    if not any(isinstance(a, IPv4Address) for a in machine.addresses):
        found = ", ".join(str(a) for a in machine.addresses)
        raise errors.NoLanAddress(f"IPv6 alone: {found}" if found else "only loopback")


def check_one_address(machine: Machine) -> None:
    """Check that there is one address to tell people. Raises SeveralAddresses."""
    own = [str(a) for a in machine.addresses if isinstance(a, IPv4Address)]
    if len(own) > 1:
        raise errors.SeveralAddresses(", ".join(own))


def check_booth_files(machine: Machine) -> None:
    """Check the booth's files. Raises BoothNotBuilt, BoothDiffers."""
    check_booth(machine.booth)


def check_database(machine: Machine) -> None:
    """Check that the database is there, whole, closed to others, and keeps no order.

    Raises:
        DatabaseMissing, LooseFolder, DatabaseDamaged, DatabaseSettings, SchemaOld,
        UnsafeDatabase.
    """
    if machine.database_url.startswith(_SQLITE):
        path = Path(machine.database_url.removeprefix(_SQLITE))
        if not path.is_file():
            raise errors.DatabaseMissing(path.name)
        if path.stat().st_mode & _OTHERS:
            raise errors.LooseFolder(path.name)
    database = Database(machine.database_url)
    try:
        check_health(database)
    finally:
        database.close()


def check_passkeys(machine: Machine) -> None:
    """Check that passkeys will find the name that they are bound to.

    Raises:
        PasskeyNameLost: the server will go by another name, or by none.
        PasskeyNameUnfit, CertificateLacksName: of the name that `serve` will be told.
    """
    try:
        names = tls.check_server(machine.keys, machine.now).names
        check_database(machine)
    except BallotServiceError:
        return  # the checks of certificate and database have said so
    party = party_at(names, machine.name, machine.port)
    database = Database(machine.database_url)
    try:
        with database.reading() as connection:
            kept = count_by_party(connection)
    finally:
        database.close()
    # Those of a rehearsal on this very machine are of no name of the LAN.
    kept.pop(LOOPBACK, None)
    if party is not None:
        kept.pop(party.name, None)
    if kept:
        raise errors.PasskeyNameLost(", ".join(sorted(kept)))


def check_swap(machine: Machine) -> None:
    """Check that memory stays in memory. Raises SwapOn."""
    if machine.swaps:
        raise errors.SwapOn(", ".join(machine.swaps))


def check_core_dumps(machine: Machine) -> None:
    """Check that a crash writes no memory down. Raises CoreDumpsOn."""
    if machine.core_bytes:
        raise errors.CoreDumpsOn(f"limit {machine.core_bytes}")


@dataclass(frozen=True)
class Check:
    """One check by name, in both languages."""

    name: str
    vi: str
    en: str
    run: Callable[[Machine], None]


@dataclass(frozen=True)
class Finding:
    """What one check found: nothing, or an error."""

    check: Check
    error: BallotServiceError | None

    @property
    def advice(self) -> bool:
        """Whether a meeting may be held all the same."""
        return isinstance(self.error, ADVICE)


ADVICE = (
    errors.AuthorityKeyHere,
    errors.SeveralAddresses,
    errors.PasskeyNameLost,
    errors.SwapOn,
    errors.CoreDumpsOn,
)
"""What is worth mending and stops no meeting."""

CHECKS: tuple[Check, ...] = (
    Check("clock", "Đồng hồ", "Clock", check_clock),
    Check("zone", "Múi giờ", "Time zone", check_zone),
    Check("space", "Dung lượng trống", "Free space", check_space),
    Check("folders", "Quyền thư mục", "Permissions", check_folders),
    Check("keys", "Khóa dịch vụ", "Service keys", check_keys),
    Check("certificate", "Chứng thư TLS", "Certificate", check_certificate),
    Check("authority", "Khóa CA cất riêng", "CA key apart", check_authority_key),
    Check("port", "Cổng mạng", "Port", check_port),
    Check("addresses", "Địa chỉ LAN", "LAN address", check_addresses),
    Check("one_address", "Một địa chỉ", "One address", check_one_address),
    Check("booth", "Tệp buồng phiếu", "Booth files", check_booth_files),
    Check("database", "Cơ sở dữ liệu", "Database", check_database),
    Check("passkeys", "Khóa truy cập", "Passkeys", check_passkeys),
    Check("swap", "Bộ nhớ hoán đổi", "Swap", check_swap),
    Check("core_dumps", "Kết xuất bộ nhớ", "Core dumps", check_core_dumps),
)


def examine(machine: Machine) -> tuple[Finding, ...]:
    """Run every check; one that fails does not stop the next."""
    found = []
    for check in CHECKS:
        try:
            check.run(machine)
        except BallotServiceError as error:
            found.append(Finding(check, error))
        else:
            found.append(Finding(check, None))
    return tuple(found)
