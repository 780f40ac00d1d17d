"""`count`: the whole count on one counting laptop, members typing in turn.

Refuses to bind any share before all are open, all fit, and all figures are possible.
"""

from pathlib import Path

from ballot_service.errors import CeremonyError, TooFewShares, WrongOwner
from ballot_service.keyfiles.shares import Share, read_label
from ballot_service.protocol.codes import event_code
from ballot_service.protocol.decryption import PartialDecryption
from ballot_service.record.folder import STATEMENT, write_new
from ballot_service.tally.counting import (
    check_all_typed,
    finish_result,
    open_record,
    verify_result,
)
from ballot_service.tally.files import whole_folder
from ballot_service.tally.opening import check_numbers, check_share, open_sums
from ballot_service.tally.outcome import (
    read_keys,
    rebuild_kernel,
    sign,
    write_record,
)
from ballot_service.tally.session import Session
from ballot_service.verify.records import ClosedRecord
from ballot_service.verify.verifier import verify_signed


def _open_shares(session: Session, closed: ClosedRecord) -> list[Share]:
    """Open every share in turn and check that it may open this record.

    Raises:
        TooFewShares: fewer than t. WrongOwner: one twice. ShareOfAnotherElection, …
    """
    paths: list[Path] = session.args.share
    threshold = closed.manifest.threshold
    if len(paths) < threshold:
        raise TooFewShares(f"{len(paths)} of {threshold}")
    indexes = [read_label(path).index for path in paths]
    if len(set(indexes)) != len(indexes):
        raise WrongOwner("the same trustee's share twice")
    shares = [session.open_share(path, closed.manifest) for path in paths]
    for share in shares:
        check_share(closed, share)
    if len({share.state.signing_keys for share in shares}) != 1:
        raise CeremonyError("the shares hold different signing keys")
    return sorted(shares, key=lambda share: share.state.index)


def run(session: Session) -> None:
    """Verify, open, combine, build the statement, sign it, and verify all again.

    Raises:
        TooFewShares, MissingSheetFigure, TooFewBallots, LatchedToAnother, …; until the
        first share is bound, nothing has changed anywhere.
    """
    sheet, present, issued = check_all_typed(session)
    args, terminal = session.args, session.terminal
    closed = open_record(session, sheet)
    check_numbers(closed, present, issued)
    shares = _open_shares(session, closed)
    keys = read_keys(closed, shares[0].state.signing_keys.encode())
    partials: dict[int, PartialDecryption] = {}
    opened: list[Share] = []
    with whole_folder(args.out) as folder:
        for share in shares:
            bound, partials[share.state.index] = open_sums(
                closed, share, session.random
            )
            opened.append(bound)
            who = session.who(closed.manifest, share.state.index)
            terminal.say("bound", who=who, end=event_code(closed.end_hash))
        write_record(folder, closed, partials)
        complete = verify_result(session, folder, sheet)
        kernel = rebuild_kernel(complete, present, issued, keys)
        statement: bytes | None = None
        for share in opened:
            statement = sign(complete, share, kernel, statement)
        if statement is not None:
            write_new(folder / STATEMENT, statement)
        verify_signed(folder, sheet.expected(), args.workers)
    finish_result(session, complete, kernel, (present, issued), [])
