"""Keys and roll call: the committee's outcome, two hands, absence, sign-in codes."""

from dataclasses import replace
from pathlib import Path

import pytest

from ballot_service.crypto.group import group_named
from ballot_service.errors import (
    AlreadyIssuedElsewhere,
    AlreadyServed,
    BadProof,
    CodeUsed,
    EventStepRefused,
    LateArrivalRefused,
    MayNotOpen,
    NoQuorum,
    NoSession,
    NotPresent,
    RollNotFinished,
    SameHand,
    TooManyAttempts,
    UnboundSigningKey,
    UnknownCode,
    UnknownMember,
    WrongElection,
    WrongOwner,
    WrongRole,
    WrongTrusteeGroup,
)
from ballot_service.planning.ballot_event import State
from ballot_service.planning.known_profiles import profile_named
from ballot_service.protocol.ceremony_keys import Committee
from ballot_service.protocol.ceremony_messages import encode_signing_keys
from ballot_service.protocol.ceremony_possession import prove_possession, read_request
from ballot_service.protocol.ceremony_together import hold_ceremony
from ballot_service.workflows import (
    issuing,
    keys,
    overview,
    rollcall,
    sessions,
)
from ballot_service.workflows.office import Actor, Role
from tests.simulator import CHAIR, COUNTER, HEAD, NOW, SECRETARY, ElectionSimulator


@pytest.fixture
def sim(tmp_path: Path) -> ElectionSimulator:
    made = ElectionSimulator(tmp_path)
    made.create()
    made.freeze()
    return made


def state(sim: ElectionSimulator) -> State:
    return overview.summary(sim.office, sim.event).state


# --- keys -------------------------------------------------------------------------


def accept(sim: ElectionSimulator, trustees: bytes, signing: bytes) -> None:
    keys.accept_keys(sim.office, sim.event, HEAD, trustees, signing, NOW)


def test_keys_and_roll_call_come_in_either_order(sim: ElectionSimulator) -> None:
    sim.call_roll()
    assert state(sim) is State.ROLL_CALLED
    sim.make_keys()
    assert state(sim) is State.READY


def test_keys_are_taken_over_once(sim: ElectionSimulator) -> None:
    sim.make_keys()
    outcome = sim.hold_ceremony()
    signing = encode_signing_keys(outcome.signing_keys)
    with pytest.raises(EventStepRefused):
        accept(sim, outcome.trustees.encoded(), signing)


def test_a_group_of_another_threshold_is_refused(sim: ElectionSimulator) -> None:
    manifest = sim.manifest
    committee = Committee(manifest.uuid, group_named(manifest.group), 3, 3)
    _, outcome = hold_ceremony(committee, manifest.digest, sim.random)
    signing = encode_signing_keys(outcome.signing_keys)
    with pytest.raises(WrongTrusteeGroup):
        accept(sim, outcome.trustees.encoded(), signing)


def test_signing_keys_of_another_ceremony_are_refused(sim: ElectionSimulator) -> None:
    first, second = sim.hold_ceremony(), sim.hold_ceremony()
    with pytest.raises(UnboundSigningKey):
        accept(sim, first.trustees.encoded(), encode_signing_keys(second.signing_keys))


def test_no_proof_of_possession_before_the_keys(sim: ElectionSimulator) -> None:
    outcome = sim.hold_ceremony()
    proof = prove_possession(sim.states[0], outcome.trustees, sim.random).encoded()
    with pytest.raises((MayNotOpen, EventStepRefused)):
        keys.accept_possession(sim.office, sim.event, HEAD, 1, proof, NOW)


