"""The yearly review: its list, its creation, where it stands, and each act as a form.

Refuses a result: those have a page of their own, with its own readers.
"""

import datetime as dt

from flask import Blueprint, g, make_response, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ballot_service.errors import BallotServiceError, CycleStepRefused
from ballot_service.planning.cycle_guards import Waiver
from ballot_service.planning.review import ReviewPlan
from ballot_service.web import cycle_view
from ballot_service.web.access import CYCLE_READERS, Who, access
from ballot_service.web.answers import shown_again
from ballot_service.web.bench import now, office
from ballot_service.web.cycle_acts import ACTS
from ballot_service.web.cycle_faults import creation_text, fault_lines
from ballot_service.web.cycle_picture import picture
from ballot_service.web.cycle_step import CycleStep
from ballot_service.web.cycle_view import Offer
from ballot_service.web.fault_texts import text_of
from ballot_service.web.faults import status_of
from ballot_service.web.language import current
from ballot_service.web.pages import page, remember_way_back
from ballot_service.web.persons import actor, person
from ballot_service.web.plan_faults import plan_faults
from ballot_service.web.plan_form import SentPlan, read_plan
from ballot_service.web.words import moment
from ballot_service.workflows import cycle_overview, cycle_planning
from ballot_service.workflows.cycle_overview import CycleOverview
from ballot_service.workflows.cycle_planning import Founding
from ballot_service.workflows.office import Role

SHOW_COUNTS = ("agree_list", "decide_tie", "decide_structure")
"""Acts whose forms show what somebody got: the reader's name stands across them."""

routes = Blueprint("cycle", __name__, url_prefix="/cycle")


def today() -> dt.date:
    """Return the day on the service's clock, in the room's time zone."""
    return dt.datetime.fromtimestamp(now()).astimezone().date()


def stands(cycle: str) -> CycleOverview:
    """Return where a cycle stands, and remember it for the header.

    Raises:
        UnknownCycle.
    """
    found = cycle_overview.cycle_overview(office(), cycle, today())
    g.cycle = found
    return found


def reader() -> str:
    """Return who reads and when, for the mark across what is not for everybody."""
    found = person()
    name = getattr(found.signed, "name", "") if found is not None else ""
    login = getattr(found.signed, "login", "") if found is not None else ""
    return f"{name} ({login}) – {moment(now())}"


@routes.get("/")
@access(*CYCLE_READERS)
def every() -> str:
    """List the reviews."""
    return page("cycle/list.html", cycles=cycle_overview.all_cycles(office()))


# --- creation ---------------------------------------------------------------------


@routes.get("/new")
@access(Who.SECRETARY)
def new_form() -> str:
    """Show the form for a new review."""
    return page("cycle/new.html", typed={}, today=today())


def _refused(
    error: BallotServiceError, sent: SentPlan | None, template: str, **more: object
) -> Response:
    """Show a form again with all that was typed, and every fault of the plan."""
    faults = plan_faults(sent.value) if sent is not None else ()
    text = ""
    if not faults:
        text = _creation(error, sent)
    body = page(
        template,
        typed=request.form,
        sent=sent,
        faults=faults,
        fault=error,
        text=text,
        today=today(),
        **more,
    )
    return make_response(body, status_of(error))


def _creation(error: BallotServiceError, sent: SentPlan | None) -> str:
    """Return the refusal of a plan that is in order by itself, or of no plan."""
    if sent is None:
        return text_of(error, current())
    plan = ReviewPlan.from_json(sent.value)
    return creation_text(error, plan.year, plan.profile)


def _founding(step: CycleStep) -> Founding:
    return Founding(
        step.paper("evaluation"),
        Waiver(
            step.paper("waiver"),
            second_cycle=bool(step.text("second_cycle")),
            outside_quarter=bool(step.text("outside_quarter")),
        ),
    )


