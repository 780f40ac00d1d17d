"""The review plan: whole on one page, replaced as a file, its meetings as forms.

Refuses to keep a plan with a fault; each is named with its section, row and field.
"""

import json
from dataclasses import replace

from flask import Blueprint, Response, make_response, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from ballot_service.errors import BallotServiceError
from ballot_service.web import cycle_view, meeting_form
from ballot_service.web.access import CYCLE_READERS, Who, access
from ballot_service.web.answers import attached
from ballot_service.web.bench import now, office
from ballot_service.web.cycle_faults import fault_lines
from ballot_service.web.cycle_step import reference_of
from ballot_service.web.faults import status_of
from ballot_service.web.meeting_form import MeetingForm
from ballot_service.web.meeting_roll import RollFile, read_roll_file
from ballot_service.web.pages import page, remember_way_back
from ballot_service.web.persons import actor
from ballot_service.web.plan_faults import fault_sentence, plan_fault, plan_faults
from ballot_service.web.plan_form import SentPlan, read_plan
from ballot_service.web.routes.cycle import stands
from ballot_service.workflows import cycle_planning
from ballot_service.workflows.cycle_overview import CycleOverview
from ballot_service.workflows.office import Role

routes = Blueprint("cycle_plan", __name__, url_prefix="/cycle/<cycle>")
STEPS = (1, 2, 3, 4)


@routes.get("/plan")
@access(*CYCLE_READERS)
def show(cycle: str) -> str:
    """Show the plan: titles, proposals, what the agency certified, meetings."""
    overview = stands(cycle)
    report, fresh = cycle_view.eligibility_of(overview)
    return page(
        "cycle/plan.html",
        cycle=overview,
        review=overview.progress.review,
        report=report,
        fresh=fresh,
        places=cycle_view.places_lines(overview),
        steps=STEPS,
    )


@routes.get("/plan.json")
@access(*CYCLE_READERS)
def file(cycle: str) -> Response:
    """Give the plan as the file that it is kept as."""
    overview = stands(cycle)
    body = json.dumps(overview.progress.review.to_json(), ensure_ascii=False, indent=1)
    return attached(body, "application/json", f"review-{overview.row.year}.json")


def _edit(
    overview: CycleOverview,
    sent: SentPlan | None = None,
    error: BallotServiceError | None = None,
) -> str:
    faults = plan_faults(sent.value) if sent is not None else ()
    return page(
        "cycle/plan_edit.html",
        cycle=overview,
        sent=sent,
        faults=faults,
        fault=error,
        text=fault_sentence(error) if error is not None and not faults else "",
    )


@routes.get("/plan/edit")
@access(Who.SECRETARY)
def edit_form(cycle: str) -> str:
    """Show the form to replace the plan."""
    return _edit(stands(cycle))


@routes.post("/plan/edit")
@access(Who.SECRETARY)
def edit(cycle: str) -> AnyResponse:
    """Replace the plan while it is under review."""
    home = url_for("cycle_plan.show", cycle=cycle)
    remember_way_back(home)
    overview = stands(cycle)
    sent = None
    try:
        sent = read_plan()
        cycle_planning.amend_plan(
            office(), cycle, actor(Role.SECRETARY), sent.value, now()
        )
    except BallotServiceError as error:
        return make_response(_edit(overview, sent, error), status_of(error))
    return redirect(home, 303)


# --- meetings ---------------------------------------------------------------------


def _meeting(
    overview: CycleOverview,
    step: int,
    form: MeetingForm,
    error: BallotServiceError | None = None,
    sent: RollFile | None = None,
) -> str:
    return page(
        "cycle/meeting.html",
        rejects=() if sent is None else sent.rejects,
        cycle=overview,
        step=step,
        form=form,
        fault=error,
        place=None if error is None else plan_fault(error),
        text="" if error is None else fault_sentence(error),
        lines=() if error is None else fault_lines(error, overview.progress.review),
    )


@routes.get("/meetings/<int:step>")
@access(Who.SECRETARY)
def meeting(cycle: str, step: int) -> str:
    """Show the meeting of one step as a form."""
    if step not in STEPS:
        raise NotFound
    overview = stands(cycle)
    form = meeting_form.form_of(overview.progress.review, step)
    return _meeting(overview, step, form)


@routes.post("/meetings/<int:step>")
@access(Who.SECRETARY)
def amend_meeting(cycle: str, step: int) -> AnyResponse:
    """Enter or change the meeting of one step."""
    if step not in STEPS:
        raise NotFound
    home = url_for("cycle_plan.show", cycle=cycle)
    remember_way_back(home)
    overview = stands(cycle)
    kept = meeting_form.form_of(overview.progress.review, step).members
    sent = read_roll_file("roll", request.form.get("declared", "").strip())
    roll = kept if sent is None or not sent.members else sent.members
    form = meeting_form.typed_form(request.form, roll)
    if sent is not None and (sent.rejects or sent.fault):
        body = _meeting(overview, step, replace(form, members=kept), sent.fault, sent)
        return make_response(body, 422)
    try:
        cycle_planning.amend_meeting(
            office(),
            cycle,
            actor(Role.SECRETARY),
            meeting_form.meeting_json(form, step),
            reference_of(form.fields, "document"),
            now(),
        )
    except BallotServiceError as error:
        body = _meeting(overview, step, replace(form, members=kept), error)
        return make_response(body, status_of(error))
    return redirect(home, 303)
