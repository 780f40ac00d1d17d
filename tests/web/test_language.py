"""The catalogues: every sentence of the pages, in both languages, with its fields."""

import io
import re
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from ballot_service.web.language import CATALOGUES, LANGUAGES
from tests.architecture.rooms import ROOT
from tests.web.site import Site

PART = re.compile(r"%\(\w+\)s|%%|</?\w+[^>]*>")
ELECTION_WORDS = re.compile(
    r"ứng cử viên|trúng cử|đắc cử|cử tri|người dùng", re.IGNORECASE
)
JARGON = re.compile(r"zero-knowledge|mã hóa|blockchain|ciphertext", re.IGNORECASE)


def catalogue(language: str) -> Catalog:
    path = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


@pytest.fixture(scope="module")
def said() -> set[str]:
    """Return every sentence that templates and pages say."""
    return {message for _, message in _said()}


def _said() -> set[tuple[str | None, str]]:
    """Return each sentence with its context, None for most."""
    found = set()
    for folder in ("ballot_service/web", "templates"):
        for _, _, message, _, context in extract_from_dir(
            str(ROOT / folder),
            [("**.py", "python"), ("**.html", "jinja2")],
            {"**.html": {"trimmed": "true"}},
        ):
            text = message if isinstance(message, str) else message[0]
            found.add((context, text))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_and_none_is_left_over(language: str) -> None:
    kept = {(m.context, str(m.id)): m.string for m in catalogue(language) if m.id}
    assert set(kept) == _said()
    assert [message for message, text in kept.items() if not text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_fields_and_marks_are_those_of_the_sentence(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            want = sorted(PART.findall(str(message.id)))
            assert sorted(PART.findall(str(message.string))) == want, message.id


def test_vietnamese_is_the_sentence_itself() -> None:
    assert [m.id for m in catalogue("vi") if m.id and m.string != m.id] == []


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """Return `scripts/catalogues`, which has no ending, as a module."""
    loader = SourceFileLoader("catalogues", str(ROOT / "scripts" / "catalogues"))
    spec = spec_from_loader("catalogues", loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_are_in_the_form_that_the_script_writes(
    script: ModuleType, language: str
) -> None:
    """Sorted, without places, a sentence a line: a change of one is a change of one."""
    kept = (CATALOGUES / language / "LC_MESSAGES" / "messages.po").read_bytes()
    assert script.written(kept, language, script.said()) == (kept, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_script_undoes_the_noise_of_babels_own_command(
    script: ModuleType, language: str
) -> None:
    kept = (CATALOGUES / language / "LC_MESSAGES" / "messages.po").read_bytes()
    noisy = io.BytesIO()
    write_po(noisy, catalogue(language), omit_header=True)
    head, _, _ = kept.partition(b"\n\n")
    noise = head + b"\n\n" + noisy.getvalue()
    assert noise != kept
    assert script.written(noise, language, script.said()) == (kept, [])


def test_script_names_a_sentence_without_english(script: ModuleType) -> None:
    sentences = script.said()
    sentences.add("Một câu mới")
    kept = (CATALOGUES / "en" / "LC_MESSAGES" / "messages.po").read_bytes()
    text, missing = script.written(kept, "en", sentences)
    assert missing == ["Một câu mới"]
    assert 'msgid "Một câu mới"\nmsgstr ""' in text.decode()
    assert script.written(kept, "vi", sentences)[1] == []


def test_words_are_those_of_the_office(said: set[str]) -> None:
    assert [text for text in said if ELECTION_WORDS.search(text)] == []
    assert [text for text in said if JARGON.search(text)] == []


def test_no_sentence_of_a_template_is_outside_the_catalogue() -> None:
    vietnamese = re.compile(
        r"[ạảãàáăắằẵẳặâấầẩẫậđêếềểễệẹẻẽỉịọỏơớờởỡợôốồổỗộụủưứừửữựỳỵỷỹ]"
    )
    code = re.compile(r"\{[{%#].*?[#%}]\}|\{% trans.*?endtrans %\}", re.DOTALL)
    trans = re.compile(r"\{% trans.*?\{% endtrans %\}", re.DOTALL)
    for path in sorted((ROOT / "templates").rglob("*.html")):
        if path.parent.name == "member":
            continue  # the booth speaks by its own catalogues
        bare = code.sub("", trans.sub("", path.read_text()))
        found = [
            line.strip()
            for line in bare.splitlines()
            if vietnamese.search(line) and "Tiếng Việt" not in line
        ]
        assert found == [], path.name


def test_no_form_has_the_browsers_own_control_of_a_day() -> None:
    own = re.compile(r"""type=["']?(date|datetime-local|month|week)\b""")
    found = {
        path.name: own.findall(path.read_text())
        for path in (ROOT / "templates").rglob("*.html")
    }
    assert len(found) > 40
    assert {name: types for name, types in found.items() if types} == {}


def test_menu_leads_to_papers_and_a_form_asks_for_one_paper() -> None:
    found = {m.context: m.string for m in catalogue("en") if m.id == "Văn bản"}
    assert found == {None: "Paper", "menu": "Papers"}


def test_switch_keeps_the_page_and_the_language(site: Site) -> None:
    chair = site.signed_in("chair")
    path = f"/chair/{site.sim.event}"
    assert "Bảng điều hành của chủ trì" in chair.get(path).text
    answer = chair.post("/language", path, lang="en", back=path)
    assert answer.location == path
    assert "Console of the chair" in chair.get(path).text
    chair.post("/language", path, lang="xx", back=path)
    assert "Console of the chair" in chair.get(path).text


def test_catalogues_travel_with_the_package() -> None:
    assert Path(CATALOGUES).is_relative_to(ROOT / "ballot_service")
