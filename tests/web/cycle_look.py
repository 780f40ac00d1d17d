"""Takes a picture of every page of a review at two sizes, for a person to look at.

Refuses any address but loopback; the simulator moves the cycle, no page is clicked.

    python -m tests.web.cycle_look FOLDER [--small] [--state tie ...] [--lang en]
"""

import argparse
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, ViewportSize, sync_playwright
from werkzeug.serving import make_server

from tests import cycle_sample as sample
from tests.web.cycle_site import CycleSite, sample_life, small_life
from tests.web.site import PASSWORD, Pages

SIZES: tuple[ViewportSize, ...] = (
    {"width": 768, "height": 1024},
    {"width": 1280, "height": 800},
)
PAGES = {
    "secretary": (
        "",
        "/plan",
        "/plan/edit",
        "/meetings/2",
        "/results",
        "/lists",
        "/papers",
    ),
    "chair": ("", "/results", "/lists", "/papers"),
    "inspector": ("",),
}
ACTS = {
    "secretary": (
        *("start_review", "check_eligibility", "open_step1", "record_opinion"),
        *("summarise", "add_paper", "archive"),
    ),
    "chair": (
        *("finish_step1", "open_step2", "agree_list", "return_to_review"),
        *("open_step3", "open_step4", "reballot_tie", "decide_tie"),
        *("decide_structure", "close_list", "suspend", "cancel"),
        "issue_own_decision",
    ),
}


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


def sign_in(context: BrowserContext, base: str, who: str, language: str) -> None:
    """Sign somebody in, and choose the language."""
    page = context.new_page()
    page.goto(f"{base}/staff/sign-in")
    if language == "en":
        page.get_by_role("button", name="English").click()
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.locator("h1").wait_for()
    page.close()


def shoot(context: BrowserContext, address: str, file: Path) -> None:
    """Take one page at both sizes; say where it is too wide, and what it refused."""
    page = context.new_page()
    page.on("console", lambda said: print(file.name, said.text))
    answer = page.goto(address)
    status = answer.status if answer is not None else 0
    if status == 200:
        for size in SIZES:
            page.set_viewport_size(size)
            wide, high = page.locator("html").evaluate(
                "top => [top.scrollWidth - innerWidth, top.scrollHeight]"
            )
            if wide > 0:
                print(f"{file.name} {size['width']}: {wide} px too wide")
            page.set_viewport_size({"width": size["width"], "height": int(high)})
            page.screenshot(path=f"{file}-{size['width']}.png")
    page.close()


def main() -> None:
    """Lead a review through its states, and take pictures in those asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--state", action="append")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    plan = sample.small_review() if args.small else sample.review_json()
    site = CycleSite(args.folder, plan)
    life = small_life if args.small else sample_life
    with serving(site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        contexts = {who: browser.new_context(locale="vi-VN") for who in PAGES}
        for who, context in contexts.items():
            sign_in(context, base, who, args.lang)
        shoot(contexts["secretary"], f"{base}/cycle/new", args.folder / "new")
        for state in life(site.year):
            if args.state and state not in args.state:
                continue
            name = state.replace(" ", "-")
            for who, context in contexts.items():
                for path in PAGES[who]:
                    file = f"{name}-{who}{path.replace('/', '_') or '_home'}"
                    shoot(context, f"{base}{site.home}{path}", args.folder / file)
                for act in ACTS.get(who, ()):
                    address = f"{base}{site.home}/act/{act}"
                    shoot(context, address, args.folder / f"{name}-{who}-act-{act}")
        browser.close()


if __name__ == "__main__":
    try:
        main()
    except Error as error:
        raise SystemExit(str(error)) from error
