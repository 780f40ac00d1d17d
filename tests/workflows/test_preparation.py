"""Drafts, confirmations, the freeze; and what a draft is refused for."""

from pathlib import Path

import pytest

from ballot_service.errors import (
    BadDraft,
    BadManifest,
    DraftChanged,
    DuplicateMember,
    EventStepRefused,
    MissingField,
    NotFrozen,
    NotTheHead,
    RepeatedAlready,
    RepeatNotAllowed,
    SameHand,
    UnknownEvent,
    WrongRole,
)
from ballot_service.planning.ballot_event import State
from ballot_service.protocol.codes import event_code
from ballot_service.workflows import overview, preparation, tablet_status, voiding
from ballot_service.workflows.office import Actor, Role
from tests.simulator import (
    CHAIR,
    COUNTER,
    HEAD,
    INSPECTOR,
    NOW,
    SECRETARY,
    TEST_BITS,
    ElectionSimulator,
    issuing_key,
    sample_roll,
)


@pytest.fixture
def sim(tmp_path: Path) -> ElectionSimulator:
    made = ElectionSimulator(tmp_path)
    made.create()
    return made


def confirm(sim: ElectionSimulator, actor: Actor, seen: str = "") -> State:
    digest = seen or preparation.draft_digest(sim.office, sim.event)
    return preparation.confirm_event(sim.office, sim.event, actor, digest, NOW)


def amend(sim: ElectionSimulator) -> None:
    preparation.amend_event(sim.office, sim.event, SECRETARY, sim.draft, sim.roll, NOW)


def test_two_hands_freeze_in_either_order(tmp_path: Path) -> None:
    for number, order in enumerate(((CHAIR, HEAD), (HEAD, CHAIR))):
        folder = tmp_path / str(number)
        folder.mkdir()
        sim = ElectionSimulator(folder)
        sim.create()
        confirm(sim, order[0])
        assert confirm(sim, order[1]) is State.FROZEN
        assert sim.manifest.members == 5


def test_the_manifest_has_keys_and_uuid_of_its_own(sim: ElectionSimulator) -> None:
    manifest = sim.freeze()
    keys = sim.office.election_keys(manifest.uuid)
    assert issuing_key(manifest) == keys.signer.public_key
    assert keys.signer.public_key.bits == TEST_BITS
    assert manifest.receipt_key == keys.receipt_public
    assert manifest.uuid != sim.event
    found = overview.summary(sim.office, manifest.uuid)
    assert found.id == sim.event
    assert found.manifest_code == event_code(manifest.digest)
    assert tablet_status.status(sim.office, sim.event).manifest == manifest.digest


def test_two_events_share_nothing(sim: ElectionSimulator) -> None:
    first = sim.freeze()
    sim.create()
    second = sim.freeze()
    assert first.uuid != second.uuid
    assert first.roll_digest != second.roll_digest
    assert first.issuing_key != second.issuing_key
    assert first.receipt_key != second.receipt_key
    assert len(overview.list_events(sim.office)) == 2


def test_one_hand_freezes_nothing(sim: ElectionSimulator) -> None:
    assert confirm(sim, CHAIR) is State.CHAIR_CONFIRMED
    with pytest.raises(NotFrozen):
        overview.manifest_bytes(sim.office, sim.event)
    with pytest.raises(EventStepRefused):
        confirm(sim, CHAIR)


def test_both_hands_of_one_person_freeze_nothing(sim: ElectionSimulator) -> None:
    confirm(sim, CHAIR)
    with pytest.raises(SameHand):
        confirm(sim, Actor(CHAIR.user, CHAIR.name, Role.COMMITTEE, 1))


def test_only_the_head_confirms_for_the_committee(sim: ElectionSimulator) -> None:
    with pytest.raises(NotTheHead):
        confirm(sim, COUNTER)


