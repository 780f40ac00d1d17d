"""The ballot events of a cycle: made from its plan and results, never typed again.

Refuses a second running ballot.
"""

from ballot_service.errors import ResultMissing
from ballot_service.planning.ballot_event import State, next_run
from ballot_service.planning.cycle_ballots import (
    EventDraft,
    addition_draft,
    consultation_draft,
    reballot_draft,
    removal_draft,
)
from ballot_service.planning.review import Pair, ReviewPlan
from ballot_service.store import cycles, events
from ballot_service.store.cycle_rows import BallotLinkRow
from ballot_service.store.rows import EventRow
from ballot_service.workflows.cycle_office import CycleAct
from ballot_service.workflows.cycle_progress import (
    Progress,
    check_none_running,
    load_progress,
)
from ballot_service.workflows.cycle_reballot import members_of
from ballot_service.workflows.drafts import read_draft
from ballot_service.workflows.office import Act, Office
from ballot_service.workflows.preparation import new_event
from ballot_service.workflows.removal_reasons import put_reasons


def agreed_list(progress: Progress) -> tuple[Pair, ...]:
    """Return the list that the collective agreed after step 2.

    Raises:
        ResultMissing: it did not yet.
    """
    if progress.agreed is None:
        raise ResultMissing("the agreed list")
    return progress.agreed


def step_draft(
    act: CycleAct, progress: Progress, review: ReviewPlan, kind: str, step: int
) -> EventDraft:
    """Return draft and roll of one ballot, from the plan and the earlier results.

    Raises:
        ResultMissing: an earlier result is not here. MeetingMissing, NomineeInChair,
        NomineeOnCommittee, NoPlaces, VotedOnAlready, ReballotRefused, OtherElectorate.
    """
    voted = cycles.votes_of(act.connection, act.row.body, act.row.year)
    match kind, step:
        case "removal", _:
            return removal_draft(review, voted)
        case "consultation", 2:
            pairs = progress.consulted
            return consultation_draft(review, 2, pairs, progress.removals)
        case "consultation", _:
            pairs = agreed_list(progress)
            return consultation_draft(review, 3, pairs, progress.removals)
        case "addition", _:
            pairs = agreed_list(progress)
            return addition_draft(review, pairs, progress.removals, voted)
        case _:
            first = progress.need("addition", 4)
            verdict = first.verdict(progress.choices)
            voters = members_of(act.connection, first.link.event)
            return reballot_draft(review, first.plan, verdict, voters)


def draft_again(act: CycleAct, review: ReviewPlan, link: BallotLinkRow) -> EventDraft:
    """Return the draft of a linked ballot once more, from a changed plan.

    Raises:
        As `step_draft`.
    """
    progress = load_progress(act.connection, act.row)
    return step_draft(act, progress, review, link.kind, link.step)


def make_ballot(office: Office, act: CycleAct, made: EventDraft) -> str:
    """Create the ballot event of a step and link it; return its id.

    Raises:
        BallotRunning: another one is not finished. BadDraft, EncodingError,
        PlanningError, BadManifest.
    """
    check_none_running(act.connection, act.row.id)
    draft = read_draft(made.draft, made.roll, _next_run(act, made))
    row = new_event(office, act.connection, draft)
    _link(act, row)
    _put_reasons(act, made, row)
    return row.id


def _next_run(act: CycleAct, made: EventDraft) -> int:
    """Return 1, or one more than the last ballot of this step and kind this year.

    After a return to the review the same step votes again, perhaps on the same names:
    an importer takes a lower run for an older one.
    """
    runs = [
        events.find_event(act.connection, link.event).run
        for row in cycles.cycles_of(act.connection, act.row.body, act.row.year)
        for link in cycles.ballots_of(act.connection, row.id)
        if (link.step, link.kind) == (made.plan.step, made.plan.kind)
    ]
    return max(runs, default=0) + 1


def repeat_ballot(office: Office, act: CycleAct, link: BallotLinkRow) -> str:
    """Create the next run of a void ballot, made from the cycle again (R12).

    Raises:
        RepeatNotAllowed: not void. BadDraft, EncodingError, PlanningError.
    """
    old = events.find_event(act.connection, link.event, lock=True)
    run = next_run(State(old.state), old.run)
    made = draft_again(act, act.review, link)
    draft = read_draft(made.draft, made.roll, run)
    row = new_event(office, act.connection, draft, old.id)
    cycles.update_ballot(act.connection, link.event, running=None)
    _link(act, row)
    _put_reasons(act, made, row)
    Act(act.connection, old, act.actor, act.now).log("repeat_event", row.id)
    return row.id


def _put_reasons(act: CycleAct, made: EventDraft, row: EventRow) -> None:
    """Give the papers of a removal the reasons of the plan, joined for a person."""
    if made.plan.kind != "removal":
        return
    given: dict[str, list[str]] = {}
    asked = {(one.title, one.nominee) for one in made.plan.questions}
    for one in act.review.proposals:
        if one.kind == "removal" and (one.title, one.person) in asked:
            given.setdefault(one.person, []).append(one.reason)
    reasons = {who: "; ".join(dict.fromkeys(said)) for who, said in given.items()}
    put_reasons(act.connection, row, reasons)


def _link(act: CycleAct, row: EventRow) -> None:
    number = len(cycles.ballots_of(act.connection, act.row.id)) + 1
    cycles.add_ballot(
        act.connection,
        BallotLinkRow(
            event=row.id,
            cycle=act.row.id,
            step=row.step,
            kind=row.kind,
            pass_number=act.row.pass_number,
            number=number,
            running=1,
        ),
    )
    Act(act.connection, row, act.actor, act.now).log("create_event", row.title)
