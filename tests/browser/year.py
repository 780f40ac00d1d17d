"""A newcomer before the demonstration's year: two windows, and a second terminal.

Refuses any knowledge but the printed lines and what the pages show.
"""

import datetime as dt
import re
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.official import Official
from tests.browser.person import DESK, Room
from tests.browser.printed import Printed
from tests.browser.terminal import Terminal

HOLDING = 1800
"""Seconds for the ballot of 180 on a busy machine."""


class Year:
    """Chair and secretary signed in, both at the page of the review."""

    def __init__(self, lines: str, browser: Browser, pictures: Path | None) -> None:
        self.printed = Printed(lines)
        self.home = "/" + self.printed.find(r"http://[^/\s]+/(cycle/\w+)")
        self.room = Room(self.printed.base, browser, pictures)
        self.chair = self._enter("chutri")
        self.secretary = self._enter("thuky")
        self.seconds: list[int] = []
        self.today = dt.datetime.now(tz=dt.UTC).astimezone().strftime("%d/%m/%Y")

    def _enter(self, login: str) -> Official:
        address = self.printed.find(rf"{login} +demo-.*\n +(http://[^/\s]+)/")
        who = Official(self.room, login, DESK, address)
        self.printed.enter(who, login, "Các đợt rà soát")
        who.head("Các đợt rà soát quy hoạch")
        who.picture("reviews")
        who.link("Mở đợt này").first.click()
        who.see("Toàn cảnh đợt rà soát")
        return who

    def look(self, name: str) -> None:
        """Both look at where the review stands."""
        for who in (self.chair, self.secretary):
            who.go(self.home)
            who.picture(name)

    def hold(self, name: str, taker: Official) -> None:
        """Type `make demo-hold` in a second terminal; then the result is taken."""
        self.chair.go(self.home)
        self.chair.see("Tiến hành cuộc bỏ phiếu")
        self.look(f"{name} to be held")
        terminal = Terminal("make", "demo-hold")
        took = terminal.see(r"Held and verified in (\d+) s", HOLDING)[1]
        self.seconds.append(int(took))
        terminal.see(re.escape(f"Now “Nhận kết quả” at {self.room.base}{self.home}"))
        assert terminal.process.wait(60) == 0, terminal.text
        taker.act(self.home, "Nhận kết quả đã ký vào đợt")
        self.look(f"{name} taken")
