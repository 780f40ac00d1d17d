"""The staff at their screens: they sign in, click, fill in, and hand files in and out.

Refuses every way but the pages': no request is made that a click did not make.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.person import DESK, Person, Room
from tests.browser.server import PASSWORD

VERIFYING = 120_000


class Desk(Person):
    """One member of the staff."""

    def __init__(self, room: Room, login: str) -> None:
        super().__init__(room, login, DESK)
        self.go("/staff/sign-in")
        self.page.get_by_label("Tên đăng nhập").fill(login)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.press("Đăng nhập")
        self.head("Các cuộc bỏ phiếu")

    def enter(self, link: str, event: str) -> None:
        """Go from the list of ballots to one's own page of a ballot."""
        self.go("/staff/")
        own = self.page.locator(f"main a[href*='{event}']")
        own.and_(self.link(link)).click()
        expect(self.page.locator("ol.stepper")).to_be_visible()

    def decide(self, label: str, yes: str, picture: str = "") -> None:
        """Take a step whose question must be answered."""
        self.link(label).click()
        dialog = self.page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        expect(dialog.locator("[data-safe]")).to_be_focused()
        if picture:
            self.picture(picture)
        dialog.get_by_role("button", name=yes, exact=True).click()
        expect(dialog).to_be_hidden()

    def hand_in(self, files: Mapping[str, Sequence[Path]], label: str) -> None:
        """Choose files, by the name of their field, and press a button."""
        for name, paths in files.items():
            self.page.locator(f"input[name={name}]").set_input_files(list(paths))
        # The service may verify a whole record before it answers.
        self.button(label).click(timeout=VERIFYING)

    def take_out(self, label: str, path: Path) -> Path:
        """Press what gives a file, and keep it."""
        way = self.link(label).or_(self.button(label))
        with self.page.expect_download() as download:
            way.click()
        download.value.save_as(path)
        return path

    def sign(self, code: str) -> None:
        """Confirm that a sheet was signed, by the code that stands on it."""
        self.page.locator("input[name=code]").fill(code)
        self.press("Xác nhận đã ký")
        expect(self.button("Xác nhận đã ký")).to_be_hidden()
        self.see("Đã ký: ")
