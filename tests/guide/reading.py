"""Reads the guide: its pages, the words it quotes, its commands and pictures."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

from ballot_service.planning.ballot_event import STATE_NAMES
from ballot_service.web.fault_texts import TEXTS
from ballot_service.web.language import CATALOGUES
from tests.architecture.rooms import ROOT

GUIDE = ROOT / "docs" / "guide"
LANGUAGES = ("vi", "en")
BOOTH = ROOT / "ballot_service" / "web" / "static" / "booth"
_BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_QUOTED = re.compile(r"\*\*(.+?)\*\*|<b>(.+?)</b>", re.DOTALL)
_HEADING = re.compile(r"^(#+) (\d*)", re.MULTILINE)
_PICTURE = re.compile(r"\.\./pictures/([a-z-]+)\.png")
_BOOTH_TEXT = re.compile(r"""^  '[\w.]+': (['"])(.*)\1,$""", re.MULTILINE)


def one_line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True)
class GuidePage:
    """One page of the guide as it is written."""

    path: Path

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def quoted(self) -> list[str]:
        """What it says that a screen says."""
        prose = _BLOCK.sub("", self.text)
        return [one_line(a or b) for a, b in _QUOTED.findall(prose)]

    @property
    def sections(self) -> list[tuple[str, str]]:
        """Its headings by depth and number."""
        return _HEADING.findall(_BLOCK.sub("", self.text))

    @property
    def pictures(self) -> list[str]:
        return _PICTURE.findall(self.text)

    @property
    def commands(self) -> list[list[str]]:
        blocks = _BLOCK.findall(self.text)
        return [shlex.split(line) for block in blocks for line in block.splitlines()]


def pages(language: str) -> dict[str, GuidePage]:
    """Return the pages of a language by their file names."""
    files = sorted((GUIDE / language).iterdir())
    return {path.name: GuidePage(path) for path in files}


def screen_words(language: str) -> set[str]:
    """Return everything that a page, the booth or a refusal says in a language."""
    catalogue = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    with catalogue.open("rb") as file:
        said = [str(m.string) for m in read_po(file, locale=language) if m.id]
    text = (BOOTH / f"texts-{language}.js").read_text(encoding="utf-8")
    said += [text.replace("**", "") for _, text in _BOOTH_TEXT.findall(text)]
    which = LANGUAGES.index(language)
    said += [pair[which] for pair in TEXTS.values()]
    said += [pair[which] for pair in STATE_NAMES.values()]
    return {one_line(text) for text in said}