def test_a_proof_counts_for_its_own_trustee_and_request(sim: ElectionSimulator) -> None:
    outcome = sim.hold_ceremony()
    accept(sim, outcome.trustees.encoded(), encode_signing_keys(outcome.signing_keys))
    old = prove_possession(sim.states[0], outcome.trustees, sim.random).encoded()
    with pytest.raises(WrongOwner):
        keys.accept_possession(sim.office, sim.event, HEAD, 2, old, NOW)
    keys.accept_possession(sim.office, sim.event, HEAD, 1, old, NOW)
    assert overview.progress(sim.office, sim.event).possession_proofs == 1
    request = keys.possession_request(sim.office, sim.event, HEAD, NOW)
    assert overview.progress(sim.office, sim.event).possession_proofs == 0
    with pytest.raises(WrongElection):
        keys.accept_possession(sim.office, sim.event, HEAD, 1, old, NOW)
    fresh = read_request(sim.uuid, request)
    new = prove_possession(sim.states[0], outcome.trustees, sim.random, fresh)
    keys.accept_possession(sim.office, sim.event, HEAD, 1, new.encoded(), NOW)
    other = prove_possession(sim.states[1], outcome.trustees, sim.random, fresh)
    forged = replace(other, factor=new.factor).encoded()
    with pytest.raises(BadProof):
        keys.accept_possession(sim.office, sim.event, HEAD, 2, forged, NOW)
    assert overview.progress(sim.office, sim.event).possession_proofs == 1


# --- presence ---------------------------------------------------------------------


def test_one_hand_makes_nobody_present(sim: ElectionSimulator) -> None:
    for hand in (SECRETARY, COUNTER):
        with pytest.raises(NotPresent):
            rollcall.make_code(sim.office, sim.event, SECRETARY, "TV001", NOW)
        entry = rollcall.confirm_present(sim.office, sim.event, hand, "TV001", NOW)
    assert entry.attendance == "present"


def test_one_person_is_not_both_hands(sim: ElectionSimulator) -> None:
    rollcall.confirm_present(sim.office, sim.event, SECRETARY, "TV001", NOW)
    twin = Actor(SECRETARY.user, SECRETARY.name, Role.COMMITTEE, 2)
    with pytest.raises(SameHand):
        rollcall.confirm_present(sim.office, sim.event, twin, "TV001", NOW)


def test_the_chair_calls_no_roll(sim: ElectionSimulator) -> None:
    with pytest.raises(WrongRole):
        rollcall.confirm_present(sim.office, sim.event, CHAIR, "TV001", NOW)


def test_somebody_not_on_the_roll(sim: ElectionSimulator) -> None:
    with pytest.raises(UnknownMember):
        rollcall.confirm_present(sim.office, sim.event, SECRETARY, "TV999", NOW)


def test_everybody_is_present_or_absent_at_the_end(sim: ElectionSimulator) -> None:
    sim.present("TV001")
    with pytest.raises(RollNotFinished, match="TV002, TV003"):
        rollcall.finish_roll_call(sim.office, sim.event, SECRETARY, NOW)


def test_absence_takes_presence_back(sim: ElectionSimulator) -> None:
    sim.call_roll(["TV005"])
    found = overview.progress(sim.office, sim.event)
    assert (found.present, found.excused, found.unaccounted) == (4, 1, 0)
    rollcall.mark_absent(sim.office, sim.event, SECRETARY, "TV004", False, NOW)
    found = overview.progress(sim.office, sim.event)
    assert (found.present, found.excused, found.unexcused) == (3, 1, 1)
    assert (found.quorum_needed, found.quorum_holds) == (4, False)


def test_without_a_quorum_nothing_is_issued_and_the_roll_is_called_again(
    sim: ElectionSimulator,
) -> None:
    sim.make_keys()
    sim.call_roll(["TV003", "TV004", "TV005"])
    with pytest.raises(NoQuorum):
        issuing.begin_issuing(sim.office, sim.event, CHAIR, NOW)
    assert rollcall.postpone(sim.office, sim.event, CHAIR, NOW) is (
        State.POSTPONED_WITH_KEYS
    )
    with pytest.raises(EventStepRefused):
        sim.present("TV003")
    assert rollcall.reconvene(sim.office, sim.event, CHAIR, NOW) is State.KEYS_MADE
    assert overview.progress(sim.office, sim.event).present == 0
    sim.call_roll()
    sim.issue()
    assert state(sim) is State.ISSUING


def test_who_was_served_stays_present(sim: ElectionSimulator) -> None:
    sim.make_keys()
    sim.call_roll()
    sim.issue()
    with pytest.raises(AlreadyServed):
        rollcall.withdraw_presence(sim.office, sim.event, SECRETARY, "TV001", NOW)
    with pytest.raises(AlreadyServed):
        rollcall.mark_absent(sim.office, sim.event, SECRETARY, "TV001", True, NOW)
    with pytest.raises(AlreadyServed):
        rollcall.make_code(sim.office, sim.event, SECRETARY, "TV001", NOW)


