"""Opening, casting, pausing, closing, the bulletin: the box and its sheets."""

import base64
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ballot_service.errors import (
    BadCode,
    BallotClosed,
    BallotPaused,
    BallotRefused,
    BoxNotConfirmed,
    BoxNotEmpty,
    CredentialUsed,
    EventStepRefused,
    MayNotOpen,
    MissingChanged,
    NotClosedYet,
    NotOpenYet,
    NotPrepared,
    SetupChanged,
    UnknownTracker,
    WrongRole,
)
from ballot_service.planning.ballot_event import State
from ballot_service.protocol.ballot import tracker
from ballot_service.protocol.codes import tracker_code
from ballot_service.record.build import Setup
from ballot_service.store import box
from ballot_service.store.rows import BallotRow
from ballot_service.workflows import (
    bulletin,
    casting,
    closing,
    keys,
    opening,
    overview,
    pausing,
    records,
    tablet_status,
)
from ballot_service.workflows.checking import OpenElection, check_cast
from tests.simulator import (
    CHAIR,
    COUNTER,
    HEAD,
    NOW,
    SECRETARY,
    ElectionSimulator,
    Tablet,
)


@pytest.fixture
def registered(tmp_path: Path) -> ElectionSimulator:
    made = ElectionSimulator(tmp_path)
    made.until_issuing(["TV005"])
    made.register()
    return made


@pytest.fixture
def sim(registered: ElectionSimulator) -> ElectionSimulator:
    registered.open()
    return registered


def cast(sim: ElectionSimulator, body: bytes) -> casting.Receipt:
    return casting.cast_ballot(sim.office, sim.uuid, body)


# --- opening ----------------------------------------------------------------------


def test_the_sheet_says_what_is_signed(registered: ElectionSimulator) -> None:
    sheet = registered.sign_opening()
    again = opening.opening_sheet(registered.office, registered.event)
    assert again.signed_by == (CHAIR.name, HEAD.name)
    assert sheet.signed_by == ()
    assert (sheet.members, sheet.present, sheet.issued) == (5, 4, 4)
    assert (sheet.registered, sheet.slips, sheet.credentials) == (4, 0, 4)
    assert len(sheet.thumbprints) == 3
    assert len(sheet.present_names) == 4
    assert sheet.committee[0] == HEAD.name


def test_setup_is_shown_from_opening_on(registered: ElectionSimulator) -> None:
    sheet = registered.sign_opening()
    assert tablet_status.status(registered.office, registered.event).setup == ""
    with pytest.raises(NotOpenYet):
        tablet_status.setup_texts(registered.office, registered.event)
    opening.open_ballot(registered.office, registered.event, CHAIR, NOW)
    status = tablet_status.status(registered.office, registered.event).to_json()
    assert (status["state"], status["setup"]) == ("open", sheet.setup_hash)
    texts = tablet_status.setup_texts(registered.office, registered.event)
    setup = Setup(*(text.encode() for text in vars(texts).values()))
    assert setup.event.digest == sheet.setup_hash
    for tablet in registered.tablets.values():
        assert f'"{tablet.credential}"' in texts.credentials


def test_everything_that_is_missing_is_named_at_once(tmp_path: Path) -> None:
    sim = ElectionSimulator(tmp_path)
    sim.create()
    sim.freeze()
    sim.make_keys()
    sim.call_roll()
    sim.issue()
    sim.register([])
    with pytest.raises(MayNotOpen) as caught:
        opening.open_ballot(sim.office, sim.event, CHAIR, NOW)
    assert {"no_credentials", "opening_sheet_unsigned"} <= set(caught.value.missing)
    with pytest.raises(MayNotOpen):
        opening.check_opening(sim.office, sim.event)
    assert overview.summary(sim.office, sim.event).state is State.REGISTRATION


def test_one_signature_opens_nothing(registered: ElectionSimulator) -> None:
    sim = registered
    with pytest.raises(NotPrepared):
        opening.opening_sheet(sim.office, sim.event)
    sheet = sim.prepare_opening()
    opening.sign_opening(sim.office, sim.event, CHAIR, sheet.setup_code, NOW)
    with pytest.raises(MayNotOpen, match="opening_sheet_unsigned"):
        opening.open_ballot(sim.office, sim.event, CHAIR, NOW)
    opening.sign_opening(sim.office, sim.event, COUNTER, sheet.setup_hash, NOW)
    assert opening.open_ballot(sim.office, sim.event, CHAIR, NOW).signed_by


