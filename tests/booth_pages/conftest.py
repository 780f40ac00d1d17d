"""A shared tablet in Chromium, enrolled and between two members, for its tests.

Refuses to end quietly where the page threw.
"""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page

from tests.booth_pages.kiosk import OTHER, SLIP, UUID, arrive
from tests.booth_pages.mock_meeting import a_browser, mock_server


@pytest.fixture(scope="module")
def room(chromium: str) -> Iterator[SimpleNamespace]:
    with mock_server() as server, a_browser(chromium) as browser:
        yield SimpleNamespace(
            origin=server.origin, tell=server.tell, browser=browser, chromium=chromium
        )


@pytest.fixture
def page(room: SimpleNamespace) -> Iterator[Page]:
    """Return an enrolled tablet between two members, the vote being open."""
    room.tell("new")
    room.tell("slips", codes=[SLIP, OTHER])
    room.tell("open")
    context = room.browser.new_context(locale="vi-VN")
    page = context.new_page()
    page.clock.install()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{room.origin}/kiosk/{UUID}")
    arrive(page)
    yield page
    context.close()
    assert faults == []
