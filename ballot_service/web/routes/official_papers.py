"""The official papers of an event: what the secretary types, and the files to print.

Refuses a figure of its own; every file is made anew from the verified statement.
"""

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as Redirection

from ballot_service.documents.facts import FAMILIES, GRADES
from ballot_service.web.access import MEETING, Who, access
from ballot_service.web.answers import attached
from ballot_service.web.bench import now, office
from ballot_service.web.pages import about, page, remember_way_back
from ballot_service.web.persons import actor, person
from ballot_service.workflows import cycle_paper_facts, official_papers, overview
from ballot_service.workflows.office import Role
from ballot_service.workflows.paper_fields import ABSENT, REASON

routes = Blueprint("official_papers", __name__, url_prefix="/staff/<event>/papers")
_FIRST = (Who.CHAIR, Who.COMMITTEE, Who.INSPECTOR, Who.SECRETARY)


def _role() -> Role:
    """Return the role in which somebody reads: the one that may see most."""
    found = person()
    kinds = found.kinds if found else frozenset()
    return Role(next(who for who in _FIRST if who in kinds).value)


@routes.get("")
@access(*MEETING)
def show(event: str) -> str:
    """Show which papers can be made, and the form of the secretary."""
    summary = about(event)
    papers = official_papers.papers_of(office(), event, _role())
    found = person()
    typed = {
        "office_body": summary.body,
        "copies": "3",
        "secretary_name": found.signed.name if found else "",
        **cycle_paper_facts.facts_of_review(office(), event),
        **papers.typed,
    }
    return page(
        "papers/papers.html",
        papers=papers,
        typed=typed,
        families=FAMILIES,
        grades=GRADES,
        absent_prefix=ABSENT,
        reason_prefix=REASON,
        progress=overview.progress(office(), event),
    )


@routes.post("")
@access(Who.SECRETARY)
def save(event: str) -> Redirection:
    """Keep what was typed, whole or not."""
    about(event)
    remember_way_back(url_for("official_papers.show", event=event))
    typed = request.form.to_dict()
    official_papers.save_facts(office(), event, actor(Role.SECRETARY), typed, now())
    return redirect(url_for("official_papers.show", event=event, saved=1), 303)


@routes.get("/<name>.pdf")
@access(*MEETING)
def file(event: str, name: str) -> Response:
    """Give one paper as PDF/A."""
    summary = about(event)
    remember_way_back(url_for("official_papers.show", event=event))
    body = official_papers.make_paper(office(), event, name, _role())
    called = f"{name}-{summary.uuid or summary.id}.pdf"
    return attached(body, "application/pdf", called)
