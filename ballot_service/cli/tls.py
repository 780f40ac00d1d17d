"""`ballot-service tls`: the LAN's authority, and the server's certificate.

Refuses names and addresses of the open network.
"""

import argparse
import time

from ballot_service.cli.machine import addresses
from ballot_service.cli.place import place_of
from ballot_service.errors import NotPrivateAddress
from ballot_service.keyfiles import tls
from ballot_service.keyfiles.tls import Certificate
from ballot_service.keyfiles.tls_names import is_private

ALWAYS = ("localhost", "127.0.0.1")
GROUP = 4


def grouped(fingerprint: str) -> str:
    """Return a fingerprint in groups of four, as people read it aloud."""
    parts = range(0, len(fingerprint), GROUP)
    return " ".join(fingerprint[i : i + GROUP] for i in parts)


def _told(certificate: Certificate) -> str:
    return time.strftime("%d/%m/%Y", time.localtime(certificate.not_after))


def make_tls(args: argparse.Namespace) -> None:
    """Make the authority if there is none, and issue the server's certificate.

    Raises:
        NotPrivateAddress: a name of the open network; or no private address was given
            and this machine has none.
        MissingAuthority, WrongAuthority, CertificateOutOfDate.
    """
    keys = place_of(args.data, args.database).keys
    names = [*args.name, *args.address]
    if not names:
        names = [str(address) for address in addresses() if is_private(address)]
    if not names:
        raise NotPrivateAddress("no address of a LAN; name one with --address")
    now = int(time.time())
    if not (keys / tls.FOLDER / tls.AUTHORITY).exists():
        tls.make_authority(keys, now)
    every = tuple(dict.fromkeys((*names, *ALWAYS)))
    server = tls.issue_server(keys, every, now, args.ca_key)
    authority = tls.read_certificate(keys / tls.FOLDER / tls.AUTHORITY)
    print("Chứng thư máy chủ / the server's certificate:")
    print(f"  {', '.join(server.names)}; đến hết ngày / until {_told(server)}")
    print(
        "Dấu vân tay CA của mạng LAN (SHA-256), đối chiếu khi cài trên máy tính bảng:"
    )
    print("Fingerprint of the LAN's CA (SHA-256), to compare on each tablet:")
    print(f"  {grouped(authority.fingerprint)}")
    print("Trang cài trên máy tính bảng / the page for tablets: https://…/trust")
    where = keys / tls.FOLDER / tls.AUTHORITY_KEY
    if args.ca_key is None and where.exists():
        print(f"Nên cất khóa CA sang USB, chỉ cần khi cấp lại (--ca-key): {where}")
        print("Better keep the CA's key on a stick; it is needed to issue again only.")
