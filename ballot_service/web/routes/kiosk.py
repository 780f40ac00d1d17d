"""Shared tablets: enrolment by a code of one use, the booth without a name, the lamp.

Refuses a tablet that is not enrolled (E24), and a cookie on any path but /kiosk.
"""

from flask import Blueprint, jsonify, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from ballot_service.errors import BallotServiceError, TabletNotEnrolled
from ballot_service.web.access import Who, access
from ballot_service.web.bench import lamps, now, office
from ballot_service.web.fault_texts import text_of
from ballot_service.web.faults import status_of
from ballot_service.web.language import current
from ballot_service.web.pages import about, page
from ballot_service.workflows import tablets

routes = Blueprint("kiosk", __name__, url_prefix="/kiosk")
COOKIE = "tablet"
_SECONDS = 7 * 24 * 3600


def _tablet(event: str) -> tablets.EnrolledTablet:
    token = request.cookies.get(COOKIE, "")
    if not token:
        raise TabletNotEnrolled("no cookie")
    return tablets.enrolled_tablet(office(), event, token)


def _enrol_page(code: str, error: BallotServiceError | None) -> Response:
    text = text_of(error, current()) if error else ""
    body = page("member/enrol.html", code=code, message=text)
    return make_response(body, status_of(error) if error else 200)


@routes.get("/enrol/<code>")
@access(Who.PUBLIC)
def enrol_link(code: str) -> Response:
    """Ask whether this machine is the tablet; a link alone enrols nothing."""
    return _enrol_page(code[:100], None)


@routes.post("/enrol")
@access(Who.PUBLIC)
def enrol() -> Response:
    """Enrol this machine, and lead it to its booth."""
    code = request.form.get("code", "")
    try:
        event, token = tablets.enrol_tablet(office(), code)
    except TabletNotEnrolled as error:
        return _enrol_page("", error)
    answer = redirect(url_for("kiosk.booth_page", event=event), 303)
    answer.set_cookie(
        COOKIE,
        token,
        max_age=_SECONDS,
        path=routes.url_prefix or "/",
        secure=request.is_secure,
        httponly=True,
        samesite="Strict",
    )
    return answer


@routes.get("/<event>")
@access(Who.PUBLIC)
def booth_page(event: str) -> str:
    """Show the booth of a shared tablet: no name, no sign-in, slips only."""
    summary = about(event)
    tablet = _tablet(event)
    return page(
        "member/booth.html",
        uuid=summary.uuid,
        member_name="",
        tablet=tablet.name,
        tablet_url=url_for("kiosk.lamp", event=summary.uuid or event),
        sign_in_url="",
        bulletin_url="",
    )


@routes.post("/<event>/lamp")
@access(Who.PUBLIC)
def lamp(event: str) -> Response:
    """Take a tablet's word that it is there, and whether somebody uses it."""
    tablet = _tablet(event)
    value = request.get_json(force=True, silent=True)
    using = isinstance(value, dict) and value.get("using") is True
    lamps().light(tablet.event, tablet.name, now(), using=using)
    return make_response(jsonify(seen=True))
