"""The server is stopped while a member marks, and started anew: the booth goes on.

Refuses a stand-in for either: the booth is Chromium's, the server a process that ends.
"""

import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ballot_service.protocol.codes import tracker_code
from ballot_service.workflows import (
    bulletin,
    issuing,
    overview,
    registration,
    rollcall,
)
from tests.booth_pages.mock_meeting import a_browser
from tests.browser.person import Room, camera_folder
from tests.browser.tablet import REGISTERED, Tablet
from tests.browser.the_vote import KEPT
from tests.server_process import ServerProcess
from tests.simulator import CHAIR, NOW, SECRETARY, ElectionSimulator

pytestmark = pytest.mark.browser

MEMBER, NAME = "TV005", "Nguyễn Văn 005"
CHOICES = ("agree", "disagree", "unmarked")
ANSWERS_AGAIN = "Máy chủ đã trả lời. Đồng chí bấm Gửi lại."
PATIENCE = 60_000


@dataclass
class Meeting:
    sim: ElectionSimulator
    server: ServerProcess
    tablet: Tablet
    code: str


@pytest.fixture
def meeting(chromium: str, tmp_path: Path) -> Iterator[Meeting]:
    """Five are present; four have a token, the fifth sits before Chromium."""
    sim = ElectionSimulator(tmp_path, members=5, questions=len(CHOICES))
    sim.create()
    sim.freeze()
    sim.make_keys()
    sim.call_roll()
    code = rollcall.make_code(sim.office, sim.event, SECRETARY, MEMBER, NOW)
    issuing.begin_issuing(sim.office, sim.event, CHAIR, NOW)
    for member in sim.names[:-1]:
        sim.take_token(member)
    with (
        ServerProcess(tmp_path, sim.url) as server,
        a_browser(chromium) as browser,
    ):
        room = Room(server.base, browser, camera_folder())
        tablet = Tablet(room, 5)
        tablet.expected = ["ERR_CONNECTION", "ERR_EMPTY_RESPONSE"]
        yield Meeting(sim, server, tablet, code)
        assert room.faults == []


def to_marked_ballot(meeting: Meeting) -> None:
    """Card, comparison, token, registration, opening, marks."""
    sim, tablet = meeting.sim, meeting.tablet
    manifest_code = overview.summary(sim.office, sim.event).manifest_code
    tablet.sign_in(meeting.code)
    tablet.compare(NAME, manifest_code)
    tablet.press("Mã trùng khớp")
    tablet.has_token(NAME)
    registration.begin_registration(sim.office, sim.event, CHAIR, NOW)
    for other in sim.tablets.values():
        registration.register_token(sim.office, sim.uuid, other.token)
    tablet.see(REGISTERED, PATIENCE)
    sim.open()
    tablet.mark(CHOICES)


@pytest.mark.parametrize(
    "how", [signal.SIGTERM, signal.SIGKILL], ids=["ended", "killed"]
)
def test_marks_outlive_the_server_and_are_sent_to_the_next_one(
    meeting: Meeting, how: signal.Signals
) -> None:
    sim, tablet, server = meeting.sim, meeting.tablet, meeting.server
    to_marked_ballot(meeting)
    tablet.review(CHOICES)
    server.stop(how)
    tablet.send()
    tablet.see(KEPT, PATIENCE)
    tablet.see("E07")
    tablet.picture("server-stopped")
    tablet.press("Gửi lại")
    tablet.see(KEPT, PATIENCE)
    assert overview.progress(sim.office, sim.event).returned == 0
    server.start()
    tablet.see(ANSWERS_AGAIN, PATIENCE)
    expect(tablet.page.locator("input[type=radio]")).to_have_count(0)
    tablet.picture("server-started-again")
    tablet.press("Gửi lại")
    shown = tablet.recorded()
    tablet.picture("recorded-after-restart")
    for member in sim.names[:-1]:
        sim.cast(member)
    sheet = sim.close()
    assert (sheet.issued, sheet.ballots) == (5, 5)
    trackers = [tracker_code(one) for one in bulletin.trackers(sim.office, sim.event)]
    assert trackers.count(shown) == 1
