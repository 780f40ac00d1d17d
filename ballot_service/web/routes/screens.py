"""Screens for the whole room, without sign-in: the wall, the board, the result.

Refuses names, a partial result, and a result that was not announced.
"""

from dataclasses import replace

from flask import Blueprint, Response, g, make_response, request

from ballot_service.errors import BallotServiceError, NotClosedYet
from ballot_service.web.access import Who, access
from ballot_service.web.batches import in_batches
from ballot_service.web.bench import office
from ballot_service.web.draft_view import draft_view
from ballot_service.web.language import current
from ballot_service.web.pages import about, page
from ballot_service.web.result_view import result_view
from ballot_service.web.wall_sheets import wall_sheets
from ballot_service.workflows import bulletin, overview, publication
from ballot_service.workflows.overview import EventSummary

routes = Blueprint("screens", __name__)


def _about(event: str) -> EventSummary:
    """Return the summary as everybody may see it.

    A code of the statement is a digest of the result: whoever has the rest of the
    statement could try results against it, so it is nobody's before the result is.
    """
    summary = about(event)
    if not summary.announced:
        summary = replace(summary, statement_hash="", statement_code="")
        g.event = summary
    return summary


@routes.get("/wall/<event>")
@access(Who.ANONYMOUS)
def wall(event: str) -> str:
    """Show the wall: numbers, codes, the basis; the result once it is announced."""
    summary = _about(event)
    if summary.announced:
        view = result_view(publication.statement_bytes(office(), event))
        return page("public/wall_result.html", result=view, sheets=wall_sheets(view))
    return page(
        "public/wall.html",
        figures=in_batches(office(), event, summary.state),
        draft=draft_view(overview.draft_of(office(), event)),
    )


@routes.get("/board/<event>")
@access(Who.ANONYMOUS)
def board(event: str) -> str:
    """Show all trackers, sorted, and look one up."""
    summary = _about(event)
    typed = request.args.get("code", "")[:80].strip()
    found, fault = "", None
    try:
        trackers = bulletin.trackers(office(), event)
        if typed:
            found = bulletin.look_up(office(), event, typed)
    except NotClosedYet:
        trackers = ()
    except BallotServiceError as error:
        fault = error
    return page(
        "public/board.html",
        trackers=trackers,
        typed=typed,
        found=found,
        fault=fault,
        language=current(),
        announced=summary.announced,
    )


@routes.get("/result/<event>")
@access(Who.ANONYMOUS)
def result(event: str) -> Response:
    """Show the result once it is announced."""
    summary = _about(event)
    if not summary.announced:
        return make_response(page("public/not_yet.html"), 403)
    view = result_view(publication.statement_bytes(office(), event))
    return make_response(page("public/result.html", result=view, inside=False))
