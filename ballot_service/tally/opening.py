"""The gates before a share opens anything: the whole record, the sheet, the latch (D5).

Refuses a record that it has not verified itself, a figure that nobody typed, and a
second closed record of the same share.
"""

from dataclasses import dataclass
from pathlib import Path

from ballot_service.crypto.randomness import Random
from ballot_service.errors import (
    LatchedToAnother,
    MissingSheetFigure,
    OutOfTurn,
    ShareOfAnotherElection,
    TooFewBallots,
    WrongBallotCount,
    WrongOrder,
)
from ballot_service.keyfiles.shares import Share
from ballot_service.protocol.ceremony_possession import trustees_digest
from ballot_service.protocol.decryption import (
    PartialDecryption,
    check_partial_decryption,
    decrypt_partially,
)
from ballot_service.protocol.result import owner_key
from ballot_service.record.statement import Facts, verdict_of
from ballot_service.verify.records import ClosedRecord
from ballot_service.verify.verifier import Expected, Progress, verify_closed


@dataclass(frozen=True)
class Sheet:
    """What the committee types from the signed sheets; None is what nobody typed.

    Attributes:
        setup: mã mở bỏ phiếu, from the opening sheet.
        ballots: C, from the closing sheet.
        end: mã đóng bỏ phiếu, from the closing sheet.
        present, issued: P and I, from the closing sheet.
    """

    setup: str | None
    ballots: int | None
    end: str | None
    present: int | None = None
    issued: int | None = None

    def expected(self) -> Expected:
        """Return what the verifier compares."""
        return Expected(
            setup=self.setup,
            ballots=self.ballots,
            end=self.end,
            present=self.present,
            issued=self.issued,
        )

    def check_closing(self) -> None:
        """Check that setup, C and end were typed.

        Raises:
            MissingSheetFigure: naming the option.
        """
        for name, value in (
            ("--setup", self.setup),
            ("--ballots", self.ballots),
            ("--end", self.end),
        ):
            if value in (None, ""):
                raise MissingSheetFigure(name)

    def numbers(self) -> tuple[int, int]:
        """Return P and I.

        Raises:
            MissingSheetFigure: naming the option.
        """
        if self.present is None:
            raise MissingSheetFigure("--present")
        if self.issued is None:
            raise MissingSheetFigure("--issued")
        return self.present, self.issued


def verify_for_opening(
    record: Path, sheet: Sheet, workers: int, progress: Progress | None
) -> ClosedRecord:
    """Verify the whole closed record against the typed sheet, and its size.

    Raises:
        MissingSheetFigure, TooFewBallots, WrongOrder (counted already), and the named
        error of the verifier's failing step.
    """
    sheet.check_closing()
    closed = verify_closed(record, sheet.expected(), workers, progress)
    check_whole(closed)
    return closed


def check_whole(closed: ClosedRecord) -> None:
    """Check that the sums are of all ballots, and of enough of them (attacks A8).

    Raises:
        WrongOrder: the record holds a count already.
        WrongBallotCount: the product is not that of every ballot, once each.
        TooFewBallots: fewer than the profile's minimum.
    """
    if closed.board.tally is not None:
        raise WrongOrder("the record has been counted already")
    ballots = len(closed.board.ballots)
    sizes = (closed.ballots, closed.sized.num_tallied, closed.sized.total_weight)
    if sizes != (ballots, ballots, ballots):
        raise WrongBallotCount("the sums are not those of all ballots")
    minimum = closed.manifest.plan.profile.minimum_ballots
    if ballots < minimum:
        raise TooFewBallots(f"{ballots}, at least {minimum}")


def check_numbers(closed: ClosedRecord, present: int, issued: int) -> None:
    """Check P and I before anything is opened: the law would refuse them afterwards.

    Raises:
        PlanningError: C <= I <= P <= N or the quorum does not hold.
    """
    rows = len(closed.manifest.plan.questions)
    blank = Facts("", "", "", (), ((0, 0),) * rows, closed.ballots)
    verdict_of(closed.manifest, blank, present, issued)


def check_share(closed: ClosedRecord, share: Share) -> None:
    """Check that a share belongs to this record, and is not bound to another one.

    Raises:
        ShareOfAnotherElection: another election, manifest or ceremony.
        OutOfTurn: its ceremony was never finished.
        LatchedToAnother: it has opened another closed record.
    """
    state, manifest = share.state, closed.manifest
    if (state.committee.uuid, state.manifest) != (manifest.uuid, manifest.digest):
        raise ShareOfAnotherElection(f"{share.path.name}: another election")
    state.check_phase("finished")
    if state.trustees != trustees_digest(closed.trustees):
        raise ShareOfAnotherElection(f"{share.path.name}: another ceremony")
    public = owner_key(closed.trustees, state.index)
    if closed.election.group.secret_generator_power(state.decryption_key) != public:
        raise ShareOfAnotherElection(f"{share.path.name}: another key")
    check_latch(closed, share)


def check_latch(closed: ClosedRecord, share: Share) -> None:
    """Check that a share is free, or bound to this very record.

    Raises:
        LatchedToAnother: it has opened another closed record.
    """
    if share.latched not in ("", closed.end_hash):
        raise LatchedToAnother(f"{share.path.name}: {share.latched[:16]}")


def check_opened(closed: ClosedRecord, share: Share) -> None:
    """Check that this very share has opened this very record.

    Raises:
        OutOfTurn: it has opened none. What `check_share` raises.
    """
    check_share(closed, share)
    if share.latched != closed.end_hash:
        raise OutOfTurn(f"{share.path.name} has opened no record", share.state.index)


def open_sums(
    closed: ClosedRecord, share: Share, random: Random
) -> tuple[Share, PartialDecryption]:
    """Latch the share to the record, durably, and then open the sums with it.

    Args:
        closed: a record that `verify_for_opening` returned.

    Raises:
        LatchedToAnother, ShareOfAnotherElection, OutOfTurn.
    """
    check_whole(closed)
    check_share(closed, share)
    share = share.latch(closed.end_hash)
    election, secret = closed.election, share.state.decryption_key
    partial = decrypt_partially(election, closed.tally, secret, random)
    public = owner_key(closed.trustees, share.state.index)
    check_partial_decryption(election, closed.tally, public, partial)
    return share, partial
