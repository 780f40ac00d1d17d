"""No page of a review or of a submission is wider than its screen, at the four sizes.

Refuses to take pictures: `cycle_look` and `submission_look` do, for a person. Soak: in
CI `tests/accessibility` measures the same pages, in fewer states.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import cycle_sample as sample
from tests.booth_pages.mock_meeting import a_browser
from tests.submission_year import SubmissionYear
from tests.web import cycle_look, submission_look
from tests.web.camera import Camera, serving, too_wide
from tests.web.cycle_site import CycleSite, sample_life
from tests.web.site import Pages

pytestmark = [pytest.mark.browser, pytest.mark.soak, pytest.mark.timeout(600)]


def widths(
    site: Pages,
    home: str,
    life: Iterator[str],
    states: tuple[str, ...],
    pages: dict[str, tuple[str, ...]],
) -> tuple[int, list[str]]:
    """Open every page in these states of a life; return how many, and what is wide.

    Args:
        life: leads the site on; no address is known before its first state.
    """
    opened, wide = 0, []
    with serving(site) as base, a_browser() as browser:
        camera = Camera(base, Path())
        contexts = {who: browser.new_context(locale="vi-VN") for who in pages}
        for who, context in contexts.items():
            camera.sign_in(context, who)
        for state in life:
            if state not in states:
                continue
            for who, context in contexts.items():
                page = context.new_page()
                page.goto(base + home)
                acts = cycle_look.acts(page)
                for path in (*(home + one for one in pages[who]), *acts):
                    answer = page.goto(base + path)
                    assert answer is not None
                    assert answer.ok, f"{state}, {who}, {path}: {answer.status}"
                    opened += 1
                    wide += [f"{state}, {who}, {path}, {at}" for at in too_wide(page)]
                page.close()
    return opened, wide


def test_no_page_of_a_review_is_wider_than_its_screen(tmp_path: Path) -> None:
    site = CycleSite(tmp_path, sample.review_json())
    life, states = sample_life(site.year), ("structure", "closed")
    next(life)
    opened, wide = widths(site, site.home, life, states, cycle_look.PAGES)
    assert wide == []
    assert opened > len(states) * sum(map(len, cycle_look.PAGES.values()))


def test_no_page_of_a_submission_is_wider_than_its_screen(
    closed: SubmissionYear,
) -> None:
    site = submission_look.SubmissionSite(closed)
    life, states = submission_look.life(closed), ("drafting", "submitted", "answered")
    opened, wide = widths(site, site.home, life, states, submission_look.PAGES)
    assert wide == []
    assert opened >= len(states) * sum(map(len, submission_look.PAGES.values()))
