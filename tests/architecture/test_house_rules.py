"""What every file of the house keeps: its size, its heading, its manners."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.architecture.rooms import BANNED, PACKAGE, ROOT

MAX_FILE = 300
MAX_FUNCTION = 60
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/")
PROMISE = re.compile(r"\bTO" r"DO\b|\bFIX" r"ME\b|\bX" r"XX\b")
EXPECTS = re.compile(r"Assert\(|raises|expect|check|verify|assert")
BLIND = {"Exception", "BaseException"}

SOURCES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
BOOTH = sorted(
    path
    for path in PACKAGE.rglob("*")
    if path.suffix in {".js", ".css", ".html"} and "vendor" not in path.parts
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_there_are_files_to_look_at() -> None:
    assert SOURCES
    assert TESTS


def test_each_heading_says_what_the_file_is_and_then_what_it_refuses() -> None:
    bare = []
    for path in SOURCES:
        heading = (ast.get_docstring(tree(path)) or "").split("\n\n")
        first, rest = heading[0], [part for part in heading[1:] if part.strip()]
        if not first or "\n" in first or not rest:
            bare.append(name(path))
    assert bare == []


def test_files_are_short() -> None:
    sizes = {name(path): len(path.read_text().splitlines()) for path in SOURCES + BOOTH}
    assert {file: size for file, size in sizes.items() if size > MAX_FILE} == {}


def test_functions_are_short() -> None:
    sizes = {
        f"{name(path)}: {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in SOURCES + TESTS
        for node in functions(path)
    }
    assert {what: size for what, size in sizes.items() if size > MAX_FUNCTION} == {}


def test_nothing_catches_everything() -> None:
    found = []
    for path in SOURCES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else "BaseException"
                if BLIND & set(re.findall(r"\w+", caught)):
                    found.append(f"{name(path)}:{node.lineno}")
    assert found == []


def test_no_file_is_named_for_nothing() -> None:
    parts = {path: path.relative_to(PACKAGE).with_suffix("").parts for path in SOURCES}
    assert [name(path) for path, part in parts.items() if set(part) & set(BANNED)] == []


def test_no_promise_and_no_path_of_a_machine() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    scripts = [path for path in (ROOT / "scripts").iterdir() if path.is_file()]
    rules = [ROOT / "Makefile", ROOT / "pyproject.toml", ROOT / ".ci" / "run"]
    found = [
        f"{name(path)}:{number}: {line}"
        for path in [*SOURCES, *TESTS, *BOOTH, *documents, *scripts, *rules]
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if PROMISE.search(line) or MACHINE_PATH.search(line)
    ]
    assert found == []


def test_every_test_expects_something() -> None:
    """An assert, an expected error, or a `verify_x`/`check_x` that raises."""
    idle = [
        f"{name(path)}: {node.name}"
        for path in TESTS
        for node in functions(path)
        if node.name.startswith("test_") and not EXPECTS.search(ast.dump(node))
    ]
    assert idle == []


def test_the_package_file_has_a_heading_and_nothing_else() -> None:
    body = tree(PACKAGE / "__init__.py").body
    assert [type(node) for node in body] == [ast.Expr]