def test_nobody_arrives_after_opening_where_the_profile_says_so(
    tmp_path: Path,
) -> None:
    sim = ElectionSimulator(tmp_path)
    profile = replace(profile_named("HD06-2017"), late_arrivals=False)
    sim.draft["profile"] = profile.to_json()
    sim.until_open(["TV005"])
    with pytest.raises(LateArrivalRefused):
        rollcall.confirm_present(sim.office, sim.event, SECRETARY, "TV005", NOW)


# --- sign-in codes ----------------------------------------------------------------


def code_of(sim: ElectionSimulator, member: str) -> str:
    return rollcall.make_code(sim.office, sim.event, SECRETARY, member, NOW)


def test_a_code_opens_one_session(sim: ElectionSimulator) -> None:
    sim.call_roll()
    code = code_of(sim, "TV001")
    assert len(code) == 9
    token, signed = sessions.sign_in_member(sim.office, code.lower(), NOW)
    assert (signed.member, signed.event) == ("TV001", sim.event)
    assert sessions.who(sim.office, token, NOW) == signed
    with pytest.raises(CodeUsed):
        sessions.sign_in_member(sim.office, code, NOW)
    sessions.sign_out(sim.office, token)
    with pytest.raises(NoSession):
        sessions.who(sim.office, token, NOW)


def test_a_new_code_kills_the_old_one_and_its_session(sim: ElectionSimulator) -> None:
    sim.call_roll()
    old = code_of(sim, "TV001")
    token, _ = sessions.sign_in_member(sim.office, old, NOW)
    new = code_of(sim, "TV001")
    with pytest.raises(NoSession):
        sessions.who(sim.office, token, NOW)
    with pytest.raises(UnknownCode):
        sessions.sign_in_member(sim.office, old, NOW)
    assert sessions.sign_in_member(sim.office, new, NOW)[1].member == "TV001"


def test_a_code_is_dead_when_presence_is_withdrawn(sim: ElectionSimulator) -> None:
    sim.call_roll()
    code = code_of(sim, "TV001")
    token, _ = sessions.sign_in_member(sim.office, code, NOW)
    rollcall.withdraw_presence(sim.office, sim.event, SECRETARY, "TV001", NOW)
    with pytest.raises(NoSession):
        sessions.who(sim.office, token, NOW)
    with pytest.raises(UnknownCode):
        sessions.sign_in_member(sim.office, code, NOW)


def test_a_second_tablet_is_told_so_once_the_token_is_taken(
    sim: ElectionSimulator,
) -> None:
    sim.make_keys()
    sim.call_roll()
    code = code_of(sim, "TV001")
    sessions.sign_in_member(sim.office, code, NOW)
    sim.issue(["TV001"])
    with pytest.raises(AlreadyIssuedElsewhere):
        sessions.sign_in_member(sim.office, code, NOW)


def test_a_members_session_ends_by_itself(sim: ElectionSimulator) -> None:
    sim.call_roll()
    token, _ = sessions.sign_in_member(sim.office, code_of(sim, "TV001"), NOW)
    with pytest.raises(NoSession):
        sessions.who(sim.office, token, NOW + sessions.MEMBER_SECONDS)


@pytest.mark.parametrize("code", ["", "AAAA-AAAA", "UUUU-UUUU", "x" * 5000])
def test_a_code_of_nobody(sim: ElectionSimulator, code: str) -> None:
    with pytest.raises(UnknownCode):
        sessions.sign_in_member(sim.office, code, NOW)


def test_codes_cannot_be_tried_out(
    sim: ElectionSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    sim.call_roll()
    code = code_of(sim, "TV001")
    monkeypatch.setattr(sessions, "MAX_FAILURES", 5)
    for _ in range(5):
        with pytest.raises(UnknownCode):
            sessions.sign_in_member(sim.office, "AAAA-AAAA", NOW)
    with pytest.raises(TooManyAttempts):
        sessions.sign_in_member(sim.office, code, NOW)
    assert sessions.sign_in_member(sim.office, code, NOW + 60)[1].member == "TV001"


def test_the_database_holds_no_code(sim: ElectionSimulator) -> None:
    sim.call_roll()
    code = code_of(sim, "TV001").replace("-", "")
    raw = (sim.folder / "meeting.sqlite").read_bytes()
    assert code.encode() not in raw
