"""The demonstration's whole year, clicked through by a newcomer as its lines say.

Refuses to pass where the pages do not end with the golden result of rules.md section 5.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.booth_pages.mock_meeting import a_browser
from tests.browser import year_outcome, year_steps, year_submission
from tests.browser.person import PATIENCE, camera_folder
from tests.browser.terminal import Terminal
from tests.browser.year import Year

pytestmark = [pytest.mark.browser, pytest.mark.soak, pytest.mark.timeout(3600)]


def after_the_lists(year: Year, folder: Path) -> None:
    """Papers, submission, package, decision, answer, archive."""
    year_submission.print_papers(year, folder)
    year_submission.prepare(year, folder)
    year_submission.submit(year, folder)
    year_submission.answer(year)


def test_a_newcomer_clicks_the_whole_year_by_what_is_printed(
    chromium: str, tmp_path: Path
) -> None:
    expect.set_options(timeout=PATIENCE * 2)
    terminal = Terminal("make", "demo")
    try:
        said = terminal.see(r"(?s)DEMONSTRATION.*Ctrl-C ends it all\.", 600)[0]
        with a_browser(chromium) as browser:
            year = Year(said, browser, camera_folder())
            year_steps.before_the_steps(year)
            year_steps.step1(year)
            year_steps.consultations(year)
            year_steps.step4(year)
            chair = year.chair
            chair.tab("Kết quả các bước", "results closed")
            year_outcome.check_results(chair)
            chair.tab("Danh sách", "lists")
            year_outcome.check_lists(chair)
            after_the_lists(year, tmp_path)
            year.secretary.tab("Tờ trình", "plan after")
            year_outcome.check_plan(year)
            assert year.room.faults == []
            print(f"ballots held in {year.seconds} s; pictures {year.room.taken} twice")
    finally:
        terminal.close()
