"""Names and addresses of a LAN: the only ones that a certificate of ours may carry.

Refuses whatever a server of the open network could have.
"""

import ipaddress

from ballot_service.errors import NotPrivateAddress

NETWORKS = tuple(
    ipaddress.ip_network(text)
    for text in (
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8"),
        *("169.254.0.0/16", "fc00::/7", "fe80::/10", "::1/128"),
    )
)
ENDINGS = ("localhost", "local", "lan", "internal", "home.arpa")
"""Endings of names that no public server has (RFC 2606, 6762, 8375; ICANN 2024)."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_MAX_NAME = 60


def is_private(address: Address) -> bool:
    """Say whether an address lies in a private range."""
    return any(address in network for network in NETWORKS)


def private_address(text: str) -> Address | None:
    """Return an address, or None where it is a name.

    Raises:
        NotPrivateAddress: an address outside the private ranges.
    """
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if not is_private(address):
        raise NotPrivateAddress(text)
    return address


def check_name(text: str) -> None:
    """Check that a name ends as names of a LAN do.

    Raises:
        NotPrivateAddress: anything else.
    """
    fits = len(text) <= _MAX_NAME and all(
        label.replace("-", "").isalnum() and label.isascii() and label == label.lower()
        for label in text.split(".")
    )
    if not fits or not any(f".{text}".endswith(f".{end}") for end in ENDINGS):
        raise NotPrivateAddress(text)
