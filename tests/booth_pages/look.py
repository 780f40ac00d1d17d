"""Takes a picture of every state of the booth at four sizes, for a person to look at.

Refuses to end well where the browser reports a fault or a blocked resource, where a
page is too wide, and where a fault of the booth stands on no picture.

    python tests/booth_pages/look.py FOLDER [SIZE ...]    e.g. 768x1024
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from playwright.sync_api import Browser, Page

from tests.booth_pages.mock_meeting import ROOT, a_browser, mock_server

SLIPS = ("CTBA7-8GCRP-4SFZE-4N2YJ-W82P6", "Z02RX-G9PRE-YATVK-SD85H-NE69Q")
SIZES = ("768x1024", "1280x800", "360x640", "1920x1080")
SMALLEST = "360x640"
"""Where the longer words would break a screen: English is taken too."""
TEXTS = ROOT / "ballot_service" / "web" / "static" / "booth" / "texts-vi.js"
AT_THE_FIELD = frozenset({"badSlip", "slipNotListed"})
"""Faults that the slip's own field tells, and no screen."""
LOST_NETWORK = "Failed to load resource"
"""The browser reports the refusals that a state is about as errors too."""


class Look:
    """One size: a page, the meeting behind it, and a folder for its pictures."""

    def __init__(
        self, browser: Browser, server: SimpleNamespace, folder: Path, size: str
    ) -> None:
        self.browser, self.server = browser, server
        self.folder, self.size = folder, size
        self.width, self.height = map(int, size.split("x"))
        self.faults: list[str] = []
        self.seen: list[str] = []
        self.number = 0
        self.page: Page = self.fresh()

    def fresh(self) -> Page:
        """A tablet that knows nothing."""
        context = self.browser.new_context(
            viewport={"width": self.width, "height": self.height}, locale="vi-VN"
        )
        page = context.new_page()
        page.on("console", lambda said: self.heard(said.type, said.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page = page
        return page

    def heard(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and LOST_NETWORK not in text:
            self.faults.append(text)

    def picture(self, name: str) -> None:
        """Take what a member sees, and the whole page where it is higher than that."""
        self.number += 1
        name = f"{self.number:02d}-{name}"
        self.seen.append(self.page.locator("body").inner_text())
        self.shoot(name)
        language = self.page.locator("button#language")
        if self.size != SMALLEST or not language.count():
            return
        if language.is_visible() and not self.page.locator("#confirm[open]").count():
            language.click()
            self.shoot(f"{name}-en")
            language.click()

    def shoot(self, name: str) -> None:
        """As `picture`, in the language that stands."""
        path = self.folder / f"{self.size}-{name}.png"
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            self.faults.append(f"{name}: {wide} px too wide")
        self.page.screenshot(path=path)
        high = self.page.evaluate("document.documentElement.scrollHeight")
        asked = self.page.locator("#confirm[open], #che-man-hinh:checked")
        if high <= self.height or asked.count():
            return
        # The window as high as the page: what sticks to its end stays there.
        self.page.set_viewport_size({"width": self.width, "height": high})
        self.page.screenshot(path=path.with_stem(f"{path.stem}-whole"))
        self.page.set_viewport_size({"width": self.width, "height": self.height})

    def still(self, page: str) -> None:
        """Open a page without a script, as the service would answer."""
        self.page.goto(f"{self.server.origin}/still/{page}")

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

    def to_review(self, rows: int = 14) -> None:
        self.to_marking()
        self.mark(rows)
        self.page.click("#review")
        self.page.wait_for_selector("#send")

    def to_sending(self) -> None:
        self.to_review()
        self.page.click("#send")
        self.page.wait_for_selector("#really-send")

    def to_shared(self) -> None:
        """A new meeting and a shared tablet in it, before the opening."""
        self.server.tell("new")
        self.server.tell("slips", codes=list(SLIPS))
        self.page.goto(f"{self.server.origin}/kiosk/BoothSamp1eE1ection")
        self.see("Chủ trì chưa mở bỏ phiếu")

    def to_next(self) -> None:
        """The shared tablet waits for its next member."""
        self.to_shared()
        self.server.tell("open")
        self.page.wait_for_selector("#begin")

    def enter(self, code: str) -> None:
        self.page.click("#begin")
        self.page.fill("#slip", code)
        self.page.click("#enter")


Tell = Callable[..., Any]
Step = Callable[[Look, Tell], None]
"""Brings a tablet to a state; what the chair and the host do is told."""


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
    look.see("Chưa đến lúc phát phiếu")
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
    page.click("#cover")
    look.picture("covered")
    page.click("#uncover")
    tell("state", state="paused")
    look.see("Chủ trì đang tạm dừng bỏ phiếu")
    look.picture("ballot-paused")
    tell("state", state="open")
    look.see("Đã đánh dấu")
    page.click("#review")
    page.wait_for_selector("#send")
    look.picture("review")
    page.click("#send")
    page.wait_for_selector("#really-send")
    look.picture("confirm")
    page.click("#really-send")
    look.see("Đã ghi nhận")
    look.picture("done")
    tell("state", state="closed")
    look.see("Đã đóng bỏ phiếu")
    look.picture("done-closed")
    page.click("#finish")
    look.see("Xin cảm ơn")
    look.picture("finished")


def shared(look: Look) -> None:
    """A shared tablet: slips, an opened ballot, the receipt, the next member."""
    page = look.fresh()
    look.to_shared()
    look.picture("shared-before")
    look.server.tell("open")
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
    page.wait_for_selector("#send")
    look.picture("review-all-marked")
    page.click("#send")
    page.click("#really-send")
    look.see("Đã ghi nhận")
    look.picture("done-shared")
    page.click("#finish")
    page.wait_for_selector("#really-send")
    look.picture("done-kept")
    page.click("#really-send")
    page.wait_for_selector("#begin")


def unseen(look: Look) -> list[str]:
    """Return the faults of the booth that no picture of this size shows."""
    titles = re.findall(r"'fault\.(\w+)\.title': '(.+)',", TEXTS.read_text("utf-8"))
    shown = "\n".join(look.seen)
    return [
        f"no picture of {kind}"
        for kind, title in titles
        if title not in shown and kind not in AT_THE_FIELD
    ]


def main(folder: str, *sizes: str) -> None:
    # Imported here: the rooms of troubles and checker need the class above.
    from tests.booth_pages.look_checker import checker  # noqa: PLC0415
    from tests.booth_pages.look_troubles import troubles  # noqa: PLC0415

    Path(folder).mkdir(parents=True, exist_ok=True)
    faults = []
    with mock_server() as server, a_browser() as browser:
        for size in sizes or SIZES:
            look = Look(browser, server, Path(folder), size)
            for part in (walk, shared, troubles, checker):
                part(look)
            faults += [f"{size}: {fault}" for fault in look.faults + unseen(look)]
    print("\n".join(faults) or "no fault reported by the browser")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