def test_what_was_not_seen_is_not_confirmed(sim: ElectionSimulator) -> None:
    seen = preparation.draft_digest(sim.office, sim.event)
    sim.draft["title"] = "Phiếu khác"
    amend(sim)
    with pytest.raises(DraftChanged):
        confirm(sim, CHAIR, seen)


def test_a_change_takes_the_first_confirmation_back(sim: ElectionSimulator) -> None:
    confirm(sim, CHAIR)
    sim.roll = sample_roll(7)
    amend(sim)
    assert overview.summary(sim.office, sim.event).state is State.DRAFT
    assert confirm(sim, HEAD) is State.HEAD_CONFIRMED
    assert confirm(sim, CHAIR) is State.FROZEN
    assert sim.manifest.members == 7


def test_nothing_is_amended_after_the_freeze(sim: ElectionSimulator) -> None:
    sim.freeze()
    with pytest.raises(EventStepRefused):
        amend(sim)


def test_the_draft_and_the_roll_come_back_as_they_were(sim: ElectionSimulator) -> None:
    assert overview.draft_of(sim.office, sim.event) == sim.draft
    assert overview.roll_of(sim.office, sim.event).to_json() == sim.roll


@pytest.mark.parametrize("role", [INSPECTOR, HEAD])
def test_others_create_nothing(sim: ElectionSimulator, role: Actor) -> None:
    with pytest.raises(WrongRole):
        preparation.create_event(sim.office, role, sim.draft, sim.roll, NOW)


def test_an_event_that_is_not_there(sim: ElectionSimulator) -> None:
    with pytest.raises(UnknownEvent):
        overview.summary(sim.office, "nothing")


def create(sim: ElectionSimulator) -> None:
    preparation.create_event(sim.office, SECRETARY, sim.draft, sim.roll, NOW)


def test_a_draft_of_another_body_than_the_roll(sim: ElectionSimulator) -> None:
    sim.draft["body"] = "Ban khác"
    with pytest.raises(BadDraft):
        create(sim)


def test_a_draft_without_a_field(sim: ElectionSimulator) -> None:
    del sim.draft["committee"]
    with pytest.raises(MissingField):
        create(sim)


def test_a_threshold_of_half(sim: ElectionSimulator) -> None:
    sim.draft["trustees"] = {"size": 3, "threshold": 1}
    with pytest.raises(BadManifest):
        create(sim)


def test_the_same_person_twice_on_the_roll(sim: ElectionSimulator) -> None:
    twice = {"id": "TV999", "name": "NGUYỄN VĂN 001", "position": "Ủy viên"}
    members = sim.roll["members"]
    assert isinstance(members, list)
    sim.roll["members"] = [*members, twice]
    with pytest.raises(DuplicateMember):
        create(sim)


def test_a_void_event_is_repeated_as_run_two(sim: ElectionSimulator) -> None:
    with pytest.raises(RepeatNotAllowed):
        preparation.repeat_event(sim.office, sim.event, CHAIR, NOW)
    first = sim.freeze()
    voiding.void_event(sim.office, sim.event, CHAIR, "wrong_configuration", "BB 1", NOW)
    again = preparation.repeat_event(sim.office, sim.event, CHAIR, NOW)
    with pytest.raises(RepeatedAlready):
        preparation.repeat_event(sim.office, sim.event, CHAIR, NOW)
    assert len(overview.list_events(sim.office)) == 2
    sim.event = again
    second = sim.freeze()
    assert (second.run, second.plan) == (2, first.plan)
    assert second.uuid != first.uuid
    assert second.issuing_key != first.issuing_key


def test_the_log_names_staff_and_their_acts(sim: ElectionSimulator) -> None:
    sim.freeze()
    log = overview.operations(sim.office, sim.event, INSPECTOR)
    acts = [(entry.act, entry.user, entry.role) for entry in log]
    assert acts == [
        ("create_event", "u2", "secretary"),
        ("confirm_event", "u1", "chair"),
        ("confirm_event", "u3", "committee"),
        ("freeze", "u3", "committee"),
    ]
