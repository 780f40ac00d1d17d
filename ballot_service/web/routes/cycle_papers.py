"""Papers of a review to print: one form of what no statement holds, a button a paper.

Refuses a figure that is typed; a refusal shows the form with all that was typed.
"""

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from ballot_service.errors import BadText, BallotServiceError, FactMissing
from ballot_service.planning.attachment_kinds import NAMES
from ballot_service.planning.review_parts import ReviewFields
from ballot_service.planning.typed_day import write_day
from ballot_service.web.access import Who, access
from ballot_service.web.answers import attached, shown_again
from ballot_service.web.bench import now, office
from ballot_service.web.cycle_faults import fault_lines
from ballot_service.web.cycle_names import Words
from ballot_service.web.cycle_words import word
from ballot_service.web.pages import page, remember_way_back
from ballot_service.web.persons import actor, person
from ballot_service.web.routes.cycle import stands, today
from ballot_service.web.submission_view import CHANGEABLE
from ballot_service.workflows.biography_rows import biography_draft
from ballot_service.workflows.cycle_closing import LIST_NAMES, final_lists_of
from ballot_service.workflows.cycle_overview import CycleOverview
from ballot_service.workflows.cycle_papers import make_cycle_paper
from ballot_service.workflows.made_papers import kind_of, put_in_folder
from ballot_service.workflows.office import Role

routes = Blueprint("cycle_papers", __name__, url_prefix="/cycle/<cycle>/papers")
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


FIELDS: dict[str, Words] = {
    "superior": ("Cơ quan cấp trên", "Superior body"),
    "body": ("Cơ quan ban hành", "Issuing body"),
    "place": ("Địa danh", "Place of the date line"),
    "symbol": ("Ký hiệu cơ quan", "Symbol of the body"),
    "number": ("Số văn bản", "Number"),
    "day": ("Ngày văn bản", "Day of the paper"),
    "name": ("Người ký", "Signed by"),
    "capacity": ("Chức danh người ký", "Capacity of the signer"),
    "recipients": ("Nơi nhận", "Recipients"),
    "authority": ("Thẩm quyền ban hành", "Who decides"),
    "grounds": ("Căn cứ", "Grounds"),
    "grounds or execution": ("Căn cứ, điều khoản thi hành", "Grounds or articles"),
    "execution": ("Điều khoản thi hành", "Articles of execution"),
    "attendance": ("Thành phần dự họp", "Who was there"),
    "content": ("Nội dung", "Content"),
    "heading": ("Vấn đề thảo luận", "Point of the agenda"),
    "text": ("Diễn biến, ý kiến", "Course and opinions"),
    "conclusion": ("Kết luận của chủ trì", "Conclusion of the chair"),
    "copies": ("Số bản", "Copies"),
    "people": ("Trích ngang lý lịch", "Biographic summary"),
    "minutes": ("Số biên bản kiểm phiếu", "Number of the counting minutes"),
    "closed": (
        "Kết thúc lúc: không được trước giờ bắt đầu",
        "Closed at: not before it opened",
    ),
}
"""Fields as the papers' errors call them, and as the form does."""


def _lines(error: BallotServiceError, review: ReviewFields) -> tuple[str, ...]:
    """Return the field that a refusal names as the form calls it, or its detail."""
    field, _, rest = error.detail.partition(":")
    field, row = field.rpartition(".")[2], rest.strip()
    if isinstance(error, FactMissing | BadText) and field in FIELDS:
        named = word(FIELDS, field)
        return (f"{named}, {gettext('dòng %(n)s', n=row)}" if row.isdigit() else named,)
    return fault_lines(error, review)


def _form(overview: CycleOverview, error: BallotServiceError | None = None) -> str:
    review = overview.progress.review
    chair = next((one.chair.name for one in review.meetings if one.step == 4), "")  # noqa: PLR2004 - step 4
    first = {"office_body": review.body, "signer_name": chair}
    first |= {
        # From the folder's page a link names the step whose minutes are missing.
        "step": request.args.get("step", "4"),
        "into": request.args.get("into", ""),
        "opened": "08:00",
        "closed": "11:30",
        "copies": "3",
        "day": write_day(today().isoformat()),
        "people": biography_draft(review),
    }
    closed = final_lists_of(office(), overview.row.id)
    return page(
        "cycle/papers.html",
        cycle=overview,
        typed=first if error is None else request.form,
        fault=error,
        lines=() if error is None else _lines(error, review),
        lists=[name for name in LIST_NAMES if closed and getattr(closed, name)],
        own=bool(closed and (closed.additions or closed.removals)),
        summary=overview.progress.result("addition", 4) is not None,
        steps=[one.step for one in review.meetings],
        may_attach=overview.state in CHANGEABLE,
    )


@routes.get("")
@access(Who.SECRETARY, Who.CHAIR)
def show(cycle: str) -> str:
    """Show the form."""
    return _form(stands(cycle))


@routes.post("")
@access(Who.SECRETARY, Who.CHAIR)
def make(cycle: str) -> AnyResponse:
    """Make one paper, and give it as a file or put it into the submission's folder."""
    remember_way_back(url_for("cycle_papers.show", cycle=cycle))
    overview = stands(cycle)
    found = person()
    secretary = found is not None and Who.SECRETARY in found.kinds
    name = request.form.get("make", "")
    by = actor(Role.SECRETARY if secretary else Role.CHAIR)
    kind = kind_of(name, request.form.get("step", ""))
    try:
        made = make_cycle_paper(office(), cycle, name, by, request.form, now())
        if kind and request.form.get("into") == "folder":
            paper = (kind, f"{NAMES[kind]}.pdf", made.body)
            put_in_folder(office(), cycle, by, paper, today(), now())
            where = url_for("submission.show", cycle=cycle)
            return redirect(f"{where}#documents", 303)
    except BallotServiceError as error:
        return shown_again(error, lambda said: _form(overview, said))
    file = f"{name.removesuffix('-docx')}-{overview.row.year}.{made.ending}"
    return attached(made.body, TYPES[made.ending], file)
