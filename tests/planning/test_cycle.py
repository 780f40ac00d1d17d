"""The yearly review: every state and action against a table written apart."""

from dataclasses import replace
from itertools import product

import pytest

from ballot_service.errors import (
    BranchNotFinished,
    CycleStepRefused,
    EvidenceMissing,
    NoMoreReballots,
    NoReason,
    ReportMissing,
    VotedOnAlready,
)
from ballot_service.planning.cycle import (
    Cycle,
    advance,
    cancelled,
    check_not_voted,
    with_result,
    with_votes,
)
from ballot_service.planning.cycle_states import (
    CYCLE_STATE_NAMES,
    EVIDENCE,
    RUNNING,
    CycleAction,
    CycleState,
)
from ballot_service.planning.known_profiles import HD06_2017

TABLE = """
not_started      create           created
created          start_review     reviewing
reviewing        open_step1       step1_meeting
step1_meeting    finish_step1     step1_done
step1_meeting    repeat_void      step1_meeting
step1_done       open_step2       step2_consulting
step1_done       close_without_additions list_closed
step2_consulting repeat_void      step2_consulting
step2_consulting agree_list       step2_agreed
step2_consulting return_to_review reviewing
step2_agreed     return_to_review reviewing
step2_agreed     close_without_additions list_closed
step2_agreed     open_step3       step3_consulting
step3_consulting summarise        step3_summarised
step3_consulting repeat_void      step3_consulting
step3_summarised close_without_additions list_closed
step3_summarised open_step4       step4_ballot
step4_ballot     reballot_tie     step4_reballot
step4_ballot     repeat_void      step4_ballot
step4_ballot     close_list       list_closed
step4_reballot   reballot_tie     step4_reballot
step4_reballot   repeat_void      step4_reballot
step4_reballot   close_list       list_closed
list_closed      draft_submission drafting_submission
drafting_submission submit        submitted
submitted        start_appraisal  appraisal
appraisal        ask_supplement   drafting_submission
appraisal        record_answer    answered
answered         archive          archived
issued           archive          archived
"""
EXPECTED = {
    (origin, action): target
    for origin, action, target in (row.split() for row in TABLE.strip().splitlines())
}
ISSUABLE = ("drafting_submission", "submitted", "appraisal", "answered")
PAPERS = {name: "VB-01" for names in EVIDENCE.values() for name in names}


def cycle(state: CycleState) -> Cycle:
    """A cycle with lists of both kinds, the own one issued once it is archived."""
    return Cycle("Sở", 2026, state, needs_submission=True, needs_own_decision=True)


def expected(state: CycleState, action: CycleAction) -> str | None:
    if action is CycleAction.SUSPEND:
        return "suspended" if state in RUNNING else None
    if action is CycleAction.RESUME:
        return "created" if state is CycleState.SUSPENDED else None
    if action is CycleAction.ISSUE_OWN_DECISION:
        known = state.value in (*ISSUABLE, "list_closed")
        return state.value if known else None
    return EXPECTED.get((state.value, action.value))


@pytest.mark.parametrize(("state", "action"), list(product(CycleState, CycleAction)))
def test_every_state_and_action(state: CycleState, action: CycleAction) -> None:
    before = replace(cycle(state), suspended_from=CycleState.CREATED)
    if action is CycleAction.ARCHIVE:
        before = replace(before, own_decision_issued=True)
    target = expected(state, action)
    if target is not None:
        assert advance(HD06_2017, before, action, PAPERS).state.value == target
        return
    refused = (
        BranchNotFinished
        if (state, action) == (CycleState.LIST_CLOSED, CycleAction.ARCHIVE)
        else CycleStepRefused
    )
    with pytest.raises(refused):
        advance(HD06_2017, before, action, PAPERS)


@pytest.mark.parametrize("state", CycleState)
def test_who_may_be_cancelled(state: CycleState) -> None:
    if state in (*RUNNING, CycleState.SUSPENDED):
        assert cancelled(cycle(state), "Sáp nhập", "Tỉnh ủy").state == "cancelled"
        return
    with pytest.raises(CycleStepRefused):
        cancelled(cycle(state), "Sáp nhập", "Tỉnh ủy")


def test_a_cancellation_needs_a_reason_and_an_authority() -> None:
    for reason, authority in (("", "Tỉnh ủy"), ("Sáp nhập", " ")):
        with pytest.raises(NoReason):
            cancelled(cycle(CycleState.CREATED), reason, authority)


