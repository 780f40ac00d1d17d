"""The verifier's narrative: fourteen numbered steps over one record's folder.

Refuses to return a bool: what these functions return has been verified, or they raise.

In order to verify a record, we need to establish:

 1. framing     the archive is exactly the bytes that its records give
 2. order       events chain, heights rise by one, the only order, one EndBallots
 3. election    questions, group and key are well formed
 4. manifest    the election is the one that the frozen manifest gives, to the byte
 5. trustees    certificates, polynomials, keys and proofs hold; y is their product
 6. setup       credentials are valid, distinct, at most N; Setup is the paper's
 7. ballots     every ballot is canonical, admitted, single, and proves itself
 8. closing     C and the EndBallots hash are those of the signed closing sheet
 9. tally       the encrypted tally is the product of all ballots
10. decryptions every factor is proved under its trustee's key
11. result      the figures are what the decryptions give
12. verdict     C <= I <= P <= N, quorum, and every verdict recomputed by the profile
13. statement   the kernel, rebuilt from record and manifest, is the stated one
14. signatures  the trustees who opened the tally signed it, with keys bound to them
"""

from collections.abc import Callable
from pathlib import Path

from ballot_service.errors import IncompleteRecord
from ballot_service.protocol.events import read_board
from ballot_service.record.archive import Archive
from ballot_service.record.folder import Folder, open_folder
from ballot_service.verify.ballot_steps import check_all_ballots, check_closing
from ballot_service.verify.narrator import Narrator, StepId
from ballot_service.verify.records import (
    BareRecord,
    ClosedRecord,
    CompleteRecord,
    Expected,
)
from ballot_service.verify.setup_steps import check_setup
from ballot_service.verify.statement_steps import check_statement
from ballot_service.verify.statements import VerifiedStatement
from ballot_service.verify.tally_steps import (
    check_decryptions,
    check_published_result,
    check_tally,
)

__all__ = [
    "Expected",
    "verify_bare",
    "verify_closed",
    "verify_complete",
    "verify_signed",
]

Progress = Callable[[int, int], None]

_AFTER_CLOSING = (StepId.TALLY, StepId.DECRYPTIONS, StepId.RESULT)
_OF_OURS = (StepId.VERDICT, StepId.STATEMENT, StepId.SIGNATURES)


def _silent(_done: int, _total: int) -> None:
    """Show no progress."""


def _up_to_closing(
    folder: Folder,
    expected: Expected,
    workers: int,
    progress: Progress | None,
    narrator: Narrator,
) -> BareRecord:
    """Run steps 1 to 8; the record is a ClosedRecord where there is a manifest."""
    with narrator.step(StepId.FRAMING) as facts:
        archive: Archive = folder.scan()
        facts.update(records=len(archive.entries))
    with narrator.step(StepId.ORDER) as facts:
        board = read_board([entry.slot for entry in archive.entries])
        facts.update(ballots=len(board.ballots))
    setup = check_setup(narrator, folder, archive, board, expected)
    tally, sized = check_all_ballots(
        narrator, archive, board, setup, workers, progress or _silent
    )
    check_closing(narrator, archive, board, setup, expected)
    ballots = len(board.ballots)
    common = (archive, board, setup.election, setup.trustees, tally, sized, ballots)
    if setup.manifest is None:
        return BareRecord(*common)
    return ClosedRecord(*common, setup.manifest)


def _ours(record: BareRecord) -> ClosedRecord:
    if not isinstance(record, ClosedRecord):
        raise IncompleteRecord("a bare record: it has no manifest")
    return record


def verify_closed(
    path: Path,
    expected: Expected,
    workers: int = 1,
    progress: Progress | None = None,
    narrator: Narrator | None = None,
) -> ClosedRecord:
    """Verify a record of ours up to EndBallots (steps 1 to 8).

    Args:
        path: the record's folder.
        expected: what stands on the signed sheets.
        workers: processes that check ballots.
        progress: called with (done, total) ballots.
        narrator: where the report is kept.

    Raises:
        IncompleteRecord: no manifest. Else the named error of the failing step.
    """
    narrator = narrator or Narrator()
    record = _ours(
        _up_to_closing(open_folder(path), expected, workers, progress, narrator)
    )
    for step in (*_AFTER_CLOSING, *_OF_OURS):
        narrator.not_run(step, "closed")
    return record


def verify_complete(
    path: Path,
    expected: Expected,
    workers: int = 1,
    progress: Progress | None = None,
    narrator: Narrator | None = None,
) -> CompleteRecord:
    """Verify a record of ours up to Result (steps 1 to 11), without its statement.

    Raises:
        IncompleteRecord: no manifest, or no result yet. Else the failing step's error.
    """
    narrator = narrator or Narrator()
    folder = open_folder(path)
    closed = _ours(_up_to_closing(folder, expected, workers, progress, narrator))
    record = _complete(narrator, closed)
    for step in _OF_OURS:
        narrator.not_run(step, "unsigned")
    return record


def _complete(narrator: Narrator, closed: ClosedRecord) -> CompleteRecord:
    archive = closed.archive
    if closed.board.result is None:
        with narrator.step(StepId.TALLY):
            raise IncompleteRecord("the record ends with EndBallots: not counted yet")
    check_tally(narrator, archive, closed)
    partials = check_decryptions(narrator, archive, closed, ours=True)
    result = check_published_result(narrator, archive, closed, partials)
    return CompleteRecord(
        closed.archive,
        closed.board,
        closed.election,
        closed.trustees,
        closed.tally,
        closed.sized,
        closed.ballots,
        closed.manifest,
        partials,
        result,
    )


def verify_signed(
    path: Path,
    expected: Expected,
    workers: int = 1,
    progress: Progress | None = None,
    narrator: Narrator | None = None,
) -> tuple[CompleteRecord, VerifiedStatement]:
    """Verify a record of ours with its statement (steps 1 to 14).

    Raises:
        IncompleteRecord: manifest, result or statement is missing. Else the named
        error of the failing step.
    """
    narrator = narrator or Narrator()
    folder = open_folder(path)
    closed = _ours(_up_to_closing(folder, expected, workers, progress, narrator))
    record = _complete(narrator, closed)
    statement = check_statement(narrator, record, folder.unverified_statement, expected)
    return record, statement


def verify_bare(
    path: Path,
    expected: Expected,
    workers: int = 1,
    progress: Progress | None = None,
    narrator: Narrator | None = None,
) -> BareRecord:
    """Verify one archive by itself, by anyone: the protocol's steps alone.

    A credential's last ballot counts; nothing is said of persons, law or signatures.

    Raises:
        The named error of the failing step.
    """
    narrator = narrator or Narrator()
    folder = Folder(path, None, None)
    record = _up_to_closing(folder, expected, workers, progress, narrator)
    if record.board.result is None:
        for step in _AFTER_CLOSING:
            narrator.not_run(step, "closed")
    else:
        check_tally(narrator, record.archive, record)
        partials = check_decryptions(narrator, record.archive, record, ours=False)
        check_published_result(narrator, record.archive, record, partials)
    for step in _OF_OURS:
        narrator.not_run(step, "bare")
    return record