def test_a_sheet_of_another_setup_is_not_signed(registered: ElectionSimulator) -> None:
    sim = registered
    with pytest.raises(NotPrepared):
        opening.sign_opening(sim.office, sim.event, CHAIR, "0" * 25, NOW)
    sim.prepare_opening()
    with pytest.raises(BadCode):
        opening.sign_opening(sim.office, sim.event, CHAIR, "0" * 25, NOW)


def test_a_withdrawn_sheet_loses_its_signatures(registered: ElectionSimulator) -> None:
    sim = registered
    sim.sign_opening()
    opening.discard_opening(sim.office, sim.event, CHAIR, NOW)
    with pytest.raises(MayNotOpen):
        opening.open_ballot(sim.office, sim.event, CHAIR, NOW)
    assert sim.open().credentials == 4


def test_without_possession_proofs_nothing_opens(registered: ElectionSimulator) -> None:
    sim = registered
    keys.possession_request(sim.office, sim.event, HEAD, NOW)
    sim.sign_opening()
    with pytest.raises(MayNotOpen, match="possession_not_proved"):
        opening.open_ballot(sim.office, sim.event, CHAIR, NOW)


def test_nothing_is_signed_or_opened_over_a_box_that_nobody_looked_into(
    registered: ElectionSimulator,
) -> None:
    sim = registered
    sheet = opening.prepare_opening(sim.office, sim.event, CHAIR, NOW)
    assert sheet.empty_box_by == ""
    with pytest.raises(BoxNotConfirmed):
        opening.sign_opening(sim.office, sim.event, CHAIR, sheet.setup_code, NOW)
    with pytest.raises(MayNotOpen, match="box_not_confirmed_empty"):
        opening.open_ballot(sim.office, sim.event, CHAIR, NOW)
    opening.confirm_empty_box(sim.office, sim.event, COUNTER, sheet.setup_hash, NOW)
    again = opening.opening_sheet(sim.office, sim.event)
    assert again.empty_box_by == COUNTER.name
    for hand in (CHAIR, HEAD):
        opening.sign_opening(sim.office, sim.event, hand, sheet.setup_code, NOW)
    assert opening.open_ballot(sim.office, sim.event, CHAIR, NOW).empty_box_by


def test_an_empty_box_is_confirmed_by_the_committee_for_this_setup(
    registered: ElectionSimulator,
) -> None:
    sim = registered
    with pytest.raises(NotPrepared):
        opening.confirm_empty_box(sim.office, sim.event, HEAD, "", NOW)
    first = sim.prepare_opening()
    with pytest.raises(WrongRole):
        opening.confirm_empty_box(sim.office, sim.event, CHAIR, first.setup_hash, NOW)
    with pytest.raises(SetupChanged):
        opening.confirm_empty_box(sim.office, sim.event, HEAD, "0" * 64, NOW)
    opening.discard_opening(sim.office, sim.event, CHAIR, NOW)
    second = opening.prepare_opening(sim.office, sim.event, CHAIR, NOW)
    assert second.empty_box_by == ""
    opening.confirm_empty_box(sim.office, sim.event, HEAD, second.setup_hash, NOW)
    for hand in (CHAIR, HEAD):
        opening.sign_opening(sim.office, sim.event, hand, second.setup_code, NOW)
    opening.open_ballot(sim.office, sim.event, CHAIR, NOW)
    with pytest.raises(EventStepRefused):
        opening.confirm_empty_box(sim.office, sim.event, HEAD, second.setup_hash, NOW)


def test_a_box_with_a_ballot_in_it_is_not_empty(registered: ElectionSimulator) -> None:
    sim = registered
    sheet = opening.prepare_opening(sim.office, sim.event, CHAIR, NOW)
    stuffed = BallotRow("t" * 64, "c" * 64, b"slipped in by the host")
    with sim.office.database.writing() as connection:
        box.add_ballot(connection, sim.uuid, stuffed)
    with pytest.raises(BoxNotEmpty):
        opening.confirm_empty_box(sim.office, sim.event, HEAD, sheet.setup_hash, NOW)


