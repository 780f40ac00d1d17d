"""The secretary's spreadsheets: templates out, a dry run in, and its confirmation.

Refuses to store before the secretary has seen what was read, and said that it is right.
"""

import json
from collections.abc import Mapping

from flask import Blueprint, Response, make_response, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from ballot_service.errors import BadDraft, MissingFile
from ballot_service.planning.known_profiles import KNOWN_PROFILES
from ballot_service.planning.lists.columns import COMMITTEE, TITLES
from ballot_service.planning.lists.facts import GROUPS
from ballot_service.spreadsheets.encodings import CHOICES
from ballot_service.web import intake_form as forms
from ballot_service.web.access import Who, access
from ballot_service.web.answers import attached
from ballot_service.web.bench import now, office
from ballot_service.web.draft_view import draft_view
from ballot_service.web.intake_form import Sent
from ballot_service.web.list_templates import template
from ballot_service.web.pages import about, page, remember_way_back
from ballot_service.web.persons import actor
from ballot_service.web.uploads import read_json
from ballot_service.workflows import (
    intake,
    overview,
    preparation,
    rehearsal,
    removal_reasons,
)
from ballot_service.workflows.intake import DryRun
from ballot_service.workflows.office import Role

routes = Blueprint("imports", __name__, url_prefix="/secretary")
_SEATS = ("head", "member", "secretary")
_FACTS = {"step_kind": "4-addition", "profile": "HD06-2017", "group": "Ed25519"}


def _form(
    event: str | None, sent: Sent | None = None, run: DryRun | None = None
) -> str:
    """Show the form, with what was typed and all that is wrong with it."""
    facts: Mapping[str, str] = _FACTS
    if event is not None:
        about(event)
        facts = forms.facts_of(overview.draft_of(office(), event))
    return page(
        "secretary/import.html",
        action=url_for("imports.look", event=event),
        typed=sent.typed if sent else facts,
        titles=(sent.titles if sent else ())
        or forms.blank(forms.TITLE_FIELDS, forms.TITLE_ROWS),
        seats=(sent.seats if sent else ())
        or forms.blank(forms.SEAT_FIELDS, forms.SEAT_ROWS),
        faults=sent.faults if sent else (),
        run=run,
        to_type=_to_type(run),
        profiles=KNOWN_PROFILES,
        groups=GROUPS,
        encodings=CHOICES,
    )


def _to_type(run: DryRun | None) -> tuple[str, ...]:
    """Return the lists that may be typed on the page, where no file has them."""
    if run is None or all(one.reason != "no_list_typed" for one in run.rejects):
        return ()
    read = {one.kind for one in run.recognised}
    return tuple(kind for kind in (TITLES, COMMITTEE) if kind not in read)


@routes.get("/import")
@access(Who.SECRETARY)
def form() -> str:
    """Show the form for a new ballot."""
    return _form(None)


@routes.get("/<event>/import")
@access(Who.SECRETARY)
def amend_form(event: str) -> str:
    """Show the form to replace what a draft holds."""
    return _form(event)


@routes.post("/import", defaults={"event": None})
@routes.post("/<event>/import")
@access(Who.SECRETARY)
def look(event: str | None) -> Response:
    """Read everything and show it; nothing is stored."""
    back = (
        url_for("imports.amend_form", event=event) if event else url_for("imports.form")
    )
    remember_way_back(back)
    sent = forms.read_form(request.form, request.files)
    run = intake.dry_run(
        sent.typed, sent.sheets, alphabetical=sent.typed["order"] != "as_listed"
    )
    if run.draft is None or run.roll is None or sent.faults:
        return make_response(_form(event, sent, run), 422)
    if event is not None:
        about(event)
    seen = {"draft": run.draft, "roll": run.roll, "reasons": dict(run.reasons)}
    paper = json.dumps(seen, ensure_ascii=False)
    return make_response(
        page(
            "secretary/import_seen.html",
            action=url_for("imports.confirm", event=event),
            home=back,
            run=run,
            draft=draft_view(run.draft),
            roll=run.roll,
            paper=paper,
        )
    )


@routes.post("/import/confirm", defaults={"event": None})
@routes.post("/<event>/import/confirm")
@access(Who.SECRETARY)
def confirm(event: str | None) -> AnyResponse:
    """Store what was shown: it comes back with the form, and is checked again."""
    remember_way_back(url_for("imports.form"))
    paper = read_json(request.form.get("paper", "").encode(), "paper")
    if set(paper) != {"draft", "roll", "reasons"}:
        raise BadDraft("paper: draft, roll and reasons")
    who = actor(Role.SECRETARY)
    draft, roll = paper["draft"], paper["roll"]
    reasons = removal_reasons.read_reasons(paper["reasons"])
    if event is None:
        made = preparation.create_event(office(), who, draft, roll, now())
    else:
        made = event
        preparation.amend_event(office(), event, who, draft, roll, now())
    removal_reasons.keep_reasons(office(), made, who, reasons, now())
    return redirect(url_for("secretary.show", event=made), 303)


@routes.get("/rehearsal")
@access(Who.SECRETARY)
def rehearsal_form() -> str:
    """Show the form of a rehearsal."""
    seats = forms.blank(forms.SEAT_FIELDS, len(_SEATS))
    return page("secretary/rehearsal.html", typed={}, seats=seats, roles=_SEATS)


@routes.post("/rehearsal")
@access(Who.SECRETARY)
def make_rehearsal() -> AnyResponse:
    """Make a rehearsal, or say what is missing."""
    typed = {name: request.form.get(name, "").strip() for name in ("members", "date")}
    sent = request.form.getlist("seat_name")
    names = [*sent, *("" for _ in _SEATS)][: len(_SEATS)]
    seats = [
        {"name": name.strip(), "role": role}
        for name, role in zip(names, _SEATS, strict=False)
    ]
    run = rehearsal.rehearsal(typed["members"], typed["date"], seats)
    if run.draft is None or run.roll is None:
        shown = page(
            "secretary/rehearsal.html", typed=typed, seats=seats, roles=_SEATS, run=run
        )
        return make_response(shown, 422)
    who = actor(Role.SECRETARY)
    event = preparation.create_event(office(), who, run.draft, run.roll, now())
    return redirect(url_for("secretary.show", event=event), 303)


@routes.get("/import/template/<name>")
@access(Who.SECRETARY)
def empty_list(name: str) -> Response:
    """Give an empty list to fill in."""
    try:
        data, kind = template(name)
    except MissingFile as error:
        raise NotFound from error
    return attached(data, kind, f"mau-{name}")
