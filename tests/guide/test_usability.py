"""Each of the 25 pains has its line, and what the line names is there."""

import ast
import re

from tests.architecture.rooms import ROOT

PAGE = ROOT / "docs" / "usability.md"
PAINS = 25
_LINE = re.compile(r"^\| (\d+) \|", re.MULTILINE)
_NAMED = re.compile(r"`(tests/[\w/.-]+)::([^`]+)`")
_PICTURE = re.compile(r"`(docs/guide/pictures/[a-z-]+\.png)`")


def is_there(file: str, test: str) -> bool:
    """Tell whether a test of that name stands in that file."""
    path = ROOT / file
    if not path.is_file():
        return False
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return test in {
            node.name
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef)
        }
    return f"test('{test}'" in text


def test_every_pain_has_its_line() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert _LINE.findall(text) == [str(number) for number in range(1, PAINS + 1)]


def test_every_line_names_what_shows_it() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    bare = [
        line[:40]
        for line in lines
        if _LINE.match(line) and not _NAMED.search(line.rsplit("|", 2)[1])
    ]
    assert bare == []


def test_everything_named_is_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    named, pictures = _NAMED.findall(text), _PICTURE.findall(text)
    assert [f"{file}::{test}" for file, test in named if not is_there(file, test)] == []
    assert [name for name in pictures if not (ROOT / name).is_file()] == []
    assert len(named) > PAINS
    assert pictures


def test_a_renamed_test_turns_red() -> None:
    assert is_there("tests/guide/test_usability.py", "test_a_renamed_test_turns_red")
    assert not is_there("tests/guide/test_usability.py", "test_of_another_name")
    assert not is_there("tests/guide/test_of_nothing.py", "test_a_renamed_test")
