"""The room's machine and its staff: folder, certificate, server, chair and committee.

Refuses anything but loopback and throw-away keys; the server ends with its block.
"""

import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from demo_meeting_staff import Staff
from demo_meeting_steps import Meeting
from electing import ROOT

from ballot_service.keyfiles import tls
from ballot_service.planning.roll import Member, Roll

PASSWORDS = re.compile(r"^  (\w+) +([a-z0-9]{4}(?:-[a-z0-9]{4}){3})", re.MULTILINE)
LOGINS = ("chutri", "thuky", "kiemphieu1", "kiemphieu2")
HOST = "127.0.0.1"
COMPLAINTS = ("Traceback", "ERROR", "CRITICAL")


@dataclass(frozen=True)
class Machine:
    """A served place.

    Attributes:
        context: the LAN's authority, trusted; None where it speaks plainly.
        process: number of the server's first process.
    """

    folder: Path
    port: int
    context: ssl.SSLContext | None
    passwords: dict[str, str]
    process: int

    @property
    def base(self) -> str:
        """Where it answers."""
        return f"{'http' if self.context is None else 'https'}://{HOST}:{self.port}"

    def staff(self, login: str) -> Staff:
        """Return somebody of the staff, signed in."""
        return Staff(self.base, login, self.passwords[login], self.context)

    def complaints(self) -> list[str]:
        """Return the lines of the server's log that tell of an error."""
        said = (self.folder / "server.log").read_text(encoding="utf-8").splitlines()
        return [line for line in said if any(word in line for word in COMPLAINTS)]


def _operate(data: Path, command: str, *options: str) -> str:
    words = [sys.executable, "-m", "ballot_service.cli", command]
    return subprocess.run(
        [*words, "--data", str(data), *options],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    ).stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, *, plain: bool) -> Iterator[Machine]:
    """Make a place as an operator does, and run `ballot-service serve` on it."""
    data = folder / "data"
    passwords = dict(PASSWORDS.findall(_operate(data, "init")))
    context = None
    if not plain:
        _operate(data, "tls", "--address", HOST)
        authority = data / "keys" / tls.FOLDER / tls.AUTHORITY
        context = ssl.create_default_context(cafile=str(authority))
    port = _free_port()
    command = [sys.executable, "-m", "ballot_service.cli", "serve"]
    command += ["--data", str(data), "--bind", f"{HOST}:{port}"]
    command += ["--plain-http"] if plain else []
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait_for(port, server)
            yield Machine(folder, port, context, passwords, server.pid)
        finally:
            server.terminate()
            try:
                server.wait(40)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError("the server did not start; see server.log")
        try:
            socket.create_connection((HOST, port), timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server does not answer")


@dataclass
class RoomMeeting(Meeting):
    """A meeting of so many members on the sample's 16 rows, all of them present."""

    members: int = 500

    def __post_init__(self) -> None:
        super().__post_init__()
        self.plan = replace(self.plan, members=self.members)
        self.roll = Roll(
            self.roll.body,
            tuple(
                Member(f"TV{i:03}", f"Đại biểu {i:03}", "Ủy viên")
                for i in range(1, self.members + 1)
            ),
        )

    def call_roll(self) -> dict[str, str]:
        """Confirm everybody with two hands; return sign-in codes by member."""
        for hand, path in ((self.secretary, "secretary"), (self.second, "committee")):
            calling = f"/{path}/{self.event}/roll-call"
            hand.page(calling)
            for member in self.roll.members:
                hand.post(f"{calling}/present", {"member": member.id})
        self.secretary.post(f"/secretary/{self.event}/roll-call/finish")
        return self.hand_out_codes()


def open_meeting(
    machine: Machine, folder: Path, group: str, members: int
) -> RoomMeeting:
    """Sign the staff in and return their meeting, nothing of it held yet."""
    staff = {login: machine.staff(login) for login in LOGINS}
    folder.mkdir()
    return RoomMeeting(folder, group, staff, members=members)
