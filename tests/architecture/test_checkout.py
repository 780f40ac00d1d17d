"""What lies in the repository: only what belongs there, pinned by name and hash."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.architecture.rooms import ROOT

TOP = {
    *("ballot_service", "keys", "templates", "tests", "scripts", "docs", ".ci"),
    *("pyproject.toml", "README.md", "CHANGELOG.md", "SECURITY.md", "LICENSE"),
    *("Makefile", "package.json", "package-lock.json", ".npmrc", ".gitignore"),
    *("requirements.txt", "requirements-web.txt", "requirements-dev.txt"),
}
LOCKS = ("requirements.txt", "requirements-web.txt", "requirements-dev.txt")
ADDRESS = re.compile(r"\b(?:https?|git|ssh|file)://")
PIN = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
SECRET = re.compile(r"\.(?:pem|key|share|sqlite3|db|p12|env)$")


@pytest.fixture(scope="module")
def files() -> list[str]:
    """Return what git has, or would take."""
    answer = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        pytest.skip("not a git checkout: what lies in it was not compared")
    return [name for name in answer.stdout.splitlines() if (ROOT / name).is_file()]


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / lock).read_text()))


def test_top_level_holds_what_the_architecture_names(files: list[str]) -> None:
    assert {name.split("/")[0] for name in files} - TOP == set()


def test_no_secret_and_nothing_made_is_committed(files: list[str]) -> None:
    assert [name for name in files if SECRET.search(name)] == []
    assert [name for name in files if name.startswith("keys/")] == ["keys/README.md"]
    made = ("node_modules", "__pycache__", ".venv", "dist/", "/vendor/")
    assert [name for name in files if any(part in name for part in made)] == []


def test_files_are_small_and_none_points_outside(files: list[str]) -> None:
    assert [name for name in files if (ROOT / name).stat().st_size > 1_000_000] == []
    assert [name for name in files if (ROOT / name).is_symlink()] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_python_lock_has_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert not ADDRESS.search(text)
    entries = re.split(r"\n(?=\S)", text.strip())
    assert entries
    for entry in entries:
        assert PIN.match(entry), entry
        assert "--hash=sha256:" in entry, entry


def test_each_python_lock_holds_the_one_before_it() -> None:
    base, web, dev = (pins(lock) for lock in LOCKS)
    assert base.items() <= web.items() <= dev.items()


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("requirements.txt", ()),
        ("requirements-web.txt", ("web",)),
        ("requirements-dev.txt", ("web", "dev")),
    ],
)
def test_python_lock_has_all_that_the_project_asks(
    lock: str, extras: tuple[str, ...]
) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = list(project["dependencies"])
    for extra in extras:
        asked += project["optional-dependencies"][extra]
    names = {re.split(r"[\[><=; ]", line)[0] for line in asked}
    assert names - set(pins(lock)) == set()


def test_node_lock_goes_by_name_version_and_hash() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    for name, entry in packages.items():
        assert "resolved" not in entry, name
        assert entry["integrity"].startswith("sha512-"), name


def test_node_packages_are_pinned_exactly() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    asked = package.get("dependencies", {}) | package.get("devDependencies", {})
    assert [v for v in asked.values() if not re.fullmatch(r"\d+\.\d+\.\d+", v)] == []


@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_readme_shows_the_commands_and_make_has_them(command: str) -> None:
    assert command in (ROOT / "README.md").read_text()
    target = command.removeprefix("make ")
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_ci_runs_what_the_readme_says() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    assert "make test" in script
    assert "REQUIRE_ALL=1" in script


def test_documents_link_to_files_that_exist() -> None:
    documents = [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        ROOT / "keys/README.md",
    ]
    dead = [
        f"{document.name}: {target}"
        for document in documents
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text())
        if not Path(document.parent, target).exists()
    ]
    assert dead == []
