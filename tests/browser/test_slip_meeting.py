"""A meeting of 15 with slips and three shared tablets, from the roll to publication.

Refuses to pass where a browser complains, a page is too wide, or a log has an error;
where a figure differs from the marks, or a name stands beside a ballot.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.booth_pages.mock_meeting import a_browser
from tests.browser import before_the_vote as before
from tests.browser import slip_papers as slips
from tests.browser import slip_vote as voting
from tests.browser import the_count as after
from tests.browser import the_lists as lists
from tests.browser.checking import open_ballot_to_check
from tests.browser.collective import ROLL, Row, marks_of, verdicts, workbook
from tests.browser.desk import Desk
from tests.browser.meeting import Meeting
from tests.browser.person import PATIENCE, Room, camera_folder
from tests.browser.server import serving
from tests.browser.shared_tablet import SharedTablet
from tests.browser.the_record import compare_figures, verify
from tests.browser.the_void import declare_void, repeat
from tests.browser.the_wall import close_when_all_are_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]

SIZE = 15
EXCUSED = "Vắng có lý do"
RIGHT: tuple[Row, ...] = ROLL[:SIZE]
WRONG: Row = (RIGHT[-1][0], "Đinh Trọng Nhận", RIGHT[-1][2])
MISSPELT: tuple[Row, ...] = (*RIGHT[:-1], WRONG)
"""The roll of run 1: found wrong only after the vote."""
DOUBLE: tuple[Row, ...] = (*RIGHT[:8], (RIGHT[8][0], *RIGHT[0][1:]), *MISSPELT[9:])
"""Row 10 of the file is the person of row 2 again."""


class SlipMeeting:
    """The meeting, its technician, and what lies on the tables."""

    def __init__(self, room: Room, folder: Path) -> None:
        names = tuple(name for _, name, _ in MISSPELT)
        absent = tuple((name, EXCUSED) for name in names[13:])
        self.meeting = Meeting(room, folder, names[:13], absent, SIZE)
        self.technician = Desk(room, "kythuat")
        self.room = room

    def bring_lists(self) -> None:
        """A file with a wrong row, then the one that is taken."""
        meeting, secretary = self.meeting, self.meeting.secretary
        secretary.link("Lập cuộc bỏ phiếu mới").click()
        secretary.link("Nhập từ bảng tính (XLSX, CSV)").click()
        lists.fill_in(secretary, SIZE)
        wrong = workbook(meeting.folder / "hoi-nghi-sai.xlsx", DOUBLE)
        lists.refused(secretary, wrong, 10, lists.DUPLICATE)
        taken = workbook(meeting.folder / "hoi-nghi.xlsx", MISSPELT)
        meeting.event = lists.stored(secretary, taken, SIZE)

    def prepare(self) -> list[SharedTablet]:
        """Frozen, keys made, three tablets enrolled, the roll called."""
        meeting = self.meeting
        with self.room.camera_rests():
            before.freeze(meeting)
            before.make_keys(meeting)
        tablets = [SharedTablet(self.room, number) for number in (1, 2, 3)]
        for tablet in tablets:
            tablet.enrol(self.technician, meeting.event)
        tablets[0].see("Chủ trì chưa mở bỏ phiếu")
        if meeting.run == 1:
            self.technician.picture("tablet-code")
            tablets[0].picture("kiosk-waits")
        with self.room.camera_rests():
            before.call_roll(meeting)
        return tablets

    def vote_with_mishaps(self, tablets: list[SharedTablet], drawn: list[str]) -> None:
        """A tablet dies; a slip is mistyped; a ballot is opened; two come late."""
        meeting, (one, dead, three) = self.meeting, tablets
        for tablet in tablets:
            tablet.waits()
        marks = [marks_of(place) for place in range(SIZE)]
        voting.dies(dead, drawn[0], marks[0])
        sent = [one.vote(drawn[0], marks[0])]
        sent.append(voting.mistyped_first(three, drawn[1], marks[1]))
        voting.try_again(one, drawn[1], marks[1])
        three.enter(drawn[2])
        three.mark(marks[2])
        opened = open_ballot_to_check(meeting, three, marks[2])
        three.mark(marks[2])
        sent.append(three.cast(marks[2]))
        sent += voting.vote_in_turn((one, three), drawn[3:], marks[3:13])
        late = [slips.arrive_late(meeting, name) for name, _ in meeting.absent]
        sent += voting.vote_in_turn((one, three), late, marks[13:])
        assert opened not in sent
        assert len(set(sent)) == SIZE
        meeting.trackers = sent

    def look_at_lamps(self) -> None:
        """The dead tablet is known by its name, and taken out."""
        technician, event = self.technician, self.meeting.event
        for label, said in (
            ("Máy 2", "Không liên lạc được"),
            ("Máy 1", "Sẵn sàng"),
            ("Máy 3", "Sẵn sàng"),
        ):
            voting.lamp(technician, event, label, said, voting.SILENT_WITHIN)
        technician.picture("tablet-silent")
        row = technician.page.locator("tbody tr").filter(has_text="Máy 2")
        row.get_by_role("button", name="Thu hồi", exact=True).click()
        expect(row).to_contain_text("Đã thu hồi")
        technician.picture("tablet-revoked")

    def vote_again(self, tablets: list[SharedTablet], drawn: list[str]) -> None:
        """The same members on three tablets; one ballot is opened again."""
        meeting = self.meeting
        for tablet in tablets:
            tablet.waits()
        marks = [marks_of(place) for place in range(len(meeting.voters))]
        tablets[0].enter(drawn[0])
        tablets[0].mark(marks[5])
        opened = open_ballot_to_check(meeting, tablets[0], marks[5])
        tablets[0].mark(marks[0])
        sent = [tablets[0].cast(marks[0])]
        sent += voting.vote_in_turn(tablets, drawn[1:], marks[1:])
        assert opened not in sent
        meeting.trackers = sent
        meeting.verdicts = verdicts(marks, SIZE)


def first_run(held: SlipMeeting) -> list[SharedTablet]:
    """From the spreadsheet to a ballot that is closed, and void."""
    meeting = held.meeting
    held.bring_lists()
    tablets = held.prepare()
    drawn = voting.begin(meeting)
    held.vote_with_mishaps(tablets, drawn)
    held.look_at_lamps()
    close_when_all_are_in(meeting)
    tablets[0].head("Đã đóng bỏ phiếu", 60_000)
    tablets[0].picture("kiosk-closed")
    declare_void(meeting)
    return tablets


def second_run(held: SlipMeeting) -> None:
    """New id, keys, roll call and slips; two do not come; counted and announced."""
    meeting, before_it = held.meeting, held.meeting.manifest_code
    names = tuple(name for _, name, _ in RIGHT)
    meeting.voters = names[:13]
    meeting.absent = tuple((name, EXCUSED) for name in names[13:])
    repeat(meeting, workbook(meeting.folder / "hoi-nghi-2.xlsx", RIGHT))
    tablets = held.prepare()
    assert meeting.manifest_code != before_it
    with held.room.camera_rests():
        drawn = voting.begin(meeting)
        held.vote_again(tablets, drawn)
        close_when_all_are_in(meeting)
        after.sign_closing(meeting)
    after.export(meeting)
    slips.open_undrawn(meeting)
    after.count(meeting)
    after.publish(meeting)
    compare_figures(meeting, [marks_of(place) for place in range(13)])
    after.look_up(meeting)
    after.inspect(meeting)
    verify(meeting)
    after.seal(meeting)


def test_fifteen_with_slips_on_shared_tablets(chromium: str, tmp_path: Path) -> None:
    expect.set_options(timeout=PATIENCE)
    pictures = camera_folder()
    with serving(tmp_path) as service, a_browser(chromium) as browser:
        room = Room(service.base, browser, pictures)
        held = SlipMeeting(room, tmp_path)
        for tablet in first_run(held):
            tablet.context.close()
        second_run(held)
        assert room.faults == []
        assert service.complaints() == []
    assert room.taken >= 30
