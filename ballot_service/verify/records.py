"""What verification gives to those who act on it: closed and complete records.

Refuses to be made by anything but the steps of `verifier`.
"""

from dataclasses import dataclass, field

from ballot_service.protocol.decryption import PartialDecryption
from ballot_service.protocol.election import Election
from ballot_service.protocol.events import Board
from ballot_service.protocol.tally import SizedTally, Tally
from ballot_service.protocol.trustees import PedersenGroup, Trustees
from ballot_service.record.archive import Archive
from ballot_service.record.manifest import Manifest
from ballot_service.record.statement import Facts


@dataclass(frozen=True)
class Expected:
    """What stands on paper, or None where nobody typed it.

    Attributes:
        setup: Setup hash in hexadecimal, or its 5x5 code, from the opening sheet.
        ballots: C, from the closing sheet.
        end: EndBallots hash or code, from the closing sheet.
        present: P.
        issued: I.
        keys: thumbprints of the trustees' signing keys, in their order.
        undrawn: the list of slips that nobody drew (slips.md §5); not verified yet.
    """

    setup: str | None = None
    ballots: int | None = None
    end: str | None = None
    present: int | None = None
    issued: int | None = None
    keys: tuple[str, ...] = ()
    undrawn: bytes | None = None


@dataclass(frozen=True)
class BareRecord:
    """A verified record up to EndBallots, with or without a manifest.

    Attributes:
        tally: product of the counted ballots, computed here.
        sized: how many count, and their weight.
        ballots: number of ballots in the record, C where it is ours.
    """

    archive: Archive
    board: Board
    election: Election
    trustees: Trustees
    tally: Tally
    sized: SizedTally
    ballots: int

    @property
    def setup_hash(self) -> str:
        """Hash of the Setup event."""
        return self.board.setup_hash

    @property
    def end_hash(self) -> str:
        """Hash of the EndBallots event."""
        return self.board.end_hash


@dataclass(frozen=True)
class ClosedRecord(BareRecord):
    """A verified record of ours up to EndBallots."""

    manifest: Manifest

    @property
    def pedersen(self) -> PedersenGroup:
        """The one threshold group that an election of ours has."""
        (entry,) = self.trustees.entries
        if not isinstance(entry, PedersenGroup):
            raise TypeError("verified records have one Pedersen group")
        return entry


@dataclass(frozen=True)
class CompleteRecord(ClosedRecord):
    """A verified record of ours up to Result."""

    partials: dict[int, PartialDecryption] = field(default_factory=dict)
    result: tuple[tuple[int, ...], ...] = ()

    @property
    def final_hash(self) -> str:
        """Hash of the Result event."""
        return self.board.final_hash

    @property
    def facts(self) -> Facts:
        """What the statement is built from."""
        return Facts(
            setup=self.setup_hash,
            end_ballots=self.end_hash,
            final=self.final_hash,
            opened=tuple(sorted(self.partials)),
            result=self.result,
            returned=self.ballots,
        )
