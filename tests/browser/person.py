"""One person at one machine: a browser context of its own, heard and photographed.

Refuses what the browser complains of, a page too wide, and a picture that nobody asked
for: a page is measured in any case.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Response,
    ViewportSize,
    expect,
)

TABLET: ViewportSize = {"width": 768, "height": 1024}
DESK: ViewportSize = {"width": 1280, "height": 800}
PATIENCE = 15_000
MEASURE = "top => [top.scrollWidth - innerWidth, innerWidth, top.scrollHeight]"


@dataclass
class Room:
    """The meeting room: the service's address, the browser, the camera.

    Args:
        pictures: their folder; none where nobody will look at them.
    """

    base: str
    browser: Browser
    pictures: Path | None
    faults: list[str] = field(default_factory=list)
    taken: int = 0
    resting: bool = False

    @contextmanager
    def camera_rests(self) -> Iterator[None]:
        """Take no picture of what another test, or an earlier run, has shown."""
        before, self.resting = self.resting, True
        try:
            yield
        finally:
            self.resting = before


def camera_folder() -> Path | None:
    """Return where pictures go: BALLOT_SCREENSHOTS, made where it is not there."""
    named = os.environ.get("BALLOT_SCREENSHOTS")
    if not named:
        return None
    folder = Path(named)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Person:
    """Somebody in the room, who clicks and reads."""

    def __init__(self, room: Room, name: str, size: ViewportSize) -> None:
        self.room, self.name, self.size = room, name, size
        self.expected: list[str] = []
        # Dozens of screens that move would leave the machine no time for the meeting.
        self.context = room.browser.new_context(
            viewport=size, locale="vi-VN", reduced_motion="reduce"
        )
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self._note(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self._note(said.text)

    def _note(self, text: str) -> None:
        if not any(word in text for word in self.expected):
            self.room.faults.append(f"{self.name}, {self.page.url}: {text}")

    def go(self, path: str, status: int = 200) -> None:
        """Open a page of the service, which answers so."""
        answer = self._goto(path)
        assert answer is not None
        assert answer.status == status, f"{self.name}: {path}: {answer.status}"

    def _goto(self, path: str) -> Response | None:
        """Go there, also where the page renews itself at that moment."""
        for left in (2, 1, 0):
            try:
                if answer := self.page.goto(self.room.base + path):
                    return answer
            except Error:
                if left == 0:
                    raise
        return None

    def button(self, label: str) -> Locator:
        """Return the button of this label, where there is one."""
        return self.page.get_by_role("button", name=label, exact=True)

    def link(self, label: str) -> Locator:
        """Return the link of this label, where there is one."""
        return self.page.get_by_role("link", name=label, exact=True)

    def press(self, label: str) -> None:
        """Press the button of this label."""
        self.button(label).click()

    def see(self, text: str | re.Pattern[str], patience: int = PATIENCE) -> None:
        """Wait until a text stands on the page."""
        place = self.page.locator("body")
        expect(place).to_contain_text(text, timeout=patience)

    def head(self, text: str, patience: int = PATIENCE) -> None:
        """Wait until the page's one heading reads so."""
        expect(self.page.locator("h1")).to_have_text(text, timeout=patience)

    def code(self, label: str) -> str:
        """Return a code of the header, by its label."""
        row = self.page.locator("header .codes div").filter(has_text=label)
        return row.locator("dd").inner_text().strip()

    def picture(self, name: str) -> None:
        """Measure the page at the size of a tablet and of a desk, and photograph it."""
        if self.room.resting:
            return
        self.room.taken += 1
        for size in (TABLET, DESK):
            self.page.set_viewport_size(size)
            sized = f"{size['width']}x{size['height']}"
            wide = self._shoot(f"{self.room.taken:03}-{sized}-{self.name}-{name}.png")
            if wide > 0:
                self.room.faults.append(f"{self.name}, {name}, {sized}: {wide} px wide")
        self.page.set_viewport_size(self.size)

    def _shoot(self, file: str) -> int:
        """Return by how much the page is too wide; take one picture of all of it."""
        for left in (2, 1, 0):
            try:
                beyond, width, height = self.page.locator("html").evaluate(MEASURE)
                if self.room.pictures:
                    # As high as the page, so that its bar stays at the end.
                    self.page.set_viewport_size({"width": width, "height": height})
                    self.page.screenshot(path=self.room.pictures / file)
            except Error:
                # A page of the staff renews itself when the meeting moves on.
                if left == 0:
                    raise
            else:
                return int(beyond)
        raise AssertionError
