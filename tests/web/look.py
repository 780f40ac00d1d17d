"""Takes a picture of every page in every state of a meeting, for a person to look at.

Refuses any address but loopback; the simulator moves the meeting, no page is clicked.

    python -m tests.web.look FOLDER [--state open ...] [--lang en]
"""

import argparse
from pathlib import Path

from tests.booth_pages.mock_meeting import a_browser
from tests.simulator import ElectionSimulator
from tests.web.camera import Camera, file_name, serving
from tests.web.site import STAFF, Site
from tests.web.test_pages import PAGES, life

MORE = {
    "chair": ("/staff/{e}/opening-sheet", "/staff/{e}/closing-sheet"),
    "committee": ("/staff/", "/staff/{e}/result"),
    "secretary": ("/secretary/new",),
    "inspector": ("/inspector/{e}/report",),
    "": ("/result/{e}", "/nothing"),
}
"""Pages that exist in some states only; elsewhere the refusal is the picture."""


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
                        name = file_name(state, who or "anyone", where.strip("/"))
                        if not who and args.lang == "en":
                            where += f"{'&' if '?' in where else '?'}lang=en"
                        camera.shoot(context, where, name, refused=True)


if __name__ == "__main__":
    main()
