"""The booth's page, and the two requests that a member makes with a name.

Refuses a member of another ballot; after `leave` nobody knows who holds the tablet.
"""

import base64
import binascii

from flask import Blueprint, jsonify, make_response, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ballot_service.errors import NotJson, WrongType
from ballot_service.web.access import Who, access
from ballot_service.web.bench import office
from ballot_service.web.pages import about, page
from ballot_service.web.persons import close_session, member, person
from ballot_service.workflows import issuing
from ballot_service.workflows.sessions import SignedMember

routes = Blueprint("booth", __name__)


@routes.get("/booth/<event>")
@access(Who.PUBLIC)
def booth_page(event: str) -> str:
    """Show the booth: with a greeting to the member signed in, else without a name."""
    summary = about(event)
    found = person()
    signed = found.signed if found is not None else None
    here = isinstance(signed, SignedMember) and signed.event == summary.id
    return page(
        "member/booth.html",
        uuid=summary.uuid,
        member_name=signed.name if here and signed is not None else "",
        sign_in_url=url_for("sign_in.member_form"),
        bulletin_url=url_for("screens.board", event=summary.uuid or event),
    )


def _signed_in_for(event: str) -> SignedMember:
    signed = member()
    if event not in (signed.uuid, signed.event):
        raise NotFound
    return signed


def _blinded() -> bytes:
    value = request.get_json(force=True, silent=True)
    text = value.get("request") if isinstance(value, dict) else None
    if not isinstance(text, str):
        raise WrongType("request")
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotJson("request: not Base64") from error


@routes.post("/booth/<event>/token")
@access(Who.MEMBER)
def token(event: str) -> Response:
    """Sign the blinded message, once for this member."""
    signed = _signed_in_for(event)
    signature = issuing.issue_token(office(), signed.event, signed.member, _blinded())
    return make_response(jsonify(signature=base64.b64encode(signature).decode()))


@routes.post("/booth/<event>/leave")
@access(Who.MEMBER)
def leave(event: str) -> Response:
    """End the session: from here on the tablet has no name."""
    _signed_in_for(event)
    close_session()
    return make_response(jsonify(left=True))
