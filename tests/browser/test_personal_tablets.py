"""Members with tablets of their own, 15 in each change and 60 in the soak.

Refuses to pass where a browser complains, a page is too wide, or a log has an error;
where a figure differs from the marks, or a name stands beside a ballot.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.booth_pages.mock_meeting import a_browser
from tests.browser import before_the_vote as before
from tests.browser import personal as voting
from tests.browser import the_count as after
from tests.browser import the_lists as lists
from tests.browser.collective import ROLL, verdicts, workbook
from tests.browser.meeting import Meeting
from tests.browser.person import PATIENCE, Room, camera_folder
from tests.browser.server import serving
from tests.browser.the_record import compare_figures, verify
from tests.browser.the_vote import open_ballot
from tests.browser.the_wall import close_when_all_are_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(2400)]


def prepare(meeting: Meeting) -> None:
    """From the spreadsheet to the cards with the sign-in codes."""
    secretary = meeting.secretary
    secretary.go("/secretary/import")
    lists.fill_in(secretary, meeting.size)
    roll = workbook(meeting.folder / "hoi-nghi.xlsx", ROLL[: meeting.size])
    meeting.event = lists.stored(secretary, roll, meeting.size)
    with meeting.room.camera_rests():
        before.freeze(meeting)
        before.make_keys(meeting)
    before.call_roll(meeting)
    before.hand_out_codes(meeting)


def hold(meeting: Meeting) -> None:
    """The vote, the count, and what everybody may see of them."""
    voting.issue(meeting)
    voting.register(meeting)
    with meeting.room.camera_rests():
        open_ballot(meeting)
    voting.vote(meeting)
    close_when_all_are_in(meeting)
    marks = [voting.choices_of(place) for place in range(len(meeting.voters))]
    meeting.verdicts = verdicts(marks, meeting.size)
    after.sign_closing(meeting)
    after.count(meeting)
    after.publish(meeting)
    compare_figures(meeting, marks)
    after.look_up(meeting)
    after.inspect(meeting)
    verify(meeting)


@pytest.mark.parametrize(
    "tablets", [15, pytest.param(60, marks=pytest.mark.soak)], ids=["15", "60"]
)
def test_members_with_tablets_of_their_own(
    chromium: str, tmp_path: Path, tablets: int
) -> None:
    expect.set_options(timeout=PATIENCE)
    pictures = camera_folder()
    names = [name for _, name, _ in ROLL[: tablets + 1]]
    absent = ((names.pop(), "Vắng có lý do"),)
    with serving(tmp_path) as service, a_browser(chromium) as browser:
        room = Room(service.base, browser, pictures)
        meeting = Meeting(room, tmp_path, tuple(names), absent, tablets + 1)
        prepare(meeting)
        hold(meeting)
        assert room.faults == []
        assert service.complaints() == []
    assert room.taken >= 25
