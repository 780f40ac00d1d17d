"""The submission as a paper (F8): one form of what no statement holds, then the file.

Refuses a figure that is typed; a refusal shows the form with all that was typed.
"""

from flask import Blueprint, Response, request

from ballot_service.errors import BadText, BallotServiceError, FactMissing
from ballot_service.planning.typed_day import write_day
from ballot_service.web.access import Who, access
from ballot_service.web.answers import attached, shown_again
from ballot_service.web.bench import now, office
from ballot_service.web.cycle_names import Words
from ballot_service.web.cycle_words import word
from ballot_service.web.pages import page
from ballot_service.web.persons import actor
from ballot_service.web.routes import cycle_papers
from ballot_service.web.routes.cycle import stands, today
from ballot_service.workflows import submission
from ballot_service.workflows.office import Role
from ballot_service.workflows.submission_paper import (
    MINUTES,
    enclosed,
    make_submission_paper,
)

routes = Blueprint(
    "submission_paper", __name__, url_prefix="/cycle/<cycle>/submission/paper"
)
FIELDS: dict[str, Words] = {
    **cycle_papers.FIELDS,
    "addressee": ("Kính gửi", "Addressed to"),
    "grounds or attachments": ("Căn cứ", "Grounds"),
    "introduction": ("Phần mở đầu", "Introduction"),
    "explanation": ("Nội dung cần báo cáo thêm", "Explanation"),
}


def _fields_at_fault(error: BallotServiceError | None) -> tuple[str, ...]:
    """Return the field that a refusal names, as the form calls it."""
    if not isinstance(error, FactMissing | BadText):
        return ()
    field = error.detail.split(":", 1)[0].rpartition(".")[2]
    if field.startswith("minutes"):
        return (word(FIELDS, "minutes"),)
    return (word(FIELDS, field),) if field in FIELDS else (error.detail,)


def _form(cycle: str, error: BallotServiceError | None = None) -> str:
    overview = stands(cycle)
    review = overview.progress.review
    superior = [one for one in review.titles if one.authority == "superior"]
    chair = next((one.chair.name for one in review.meetings[-1:]), "")
    first = {
        "office_body": review.body,
        "signer_name": chair,
        "day": write_day(today().isoformat()),
        "addressee": superior[0].authority_name if superior else "",
        "recipients": "Như trên\nLưu: VT, TCCB",
    }
    return page(
        "submission/paper.html",
        cycle=overview,
        typed=first if error is None else request.form,
        fault=error,
        at_fault=_fields_at_fault(error),
        taken=overview.progress.taken,
        minutes=MINUTES,
    )


@routes.get("")
@access(Who.SECRETARY)
def show(cycle: str) -> str:
    """Show the form."""
    return _form(cycle)


@routes.post("")
@access(Who.SECRETARY)
def make(cycle: str) -> Response:
    """Make the paper and give it as a file."""
    stands(cycle)
    view = submission.submission_view(office(), cycle, today())
    try:
        made = make_submission_paper(
            office(),
            cycle,
            actor(Role.SECRETARY),
            request.form,
            enclosed(view.folder, view.signer),
            now(),
        )
    except BallotServiceError as error:
        return shown_again(error, lambda said: _form(cycle, said))
    name = f"to-trinh-{view.row.year}.{made.ending}"
    return attached(made.body, cycle_papers.TYPES[made.ending], name)
