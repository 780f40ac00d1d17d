"""The import-linter contracts hold, and each of them can fail.

A wall that nobody has seen broken may not be a wall: every contract is broken by hand
in a copy of the package, and must turn red by its name.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.rooms import BANNED, PACKAGE, ROOT

LAYERS = "Imports go down only, and never to a neighbour"
OFFLINE = "What counts and checks knows no network, no web framework and no database"
PURE = "The pure rooms touch no file, clock, log, environment or ambient randomness"
LAW = "The law knows no ciphertext"
COUNT = "Nobody imports the tally: it is a program of its own"
SHARES = "Only the tally opens a trustee's share"


def lint(folder: Path) -> str:
    program = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [str(program), "--no-logo", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "COLUMNS": "200", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stdout + result.stderr + f"\nexit {result.returncode}"


def broken(report: str) -> list[str]:
    ending = " BROKEN"
    return [
        line.removesuffix(ending)
        for line in report.splitlines()
        if line.endswith(ending)
    ]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the package in which rooms may be damaged."""
    ignore = shutil.ignore_patterns("__pycache__", "static")
    shutil.copytree(PACKAGE, tmp_path / "ballot_service", ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def write(copy: Path, module: str, line: str) -> None:
    """Add a module with one line, in a room that is made if it is not there."""
    path = copy / "ballot_service" / module
    path.parent.mkdir(exist_ok=True)
    (path.parent / "__init__.py").touch()
    path.write_text(line + "\n")


def test_every_wall_stands() -> None:
    report = lint(ROOT)
    assert "exit 0" in report, report
    assert broken(report) == []


@pytest.mark.parametrize(
    ("module", "line", "wall"),
    [
        ("crypto/added.py", "import ballot_service.protocol", LAYERS),
        ("crypto/added.py", "import ballot_service.planning", LAYERS),
        ("protocol/added.py", "import ballot_service.planning", LAYERS),
        ("record/added.py", "import ballot_service.keyfiles", LAYERS),
        ("record/added.py", "import ballot_service.verify", LAYERS),
        ("verify/added.py", "import ballot_service.tally", LAYERS),
        ("verify/added.py", "from flask import Flask", OFFLINE),
        ("tally/added.py", "def later(): import socket", OFFLINE),
        ("tally/added.py", "import sqlalchemy.orm", OFFLINE),
        ("record/added.py", "import urllib.request", OFFLINE),
        ("keyfiles/added.py", "import ssl", OFFLINE),
        ("planning/added.py", "import http.client", OFFLINE),
        ("crypto/added.py", "import secrets", PURE),
        ("protocol/added.py", "from pathlib import Path", PURE),
        ("planning/added.py", "import time", PURE),
        ("planning/added.py", "import ballot_service.crypto", LAW),
        ("cli/added.py", "import ballot_service.tally", COUNT),
        ("web/added.py", "import ballot_service.tally", COUNT),
        ("workflows/added.py", "from ballot_service import tally", COUNT),
        ("store/added.py", "import ballot_service.keyfiles.shares", SHARES),
        ("web/added.py", "from ballot_service.keyfiles import shares", SHARES),
        ("workflows/added.py", "from ballot_service.keyfiles.shares import x", SHARES),
        ("cli/added.py", "import ballot_service.keyfiles.shares", SHARES),
    ],
)
def test_a_wall_broken_by_hand_turns_red(
    copy: Path, module: str, line: str, wall: str
) -> None:
    write(copy, module, line)
    report = lint(copy)
    assert wall in broken(report), report
    assert "exit 1" in report


@pytest.mark.parametrize("room", [*BANNED, "a_room_that_nobody_named"])
def test_an_unknown_room_turns_red(copy: Path, room: str) -> None:
    write(copy, f"{room}/__init__.py", "")
    report = lint(copy)
    assert broken(report) == [LAYERS], report


def test_the_package_itself_imports_nothing() -> None:
    code = (
        "import sys; before = set(sys.modules); import ballot_service; "
        "print(sorted(set(sys.modules) - before))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "['ballot_service']"
