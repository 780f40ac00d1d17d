"""The life of a ballot event: every state and action against a table written apart."""

from dataclasses import replace
from itertools import product

import pytest

from ballot_service.errors import (
    AbsenceError,
    EventStepRefused,
    LateArrivalRefused,
    MayNotOpen,
    NoAbsenteeBallots,
    NoGroundToVoid,
    NotAnInteger,
    NumberOutOfRange,
    RepeatNotAllowed,
    TooFewPaperBallots,
)
from ballot_service.planning.absence import check_absentee_ballots, check_late_arrival
from ballot_service.planning.ballot_event import (
    STATE_NAMES,
    Action,
    State,
    after,
    check_step,
    next_run,
    run_label,
)
from ballot_service.planning.known_profiles import HD06_2017
from ballot_service.planning.opening import (
    MISSING_NAMES,
    OpeningFacts,
    check_may_open,
)
from ballot_service.planning.void_grounds import GROUNDS, VoidRecord, check_void

TABLE = """
draft               confirm_as_chair chair_confirmed
draft               confirm_as_head  head_confirmed
chair_confirmed     confirm_as_head  frozen
chair_confirmed     amend            draft
head_confirmed      confirm_as_chair frozen
head_confirmed      amend            draft
frozen              make_keys        keys_made
frozen              call_roll        roll_called
keys_made           call_roll        ready
roll_called         make_keys        ready
roll_called         postpone         postponed
ready               postpone         postponed_with_keys
ready               issue            issuing
postponed           reconvene        frozen
postponed_with_keys reconvene        keys_made
issuing             register         registration
registration        issue            issuing
registration        open             open
open                pause            paused
open                close            closed
paused              resume           open
paused              close            closed
closed              export           counting
counting            count            counted
counted             publish          published
counted             do_not_announce  not_announced
counted             hear_complaint   complaint_counted
published           hear_complaint   complaint_published
published           seal             sealed
not_announced       hear_complaint   complaint_not_announced
not_announced       seal             sealed
complaint_counted       settle_complaint counted
complaint_published     settle_complaint published
complaint_not_announced settle_complaint not_announced
keys_made           turn_to_paper    paper
ready               turn_to_paper    paper
issuing             turn_to_paper    paper
registration        turn_to_paper    paper
void                turn_to_paper    paper
paper               agree_on_paper   paper_agreed
paper_agreed        recount_paper    paper
paper_agreed        count            counted
paper               void             void
draft               void void
chair_confirmed     void void
head_confirmed      void void
frozen              void void
keys_made           void void
roll_called         void void
ready               void void
postponed           void void
postponed_with_keys void void
issuing             void void
registration        void void
open                void void
paused              void void
closed              void void
"""
EXPECTED = {
    (origin, action): target
    for origin, action, target in (row.split() for row in TABLE.strip().splitlines())
}


@pytest.mark.parametrize(("state", "action"), list(product(State, Action)))
def test_every_state_and_action(state: State, action: Action) -> None:
    expected = EXPECTED.get((state.value, action.value))
    if expected is not None:
        assert after(state, action).value == expected
        return
    with pytest.raises(EventStepRefused, match=f"from {state} by {action}"):
        after(state, action)


@pytest.mark.parametrize(("state", "target"), list(product(State, State)))
def test_every_state_and_target(state: State, target: State) -> None:
    targets = {to for (origin, _), to in EXPECTED.items() if origin == state.value}
    if target.value in targets:
        check_step(state, target)
        return
    with pytest.raises(EventStepRefused, match=f"from {state} to {target}"):
        check_step(state, target)


def test_nothing_is_void_after_the_first_export() -> None:
    later = [State.COUNTING, State.COUNTED, State.PUBLISHED, State.SEALED, State.VOID]
    for state in later:
        with pytest.raises(EventStepRefused):
            after(state, Action.VOID)
        with pytest.raises(EventStepRefused):
            check_void(state, VoidRecord("secrecy_breach", "BB-09"))


@pytest.mark.parametrize("ground", GROUNDS)
def test_each_ground_voids_an_open_ballot(ground: str) -> None:
    check_void(State.OPEN, VoidRecord(ground, "BB-09"))
    with pytest.raises(NoGroundToVoid):
        check_void(State.OPEN, VoidRecord(ground, " "))


def test_dislike_of_the_result_is_no_ground() -> None:
    with pytest.raises(NoGroundToVoid):
        check_void(State.CLOSED, VoidRecord("unwelcome", "BB-09"))


