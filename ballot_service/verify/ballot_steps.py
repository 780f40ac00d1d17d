"""Steps 7 and 8: every ballot, and the closing that they were counted by.

Refuses two ballots of one credential in a record of ours; in a bare record of others
the last one counts.
"""

from collections.abc import Iterator
from itertools import pairwise

from ballot_service.crypto.group import Element
from ballot_service.crypto.transcript import hex_digest
from ballot_service.errors import (
    BadCode,
    BallotServiceError,
    BallotsNotSorted,
    CredentialUsedTwice,
    DuplicateBallot,
    RepeatedAlpha,
    UnknownCredential,
    WrongBallotCount,
    WrongEndHash,
)
from ballot_service.protocol.ballot import credential_text
from ballot_service.protocol.codes import check_typed_code, event_code
from ballot_service.protocol.events import Board
from ballot_service.protocol.tally import (
    SizedTally,
    Tally,
    add_tallies,
    empty_tally,
    encode_tally,
)
from ballot_service.record.archive import Archive
from ballot_service.verify.ballots import Checked, Job, Progress, check_ballots
from ballot_service.verify.narrator import Narrator, StepId
from ballot_service.verify.records import Expected
from ballot_service.verify.setup_steps import CheckedSetup
from ballot_service.verify.undrawn import check_undrawn


def _last_ballots(archive: Archive, board: Board) -> dict[str, int]:
    """Return, per credential text, the number of its last ballot."""
    last: dict[str, int] = {}
    for number, place in enumerate(board.ballots):
        body = archive.body(archive.entries[place])
        try:
            last[credential_text(body)] = number
        except BallotServiceError as error:
            raise type(error)(f"ballot {number + 1}: {error.detail}") from error
    return last


def _jobs(archive: Archive, board: Board, setup: CheckedSetup) -> Iterator[Job]:
    ours = setup.manifest is not None
    last = {} if ours else _last_ballots(archive, board)
    replaced = set(range(len(board.ballots))) - set(last.values())
    weights = (
        {}
        if ours
        else {
            number: setup.credentials.weights.get(Element(text), 0)
            for text, number in last.items()
        }
    )
    for number, place in enumerate(board.ballots):
        entry = archive.entries[place]
        weight = 1
        if not ours:
            weight = weights.get(number, 1)
        counted = ours or number not in replaced
        yield Job(entry.offset, entry.size, entry.digest, weight if counted else None)


class _Register:
    """Who has voted and which alphas were seen; knows only public halves."""

    def __init__(self, setup: CheckedSetup) -> None:
        self._weights = setup.credentials.weights
        self._ours = setup.manifest is not None
        self._voted: set[Element] = set()
        self._alphas: set[bytes] = set()

    def enter(self, checked: Checked) -> None:
        if checked.credential not in self._weights:
            raise UnknownCredential("credential is not in the Setup list")
        if self._ours and checked.credential in self._voted:
            raise CredentialUsedTwice("a second ballot of this credential")
        self._voted.add(checked.credential)
        if not self._ours:
            return
        for alpha in checked.alphas:
            if alpha in self._alphas:
                raise RepeatedAlpha("an alpha that stands in the record already")
            self._alphas.add(alpha)


def _check_list(archive: Archive, board: Board, *, ours: bool) -> None:
    digests = [archive.entries[place].digest for place in board.ballots]
    if len(set(digests)) != len(digests):
        raise DuplicateBallot("the same ballot twice")
    if ours and any(a >= b for a, b in pairwise(digests)):
        raise BallotsNotSorted("ballots are not in the order of their hashes")


def check_all_ballots(
    narrator: Narrator,
    archive: Archive,
    board: Board,
    setup: CheckedSetup,
    workers: int,
    progress: Progress,
) -> tuple[Tally, SizedTally]:
    """Run step 7 and return the product of the counted ballots, and its size.

    Raises:
        The named error of the first ballot, in the record's order, that fails.
    """
    with narrator.step(StepId.BALLOTS) as facts:
        ours = setup.manifest is not None
        _check_list(archive, board, ours=ours)
        jobs = list(_jobs(archive, board, setup))
        register = _Register(setup)
        tally = empty_tally(setup.election)
        done = 0
        chunks = check_ballots(
            archive.path, setup.election, iter(jobs), workers, ours=ours
        )
        for chunk in chunks:
            for i, checked in enumerate(chunk.checked):
                _name_ballot(register, checked, done + i, jobs)
            if chunk.failure is not None:
                position, error = chunk.failure
                raise _named(error, done + position, jobs) from error
            tally = add_tallies(setup.election.group, tally, chunk.tally)
            done += len(chunk.checked)
            progress(done, len(jobs))
        counted = [job.weight for job in jobs if job.weight is not None]
        facts.update(ballots=len(jobs), counted=len(counted), workers=workers)
    digest = hex_digest(encode_tally(tally))
    return tally, SizedTally(len(counted), sum(counted), digest)


def _named(
    error: BallotServiceError, number: int, jobs: list[Job]
) -> BallotServiceError:
    """Return the same error, saying which ballot (from 1) of the record it is."""
    digest = jobs[number].digest[:16]
    return type(error)(f"ballot {number + 1} ({digest}): {error.detail}")


def _name_ballot(
    register: _Register, checked: Checked, number: int, jobs: list[Job]
) -> None:
    try:
        register.enter(checked)
    except BallotServiceError as error:
        raise _named(error, number, jobs) from error


def check_closing(
    narrator: Narrator,
    archive: Archive,
    board: Board,
    setup: CheckedSetup,
    expected: Expected,
) -> None:
    """Run step 8: C and the EndBallots hash of the closing sheet, and undrawn slips.

    Raises:
        WrongBallotCount, WrongEndHash; what `check_undrawn` raises.
    """
    with narrator.step(StepId.CLOSING) as facts:
        ballots = len(board.ballots)
        if expected.ballots is not None and expected.ballots != ballots:
            raise WrongBallotCount(f"{ballots} in the record, {expected.ballots} typed")
        if expected.end is not None:
            try:
                check_typed_code(expected.end, board.end_hash, "EndBallots")
            except BadCode as error:
                raise WrongEndHash(error.detail) from error
        facts.update(
            ballots=ballots,
            code=event_code(board.end_hash),
            compared=int(expected.ballots is not None and expected.end is not None),
        )
        if expected.undrawn is not None:
            voted = {
                Element(credential_text(archive.body(archive.entries[place])))
                for place in board.ballots
            }
            facts["undrawn"] = check_undrawn(
                setup.election.group,
                (setup.election.uuid, board.end_hash),
                setup.credentials.weights,
                voted,
                expected.undrawn,
            )
