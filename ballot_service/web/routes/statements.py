"""The signed statement for programs that act on it, and the keys as a convenience.

Refuses a statement that the chair has not announced; staff take it at their desk.
"""

from flask import Blueprint, Response, jsonify, make_response

from ballot_service.record.signatures import public_jwk
from ballot_service.web.access import Who, access
from ballot_service.web.answers import attached
from ballot_service.web.bench import office
from ballot_service.web.routes.papers import INSIDE
from ballot_service.workflows import publication

routes = Blueprint("statements", __name__)
JOSE = "application/jose+json"


@routes.get("/statements/<event>")
@access(Who.ANONYMOUS)
def statement(event: str) -> Response:
    """Give the statement's bytes, once it is announced."""
    return Response(publication.announced_statement(office(), event), mimetype=JOSE)


@routes.get("/.well-known/jwks.json")
@access(Who.ANONYMOUS)
def keys() -> Response:
    """Give the keys of announced statements (RFC 7517). Nobody pins from here."""
    found = publication.announced_keys(office())
    return make_response(jsonify(keys=[public_jwk(key) for key in found]))


@routes.get("/staff/<event>/statement.json")
@access(*INSIDE)
def statement_inside(event: str) -> Response:
    """Give the statement to those inside, from the count on."""
    body = publication.statement_bytes(office(), event)
    return attached(body, JOSE, "statement.json")
