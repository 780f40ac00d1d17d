"""What this machine says of itself: its addresses, its clock, its disk, its memory.

Refuses to judge: the checks of a meeting are `workflows.machine`.
"""

import fcntl
import ipaddress
import socket
import struct
from pathlib import Path

from ballot_service.keyfiles.tls_names import Address

_SIOCGIFADDR = 0x8915
_IFNAME = 256
_IPV6 = Path("/proc/net/if_inet6")


def addresses() -> tuple[Address, ...]:
    """Return the machine's own addresses, without loopback and link-local ones."""
    found: list[Address] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            request = struct.pack(f"{_IFNAME}s", name.encode()[: _IFNAME - 1])
            try:
                answer = fcntl.ioctl(probe.fileno(), _SIOCGIFADDR, request)
            except OSError:
                continue  # an interface without an IPv4 address
            found.append(ipaddress.IPv4Address(answer[20:24]))
    lines = _IPV6.read_text().splitlines() if _IPV6.is_file() else []
    found += [ipaddress.IPv6Address(bytes.fromhex(line.split()[0])) for line in lines]
    kept = [a for a in found if not a.is_loopback and not a.is_link_local]
    return tuple(dict.fromkeys(kept))
