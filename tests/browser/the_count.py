"""The closing sheet, the count, the result, the board, the report, and the seal.

Refuses other figures than the marks', and a report that is not "ĐẠT".
"""

from playwright.sync_api import expect

from tests.browser.meeting import Meeting


def sign_closing(meeting: Meeting) -> None:
    """Two hands sign what the close made."""
    chair, head = meeting.chair, meeting.head
    chair.link("Xem và in biên bản đóng").click()
    chair.head("BIÊN BẢN ĐÓNG BỎ PHIẾU")
    chair.picture("closing-sheet")
    chair.link("Quay lại").click()
    code = chair.code("Mã đóng bỏ phiếu")
    chair.sign(code)
    head.head("Đã đóng bỏ phiếu")
    head.sign(code)
    head.see("Biên bản đóng đã đủ chữ ký. Có thể xuất gói kiểm phiếu.")
    head.picture("closed")
    figures = {"present": meeting.present, "issued": meeting.present}
    ballots = str(len(meeting.trackers))
    meeting.sheet |= {"end": code, "ballots": ballots, **figures}


def export(meeting: Meeting) -> None:
    """The closed record goes to the laptop; it may be carried there again."""
    package = meeting.laptop.folder / "package.zip"
    meeting.head.take_out("Tải gói kiểm phiếu", package)
    meeting.head.head("Đang kiểm phiếu")
    meeting.laptop.unpack(package)


def count(meeting: Meeting) -> None:
    """The package goes out, the complete record comes back."""
    export(meeting)
    head = meeting.head
    head.picture("counting")
    result = meeting.laptop.count(meeting.sheet)
    head.page.get_by_label("Số có mặt").fill(meeting.present)
    head.page.get_by_label("Số phiếu phát ra").fill(meeting.present)
    head.hand_in({"result": result}, "Nhận kết quả")
    head.head("Đã kiểm phiếu", 120_000)
    head.see("Mã bản kết quả")
    head.picture("counted")


def publish(meeting: Meeting) -> None:
    """Nobody sees the result before the chair announces it; then everybody does."""
    chair, wall = meeting.chair, meeting.wall
    wall.expected = ["status of 403"]
    wall.go(f"/result/{meeting.uuid}", 403)
    wall.head("Chưa công bố kết quả")
    wall.picture("not-yet")
    chair.head("Đã kiểm phiếu")
    chair.picture("counted")
    chair.decide("Công bố kết quả", "Công bố kết quả", "question-publish")
    chair.head("Đã công bố kết quả")
    chair.picture("published")
    wall.go(f"/wall/{meeting.uuid}")
    wall.picture("published")
    wall.link("Bảng đầy đủ").click()
    wall.head("Kết quả kiểm phiếu")
    wall.picture("result")
    sheets = wall.page.locator(".by-title")
    base = f"trên tổng số {meeting.size:02} thành viên"
    for name, agree, rate, verdict in meeting.verdicts:
        row = sheets.locator("tbody tr").filter(has_text=name)
        expect(row.locator("td.fig--key")).to_have_text(agree)
        expect(row.locator("td.wide")).to_contain_text(rate)
        expect(row.locator("td.wide")).to_contain_text(base)
        expect(row.locator(".verdict")).to_have_text(verdict)


def look_up(meeting: Meeting) -> None:
    """Every receipt's tracker is on the board, and no other."""
    wall = meeting.wall
    wall.go(f"/board/{meeting.uuid}")
    wall.head("Bảng niêm yết nội bộ")
    shown = wall.page.locator("ol.trackers:not(.trackers--full) .code")
    assert sorted(shown.all_inner_texts()) == sorted(meeting.trackers)
    wall.page.locator("input[name=code]").fill(meeting.trackers[0].lower())
    wall.press("Tra mã")
    wall.see("Phiếu này có trên bảng niêm yết.")
    wall.picture("board-found")
    wall.page.locator("input[name=code]").fill("0000-0000-0000-0000")
    wall.press("Tra mã")
    wall.see("Không có mã này trên bảng niêm yết.")
    wall.picture("board-not-found")


def inspect(meeting: Meeting) -> None:
    """The verifier's report says ĐẠT at every step; the record can be taken away."""
    inspector = meeting.inspector
    inspector.enter("Trang kiểm chứng", meeting.event)
    inspector.head("Đã công bố kết quả")
    inspector.picture("event")
    inspector.go(f"/inspector/{meeting.event}/report")
    inspector.head("ĐẠT")
    verdicts = inspector.page.locator("ol.checks .verdict")
    assert set(verdicts.all_inner_texts()) == {"Đạt"}
    inspector.picture("report")
    record = meeting.folder / "record.zip"
    inspector.take_out("Tải gói kiểm chứng (USB)", record)
    assert record.read_bytes().startswith(b"PK")


def seal(meeting: Meeting) -> None:
    """The head of the committee seals, and the meeting is over."""
    head = meeting.head
    head.head("Đã công bố kết quả")
    head.decide("Niêm phong và bàn giao", "Niêm phong ngay", "question-seal")
    head.head("Đã niêm phong")
    head.picture("sealed")
