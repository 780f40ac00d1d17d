"""The secretary prepares a ballot: draft and roll, shown whole before any confirms.

Refuses to change what is frozen; the workflow says so.
"""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from ballot_service.errors import BadDraft
from ballot_service.planning.typed_day import read_field_day
from ballot_service.web.access import Who, access
from ballot_service.web.bench import now, office
from ballot_service.web.draft_view import draft_view
from ballot_service.web.pages import about, page, remember_way_back
from ballot_service.web.persons import actor
from ballot_service.web.uploads import read_json, read_roll
from ballot_service.workflows import overview, preparation
from ballot_service.workflows.office import Role

routes = Blueprint("secretary", __name__, url_prefix="/secretary")
_OVERRIDES = ("title", "body", "date", "group")


def _papers() -> tuple[dict[str, object], dict[str, object]]:
    """Read draft and roll from the form; a filled-in field goes before the file.

    Raises:
        BadDraft: a file is missing or cannot be read. BadDayField: the date.
    """
    given = {name: request.files.get(name) for name in ("draft", "roll")}
    data = {name: item.read() if item else b"" for name, item in given.items()}
    if not data["draft"] or not data["roll"]:
        raise BadDraft("two files are needed: draft and roll")
    draft = read_json(data["draft"], "draft")
    for name in _OVERRIDES:
        typed = request.form.get(name, "").strip()
        if typed:
            draft[name] = read_field_day(name, typed) if name == "date" else typed
    roll = read_roll(data["roll"], str(draft.get("body", "")))
    if request.form.get("body", "").strip():
        roll["body"] = draft["body"]
    return draft, roll


@routes.get("/new")
@access(Who.SECRETARY)
def new_form() -> str:
    """Show the form for a new ballot."""
    return page("secretary/prepare.html", action=url_for("secretary.create"))


@routes.post("/new")
@access(Who.SECRETARY)
def create() -> Response:
    """Take a draft and a roll."""
    remember_way_back(url_for("secretary.new_form"))
    draft, roll = _papers()
    event = preparation.create_event(
        office(), actor(Role.SECRETARY), draft, roll, now()
    )
    return redirect(url_for("secretary.show", event=event), 303)


@routes.get("/<event>")
@access(Who.SECRETARY)
def show(event: str) -> str:
    """Show what was prepared, whole."""
    about(event)
    return page(
        "secretary/event.html",
        draft=draft_view(overview.draft_of(office(), event)),
        roll=overview.roll_of(office(), event),
    )


@routes.get("/<event>/amend")
@access(Who.SECRETARY)
def amend_form(event: str) -> str:
    """Show the form to replace draft and roll."""
    about(event)
    return page(
        "secretary/prepare.html", action=url_for("secretary.amend", event=event)
    )


@routes.post("/<event>/amend")
@access(Who.SECRETARY)
def amend(event: str) -> Response:
    """Replace draft and roll; confirmations that were given are given no longer."""
    about(event)
    remember_way_back(url_for("secretary.amend_form", event=event))
    draft, roll = _papers()
    preparation.amend_event(office(), event, actor(Role.SECRETARY), draft, roll, now())
    return redirect(url_for("secretary.show", event=event), 303)
