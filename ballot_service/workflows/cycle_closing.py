"""The end of step 4: recorded decisions, the closed list, and a halt or an end.

Refuses a decision that nothing asks for, and a list with a decision open.
"""

import json

from ballot_service.errors import BallotRunning, CycleStepRefused, DecisionNotAsked
from ballot_service.planning.ballot_event import State
from ballot_service.planning.cycle import cancelled
from ballot_service.planning.cycle_decisions import (
    StructureDecision,
    check_structure_decision,
    closed_lists,
    decisive,
    open_decisions,
)
from ballot_service.planning.cycle_states import CycleAction, CycleState
from ballot_service.planning.outcomes import Decision, ListEntry, ResultLists
from ballot_service.planning.ties import ChairDecision, check_chair_decision
from ballot_service.planning.titles import TitleChoice
from ballot_service.record.manifest import canonical
from ballot_service.store import cycles, events
from ballot_service.workflows.cycle_office import CycleAct, acting_on_cycle, as_cycle
from ballot_service.workflows.cycle_progress import (
    CHOICE,
    LISTS,
    STRUCTURE,
    TIE,
    Progress,
    check_none_running,
    decision_bytes,
    load_progress,
)
from ballot_service.workflows.cycle_reballot import check_reballot_held
from ballot_service.workflows.cycle_results import check_results
from ballot_service.workflows.cycle_step1 import check_nothing_to_add
from ballot_service.workflows.office import Actor, Office, Role, require

AT_STEP4 = (CycleState.STEP4_BALLOT, CycleState.STEP4_REBALLOT)
LIST_NAMES = (
    "proposed_for_confirmation",
    "additions",
    "proposed_removals",
    "removals",
)


def _at_step4(act: CycleAct) -> None:
    if act.state not in AT_STEP4:
        raise CycleStepRefused(f"a decision in {act.state.value}")


