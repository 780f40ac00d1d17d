"""Minutes of sealing, opening and handing over (F9): one form, then the file.

Refuses to keep what was typed; a refusal shows the form with all of it.
"""

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from ballot_service.documents.facts import FAMILIES, GRADES
from ballot_service.errors import BallotServiceError
from ballot_service.web.access import Who, access
from ballot_service.web.answers import attached, shown_again
from ballot_service.web.bench import now, office
from ballot_service.web.cycle_names import Words
from ballot_service.web.cycle_words import word
from ballot_service.web.pages import about, page, remember_way_back
from ballot_service.web.persons import actor, person
from ballot_service.workflows.office import Role
from ballot_service.workflows.sealing_paper import (
    HANDS,
    make_sealing_paper,
    sealing_draft,
)

routes = Blueprint(
    "sealing_paper", __name__, url_prefix="/staff/<event>/papers/sealing"
)
ACT_NAMES: dict[str, Words] = {
    "sealing": ("Niêm phong thiết bị và chìa khóa", "Sealing of devices and keys"),
    "opening": ("Mở niêm phong để kiểm phiếu", "Opening of the seals to count"),
    "handover": ("Bàn giao sau khi kiểm phiếu", "Handing over after the count"),
}
FIELDS: dict[str, Words] = {
    "family": ("Thể thức văn bản", "Form of the paper"),
    "body": ("Cơ quan ban hành", "Issuing body"),
    "place": ("Địa danh, địa điểm", "Place"),
    "symbol": ("Ký hiệu cơ quan", "Symbol of the body"),
    "secrecy": ("Độ mật", "Secrecy"),
    "number": ("Số văn bản", "Number"),
    "at": ("Thời điểm (giờ:phút ngày/tháng/năm)", "Time (hour:minute day/month/year)"),
    "act": ("Việc lập biên bản", "What the minutes are about"),
    "people": ("Thành phần", "Who was there"),
    "devices": ("Thiết bị, phương tiện", "Devices and media"),
    "shares": ("Mảnh khóa", "Key shares"),
    "share": ("Mảnh khóa", "Key shares"),
    "device": ("Thiết bị, phương tiện", "Devices and media"),
    "signers": ("Người ký: ít nhất hai", "Signers: at least two"),
    "copies": ("Số bản", "Copies"),
}


def _role() -> Role:
    found = person()
    kinds = found.kinds if found else frozenset()
    return next(role for role in HANDS if Who(role.value) in kinds)


def _at_fault(error: BallotServiceError | None) -> tuple[str, str]:
    """Return the field that a refusal names as the form calls it, and its line."""
    if error is None:
        return "", ""
    field, _, rest = error.detail.partition(":")
    names = field.split(" or ")[0].split(".")
    known = next((one for one in (names[-1], names[0]) if one in FIELDS), "")
    line = rest.strip() if rest.strip().isdigit() else ""
    return (word(FIELDS, known), line) if known else ("", "")


def _form(event: str, error: BallotServiceError | None = None) -> str:
    about(event)
    return page(
        "papers/sealing.html",
        typed=request.form if error else sealing_draft(office(), event),
        fault=error,
        at_fault=_at_fault(error),
        acts=[(name, word(ACT_NAMES, name)) for name in ACT_NAMES],
        families=FAMILIES,
        grades=GRADES,
    )


@routes.get("")
@access(Who.SECRETARY, Who.CHAIR, Who.COMMITTEE)
def show(event: str) -> str:
    """Show the form."""
    return _form(event)


@routes.post("")
@access(Who.SECRETARY, Who.CHAIR, Who.COMMITTEE)
def make(event: str) -> AnyResponse:
    """Make the minutes and give them as a file."""
    summary = about(event)
    remember_way_back(url_for("sealing_paper.show", event=event))
    given = request.form
    try:
        body = make_sealing_paper(office(), event, actor(_role()), given, now())
    except BallotServiceError as error:
        return shown_again(error, lambda said: _form(event, said))
    name = f"niem-phong-{given.get('act', '')}-{summary.uuid}.pdf"
    return attached(body, "application/pdf", name)
