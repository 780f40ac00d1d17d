"""Steps 2 to 4 of a cycle: opened with a ballot, finished with its result and papers.

Refuses a step whose result or report is missing, and a name that nobody consulted on.
"""

from collections.abc import Mapping, Sequence

from ballot_service.errors import CycleStepRefused, NoReason, UnknownId
from ballot_service.planning.cycle_guards import check_list_change
from ballot_service.planning.cycle_states import CycleAction, CycleState
from ballot_service.planning.review import Pair
from ballot_service.workflows.cycle_drafts import (
    agreed_list,
    make_ballot,
    repeat_ballot,
    step_draft,
)
from ballot_service.workflows.cycle_office import CycleAct, acting_on_cycle
from ballot_service.workflows.cycle_progress import (
    AGREED,
    Progress,
    agreed_bytes,
    check_none_running,
    load_progress,
)
from ballot_service.workflows.cycle_results import running_ballot
from ballot_service.workflows.office import Actor, Office, Role, require

REPORT = "agency_report"
AGREED_STATES = (
    CycleState.STEP2_AGREED,
    CycleState.STEP3_CONSULTING,
    CycleState.STEP3_SUMMARISED,
)
AT_STEP = {2: CycleAction.OPEN_STEP2, 3: CycleAction.OPEN_STEP3}


def _progress(act: CycleAct) -> Progress:
    return load_progress(act.connection, act.row)


