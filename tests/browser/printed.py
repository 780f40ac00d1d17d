"""What the demonstration printed, as its newcomer reads it: addresses and passwords.

Refuses any other source: what is not printed is not known.
"""

import re
from dataclasses import dataclass

from tests.browser.person import Person


@dataclass(frozen=True)
class Printed:
    """The lines of the terminal."""

    lines: str

    def find(self, pattern: str) -> str:
        """Return what stands in the printed lines."""
        found = re.search(pattern, self.lines)
        assert found is not None, self.lines
        return found[1]

    @property
    def base(self) -> str:
        """Return the address of the service."""
        return self.find(r"(http://127\.0\.0\.1:\d+)/staff/sign-in")

    def enter(self, who: Person, login: str, page: str) -> None:
        """Sign in at the printed address, with the printed password; follow a link."""
        password = self.find(rf"{login} +(demo-[0-9a-f]+)")
        address = self.find(rf"{login} +demo-.*\n +(http://\S+)")
        who.page.goto(address)
        who.page.get_by_label("Tên đăng nhập").fill(login)
        who.page.get_by_label("Mật khẩu").fill(password)
        who.press("Đăng nhập")
        who.link(page).first.click()
