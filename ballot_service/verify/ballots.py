"""Checking all ballots on all cores, in memory that does not grow with their number.

Refuses to go on after the first ballot that does not hold.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from ballot_service.crypto.group import Element
from ballot_service.errors import BallotServiceError, HashMismatch
from ballot_service.protocol.ballot import Ballot, read_ballot
from ballot_service.protocol.check_ballot import check_ballot, check_no_identity
from ballot_service.protocol.election import Election, read_election
from ballot_service.protocol.tally import Tally, add_tallies, empty_tally, weigh

Progress = Callable[[int, int], None]
"""`progress(done, total)`, in ballots."""

_CHUNK = 8
_CHUNKS_IN_FLIGHT_PER_WORKER = 3


@dataclass(frozen=True)
class Job:
    """One ballot to check: where it lies and how much it counts.

    `weight` is None where a later ballot of the same credential replaces it.
    """

    offset: int
    size: int
    digest: str
    weight: int | None


@dataclass(frozen=True)
class Checked:
    """What the main process still needs of a checked ballot."""

    credential: Element
    alphas: tuple[bytes, ...]


@dataclass(frozen=True)
class ChunkResult:
    """A checked chunk; `failure` is (position in the chunk, the error)."""

    checked: tuple[Checked, ...]
    tally: Tally
    failure: tuple[int, BallotServiceError] | None


class BallotChecker:
    """Checks chunks of ballots of one archive; lives in each worker process."""

    def __init__(self, path: Path, election: Election, *, ours: bool) -> None:
        self._path = path
        self._election = election
        self._ours = ours

    def _body(self, job: Job) -> bytes:
        with self._path.open("rb") as file:
            file.seek(job.offset)
            body = file.read(job.size)
        if hashlib.sha256(body).hexdigest() != job.digest:
            raise HashMismatch("the ballot changed while reading")
        return body

    def _check(self, job: Job) -> Ballot:
        ballot = read_ballot(self._election.group, self._body(job))
        if self._ours:
            check_no_identity(self._election, ballot)
        check_ballot(self._election, ballot)
        return ballot

    def chunk(self, jobs: Sequence[Job]) -> ChunkResult:
        """Check some ballots and add up those that count."""
        group = self._election.group
        checked: list[Checked] = []
        tally = empty_tally(self._election)
        for position, job in enumerate(jobs):
            try:
                ballot = self._check(job)
            except BallotServiceError as error:
                # Errors cross to the main process as values, to be raised in order.
                return ChunkResult(tuple(checked), tally, (position, error))
            if job.weight is not None:
                choices = tuple(answer.choices for answer in ballot.answers)
                tally = add_tallies(group, tally, weigh(group, choices, job.weight))
            checked.append(Checked(ballot.credential, _alphas(ballot)))
        return ChunkResult(tuple(checked), tally, None)


def _alphas(ballot: Ballot) -> tuple[bytes, ...]:
    """Return short fingerprints of all alphas, enough to find one that repeats."""
    return tuple(
        hashlib.blake2b(choice.alpha.encode(), digest_size=16).digest()
        for answer in ballot.answers
        for choice in answer.choices
    )


_worker: list[BallotChecker] = []


def _start_worker(path: Path, election: bytes, *, ours: bool) -> None:
    _worker[:] = [BallotChecker(path, read_election(election), ours=ours)]


def _run_worker(jobs: Sequence[Job]) -> ChunkResult:
    return _worker[0].chunk(jobs)


def _chunks(jobs: Iterator[Job]) -> Iterator[list[Job]]:
    while chunk := list(islice(jobs, _CHUNK)):
        yield chunk


def check_ballots(
    path: Path, election: Election, jobs: Iterator[Job], workers: int, *, ours: bool
) -> Iterator[ChunkResult]:
    """Yield checked chunks in the order of the jobs.

    Args:
        ours: also demand what an election of ours adds (record.md §6.2).
        workers: processes; with 1, everything happens in this one.
    """
    if workers <= 1:
        checker = BallotChecker(path, election, ours=ours)
        for chunk in _chunks(jobs):
            yield checker.chunk(chunk)
        return
    yield from _in_processes(path, election, jobs, workers, ours=ours)


def _in_processes(
    path: Path, election: Election, jobs: Iterator[Job], workers: int, *, ours: bool
) -> Iterator[ChunkResult]:
    # Imported here: with one worker nothing that knows sockets is even loaded.
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import Future, ProcessPoolExecutor  # noqa: PLC0415

    # spawn, not fork: the caller may be a server with threads.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        workers, context, partial(_start_worker, ours=ours), (path, election.encoded)
    ) as pool:
        waiting: deque[Future[ChunkResult]] = deque()
        try:
            for chunk in _chunks(jobs):
                waiting.append(pool.submit(_run_worker, chunk))
                if len(waiting) >= workers * _CHUNKS_IN_FLIGHT_PER_WORKER:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
