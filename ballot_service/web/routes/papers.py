"""Papers for signature and file: sheets to print, result for those inside, record.

Refuses the result before it is announced, but to chair, committee and inspector.
"""

from flask import Blueprint, Response

from ballot_service.web.access import MEETING, Who, access
from ballot_service.web.answers import attached
from ballot_service.web.bench import office
from ballot_service.web.exports import result_workbook, roll_workbook
from ballot_service.web.list_templates import XLSX
from ballot_service.web.packages import folder_as_zip
from ballot_service.web.pages import about, page
from ballot_service.web.result_view import result_view
from ballot_service.workflows import closing, opening, overview, publication, slips
from ballot_service.workflows import rollcall as roll
from ballot_service.workflows.records import record_folder

routes = Blueprint("papers", __name__, url_prefix="/staff/<event>")
INSIDE = (Who.CHAIR, Who.COMMITTEE, Who.INSPECTOR)


@routes.get("/opening-sheet")
@access(*MEETING)
def opening_sheet(event: str) -> str:
    """Show the opening sheet, to be printed and signed."""
    about(event)
    return page("sheets/opening.html", sheet=opening.opening_sheet(office(), event))


@routes.get("/closing-sheet")
@access(*MEETING)
def closing_sheet(event: str) -> str:
    """Show the closing sheet, to be printed and signed."""
    about(event)
    return page("sheets/closing.html", sheet=closing.closing_sheet(office(), event))


@routes.get("/roll-sheet")
@access(Who.SECRETARY, Who.COMMITTEE, Who.CHAIR)
def roll_sheet(event: str) -> str:
    """Show the roll call, to be printed and signed."""
    about(event)
    return page(
        "sheets/roll.html",
        entries=roll.roll_entries(office(), event),
        progress=overview.progress(office(), event),
    )


@routes.get("/roll.xlsx")
@access(Who.SECRETARY, Who.COMMITTEE, Who.CHAIR)
def roll_book(event: str) -> Response:
    """Give roll and attendance as a workbook."""
    about(event)
    body = roll_workbook(roll.roll_entries(office(), event))
    return attached(body, XLSX, "diem-danh.xlsx")


@routes.get("/result.xlsx")
@access(*INSIDE)
def result_book(event: str) -> Response:
    """Give the result as a workbook, to those inside."""
    about(event)
    view = result_view(publication.statement_bytes(office(), event))
    return attached(result_workbook(view), XLSX, "ket-qua.xlsx")


@routes.get("/result")
@access(*INSIDE)
def result(event: str) -> str:
    """Show the result to those inside, announced or not."""
    about(event)
    view = result_view(publication.statement_bytes(office(), event))
    return page("public/result.html", result=view, inside=True)


@routes.get("/record.zip")
@access(*INSIDE)
def record(event: str) -> Response:
    """Give the most complete record there is, for the inspector's own machine."""
    summary = about(event)
    body = folder_as_zip(record_folder(office(), event))
    return attached(body, "application/zip", f"record-{summary.uuid}.zip")


@routes.get("/undrawn.json")
@access(*INSIDE)
def undrawn(event: str) -> Response:
    """Give the list of undrawn slips, for the inspector's own verifier."""
    about(event)
    body = slips.undrawn_list(office(), event)
    return attached(body, "application/json", "undrawn.json")