def test_a_ballot_that_came_in_after_the_look_opens_nothing(
    registered: ElectionSimulator,
) -> None:
    sim = registered
    sim.sign_opening()
    stuffed = BallotRow("t" * 64, "c" * 64, b"slipped in by the host")
    with sim.office.database.writing() as connection:
        box.add_ballot(connection, sim.uuid, stuffed)
    with pytest.raises(MayNotOpen, match="box_not_confirmed_empty"):
        opening.open_ballot(sim.office, sim.event, CHAIR, NOW)


def test_the_secretary_opens_nothing(registered: ElectionSimulator) -> None:
    registered.sign_opening()
    with pytest.raises(WrongRole):
        opening.open_ballot(registered.office, registered.event, SECRETARY, NOW)


# --- casting ----------------------------------------------------------------------


def test_a_receipt_is_signed_under_the_manifests_key(sim: ElectionSimulator) -> None:
    body = sim.ballot("TV001")
    receipt = cast(sim, body)
    assert receipt.tracker == tracker(body)
    message = casting.receipt_message(sim.uuid, receipt.setup, receipt.tracker)
    key = Ed25519PublicKey.from_public_bytes(sim.manifest.receipt_key)
    key.verify(base64.b64decode(receipt.signature), message)
    assert len(receipt.signature) == 88
    assert set(receipt.to_json()) == {"tracker", "setup", "signature"}


def test_the_same_bytes_get_the_same_receipt_for_ever(sim: ElectionSimulator) -> None:
    body = sim.ballot("TV001")
    first = cast(sim, body)
    assert cast(sim, body) == first
    pausing.pause(sim.office, sim.event, CHAIR, NOW)
    assert cast(sim, body) == first
    pausing.resume(sim.office, sim.event, CHAIR, NOW)
    sim.close()
    assert cast(sim, body) == first
    assert overview.progress(sim.office, sim.event).returned == 1


def test_other_bytes_of_a_used_credential_are_refused(sim: ElectionSimulator) -> None:
    cast(sim, sim.ballot("TV001"))
    with pytest.raises(CredentialUsed):
        cast(sim, sim.ballot("TV001"))
    assert overview.progress(sim.office, sim.event).returned == 1


def test_nothing_is_cast_before_opening(registered: ElectionSimulator) -> None:
    with pytest.raises(NotOpenYet):
        cast(registered, b"any")


def test_a_pause_holds_ballots_back_and_lets_them_in_again(
    sim: ElectionSimulator,
) -> None:
    body = sim.ballot("TV001")
    assert pausing.pause(sim.office, sim.event, CHAIR, NOW) is State.PAUSED
    with pytest.raises(BallotPaused):
        cast(sim, body)
    assert pausing.resume(sim.office, sim.event, CHAIR, NOW) is State.OPEN
    assert cast(sim, body).tracker == tracker(body)


def test_nothing_is_cast_after_close(sim: ElectionSimulator) -> None:
    sim.close()
    with pytest.raises(BallotClosed):
        cast(sim, sim.ballot("TV001"))


@pytest.mark.parametrize("body", [b"", b"{}", b"x" * 100, b"\xff\xfe"])
def test_what_is_no_ballot(sim: ElectionSimulator, body: bytes) -> None:
    with pytest.raises(BallotRefused):
        cast(sim, body)


def test_a_credential_outside_the_list_does_not_vote(sim: ElectionSimulator) -> None:
    stranger = Tablet("stranger", sim.client("stranger"))
    stranger.make_request(sim.manifest)
    with pytest.raises(BallotRefused, match="UnknownCredential"):
        cast(sim, stranger.make_ballot(sim.election, sim.choices(0)))


def test_a_proof_that_does_not_hold_is_named(sim: ElectionSimulator) -> None:
    body = sim.ballot("TV001")
    other = sim.ballot("TV001")
    # The signature of one ballot under the content of another.
    forged = body[: body.index(b'"signature"')] + other[other.index(b'"signature"') :]
    with pytest.raises(BallotRefused, match="WrongBallotHash"):
        cast(sim, forged)
    assert overview.progress(sim.office, sim.event).returned == 0


