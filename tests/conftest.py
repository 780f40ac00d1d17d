"""What every test may ask for, and the list of what a run could not check.

A check that cannot run here (a program or a folder is missing) is skipped, listed under
"NOT CHECKED" at the end, and fails the whole run where REQUIRE_ALL=1 is set.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from ballot_service.keyfiles import service_keys
from ballot_service.workflows import staff
from tests.issuing_keys import next_key, read_once

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""The least that argon2 takes; tests/workflows/test_staff.py looks at the service's."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files that drive a browser first: a long one begun last keeps a core idle."""
    driving = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: item.path not in driving)


# --- what a test may need from outside --------------------------------------------


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the checkout's top folder."""
    return ROOT


@pytest.fixture(scope="session", autouse=True)
def _made_quickly() -> Iterator[None]:
    """Let elections of tests share a few issuing keys; hash passwords quickly.

    For the whole run, so that what a file or a folder of tests shares is made so too.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service_keys, "generate", next_key)
        patch.setattr(service_keys, "load_der_private_key", read_once)
        patch.setattr(staff, "_HASHER", QUICK)
        yield


@pytest.fixture(scope="session")
def vectors() -> Path:
    """Return the folder of elections written by a program that is not ours."""
    folder = Path(os.environ.get("VECTORS", ROOT.parent / "shared" / "vectors"))
    if not folder.is_dir():
        pytest.skip(f"no shared vectors (set VECTORS, or put them at {folder})")
    return folder


@pytest.fixture(scope="session")
def belenios_tool() -> str:
    """Return the path of the checker that we did not write."""
    found = shutil.which(os.environ.get("BELENIOS_TOOL", "belenios-tool"))
    if found is None:
        pytest.skip("belenios-tool is not installed (Debian package belenios-tool)")
    return found


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a Chromium: $CHROMIUM, on PATH, or Playwright's own."""
    names = (
        os.environ.get("CHROMIUM"),
        "chromium",
        "chromium-browser",
        "google-chrome",
    )
    for name in filter(None, names):
        if found := shutil.which(name):
            return found
    ask = (
        "from playwright.sync_api import sync_playwright as s\n"
        "with s() as p: print(p.chromium.executable_path)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, check=False
    )
    own = answer.stdout.strip()
    if not os.access(own, os.X_OK):
        pytest.skip("no Chromium (set CHROMIUM, or install the package chromium)")
    return own


@pytest.fixture(scope="session")
def node() -> str:
    """Return the path of the pinned Node, or of one on PATH."""
    pinned = Path(sys.prefix) / "bin" / "node"
    found = str(pinned) if pinned.exists() else shutil.which("node")
    if found is None:
        pytest.skip("no Node (run scripts/setup node)")
    return found


# --- what this run could not check ------------------------------------------------


def _required() -> bool:
    return os.environ.get("REQUIRE_ALL") == "1"


def _not_checked(config: pytest.Config) -> dict[str, list[str]]:
    """Return the tests that were skipped, by reason."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    found: dict[str, list[str]] = {}
    if reporter is None:
        return found
    for outcome in ("skipped", "xfailed"):
        for report in reporter.stats.get(outcome, []):
            longrepr = report.longrepr
            reason = str(longrepr[2] if isinstance(longrepr, tuple) else longrepr)
            found.setdefault(reason.removeprefix("Skipped: "), []).append(report.nodeid)
    return found


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a run that had to check everything and did not."""
    passed = exitstatus == pytest.ExitCode.OK
    if passed and _required() and _not_checked(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """List, last and loudly, what was not checked."""
    found = _not_checked(config)
    if not found:
        return
    required = _required()
    terminalreporter.section("NOT CHECKED:", bold=True, yellow=True)
    for reason, tests in sorted(found.items()):
        terminalreporter.line(f"  {len(tests):4} test(s): {reason}", bold=True)
        for test in tests[:5]:
            terminalreporter.line(f"         {test}")
        if len(tests) > 5:
            terminalreporter.line(f"         and {len(tests) - 5} more")
    if required:
        terminalreporter.line("REQUIRE_ALL=1: each of these is a failure.", red=True)
