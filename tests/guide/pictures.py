"""Takes the pictures that the guide shows, and writes down the words on each.

Refuses an address but loopback, and a page on which the browser reports a fault.
"""

import logging
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, ViewportSize

from tests.architecture.rooms import ROOT
from tests.booth_pages.look import SLIPS, Look
from tests.booth_pages.mock_meeting import mock_server
from tests.simulator import ElectionSimulator
from tests.spreadsheets.sample import FACTS, SHEETS, xlsx
from tests.web.camera import Camera as Staff
from tests.web.camera import serving
from tests.web.site import Site
from tests.web.test_pages import life

FOLDER = ROOT / "docs" / "guide" / "pictures"
WORDS = "words.txt"
MOST_BYTES = 130_000
BOOTH: ViewportSize = {"width": 640, "height": 860}
DESK: ViewportSize = {"width": 1024, "height": 768}
STAFF_PAGES = {
    "draft": (("import", "secretary", "/secretary/import"),),
    "frozen": (("committee-keys", "committee", "/committee/{e}"),),
    "ready": (("roll-call", "secretary", "/secretary/{e}/roll-call"),),
    "sheet": (
        ("empty-box", "committee", "/committee/{e}"),
        ("opening-sheet", "chair", "/staff/{e}/opening-sheet"),
    ),
    "open": (
        ("chair-open", "chair", "/chair/{e}"),
        ("chair-close", "chair", "/chair/{e}?ask=close"),
        ("wall", "chair", "/wall/{u}"),
    ),
    "counted": (("inspector", "inspector", "/inspector/{e}/report"),),
}
"""Which pages are taken in which state: name, account, address."""
CHANGING = re.compile(
    r"\S*\d\S*|\S{26,}|(?:[0-9A-Z]{5}-)+[0-9A-Z]{5}|[0-9A-HJKMNP-TV-Z]{5}"
)
"""Figures, dates and codes: another meeting has others."""


def words_of(page: Page) -> str:
    """Return the words that stand on a page, without what each meeting draws anew."""
    lines = page.locator("body").inner_text().splitlines()
    kept = (CHANGING.sub("", line).split() for line in lines)
    return "\n".join(" ".join(line) for line in kept if line)


class Camera:
    """A folder for pictures, and the words of each page that was taken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.words: dict[str, str] = {}

    def take(self, name: str, page: Page) -> None:
        """Take what the window shows; keep the words of the whole page."""
        page.screenshot(path=self.folder / f"{name}.png")
        self.words[name] = words_of(page)

    def written(self) -> str:
        """Return the words of all pictures as the file that is kept beside them."""
        return "".join(
            f"== {name} ==\n{text}\n\n" for name, text in sorted(self.words.items())
        )


def member(camera: Camera, look: Look) -> None:
    """The member's way from the code to the receipt, and the one broken moment."""
    page, tell = look.page, look.server.tell
    tell("new")
    page.goto(f"{look.server.origin}/sign-in")
    camera.take("sign-in", page)
    look.sign_in()
    page.wait_for_selector("#same")
    camera.take("compare", page)
    look.to_marking()
    look.mark(14)
    camera.take("mark", page)
    page.click("#review")
    page.wait_for_selector("#send")
    camera.take("review", page)
    page.click("#send")
    tell("lies", silent=["ballots", "status"])
    page.click("#really-send")
    look.see("Máy chủ chưa trả lời")
    camera.take("unsent", page)
    tell("lies", silent=[])
    page.locator("#again").click()
    look.see("Đã ghi nhận")
    camera.take("done", page)


def shared(camera: Camera, look: Look) -> None:
    """A shared tablet waits for the next member, and takes a slip."""
    page, tell = look.fresh(), look.server.tell
    tell("new")
    tell("slips", codes=list(SLIPS))
    tell("open")
    page.goto(f"{look.server.origin}/kiosk/BoothSamp1eE1ection")
    page.wait_for_selector("#begin")
    camera.take("next-member", page)
    page.click("#begin")
    page.fill("#slip", SLIPS[0])
    camera.take("slip", page)


def import_seen(page: Page, folder: Path) -> None:
    """Send the sample's workbook in, as the secretary does, up to the dry run."""
    workbook = folder / "hoi-nghi.xlsx"
    workbook.write_bytes(xlsx(SHEETS))
    folded = page.locator("main details")
    folded.evaluate_all("all => all.forEach(one => { one.open = true; })")
    for field, value in FACTS.items():
        box = page.locator(f"[name={field}]")
        if box.evaluate("field => field.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)
    page.locator("[name=roll_file]").set_input_files(workbook)
    page.locator("main button[type=submit]").last.click()
    page.locator("h1", has_text="Xem lại trước khi lưu").wait_for()


@contextmanager
def staff_contexts(
    chromium: Chromium, base: str
) -> Iterator[dict[str, BrowserContext]]:
    """Sign the four accounts in whose pages are taken."""
    signer = Staff(base, Path(), "vi")
    contexts = {}
    for who in ("secretary", "chair", "committee", "inspector"):
        contexts[who] = chromium.new_context(locale="vi-VN", viewport=DESK)
        signer.sign_in(contexts[who], who)
    yield contexts
    for context in contexts.values():
        context.close()


def staff(camera: Camera, chromium: Chromium, folder: Path) -> None:
    """The staff's pages, each in the state in which the guide speaks of it."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    site = Site(folder, ElectionSimulator(folder, members=7, questions=3))
    with serving(site) as base, staff_contexts(chromium, base) as contexts:
        for state in life(site.sim):
            for name, who, path in STAFF_PAGES.get(state, ()):
                page = contexts[who].new_page()
                event = site.sim.event
                if name == "opening-sheet":
                    site.sim.prepare_opening()  # with the empty box confirmed
                place = path.format(e=event, u=site.sim.uuid if "{u}" in path else "")
                page.goto(base + place)
                if name == "import":
                    import_seen(page, folder)
                page.locator("h1").first.wait_for()
                camera.take(name, page)
                page.close()
            if state == "counted":
                break
    site.sim.office.database.close()


def take_all(folder: Path, chromium: Chromium) -> Camera:
    """Take every picture into a folder.

    Raises:
        RuntimeError: the browser reported faults.
    """
    camera = Camera(folder)
    with mock_server() as server:
        look = Look(chromium, server, folder, f"{BOOTH['width']}x{BOOTH['height']}")
        steps: tuple[Callable[[Camera, Look], None], ...] = (member, shared)
        for step in steps:
            step(camera, look)
        if look.faults:
            raise RuntimeError("\n".join(look.faults))
    with tempfile.TemporaryDirectory() as place:
        staff(camera, chromium, Path(place))
    return camera
