"""Secretary or chair of a review, at its page: chooses an act, fills it in, confirms.

Refuses an act that the page does not offer this person, and one that is not taken.
"""

from collections.abc import Mapping

from playwright.sync_api import Locator, ViewportSize, expect

from tests.browser.person import Person, Room

SERVING = 180_000
"""Milliseconds: a result is verified wholly before it is taken."""


class Official(Person):
    """One of the two who lead a review from its page; `base` where signed in."""

    def __init__(
        self, room: Room, login: str, size: ViewportSize, base: str = ""
    ) -> None:
        super().__init__(room, login, size)
        self.base = base or room.base

    def go(self, path: str, status: int = 200) -> None:
        """Open a page of the service, at the address of one's own cookie."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.status == status, f"{self.name}: {path}: {answer.status}"

    def tab(self, name: str, picture: str = "") -> None:
        """Go to another page of the review by the bar at its top."""
        bar = self.page.locator(".cycle-bar")
        bar.get_by_role("link", name=name, exact=True).click()
        current = bar.locator("[aria-current=page]")
        expect(current).to_have_text(name)
        if picture:
            self.picture(picture)

    def offered(self, name: str) -> Locator:
        """Return the line of an act under "Việc tiếp theo"."""
        return self.page.locator(".todo__one").filter(has_text=name).first

    def begin(self, home: str, name: str) -> None:
        """Open the form of an act, from the page of the review."""
        self.go(home)
        self.offered(name).get_by_role("link", name="Thực hiện").click()
        self.page.locator("main form button[type=submit]").wait_for()

    def type(self, fields: Mapping[str, str]) -> None:
        """Fill in fields of a form by their names."""
        for field, text in fields.items():
            self.page.locator(f"[name={field}]").fill(text)

    def confirm(self, home: str, name: str) -> None:
        """Photograph the form, send it, and be back at the page of the review."""
        self.picture(name)
        self.page.locator("main form button[type=submit]").click(timeout=SERVING)
        expect(self.page).to_have_url(self.base + home, timeout=SERVING)

    def act(
        self, home: str, name: str, papers: tuple[str, ...] = (), **typed: str
    ) -> None:
        """Choose an act on the review's page, fill in its form, and confirm it."""
        self.begin(home, name)
        self.type({paper: f"{paper[:2].upper()}-01" for paper in papers})
        self.type(typed)
        self.confirm(home, name)
