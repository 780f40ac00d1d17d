"""Slips in the room: printed by the committee, drawn by members, opened if nobody did.

Refuses to note which slip is whose: a member draws any, and keeps it.
"""

import random

from playwright.sync_api import expect

from tests.browser.before_the_vote import confirm_presence, row_of
from tests.browser.meeting import Meeting


def print_slips(meeting: Meeting) -> None:
    """As many slips as members; only their public halves come to the desk."""
    head = meeting.head
    head.enter("Bàn kiểm phiếu", meeting.event)
    head.page.get_by_text("Thẻ nhận phiếu (người đến muộn").click()
    head.see(f"Số thẻ phải in: {meeting.size:02}")
    head.picture("slips-to-print")
    codes, public = meeting.laptop.print_slips(meeting.size)
    assert len(set(codes)) == meeting.size
    assert not [code for code in codes if code in public.read_text()]
    head.hand_in({"slips": [public]}, "Nhận danh sách thẻ")
    head.see(f"Đã nhận {meeting.size:02} thẻ.")
    meeting.slips = random.sample(codes, len(codes))
    """Mixed, as in a hat."""


def draw_slip(meeting: Meeting, member: str) -> str:
    """A member draws any slip; the secretary notes that one was drawn."""
    secretary = meeting.secretary
    row = row_of(secretary, member)
    row.get_by_role("button", name="Đã trao thẻ", exact=True).click()
    expect(row.locator(".roll-end")).to_contain_text("Bỏ phiếu bằng thẻ")
    return meeting.slips.pop()


def draw_slips(meeting: Meeting) -> list[str]:
    """Everybody present draws one; return them, one to a voter."""
    secretary = meeting.secretary
    secretary.enter("Điểm danh", meeting.event)
    drawn = [draw_slip(meeting, member) for member in meeting.voters]
    secretary.picture("slips-drawn")
    return drawn


def arrive_late(meeting: Meeting, member: str) -> str:
    """A member comes while the vote is open: two hands, a slip, and no reload."""
    meeting.secretary.enter("Điểm danh", meeting.event)
    meeting.second.enter("Xác nhận có mặt", meeting.event)
    confirm_presence(meeting.secretary, member, "Thư ký")
    meeting.secretary.picture("late-one-hand")
    confirm_presence(meeting.second, member, "Ban kiểm phiếu")
    slip = draw_slip(meeting, member)
    meeting.voters += (member,)
    meeting.absent = tuple(one for one in meeting.absent if one[0] != member)
    return slip


def open_undrawn(meeting: Meeting) -> None:
    """What nobody drew is opened on the laptop, and recorded at the desk."""
    head, rest = meeting.head, len(meeting.slips)
    assert rest == meeting.size - len(meeting.voters)
    head.see(
        f"Đã in {meeting.size:02} thẻ, đã phát {len(meeting.voters):02}, "
        f"chưa phát {rest:02}."
    )
    head.picture("slips-undrawn")
    undrawn = meeting.laptop.open_slips(meeting.slips, meeting.sheet)
    head.hand_in({"undrawn": [undrawn]}, "Ghi nhận thẻ chưa phát")
    head.see(f"Đã mở và ghi nhận {rest:02} thẻ chưa phát: không thẻ nào đã bỏ phiếu.")
    head.picture("slips-opened")
