"""What the wall shows at a stage: state, quorum, issued and returned, basis, and codes.

Refuses a name of a member or a nominee, and any figure of a result, before its time.
"""

from collections.abc import Mapping

from playwright.sync_api import expect

from tests.browser.collective import MEMBERS_ALONE, NAMES
from tests.browser.meeting import Meeting

ANYBODY = (*NAMES, *MEMBERS_ALONE)


def line(meeting: Meeting, **more: int) -> dict[str, int]:
    """Return the line below the wall's large figure."""
    found = {
        "Tổng số thành viên": meeting.size,
        "Có mặt": len(meeting.voters),
        "Vắng mặt có lý do": len(meeting.absent),
    }
    return found | ({"Phiếu phát ra": more["issued"]} if more else {})


def look_at_wall(
    meeting: Meeting, state: str, large: str, line: Mapping[str, int], picture: str
) -> None:
    """The wall says exactly this: its heading, the large figure, the line below."""
    wall = meeting.wall
    wall.go(f"/wall/{meeting.uuid or meeting.event}")
    wall.head(state)
    figure = wall.page.locator(".wall-count__fig")
    expect(figure).to_have_text(large)
    pairs = wall.page.locator(".wall-line > div:not([hidden])")
    shown = {
        pair.locator("dt").inner_text(): pair.locator("dd").inner_text()
        for pair in pairs.all()
    }
    assert shown == {name: f"{number:02}" for name, number in line.items()}
    basis = wall.page.locator(".wall-basis")
    expect(basis).to_contain_text(f"tổng số {meeting.size:02} thành viên")
    expect(wall.page.locator("table")).to_have_count(0)
    text = wall.page.content()
    assert not [name for name in ANYBODY if name in text]
    wall.picture(picture)


def close_when_all_are_in(meeting: Meeting) -> None:
    """All are in: the chair is told so, and closes."""
    chair, issued = meeting.chair, len(meeting.voters)
    returned = chair.page.locator("[data-figure=returned]").first
    expect(returned).to_have_text(f"{len(meeting.trackers):02}")
    chair.link("Đóng bỏ phiếu").click()
    dialog = chair.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Đóng bỏ phiếu? Mọi phiếu đã gửi.")
    dialog.get_by_role("button", name="Đóng bỏ phiếu", exact=True).click()
    chair.head("Đã đóng bỏ phiếu")
    look_at_wall(
        meeting,
        "Đã đóng bỏ phiếu",
        f"{len(meeting.trackers):02} / {issued:02}",
        line(meeting, issued=issued),
        "wall-closed",
    )