def test_only_a_void_ballot_is_repeated_as_the_next_run() -> None:
    assert next_run(State.VOID, 1) == 2
    assert run_label(2) == "Lần 2"
    for state in State:
        if state is not State.VOID:
            with pytest.raises(RepeatNotAllowed):
                next_run(state, 1)
    with pytest.raises(NumberOutOfRange):
        next_run(State.VOID, 0)
    with pytest.raises(NotAnInteger):
        next_run(State.VOID, 1.0)  # type: ignore[arg-type]


def test_every_state_has_its_own_names() -> None:
    assert set(STATE_NAMES) == set(State)
    for place in (0, 1):
        shown = [names[place] for names in STATE_NAMES.values()]
        assert len(set(shown)) == len(shown)


# --- opening --------------------------------------------------------------------

READY = OpeningFacts(
    manifest_frozen=True,
    trustees=3,
    possession_proofs=3,
    members=15,
    present=14,
    issued=14,
    registered=13,
    slips=0,
    credentials=13,
    credentials_match=True,
    box_confirmed_empty=True,
    opening_sheet_signed=True,
)


def test_a_ballot_that_is_ready_opens() -> None:
    check_may_open(HD06_2017, READY)
    check_may_open(HD06_2017, replace(READY, slips=2, credentials=15))


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"manifest_frozen": False}, ["manifest_not_frozen"]),
        ({"possession_proofs": 2}, ["possession_not_proved"]),
        ({"trustees": 0, "possession_proofs": 0}, ["possession_not_proved"]),
        (
            {"present": 9, "issued": 9, "registered": 9, "credentials": 9},
            ["no_quorum"],
        ),
        ({"present": 16}, ["present_above_members"]),
        ({"issued": 15}, ["issued_above_present"]),
        ({"registered": 15, "credentials": 15}, ["registered_above_issued"]),
        ({"slips": 1, "credentials": 14}, ["slips_not_the_rest"]),
        ({"slips": 3, "credentials": 16}, ["slips_not_the_rest"]),
        ({"credentials": 14}, ["credentials_differ"]),
        ({"credentials_match": False}, ["credentials_differ"]),
        ({"registered": 0, "credentials": 0}, ["no_credentials"]),
        ({"box_confirmed_empty": False}, ["box_not_confirmed_empty"]),
        ({"opening_sheet_signed": False}, ["opening_sheet_unsigned"]),
    ],
)
def test_each_missing_thing_is_named(
    change: dict[str, bool], missing: list[str]
) -> None:
    with pytest.raises(MayNotOpen) as caught:
        check_may_open(HD06_2017, replace(READY, **change))
    assert list(caught.value.missing) == missing


def test_everything_missing_is_named_at_once() -> None:
    nothing = OpeningFacts(
        manifest_frozen=False,
        trustees=3,
        possession_proofs=0,
        members=15,
        present=0,
        issued=1,
        registered=2,
        slips=1,
        credentials=0,
        credentials_match=False,
        box_confirmed_empty=False,
        opening_sheet_signed=False,
    )
    with pytest.raises(MayNotOpen) as caught:
        check_may_open(HD06_2017, nothing)
    assert set(MISSING_NAMES) - set(caught.value.missing) == {"present_above_members"}


# --- absence --------------------------------------------------------------------

LATE = {State.ROLL_CALLED, State.READY, State.ISSUING, State.REGISTRATION}


@pytest.mark.parametrize("state", State)
def test_who_comes_late_is_admitted_until_closing(state: State) -> None:
    admitted = LATE | {State.OPEN, State.PAUSED}
    if state in admitted:
        check_late_arrival(HD06_2017, state)
    else:
        with pytest.raises(LateArrivalRefused):
            check_late_arrival(HD06_2017, state)
    strict = replace(HD06_2017, late_arrivals=False)
    if state in admitted - LATE:
        with pytest.raises(LateArrivalRefused):
            check_late_arrival(strict, state)


def test_no_letters_unless_the_profile_has_them_and_paper_hides_them() -> None:
    letters = replace(HD06_2017, absentees="paper_envelope")
    check_absentee_ballots(HD06_2017, 0, 0)
    check_absentee_ballots(letters, 1, 3)
    cases: list[tuple[object, int, int, type[AbsenceError]]] = [
        (HD06_2017, 1, 9, NoAbsenteeBallots),
        (letters, 1, 2, TooFewPaperBallots),
    ]
    for profile, envelopes, paper, error in cases:
        with pytest.raises(error):
            check_absentee_ballots(profile, envelopes, paper)  # type: ignore[arg-type]
    with pytest.raises(NotAnInteger):
        check_absentee_ballots(letters, 1.0, 3)  # type: ignore[arg-type]
