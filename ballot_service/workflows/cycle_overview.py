"""Where a cycle stands, for pages: its steps, who acts next, warnings, side by side.

Refuses to decide: it reads papers and results.
"""

import datetime as dt
from dataclasses import dataclass

from ballot_service.planning.cycle_guards import quarter_warnings
from ballot_service.planning.cycle_states import CycleAction, CycleState
from ballot_service.planning.outcomes import Decision, Outcome
from ballot_service.store import cycles
from ballot_service.store.cycle_rows import (
    BallotLinkRow,
    CycleOperationRow,
    CycleRow,
    PaperRow,
)
from ballot_service.workflows.cycle_closing import open_decisions_of
from ballot_service.workflows.cycle_progress import Progress, load_progress
from ballot_service.workflows.cycle_steps import REPORT
from ballot_service.workflows.office import Office, Role

A, S = CycleAction, CycleState
NEXT: dict[CycleState, tuple[tuple[CycleAction, Role], ...]] = {
    S.CREATED: ((A.START_REVIEW, Role.SECRETARY),),
    S.REVIEWING: ((A.OPEN_STEP1, Role.SECRETARY),),
    S.STEP1_MEETING: ((A.FINISH_STEP1, Role.CHAIR),),
    S.STEP1_DONE: ((A.OPEN_STEP2, Role.CHAIR), (A.CLOSE_WITHOUT_ADDITIONS, Role.CHAIR)),
    S.STEP2_CONSULTING: ((A.AGREE_LIST, Role.CHAIR), (A.RETURN_TO_REVIEW, Role.CHAIR)),
    S.STEP2_AGREED: (
        (A.OPEN_STEP3, Role.CHAIR),
        (A.RETURN_TO_REVIEW, Role.CHAIR),
        (A.CLOSE_WITHOUT_ADDITIONS, Role.CHAIR),
    ),
    S.STEP3_CONSULTING: ((A.SUMMARISE, Role.SECRETARY),),
    S.STEP3_SUMMARISED: (
        (A.OPEN_STEP4, Role.CHAIR),
        (A.CLOSE_WITHOUT_ADDITIONS, Role.CHAIR),
    ),
    S.STEP4_BALLOT: ((A.REBALLOT_TIE, Role.CHAIR), (A.CLOSE_LIST, Role.CHAIR)),
    S.STEP4_REBALLOT: ((A.CLOSE_LIST, Role.CHAIR),),
    S.LIST_CLOSED: (
        (A.DRAFT_SUBMISSION, Role.SECRETARY),
        (A.ISSUE_OWN_DECISION, Role.CHAIR),
        (A.ARCHIVE, Role.SECRETARY),
    ),
    S.DRAFTING_SUBMISSION: (
        (A.SUBMIT, Role.CHAIR),
        (A.ISSUE_OWN_DECISION, Role.CHAIR),
    ),
    S.SUBMITTED: (
        (A.START_APPRAISAL, Role.SECRETARY),
        (A.ISSUE_OWN_DECISION, Role.CHAIR),
    ),
    S.APPRAISAL: (
        (A.RECORD_ANSWER, Role.SECRETARY),
        (A.ASK_SUPPLEMENT, Role.SECRETARY),
        (A.ISSUE_OWN_DECISION, Role.CHAIR),
    ),
    S.ANSWERED: ((A.ISSUE_OWN_DECISION, Role.CHAIR), (A.ARCHIVE, Role.SECRETARY)),
    S.ISSUED: ((A.ARCHIVE, Role.SECRETARY),),
    S.SUSPENDED: ((A.RESUME, Role.CHAIR),),
}
"""What may come next, and whose act it is; suspending and cancelling apart."""


@dataclass(frozen=True)
class NextAct:
    """An act that leads on; `waits_for` says what is missing, "" where nothing is.

    `waits_for` is one of "ballot", "result", "opinion", "report", "decisions".
    """

    action: CycleAction
    role: Role
    waits_for: str


@dataclass(frozen=True)
class CycleOverview:
    """One cycle as the pages show it.

    Attributes:
        done: steps whose result is in, ascending, of this pass.
        running: the ballot that is going on, or None.
        warnings: message codes, such as W06.
        decisions: of step 4, not recorded yet.
    """

    row: CycleRow
    progress: Progress
    state: CycleState
    done: tuple[int, ...]
    running: BallotLinkRow | None
    ballots: tuple[BallotLinkRow, ...]
    next: tuple[NextAct, ...]
    warnings: tuple[str, ...]
    decisions: tuple[Decision, ...]
    papers: tuple[PaperRow, ...]
    log: tuple[CycleOperationRow, ...]


