"""Secretary or chair of a review, at its page: chooses an act, fills it in, confirms.

Refuses an act that the page does not offer this person, and one that is not taken.
"""

from playwright.sync_api import Locator, expect

from tests.browser.person import Person

SERVING = 120_000
"""Milliseconds: a result is verified wholly before it is taken."""


class Official(Person):
    """One of the two who lead a review from its page."""

    def offered(self, name: str) -> Locator:
        """Return the line of an act under "Việc tiếp theo"."""
        return self.page.locator(".todo__one").filter(has_text=name).first

    def begin(self, home: str, name: str) -> None:
        """Open the form of an act, from the page of the review."""
        self.go(home)
        self.offered(name).get_by_role("link", name="Thực hiện").click()
        self.page.locator("main form button[type=submit]").wait_for()

    def confirm(self, home: str, name: str) -> None:
        """Photograph the form, send it, and be back at the page of the review."""
        self.picture(name)
        self.page.locator("main form button[type=submit]").click(timeout=SERVING)
        expect(self.page).to_have_url(self.room.base + home, timeout=SERVING)

    def act(
        self, home: str, name: str, papers: tuple[str, ...] = (), **typed: str
    ) -> None:
        """Choose an act on the review's page, fill in its form, and confirm it."""
        self.begin(home, name)
        for paper in papers:
            self.page.locator(f"input[name={paper}]").fill(f"{paper[:2].upper()}-01")
        for field, text in typed.items():
            self.page.locator(f"[name={field}]").fill(text)
        self.confirm(home, name)
