"""The submission of a review: what is there and missing, its way, its package.

Refuses a dossier to the chair: the page of the folder has counts, and no file of one.
"""

import secrets

from flask import Blueprint, make_response, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from ballot_service.errors import BallotServiceError
from ballot_service.keyfiles.recipients import CERTIFICATE, holder_of
from ballot_service.web import submission_acts, submission_view
from ballot_service.web.access import Who, access
from ballot_service.web.answers import attached
from ballot_service.web.bench import now, office
from ballot_service.web.cycle_step import CycleStep
from ballot_service.web.cycle_view import offers
from ballot_service.web.faults import status_of
from ballot_service.web.pages import page, remember_way_back
from ballot_service.web.persons import actor
from ballot_service.web.routes.cycle import stands, today
from ballot_service.workflows import attachments, made_papers, submission
from ballot_service.workflows.made_papers import StepMinutes
from ballot_service.workflows.office import Role
from ballot_service.workflows.submission_package import Recipient, export

routes = Blueprint("submission", __name__, url_prefix="/cycle/<cycle>/submission")
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def draw_passphrase() -> str:
    """Return 5 groups of 4 from 31 letters and digits: 99 bits, legible on paper."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(20))
    return "-".join(drawn[i : i + 4] for i in range(0, 20, 4))


def _show(cycle: str, error: BallotServiceError | None = None) -> str:
    overview = stands(cycle)
    view = submission.submission_view(office(), cycle, today())
    review = overview.progress.review
    mine = {
        offer.act: offer
        for offer in offers(overview, ())
        if offer.act in submission_acts.STEPS
    }
    return page(
        "submission/show.html",
        cycle=overview,
        view=view,
        documents=submission_view.document_lines(view),
        after_papers=submission_view.after_lines(view),
        dossiers=submission_view.dossier_lines(view, review),
        offers=mine,
        minutes=_minutes(cycle),
        typed=request.form,
        fault=error,
    )


def _minutes(cycle: str) -> dict[str, StepMinutes]:
    """Return what stands behind each step's counting minutes, by the folder's kind.

    A record that does not verify is shown by the folder itself, and makes nothing.
    """
    try:
        found = made_papers.minutes_of(office(), cycle)
    except BallotServiceError:
        return {}
    return {f"{made_papers.COUNTING}{one.step}": one for one in found}


@routes.get("")
@access(Who.SECRETARY, Who.CHAIR)
def show(cycle: str) -> str:
    """Show the folder with what is missing, the way of the submission, and the plan."""
    return _show(cycle)


@routes.post("/step/<step>")
@access(Who.SECRETARY, Who.CHAIR)
def do(cycle: str, step: str) -> AnyResponse:
    """Take one step; what was typed stays on the page where it is refused."""
    found = submission_acts.STEPS.get(step)
    if found is None:
        raise NotFound
    given = CycleStep(
        office(), cycle, actor(found.roles[0]), now(), today(), request.form
    )
    try:
        found.do(given)
    except BallotServiceError as error:
        return make_response(_show(cycle, error), status_of(error))
    where = url_for("submission.show", cycle=cycle)
    if step == "attach_minutes":
        where += "#documents"
    return redirect(where, 303)


@routes.get("/package")
@access(Who.SECRETARY)
def package_form(cycle: str) -> str:
    """Show the form that seals the package for its recipient."""
    return _package_form(cycle)


def _package_form(cycle: str, certificate: str = "") -> str:
    """Show the form; with a certificate, whose it is, for people to compare first."""
    return page(
        "submission/package.html",
        cycle=stands(cycle),
        view=submission.submission_view(office(), cycle, today()),
        passphrase=draw_passphrase(),
        certificate=certificate,
        holder=holder_of(certificate, now()) if certificate else None,
    )


@routes.post("/package")
@access(Who.SECRETARY)
def package(cycle: str) -> AnyResponse:
    """Give the package, sealed; for a certificate once its holder was compared."""
    remember_way_back(url_for("submission.package_form", cycle=cycle))
    key = request.form.get("key", "").strip()
    if CERTIFICATE in key and request.form.get("compared") != "yes":
        return make_response(_package_form(cycle, key))
    recipient = Recipient(request.form.get("passphrase", "").strip(), key)
    contents, sealed = export(office(), cycle, actor(Role.SECRETARY), recipient, now())
    name = f"to-trinh-{contents.cycle.year}-v{contents.submission.version}.age"
    return attached(sealed, "application/octet-stream", name)


@routes.get("/log")
@access(Who.INSPECTOR)
def log(cycle: str) -> str:
    """Show who touched which attached file."""
    overview = stands(cycle)
    lines = attachments.access_log(office(), cycle, actor(Role.INSPECTOR))
    return page("submission/log.html", cycle=overview, lines=lines[::-1])
