"""The guide says what screens say and shows what they show; its commands are known."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from ballot_service.cli.grammar import parser as operator_grammar
from ballot_service.planning.messages import CATALOGUE
from ballot_service.tally.grammar import parser as tally_grammar
from ballot_service.verify.__main__ import parser as verify_grammar
from ballot_service.verify.importer import parser as importer_grammar
from ballot_service.verify.submission import parser as submission_grammar
from tests.booth_pages.mock_meeting import a_browser
from tests.guide.pictures import FOLDER, MOST_BYTES, WORDS, take_all
from tests.guide.reading import GUIDE, LANGUAGES, pages, screen_words

PYTHON = ["python", "-m"]
GRAMMARS = {
    "ballot_service.tally": tally_grammar,
    "ballot_service.verify": verify_grammar,
    "ballot_service.verify.importer": importer_grammar,
    "ballot_service.verify.submission": submission_grammar,
}
OTHERS = [
    ["make", "setup"],
    [".", ".venv/bin/activate"],
    ["timedatectl", "set-timezone", "Asia/Ho_Chi_Minh"],
    ["unzip", "record-MA_CUOC.zip", "-d", "record"],
]
MOST_ON_A_PAGE = 6


def kept_words() -> dict[str, str]:
    """Return the words on each picture, as they were when it was taken."""
    parts = (FOLDER / WORDS).read_text(encoding="utf-8").split("== ")
    pairs = (part.split(" ==\n") for part in parts if part)
    return {name: text.strip() for name, text in pairs}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_it_quotes_is_on_a_screen(language: str) -> None:
    known = screen_words(language)
    strange = {
        f"{name}: {text}"
        for name, page in pages(language).items()
        for text in page.quoted
        if text not in known
    }
    assert strange == set()
    assert sum(len(page.quoted) for page in pages(language).values()) > 100


def test_both_languages_have_the_same_sections_pictures_and_commands() -> None:
    vietnamese, english = (pages(language) for language in LANGUAGES)
    assert list(vietnamese) == list(english)
    for name, page in vietnamese.items():
        other = english[name]
        assert page.sections == other.sections, name
        assert page.pictures == other.pictures, name
        assert page.commands == other.commands, name
        assert len(page.text.splitlines()) > 10, name


def test_every_picture_is_made_shown_and_small() -> None:
    shown = {name for page in pages("vi").values() for name in page.pictures}
    lying = {path.stem: path.stat().st_size for path in FOLDER.glob("*.png")}
    assert shown == set(lying) == set(kept_words())
    assert [name for name, size in lying.items() if size > MOST_BYTES] == []


def _grammar(command: list[str]) -> tuple[Callable[[], object], list[str]]:
    if command[0] == "ballot-service":
        return operator_grammar, command[1:]
    assert command[:2] == PYTHON, command
    return GRAMMARS[command[2]], command[3:]


def test_every_command_is_understood() -> None:
    commands = [command for page in pages("vi").values() for command in page.commands]
    assert len(commands) > 20
    for command in commands:
        if command in OTHERS:
            continue
        grammar, words = _grammar(command)
        if words == ["--help"]:
            continue
        # A word that the grammar does not know ends the program, and this test.
        assert grammar().parse_args(words), command  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_has_its_way_out(language: str) -> None:
    text = pages(language)["trouble.md"].text
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    told = {code for row in rows for code in row.split("|")[1].strip().split(", ")}
    assert set(CATALOGUE) - told == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_leads_to_every_page(language: str) -> None:
    index = (GUIDE / "README.md").read_text(encoding="utf-8")
    assert [n for n in pages(language) if f"({language}/{n})" not in index] == []


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_members_page_is_one_sheet(chromium: str, language: str) -> None:
    member = pages(language)["member.html"]
    assert len(member.pictures) <= MOST_ON_A_PAGE
    with a_browser(chromium) as browser:
        page = browser.new_page()
        page.goto(member.path.as_uri())
        assert page.locator("img").evaluate_all(
            "all => all.every(one => one.naturalWidth > 0)"
        )
        assert sheets(page) == 1


def sheets(page: Page) -> int:
    """Return on how many sheets of A4 a page is printed."""
    printed = page.pdf(prefer_css_page_size=True)
    return printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page/")


@pytest.mark.browser
def test_the_pictures_are_of_the_pages_as_they_are(
    chromium: str, tmp_path: Path
) -> None:
    with a_browser(chromium) as browser:
        camera = take_all(tmp_path, browser)
    now = {name: text.strip() for name, text in camera.words.items()}
    old = kept_words()
    stale = [name for name in now if now[name] != old.get(name)]
    assert stale == [], "run scripts/guide-pictures"
    assert set(now) == set(old)
