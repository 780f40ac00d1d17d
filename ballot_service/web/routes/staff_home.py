"""What all staff share: the list of ballots, and the numbers that their pages poll.

Refuses a choice and a name; who has voted is not known here.
"""

import hashlib
import json
from dataclasses import asdict

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from ballot_service.errors import PasswordsDiffer, WrongOldPassword, WrongPassword
from ballot_service.web.access import MEETING, STAFF, Who, access
from ballot_service.web.bench import now, office
from ballot_service.web.pages import page, remember_way_back
from ballot_service.web.papers import sheets_of
from ballot_service.web.persons import person
from ballot_service.workflows import overview, rollcall, staff

routes = Blueprint("staff_home", __name__, url_prefix="/staff")


@routes.get("/")
@access(*STAFF)
def home() -> str:
    """List the ballots, with the pages that this person has for each."""
    return page("staff_home.html", events=overview.list_events(office()))


@routes.get("/password")
@access(*STAFF)
def password_form() -> str:
    """Show the form to change one's own password."""
    return page("staff_password.html")


@routes.post("/password")
@access(*STAFF)
def change_password() -> AnyResponse:
    """Change one's own password; every session of the account ends."""
    remember_way_back(url_for("staff_home.password_form"))
    found = person()
    login = getattr(found.signed, "login", "") if found is not None else ""
    old, new = request.form.get("old", ""), request.form.get("new", "")
    if new != request.form.get("again", ""):
        raise PasswordsDiffer
    try:
        staff.change_password(office(), login, old, new, now())
    except WrongPassword as error:
        raise WrongOldPassword from error
    return redirect(url_for("sign_in.staff_form", changed="1"), 303)


def _roll_mark(event: str) -> str:
    """Return a digest that changes with the roll call, for those who keep it."""
    found = person()
    if found is None or not found.kinds & {Who.SECRETARY, Who.COMMITTEE}:
        return ""
    entries = rollcall.roll_entries(office(), event)
    return hashlib.sha256(repr(entries).encode()).hexdigest()[:16]


@routes.get("/<event>/progress")
@access(*MEETING)
def progress(event: str) -> AnyResponse:
    """Answer a staff page's poll: small, and empty where nothing has changed."""
    summary = overview.summary(office(), event)
    sheets = sheets_of(summary)
    body = json.dumps(
        {
            "state": summary.state.value,
            "codes": [summary.setup_hash[:16], summary.statement_hash[:16]],
            "box": bool(sheets.opening and sheets.opening.empty_box_by),
            "signed": [len(s.signed_by) for s in (sheets.opening, sheets.closing) if s],
            "roll": _roll_mark(event),
            "figures": asdict(overview.progress(office(), event)),
        }
    )
    answer = Response(body, mimetype="application/json")
    answer.set_etag(hashlib.sha256(body.encode()).hexdigest()[:32])
    return answer.make_conditional(request)