def record_tie_decision(
    office: Office, cycle: str, actor: Actor, decision: ChairDecision, now: int
) -> None:
    """Record whom the chair proposes for the places left at a tie, or nobody (R7).

    A later record about the same title counts instead; all are kept.

    Raises:
        WrongRole, CycleStepRefused, ResultMissing, and all of `check_chair_decision`.
    """
    require(actor, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        _at_step4(act)
        verdict, again = load_progress(act.connection, act.row).decisive_verdicts()
        check_chair_decision(decisive(verdict, again, decision.title), decision)
        act.paper(TIE, decision.title, decision_bytes(decision))
        act.log("record_tie_decision", decision.title)


def record_structure_decision(
    office: Office, cycle: str, actor: Actor, decision: StructureDecision, now: int
) -> None:
    """Record what the collective does about a structure shortfall (R8).

    Raises:
        WrongRole, CycleStepRefused, ResultMissing, and all of
        `check_structure_decision`.
    """
    require(actor, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        _at_step4(act)
        verdict, again = load_progress(act.connection, act.row).decisive_verdicts()
        check_structure_decision(decisive(verdict, again, decision.title), decision)
        act.paper(STRUCTURE, decision.title, decision_bytes(decision))
        act.log("record_structure_decision", f"{decision.title}: {decision.option}")


def record_title_choice(
    office: Office, cycle: str, actor: Actor, choice: TitleChoice, now: int
) -> None:
    """Record which titles somebody keeps who was taken for too many (R9).

    Raises:
        WrongRole, CycleStepRefused, ResultMissing, NoReason. DecisionNotAsked: he was
        not taken for too many, or a tie was dealt with already, which this would turn
        over.
    """
    require(actor, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        _at_step4(act)
        check_none_running(act.connection, act.row.id)
        progress = load_progress(act.connection, act.row)
        first = progress.need("addition", 4)
        asked = {
            who
            for one in first.verdict().decisions
            if one.kind == "titles"
            for who in one.nominees
        }
        settled = progress.decided.ties or progress.decided.structure
        if choice.nominee not in asked or settled or progress.result("reballot", 4):
            raise DecisionNotAsked(f"titles of {choice.nominee}")
        others = [one for one in progress.choices if one.nominee != choice.nominee]
        first.verdict([*others, choice])
        act.paper(CHOICE, choice.nominee, decision_bytes(choice))
        act.log("record_title_choice", choice.nominee)


def open_decisions_of(progress: Progress) -> tuple[Decision, ...]:
    """Return the decisions of step 4 that are not recorded yet; none before it."""
    if progress.result("addition", 4) is None:
        return ()
    verdict, again = progress.decisive_verdicts()
    return open_decisions(verdict, again, progress.decided)


def close_list(
    office: Office,
    cycle: str,
    actor: Actor,
    meeting_minutes: str,
    counting_minutes: str,
    now: int,
) -> ResultLists:
    """Close the list after step 4, its re-ballot and every decision (S10).

    Returns:
        The four lists of rules 1.6.

    Raises:
        WrongRole, CycleStepRefused, BallotRunning, ResultMissing, EvidenceMissing.
        All of `check_results`: what is kept is not what was signed.
        NotTheTied, OtherElectorate: the re-ballot was another one than R7a allows.
        DecisionsMissing: naming "kind: title" of each that is open.
    """
    require(actor, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        check_none_running(act.connection, act.row.id)
        check_results(act)
        act.step(
            CycleAction.CLOSE_LIST,
            {"meeting_minutes": meeting_minutes, "counting_minutes": counting_minutes},
        )
        progress = load_progress(act.connection, act.row)
        check_reballot_held(act.connection, progress)
        verdict, again = progress.decisive_verdicts()
        lists = closed_lists(progress.removals, verdict, again, progress.decided)
        _keep_lists(act, lists, meeting_minutes)
    return lists


def close_without_additions(
    office: Office, cycle: str, actor: Actor, conclusion: str, now: int
) -> ResultLists:
    """Close the list before step 4, where no addition is left to vote on.

    Raises:
        WrongRole, CycleStepRefused, EvidenceMissing, and all of `check_results`.
        AdditionsOpen: steps 2 to 4 have persons to ask about.
    """
    require(actor, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        progress = load_progress(act.connection, act.row)
        check_nothing_to_add(progress)
        check_results(act)
        act.step(CycleAction.CLOSE_WITHOUT_ADDITIONS, {"conclusion": conclusion})
        _keep_lists(act, progress.removals, conclusion)
    return progress.removals


def _keep_lists(act: CycleAct, lists: ResultLists, reference: str) -> None:
    body = {
        name: [vars(entry) for entry in getattr(lists, name)] for name in LIST_NAMES
    }
    act.paper(LISTS, reference, canonical(body))
    act.change(
        needs_submission=bool(
            lists.proposed_for_confirmation or lists.proposed_removals
        ),
        needs_own_decision=bool(lists.additions or lists.removals),
    )
    act.log("close_list", reference[:300])


def final_lists_of(office: Office, cycle: str) -> ResultLists | None:
    """Return the four closed lists, or None before they are closed."""
    with office.database.reading() as connection:
        papers = cycles.get_papers(connection, cycle, LISTS)
    return read_lists(papers[-1].body) if papers else None


def read_lists(body: bytes) -> ResultLists:
    """Read the four lists as they are kept."""
    found = json.loads(body)
    return ResultLists(
        **{name: tuple(ListEntry(**row) for row in found[name]) for name in LIST_NAMES}
    )


# --- halts ------------------------------------------------------------------------


def _stop_ballot(act: CycleAct) -> None:
    """A ballot that goes on must be closed and counted, or declared void, first."""
    for link in cycles.ballots_of(act.connection, act.row.id):
        if link.running == 1:
            row = events.find_event(act.connection, link.event)
            if row.state != State.VOID.value:
                raise BallotRunning(link.event)


def suspend_cycle(
    office: Office, cycle: str, actor: Actor, reason: str, authority: str, now: int
) -> None:
    """Suspend a cycle.

    Raises:
        WrongRole, CycleStepRefused, EvidenceMissing. BallotRunning: its ballot goes on.
    """
    require(actor, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        _stop_ballot(act)
        act.step(CycleAction.SUSPEND, {"reason": reason, "authority": authority})
        act.log("suspend_cycle", reason[:300])


def resume_cycle(office: Office, cycle: str, actor: Actor, now: int) -> None:
    """Resume a suspended cycle where it stood.

    Raises:
        WrongRole, CycleStepRefused.
    """
    require(actor, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        act.step(CycleAction.RESUME, {})
        act.log("resume_cycle")


def cancel_cycle(
    office: Office, cycle: str, actor: Actor, reason: str, authority: str, now: int
) -> None:
    """Cancel a cycle; it still occupies its body and year.

    Raises:
        WrongRole, CycleStepRefused, NoReason. BallotRunning: its ballot goes on.
    """
    require(actor, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        _stop_ballot(act)
        after = cancelled(as_cycle(act.connection, act.row), reason, authority)
        act.paper("cancellation", f"{authority}: {reason}")
        act.change(state=after.state.value)
        act.log("cancel_cycle", reason[:300])
