"""Whether passkeys can be used at the address that this very request came by.

Refuses to take the address from the request: what it says is compared, never trusted.
"""

from typing import cast

from flask import Flask, current_app, request, session

from ballot_service.errors import PasskeysNotHere
from ballot_service.web.bench import office
from ballot_service.workflows.passkey_use import Asked, Handed, any_passkey
from ballot_service.workflows.relying_party import RelyingParty, party_of

_PARTY = "passkey_party"
_HANDLE = "passkey"


def install(app: Flask, origin: str) -> None:
    """Lay the relying party on the bench; None where the service has no name.

    Raises:
        PasskeyNameUnfit: an address to which no browser binds a passkey.
    """
    app.extensions[_PARTY] = party_of(origin) if origin else None
    app.jinja_env.globals["passkey_party"] = named


def named() -> RelyingParty | None:
    """Return the name and address of passkeys, or None where there is none."""
    return cast("RelyingParty | None", current_app.extensions[_PARTY])


def is_here() -> bool:
    """Say whether the browser is at that address."""
    party = named()
    return party is not None and request.host_url.rstrip("/") == party.origin


def party_here() -> RelyingParty:
    """Return the relying party of the address that the browser is at.

    Raises:
        PasskeysNotHere: another address, or the service has no name.
    """
    party = named()
    if party is None or not is_here():
        raise PasskeysNotHere(request.host[:60])
    return party


def offered() -> RelyingParty | None:
    """Return the relying party for the sign-in page, once anybody has a passkey."""
    party = named()
    return party if party is not None and any_passkey(office(), party) else None


def keep(asked: Asked) -> dict[str, object]:
    """Keep the handle in the session's cookie; return what the browser is asked."""
    session[_HANDLE] = asked.handle
    return asked.options


def handed() -> Handed:
    """Return what the browser handed in, with the handle of this session, used up."""
    return Handed(session.pop(_HANDLE, ""), request.form.get("answer", ""))