@pytest.mark.parametrize("action", EVIDENCE)
def test_each_step_needs_its_papers(action: CycleAction) -> None:
    state = next(state for state in CycleState if expected(state, action))
    before = replace(cycle(state), own_decision_issued=action == "archive")
    error: type[Exception] = EvidenceMissing
    if action is CycleAction.OPEN_STEP4:
        error = ReportMissing
    for name in EVIDENCE[action]:
        with pytest.raises(error, match=name):
            advance(HD06_2017, before, action, {**PAPERS, name: " "})


def test_a_step_1_that_votes_on_nobody_has_no_counting_minutes() -> None:
    papers = {**PAPERS, "removal_minutes": ""}
    before = replace(cycle(CycleState.STEP1_MEETING), removal_ballot=False)
    after = advance(HD06_2017, before, CycleAction.FINISH_STEP1, papers)
    assert after.state is CycleState.STEP1_DONE


def test_step_4_without_the_report_is_e20() -> None:
    with pytest.raises(ReportMissing) as caught:
        advance(
            HD06_2017,
            cycle(CycleState.STEP3_SUMMARISED),
            CycleAction.OPEN_STEP4,
            {},
        )
    assert caught.value.code == "E20"


def test_a_suspended_cycle_resumes_where_it_stood() -> None:
    before = cycle(CycleState.STEP2_AGREED)
    stopped = advance(HD06_2017, before, CycleAction.SUSPEND, PAPERS)
    assert advance(HD06_2017, stopped, CycleAction.RESUME, {}) == before


def test_one_reballot_for_a_tie_but_a_void_ballot_as_often_as_it_must() -> None:
    again = advance(
        HD06_2017, cycle(CycleState.STEP4_BALLOT), CycleAction.REBALLOT_TIE, PAPERS
    )
    assert again.reballots == 1
    repeated = advance(HD06_2017, again, CycleAction.REPEAT_VOID, PAPERS)
    with pytest.raises(NoMoreReballots):
        advance(HD06_2017, repeated, CycleAction.REBALLOT_TIE, PAPERS)


def closed(*, submission: bool, own: bool) -> Cycle:
    return with_result(
        Cycle("Sở", 2026, CycleState.LIST_CLOSED),
        submission=submission,
        own_decision=own,
    )


def test_an_own_list_alone_is_issued_and_archived() -> None:
    issued = advance(
        HD06_2017,
        closed(submission=False, own=True),
        CycleAction.ISSUE_OWN_DECISION,
        PAPERS,
    )
    assert issued.state is CycleState.ISSUED
    done = advance(HD06_2017, issued, CycleAction.ARCHIVE, PAPERS)
    assert done.state is CycleState.ARCHIVED


def test_with_both_lists_neither_is_forgotten() -> None:
    both = closed(submission=True, own=True)
    answered = replace(both, state=CycleState.ANSWERED)
    with pytest.raises(BranchNotFinished):
        advance(HD06_2017, answered, CycleAction.ARCHIVE, PAPERS)
    issued = advance(HD06_2017, answered, CycleAction.ISSUE_OWN_DECISION, PAPERS)
    done = advance(HD06_2017, issued, CycleAction.ARCHIVE, PAPERS)
    assert done.state is CycleState.ARCHIVED
    with pytest.raises(BranchNotFinished):
        advance(HD06_2017, issued, CycleAction.ISSUE_OWN_DECISION, PAPERS)


def test_no_submission_without_a_list_for_it_and_no_decision_without_its_own() -> None:
    with pytest.raises(BranchNotFinished):
        advance(
            HD06_2017,
            closed(submission=False, own=True),
            CycleAction.DRAFT_SUBMISSION,
            {},
        )
    with pytest.raises(BranchNotFinished):
        advance(
            HD06_2017,
            closed(submission=True, own=False),
            CycleAction.ISSUE_OWN_DECISION,
            PAPERS,
        )


def test_a_review_without_any_list_is_archived_at_once() -> None:
    nothing = closed(submission=False, own=False)
    done = advance(HD06_2017, nothing, CycleAction.ARCHIVE, PAPERS)
    assert done.state is CycleState.ARCHIVED
    with pytest.raises(CycleStepRefused):
        with_result(cycle(CycleState.SUBMITTED), submission=True, own_decision=True)


def test_nobody_is_voted_on_twice_in_a_year_for_one_title() -> None:
    voted = with_votes(cycle(CycleState.STEP4_BALLOT), [("T1", "UC04")])
    check_not_voted(voted, [("T2", "UC04"), ("T1", "UC01")])
    with pytest.raises(VotedOnAlready, match="UC04 for T1"):
        with_votes(voted, [("T1", "UC04"), ("T1", "UC01")])


def test_every_state_has_a_vietnamese_name() -> None:
    assert set(CYCLE_STATE_NAMES) == set(CycleState)
