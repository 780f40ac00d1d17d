"""Screens for the whole room, without sign-in: the wall, the board, the result.

Refuses names, a partial result, and a result that was not announced.
"""

from flask import Blueprint, Response, make_response, request

from ballot_service.errors import BallotServiceError, NotClosedYet
from ballot_service.web.access import Who, access
from ballot_service.web.batches import in_batches
from ballot_service.web.bench import office
from ballot_service.web.draft_view import draft_view
from ballot_service.web.language import current
from ballot_service.web.pages import about, page
from ballot_service.web.result_view import result_view
from ballot_service.workflows import bulletin, overview, publication

routes = Blueprint("screens", __name__)


@routes.get("/wall/<event>")
@access(Who.ANONYMOUS)
def wall(event: str) -> str:
    """Show the wall: numbers, codes, the basis."""
    summary = about(event)
    return page(
        "public/wall.html",
        figures=in_batches(office(), event, summary.state),
        draft=draft_view(overview.draft_of(office(), event)),
        announced=summary.announced,
    )


@routes.get("/board/<event>")
@access(Who.ANONYMOUS)
def board(event: str) -> str:
    """Show all trackers, sorted, and look one up."""
    summary = about(event)
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
    summary = about(event)
    if not summary.announced:
        return make_response(page("public/not_yet.html"), 403)
    view = result_view(publication.statement_bytes(office(), event))
    return make_response(page("public/result.html", result=view, inside=False))
