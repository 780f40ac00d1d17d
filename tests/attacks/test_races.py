"""Races: votes against the close, one credential and one member many times at once."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from ballot_service.errors import (
    AlreadyIssuedElsewhere,
    BallotClosed,
    BallotServiceError,
    CredentialUsed,
    MoreRegisteredThanIssued,
)
from ballot_service.protocol.ballot import tracker
from ballot_service.store import box
from ballot_service.verify.records import Expected
from ballot_service.verify.verifier import verify_closed
from ballot_service.workflows import (
    bulletin,
    casting,
    closing,
    issuing,
    overview,
    records,
    registration,
)
from ballot_service.workflows.casting import Receipt
from tests.database_server import Server
from tests.simulator import CHAIR, NOW, ElectionSimulator, Tablet

VOTERS = 200
REQUESTS = 500
LATECOMERS = 40
PATIENCE = 120
SPREAD = 3.0
"""Seconds over which two hundred hands are spread."""

Outcome = Receipt | BallotServiceError


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return ""
    server: Server = request.getfixturevalue("postgres")
    return server.new_database("races")


@pytest.fixture
def make(url: str, tmp_path: Path) -> Iterator[Callable[..., ElectionSimulator]]:
    made: list[ElectionSimulator] = []

    def simulator(members: int) -> ElectionSimulator:
        made.append(ElectionSimulator(tmp_path, members, 1, url=url))
        return made[-1]

    yield simulator
    for sim in made:
        sim.office.database.close()


def outcome(act: Callable[[], Receipt]) -> Outcome:
    try:
        return act()
    except BallotServiceError as error:
        return error


def all_at_once(acts: Sequence[Callable[[], Receipt]]) -> list[Outcome]:
    """Run every act in a thread of its own; all leave one barrier together."""
    barrier = threading.Barrier(len(acts))

    def run(act: Callable[[], Receipt]) -> Outcome:
        barrier.wait()
        return outcome(act)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


class Trigger:
    """Counts receipts, and lets the close go once there are enough."""

    def __init__(self, enough: int) -> None:
        self._lock = threading.Lock()
        self._left = enough
        self.ready = threading.Event()

    def count(self) -> None:
        with self._lock:
            self._left -= 1
            if self._left == 0:
                self.ready.set()


def test_close_among_two_hundred_casting_threads(
    make: Callable[..., ElectionSimulator],
) -> None:
    sim = make(VOTERS)
    sim.until_open()
    bodies = [sim.ballot(member) for member in sim.names]
    trigger = Trigger(VOTERS // 4)
    asked_for, over = threading.Event(), threading.Event()

    def cast(i: int) -> Receipt:
        if i % LATECOMERS == 0:
            # However slow the machine, some come when it is over.
            over.wait(PATIENCE)
        elif i >= VOTERS // 2:
            # Half of all press "send" at the very moment of the close.
            asked_for.wait(PATIENCE)
        else:
            time.sleep(SPREAD * i / VOTERS)
        receipt = casting.cast_ballot(sim.office, sim.uuid, bodies[i])
        trigger.count()
        return receipt

    def close() -> Receipt:
        trigger.ready.wait(PATIENCE)
        asked = closing.ask_to_close(sim.office, sim.event, CHAIR)
        asked_for.set()
        sheet = closing.close_ballot(sim.office, sim.event, CHAIR, asked.missing, NOW)
        over.set()
        return Receipt("", sheet.setup_hash, "")

    *found, closed = all_at_once([*(partial(cast, i) for i in range(VOTERS)), close])
    assert isinstance(closed, Receipt)
    receipted = {o.tracker for o in found if isinstance(o, Receipt)}
    refused = [o for o in found if not isinstance(o, Receipt)]
    # The close came among them, not before or after.
    assert {type(error) for error in refused} == {BallotClosed}
    assert len(receipted) >= VOTERS // 4
    sheet = closing.closing_sheet(sim.office, sim.event)
    folder = records.closed_record(sim.office, sim.event)
    expected = Expected(sheet.setup_hash, sheet.ballots, sheet.end_hash)
    record = verify_closed(folder, expected)
    assert record.ballots == len(receipted) == VOTERS - len(refused)
    assert set(bulletin.trackers(sim.office, sim.event)) == receipted
    in_record = {record.archive.entries[i].digest for i in record.board.ballots}
    assert in_record == receipted


def test_one_credential_five_hundred_times(
    make: Callable[..., ElectionSimulator],
) -> None:
    sim = make(5)
    sim.until_open()
    different = [sim.ballot("TV001") for _ in range(10)]

    def cast(body: bytes) -> Callable[[], Receipt]:
        return lambda: casting.cast_ballot(sim.office, sim.uuid, body)

    found = all_at_once([cast(different[i % 10]) for i in range(REQUESTS)])
    receipts = {o for o in found if isinstance(o, Receipt)}
    assert len(receipts) == 1
    taken = next(iter(receipts)).tracker
    for i, one in enumerate(found):
        same = tracker(different[i % 10]) == taken
        assert isinstance(one, Receipt if same else CredentialUsed)
    with sim.office.database.reading() as connection:
        assert box.count_ballots(connection, sim.uuid) == 1
    assert overview.progress(sim.office, sim.event).returned == 1


def test_one_member_on_fifty_tablets_gets_one_token(
    make: Callable[..., ElectionSimulator],
) -> None:
    sim = make(5)
    sim.create()
    sim.freeze()
    sim.make_keys()
    sim.call_roll()
    sim.issue([])
    tablets = [Tablet("TV001", sim.client(f"tablet {i}")) for i in range(50)]
    requests = [tablet.make_request(sim.manifest) for tablet in tablets]

    def ask(request: bytes) -> Callable[[], Receipt]:
        def act() -> Receipt:
            answer = issuing.issue_token(sim.office, sim.event, "TV001", request)
            return Receipt(answer.hex(), "", "")

        return act

    found = all_at_once([ask(request) for request in requests])
    assert sum(isinstance(o, Receipt) for o in found) == 1
    refused = [o for o in found if not isinstance(o, Receipt)]
    assert {type(error) for error in refused} == {AlreadyIssuedElsewhere}
    assert overview.progress(sim.office, sim.event).issued == 1


def test_registrations_at_once_never_exceed_what_was_issued(
    make: Callable[..., ElectionSimulator],
) -> None:
    sim = make(20)
    sim.until_issuing()
    # Ten tokens are dead: registration was closed before they came.
    sim.register(sim.names[:10])
    issuing.begin_issuing(sim.office, sim.event, CHAIR, NOW)
    registration.begin_registration(sim.office, sim.event, CHAIR, NOW)

    def register(member: str) -> Callable[[], Receipt]:
        def act() -> Receipt:
            token = sim.tablets[member].token
            registration.register_token(sim.office, sim.uuid, token)
            return Receipt(member, "", "")

        return act

    found = all_at_once([register(member) for member in sim.names])
    assert {o.tracker for o in found if isinstance(o, Receipt)} == set(sim.names[:10])
    refused = [o for o in found if not isinstance(o, Receipt)]
    assert {type(error) for error in refused} == {MoreRegisteredThanIssued}
