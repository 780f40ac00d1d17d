"""A ballot declared void with its ground, and begun anew as "Lần 2".

Refuses to open what was sent, and to go on with the id, keys or slips of before.
"""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser import the_lists as lists
from tests.browser.collective import FACTS
from tests.browser.meeting import Meeting

GROUND = "Danh sách, tổng số thành viên hoặc quy chế đợt chốt sai."
MINUTES = "07/BB-KP"


def declare_void(meeting: Meeting) -> None:
    """The chair chooses the ground and types the minutes; the wall says it."""
    chair = meeting.chair
    chair.link("Hủy cuộc bỏ phiếu…").click()
    dialog = chair.page.get_by_role("dialog")
    expect(dialog.locator("[data-safe]")).to_be_focused()
    dialog.get_by_label("Lý do hủy").select_option(label=GROUND)
    dialog.get_by_label("Số biên bản hủy").fill(MINUTES)
    chair.picture("question-void")
    dialog.get_by_role("button", name="Hủy cuộc bỏ phiếu", exact=True).click()
    chair.head("Đã hủy cuộc bỏ phiếu")
    chair.see("Phiếu đã gửi không bao giờ được mở.")
    chair.picture("void")
    wall = meeting.wall
    wall.go(f"/wall/{meeting.uuid}")
    wall.head("Đã hủy cuộc bỏ phiếu")
    wall.picture("wall-void")


def repeat(meeting: Meeting, workbook: Path) -> None:
    """The chair begins run 2, and the secretary brings the roll that is right."""
    chair, secretary = meeting.chair, meeting.secretary
    chair.press("Lập lại cuộc bỏ phiếu (lần mới)")
    chair.head("Nháp")
    chair.see("Lần 2")
    chair.picture("second-run")
    event = chair.page.url.rsplit("/", 1)[-1]
    assert event != meeting.event
    meeting.begin_again(event)
    secretary.go("/staff/")
    secretary.picture("two-runs")
    secretary.enter("Nội dung", event)
    secretary.link("Sửa nội dung").click()
    secretary.link("Nhập từ bảng tính (XLSX, CSV)").click()
    title = secretary.page.locator("[name=title]")
    expect(title).to_have_value(FACTS["title"])
    secretary.picture("import-again")
    lists.fill_in(secretary, meeting.size)
    assert lists.stored(secretary, workbook, meeting.size) == event
