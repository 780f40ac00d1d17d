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
