"""A page of the staff renews itself when the ballot goes on, and only then.

Refuses a box that nobody touched as a form that somebody is filling in.
"""

import pytest
from playwright.sync_api import expect

from ballot_service.workflows import preparation
from tests.booth_pages.mock_meeting import a_browser
from tests.simulator import CHAIR, HEAD, NOW
from tests.web.camera import serving
from tests.web.site import PASSWORD, Site

PATIENCE = 15_000


@pytest.mark.browser
def test_console_shows_that_the_other_hand_confirmed(chromium: str, site: Site) -> None:
    sim = site.sim
    seen = preparation.draft_digest(sim.office, sim.event)
    preparation.confirm_event(sim.office, sim.event, CHAIR, seen, NOW)
    with serving(site) as base, a_browser(chromium) as browser:
        page = browser.new_page()
        page.goto(f"{base}/staff/sign-in")
        page.locator("input[name=login]").fill("chair")
        page.locator("input[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.goto(f"{base}/chair/{sim.event}")
        heading = page.locator("h1")
        expect(heading).to_have_text("Chủ trì đã xác nhận, chờ Trưởng ban kiểm phiếu")
        preparation.confirm_event(sim.office, sim.event, HEAD, seen, NOW)
        expect(heading).to_have_text("Đã chốt cấu hình", timeout=PATIENCE)