def all_cycles(office: Office) -> tuple[CycleRow, ...]:
    """Return every cycle, newest year first."""
    with office.database.reading() as connection:
        return cycles.all_cycles(connection)


def cycle_of_event(office: Office, event: str) -> str:
    """Return the id of the cycle that made a ballot event, "" where none did."""
    with office.database.reading() as connection:
        link = cycles.ballot_of_event(connection, event)
    return "" if link is None else link.cycle


def cycle_overview(office: Office, cycle: str, today: dt.date) -> CycleOverview:
    """Return where a cycle stands.

    Args:
        today: the day on the LAN's clock, for W06.

    Raises:
        UnknownCycle.
    """
    with office.database.reading() as connection:
        row = cycles.find_cycle(connection, cycle)
        progress = load_progress(connection, row)
        links = cycles.ballots_of(connection, cycle)
        papers = cycles.all_papers(connection, cycle)
        log = cycles.get_operations(connection, cycle)
    running = next((link for link in links if link.running == 1), None)
    state = CycleState(row.state)
    done = {
        one.plan.step
        for one in progress.taken
        if one.link.pass_number == row.pass_number
    }
    decisions = open_decisions_of(progress)
    overview = CycleOverview(
        row=row,
        progress=progress,
        state=state,
        done=tuple(sorted(done)),
        running=running,
        ballots=links,
        next=(),
        warnings=quarter_warnings(progress.review.profile, row.year, today, state),
        decisions=decisions,
        papers=papers,
        log=log,
    )
    return CycleOverview(**{**vars(overview), "next": _next(overview)})


def _next(overview: CycleOverview) -> tuple[NextAct, ...]:
    row, progress = overview.row, overview.progress
    left = progress.consulted if progress.agreed is None else progress.agreed
    acts = []
    for action, role in NEXT.get(overview.state, ()):
        ties = [one for one in overview.decisions if one.kind == "tie"]
        reballot = any(one.options[0] == "reballot" for one in ties)
        useless = {
            A.REBALLOT_TIE: overview.running is None and not reballot,
            A.CLOSE_WITHOUT_ADDITIONS: bool(left),
            A.OPEN_STEP2: not left,
            A.OPEN_STEP3: not left,
            A.OPEN_STEP4: not left,
            A.DRAFT_SUBMISSION: not row.needs_submission,
            A.ISSUE_OWN_DECISION: not row.needs_own_decision or row.own_decision_issued,
            A.ARCHIVE: (row.needs_own_decision and not row.own_decision_issued)
            or (overview.state is S.LIST_CLOSED and row.needs_submission),
        }
        if not useless.get(action, False):
            acts.append(NextAct(action, role, _waits_for(overview, action)))
    return tuple(acts)


def _waits_for(overview: CycleOverview, action: CycleAction) -> str:
    progress = overview.progress
    if overview.running is not None:
        return "ballot"
    papers = {
        paper.kind
        for paper in overview.papers
        if paper.pass_number == overview.row.pass_number
    }
    additions = progress.review.pairs("addition")
    if action is A.FINISH_STEP1 and additions and "opinion" not in papers:
        return "opinion"
    if action is A.OPEN_STEP4 and REPORT not in papers:
        return "report"
    if action is A.CLOSE_LIST and overview.decisions:
        return "decisions"
    return ""


# --- the three results side by side -----------------------------------------------


@dataclass(frozen=True)
class SideBySide:
    """One addition with its outcomes of steps 2, 3, 4 and B4'; None where not asked."""

    person: str
    name: str
    step2: Outcome | None
    step3: Outcome | None
    step4: Outcome | None
    reballot: Outcome | None


def side_by_side(progress: Progress) -> dict[str, tuple[SideBySide, ...]]:
    """Return, by title id in the plan's order, the rows of table F6.

    Persons stand in the plan's order of proposals; what the collective dropped has
    step 2 alone.
    """
    outcomes: dict[str, dict[tuple[str, str], Outcome]] = {}
    for name, kind, step in (
        ("step2", "consultation", 2),
        ("step3", "consultation", 3),
        ("step4", "addition", 4),
        ("reballot", "reballot", 4),
    ):
        taken = progress.result(kind, step)
        choices = progress.choices if kind == "addition" else ()
        rows = taken.verdict(choices).outcomes if taken is not None else ()
        outcomes[name] = {(row.title, row.nominee): row for row in rows}
    review = progress.review
    return {
        title.id: tuple(
            SideBySide(
                person=who,
                name=review.person(who).name,
                **{name: rows.get((title.id, who)) for name, rows in outcomes.items()},
            )
            for asked, who in review.pairs("addition")
            if asked == title.id
        )
        for title in review.titles
    }
