"""axe and four sizes on every page of the staff, and none that was not looked at.

Refuses a violation of any impact, a page wider than its screen, text that is cut off,
a control that no key reaches, a focus that is not seen.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ballot_service.web.app import template_folder
from tests.accessibility.cycle_walk import small_review, submission, whole_review
from tests.accessibility.eyes import AXE, IN_PAGE, TAGS, VIOLATIONS, Eyes
from tests.accessibility.meeting_walk import WALKS, walk_through
from tests.booth_pages.mock_meeting import a_browser
from tests.submission_year import SubmissionYear, closed_year, copy_of

__all__ = ["closed_year"]
pytestmark = [pytest.mark.browser, pytest.mark.timeout(1200)]

NO_PAGE = frozenset(
    {
        *("anonymous.counts", "anonymous.manifest", "anonymous.setup"),
        *("anonymous.status", "committee.manifest", "cycle_plan.file"),
        *("imports.empty_list", "inspector.checker", "official_papers.file"),
        *("paper.counts", "papers.record", "papers.result_book", "papers.roll_book"),
        *("papers.undrawn", "staff_home.progress", "statements.keys"),
        *("statements.statement", "statements.statement_inside"),
        *("submission_files.read", "trust.certificate", "sign_in.home"),
    }
)
"""Routes that give a file, numbers, or the way to another route."""
PAGE = re.compile(r"<main|{% extends '[^']*base")
"""What a template of a whole page has."""
FRAMES = {"base.html", "public_base.html", "cycle/base_cycle.html"}


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with a_browser(chromium) as browser:
        yield browser


@pytest.fixture(scope="module")
def eyes(browser: Browser) -> Eyes:
    return Eyes(browser)


@pytest.fixture(scope="module")
def meetings(
    eyes: Eyes, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """Look at the pages of meetings; return what is wrong."""
    folder = tmp_path_factory.mktemp("meetings")
    for name in WALKS:
        walk_through(eyes, folder, name)
    return eyes.take_faults()


@pytest.fixture(scope="module")
def reviews(
    eyes: Eyes, closed_year: SubmissionYear, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """Look at the pages of reviews and of a submission; return what is wrong."""
    folder = tmp_path_factory.mktemp("reviews")
    small_review(eyes, folder / "small")
    whole_review(eyes, folder / "whole")
    submission(eyes, copy_of(closed_year, folder / "submission"))
    return eyes.take_faults()


def test_nothing_is_wrong_on_the_pages_of_a_meeting(
    meetings: dict[str, list[str]],
) -> None:
    assert meetings == {}


def test_nothing_is_wrong_on_the_pages_of_a_review(
    reviews: dict[str, list[str]],
) -> None:
    assert reviews == {}


def test_every_template_and_every_route_with_a_page_was_looked_at(
    eyes: Eyes, meetings: dict[str, list[str]], reviews: dict[str, list[str]]
) -> None:
    """A new page that no walk visits makes this red: add it to a walk."""
    assert meetings is not reviews
    folder = template_folder()
    pages = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if PAGE.search(path.read_text(encoding="utf-8"))
    }
    assert pages - FRAMES - eyes.seen.templates == set()
    assert eyes.app is not None
    routes = {
        rule.endpoint
        for rule in eyes.app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint != "static"
    }
    assert NO_PAGE - routes == set()
    assert routes - NO_PAGE - eyes.seen.endpoints == set()


def test_nothing_is_wrong_in_english_with_more_contrast(
    browser: Browser, tmp_path: Path
) -> None:
    eyes = Eyes(browser, contrast="more")
    walk_through(eyes, tmp_path, "English")
    assert eyes.take_faults() == {}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_wrong_on_the_members_printed_page(
    browser: Browser, root: Path, language: str
) -> None:
    page = browser.new_page()
    page.goto((root / "docs" / "guide" / language / "member.html").as_uri())
    for script in (AXE, IN_PAGE):
        page.evaluate(script.read_text(encoding="utf-8"))
    assert page.evaluate(VIOLATIONS, list(TAGS)) == []
    page.close()
