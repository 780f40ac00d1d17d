"""The review before step 1: created, its plan amended, everybody's eligibility checked.

Refuses a second cycle in a year, one outside its quarter, and a draft profile.
"""

import datetime as dt
import json
from dataclasses import dataclass

from ballot_service.errors import CycleStepRefused, NoReason
from ballot_service.planning.ballot_event import State
from ballot_service.planning.cycle_guards import (
    NO_WAIVER,
    Waiver,
    check_creation,
)
from ballot_service.planning.cycle_states import CycleAction, CycleState
from ballot_service.planning.review import EligibilityReport, ReviewPlan
from ballot_service.planning.review_json import read_meeting
from ballot_service.protocol.credential import random_base58
from ballot_service.record.manifest import canonical
from ballot_service.store import cycles, events
from ballot_service.store.cycle_rows import BallotLinkRow, CycleRow
from ballot_service.workflows.cycle_drafts import draft_again
from ballot_service.workflows.cycle_office import (
    PLAN,
    CycleAct,
    acting_on_cycle,
    plan_bytes,
)
from ballot_service.workflows.office import Act, Actor, Office, Role, require
from ballot_service.workflows.preparation import ID_LENGTH, replace_draft

ELIGIBILITY = "eligibility"
EVALUATION = "evaluation"
WAIVER = "waiver"
_REVIEWING = (CycleState.CREATED, CycleState.REVIEWING)


@dataclass(frozen=True)
class Founding:
    """The documents on which a cycle is founded.

    Attributes:
        evaluation: reference of the finished evaluation of the year before, or "".
        waiver: what a document of the competent authority lets pass.
    """

    evaluation: str
    waiver: Waiver = NO_WAIVER


def create_cycle(
    office: Office,
    actor: Actor,
    plan: object,
    founding: Founding,
    today: dt.date,
    now: int,
) -> str:
    """Create the yearly review of a body, and return its id (S1).

    Args:
        plan: parsed JSON (`ReviewPlan.from_json`).
        founding: evaluation and waiver.
        today: the day on the LAN's clock, for the quarter.

    Raises:
        WrongRole. CycleExists (E14), OutsideQuarter (E15), EvaluationMissing (E16).
        ProfileIsDraft, ProfileNotElectronic: this profile cannot decide a list here.
        PlanningError: what the plan contradicts.
    """
    require(actor, Role.SECRETARY)
    review = ReviewPlan.from_json(plan)
    review.profile.check_in_force()
    review.profile.check_electronic()
    evaluated = [review.year - 1] if founding.evaluation.strip() else []
    with office.database.writing() as connection:
        earlier = cycles.cycles_of(connection, review.body, review.year)
        taken = [row.year for row in earlier]
        check_creation(
            review.profile, review.year, today, taken, evaluated, founding.waiver
        )
        row = CycleRow(
            id=random_base58(ID_LENGTH, office.random),
            body=review.body,
            year=review.year,
            number=len(earlier) + 1,
            state=CycleState.CREATED.value,
            suspended_from=CycleState.NOT_STARTED.value,
        )
        cycles.add_cycle(connection, row)
        act = CycleAct(connection, row, actor, now)
        act.paper(PLAN, "v1", plan_bytes(review))
        if founding.evaluation.strip():
            act.paper(EVALUATION, founding.evaluation)
        if founding.waiver.document.strip():
            act.paper(WAIVER, founding.waiver.document)
        act.log("create_cycle", f"{review.body}, {review.year}")
    return row.id


def amend_plan(
    office: Office, cycle: str, actor: Actor, plan: object, now: int
) -> None:
    """Replace the plan while it is being reviewed; every version is kept.

    Raises:
        WrongRole. CycleStepRefused: step 1 is open, or the plan names another body,
        year or profile. PlanningError: what the plan contradicts.
    """
    require(actor, Role.SECRETARY)
    review = ReviewPlan.from_json(plan)
    with acting_on_cycle(office, cycle, actor, now) as act:
        if act.state not in _REVIEWING:
            raise CycleStepRefused(f"the plan in {act.state.value}")
        if (review.body, review.year) != (act.row.body, act.row.year):
            raise CycleStepRefused("another body or year")
        if review.profile != act.review.profile:
            review.profile.check_in_force()
            review.profile.check_electronic()
        _keep_plan(act, review)
        act.log("amend_plan", act.papers(PLAN)[-1].digest)


