"""The endpoints that know nobody: the same answer for every tablet in the room.

Refuses cookies, validators and notes about the client (docs/spec/http.md, section 2).
"""

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, make_response, request

from ballot_service.web.access import Who, access
from ballot_service.web.batches import in_batches
from ballot_service.web.bench import office
from ballot_service.workflows import (
    casting,
    overview,
    registration,
    spoiling,
    tablet_status,
)

routes = Blueprint("anonymous", __name__, url_prefix="/api/<event>")


@routes.get("/status")
@access(Who.ANONYMOUS)
def status(event: str) -> Response:
    """Say where the ballot stands, and its three hashes."""
    return make_response(jsonify(tablet_status.status(office(), event).to_json()))


@routes.get("/manifest")
@access(Who.ANONYMOUS)
def manifest(event: str) -> Response:
    """Give the manifest's bytes."""
    body = overview.manifest_bytes(office(), event)
    return Response(body, mimetype="application/json")


@routes.get("/setup")
@access(Who.ANONYMOUS)
def setup(event: str) -> Response:
    """Give the three bodies of Setup, from opening on."""
    return make_response(jsonify(tablet_status.setup_texts(office(), event).to_json()))


@routes.get("/counts")
@access(Who.ANONYMOUS)
def counts(event: str) -> Response:
    """Give the wall its figures: numbers only, and returned ones in batches."""
    state = overview.summary(office(), event).state
    return make_response(
        jsonify(state=state.value, **asdict(in_batches(office(), event, state)))
    )


@routes.post("/registrations")
@access(Who.ANONYMOUS)
def registrations(event: str) -> Response:
    """Take a token; the same again is no other answer."""
    registration.register_token(office(), event, request.get_data(cache=False))
    return make_response(jsonify(registered=True))


@routes.post("/ballots")
@access(Who.ANONYMOUS)
def ballots(event: str) -> Response:
    """Take a ballot and give its receipt; the same bytes, the same receipt."""
    receipt = casting.cast_ballot(office(), event, request.get_data(cache=False))
    return make_response(jsonify(receipt.to_json()))


@routes.post("/spoiled")
@access(Who.ANONYMOUS)
def spoiled(event: str) -> Response:
    """Spoil a ballot that is to be opened to a checker, and sign that it is."""
    signed = spoiling.spoil_ballot(office(), event, request.get_data(cache=False))
    return make_response(jsonify(signed.to_json()))
