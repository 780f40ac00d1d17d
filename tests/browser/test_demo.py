"""The demonstration as a newcomer visits it: by what it prints, by nothing else.

Refuses any knowledge but the printed lines; chair and committee share one window.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.booth_pages.mock_meeting import a_browser
from tests.browser.person import DESK, PATIENCE, Person, Room, camera_folder
from tests.browser.printed import Printed
from tests.browser.tablet import Tablet
from tests.browser.terminal import Terminal

pytestmark = [pytest.mark.browser, pytest.mark.soak, pytest.mark.timeout(900)]
ROWS = 16
PRESENT = "14"
VERIFYING = 180_000


class Newcomer:
    """Who reads the terminal: chair and committee in one window, then a vote."""

    def __init__(
        self, terminal: Terminal, browser: Browser, pictures: Path | None
    ) -> None:
        said = terminal.see(r"(?s)DEMONSTRATION.*Ctrl-C ends it all\.")[0]
        self.printed = Printed(said)
        self.room = Room(self.printed.base, browser, pictures)
        self.chair = Person(self.room, "chutri", DESK)
        self.head = Person(self.room, "kiemphieu1", DESK)
        self.head.context.close()
        # The same window: the two addresses keep two cookies.
        self.head.page = self.chair.context.new_page()
        self.member = Tablet(self.room, 15)
        self.printed.enter(self.chair, "chutri", "Bảng điều hành")
        self.printed.enter(self.head, "kiemphieu1", "Bàn kiểm phiếu")

    def decide(self, who: Person, label: str, yes: str) -> None:
        """Take a step whose question must be answered."""
        who.link(label).click()
        dialog = who.page.get_by_role("dialog")
        dialog.get_by_role("button", name=yes, exact=True).click()
        expect(dialog).to_be_hidden()

    def wait_for(self, figure: str, number: str) -> None:
        """Watch a figure of the chair's console."""
        shown = self.chair.page.locator(f"[data-figure={figure}]").first
        expect(shown).to_have_text(number, timeout=120_000)

    def sign(self, who: Person, label: str) -> str:
        """Type a code of the header into the field for it."""
        code = who.code(label)
        who.page.locator("input[name=code]").fill(code)
        who.press("Xác nhận đã ký")
        expect(who.page.locator("input[name=code]")).to_be_hidden()
        return code


def until_counting(visit: Newcomer) -> dict[str, str]:
    """Steps 1 to 7; return what stands on the closing sheet."""
    chair, head, member = visit.chair, visit.head, visit.member
    visit.decide(visit.chair, "Phát phiếu", "Phát phiếu")
    member.page.goto(visit.printed.find(r"(http://\S+/s/\S+)"))
    member.press("Tiếp tục")
    expect(member.page.locator("#manifest-code")).to_have_text(
        visit.printed.find(r"Mã cấu hình +(\S+)")
    )
    member.press("Mã trùng khớp")
    visit.wait_for("issued", PRESENT)
    visit.decide(visit.chair, "Bắt đầu đăng ký phiếu", "Bắt đầu đăng ký")
    visit.wait_for("registered", PRESENT)
    visit.decide(visit.chair, "Lập biên bản mở", "Lập biên bản mở")
    head.press("Xác nhận hòm phiếu trống")
    head.see("Xác nhận đã ký")
    setup = visit.sign(head, "Mã mở bỏ phiếu")
    chair.see("hòm phiếu trống – đã xác nhận")
    visit.sign(chair, "Mã mở bỏ phiếu")
    visit.decide(visit.chair, "Mở bỏ phiếu", "Mở bỏ phiếu")
    member.mark(("agree",) * ROWS)
    member.review(("agree",) * ROWS)
    member.send()
    member.recorded()
    visit.wait_for("not_yet", "00")
    visit.decide(visit.chair, "Đóng bỏ phiếu", "Đóng bỏ phiếu")
    end = visit.sign(chair, "Mã đóng bỏ phiếu")
    head.head("Đã đóng bỏ phiếu")
    visit.sign(head, "Mã đóng bỏ phiếu")
    with head.page.expect_download():
        head.press("Tải gói kiểm phiếu")
    return {
        "Mã mở bỏ phiếu: ": setup,
        "Số phiếu thu về: ": PRESENT,
        "Mã đóng bỏ phiếu: ": end.lower(),
        "Số có mặt: ": PRESENT,
        "Số phiếu phát ra: ": PRESENT,
    }


def count(sheet: dict[str, str]) -> list[str]:
    """Step 8: the second terminal; return the two files that it names."""
    terminal = Terminal("make", "demo-count")
    words = {n: terminal.see(rf"trustee {n}: (.+)")[1] for n in (1, 3)}
    for question, typed in sheet.items():
        terminal.answer(question, typed)
    for number in (1, 3):
        found = terminal.see(r"Mật khẩu của [^\n:]*: ?$")
        terminal.text = terminal.text[found.end() :]
        os.write(terminal.master, f"{words[number]}\n".encode())
    terminal.see(r"Hand these two in[^\n]*\n(?: +\S+\n){2}")
    assert terminal.process.wait(60) == 0, terminal.text
    return re.findall(r"^ +(/\S+)$", terminal.text, re.MULTILINE)[-2:]


def test_a_newcomer_holds_the_demonstration_by_what_it_prints(chromium: str) -> None:
    expect.set_options(timeout=PATIENCE * 2)
    terminal = Terminal("make", "demo")
    try:
        with a_browser(chromium) as browser:
            visit = Newcomer(terminal, browser, camera_folder())
            early = Terminal("make", "demo-count")
            early.see("Close the ballot first")
            early.process.wait(60)
            sheet = until_counting(visit)
            head, chair = visit.head, visit.chair
            files = count(sheet)
            head.head("Đang kiểm phiếu")
            head.page.locator("input[name=result]").set_input_files(files)
            head.page.get_by_label("Số có mặt").fill(PRESENT)
            head.page.get_by_label("Số phiếu phát ra").fill(PRESENT)
            # The service verifies every ballot before it answers.
            head.button("Nhận kết quả").click(timeout=VERIFYING)
            head.head("Đã kiểm phiếu", VERIFYING)
            chair.head("Đã kiểm phiếu", VERIFYING)
            visit.decide(visit.chair, "Công bố kết quả", "Công bố kết quả")
            chair.head("Đã công bố kết quả")
            wall = Person(visit.room, "wall", DESK)
            wall.page.goto(visit.printed.find(r"the wall +(http://\S+)"))
            wall.link("Bảng đầy đủ").click()
            wall.head("Kết quả kiểm phiếu")
            head.head("Đã công bố kết quả")
            visit.decide(head, "Niêm phong và bàn giao", "Niêm phong ngay")
            head.head("Đã niêm phong")
            wall.page.reload()
            wall.head("Kết quả kiểm phiếu")
            assert visit.room.faults == []
    finally:
        terminal.close()
