"""Opening a ballot to a checker: what it never gives away, and what it finds (D4)."""

import base64
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ballot_service.errors import (
    BadOpening,
    BallotClosed,
    BallotPaused,
    BallotRefused,
    BallotServiceError,
    BallotSpoiled,
    CredentialUsed,
    NotOpenYet,
    TooManySpoiled,
    WrongOpening,
)
from ballot_service.protocol.ballot import Ballot, read_ballot, tracker
from ballot_service.protocol.make_ballot import make_ballot
from ballot_service.protocol.opened_ballot import (
    OpenedBallot,
    check_opened,
    spoiled_message,
)
from ballot_service.store import box
from ballot_service.workflows import casting, overview, pausing, spoiling, tablet_status
from ballot_service.workflows.casting import receipt_message
from tests.simulator import CHAIR, NOW, ElectionSimulator

SEED, NONCE, OTHER_NONCE = b"\x07" * 31 + b"\x01", 4242424242, 1717171717
DIGITS = {(0, 0): "0", (1, 0): "1", (0, 1): "2"}
ACTS = {"cast": casting.cast_ballot, "spoil": spoiling.spoil_ballot}


@pytest.fixture
def sim(tmp_path: Path) -> ElectionSimulator:
    made = ElectionSimulator(tmp_path)
    made.until_open()
    return made


def ballot_of(
    sim: ElectionSimulator, member: str, nonce: int = NONCE, seed: bytes = SEED
) -> Ballot:
    private = sim.tablets[member].private
    return make_ballot(sim.election, private, sim.choices(1), seed, nonce)


def opening_of(sim: ElectionSimulator, ballot: Ballot, digits: str = "") -> str:
    """Return what the booth shows after the service's signature."""
    signed = spoiling.spoil_ballot(sim.office, sim.uuid, ballot.encoded())
    choices = digits_of(sim)
    return OpenedBallot(
        sim.uuid,
        signed.setup,
        SEED,
        digits or choices,
        ballot.credential,
        ballot.signature,
        signed.signature,
    ).encoded()


def digits_of(sim: ElectionSimulator) -> str:
    return "".join(DIGITS[a, b] for a, b in sim.choices(1))


def returned(sim: ElectionSimulator) -> int:
    return overview.progress(sim.office, sim.event).returned


def test_an_opened_ballot_is_never_cast(sim: ElectionSimulator) -> None:
    body = ballot_of(sim, "TV001").encoded()
    spoiling.spoil_ballot(sim.office, sim.uuid, body)
    with pytest.raises(BallotSpoiled):
        casting.cast_ballot(sim.office, sim.uuid, body)
    assert returned(sim) == 0
    assert sim.cast("TV001").tracker != tracker(body)
    with pytest.raises(BallotServiceError):
        casting.cast_ballot(sim.office, sim.uuid, body)
    assert returned(sim) == 1


def test_a_ballot_in_the_box_is_never_opened(sim: ElectionSimulator) -> None:
    body = ballot_of(sim, "TV001").encoded()
    casting.cast_ballot(sim.office, sim.uuid, body)
    with pytest.raises(CredentialUsed):
        spoiling.spoil_ballot(sim.office, sim.uuid, body)
    other = ballot_of(sim, "TV001", seed=bytes(reversed(SEED))).encoded()
    with pytest.raises(CredentialUsed):
        spoiling.spoil_ballot(sim.office, sim.uuid, other)
    assert returned(sim) == 1


def test_no_alpha_of_an_opened_ballot_is_cast_again(sim: ElectionSimulator) -> None:
    """The same ciphertexts under a second signature would be a ballot that is known."""
    opened = ballot_of(sim, "TV001")
    spoiling.spoil_ballot(sim.office, sim.uuid, opened.encoded())
    twin = ballot_of(sim, "TV001", OTHER_NONCE).encoded()
    assert twin != opened.encoded()
    with pytest.raises(BallotRefused, match="RepeatedAlpha"):
        casting.cast_ballot(sim.office, sim.uuid, twin)
    assert returned(sim) == 0


def test_no_alpha_of_a_cast_ballot_is_opened(sim: ElectionSimulator) -> None:
    """Else a copy of somebody's ciphertext could be opened beside the box."""
    casting.cast_ballot(sim.office, sim.uuid, ballot_of(sim, "TV001").encoded())
    twin = ballot_of(sim, "TV001", OTHER_NONCE).encoded()
    with pytest.raises(CredentialUsed):
        spoiling.spoil_ballot(sim.office, sim.uuid, twin)


def test_opened_or_cast_and_never_both(sim: ElectionSimulator) -> None:
    for number, member in enumerate(sim.present_members()):
        body = ballot_of(sim, member, seed=bytes([number + 1]) * 31 + b"\x00").encoded()
        barrier = Barrier(8)

        def run(name: str, body: bytes = body, barrier: Barrier = barrier) -> str:
            barrier.wait()
            try:
                ACTS[name](sim.office, sim.uuid, body)
            except BallotServiceError:
                return ""
            return name

        acts = sorted(ACTS) * 4
        with ThreadPoolExecutor(8) as pool:
            done = set(pool.map(run, acts)) - {""}
        assert len(done) == 1
        with sim.office.database.reading() as connection:
            cast = box.has_ballot(connection, sim.uuid, tracker(body))
            spoiled = box.is_spoiled(connection, sim.uuid, tracker(body))
        assert (cast, spoiled) == ("cast" in done, "spoil" in done)


