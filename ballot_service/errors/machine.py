"""Errors of the machine that serves: its certificate, clock, disk, ports and files.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.base import BallotServiceError


class MachineError(BallotServiceError):
    """The machine is not fit for a meeting as it stands."""


class TlsError(MachineError):
    """The LAN's authority or the server's certificate cannot be used."""


class NotPrivateAddress(TlsError):
    """A name or address outside the private ranges; the service stays on its LAN."""


class MissingAuthority(TlsError):
    """The authority's key or certificate is not where it was said to be."""


class WrongAuthority(TlsError):
    """A key, an authority and a server's certificate that do not belong together."""


class MissingCertificate(TlsError):
    """There is no server's certificate yet."""


class CertificateOutOfDate(TlsError):
    """The certificate is valid later, or no longer."""


class CertificateLacksName(TlsError):
    """The certificate does not cover an address at which the machine is reached."""


class AuthorityKeyHere(TlsError):
    """The authority's key lies on the machine that serves."""


class ClockWrong(MachineError):
    """The clock stands before this program, or before files that it has written."""


class ZoneWrong(MachineError):
    """The machine's zone is not that of Vietnam."""


class SpaceLow(MachineError):
    """Too little room on the disk for a meeting and its records."""


class LooseFolder(MachineError):
    """A folder of the service that others on the machine may enter."""


class PortTaken(MachineError):
    """The port is in use, or may not be opened."""


class NoLanAddress(MachineError):
    """The machine has no private address: no tablet can reach it."""


class OpenAddress(MachineError):
    """The machine has an address of the open network."""


class SeveralAddresses(MachineError):
    """The machine has several private addresses; tablets need one."""


class BoothNotBuilt(MachineError):
    """The booth has no list of its files' hashes: it was not built here."""


class BoothDiffers(MachineError):
    """A file of the booth is not the one that was built, or is missing, or is new."""


class DatabaseMissing(MachineError):
    """There is no database yet."""


class DatabaseDamaged(MachineError):
    """The database's own check finds faults."""


class DatabaseSettings(MachineError):
    """A setting by which the database keeps no order did not take hold (D3)."""


class SchemaOld(MachineError):
    """The database's schema is not that of this program."""


class SwapOn(MachineError):
    """Memory may be written to the disk, secrets with it."""


class CoreDumpsOn(MachineError):
    """A crash may write memory to the disk, secrets with it."""


class NotFit(MachineError):
    """At least one check of the examination fails."""


class MissingOption(MachineError):
    """An option of a command that was not given, and has no other value."""
