"""The service's pages over a simulated meeting: one browser for each role.

Refuses a network: requests go to the application in this process.
"""

import re
from pathlib import Path
from types import CodeType
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.test import TestResponse

from ballot_service.web.app import create_app
from ballot_service.web.settings import Settings
from ballot_service.workflows import rollcall, staff
from ballot_service.workflows.office import Office, Role
from tests.simulator import NOW, SECRETARY, ElectionSimulator

PASSWORD = "a password for tests"
STAFF: dict[str, tuple[str, tuple[Role, ...], int]] = {
    "secretary": ("Đinh Khắc Thịnh", (Role.SECRETARY,), 0),
    "chair": ("Lý Xuân Điền", (Role.CHAIR,), 0),
    "committee": ("Bùi Đình Nghĩa", (Role.COMMITTEE,), 1),
    "inspector": ("Tạ Doãn Khôi", (Role.INSPECTOR,), 0),
    "technician": ("Trần Văn Kỹ", (Role.TECHNICIAN,), 0),
}
CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
META = re.compile(r'name="csrf-token" content="([^"]+)"')


class _Compiled(BytecodeCache):
    """What another application of this run has compiled from the same text."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self.kept[bucket.key, bucket.checksum] = bucket.code


COMPILED = _Compiled()


class Browser:
    """One browser with its cookies, which fills in the token against forgery."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()

    def get(self, path: str, **options: Any) -> TestResponse:  # noqa: ANN401
        """Open a page."""
        return self.client.get(path, buffered=True, **options)

    def post(self, path: str, seen_at: str = "", **data: object) -> TestResponse:
        """Send a form, with the token of the page `seen_at`."""
        page = self.client.get(seen_at or "/staff/sign-in").text
        found = CSRF.search(page) or META.search(page)
        form = {"csrf_token": found[1] if found else "", **data}
        return self.client.post(path, data=form)

    def cookie(self) -> str:
        """Return the session cookie, or ""."""
        found = self.client.get_cookie("ballot")
        return found.value if found else ""


class Pages:
    """An application over a database, with an account for each kind of staff."""

    def __init__(
        self, folder: Path, url: str, office: Office, origin: str = ""
    ) -> None:
        self.time = NOW
        self.app = create_app(
            Settings(
                database_url=url,
                keys=folder / "keys",
                records=folder / "records",
                secure_cookies=False,
                origin=origin,
            ),
            clock=lambda: self.time,
        )
        self.app.testing = True
        self.app.jinja_env.bytecode_cache = COMPILED
        self.app.config["PROPAGATE_EXCEPTIONS"] = False
        for login, (name, roles, place) in STAFF.items():
            staff.create_user(office, login, name, roles, PASSWORD, place)

    def browser(self) -> Browser:
        """Return a browser in which nobody is signed in."""
        return Browser(self.app)

    def signed_in(self, login: str) -> Browser:
        """Return a browser in which somebody of the staff is signed in."""
        browser = self.browser()
        answer = browser.post("/staff/sign-in", login=login, password=PASSWORD)
        assert answer.status_code == 303, answer.text
        return browser


class Site(Pages):
    """An application over the database of a simulated meeting."""

    def __init__(
        self, folder: Path, sim: ElectionSimulator | None = None, origin: str = ""
    ) -> None:
        self.sim = sim or ElectionSimulator(folder)
        super().__init__(self.sim.folder, self.sim.url, self.sim.office, origin)

    def code_of(self, member: str) -> str:
        """Let the secretary make a member's sign-in code."""
        sim = self.sim
        return rollcall.make_code(sim.office, sim.event, SECRETARY, member, NOW)

    def member(self, member: str) -> Browser:
        """Return a browser in which a present member is signed in."""
        browser = self.browser()
        answer = browser.post("/sign-in", "/sign-in", code=self.code_of(member))
        assert answer.status_code == 303, answer.text
        return browser
