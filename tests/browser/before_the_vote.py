"""Draft, two confirmations, key ceremony, roll call by two hands, and the code cards.

Refuses to go on where a page does not say what was done.
"""

import json

from playwright.sync_api import Locator, expect

from tests.browser.desk import Desk
from tests.browser.meeting import Meeting
from tests.browser.papers import VOTERS, write_papers


def prepare(meeting: Meeting) -> None:
    """The secretary hands in draft and roll."""
    secretary = meeting.secretary
    secretary.picture("home-empty")
    secretary.link("Lập cuộc bỏ phiếu mới").click()
    secretary.head("Lập cuộc bỏ phiếu mới")
    secretary.picture("prepare")
    drafted, roll = write_papers(meeting.folder)
    secretary.hand_in({"draft": [drafted], "roll": [roll]}, "Lưu dự thảo")
    secretary.head("Nháp")
    secretary.see(VOTERS[0])
    secretary.picture("draft")
    meeting.event = secretary.page.url.rsplit("/", 1)[-1]


def freeze(meeting: Meeting) -> None:
    """Chair and head of the committee confirm; the code is on every screen."""
    chair, head = meeting.chair, meeting.head
    chair.enter("Bảng điều hành", meeting.event)
    chair.picture("draft")
    chair.decide("Xác nhận chốt cấu hình", "Xác nhận chốt", "question-freeze")
    chair.head("Chủ trì đã xác nhận, chờ Trưởng ban kiểm phiếu")
    head.enter("Bàn kiểm phiếu", meeting.event)
    head.picture("draft")
    head.decide("Xác nhận chốt cấu hình", "Xác nhận chốt")
    head.head("Đã chốt cấu hình")
    head.picture("frozen")
    meeting.manifest_code = head.code("Mã cấu hình")
    chair.head("Đã chốt cấu hình")  # the page renews itself
    assert chair.code("Mã cấu hình") == meeting.manifest_code


def make_keys(meeting: Meeting) -> None:
    """The ceremony is held on the laptop; its public files come to the desk."""
    head, laptop = meeting.head, meeting.laptop
    manifest = head.take_out("Tải tệp cấu hình", laptop.folder / "manifest.json")
    meeting.uuid = str(json.loads(manifest.read_bytes())["uuid"])
    laptop.hold_ceremony(manifest)
    names = ("trustees", "signing_keys")
    files = {name: [laptop.public(f"{name}.json")] for name in names}
    head.hand_in(files, "Nhận chìa khóa hòm phiếu")
    head.see("Đã chứng minh giữ mảnh khóa: 00/03")
    head.picture("prove")
    request = head.take_out("Tải tệp yêu cầu", laptop.folder / "request.json")
    proofs = laptop.prove(manifest, request)
    head.hand_in({"possession": proofs}, "Nhận tệp chứng minh")
    head.see("Đã chứng minh giữ mảnh khóa: 03/03")
    head.picture("proved")


def row_of(desk: Desk, member: str) -> Locator:
    """Return a member's row of the roll call."""
    return desk.page.locator(f'#roll tbody tr[data-name="{member}"]')


def confirm_presence(desk: Desk, member: str, column: str) -> None:
    """Give one hand, and see it."""
    row = row_of(desk, member)
    row.get_by_role("button", name="Có mặt", exact=True).click()
    expect(row.locator(f"td[data-label='{column}:']")).to_have_text("Có mặt")


def call_roll(meeting: Meeting) -> None:
    """Who came is present by two hands; why the others are absent is noted."""
    secretary, hands = meeting.secretary, (meeting.second, meeting.third)
    secretary.enter("Điểm danh", meeting.event)
    for hand in hands:
        hand.enter("Xác nhận có mặt", meeting.event)
    for place, member in enumerate(meeting.voters):
        confirm_presence(secretary, member, "Thư ký")
        confirm_presence(hands[place % 2], member, "Ban kiểm phiếu")
        if place == 2:
            secretary.picture("roll-call")
            hands[0].picture("roll-call")
    for member, why in meeting.absent:
        row = row_of(secretary, member)
        row.get_by_role("button", name=why, exact=True).click()
        expect(row.locator(".verdict")).to_have_text(why)
    present = f"có mặt {len(meeting.voters):02}/{meeting.size:02}"
    secretary.see(f"{present}, tối thiểu {meeting.quorum:02}")
    secretary.press("Chốt điểm danh")
    secretary.see("Đã chốt điểm danh.")
    secretary.picture("roll-called")
    secretary.link("In bản điểm danh").click()
    secretary.head("BẢN ĐIỂM DANH")
    secretary.picture("roll-sheet")


def hand_out_codes(meeting: Meeting) -> None:
    """The secretary prints a card for each who is present."""
    secretary = meeting.secretary
    secretary.go(f"/secretary/{meeting.event}/codes")
    secretary.picture("codes")
    secretary.press("In thẻ cho mọi đồng chí chưa có")
    secretary.head("Thẻ mã nhận phiếu")
    secretary.picture("cards")
    cards = secretary.page.locator(".code-card")
    expect(cards).to_have_count(len(meeting.voters))
    expect(cards.locator("svg.qr")).to_have_count(len(meeting.voters))
    names = cards.locator("h2").all_inner_texts()
    codes = cards.locator(".receipt__code").all_inner_texts()
    meeting.codes = dict(zip(names, codes, strict=True))
    assert set(meeting.codes) == set(meeting.voters)
    secretary.link("Đã in xong, quay lại").click()
    secretary.head("Mã nhận phiếu")
