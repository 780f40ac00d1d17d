"""Passkeys of staff: one's own page of them, and signing in with one.

Refuses to begin at another address than the one that passkeys are bound to.
"""

from flask import Blueprint, jsonify, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from ballot_service.errors import BallotServiceError
from ballot_service.web import language, passkey_place
from ballot_service.web.access import STAFF, Who, access
from ballot_service.web.bench import now, office
from ballot_service.web.faults import status_of
from ballot_service.web.pages import page, remember_way_back
from ballot_service.web.persons import close_session, open_session, staff
from ballot_service.web.sign_in_page import staff_sign_in_page
from ballot_service.workflows import passkey_use, passkeys

routes = Blueprint("passkeys", __name__, url_prefix="/staff")


def _list_page(name: str, error: BallotServiceError | None) -> Response:
    body = page(
        "staff_passkeys.html",
        keys=passkeys.list_passkeys(office(), staff().user),
        here=passkey_place.is_here(),
        most=passkeys.MAX_PASSKEYS,
        name=name,
        fault=error,
    )
    return make_response(body, status_of(error) if error else 200)


@routes.get("/passkeys")
@access(*STAFF)
def show() -> Response:
    """List one's own passkeys, with the form to add one."""
    return _list_page("", None)


@routes.post("/passkeys/passkey-options")
@access(*STAFF)
def adding_options() -> Response:
    """Tell the browser how to make a new passkey, after the password."""
    asked = passkeys.begin_adding(
        office(),
        passkey_place.party_here(),
        staff(),
        request.form.get("name", "")[:200],
        request.form.get("password", ""),
        now(),
    )
    return jsonify(passkey_place.keep(asked))


@routes.post("/passkeys")
@access(*STAFF)
def add() -> Response:
    """Keep the new passkey, or say why not."""
    name = request.form.get("name", "")[:200]
    party, handed = passkey_place.party_here(), passkey_place.handed()
    try:
        passkeys.add_passkey(office(), party, staff().user, handed, name, now())
    except BallotServiceError as error:
        return _list_page(name, error)
    return make_response(redirect(url_for("passkeys.show"), 303))


def _removal_page(key: str, error: BallotServiceError | None) -> Response:
    remember_way_back(url_for("passkeys.show"))
    body = page(
        "staff_passkey_remove.html",
        key=passkeys.own_passkey(office(), staff().user, key),
        here=passkey_place.is_here(),
        fault=error,
    )
    return make_response(body, status_of(error) if error else 200)


@routes.get("/passkeys/<key>/remove")
@access(*STAFF)
def ask_removal(key: str) -> Response:
    """Ask for the password, or a passkey, before one is removed."""
    return _removal_page(key, None)


@routes.post("/passkeys/<key>/passkey-options")
@access(*STAFF)
def removal_options(key: str) -> Response:
    """Tell the browser which passkeys may confirm the removal."""
    party = passkey_place.party_here()
    asked = passkeys.begin_removing(office(), party, staff().user, key, now())
    return jsonify(passkey_place.keep(asked))


@routes.post("/passkeys/<key>/remove")
@access(*STAFF)
def remove(key: str) -> Response:
    """Remove a passkey, or say why not."""
    try:
        if "answer" in request.form:
            party, handed = passkey_place.party_here(), passkey_place.handed()
            user = staff().user
            passkeys.remove_by_passkey(office(), party, user, key, handed, now())
        else:
            password = request.form.get("password", "")
            passkeys.remove_by_password(office(), staff(), key, password, now())
    except BallotServiceError as error:
        return _removal_page(key, error)
    return make_response(redirect(url_for("passkeys.show"), 303))


@routes.post("/sign-in/passkey-options")
@access(Who.PUBLIC)
def sign_in_options() -> Response:
    """Tell the browser to ask for a passkey of this service."""
    party = passkey_place.party_here()
    asked = passkey_use.begin_sign_in(office(), party, now())
    return jsonify(passkey_place.keep(asked))


@routes.post("/sign-in/passkey")
@access(Who.PUBLIC)
def sign_in() -> Response:
    """Open a session of staff by a passkey alone, or say why not."""
    party, handed = passkey_place.party_here(), passkey_place.handed()
    try:
        token = passkey_use.sign_in_by_passkey(office(), party, handed, now())
    except BallotServiceError as error:
        return staff_sign_in_page("", error)
    kept = language.current()
    close_session()
    open_session(token)
    language.choose(kept)
    return make_response(redirect(url_for("staff_home.home"), 303))