@routes.post("/new")
@access(Who.SECRETARY)
def create() -> Response:
    """Create a review from its plan and its founding documents."""
    remember_way_back(url_for("cycle.new_form"))
    step = _step("", Role.SECRETARY)
    sent = None
    try:
        # The plan first: whatever is refused after it, the form keeps the file.
        sent = read_plan()
        made = cycle_planning.create_cycle(
            step.office, step.actor, sent.value, _founding(step), step.today, step.now
        )
    except BallotServiceError as error:
        return _refused(error, sent, "cycle/new.html")
    return redirect(url_for("cycle.show", cycle=made), 303)


# --- where it stands --------------------------------------------------------------


@routes.get("/<cycle>")
@access(*CYCLE_READERS)
def show(cycle: str) -> str:
    """Show where a review stands, who acts next, and what may be done."""
    overview = stands(cycle)
    held = cycle_view.ballots_of(office(), overview)
    report, fresh = cycle_view.eligibility_of(overview)
    return page(
        "cycle/show.html",
        cycle=overview,
        picture=picture(overview),
        held=held,
        offers=cycle_view.offers(overview, held),
        side=cycle_view.side_acts(overview),
        places=cycle_view.places_lines(overview),
        opinion=cycle_view.opinion_of(overview),
        report=report,
        fresh=fresh,
        submission_acts=cycle_view.SUBMISSION_ACTS,
        submission=url_for("submission.show", cycle=cycle),
    )


# --- acts -------------------------------------------------------------------------


def _step(cycle: str, role: Role) -> CycleStep:
    return CycleStep(office(), cycle, actor(role), now(), today(), request.form)


def _offered(overview: CycleOverview, act: str, of: str) -> Offer:
    """Return the offer of an act at this point.

    Raises:
        NotFound: no such act. CycleStepRefused: not now.
    """
    if act not in ACTS:
        raise NotFound
    held = cycle_view.ballots_of(office(), overview)
    every_offer = (
        *cycle_view.offers(overview, held),
        *cycle_view.side_acts(overview),
    )
    for offer in every_offer:
        if offer.act == act and of in ("", offer.of):
            return offer
    raise CycleStepRefused(f"{act} in {overview.state.value}")


def _form(
    overview: CycleOverview, offer: Offer, error: BallotServiceError | None = None
) -> str:
    review = overview.progress.review
    found = person()
    return page(
        "cycle/act.html",
        cycle=overview,
        offer=offer,
        act=ACTS[offer.act],
        mine=offer.mine(found.kinds if found is not None else ()),
        typed=request.form if error is not None else request.args,
        again=error is not None,
        fault=error,
        lines=() if error is None else fault_lines(error, review),
        places=cycle_view.places_lines(overview),
        reader=reader() if offer.act in SHOW_COUNTS else "",
    )


@routes.get("/<cycle>/act/<act>")
@access(Who.SECRETARY, Who.CHAIR)
def ask(cycle: str, act: str) -> str:
    """Show what an act means and which papers it needs, before it is done."""
    remember_way_back(url_for("cycle.show", cycle=cycle))
    overview = stands(cycle)
    return _form(overview, _offered(overview, act, request.args.get("of", "")))


@routes.post("/<cycle>/act/<act>")
@access(Who.SECRETARY, Who.CHAIR)
def do(cycle: str, act: str) -> Response:
    """Do an act; a refusal shows its form again with all that was typed."""
    home = url_for("cycle.show", cycle=cycle)
    remember_way_back(home)
    if act not in ACTS:
        raise NotFound
    overview = stands(cycle)
    offer = Offer(act, ACTS[act].roles, of=request.form.get("of", ""))
    found = person()
    role = offer.mine(found.kinds if found is not None else ()) or offer.roles[0]
    step = _step(cycle, role)
    try:
        ACTS[act].do(step)
    except BallotServiceError as error:
        return shown_again(error, lambda said: _form(overview, offer, said))
    return redirect(home, 303)
