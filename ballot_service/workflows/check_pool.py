"""Ballots are checked beside the server, on all cores, by processes that hold nothing.

Refuses to lose a ballot: where no process can be had, the server checks it itself.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from queue import LifoQueue

from ballot_service.errors import BallotRefused
from ballot_service.workflows import check_worker
from ballot_service.workflows.checking import CheckedBallot, OpenElection, check_cast

PATIENCE = 20.0
"""Seconds until a process that does not answer is given up; a check takes 0.2."""
ATTEMPTS = 2
"""Processes that may die over one ballot before it is the ballot's fault."""


COMMAND = ("-P", "-m", check_worker.__name__)
"""Without the working folder on its path, where somebody else's file may lie."""
LONGEST = 1_000_000
"""Bytes of an answer; 33 characters for each ciphertext."""


class NoProcess(RuntimeError):
    """A process could not be had: the system has no room for one."""


class Died(RuntimeError):
    """A process gave no answer."""


class _Worker:
    """One process, and what it was told last."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None
        self._setup = ""

    def _started(self) -> Connection:
        if self._line is not None:
            return self._line
        ours, theirs = Pipe()
        number = theirs.fileno()
        command = [sys.executable, *COMMAND, str(number)]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
                command, stdin=subprocess.DEVNULL, pass_fds=(number,)
            )
        except OSError as error:
            ours.close()
            raise NoProcess(str(error)) from error
        finally:
            theirs.close()
        self._line, self._setup = ours, ""
        try:
            self._heard(ours)
        except Died as error:
            raise NoProcess(str(error)) from error
        return ours

    def _heard(self, line: Connection) -> bytes:
        try:
            if line.poll(PATIENCE):
                return line.recv_bytes(LONGEST)
        except (EOFError, OSError) as error:
            self.end()
            raise Died(type(error).__name__) from error
        self.end()
        raise Died("no answer")

    def ask(self, opened: OpenElection, unverified: bytes) -> CheckedBallot:
        """Return what the process says of a ballot.

        Raises:
            BallotRefused: the process refuses it.
            NoProcess, Died.
        """
        line = self._started()
        try:
            if self._setup != opened.setup_hash:
                line.send_bytes(check_worker.election_message(opened))
                self._setup = opened.setup_hash
            line.send_bytes(check_worker.BALLOT + unverified)
        except OSError as error:
            self.end()
            raise Died(type(error).__name__) from error
        said = self._heard(line)
        try:
            return check_worker.read_answer(said, opened, unverified)
        except (ValueError, KeyError, TypeError) as error:
            self.end()
            raise Died("no answer of ours") from error

    @property
    def number(self) -> int | None:
        """The process' number, None where none runs."""
        return None if self._process is None else self._process.pid

    def end(self) -> None:
        """End the process; the next question starts another."""
        line, self._line = self._line, None
        process, self._process = self._process, None
        if line is not None:
            line.close()
        if process is not None:
            process.kill()
            process.wait()


class CheckPool:
    """So many processes, started when they are first needed.

    Args:
        size: processes at once; whoever comes while all are busy waits.
    """

    def __init__(self, size: int) -> None:
        self._idle: LifoQueue[_Worker] = LifoQueue()
        self._all = tuple(_Worker() for _ in range(size))
        for worker in self._all:
            self._idle.put(worker)

    @contextmanager
    def _worker(self) -> Iterator[_Worker]:
        worker = self._idle.get()
        try:
            yield worker
        finally:
            self._idle.put(worker)

    def check(self, opened: OpenElection, unverified: bytes) -> CheckedBallot:
        """Check a ballot as `check_cast` does.

        Raises:
            BallotRefused: E08; also a ballot over which two processes died.
        """
        for _ in range(ATTEMPTS):
            try:
                with self._worker() as worker:
                    return worker.ask(opened, unverified)
            except NoProcess:
                return check_cast(opened, unverified)
            except Died:
                continue
        raise BallotRefused("the check gave no answer")

    def processes(self) -> tuple[int, ...]:
        """Return the numbers of the processes that run."""
        numbers = [worker.number for worker in self._all]
        return tuple(number for number in numbers if number is not None)

    def close(self) -> None:
        """End all processes."""
        for worker in self._all:
            worker.end()
