"""Takes a picture of every page of a review at four sizes, for a person to look at.

Refuses any address but loopback; the simulator moves the cycle, no page is clicked.

    python -m tests.web.cycle_look FOLDER [--small] [--state tie ...] [--lang en]
"""

import argparse
from pathlib import Path

from playwright.sync_api import Page

from tests import cycle_sample as sample
from tests.booth_pages.mock_meeting import a_browser
from tests.web.camera import Camera, file_name, serving
from tests.web.cycle_site import CycleSite, sample_life, small_life

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


def acts(page: Page) -> list[str]:
    """Return the addresses of what somebody may do now, as a review's page has them."""
    links = page.locator("main a[href*='/act/']")
    found = links.evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return list(dict.fromkeys(found))


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
    with serving(site) as base, a_browser() as browser:
        camera = Camera(base, args.folder, args.lang)
        contexts = {who: browser.new_context(locale="vi-VN") for who in PAGES}
        for who, context in contexts.items():
            camera.sign_in(context, who)
        camera.shoot(contexts["secretary"], "/cycle/", "none")
        camera.shoot(contexts["secretary"], "/cycle/new", "new")
        for state in life(site.year):
            if args.state and state not in args.state:
                continue
            for who, context in contexts.items():
                page = context.new_page()
                page.goto(base + site.home)
                offered = acts(page)
                page.close()
                for path in (*(site.home + one for one in PAGES[who]), *offered):
                    short = path.removeprefix(site.home).strip("/") or "home"
                    camera.shoot(context, path, file_name(state, who, short))


if __name__ == "__main__":
    main()
