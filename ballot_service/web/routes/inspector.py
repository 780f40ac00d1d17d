"""The inspector's page: codes, the verifier's report by steps, the record to take.

Refuses "ĐẠT" where any step failed or was not run, and every voter's name.
"""

from pathlib import Path

from flask import Blueprint, Response, current_app

from ballot_service.errors import BallotServiceError, NotExported
from ballot_service.verify.narrator import Narrator
from ballot_service.web.access import Who, access
from ballot_service.web.answers import attached
from ballot_service.web.bench import office
from ballot_service.web.draft_view import draft_view
from ballot_service.web.language import current
from ballot_service.web.packages import checker_zip
from ballot_service.web.pages import about, page
from ballot_service.web.papers import sheets_of
from ballot_service.web.persons import actor
from ballot_service.web.report_view import report_view
from ballot_service.workflows import overview, publication, slips, tablet_status
from ballot_service.workflows.office import Role

routes = Blueprint("inspector", __name__, url_prefix="/inspector")


@routes.get("/<event>")
@access(Who.INSPECTOR)
def show(event: str) -> str:
    """Show codes, figures and what staff did."""
    summary = about(event)
    me = actor(Role.INSPECTOR)
    return page(
        "inspector/event.html",
        progress=overview.progress(office(), event),
        draft=draft_view(overview.draft_of(office(), event)),
        sheets=sheets_of(summary),
        slips=slips.slips_after_close(office(), event),
        operations=overview.operations(office(), event, me),
    )


@routes.get("/<event>/report")
@access(Who.INSPECTOR)
def report(event: str) -> str:
    """Verify the record now, and show every step."""
    about(event)
    narrator: Narrator | None = None
    failure: BallotServiceError | None = None
    try:
        narrator = publication.report(office(), event)
    except NotExported:
        raise
    except BallotServiceError as error:
        failure = error
    draft = draft_view(overview.draft_of(office(), event))
    return page(
        "inspector/report.html",
        report=report_view(narrator, failure, draft.group, current()),
        draft=draft,
        progress=overview.progress(office(), event),
    )


@routes.get("/<event>/checker.zip")
@access(Who.INSPECTOR)
def checker(event: str) -> Response:
    """Give the off-line checker of opened ballots, with this vote's public pieces."""
    summary = about(event)
    folder = Path(current_app.static_folder or "") / "checker" / "vendor"
    body = checker_zip(folder, tablet_status.check_package(office(), event))
    return attached(body, "application/zip", f"checker-{summary.uuid}.zip")
