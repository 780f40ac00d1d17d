"""The technician's page: that the service runs, its accounts, sessions to be ended.

Refuses roll, ballot and result; the technician holds no key and edits nothing frozen.
"""

import importlib.metadata

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from ballot_service.web.access import Who, access
from ballot_service.web.bench import now, office
from ballot_service.web.pages import page, remember_way_back
from ballot_service.web.persons import actor
from ballot_service.workflows import overview, sessions, staff
from ballot_service.workflows.office import Role

routes = Blueprint("technician", __name__, url_prefix="/technician")


def _version() -> str:
    try:
        return importlib.metadata.version("ballot-service")
    except importlib.metadata.PackageNotFoundError:
        return "–"


@routes.get("/")
@access(Who.TECHNICIAN)
def show() -> str:
    """Show that the service runs."""
    return page(
        "technician/status.html",
        version=_version(),
        at=now(),
        events=overview.list_events(office()),
        users=staff.list_users(office()),
    )


@routes.post("/revoke")
@access(Who.TECHNICIAN)
def revoke() -> Response:
    """End every session of an account."""
    remember_way_back(url_for("technician.show"))
    login = request.form.get("login", "")
    sessions.revoke_sessions(office(), actor(Role.TECHNICIAN), login)
    return redirect(url_for("technician.show"), 303)
