"""The tellers' page of a ballot on paper, and the sheet that is printed from it.

Refuses to show a teller any figure before both have entered the same.
"""

from flask import Blueprint, Response, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from ballot_service.errors import NoQuorum, NumbersError
from ballot_service.planning.ballot_event import State
from ballot_service.record.manifest import Manifest, read_manifest
from ballot_service.web.access import Who, access
from ballot_service.web.answers import attached
from ballot_service.web.bench import now, office
from ballot_service.web.language import current
from ballot_service.web.pages import about, page, remember_way_back
from ballot_service.web.paper_form import PaperForm, differing, explain, read_form
from ballot_service.web.persons import actor
from ballot_service.web.routes.papers import INSIDE
from ballot_service.web.steps import Do, Step, take
from ballot_service.workflows import (
    overview,
    paper,
    paper_counting,
    paper_sheets,
)
from ballot_service.workflows.office import Role

routes = Blueprint("paper", __name__)


def _recount(step: Step) -> object:
    return paper.recount(
        step.office, step.event, step.actor, step.text("reason"), step.now
    )


def _result(step: Step) -> object:
    return paper_counting.take_paper_statement(
        step.office, step.event, step.actor, step.file("statement"), step.now
    )


STEPS: dict[str, Do] = {"recount": _recount, "result": _result}


def _manifest(event: str) -> Manifest:
    return read_manifest(overview.manifest_bytes(office(), event))


def _desk(event: str, form: PaperForm, status: int = 200) -> Response:
    manifest, summary = _manifest(event), about(event)
    seen = paper.paper_progress(office(), event, actor(Role.COMMITTEE))
    agreed = summary.state is not State.PAPER
    sheet = paper_sheets.paper_sheet(office(), event) if agreed else None
    return make_response(
        page(
            "committee/paper.html",
            form=form,
            members=manifest.members,
            rows=[manifest.question_text(i) for i in range(form.rows)],
            seen=seen,
            differing=differing(seen.differing),
            sheet=sheet,
        ),
        status,
    )


@routes.get("/committee/<event>/paper")
@access(Who.COMMITTEE)
def desk(event: str) -> Response:
    """Show the form to one teller, or how far both are."""
    about(event)
    remember_way_back(url_for("committee.desk", event=event))
    return _desk(event, PaperForm(len(_manifest(event).plan.questions)))


@routes.post("/committee/<event>/paper")
@access(Who.COMMITTEE)
def enter(event: str) -> AnyResponse:
    """Take one teller's count; a fault shows the form again with all that was typed."""
    about(event)
    to = url_for("paper.desk", event=event)
    remember_way_back(to)
    manifest = _manifest(event)
    rows = len(manifest.plan.questions)
    form, count = read_form(request.form, manifest.members, rows)
    if count is None:
        return _desk(event, form, 422)
    try:
        paper.enter_count(office(), event, actor(Role.COMMITTEE), count, now())
    except (NumbersError, NoQuorum) as error:
        explain(form, error, current())
        return _desk(event, form, 422)
    return redirect(to, 303)


@routes.get("/committee/<event>/counts.json")
@access(Who.COMMITTEE)
def counts(event: str) -> Response:
    """Give the agreed counts to the counting laptop."""
    about(event)
    body = paper_sheets.agreed_counts(office(), event)
    return attached(body, "application/json", "counts.json")


@routes.post("/committee/<event>/paper/<step>")
@access(Who.COMMITTEE)
def step(event: str, step: str) -> AnyResponse:
    """Take the statement, or the counts back."""
    return take(STEPS, step, event, Role.COMMITTEE, url_for("paper.desk", event=event))


@routes.get("/staff/<event>/paper-sheet")
@access(*INSIDE)
def sheet(event: str) -> str:
    """Show the counting sheet, to be printed and signed."""
    about(event)
    return page("sheets/paper.html", sheet=paper_sheets.paper_sheet(office(), event))
