"""A vote by slips on shared tablets: begun, cast, broken off by a dead tablet.

Refuses to take a mistyped slip, and the same slip twice.
"""

from collections.abc import Sequence

from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.browser.meeting import Meeting
from tests.browser.papers import Marks
from tests.browser.shared_tablet import SharedTablet
from tests.browser.slip_papers import draw_slips, print_slips
from tests.browser.the_vote import open_ballot
from tests.browser.the_wall import line, look_at_wall

SILENT_WITHIN = 200_000
"""A tablet is called silent after 150 s without a word (web/lamps.py)."""


def begin(meeting: Meeting) -> list[str]:
    """No tokens: slips alone are printed, listed and drawn; then the chair opens."""
    chair, present = meeting.chair, len(meeting.voters)
    chair.enter("Bảng điều hành", meeting.event)
    chair.head("Sẵn sàng phát phiếu")
    look_at_wall(
        meeting,
        "Sẵn sàng phát phiếu",
        f"{present:02} / {meeting.size:02}",
        line(meeting),
        "wall-ready",
    )
    chair.decide("Phát phiếu", "Phát phiếu", "question-issue-slips")
    chair.head("Đang phát phiếu")
    chair.picture("issuing-slips")
    chair.decide("Bắt đầu đăng ký phiếu", "Bắt đầu đăng ký", "question-register-slips")
    chair.head("Đang đăng ký phiếu")
    print_slips(meeting)
    drawn = draw_slips(meeting)
    chair.see("Cả hội nghị bỏ phiếu bằng thẻ.")  # the page renews itself
    given = chair.page.locator("[data-figure=slips_given]").first
    expect(given).to_have_text(f"{present:02}")
    chair.picture("registration-slips")
    look_at_wall(
        meeting,
        "Đang đăng ký phiếu",
        f"{present:02} / {present:02}",
        line(meeting, issued=present),
        "wall-registration",
    )
    with meeting.room.camera_rests():
        open_ballot(meeting)
    look_at_wall(
        meeting,
        "Đang bỏ phiếu",
        f"00 / {present:02}",
        line(meeting, issued=present),
        "wall-open",
    )
    return drawn


def mistyped_first(tablet: SharedTablet, slip: str, choices: Marks) -> str:
    """A finger slips: the code stays in its field, and is put right there."""
    wrong = ("2" if slip[0] != "2" else "3") + slip[1:]
    tablet.enter(wrong)
    expect(tablet.page.get_by_role("alert")).to_contain_text("Mã thẻ chưa đúng")
    field = tablet.page.get_by_label("Mã thẻ")
    expect(field).to_have_value(wrong)
    tablet.picture("slip-mistyped")
    field.fill(slip.lower().replace("-", ""))
    tablet.press("Tiếp tục")
    tablet.mark(choices)
    return tablet.cast(choices)


def dies(tablet: SharedTablet, slip: str, choices: Marks) -> None:
    """The tablet goes dark when the ballot is marked and not yet sent."""
    tablet.enter(slip)
    tablet.mark(choices)
    tablet.picture("before-it-dies")
    tablet.context.close()


def try_again(tablet: SharedTablet, slip: str, choices: Marks) -> None:
    """A slip that has voted sends no second ballot: E05."""
    tablet.expected = ["status of 409"]
    tablet.enter(slip)
    tablet.mark(choices)
    tablet.review(choices)
    tablet.send()
    tablet.see("Mã thông báo: E05")
    tablet.picture("slip-used")
    tablet.press("Xong, mời đồng chí tiếp theo")
    tablet.waits()


def vote_in_turn(
    tablets: Sequence[SharedTablet],
    slips: Sequence[str],
    marks: Sequence[Marks],
) -> list[str]:
    """One member after another goes to the tablet that is free; return the trackers."""
    pairs = zip(slips, marks, strict=True)
    return [
        tablets[place % len(tablets)].vote(slip, choices)
        for place, (slip, choices) in enumerate(pairs)
    ]


def lamp(technician: Desk, event: str, label: str, said: str, patience: int) -> None:
    """The technician looks, and looks again, until a tablet's line says so."""
    technician.go(f"/technician/{event}/tablets/")
    row = technician.page.locator("tbody tr").filter(has_text=label)
    for _ in range(patience // 2_000):
        if said in row.inner_text():
            return
        technician.page.wait_for_timeout(2_000)
        technician.link("Xem lại trạng thái").click()
    raise AssertionError(row.inner_text())
