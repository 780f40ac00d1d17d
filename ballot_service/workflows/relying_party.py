"""The name that passkeys are bound to: one host name of the LAN, and its whole address.

Refuses numeric addresses and single words, to which no browser binds a passkey.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from ballot_service.errors import CertificateLacksName, PasskeyNameUnfit

LOOPBACK = "localhost"
"""The one name that browsers trust without TLS (W3C Secure Contexts, section 3.1)."""

_DEFAULT_PORT = 443


@dataclass(frozen=True)
class RelyingParty:
    """Who asks for a passkey (WebAuthn section 4).

    Attributes:
        name: the relying party's id, as `bophieu.lan`.
        origin: scheme, name and port as browsers write them in their answers, as
            `https://bophieu.lan:8443`.
    """

    name: str
    origin: str


def _check_name(name: str) -> None:
    """Check that browsers bind passkeys to a name.

    Raises:
        PasskeyNameUnfit: an address, a single word other than localhost, a wildcard.
    """
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        labels = name.split(".")
        fits = len(labels) > 1 and all(
            label.isascii() and label.replace("-", "").isalnum() for label in labels
        )
        if name == LOOPBACK or fits:
            return
    raise PasskeyNameUnfit(name[:60])


def party_of(origin: str) -> RelyingParty:
    """Return the relying party of an address.

    Args:
        origin: `https://NAME[:PORT]`, or `http://localhost[:PORT]`.

    Raises:
        PasskeyNameUnfit: of another form.
    """
    try:
        parts = urlsplit(origin)
        name, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise PasskeyNameUnfit(origin[:60]) from error
    _check_name(name)
    if parts.scheme != "https" and (parts.scheme, name) != ("http", LOOPBACK):
        raise PasskeyNameUnfit(origin[:60])
    made = f"{parts.scheme}://{name}"
    usual = port is None or (port == _DEFAULT_PORT and parts.scheme == "https")
    return RelyingParty(name, made if usual else f"{made}:{port}")


def _covers(names: Iterable[str], name: str) -> bool:
    return any(kept in (name, f"*.{name.partition('.')[2]}") for kept in names)


def party_at(names: Iterable[str], named: str, port: int) -> RelyingParty | None:
    """Return the relying party of a server with TLS; None where it has no name.

    Args:
        names: what the server's certificate covers, in its order.
        named: `NAME[:PORT]` as the operator said, or "" for the first fit name.
        port: where the server listens; another one may lead to it.

    Raises:
        PasskeyNameUnfit, CertificateLacksName: of the name that was said.
    """
    names = tuple(names)
    if named:
        name, _, other = named.partition(":")
        party = party_of(f"https://{name.lower()}:{other or port}")
        if not _covers(names, party.name):
            raise CertificateLacksName(party.name)
        return party
    for name in names:
        try:
            party = party_of(f"https://{name}:{port}")
        except PasskeyNameUnfit:
            continue
        if party.name != LOOPBACK:
            return party
    return None
