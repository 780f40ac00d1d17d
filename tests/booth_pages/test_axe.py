"""axe-core on the booth's pages: every screen of a member's way, in four sizes.

Refuses a violation of any impact; axe sees what it can see, people look at the rest.
"""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page

from tests.accessibility.eyes import AXE, IN_PAGE, TAGS, VIOLATIONS
from tests.booth_pages.mock_meeting import a_browser, mock_server

pytestmark = pytest.mark.browser

SLIP = "CTBA7-8GCRP-4SFZE-4N2YJ-W82P6"
UUID = "BoothSamp1eE1ection"
SIZES = ((360, 640), (768, 1024), (1280, 800), (1920, 1080))


@pytest.fixture(scope="module")
def room(chromium: str) -> Iterator[SimpleNamespace]:
    with mock_server() as server, a_browser(chromium) as browser:
        yield SimpleNamespace(origin=server.origin, tell=server.tell, browser=browser)


def violations(page: Page) -> list[str]:
    """Return what axe finds, and what is too wide, cut off or moving."""
    for script in (AXE, IN_PAGE):
        page.evaluate(script.read_text(encoding="utf-8"))
    found = page.evaluate("looks.measure()") + page.evaluate(VIOLATIONS, list(TAGS))
    return [str(item) for item in found]


class Way:
    """A page on its way through a meeting; after each screen axe looks at it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: dict[str, list[str]] = {}

    def look(self, name: str) -> None:
        """Note what axe finds, and whether something is wider than the screen."""
        seen = violations(self.page)
        if seen:
            self.found[name] = seen


def by_slip(room: SimpleNamespace, way: Way) -> None:
    page = way.page
    room.tell("new")
    room.tell("slips", codes=[SLIP])
    page.goto(f"{room.origin}/kiosk/{UUID}")
    page.get_by_text("Chủ trì chưa mở bỏ phiếu").wait_for()
    way.look("before the opening")
    room.tell("open")
    page.wait_for_selector("#begin")
    way.look("next member")
    page.click("#begin")
    page.fill("#slip", "0")
    page.click("#enter")
    page.get_by_text("Mã thẻ chưa đúng").wait_for()
    way.look("slip refused")
    page.fill("#slip", SLIP)
    page.click("#enter")
    page.wait_for_selector("#review")
    page.locator("input[name=row-0][value=agree]").check()
    way.look("marking")
    page.locator("input[name=row-0][value=unmarked]").check()
    page.click("#review")
    page.get_by_text("Phiếu để trống toàn bộ").wait_for()
    way.look("review of no mark")
    page.click("#send")
    assert "W02" in page.locator("#confirm").inner_text()
    way.look("really send no mark")
    page.click("#not-yet")
    page.click("#back")
    page.locator("input[name=row-0][value=agree]").check()
    page.click("#review")
    page.wait_for_selector("#to-open")
    way.look("review")
    page.click("#to-open")
    way.look("tracker shown")
    page.click("#open")
    page.wait_for_selector("#anew")
    way.look("opened")
    page.click("#anew")
    page.click("#review")
    page.click("#send")
    page.wait_for_selector("#really-send")
    way.look("really send")
    page.click("#really-send")
    page.get_by_text("Đã ghi nhận").first.wait_for()
    way.look("recorded")
    page.click("#cover")
    way.look("covered")


def by_token(room: SimpleNamespace, way: Way) -> None:
    page = way.page
    room.tell("new")
    page.goto(f"{room.origin}/sign-in")
    way.look("sign-in")
    page.goto(f"{room.origin}/booth/{UUID}")
    page.get_by_text("Cần đăng nhập lại").wait_for()
    way.look("session expired")
    page.goto(f"{room.origin}/sign-in")
    page.fill("input[name=code]", "A1")
    page.click("form.sign-in button[type=submit]")
    page.wait_for_selector("#same")
    way.look("greeting")
    page.click("#same")
    page.get_by_text("Chờ đăng ký phiếu").wait_for()
    way.look("waiting")
    steps = page.locator(".stepper li")
    done = [steps.nth(i).get_attribute("class") == "is-done" for i in range(9)]
    assert done == [True, True, False, *[False] * 6], "no box was seen empty yet"
    check_guide(page)
    room.tell("state", state="closed")
    page.get_by_text("phiếu chưa gửi không được tiếp nhận").first.wait_for()
    way.look("closed")


def check_guide(page: Page) -> None:
    """Check the guide of two taps: five seconds, and still where motion is unwanted."""
    guide = page.locator(".guide__scene")
    assert guide.is_visible()
    moving = "node => node.getAnimations({subtree: true}).map(a => a.animationName)"
    assert guide.evaluate(moving) == []
    page.emulate_media(reduced_motion="no-preference")
    assert set(guide.evaluate(moving)) == {"guide-mark", "guide-send", "guide-hand"}
    lasts = "node => node.getAnimations({subtree: true})[0].effect.getTiming().duration"
    assert guide.evaluate(lasts) == 5000
    page.emulate_media(reduced_motion="reduce")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_axe_finds_nothing(room: SimpleNamespace, size: tuple[int, int]) -> None:
    context = room.browser.new_context(
        locale="vi-VN",
        viewport={"width": size[0], "height": size[1]},
        reduced_motion="reduce",
    )
    way = Way(context.new_page())
    by_slip(room, way)
    if size == SIZES[1]:
        # Another tab: the first one keeps its receipt.
        way.page.close()
        way.page = context.new_page()
        by_token(room, way)
    context.close()
    assert way.found == {}


def test_high_contrast_and_zoom_lose_nothing(room: SimpleNamespace) -> None:
    """Forced colours, and 200 % on a tablet, which is half of its width."""
    context = room.browser.new_context(
        locale="vi-VN",
        viewport={"width": 384, "height": 512},
        device_scale_factor=2,
        forced_colors="active",
        reduced_motion="reduce",
    )
    way = Way(context.new_page())
    by_slip(room, way)
    context.close()
    assert way.found == {}


def test_a_choice_is_named_after_its_person(room: SimpleNamespace) -> None:
    room.tell("new")
    room.tell("slips", codes=[SLIP])
    room.tell("open")
    context = room.browser.new_context(locale="vi-VN")
    page = context.new_page()
    page.goto(f"{room.origin}/kiosk/{UUID}")
    page.click("#begin")
    page.fill("#slip", SLIP)
    page.keyboard.press("Enter")
    radio = page.get_by_role("radio", name="Đồng ý — Lương Thị Bích Quyên", exact=True)
    radio.wait_for()
    radio.focus()
    page.keyboard.press("Space")
    assert radio.is_checked()
    page.keyboard.press("ArrowRight")
    other = page.get_by_role("radio", name="Không đồng ý — Lương Thị Bích Quyên")
    assert other.is_checked()
    context.close()
