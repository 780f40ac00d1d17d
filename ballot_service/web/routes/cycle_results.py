"""Results of a review: three steps side by side, removals, decisions, final lists.

Refuses everybody but the collective's chair, the agency that sums up, and inspection;
what is shown bears the reader's name.
"""

from flask import Blueprint

from ballot_service.web import cycle_view, result_table
from ballot_service.web.access import CYCLE_READERS, access
from ballot_service.web.bench import office
from ballot_service.web.pages import page
from ballot_service.web.routes.cycle import reader, stands
from ballot_service.workflows.cycle_closing import LIST_NAMES, final_lists_of

routes = Blueprint("cycle_results", __name__, url_prefix="/cycle/<cycle>")


@routes.get("/results")
@access(*CYCLE_READERS)
def results(cycle: str) -> str:
    """Show the results of steps 1 to 4 as far as they are in."""
    overview = stands(cycle)
    return page(
        "cycle/results.html",
        cycle=overview,
        reader=reader(),
        removals=result_table.removals(overview.progress),
        heads=result_table.heads(overview.progress),
        titles=result_table.titles(overview.progress),
        dropped=result_table.dropped(overview),
        decided=result_table.decided(overview),
        choices=cycle_view.title_choices(overview),
        places=cycle_view.places_lines(overview),
    )


@routes.get("/lists")
@access(*CYCLE_READERS)
def lists(cycle: str) -> str:
    """Show the four lists, once they are closed."""
    overview = stands(cycle)
    return page(
        "cycle/lists.html",
        cycle=overview,
        reader=reader(),
        lists=final_lists_of(office(), cycle),
        names=LIST_NAMES,
        decided=result_table.decided(overview),
        places=cycle_view.places_lines(overview),
    )
