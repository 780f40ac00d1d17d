"""A real Chromium that looks at pages: axe, widths, text that is cut off, keys.

Refuses a network: every request of the browser is answered by the application in this
process. A page whose pieces were all looked at, in this order, is not looked at again;
where only their order is new, it is measured and axe is spared.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from flask import Flask, template_rendered
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, Route
from werkzeug.test import TestResponse

from tests.booth_pages.mock_meeting import ROOT
from tests.web.site import Browser

IN_PAGE = Path(__file__).parent / "in-page.js"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
VIOLATIONS = "tags => looks.violations(tags)"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SIZES = ((360, 640), (768, 1024), (1280, 800), (1920, 1080))
ZOOMED = (640, 400)
"""1280x800 at 200 %."""
AXE_AT = (SIZES[0], SIZES[2])
"""Where tables are cards, and where they are tables."""
OK = 200
Sizes = Sequence[tuple[int, int]]
ORIGIN = "http://localhost"
"""A secure context, as the LAN's TLS makes one; nothing is asked of it."""


class Structure(HTMLParser):
    """What a page is built of, not what stands in it.

    Attributes:
        pieces: its elements by their paths, and the order of its headings.
        makeup: which children stand side by side in each element.
    """

    KEPT = frozenset({"class", "type", "role", "aria-invalid", "aria-current", "lang"})
    VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})
    HEADINGS = frozenset({"h1", "h2", "h3", "h4"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.above: list[tuple[str, str, list[str]]] = []
        self.pieces: set[str] = set()
        self.makeup: set[str] = set()
        self.headings: list[str] = []
        self.feed(text)
        self.pieces.add(" ".join(self.headings))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        shown = [
            f"{name}={value}" if name in self.KEPT else name for name, value in attrs
        ]
        kind = f"{tag}[{' '.join(sorted(shown))}]"
        path = kind
        if self.above:
            _, outer, children = self.above[-1]
            path = f"{outer}>{kind}"
            if children[-1:] != [kind]:
                children.append(kind)
        self.pieces.add(path)
        if tag in self.HEADINGS:
            self.headings.append(tag)
        if tag not in self.VOID:
            self.above.append((tag, path, []))

    def handle_endtag(self, tag: str) -> None:
        while self.above and tag not in self.VOID:
            ended, path, children = self.above.pop()
            self.makeup.add(f"{path}: {', '.join(children)}")
            if ended == tag:
                break


@dataclass
class Seen:
    """What a walk has looked at, and what it found.

    Args:
        templates: pages rendered for what was looked at.
        endpoints: routes whose answer was looked at.
        faults: what is wrong, by the page's name.
    """

    templates: set[str] = field(default_factory=set)
    endpoints: set[str] = field(default_factory=set)
    faults: dict[str, list[str]] = field(default_factory=dict)
    looks: Counter[str] = field(default_factory=Counter)

    def note(self, name: str, faults: list[str]) -> None:
        """Note what is wrong with a page."""
        if faults:
            self.faults.setdefault(name, []).extend(faults)


class Eyes:
    """One page of a Chromium, answered by the application."""

    def __init__(self, chromium: Chromium, **options: Any) -> None:  # noqa: ANN401
        self.seen = Seen()
        self.known: dict[str, set[str]] = {}
        self.app: Flask | None = None
        self.who: Browser | None = None
        self.rendered: list[str] = []
        self.static: dict[str, TestResponse] = {}
        self.answer: tuple[str, TestResponse] | None = None
        context = chromium.new_context(
            locale="vi-VN", base_url=ORIGIN, reduced_motion="reduce", **options
        )
        for script in (AXE, IN_PAGE):
            context.add_init_script(path=script)
        context.route("**/*", self._serve)
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.seen.note("script", [str(error)]))

    def turn_to(self, app: Flask) -> None:
        """Look at another application from now on."""
        self.app, self.rendered = app, []
        template_rendered.connect(self._note_template, app)

    def _note_template(self, _app: Flask, template: Any, **_more: Any) -> None:  # noqa: ANN401
        self.rendered.append(template.name)

    def _serve(self, route: Route) -> None:
        """Answer the browser: the page in hand, a style sheet, what a script asks."""
        path = route.request.url.removeprefix(ORIGIN)
        if self.who is None or path.endswith(("/progress", "/counts")):
            # A poll that hears of the next state would load the page under our eyes.
            route.abort()
            return
        if self.answer and path == self.answer[0]:
            given = self.answer[1]
        elif path.startswith("/static/"):
            given = self.static.get(path) or self.who.get(path)
            self.static[path] = given
        else:
            given = self.who.get(path)
        route.fulfill(
            status=given.status_code, headers=dict(given.headers), body=given.data
        )

    def look(
        self, name: str, who: Browser, path: str, answer: TestResponse | None = None
    ) -> None:
        """Look at a page as somebody has it.

        Args:
            name: what to call it in a fault.
            who: whose browser.
            path: where it is.
            answer: the page, where a form brought it; otherwise it is fetched.
        """
        given = who.get(path) if answer is None else answer
        template = self.rendered[-1] if self.rendered else path
        if given.mimetype != "text/html" or not 200 <= given.status_code < 600:
            self.seen.note(name, [f"no page: {given.status_code} {given.mimetype}"])
            return
        self.seen.templates.add(template)
        self._note_endpoint(path, given)
        built = Structure(given.text)
        known = self.known.setdefault(template, set())
        new_piece = not built.pieces <= known
        if not new_piece and built.makeup <= known:
            return
        known |= built.pieces | built.makeup
        self.seen.looks[template] += 1
        self.who, self.answer = who, (path, given)
        self.page.goto(path)
        first = self.seen.looks[template] == 1
        sizes = (*SIZES, ZOOMED) if new_piece else SIZES[:2]
        self.check(name, sizes, AXE_AT if first else AXE_AT[1:] if new_piece else ())
        if first:
            self.seen.note(name, self.tab_through())

    def _note_endpoint(self, path: str, given: TestResponse) -> None:
        if self.app is not None and given.status_code == OK:
            bound = self.app.url_map.bind("localhost")
            method = given.request.method
            self.seen.endpoints.add(bound.match(path.partition("?")[0], method)[0])

    def check(self, name: str, sizes: Sizes, axe_at: Sizes) -> None:
        """Measure what is shown now at some sizes, and run axe at some of them."""
        for width, height in sizes:
            self.page.set_viewport_size({"width": width, "height": height})
            faults = list(self.page.evaluate("looks.measure()"))
            if (width, height) in axe_at:
                faults += self.page.evaluate(VIOLATIONS, list(TAGS))
            self.seen.note(f"{name} {width}", faults)

    def take_faults(self) -> dict[str, list[str]]:
        """Return what was found since this was last asked."""
        faults, self.seen.faults = self.seen.faults, {}
        return faults

    def tab_through(self) -> list[str]:
        """Press Tab until the end: each control is reached, and is seen to be."""
        faults = []
        for _ in range(300):
            self.page.keyboard.press("Tab")
            unseen = self.page.evaluate("looks.focused()")
            if unseen is None:
                break
            if unseen:
                faults.append(f"focus is not seen: {unseen}")
        return faults + [
            f"no key reaches: {node}"
            for node in self.page.evaluate("looks.unreached()")
        ]
