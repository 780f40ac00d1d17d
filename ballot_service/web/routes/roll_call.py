"""Roll call by two hands, sign-in codes, and who has not yet taken a ballot.

Refuses to show anybody but the secretary who has not; nobody learns who voted.
"""

from flask import Blueprint, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from ballot_service.web.access import Who, access
from ballot_service.web.bench import now, office
from ballot_service.web.pages import about, page, remember_way_back
from ballot_service.web.persons import actor
from ballot_service.web.steps import Do, Step, take
from ballot_service.workflows import issuing, overview, rollcall, slips
from ballot_service.workflows.office import Role

routes = Blueprint("roll_call", __name__)


def _present(step: Step) -> object:
    return rollcall.confirm_present(
        step.office, step.event, step.actor, step.text("member"), step.now
    )


def _withdraw(step: Step) -> object:
    rollcall.withdraw_presence(
        step.office, step.event, step.actor, step.text("member"), step.now
    )
    return None


def _absent(step: Step) -> object:
    if step.text("excused") not in ("yes", "no"):
        raise BadRequest("excused")
    rollcall.mark_absent(
        step.office,
        step.event,
        step.actor,
        step.text("member"),
        step.text("excused") == "yes",
        step.now,
    )
    return None


def _finish(step: Step) -> object:
    return rollcall.finish_roll_call(step.office, step.event, step.actor, step.now)


def _replace(step: Step) -> object:
    return issuing.confirm_replacement(
        step.office, step.event, step.actor, step.text("member"), step.now
    )


def _slip(step: Step) -> object:
    return slips.give_slip(
        step.office, step.event, step.actor, step.text("member"), step.now
    )


SECRETARY_STEPS: dict[str, Do] = {
    "present": _present,
    "withdraw": _withdraw,
    "absent": _absent,
    "finish": _finish,
    "replace": _replace,
    "slip": _slip,
}
COMMITTEE_STEPS: dict[str, Do] = {"present": _present, "replace": _replace}


def _roll_page(event: str, role: Role) -> str:
    about(event)
    return page(
        "secretary/roll_call.html",
        role=role.value,
        slips=slips.slips_after_close(office(), event),
        entries=rollcall.roll_entries(office(), event),
        progress=overview.progress(office(), event),
    )


@routes.get("/secretary/<event>/roll-call")
@access(Who.SECRETARY)
def secretary_roll(event: str) -> str:
    """Show the roll to the secretary's hand."""
    return _roll_page(event, Role.SECRETARY)


@routes.post("/secretary/<event>/roll-call/<step>")
@access(Who.SECRETARY)
def secretary_step(event: str, step: str) -> Response:
    """Mark somebody present or absent, or finish the roll call."""
    to = url_for("roll_call.secretary_roll", event=event)
    if request.form.get("from") == "codes":
        to = url_for("roll_call.codes", event=event)
    return take(SECRETARY_STEPS, step, event, Role.SECRETARY, to)


@routes.get("/committee/<event>/roll-call")
@access(Who.COMMITTEE)
def committee_roll(event: str) -> str:
    """Show the roll to the committee's hand."""
    return _roll_page(event, Role.COMMITTEE)


@routes.post("/committee/<event>/roll-call/<step>")
@access(Who.COMMITTEE)
def committee_step(event: str, step: str) -> Response:
    """Give the second hand."""
    to = url_for("roll_call.committee_roll", event=event)
    return take(COMMITTEE_STEPS, step, event, Role.COMMITTEE, to)


@routes.get("/secretary/<event>/codes")
@access(Who.SECRETARY)
def codes(event: str) -> str:
    """Show who is present, who holds a code, and who has not yet taken a ballot."""
    about(event)
    me = actor(Role.SECRETARY)
    waiting = {entry.id for entry in overview.without_token(office(), event, me)}
    return page(
        "secretary/codes.html",
        entries=[
            entry
            for entry in rollcall.roll_entries(office(), event)
            if entry.attendance == "present"
        ],
        waiting=waiting,
        progress=overview.progress(office(), event),
    )


@routes.post("/secretary/<event>/codes")
@access(Who.SECRETARY)
def make_codes(event: str) -> str:
    """Make codes and show them, once, on cards to be printed.

    Of those who were named; with `all`, of everybody present who has none yet.
    """
    remember_way_back(url_for("roll_call.codes", event=event))
    about(event)
    me, at = actor(Role.SECRETARY), now()
    wanted = set(request.form.getlist("member"))
    everybody = request.form.get("all") == "yes"
    cards = []
    for entry in rollcall.roll_entries(office(), event):
        waits = entry.attendance == "present" and not entry.served
        if entry.id in wanted or (everybody and waits and not entry.has_code):
            code = rollcall.make_code(office(), event, me, entry.id, at)
            link = url_for("sign_in.member_link", code=code, _external=True)
            cards.append((entry, code, link))
    return page("secretary/cards.html", cards=cards)
