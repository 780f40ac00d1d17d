"""The yearly review as a table: from not started to archived (rules 1.3).

Refuses a skipped step, a step without its papers, and a second vote on one person.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from ballot_service.errors import (
    BranchNotFinished,
    CycleStepRefused,
    EvidenceMissing,
    NoMoreReballots,
    NoReason,
    ReportMissing,
    VotedOnAlready,
)
from ballot_service.planning.cycle_states import (
    EVIDENCE,
    RUNNING,
    STEPS,
    CycleAction,
    CycleState,
)
from ballot_service.planning.profile import Profile

Pair = tuple[str, str]
"""A title id and a nominee id."""


@dataclass(frozen=True)
class Cycle:
    """One review of one body in one year.

    `voted` are the (title, nominee) pairs that a secret ballot has decided this
    year; `reballots` counts those held for ties. `needs_submission` and
    `needs_own_decision` say which lists the result has (rules 1.6), and
    `own_decision_issued` that the second kind is out. `removal_ballot` says whether
    step 1 votes on anybody; without that it has no minutes of a count.
    """

    body: str
    year: int
    state: CycleState = CycleState.NOT_STARTED
    suspended_from: CycleState = CycleState.NOT_STARTED
    reballots: int = 0
    voted: frozenset[Pair] = frozenset()
    needs_submission: bool = False
    needs_own_decision: bool = False
    own_decision_issued: bool = False
    removal_ballot: bool = True


def advance(
    profile: Profile, cycle: Cycle, action: CycleAction, evidence: Mapping[str, str]
) -> Cycle:
    """Return the cycle after one action (rules 1.3).

    Args:
        profile: for the number of re-ballots (R7).
        cycle: as it stands.
        action: what is asked.
        evidence: references of signed papers by the names in EVIDENCE.

    Raises:
        CycleStepRefused: no such step from here. ReportMissing (E20),
        EvidenceMissing: papers missing. NoMoreReballots (R7).
        BranchNotFinished: a list without its answer or its own decision.
    """
    target = _target(cycle, action)
    _check_evidence(cycle, action, evidence)
    match action:
        case CycleAction.REBALLOT_TIE:
            if cycle.reballots >= profile.reballots_at_most:
                raise NoMoreReballots(f"{cycle.reballots} held")
            return replace(cycle, state=target, reballots=cycle.reballots + 1)
        case CycleAction.SUSPEND:
            return replace(cycle, state=target, suspended_from=cycle.state)
        case CycleAction.RESUME:
            return replace(cycle, state=target, suspended_from=CycleState.NOT_STARTED)
        case CycleAction.ISSUE_OWN_DECISION:
            return _issue(cycle, target)
        case CycleAction.DRAFT_SUBMISSION:
            if not cycle.needs_submission:
                raise BranchNotFinished("no list goes to a superior body")
        case CycleAction.ARCHIVE:
            _check_finished(cycle)
    return replace(cycle, state=target)


def _target(cycle: Cycle, action: CycleAction) -> CycleState:
    if action is CycleAction.RESUME and cycle.state is CycleState.SUSPENDED:
        return cycle.suspended_from
    target = STEPS.get((cycle.state, action))
    if target is None:
        raise CycleStepRefused(f"from {cycle.state.value} by {action.value}")
    return target


def _check_evidence(
    cycle: Cycle, action: CycleAction, evidence: Mapping[str, str]
) -> None:
    spared = () if cycle.removal_ballot else ("removal_minutes",)
    missing = tuple(
        name
        for name in EVIDENCE.get(action, ())
        if name not in spared and not evidence.get(name, "").strip()
    )
    if "agency_report" in missing:
        raise ReportMissing("agency_report")
    if missing:
        raise EvidenceMissing(missing)


def _issue(cycle: Cycle, target: CycleState) -> Cycle:
    """Issue the own list; where a submission runs too, the cycle goes on with that."""
    if not cycle.needs_own_decision or cycle.own_decision_issued:
        raise BranchNotFinished("no list under own authority is waiting")
    state = cycle.state if cycle.needs_submission else target
    return replace(cycle, state=state, own_decision_issued=True)


def _check_finished(cycle: Cycle) -> None:
    if cycle.needs_own_decision and not cycle.own_decision_issued:
        raise BranchNotFinished("the own decision is not issued")
    if cycle.state is CycleState.LIST_CLOSED and (
        cycle.needs_submission or cycle.needs_own_decision
    ):
        raise BranchNotFinished("the lists are not dealt with")


def with_result(cycle: Cycle, *, submission: bool, own_decision: bool) -> Cycle:
    """Return the closed cycle, told which lists its result has (rules 1.6).

    Args:
        cycle: in LIST_CLOSED.
        submission: some list goes to a superior body.
        own_decision: some list is under the body's own authority.

    Raises:
        CycleStepRefused: the list is not closed.
    """
    if cycle.state is not CycleState.LIST_CLOSED:
        raise CycleStepRefused(f"result in {cycle.state.value}")
    return replace(cycle, needs_submission=submission, needs_own_decision=own_decision)


def check_not_voted(cycle: Cycle, pairs: Collection[Pair]) -> None:
    """Check that nobody is voted on twice in the year for one title (R3, R12).

    A re-ballot among the tied is not a second vote; do not pass its rows here.

    Raises:
        VotedOnAlready: naming the pairs.
    """
    again = sorted(set(pairs) & cycle.voted)
    if again:
        raise VotedOnAlready(", ".join(f"{who} for {title}" for title, who in again))


def with_votes(cycle: Cycle, pairs: Collection[Pair]) -> Cycle:
    """Return the cycle with these pairs decided.

    Raises:
        VotedOnAlready: as in `check_not_voted`.
    """
    check_not_voted(cycle, pairs)
    return replace(cycle, voted=cycle.voted | set(pairs))


def cancelled(cycle: Cycle, reason: str, authority: str) -> Cycle:
    """Return the cancelled cycle; it still occupies its body and year.

    Args:
        cycle: a running or suspended one.
        reason: the written reason.
        authority: who ordered it.

    Raises:
        NoReason: without reason or authority. CycleStepRefused: not running.
    """
    if not reason.strip() or not authority.strip():
        raise NoReason("cancellation")
    if cycle.state not in (*RUNNING, CycleState.SUSPENDED):
        raise CycleStepRefused(f"from {cycle.state.value} by cancel")
    return replace(cycle, state=CycleState.CANCELLED)
