"""What a machine says of itself before a meeting; `doctor` judges it.

Refuses to read anything by itself, so that each fact can be broken in a test.
"""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path


@dataclass(frozen=True)
class Machine:
    """The facts of one machine.

    Attributes:
        folder: the service's data; `keys` and `records` are its folders.
        booth: the folder of the booth's files.
        now: seconds since 1970.
        newest: the newest change of any file of the service, likewise.
        zone_minutes: how far the zone is ahead of UTC.
        free_bytes: room on the disk that holds the data.
        addresses: without loopback and link-local ones.
        port_fault: why the port cannot be opened; "" where it can.
        swaps: files and partitions to which memory may be written.
        core_bytes: how much of memory a crash may write; 0 for nothing.
        name: what passkeys are bound to as `serve` will be told; "" for the first name
            of the certificate.
        minimum_bits: least size of an issuing key; smaller in tests only.
    """

    folder: Path
    database_url: str
    keys: Path
    records: Path
    booth: Path
    now: int
    newest: int
    zone_minutes: int
    free_bytes: int
    addresses: tuple[IPv4Address | IPv6Address, ...]
    port: int
    port_fault: str
    swaps: tuple[str, ...]
    core_bytes: int
    name: str = ""
    minimum_bits: int = 3072
