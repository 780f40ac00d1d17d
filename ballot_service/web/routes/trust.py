"""The page for tablets that do not trust this server yet, and how they come to.

Refuses to say that it can be trusted: the fingerprint is compared with paper.
"""

import datetime as dt

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from ballot_service.web.access import Who, access
from ballot_service.web.answers import attached
from ballot_service.web.bench import office
from ballot_service.web.pages import page
from ballot_service.workflows import trust

routes = Blueprint("trust", __name__, url_prefix="/trust")
_GROUP = 4


def _groups(fingerprint: str) -> tuple[str, ...]:
    parts = range(0, len(fingerprint), _GROUP)
    return tuple(fingerprint[i : i + _GROUP] for i in parts)


def _day(moment: int) -> str:
    return dt.datetime.fromtimestamp(moment, dt.UTC).date().isoformat()


@routes.get("")
@access(Who.PUBLIC)
def show() -> str:
    """Show fingerprint, QR and what to press on each kind of tablet."""
    found = trust.authority(office())
    return page(
        "trust.html",
        groups=_groups(found.fingerprint) if found else (),
        until=_day(found.not_after) if found else "",
        address=f"{request.url_root}trust",
    )


@routes.get("/ca.crt")
@access(Who.PUBLIC)
def certificate() -> Response:
    """Give the authority's certificate, as tablets take it."""
    found = trust.authority(office())
    if found is None:
        raise NotFound
    return attached(found.der, "application/x-x509-ca-cert", "bo-phieu-ca.crt")
