"""Going through pages as the people of a site: opening them, and sending their forms.

Refuses to decide what is wrong with a page: it shows them to `Eyes`.
"""

from collections.abc import Callable

from werkzeug.test import TestResponse

from tests.accessibility.eyes import Eyes
from tests.web.site import STAFF, Browser, Pages

SECOND = "committee2"
"""A second member of the committee, where a walk needs one."""


class Visits:
    """A site, its people, and the eyes that see what they see.

    Args:
        place: what stands for `{e}` in a path: the meeting, or the review.
    """

    def __init__(self, site: Pages, eyes: Eyes, place: Callable[[], str]) -> None:
        self.site, self.eyes, self.place = site, eyes, place
        self.people: dict[str, Browser] = {}

    def person(self, who: str) -> Browser:
        """Return somebody's browser; whoever is not of the staff is not signed in."""
        if who not in self.people:
            known = who in STAFF or who == SECOND
            made = self.site.signed_in(who) if known else self.site.browser()
            self.people[who] = made
        return self.people[who]

    def path(self, path: str) -> str:
        """Return a path with the meeting's or the review's id in it."""
        return path.format(e=self.place())

    def see(self, who: str, path: str, state: str = "") -> None:
        """Look at a page as somebody has it."""
        name = f"{state} {who or 'anyone'} {path}".strip()
        self.eyes.look(name, self.person(who), self.path(path))

    def send(
        self, who: str, path: str, seen_at: str = "", **form: object
    ) -> TestResponse:
        """Send a form, and look at the page that comes, where one does."""
        seen = self.path(seen_at or path)
        answer = self.person(who).post(self.path(path), seen, **form)
        if answer.status_code != 303:
            name = f"{who or 'anyone'} POST {path}"
            self.eyes.look(name, self.person(who), self.path(path), answer)
        return answer