def _keep_plan(act: CycleAct, review: ReviewPlan) -> None:
    version = len(act.papers(PLAN)) + 1
    act.paper(PLAN, f"v{version}", plan_bytes(review))


def amend_meeting(
    office: Office,
    cycle: str,
    actor: Actor,
    meeting: object,
    document: str,
    now: int,
) -> None:
    """Enter or change the meeting of one step: roll, committee, chair, day (W23).

    A draft that is made for that step already is made again, and confirmed anew.

    Args:
        meeting: parsed JSON, as in the plan.
        document: the reference of the decision behind the change.

    Raises:
        WrongRole. NoReason: without a document. EventStepRefused: frozen already.
        CycleStepRefused: the step is over. PlanningError: what the plan contradicts.
    """
    require(actor, Role.SECRETARY)
    if not document.strip():
        raise NoReason("change of a meeting")
    changed = read_meeting(meeting, "meeting")
    with acting_on_cycle(office, cycle, actor, now) as act:
        links = cycles.ballots_of(act.connection, act.row.id)
        if act.state not in _REVIEWING:
            _check_not_over(act, links, changed.step)
        review = act.review.with_meeting(changed)
        _keep_plan(act, review)
        act.paper(f"roll_basis_{changed.step}", document)
        for link in links:
            if link.running == 1 and link.step == changed.step:
                made = draft_again(act, review, link)
                row = events.find_event(act.connection, link.event, lock=True)
                if row.state != State.VOID.value:
                    replace_draft(
                        Act(act.connection, row, actor, now), made.draft, made.roll
                    )
        act.log("amend_meeting", f"step {changed.step}: {document}"[:300])


def _check_not_over(act: CycleAct, links: tuple[BallotLinkRow, ...], step: int) -> None:
    here = [link for link in links if link.pass_number == act.row.pass_number]
    done = max((link.step for link in here if link.statement), default=0)
    running = [link.step for link in here if link.running == 1]
    if step <= done and step not in running:
        raise CycleStepRefused(f"step {step} is over")


def start_review(office: Office, cycle: str, actor: Actor, now: int) -> None:
    """Begin the review of persons and files (S2).

    Raises:
        WrongRole, CycleStepRefused.
    """
    require(actor, Role.SECRETARY)
    with acting_on_cycle(office, cycle, actor, now) as act:
        act.step(CycleAction.START_REVIEW, {})
        act.log("start_review")


def check_eligibility(
    office: Office, cycle: str, actor: Actor, now: int
) -> EligibilityReport:
    """Check every addition against R5, and keep the report with the plan's version.

    A report with blocks is kept too: step 1 refuses to open on it.

    Raises:
        WrongRole. CycleStepRefused: not while reviewing.
    """
    require(actor, Role.SECRETARY)
    with acting_on_cycle(office, cycle, actor, now) as act:
        if act.state is not CycleState.REVIEWING:
            raise CycleStepRefused(f"eligibility in {act.state.value}")
        report = act.review.eligibility()
        act.paper(ELIGIBILITY, act.papers(PLAN)[-1].digest, _report_bytes(report))
        act.log("check_eligibility", f"{len(report.blocks)} blocks")
    return report


def _report_bytes(report: EligibilityReport) -> bytes:
    return canonical(
        {
            "blocks": [
                {
                    "title": block.pair[0],
                    "person": block.pair[1],
                    "error": block.error,
                    "code": block.code,
                }
                for block in report.blocks
            ],
            "warnings": [
                {
                    "title": pair[0],
                    "person": pair[1],
                    "code": warned.code,
                    "text_vi": warned.text_vi,
                    "text_en": warned.text_en,
                }
                for pair, warned in report.warnings
            ],
        }
    )


def read_report(body: bytes) -> dict[str, list[dict[str, str]]]:
    """Return a kept report: lists "blocks" and "warnings", one object a line."""
    found: dict[str, list[dict[str, str]]] = json.loads(body)
    return found
