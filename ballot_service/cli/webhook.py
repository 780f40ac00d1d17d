"""The one outbound connection: to a single private address that the operator set (D9).

Refuses public addresses, names that resolve to one, redirects, and proxies.
"""

import http.client
import ipaddress
import json
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ballot_service.errors import (
    BadWebhookAddress,
    DeliveryRedirected,
    DeliveryRejected,
    NotAPrivateAddress,
    NoWebhook,
    Unreachable,
)
from ballot_service.record.delivery import Delivery

SECONDS = 10
_MOST_ANSWER = 64 * 1024
_REDIRECT, _GOOD = range(300, 400), range(200, 300)
PRIVATE = tuple(
    ipaddress.ip_network(text)
    for text in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "127.0.0.0/8",
        "fc00::/7",
        "::1/128",
    )
)
"""Private networks and this machine. Not link-local: it is nobody's own address."""


@dataclass(frozen=True)
class Address:
    """A webhook as set: an address, and where it is https, the authority to trust."""

    url: str
    ca: str = ""

    @property
    def secure(self) -> bool:
        """Whether it is https."""
        return urlsplit(self.url).scheme == "https"


def read_address(unverified_url: str, ca: str = "") -> Address:
    """Check an address's form: http or https, host, port, path, and nothing else.

    Raises:
        BadWebhookAddress.
    """
    try:
        parts = urlsplit(unverified_url)
        port = parts.port
    except ValueError as error:
        raise BadWebhookAddress(unverified_url[:200]) from error
    plain = unverified_url.isascii() and unverified_url.isprintable()
    extra = parts.username or parts.password or parts.query or parts.fragment
    if parts.scheme not in ("http", "https") or not parts.hostname or extra:
        raise BadWebhookAddress(unverified_url[:200])
    if not plain or " " in unverified_url or port == 0:
        raise BadWebhookAddress(unverified_url[:200])
    return Address(unverified_url, ca)


def resolve(address: Address) -> tuple[str, int]:
    """Return the one IP and port to connect to, looked up once.

    Raises:
        NotAPrivateAddress: any address of the name is not private. Unreachable.
    """
    parts = urlsplit(address.url)
    host = parts.hostname or ""
    port = parts.port or (443 if address.secure else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"{host}: no such name") from error
    addresses = [str(entry[4][0]) for entry in found]
    for text in addresses:
        _check_private(text)
    return addresses[0], port


def _check_private(text: str) -> None:
    address = ipaddress.ip_address(text.split("%", maxsplit=1)[0])
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if not any(address in network for network in PRIVATE):
        raise NotAPrivateAddress(text)


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was checked, whatever the name says later."""

    def __init__(self, address: Address, found: tuple[str, int]) -> None:
        host = urlsplit(address.url).hostname or ""
        super().__init__(host, found[1], timeout=SECONDS)
        self._found = found
        self._context = _context(address)

    def connect(self) -> None:
        self.sock = socket.create_connection(self._found, self.timeout)
        if self._context is not None:
            self.sock = self._context.wrap_socket(self.sock, server_hostname=self.host)


def _context(address: Address) -> ssl.SSLContext | None:
    if not address.secure:
        return None
    return ssl.create_default_context(cafile=address.ca or None)


def send(address: Address, delivery: Delivery) -> None:
    """Send a delivery once; it succeeds or says why not.

    Raises:
        NotAPrivateAddress, Unreachable, DeliveryRedirected, DeliveryRejected.
    """
    path = urlsplit(address.url).path or "/"
    try:
        connection = _Pinned(address, resolve(address))
        try:
            connection.request("POST", path, delivery.body, delivery.headers())
            answer = connection.getresponse()
            answer.read(_MOST_ANSWER)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException) as error:
        raise Unreachable(f"{type(error).__name__}") from error
    if answer.status in _REDIRECT:
        raise DeliveryRedirected(str(answer.status))
    if answer.status not in _GOOD:
        raise DeliveryRejected(str(answer.status))


# --- the setting ------------------------------------------------------------------


def load(path: Path) -> Address:
    """Return the address that the operator set.

    Raises:
        NoWebhook: none is set. BadWebhookAddress: the file says something else.
    """
    if not path.is_file():
        raise NoWebhook("ballot-service webhook set URL")
    try:
        value = json.loads(path.read_text())
        url, ca = value["url"], value["ca"]
    except (ValueError, KeyError, TypeError) as error:
        raise BadWebhookAddress(path.name) from error
    return read_address(str(url), str(ca))


def save(path: Path, address: Address) -> None:
    """Set the address; there is one, and the last one set is it.

    Raises:
        NotAPrivateAddress, Unreachable: the name is unknown.
    """
    resolve(address)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps({"url": address.url, "ca": address.ca}))
    beside.replace(path)
