"""Trust: the LAN's authority, as a tablet is told to trust it.

Refuses to hand out anything but the public certificate.
"""

from ballot_service.errors import MissingCertificate
from ballot_service.keyfiles import tls
from ballot_service.keyfiles.tls import Certificate
from ballot_service.workflows.office import Office


def authority(office: Office) -> Certificate | None:
    """Return the LAN's authority, or None where the service has none of its own.

    Raises:
        CorruptedKeyFile: its file is damaged.
    """
    try:
        return tls.read_certificate(office.keys.folder / tls.FOLDER / tls.AUTHORITY)
    except MissingCertificate:
        return None
