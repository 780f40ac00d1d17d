"""A telephone's first screen belongs to the page: the staff's bar is one line there.

Refuses links that no press opens, and a script that the bar would need.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.accessibility.eyes import SIZES, TAGS, VIOLATIONS, Eyes
from tests.booth_pages.mock_meeting import a_browser
from tests.web.site import Site

pytestmark = pytest.mark.browser

LINE = 64
"""Pixels: a target of 50 and its room."""


@pytest.mark.parametrize("scripts", [True, False])
def test_the_bar_is_one_line_and_opens(
    chromium: str, tmp_path: Path, *, scripts: bool
) -> None:
    site = Site(tmp_path)
    site.sim.create()
    site.sim.freeze()
    with a_browser(chromium) as browser:
        eyes = Eyes(browser, java_script_enabled=scripts)
        eyes.turn_to(site.app)
        eyes.who = site.signed_in("secretary")
        page, (telephone, *wider) = eyes.page, SIZES
        width, height = telephone
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"/secretary/{site.sim.event}/roll-call")
        bar = page.locator(".staff-bar")
        link = bar.get_by_role("link", name="Mã nhận phiếu")
        box = bar.bounding_box()
        assert box is not None
        assert box["height"] <= LINE
        expect(link).to_be_hidden()
        page.get_by_label("Các trang").focus()
        page.keyboard.press("Space")
        expect(link).to_be_visible()
        expect(bar).to_contain_text("Đinh Khắc Thịnh")
        if scripts:
            assert page.evaluate("looks.measure()") == []
            assert page.evaluate(VIOLATIONS, list(TAGS)) == []
        for width, height in wider:
            page.set_viewport_size({"width": width, "height": height})
            expect(link).to_be_visible()
            expect(page.get_by_label("Các trang")).to_be_hidden()
