"""Tally and verifier run in a world where there is no network, web or database.

The import-linter contracts read the source; this runs it.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.guard import CAUGHT
from tests.architecture.rooms import FINISHED, OFFLINE, ROOT, exists

GUARD = ROOT / "tests" / "architecture" / "guard.py"

NO_SOCKETS = f"""
import os, sys
def hook(event, args):
    if event.startswith("socket."):
        os.write(2, ("GUARD: " + event + "\\n").encode())
        os._exit({CAUGHT})
sys.addaudithook(hook)
"""


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.mark.parametrize("room", FINISHED)
def test_room_exists(room: str) -> None:
    assert exists(room), f"ballot_service/{room} is missing"


@pytest.mark.parametrize("room", [room for room in OFFLINE if exists(room)])
def test_room_and_everything_in_it_imports_behind_the_guard(room: str) -> None:
    result = run(str(GUARD), "import", f"ballot_service.{room}")
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    "dependency",
    [
        "cryptography.hazmat.primitives.ciphers.aead",
        "gmpy2",
        "joserfc.jws",
        "nacl.bindings",
        "pyrage",
        "rfc8785",
        "segno",
        "tqdm",
        "typst",
    ],
)
def test_base_dependency_imports_behind_the_guard(dependency: str) -> None:
    code = f"import sys; sys.path.insert(0, {str(GUARD.parent)!r}); import guard; "
    code += f"guard.install(); import {dependency}"
    result = run("-c", code)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    "name",
    ["_socket", "ssl", "http.client", "http.server", "asyncio", "flask", "sqlalchemy"],
)
def test_guard_refuses(name: str) -> None:
    result = run(str(GUARD), "import", name)
    assert result.returncode == 1
    assert "refused by the guard" in result.stderr


@pytest.mark.parametrize(
    "use",
    [
        "import socket; socket.socket()",
        "from socket import create_connection",
        "import socket; hasattr(socket, 'AF_UNIX')",
        "import multiprocessing.connection",
        "from urllib.request import urlopen",
    ],
)
def test_guard_catches_use_of_a_stand_in(use: str) -> None:
    code = f"import sys; sys.path.insert(0, {str(GUARD.parent)!r}); import guard; "
    result = run("-c", f"{code}guard.install(); {use}")
    assert result.returncode == CAUGHT, result.stderr
    assert "GUARD:" in result.stderr


ELECTIONS = ("belenios2048-12x1-n30", "ed25519-1x12-n30")


@pytest.mark.vectors
@pytest.mark.parametrize("election", ELECTIONS)
def test_one_worker_verifies_without_socket_being_importable(
    vectors: Path, election: str
) -> None:
    record = vectors / election / "record.bel"
    result = run(
        *(str(GUARD), "run", "ballot_service.verify", str(record), "--workers", "1")
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.vectors
@pytest.mark.parametrize("election", ELECTIONS)
def test_two_workers_verify_without_opening_a_socket(
    vectors: Path, tmp_path: Path, election: str
) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_SOCKETS)
    record = vectors / election / "record.bel"
    result = run(
        *("-m", "ballot_service.verify", str(record), "--workers", "2"),
        PYTHONPATH=str(tmp_path),
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_socket_hook_catches_a_worker(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_SOCKETS)
    code = "import socket; socket.socketpair()"
    result = run("-c", code, PYTHONPATH=str(tmp_path))
    assert result.returncode == CAUGHT
