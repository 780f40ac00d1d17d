"""Signing in and out: members by a code that was handed out, staff by password.

Refuses to sign anybody in on a GET: a link fills the field and no more.
"""

from flask import Blueprint, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from ballot_service.errors import (
    AlreadyIssuedElsewhere,
    BallotServiceError,
    CodeUsed,
)
from ballot_service.planning.ballot_event import State
from ballot_service.web import language
from ballot_service.web.access import Who, access
from ballot_service.web.bench import now, office
from ballot_service.web.fault_texts import text_of
from ballot_service.web.faults import status_of
from ballot_service.web.pages import page
from ballot_service.web.persons import close_session, open_session, person
from ballot_service.web.sign_in_page import staff_sign_in_page
from ballot_service.workflows import overview, sessions
from ballot_service.workflows.sessions import SignedMember

routes = Blueprint("sign_in", __name__)
UNDER_WAY = (
    State.FROZEN,
    State.KEYS_MADE,
    State.ROLL_CALLED,
    State.READY,
    State.ISSUING,
    State.REGISTRATION,
    State.OPEN,
    State.PAUSED,
)


@routes.get("/")
@access(Who.PUBLIC)
def home() -> Response:
    """Lead everybody to where they belong."""
    found = person()
    if found is None:
        return redirect(url_for("sign_in.member_form"), 303)
    if isinstance(found.signed, SignedMember):
        return redirect(url_for("booth.booth_page", event=found.signed.uuid), 303)
    return redirect(url_for("staff_home.home"), 303)


def _meeting_now() -> tuple[str, str]:
    """Return collective and title where exactly one meeting is under way."""
    now_on = [e for e in overview.list_events(office()) if e.state in UNDER_WAY]
    if len(now_on) != 1:
        return "", ""
    return now_on[0].body, now_on[0].title


def _member_page(code: str, error: BallotServiceError | None) -> Response:
    body, meeting = _meeting_now()
    shown = page(
        "member/sign_in.html",
        code=code,
        message=text_of(error, language.current()) if error else "",
        message_code=getattr(error, "code", ""),
        spent=isinstance(error, AlreadyIssuedElsewhere | CodeUsed),
        body=body,
        meeting=meeting,
        sign_in_url=url_for("sign_in.member_sign_in"),
        language_url=url_for("sign_in.choose_language"),
        here=request.path,
    )
    return make_response(shown, status_of(error) if error else 200)


@routes.get("/sign-in")
@access(Who.PUBLIC)
def member_form() -> Response:
    """Show the field for the code."""
    return _member_page("", None)


@routes.get("/s/<code>")
@access(Who.PUBLIC)
def member_link(code: str) -> Response:
    """Show the field, filled from the QR link."""
    return _member_page(code[:20], None)


@routes.post("/sign-in")
@access(Who.PUBLIC)
def member_sign_in() -> Response:
    """Open a session for one present member, or say why not."""
    code = request.form.get("code", "")[:40]
    try:
        token, signed = sessions.sign_in_member(office(), code, now())
    except BallotServiceError as error:
        return _member_page(code[:20], error)
    close_session()
    open_session(token)
    return redirect(url_for("booth.booth_page", event=signed.uuid), 303)


@routes.get("/staff/sign-in")
@access(Who.PUBLIC)
def staff_form() -> Response:
    """Show the fields for name and password."""
    return staff_sign_in_page("", None)


@routes.post("/staff/sign-in")
@access(Who.PUBLIC)
def staff_sign_in() -> Response:
    """Open a session of staff, or say why not."""
    login = request.form.get("login", "")[:100]
    password = request.form.get("password", "")
    try:
        token = sessions.sign_in_staff(office(), login, password, now())
    except BallotServiceError as error:
        return staff_sign_in_page(login, error)
    kept = language.current()
    close_session()
    open_session(token)
    language.choose(kept)
    return redirect(url_for("staff_home.home"), 303)


@routes.post("/sign-out")
@access(Who.PUBLIC)
def sign_out() -> Response:
    """End the session, here and in the database."""
    close_session()
    return redirect(url_for("sign_in.staff_form"), 303)


@routes.post("/language")
@access(Who.PUBLIC)
def choose_language() -> Response:
    """Keep the language for this session, and go back to the page."""
    language.choose(request.form.get("lang", ""))
    back = request.form.get("back", "")
    inside = back.startswith("/") and not back.startswith(("//", "/\\"))
    return redirect(back if inside else "/", 303)
