"""The service in a process of its own, on loopback, with accounts of the test.

Refuses any address but loopback; it ends with the block that began it.
"""

import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ballot_service.keyfiles.service_keys import make_service_keys
from ballot_service.workflows import staff
from ballot_service.workflows.office import Role
from ballot_service.workflows.start import open_office
from tests.browser.papers import COMMITTEE

PASSWORD = "mật khẩu dùng một lần"
ACCOUNTS: tuple[tuple[str, str, Role, int], ...] = (
    ("chutri", "Lý Xuân Điền", Role.CHAIR, 0),
    ("thuky", "Đinh Khắc Thịnh", Role.SECRETARY, 0),
    *(
        (f"kiemphieu{place}", name, Role.COMMITTEE, place)
        for place, (name, _) in enumerate(COMMITTEE, start=1)
    ),
    ("kiemtra", "Tạ Doãn Khôi", Role.INSPECTOR, 0),
    ("kythuat", "Trần Văn Kỹ", Role.TECHNICIAN, 0),
)


@dataclass(frozen=True)
class Service:
    """Where the service answers, and where it writes what it has to say."""

    base: str
    log: Path

    def complaints(self) -> list[str]:
        """Return the lines of the log that tell of an error."""
        words = ("Traceback", "ERROR", "CRITICAL")
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if any(word in line for word in words)]


def _make_place(data: Path) -> None:
    make_service_keys(data / "keys", secrets.token_bytes)
    url = f"sqlite:///{data / 'ballot.sqlite3'}"
    office = open_office(url, data / "keys", data / "records", secrets.token_bytes)
    for login, name, role, place in ACCOUNTS:
        staff.create_user(office, login, name, [role], PASSWORD, place)
    office.database.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(service: Service, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1500):
        assert process.poll() is None, service.log.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(f"{service.base}/sign-in", timeout=5):  # noqa: S310 - loopback
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


@contextmanager
def serving(folder: Path) -> Iterator[Service]:
    """Run the service in `folder`; yield where it answers."""
    data = folder / "data"
    _make_place(data)
    port = _free_port()
    service = Service(f"http://127.0.0.1:{port}", folder / "server.log")
    command = [sys.executable, "-m", "ballot_service.cli", "serve", "--data", str(data)]
    command += ["--plain-http", "--bind", f"127.0.0.1:{port}"]
    with service.log.open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_for(service, process)
            yield service
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
