"""A site served on loopback, somebody signed in to it, and pictures at four sizes.

Refuses any address but loopback. `too_wide` is for every test that opens a page: no
page may be wider than its screen; a squeezed table scrolls in a box of its own.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, ViewportSize
from werkzeug.serving import make_server

from tests.web.site import PASSWORD, Pages

SIZES: tuple[ViewportSize, ...] = (
    {"width": 360, "height": 640},
    {"width": 768, "height": 1024},
    {"width": 1280, "height": 800},
    {"width": 1920, "height": 1080},
)


@contextmanager
def serving(site: Pages) -> Iterator[str]:
    """Serve a site on a free port of loopback while the block runs."""
    server = make_server("127.0.0.1", 0, site.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


def beyond(page: Page) -> int:
    """Return by how many pixels a page is wider than its window, 0 for none."""
    wide = page.locator("html").evaluate("top => top.scrollWidth - innerWidth")
    return max(0, int(wide))


def too_wide(page: Page, sizes: tuple[ViewportSize, ...] = SIZES) -> list[str]:
    """Return each size at which an open page is wider than its window, and by how much.

    Args:
        page: as it was opened; it is left at the last of the sizes.
        sizes: of the window, in CSS pixels.
    """
    found = []
    for size in sizes:
        page.set_viewport_size(size)
        wide = beyond(page)
        if wide:
            found.append(f"{size['width']}x{size['height']}: {wide} px too wide")
    return found


class Camera:
    """Opens pages of a served site, and takes them at each size."""

    def __init__(
        self,
        base: str,
        folder: Path,
        language: str = "vi",
        sizes: tuple[ViewportSize, ...] = SIZES,
    ) -> None:
        self.base, self.folder, self.language = base, folder, language
        self.sizes = sizes

    def sign_in(self, context: BrowserContext, who: str) -> None:
        """Sign somebody in, "" for nobody, and choose the language."""
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

    def shoot(
        self, context: BrowserContext, path: str, name: str, *, refused: bool = False
    ) -> None:
        """Take one page at each size; say where it is too wide, and what it refused.

        Args:
            context: of somebody signed in.
            path: on the site.
            name: of the files, without size and ending.
            refused: whether a page that is refused is taken too.
        """
        page = context.new_page()
        page.on("console", lambda said: print(name, said.text))
        answer = page.goto(self.base + path)
        if refused or (answer is not None and answer.ok):
            self.take(page, name)
        page.close()

    def take(self, page: Page, name: str) -> None:
        """Take an open page at each size."""
        for size in self.sizes:
            page.set_viewport_size(size)
            if wide := beyond(page):
                print(f"{name} {size['width']}: {wide} px too wide")
            # The window as high as the page: what sticks to its end stays there.
            high = page.locator("html").evaluate("top => top.scrollHeight")
            page.set_viewport_size({"width": size["width"], "height": int(high)})
            page.screenshot(path=self.folder / f"{name}-{size['width']}.png")


def file_name(*parts: str) -> str:
    """Make a file's name of a state, a person and a path."""
    joined = "-".join(part for part in parts if part)
    return "".join(sign if sign.isalnum() or sign in "-+" else "_" for sign in joined)
