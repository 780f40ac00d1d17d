"""A whole meeting in Vietnamese in a real Chromium, each person at an own machine.

Refuses to pass where a browser complains, a page is too wide, or a log has an error.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.booth_pages.mock_meeting import a_browser
from tests.browser import before_the_vote as before
from tests.browser import the_count as after
from tests.browser import the_vote as voting
from tests.browser.meeting import Meeting
from tests.browser.papers import VOTERS
from tests.browser.person import PATIENCE, Room, camera_folder
from tests.browser.server import serving
from tests.browser.tablet import Tablet

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def hold(meeting: Meeting) -> None:
    """From the draft to the seal."""
    before.prepare(meeting)
    before.freeze(meeting)
    before.make_keys(meeting)
    before.call_roll(meeting)
    before.hand_out_codes(meeting)
    voting.issue(meeting)
    voting.register(meeting)
    voting.open_ballot(meeting)
    voting.vote(meeting)
    voting.close(meeting)
    after.sign_closing(meeting)
    after.count(meeting)
    after.publish(meeting)
    after.look_up(meeting)
    after.inspect(meeting)
    after.seal(meeting)


def test_a_whole_meeting_in_vietnamese(chromium: str, tmp_path: Path) -> None:
    expect.set_options(timeout=PATIENCE)
    pictures = camera_folder()
    with serving(tmp_path) as service, a_browser(chromium) as browser:
        room = Room(service.base, browser, pictures)
        meeting = Meeting(room, tmp_path)
        meeting.tablets = [Tablet(room, i) for i in range(1, len(VOTERS) + 1)]
        hold(meeting)
        assert room.faults == []
        assert service.complaints() == []
    assert room.taken >= 50
