"""`ballot-service serve` as a process of its own, stopped and started on one port.

Refuses any address but loopback; whatever it started ends with its block.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.conftest import ROOT

HOST = "127.0.0.1"


class ServerProcess:
    """The server of one folder, plain HTTP.

    Args:
        folder: with `keys` and `records`, as a simulator leaves it.
        url: of the database.
    """

    def __init__(self, folder: Path, url: str) -> None:
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            self.port = int(probe.getsockname()[1])
        self.base = f"http://{HOST}:{self.port}"
        self.log = folder / "server.log"
        self._command = [
            *(sys.executable, "-m", "ballot_service.cli", "serve"),
            *("--data", str(folder), "--database", url, "--plain-http"),
            *("--bind", f"{HOST}:{self.port}"),
        ]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> int:
        """Start a new process; return its number once it listens."""
        assert self._process is None
        with self.log.open("ab") as log:
            # A session of its own: a kill reaches every process that it made.
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        for _ in range(600):
            assert self._process.poll() is None, self.log.read_text(encoding="utf-8")
            try:
                socket.create_connection((HOST, self.port), timeout=5).close()
            except OSError:
                time.sleep(0.1)
            else:
                return self._process.pid
        raise AssertionError("the server does not listen")

    def stop(self, how: signal.Signals) -> None:
        """End it: SIGTERM as an operator does, SIGKILL as a power cut does."""
        process, self._process = self._process, None
        assert process is not None
        if how is signal.SIGKILL:
            os.killpg(process.pid, how)
        else:
            process.send_signal(how)
        process.wait(60)
        self._wait_for_silence()

    def _wait_for_silence(self) -> None:
        """Wait for the first one's children: a killed one may still hold the port."""
        for _ in range(600):
            try:
                socket.create_connection((HOST, self.port), timeout=5).close()
            except OSError:
                return
            time.sleep(0.1)
        raise AssertionError("somebody still listens")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self.stop(signal.SIGKILL)
