"""A member's tablet, used as a member uses it: code, comparison, marks, receipt.

Refuses to go on where the code differs, or where a choice or a name is left behind.
"""

from playwright.sync_api import expect

from tests.browser.papers import Marks
from tests.browser.person import TABLET, Person, Room

REGISTERED = "Phiếu trên máy này đã được đăng ký. Chờ chủ trì mở bỏ phiếu."


class Tablet(Person):
    """One tablet, and the member before it."""

    def __init__(self, room: Room, number: int) -> None:
        super().__init__(room, f"tablet{number}", TABLET)

    def sign_in(self, code: str) -> None:
        """Type the code of the card."""
        self.go("/sign-in")
        self.page.get_by_label("Mã nhận phiếu").fill(code)
        self.press("Tiếp tục")

    def compare(self, member: str, manifest_code: str) -> None:
        """Be greeted, and compare the code with the paper."""
        self.head(f"Kính chào đồng chí {member}.")
        expect(self.page.locator("#manifest-code")).to_have_text(manifest_code)

    def has_token(self, member: str) -> None:
        """Wait for the token; from then on the tablet knows no name."""
        self.see("Máy này đã nhận phiếu. Chờ đăng ký phiếu.", 30_000)
        assert member not in self.page.content()
        assert member not in self.kept()

    def kept(self) -> str:
        """Return everything that the tab keeps."""
        return str(self.page.evaluate("JSON.stringify(sessionStorage)"))

    def mark(self, choices: Marks) -> None:
        """Mark every row."""
        expect(self.button("Xem lại phiếu")).to_be_visible(timeout=30_000)
        for row, value in enumerate(choices):
            choice = self.page.locator(f"input[name=row-{row}][value={value}]")
            choice.check()
        marked = len([value for value in choices if value != "unmarked"])
        self.see(f"Đã đánh dấu {marked:02}/{len(choices):02} dòng")

    def review(self, choices: Marks) -> None:
        """Look the ballot over: as many agree as were marked."""
        self.press("Xem lại phiếu")
        self.head("Đề nghị đồng chí kiểm tra lại phiếu")
        for value, word in (("agree", "Đồng ý"), ("disagree", "Không đồng ý")):
            said = self.page.locator(".review__choice b").get_by_text(word, exact=True)
            expect(said).to_have_count(choices.count(value))

    def send(self, picture: str = "") -> None:
        """Send, and mean it."""
        self.press("Gửi phiếu")
        dialog = self.page.get_by_role("dialog")
        expect(dialog.get_by_role("button", name="Chưa gửi")).to_be_focused()
        if picture:
            self.picture(picture)
        dialog.get_by_role("button", name="Gửi phiếu", exact=True).click()

    def recorded(self) -> str:
        """Wait for the verified receipt; return its tracker."""
        self.head("Đã ghi nhận", 30_000)
        expect(self.page.locator("svg.qr")).to_be_visible()
        expect(self.page.locator("input[type=radio]")).to_have_count(0)
        return self.page.locator("dd.receipt__code").inner_text().strip()
