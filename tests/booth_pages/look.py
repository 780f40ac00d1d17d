"""Takes a picture of every state of the booth at three sizes, for a person to look at.

Refuses to go on where the browser reports a fault or a blocked resource.

    python tests/booth_pages/look.py FOLDER [SIZE ...]    e.g. 768x1024
"""

import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

from playwright.sync_api import Browser, Page

from tests.booth_pages.mock_meeting import a_browser, mock_server

SLIPS = ("CTBA7-8GCRP-4SFZE-4N2YJ-W82P6", "Z02RX-G9PRE-YATVK-SD85H-NE69Q")
SIZES = ("768x1024", "1280x800", "360x640", "1920x1080")


class Look:
    """One size: a page, the meeting behind it, and a folder for its pictures."""

    def __init__(
        self, browser: Browser, server: SimpleNamespace, folder: Path, size: str
    ) -> None:
        self.browser, self.server = browser, server
        self.folder, self.size = folder, size
        self.faults: list[str] = []
        self.number = 0
        self.page: Page = self.fresh()

    def fresh(self) -> Page:
        """A tablet that knows nothing."""
        width, height = map(int, self.size.split("x"))
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, locale="vi-VN"
        )
        page = context.new_page()
        page.on("console", lambda said: self.heard(said.type, said.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page = page
        return page

    def heard(self, kind: str, text: str) -> None:
        # The browser reports the refusals that a state is about as errors too.
        if kind in ("error", "warning") and "Failed to load resource" not in text:
            self.faults.append(text)

    def picture(self, name: str, full: bool = True) -> None:
        self.number += 1
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            self.faults.append(f"{name}: {wide} px too wide")
        path = self.folder / f"{self.size}-{self.number:02d}-{name}.png"
        self.page.screenshot(path=path, full_page=full)

    def sign_in(self, code: str = "A1") -> None:
        self.page.goto(f"{self.server.origin}/sign-in")
        self.page.fill("input[name=code]", code)
        self.page.click("main button[type=submit]")

    def see(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for(timeout=30000)

    def to_waiting(self) -> None:
        self.sign_in()
        self.page.click("#same")
        self.see("Chờ đăng ký phiếu")

    def to_marking(self) -> None:
        self.server.tell("new")
        self.to_waiting()
        self.server.tell("state", state="registration")
        self.see("Phiếu trên máy này đã được đăng ký")
        self.server.tell("open")
        self.page.wait_for_selector("#review")

    def mark(self, rows: int) -> None:
        for row in range(rows):
            value = "disagree" if row % 3 == 0 else "agree"
            self.page.locator(f"input[name=row-{row}][value={value}]").check()

    def to_sending(self) -> None:
        self.to_marking()
        self.mark(14)
        self.page.click("#review")
        self.page.click("#send")
        self.page.wait_for_selector("#really-send")


def walk(look: Look) -> None:
    """The way of every member, from the code to the receipt."""
    page, tell = look.page, look.server.tell
    tell("new")
    page.goto(f"{look.server.origin}/sign-in")
    look.picture("sign-in")
    page.fill("input[name=code]", "nobody")
    page.click("main button[type=submit]")
    look.picture("sign-in-refused")
    look.sign_in()
    page.wait_for_selector("#same")
    look.picture("greeting")
    page.click("#differs")
    look.picture("code-differs")
    tell("state", state="ready")
    look.sign_in()
    page.click("#same")
    look.picture("before-issuing")
    tell("state", state="issuing")
    look.see("Chờ đăng ký phiếu")
    look.picture("waiting")
    tell("state", state="registration")
    look.see("Phiếu trên máy này đã được đăng ký")
    look.picture("registered")
    tell("open")
    page.wait_for_selector("#review")
    look.picture("ballot-empty")
    vote(look)


def vote(look: Look) -> None:
    """From the open ballot to the receipt."""
    page, tell = look.page, look.server.tell
    look.mark(14)
    look.picture("ballot-marked")
    look.picture("ballot-screen", full=False)
    page.click("#language")
    look.picture("ballot-english", full=False)
    page.click("#language")
    page.click("#cover")
    look.picture("covered", full=False)
    page.click("#uncover")
    tell("state", state="paused")
    look.see("Chủ trì đang tạm dừng bỏ phiếu")
    look.picture("ballot-paused", full=False)
    tell("state", state="open")
    page.click("#review")
    look.picture("review")
    page.click("#send")
    look.picture("confirm", full=False)
    page.click("#really-send")
    look.see("Đã ghi nhận")
    look.picture("done")
    tell("state", state="closed")
    look.see("Đã đóng bỏ phiếu")
    look.picture("done-closed")
    page.click("#finish")
    look.picture("finished")


def shared(look: Look) -> None:
    """A shared tablet: slips, an opened ballot, the receipt, the next member."""
    tell = look.server.tell
    page = look.fresh()
    tell("new")
    tell("slips", codes=list(SLIPS))
    page.goto(f"{look.server.origin}/kiosk/BoothSamp1eE1ection")
    look.see("Chủ trì chưa mở bỏ phiếu")
    look.picture("shared-before")
    tell("open")
    page.wait_for_selector("#begin")
    look.picture("shared-next")
    page.click("#begin")
    look.picture("slip")
    page.fill("#slip", SLIPS[0][:-1] + "0")
    page.click("#enter")
    look.see("Mã thẻ chưa đúng")
    look.picture("slip-mistyped")
    page.fill("#slip", SLIPS[0])
    page.click("#enter")
    page.wait_for_selector("#review")
    look.mark(14)
    page.click("#review")
    page.wait_for_selector("#to-open")
    look.picture("review-shared")
    page.click("#to-open")
    look.picture("open-first")
    page.click("#open")
    page.wait_for_selector("#anew")
    look.picture("open-second")
    page.click("#anew")
    page.wait_for_selector("#review")
    look.mark(16)
    page.click("#review")
    page.click("#send")
    page.click("#really-send")
    look.see("Đã ghi nhận")
    look.picture("done-shared")
    page.click("#finish")
    page.wait_for_selector("#really-send")
    look.picture("done-kept", full=False)
    page.click("#really-send")
    page.wait_for_selector("#begin")


def troubles(look: Look) -> None:
    """What can go wrong, each in a meeting and on a tablet of its own."""
    for name, step in TROUBLES.items():
        look.fresh()
        step(look, look.server.tell)
        look.picture(name)
        look.page.context.close()


def offline(look: Look, tell: Callable[..., object]) -> None:
    look.to_sending()
    tell("lies", silent=["ballots", "status"])
    look.page.click("#really-send")
    look.see("Máy chủ chưa trả lời")


def paused(look: Look, tell: Callable[..., object]) -> None:
    look.to_sending()
    tell("state", state="paused")
    look.page.click("#really-send")
    look.page.wait_for_selector("#again")


def closed(look: Look, tell: Callable[..., object]) -> None:
    look.to_marking()
    tell("state", state="closed")
    look.see("phiếu chưa gửi không được tiếp nhận")


Tell = Callable[..., object]
Step = Callable[[Look, Tell], None]


def sent_with(lies: dict[str, object], text: str) -> Step:
    def step(look: Look, tell: Tell) -> None:
        look.to_sending()
        tell("lies", **lies)
        look.page.click("#really-send")
        look.see(text)

    return step


def changed(look: Look, tell: Callable[..., object]) -> None:
    look.to_marking()
    tell("lies", manifestHash="ab" * 32)
    look.see("Dừng cuộc bỏ phiếu")


def not_listed(look: Look, tell: Callable[..., object]) -> None:
    tell("new")
    look.to_waiting()
    tell("open")
    look.see("không có trong danh sách")


def elsewhere(look: Look, tell: Callable[..., object]) -> None:
    tell("new")
    look.to_waiting()
    look.fresh()
    look.sign_in()
    look.page.click("#same")
    look.see("đã nhận phiếu trên máy khác")


def expired(look: Look, _: Callable[..., object]) -> None:
    look.page.goto(f"{look.server.origin}/booth/BoothSamp1eE1ection")
    look.see("đăng nhập lại")


def reloaded(look: Look, _: Callable[..., object]) -> None:
    look.to_marking()
    look.page.reload()
    look.see("Trang vừa được mở lại")


TROUBLES: dict[str, Step] = {
    "unsent": offline,
    "unsent-paused": paused,
    "closed": closed,
    "rejected": sent_with({"rejects": True}, "máy dự phòng"),
    "receipt-false": sent_with({"tracker": "ab" * 32}, "chủ không đúng"),
    "changed": changed,
    "not-listed": not_listed,
    "issued-elsewhere": elsewhere,
    "session-expired": expired,
    "reloaded": reloaded,
}


def main(folder: str, *sizes: str) -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    faults = []
    with mock_server() as server, a_browser() as browser:
        for size in sizes or SIZES:
            look = Look(browser, server, Path(folder), size)
            walk(look)
            shared(look)
            troubles(look)
            faults += [f"{size}: {fault}" for fault in look.faults]
    print("\n".join(faults) or "no fault reported by the browser")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
