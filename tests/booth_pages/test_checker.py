"""The checker's off-line page: tracker first, then the opening; a false booth is told.

Refuses the network: the page is opened from its folder, as from a medium.
"""

import json
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page

from tests.booth_pages.mock_meeting import ROOT, a_browser, mock_server
from tests.booth_pages.qr_reading import READ_QR

pytestmark = pytest.mark.browser

SLIP = "CTBA7-8GCRP-4SFZE-4N2YJ-W82P6"
UUID = "BoothSamp1eE1ection"
OFFLINE = ROOT / "ballot_service" / "web" / "static" / "checker" / "vendor"


@dataclass
class Opened:
    """What a booth showed, and the package of the inspector's medium."""

    tracker: str
    opening: str
    package: Path


@pytest.fixture(scope="module")
def room(chromium: str) -> Iterator[SimpleNamespace]:
    with mock_server() as server, a_browser(chromium) as browser:
        yield SimpleNamespace(origin=server.origin, tell=server.tell, browser=browser)


def fetched(room: SimpleNamespace, what: str) -> bytes:
    address = f"{room.origin}/api/{UUID}/{what}"
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310
        return bytes(answer.read())


@pytest.fixture(scope="module")
def opened(room: SimpleNamespace, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Return what a shared tablet shows of one ballot: 15 times agree, once not."""
    room.tell("new")
    room.tell("slips", codes=[SLIP])
    room.tell("open")
    page = room.browser.new_context(locale="vi-VN").new_page()
    page.goto(f"{room.origin}/kiosk/{UUID}")
    page.click("#begin")
    page.fill("#slip", SLIP)
    page.click("#enter")
    page.wait_for_selector("#review")
    for row in range(15):
        page.locator(f"input[name=row-{row}][value=agree]").check()
    page.locator("input[name=row-15][value=disagree]").check()
    page.click("#review")
    page.click("#to-open")
    tracker = page.evaluate(READ_QR)
    page.click("#open")
    page.wait_for_selector("#anew")
    opening = page.evaluate(READ_QR)
    page.context.close()
    check = {
        "schema": "ballot-service/check/1",
        "manifest": fetched(room, "manifest").decode(),
        **json.loads(fetched(room, "setup")),
    }
    package = tmp_path_factory.mktemp("medium") / "check.json"
    package.write_text(json.dumps(check, ensure_ascii=False))
    return Opened(tracker, opening, package)


@pytest.fixture
def checker(room: SimpleNamespace) -> Iterator[Page]:
    """Return the checker's page, opened from its folder and without a network."""
    context = room.browser.new_context(locale="vi-VN", offline=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((OFFLINE / "index.html").as_uri())
    yield page
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()
    assert faults == []


def read(page: Page, text: str) -> None:
    page.locator("details").evaluate("node => { node.open = true; }")
    page.fill("#text", text)
    page.click("#read")


def test_the_checker_shows_what_was_encrypted(checker: Page, opened: Opened) -> None:
    checker.set_input_files("#package", opened.package)
    checker.get_by_text("Bước 1. Quét mã kiểm chứng").wait_for()
    read(checker, opened.tracker)
    checker.get_by_text("Bước 2. Quét mã mở phiếu").wait_for()
    read(checker, opened.opening)
    checker.get_by_text("Máy đã niêm phong đúng").wait_for()
    marks = checker.locator(".review__choice").all_inner_texts()
    assert marks == ["Đồng ý"] * 15 + ["Không đồng ý"]
    assert "Tạ Doãn Khôi" in checker.inner_text("main")


@pytest.mark.parametrize("field", [3, 4, 5, 6, 7, 8])
def test_a_booth_that_lies_is_told_so(
    checker: Page, opened: Opened, field: int
) -> None:
    parts = opened.opening.split("|")
    first = "1" if parts[field][0] != "1" else "2"
    parts[field] = first + parts[field][1:]
    checker.set_input_files("#package", opened.package)
    read(checker, opened.tracker)
    read(checker, "|".join(parts))
    checker.get_by_text("KHÔNG KHỚP").wait_for()
    assert checker.locator(".review__choice").count() == 0


def test_the_tracker_comes_first_and_of_this_vote(
    checker: Page, opened: Opened
) -> None:
    checker.set_input_files("#package", opened.package)
    read(checker, opened.opening)
    checker.get_by_text("không phải mã của bước này").wait_for()
    read(checker, opened.tracker.replace(UUID, "BoothSamp1eE1ectiom"))
    checker.get_by_text("WrongElection").wait_for()
    read(checker, opened.tracker)
    checker.get_by_text("Bước 2. Quét mã mở phiếu").wait_for()


def test_a_package_that_was_changed_is_refused(
    checker: Page, opened: Opened, tmp_path: Path
) -> None:
    check = json.loads(opened.package.read_text())
    check["election"] = check["election"].replace("Đồng ý", "Không đồng ý", 1)
    changed = tmp_path / "check.json"
    changed.write_text(json.dumps(check, ensure_ascii=False))
    checker.set_input_files("#package", changed)
    checker.locator("#fault").wait_for()
    assert checker.locator("#scan").count() == 0


def test_the_whole_page_changes_its_language(checker: Page) -> None:
    button = checker.locator("#language")
    assert button.inner_text() == "English"
    button.click()
    assert button.inner_text() == "Tiếng Việt"
    assert "Kiểm tra" not in checker.inner_text("body")
    assert "Check an opened ballot" in checker.inner_text("header")


def test_the_bundle_knows_no_network_and_no_store() -> None:
    text = (OFFLINE / "checker.js").read_text()
    for word in ("fetch(", "XMLHttpRequest", "WebSocket", "localStorage", "indexedDB"):
        assert word not in text, word
