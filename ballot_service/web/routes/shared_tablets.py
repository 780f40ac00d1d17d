"""The technician's page of shared tablets: add, enrol by QR, see the lamps, revoke.

Refuses who uses a tablet, what is on it, and any figure about ballots.
"""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from ballot_service.web.access import Who, access
from ballot_service.web.bench import lamps, now, office
from ballot_service.web.pages import about, page, remember_way_back
from ballot_service.web.persons import actor
from ballot_service.workflows import tablets
from ballot_service.workflows.office import Role

routes = Blueprint("shared_tablets", __name__, url_prefix="/technician/<event>/tablets")


@routes.get("/")
@access(Who.TECHNICIAN)
def show(event: str) -> str:
    """Show every tablet of a meeting, and its lamp."""
    summary = about(event)
    return page(
        "technician/tablets.html",
        tablets=[
            (row, lamps().show(summary.id, row.name, now()).value)
            for row in tablets.list_tablets(office(), event)
        ],
    )


@routes.post("/")
@access(Who.TECHNICIAN)
def add(event: str) -> str:
    """Add a tablet, and show the QR that enrols it, once."""
    remember_way_back(url_for("shared_tablets.show", event=event))
    about(event)
    name = request.form.get("name", "")
    code = tablets.add_tablet(office(), event, actor(Role.TECHNICIAN), name, now())
    link = url_for("kiosk.enrol_link", code=code, _external=True)
    return page("technician/tablet_code.html", name=name, link=link)


@routes.post("/revoke")
@access(Who.TECHNICIAN)
def revoke(event: str) -> Response:
    """Take a tablet's rights away."""
    back = url_for("shared_tablets.show", event=event)
    remember_way_back(back)
    summary = about(event)
    name = request.form.get("name", "")
    tablets.revoke_tablet(office(), event, actor(Role.TECHNICIAN), name, now())
    lamps().put_out(summary.id, name)
    return redirect(back, 303)
