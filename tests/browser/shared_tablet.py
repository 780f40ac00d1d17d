"""A shared tablet: enrolled by the technician, then one slip after another.

Refuses a name, and that anything of a member is there when the next one comes.
"""

from playwright.sync_api import expect

from tests.booth_pages.qr_reading import READ_QR
from tests.browser.desk import Desk
from tests.browser.papers import Marks
from tests.browser.person import Room
from tests.browser.tablet import Tablet

EMPTY = ("{}", '{"booth-language":"vi"}')


class SharedTablet(Tablet):
    """One tablet on a table, by the name that sticks on it."""

    def __init__(self, room: Room, number: int) -> None:
        super().__init__(room, number)
        self.label = f"Máy {number}"

    def enrol(self, technician: Desk, event: str) -> None:
        """The technician adds it; its own button, behind the QR, enrols it."""
        technician.go(f"/technician/{event}/tablets/")
        technician.page.get_by_label("Tên máy").fill(self.label)
        technician.press("Thêm máy")
        technician.head(f"Đăng ký máy dùng chung: {self.label}")
        link = str(technician.page.evaluate(READ_QR))
        self.page.goto(link)
        self.head("Đăng ký máy dùng chung")
        self.press("Đăng ký máy này")
        expect(self.page.locator("body")).to_have_attribute("data-tablet", self.label)

    def enter(self, code: str) -> None:
        """A member begins, and types the code of a slip."""
        self.button("Bắt đầu").click()
        self.head("Bỏ phiếu bằng thẻ")
        self.page.get_by_label("Mã thẻ").fill(code)
        self.press("Tiếp tục")

    def vote(self, code: str, choices: Marks) -> str:
        """From the slip to the receipt, which is photographed; the tablet is wiped."""
        self.enter(code)
        self.mark(choices)
        return self.cast(choices)

    def cast(self, choices: Marks) -> str:
        """From the marked ballot to the next member; return the tracker."""
        self.review(choices)
        self.send()
        tracker = self.recorded()
        self.finish()
        return tracker

    def finish(self) -> None:
        """The member has kept the receipt; nothing of it stays."""
        self.press("Đã in hoặc chụp, kết thúc")
        self.press("Đã giữ, xóa máy")
        self.waits()

    def waits(self) -> None:
        """Wait for the screen between two members."""
        expect(self.button("Bắt đầu")).to_be_visible(timeout=30_000)
        assert self.kept() in EMPTY, self.kept()
