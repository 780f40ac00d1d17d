"""Attached files: handed in by the secretary, read by whom the rules name.

Refuses a name from outside in a header or path: what is given is named by its kind.
"""

import datetime as dt

from flask import Blueprint, Response, make_response, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from ballot_service.errors import BallotServiceError
from ballot_service.keyfiles.file_types import by_media
from ballot_service.planning.review_parts import Person
from ballot_service.web.access import Who, access
from ballot_service.web.answers import attached
from ballot_service.web.bench import now, office
from ballot_service.web.cycle_step import day_of
from ballot_service.web.faults import status_of
from ballot_service.web.pages import page, remember_way_back
from ballot_service.web.persons import actor, person
from ballot_service.web.routes.cycle import stands, today
from ballot_service.web.submission_view import after_lines, document_lines, dossier_line
from ballot_service.workflows import attachments, submission
from ballot_service.workflows.attachments import HandedIn
from ballot_service.workflows.cycle_overview import CycleOverview
from ballot_service.workflows.office import Role

routes = Blueprint(
    "submission_files", __name__, url_prefix="/cycle/<cycle>/submission/files"
)


def _person(overview: CycleOverview, who: str) -> Person:
    for one in overview.progress.review.persons:
        if one.id == who:
            return one
    raise NotFound


def _shown(cycle: str, who: str, error: BallotServiceError | None = None) -> str:
    """Show the papers of one person, or the documents where `who` is ""."""
    overview = stands(cycle)
    view = submission.submission_view(office(), cycle, today())
    every = attachments.files_of(office(), cycle, actor(Role.SECRETARY))
    about = _person(overview, who) if who else None
    papers = (
        dossier_line(view, about).papers
        if about
        else (*document_lines(view), *after_lines(view))
    )
    return page(
        "submission/files.html",
        cycle=overview,
        view=view,
        about=about,
        papers=papers,
        old=[row for row in every if row.person == who and row not in view.files],
        sent=request.form,
        fault=error,
    )


@routes.get("")
@access(Who.SECRETARY)
def show(cycle: str) -> str:
    """Show the files of one person, or of the folder, with a form for each paper."""
    return _shown(cycle, request.args.get("person", ""))


def _issued() -> dt.date | None:
    """Read the day of a certificate.

    Raises:
        BadDayField: not a day.
    """
    day = day_of(request.form, "issued")
    return dt.date.fromisoformat(day) if day else None


@routes.post("")
@access(Who.SECRETARY)
def attach(cycle: str) -> AnyResponse:
    """Take one file; refused, the page says why and which, and keeps all the rest."""
    who = request.form.get("person", "")
    file = request.files.get("file")
    part = request.form.get("part", "0")
    try:
        given = HandedIn(
            kind=request.form.get("kind", ""),
            person=who,
            part=int(part) if part.isdecimal() else 0,
            name=file.filename or "" if file else "",
            content=file.read() if file else b"",
            issued=_issued(),
        )
        attachments.attach(
            office(), cycle, actor(Role.SECRETARY), given, today(), now()
        )
    except BallotServiceError as error:
        return make_response(_shown(cycle, who, error), status_of(error))
    return redirect(_back(cycle, who), 303)


def _back(cycle: str, who: str) -> str:
    return url_for("submission_files.show", cycle=cycle, person=who or None)


@routes.get("/<int:number>")
@access(Who.SECRETARY, Who.CHAIR)
def read(cycle: str, number: int) -> Response:
    """Give one file; that it was read stands in the log before."""
    remember_way_back(url_for("submission.show", cycle=cycle))
    found = person()
    secretary = found is not None and Who.SECRETARY in found.kinds
    role = Role.SECRETARY if secretary else Role.CHAIR
    row, content = attachments.read(office(), cycle, actor(role), number, now())
    name = f"{row.kind}-{row.part}-v{row.version}.{by_media(row.type).ending}"
    return attached(content, row.type, name)


@routes.post("/<int:number>/withdraw")
@access(Who.SECRETARY)
def withdraw(cycle: str, number: int) -> AnyResponse:
    """Take a file out of the folder, with its reason."""
    who = request.form.get("person", "")
    remember_way_back(_back(cycle, who))
    attachments.withdraw(
        office(),
        cycle,
        actor(Role.SECRETARY),
        number,
        request.form.get("reason", ""),
        now(),
    )
    return redirect(_back(cycle, who), 303)
