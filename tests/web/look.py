"""Takes a picture of every page in every state of a meeting, for a person to look at.

Refuses any address but loopback; the simulator moves the meeting, no page is clicked.

    python -m tests.web.look FOLDER [--state open ...] [--lang en]
"""

import argparse
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, ViewportSize
from werkzeug.serving import make_server

from tests.booth_pages.mock_meeting import a_browser
from tests.simulator import ElectionSimulator
from tests.web.site import PASSWORD, STAFF, Site
from tests.web.test_pages import PAGES, life

SIZES: tuple[ViewportSize, ...] = (
    {"width": 768, "height": 1024},
    {"width": 1280, "height": 800},
)
MORE = {
    "chair": ("/staff/{e}/opening-sheet", "/staff/{e}/closing-sheet"),
    "committee": ("/staff/", "/staff/{e}/result"),
    "secretary": ("/secretary/new",),
    "inspector": ("/inspector/{e}/report",),
    "": ("/result/{e}", "/nothing"),
}
"""Pages that exist in some states only; elsewhere the refusal is the picture."""


@contextmanager
def serving(site: Site) -> Iterator[str]:
    """Serve a site on a free port of loopback while the block runs."""
    server = make_server("127.0.0.1", 0, site.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


class Camera:
    """Contexts for each role, and one that nobody is signed in to."""

    def __init__(self, base: str, folder: Path, language: str) -> None:
        self.base, self.folder, self.language = base, folder, language

    def sign_in(self, context: BrowserContext, who: str) -> None:
        """Sign somebody in, and choose the language."""
        page = context.new_page()
        page.goto(f"{self.base}/staff/sign-in")
        if self.language == "en":
            page.get_by_role("button", name="English").click()
        if who:
            page.locator("input[name=login]").fill(who)
            page.locator("input[name=password]").fill(PASSWORD)
            page.locator("main button[type=submit]").click()
            page.locator("h1").wait_for()
        page.close()

    def shoot(self, context: BrowserContext, who: str, state: str, path: str) -> None:
        """Take one page at both sizes; say where it is too wide."""
        page = context.new_page()
        mark = "&" if "?" in path else "?"
        public = not who and self.language == "en"
        page.goto(f"{self.base}{path}{mark}lang=en" if public else self.base + path)
        name = path.strip("/").replace("/", "_").replace("?", "+") or "home"
        for size in SIZES:
            page.set_viewport_size(size)
            wide, high = page.locator("html").evaluate(
                "top => [top.scrollWidth - innerWidth, top.scrollHeight]"
            )
            if wide > 0:
                print(f"{state} {who} {path} {size['width']}: {wide} px too wide")
            page.set_viewport_size({"width": size["width"], "height": int(high)})
            file = f"{state}-{who or 'anyone'}-{name}-{size['width']}.png"
            page.screenshot(path=self.folder / file.replace(" ", "_"))
        page.close()


def main() -> None:
    """Lead a meeting through its states, and take pictures in those asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--state", action="append")
    parser.add_argument("--role", action="append")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    site = Site(args.folder, ElectionSimulator(args.folder, members=7, questions=3))
    roles = [who for who in (*STAFF, "") if not args.role or who in args.role]
    with serving(site) as base, a_browser() as browser:
        camera = Camera(base, args.folder, args.lang)
        contexts = {who: browser.new_context(locale="vi-VN") for who in roles}
        for who, context in contexts.items():
            camera.sign_in(context, who)
        for state in life(site.sim):
            if args.state and state not in args.state:
                continue
            for who, context in contexts.items():
                for path in (*PAGES[who], *MORE.get(who, ())):
                    if not path.endswith("nonsense"):
                        where = path.format(e=site.sim.event)
                        camera.shoot(context, who, state, where)


if __name__ == "__main__":
    main()
