"""What this machine says of itself: its addresses, its clock, its disk, its memory.

Refuses to judge: the checks are in `workflows.doctor`.
"""

import argparse
import datetime as dt
import fcntl
import ipaddress
import resource
import shutil
import socket
import struct
import time
from pathlib import Path

from ballot_service.cli.place import Place
from ballot_service.keyfiles.tls_names import Address
from ballot_service.workflows.machine import Machine

_SIOCGIFADDR = 0x8915
_IFNAME = 256
_IPV6 = Path("/proc/net/if_inet6")
_SWAPS = Path("/proc/swaps")
_BOOTH = Path(__file__).resolve().parents[1] / "web" / "static" / "booth"


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


def port_fault(host: str, port: int) -> str:
    """Return why a port cannot be opened, or ""."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the server itself does: a port that rests after a stop is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.strerror or "?"
    return ""


def address_and_port(typed: str) -> str:
    """Return what follows --bind as it was typed.

    Raises:
        argparse.ArgumentTypeError: no port, or none that there can be.
    """
    _, colon, port = typed.rpartition(":")
    if not (colon and port.isascii() and port.isdigit() and 0 < int(port) < 2**16):
        raise argparse.ArgumentTypeError(
            f"{typed}: cần ĐỊA_CHỈ:CỔNG, ví dụ 0.0.0.0:8443 / ADDRESS:PORT is needed"
        )
    return typed


def swaps() -> tuple[str, ...]:
    """Return the files and partitions to which memory may be written."""
    lines = _SWAPS.read_text().splitlines()[1:] if _SWAPS.is_file() else []
    return tuple(line.split()[0] for line in lines)


def newest_change(folder: Path) -> int:
    """Return the newest change of any file of a folder, in seconds since 1970."""
    times = [int(p.stat().st_mtime) for p in folder.rglob("*") if p.is_file()]
    return max(times, default=0)


def machine_of(place: Place, bind: str, name: str = "") -> Machine:
    """Gather what the examination looks at.

    Args:
        place: the service's folder.
        bind, name: HOST:PORT and NAME[:PORT] as `serve` will be told.
    """
    host, _, port = bind.rpartition(":")
    there = place.folder if place.folder.exists() else Path("/")
    offset = dt.datetime.now().astimezone().utcoffset() or dt.timedelta()
    return Machine(
        folder=place.folder,
        database_url=place.database_url,
        keys=place.keys,
        records=place.records,
        booth=_BOOTH,
        now=int(time.time()),
        newest=newest_change(place.folder),
        zone_minutes=int(offset.total_seconds()) // 60,
        free_bytes=shutil.disk_usage(there).free,
        addresses=addresses(),
        port=int(port),
        port_fault=port_fault(host.strip("[]"), int(port)),
        swaps=swaps(),
        name=name,
        core_bytes=resource.getrlimit(resource.RLIMIT_CORE)[0],
    )