def open_consultation(
    office: Office, cycle: str, step: int, actor: Actor, now: int
) -> str:
    """Open step 2 or 3: the conference is consulted on the additions.

    Returns:
        The ballot event's id.

    Raises:
        WrongRole, CycleStepRefused, BallotRunning, ResultMissing. As `step_draft`.
    """
    require(actor, Role.SECRETARY, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        act.step(AT_STEP[step], {})
        made = step_draft(act, _progress(act), act.review, "consultation", step)
        event = make_ballot(office, act, made)
        act.log(f"open_step{step}", event)
    return event


def agree_list(  # noqa: PLR0917 (who goes on, who does not and why, and the minutes)
    office: Office,
    cycle: str,
    actor: Actor,
    pairs: Sequence[Pair],
    reasons: Mapping[Pair, str],
    meeting_minutes: str,
    now: int,
) -> None:
    """The collective agrees the list after step 2.

    Args:
        pairs: (title, person) of those who go on.
        reasons: the recorded reason of each who does not.

    Raises:
        WrongRole, CycleStepRefused, ResultMissing, EvidenceMissing.
        NewNameOnList: it goes back to the review. DropWithoutReason.
    """
    require(actor, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        progress = _progress(act)
        result = progress.need("consultation", 2)
        before = progress.consulted
        check_list_change(before, pairs, reasons)
        kept = [pair for pair in before if pair in set(pairs)]
        dropped = [(pair, reasons[pair]) for pair in before if pair not in set(pairs)]
        act.step(
            CycleAction.AGREE_LIST,
            {
                "step2_result": result.link.statement,
                "meeting_minutes": meeting_minutes,
            },
        )
        act.paper(AGREED, meeting_minutes, agreed_bytes(kept, dropped))
        act.log("agree_list", f"{len(kept)} go on, {len(dropped)} do not")


def withdraw_person(  # noqa: PLR0917 (whom, why, and by which document)
    office: Office,
    cycle: str,
    actor: Actor,
    pair: Pair,
    reason: str,
    document: str,
    now: int,
) -> None:
    """Take somebody off the agreed list before step 4: he withdrew, or no longer may.

    Raises:
        WrongRole, BallotRunning, EvidenceMissing. CycleStepRefused: before the list is
        agreed, or once step 4 is open. UnknownId: not on it. NoReason.
    """
    require(actor, Role.CHAIR)
    if not reason.strip():
        raise NoReason("withdrawal")
    with acting_on_cycle(office, cycle, actor, now) as act:
        if act.state not in AGREED_STATES:
            raise CycleStepRefused(f"a withdrawal in {act.state.value}")
        check_none_running(act.connection, act.row.id)
        kept = agreed_list(_progress(act))
        if pair not in kept:
            raise UnknownId(f"{pair[1]} for {pair[0]}: not on the list")
        left = [one for one in kept if one != pair]
        act.paper(AGREED, document, agreed_bytes(left, [(pair, reason)]))
        act.log("withdraw_person", f"{pair[1]} for {pair[0]}: {reason}"[:300])


def return_to_review(
    office: Office, cycle: str, actor: Actor, reason: str, now: int
) -> None:
    """Go back for a new name: through every step again, votes of the year kept.

    Raises:
        WrongRole, CycleStepRefused, BallotRunning, EvidenceMissing.
    """
    require(actor, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        check_none_running(act.connection, act.row.id)
        act.step(CycleAction.RETURN_TO_REVIEW, {"reason": reason})
        act.change(pass_number=act.row.pass_number + 1)
        act.log("return_to_review", reason[:300])


def summarise(office: Office, cycle: str, actor: Actor, report: str, now: int) -> None:
    """The agency sums up steps 2 and 3 and reports (S8).

    Args:
        report: reference of its report; "" where it comes later, before step 4.

    Raises:
        WrongRole, CycleStepRefused, ResultMissing.
    """
    require(actor, Role.SECRETARY)
    with acting_on_cycle(office, cycle, actor, now) as act:
        result = _progress(act).need("consultation", 3)
        act.step(CycleAction.SUMMARISE, {"step3_result": result.link.statement})
        if report.strip():
            act.paper(REPORT, report)
        act.log("summarise", report[:300])


def open_step4(office: Office, cycle: str, actor: Actor, now: int) -> str:
    """Open step 4: the collective votes by secret ballot on the agreed list.

    Returns:
        The ballot event's id.

    Raises:
        WrongRole, CycleStepRefused. ReportMissing: no report of the agency (E20).
        BallotRunning, ResultMissing, VotedOnAlready. As `step_draft`.
    """
    require(actor, Role.SECRETARY, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        act.step(CycleAction.OPEN_STEP4, {"agency_report": act.reference(REPORT)})
        made = step_draft(act, _progress(act), act.review, "addition", 4)
        event = make_ballot(office, act, made)
        act.log("open_step4", event)
    return event


def open_reballot(
    office: Office, cycle: str, actor: Actor, counting_minutes: str, now: int
) -> str:
    """Open B4': the tied are voted on again, once (R7a).

    Returns:
        The ballot event's id.

    Raises:
        WrongRole, CycleStepRefused, NoMoreReballots, EvidenceMissing, ResultMissing,
        BallotRunning. ReballotRefused: no tie asks for it.
    """
    require(actor, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        made = step_draft(act, _progress(act), act.review, "reballot", 4)
        act.step(CycleAction.REBALLOT_TIE, {"counting_minutes": counting_minutes})
        event = make_ballot(office, act, made)
        act.log("open_reballot", event)
    return event


def repeat_void(
    office: Office, cycle: str, actor: Actor, void_minutes: str, now: int
) -> str:
    """Repeat the void ballot of this step as its next run (R12).

    Returns:
        The new ballot event's id.

    Raises:
        WrongRole, CycleStepRefused, EvidenceMissing, NoBallotRunning.
        RepeatNotAllowed: it is not void.
    """
    require(actor, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        link = running_ballot(act.connection, act.row.id)
        act.step(CycleAction.REPEAT_VOID, {"void_minutes": void_minutes})
        event = repeat_ballot(office, act, link)
        act.log("repeat_void", event)
    return event


def add_paper(
    office: Office, cycle: str, actor: Actor, kind: str, reference: str, now: int
) -> None:
    """Put another paper on file: minutes of a conference, the agency's report.

    Raises:
        WrongRole. UnknownId: no such kind. EvidenceMissing: without a reference.
        CycleStepRefused: the agency's report before the results that it is on.
    """
    require(actor, Role.SECRETARY)
    if kind not in FILED:
        raise UnknownId(f"paper {kind}")
    with acting_on_cycle(office, cycle, actor, now) as act:
        # The report is on both results: before them it would open step 4 unread.
        if kind == REPORT and act.state is not CycleState.STEP3_SUMMARISED:
            raise CycleStepRefused(f"the agency's report in {act.state.value}")
        act.paper(kind, reference)
        act.log("add_paper", f"{kind}: {reference}"[:300])


FILED = (
    REPORT,
    *(f"meeting_minutes_{step}" for step in (1, 2, 3, 4)),
    *(f"counting_minutes_{step}" for step in (1, 2, 3, 4)),
)
"""Papers that may come apart from the step that needs them."""
