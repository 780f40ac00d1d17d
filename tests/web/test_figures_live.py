"""A meter says in words what it shows, also after the figures have changed.

Refuses a server: the page is the template's own piece, the script the service's.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.booth_pages.mock_meeting import ROOT, a_browser
from tests.web.site import Site

pytestmark = pytest.mark.browser

SCRIPT = ROOT / "ballot_service/web/static/js/figures.js"
PAGE = """<!doctype html><title>.</title>%s<script type=module>
import { showFigures } from '/figures.js';
showFigures({ returned: 3, issued: 4 });
</script>"""


def test_a_meter_is_renamed_with_its_figures(chromium: str, tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.sim.until_open(["TV005"])
    page = site.signed_in("chair").get(f"/chair/{site.sim.event}").text
    found = re.search(r'<svg class="meter".*?</svg>', page, re.DOTALL)
    assert found is not None
    assert 'aria-label="Thu về 00 trên 04 phiếu phát ra"' in found[0]

    def answer(route: Route) -> None:
        if route.request.url.endswith("figures.js"):
            text, kind = SCRIPT.read_text(encoding="utf-8"), "text/javascript"
        else:
            text, kind = PAGE % found[0], "text/html"
        route.fulfill(body=text, content_type=f"{kind}; charset=utf-8")

    with a_browser(chromium) as browser:
        tab = browser.new_page()
        tab.route("**/*", answer)
        tab.goto("http://localhost/")
        meter = tab.get_by_role("img", name="Thu về 03 trên 04 phiếu phát ra")
        expect(meter).to_have_attribute("viewBox", "0 0 40 10")
