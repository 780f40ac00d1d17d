"""A terminal in which one command runs: what it printed, and what is typed into it.

Refuses to wait for ever, and to leave the command running: Ctrl-C, as a visitor would.
"""

import fcntl
import os
import pty
import re
import signal
import subprocess
import termios
import threading
import time

from tests.conftest import ROOT


class Terminal:
    """One terminal in the project's folder."""

    def __init__(self, *command: str) -> None:
        self.text = ""
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509
        )
        os.close(slave)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            try:
                piece = os.read(self.master, 4096)
            except OSError:
                return
            if not piece:
                return
            self.text += piece.decode(errors="replace").replace("\r", "")

    def see(self, pattern: str, patience: int = 180) -> re.Match[str]:
        """Wait until something is printed."""
        for _ in range(patience * 5):
            if found := re.search(pattern, self.text):
                return found
            assert self.process.poll() is None, self.text
            time.sleep(0.2)
        raise AssertionError(f"{pattern!r} was not printed:\n{self.text}")

    def answer(self, prompt: str, typed: str) -> None:
        """Wait for a question, and type the answer."""
        found = self.see(re.escape(prompt))
        self.text = self.text[found.end() :]
        os.write(self.master, f"{typed}\n".encode())

    def close(self) -> int:
        """Press Ctrl-C until it ends."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(60)
