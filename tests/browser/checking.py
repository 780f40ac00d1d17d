"""A ballot is opened to the inspector: the checker's page, off-line, from the medium.

Refuses a network to the checker, and anything that it would keep.
"""

import zipfile

from playwright.sync_api import expect

from tests.booth_pages.qr_reading import READ_QR
from tests.browser.meeting import Meeting
from tests.browser.papers import Marks
from tests.browser.person import DESK, Person
from tests.browser.shared_tablet import SharedTablet

WORDS = {
    "agree": "Đồng ý",
    "disagree": "Không đồng ý",
    "unmarked": "Không đánh dấu",
}


class Checker(Person):
    """The inspector's own machine, which no network reaches."""

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(meeting.room, "checker", DESK)
        medium = meeting.folder / f"medium-{meeting.run}"
        inspector = meeting.inspector
        inspector.enter("Trang kiểm chứng", meeting.event)
        label = "Tải trang kiểm tra phiếu mở thử (USB)"
        with zipfile.ZipFile(
            inspector.take_out(label, medium.with_suffix(".zip"))
        ) as z:
            z.extractall(medium)
        self.context.set_offline(True)
        self.page.goto((medium / "index.html").as_uri())
        self.page.set_input_files("#package", medium / "check.json")
        self.see("Bước 1. Quét mã kiểm chứng")

    def read(self, text: str) -> None:
        """Take in what the code on the tablet says."""
        folded = self.page.locator("details")
        folded.evaluate("node => { node.open = true; }")
        self.page.fill("#text", text)
        self.page.click("#read")

    def put_away(self) -> None:
        """Nothing of the ballot stays on the machine."""
        kept = self.page.evaluate("localStorage.length + sessionStorage.length")
        assert kept == 0
        self.context.close()


def open_ballot_to_check(meeting: Meeting, tablet: SharedTablet, choices: Marks) -> str:
    """A member opens the marked ballot; return its tracker, which is never counted."""
    checker = Checker(meeting)
    tablet.press("Xem lại phiếu")
    tablet.head("Đề nghị đồng chí kiểm tra lại phiếu")
    tablet.press("Mở thử phiếu")
    tablet.picture("open-first")
    tracker = tablet.page.locator("#tracker").inner_text().strip()
    checker.read(str(tablet.page.evaluate(READ_QR)))
    checker.see("Bước 2. Quét mã mở phiếu")
    tablet.press("Hủy phiếu và mở thử")
    tablet.see("Phiếu này đã hủy, không được tính", 30_000)
    tablet.picture("open-second")
    checker.read(str(tablet.page.evaluate(READ_QR)))
    checker.see("Máy đã niêm phong đúng")
    shown = checker.page.locator(".review__choice").all_inner_texts()
    assert shown == [WORDS[choice] for choice in choices]
    checker.picture("checked")
    checker.put_away()
    tablet.press("Lập phiếu mới")
    expect(tablet.button("Xem lại phiếu")).to_be_visible()
    agreed = "input[value=agree]:checked, input[value=disagree]:checked"
    expect(tablet.page.locator(agreed)).to_have_count(0)
    return tracker
