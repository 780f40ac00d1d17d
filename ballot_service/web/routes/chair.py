"""The chair's console: where the meeting stands, and the one next step.

Refuses names of who has or has not sent, and every result before the count.
"""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from ballot_service.errors import EventStepRefused
from ballot_service.web.access import Who, access
from ballot_service.web.bench import now, office
from ballot_service.web.both_hands import BOTH_HANDS
from ballot_service.web.draft_view import draft_view
from ballot_service.web.pages import about, page, remember_way_back
from ballot_service.web.papers import opening_missing, sheets_of
from ballot_service.web.persons import actor
from ballot_service.web.steps import Do, Step, take
from ballot_service.web.words import ground_names
from ballot_service.workflows import (
    closing,
    issuing,
    opening,
    overview,
    paper,
    pausing,
    preparation,
    publication,
    registration,
    rollcall,
    voiding,
)
from ballot_service.workflows.closing import ClosingQuestion
from ballot_service.workflows.office import Actor, Office, Role
from ballot_service.workflows.rehearsal import is_rehearsal

routes = Blueprint("chair", __name__, url_prefix="/chair")


def _close(step: Step) -> object:
    return closing.close_ballot(
        step.office, step.event, step.actor, step.number("missing"), step.now
    )


def _hear(step: Step) -> object:
    return publication.hear_complaint(
        step.office, step.event, step.actor, step.text("reference"), step.now
    )


def _void(step: Step) -> object:
    return voiding.void_event(
        step.office,
        step.event,
        step.actor,
        step.text("ground"),
        step.text("minutes"),
        step.now,
    )


def _paper(step: Step) -> object:
    return paper.turn_to_paper(
        step.office, step.event, step.actor, step.text("reference"), step.now
    )


def _plain(act: str) -> Do:
    """Return a step that needs nothing but the button."""

    def do(step: Step) -> object:
        return _PLAIN[act](step.office, step.event, step.actor, step.now)

    return do


_PLAIN = {
    "postpone": rollcall.postpone,
    "reconvene": rollcall.reconvene,
    "issue": issuing.begin_issuing,
    "register": registration.begin_registration,
    "prepare": opening.prepare_opening,
    "discard": opening.discard_opening,
    "open": opening.open_ballot,
    "pause": pausing.pause,
    "resume": pausing.resume,
    "publish": publication.publish,
    "withhold": publication.do_not_announce,
    "settle": publication.settle_complaint,
    "seal": publication.seal,
}

STEPS: dict[str, Do] = {
    **BOTH_HANDS,
    "close": _close,
    "complaint": _hear,
    "void": _void,
    "paper": _paper,
    **{act: _plain(act) for act in _PLAIN},
}


def _closing_question(
    at: Office, event: str, me: Actor, asked: str
) -> ClosingQuestion | None:
    """Return what closing now would mean, where the chair asks for it."""
    if asked != "close":
        return None
    try:
        return closing.ask_to_close(at, event, me)
    except EventStepRefused:
        return None


@routes.get("/<event>")
@access(Who.CHAIR)
def console(event: str) -> str:
    """Show the console; `?ask=STEP` opens the question before that step."""
    summary = about(event)
    at, me = office(), actor(Role.CHAIR)
    asked = request.args.get("ask", "")
    asked = asked if asked in STEPS else ""
    draft = overview.draft_of(at, event)
    return page(
        "chair/console.html",
        progress=overview.progress(at, event),
        draft=draft_view(draft),
        seen=preparation.draft_digest(at, event),
        sheets=sheets_of(summary),
        missing=opening_missing(summary),
        ask=asked,
        question=_closing_question(at, event, me, asked),
        grounds=ground_names(),
        home=url_for("chair.console", event=event),
        next_run=overview.next_run_of(at, event),
        rehearsal=is_rehearsal(summary.title),
    )


@routes.post("/<event>/repeat")
@access(Who.CHAIR)
def repeat(event: str) -> Response:
    """Start the next run of a void ballot, as a draft, and go to it."""
    remember_way_back(url_for("chair.console", event=event))
    about(event)
    new = preparation.repeat_event(office(), event, actor(Role.CHAIR), now())
    return redirect(url_for("chair.console", event=new), 303)


@routes.post("/<event>/<step>")
@access(Who.CHAIR)
def step(event: str, step: str) -> Response:
    """Take one step of the meeting."""
    return take(STEPS, step, event, Role.CHAIR, url_for("chair.console", event=event))
