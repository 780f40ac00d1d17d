"""Takes a picture of every page that axe looks at, at four sizes, for people to see.

Refuses any address but the application in this process; the simulator moves all.

    python -m tests.accessibility.look FOLDER [WALK ...]

A walk is a meeting's (`WALKS`) or a review's (`REVIEWS`); without a name, all of them.
"""

import re
import sys
from pathlib import Path

from tests.accessibility.cycle_walk import REVIEWS
from tests.accessibility.eyes import SIZES, Eyes, Sizes
from tests.accessibility.meeting_walk import WALKS, walk_through
from tests.booth_pages.mock_meeting import a_browser


class Camera(Eyes):
    """Eyes that keep what they see."""

    folder = Path()

    def check(self, name: str, sizes: Sizes, axe_at: Sizes) -> None:  # noqa: ARG002
        """Take the whole page at each size."""
        number = sum(self.seen.looks.values())
        file = re.sub(r"[^\w?=-]+", "_", name).strip("_")
        for width, height in SIZES:
            self.page.set_viewport_size({"width": width, "height": height})
            high = self.page.locator("html").evaluate("top => top.scrollHeight")
            self.page.set_viewport_size({"width": width, "height": int(high)})
            path = self.folder / f"{width}-{number:03}-{file}.png"
            self.page.screenshot(path=path)

    def tab_through(self) -> list[str]:
        """Press nothing: the ring would be in the next picture."""
        return []


def main(folder: str, *names: str) -> None:
    """Lead the walks, and keep their pictures."""
    made = Path(folder)
    sites = made / "sites"
    sites.mkdir(parents=True, exist_ok=True)
    with a_browser() as browser:
        for name in names or (*WALKS, *REVIEWS):
            camera = Camera(browser)
            camera.folder = made
            if name in REVIEWS:
                REVIEWS[name](camera, sites / name)
            else:
                walk_through(camera, sites, name)


if __name__ == "__main__":
    main(*sys.argv[1:])