def test_the_service_signs_once_and_for_this_alone(sim: ElectionSimulator) -> None:
    body = ballot_of(sim, "TV001").encoded()
    first = spoiling.spoil_ballot(sim.office, sim.uuid, body)
    assert spoiling.spoil_ballot(sim.office, sim.uuid, body) == first
    key = Ed25519PublicKey.from_public_bytes(sim.manifest.receipt_key)
    signature = base64.b64decode(first.signature)
    about = (sim.uuid, first.setup, first.tracker)
    key.verify(signature, spoiled_message(*about))
    with pytest.raises(InvalidSignature):
        key.verify(signature, receipt_message(*about))


def test_only_an_open_vote_and_a_whole_ballot(
    sim: ElectionSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = ballot_of(sim, "TV001").encoded()
    with pytest.raises(BallotRefused):
        spoiling.spoil_ballot(sim.office, sim.uuid, body[:-20])
    pausing.pause(sim.office, sim.event, CHAIR, NOW)
    with pytest.raises(BallotPaused):
        spoiling.spoil_ballot(sim.office, sim.uuid, body)
    pausing.resume(sim.office, sim.event, CHAIR, NOW)
    monkeypatch.setattr(spoiling, "MOST_PER_MEMBER", 0)
    with pytest.raises(TooManySpoiled):
        spoiling.spoil_ballot(sim.office, sim.uuid, body)
    sim.close()
    with pytest.raises(BallotClosed):
        spoiling.spoil_ballot(sim.office, sim.uuid, body)


def test_not_before_the_opening(tmp_path: Path) -> None:
    made = ElectionSimulator(tmp_path)
    made.until_issuing()
    with pytest.raises(NotOpenYet):
        spoiling.spoil_ballot(made.office, made.uuid, b"{}")


def test_the_checker_finds_the_very_ballot(sim: ElectionSimulator) -> None:
    ballot = ballot_of(sim, "TV001")
    text = opening_of(sim, ballot)
    setup = tablet_status.status(sim.office, sim.uuid).setup
    opened = check_opened(sim.election, setup, tracker(ballot.encoded()), text)
    assert opened.credential == ballot.credential


def test_a_booth_that_encrypts_something_else_is_caught(
    sim: ElectionSimulator,
) -> None:
    ballot = ballot_of(sim, "TV001")
    truth = digits_of(sim)
    setup = tablet_status.status(sim.office, sim.uuid).setup
    for row, digit in enumerate(truth):
        for other in set("012") - {digit}:
            shown = truth[:row] + other + truth[row + 1 :]
            text = opening_of(sim, ballot, shown)
            with pytest.raises(BallotServiceError):
                check_opened(sim.election, setup, tracker(ballot.encoded()), text)


def test_a_ballot_made_after_the_tracker_was_shown_is_caught(
    sim: ElectionSimulator,
) -> None:
    shown_first = tracker(ballot_of(sim, "TV001", OTHER_NONCE).encoded())
    text = opening_of(sim, ballot_of(sim, "TV001"))
    setup = tablet_status.status(sim.office, sim.uuid).setup
    with pytest.raises(WrongOpening):
        check_opened(sim.election, setup, shown_first, text)


def test_an_opening_holds_no_secret_of_the_credential(sim: ElectionSimulator) -> None:
    ballot = ballot_of(sim, "TV001")
    text = opening_of(sim, ballot)
    assert sim.tablets["TV001"].private not in text
    assert str(NONCE) not in text
    # The seed gives no nonce: two signatures under one seed have nothing in common.
    twin = ballot_of(sim, "TV001", OTHER_NONCE)
    assert twin.answers == ballot.answers
    assert twin.signature.challenge != ballot.signature.challenge
    assert twin.signature.response != ballot.signature.response
    for extra in ("|" + str(NONCE), "|" + sim.tablets["TV001"].private):
        with pytest.raises(BadOpening):
            check_opened(sim.election, "ab" * 32, "cd" * 32, text + extra)


def test_what_is_kept_of_an_opened_ballot_is_its_hashes(
    sim: ElectionSimulator,
) -> None:
    ballot = ballot_of(sim, "TV001")
    spoiling.spoil_ballot(sim.office, sim.uuid, ballot.encoded())
    raw = (sim.folder / "meeting.sqlite").read_bytes()
    assert tracker(ballot.encoded()).encode() in raw
    assert str(ballot.signature.response).encode() not in raw
    group = sim.election.group
    read = read_ballot(group, ballot.encoded())
    assert raw.count(read.credential.encode()) <= 4  # in Setup's papers and the list