def test_a_shared_ciphertext_is_refused_before_it_spoils_the_record(
    sim: ElectionSimulator,
) -> None:
    # Two members who agree to use one seed: the alphas differ by credential …
    one, two = sim.tablets["TV001"], sim.tablets["TV002"]
    first = one.make_ballot(sim.election, sim.choices(0))
    cast(sim, first)
    # … but whoever repeats a ciphertext is stopped by the marks of the box.
    stolen = check_cast(_opened(sim), first).alphas
    second = two.make_ballot(sim.election, sim.choices(1))
    office = sim.office
    sim.office = replace(
        office, check=lambda o, b: replace(check_cast(o, b), alphas=stolen)
    )
    with pytest.raises(BallotRefused, match="RepeatedAlpha"):
        cast(sim, second)
    sim.office = office
    assert overview.progress(sim.office, sim.event).returned == 1
    assert cast(sim, second).tracker == tracker(second)


def _opened(sim: ElectionSimulator) -> OpenElection:
    found = sim.office.seen["setup", tablet_status.status(sim.office, sim.event).setup]
    assert isinstance(found, OpenElection)
    return found


# --- closing ----------------------------------------------------------------------


def test_the_chair_hears_how_many_are_missing(sim: ElectionSimulator) -> None:
    sim.cast("TV001")
    question = closing.ask_to_close(sim.office, sim.event, CHAIR)
    assert (question.issued, question.returned, question.missing) == (4, 1, 3)
    with pytest.raises(MissingChanged, match="3 are missing, not 2"):
        closing.close_ballot(sim.office, sim.event, CHAIR, 2, NOW)
    sim.cast("TV002")
    # Another ballot came in meanwhile: fewer are missing, and that is welcome.
    sheet = closing.close_ballot(sim.office, sim.event, CHAIR, 3, NOW)
    assert (sheet.ballots, sheet.issued, sheet.present) == (2, 4, 4)
    with pytest.raises(EventStepRefused):
        closing.close_ballot(sim.office, sim.event, CHAIR, 2, NOW)


def test_a_paused_vote_can_be_closed(sim: ElectionSimulator) -> None:
    pausing.pause(sim.office, sim.event, CHAIR, NOW)
    assert sim.close().ballots == 0
    status = tablet_status.status(sim.office, sim.event)
    assert status.end == overview.summary(sim.office, sim.event).end_hash


def test_the_closing_sheet_is_signed_by_its_code(sim: ElectionSimulator) -> None:
    with pytest.raises(NotClosedYet):
        closing.closing_sheet(sim.office, sim.event)
    with pytest.raises(NotClosedYet):
        closing.sign_closing(sim.office, sim.event, CHAIR, "0" * 25, NOW)
    closing.close_ballot(sim.office, sim.event, CHAIR, 4, NOW)
    with pytest.raises(BadCode):
        closing.sign_closing(sim.office, sim.event, CHAIR, "0" * 25, NOW)


def test_a_lost_record_is_written_again_to_the_byte(sim: ElectionSimulator) -> None:
    for member in sim.tablets:
        sim.cast(member)
    sim.close()
    folder = records.closed_record(sim.office, sim.event)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    again = records.closed_record(sim.office, sim.event)
    assert {path.name: path.read_bytes() for path in again.iterdir()} == before


# --- bulletin ---------------------------------------------------------------------


def test_nothing_is_on_the_bulletin_before_close(sim: ElectionSimulator) -> None:
    receipt = sim.cast("TV001")
    with pytest.raises(NotClosedYet):
        bulletin.trackers(sim.office, sim.event)
    with pytest.raises(NotClosedYet):
        bulletin.look_up(sim.office, sim.event, receipt.tracker)


def test_a_tracker_is_found_by_its_code(sim: ElectionSimulator) -> None:
    found = [sim.cast(member).tracker for member in sim.tablets]
    sim.close()
    assert bulletin.trackers(sim.office, sim.event) == tuple(sorted(found))
    for whole in found:
        code = tracker_code(whole)
        for typed in (code, code.lower().replace("-", " "), whole, whole.upper()):
            assert bulletin.look_up(sim.office, sim.event, typed) == whole
    with pytest.raises(UnknownTracker):
        bulletin.look_up(sim.office, sim.event, "0" * 16)
    for typed in ("", "0" * 15, "0" * 25, "ä" * 16):
        with pytest.raises(BadCode):
            bulletin.look_up(sim.office, sim.event, typed)
