"""The board: events in a hash chain, and the only order in which records stand.

Refuses any other order, a gap in the heights, and a parent that is not the last event.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ballot_service.crypto.transcript import hex_digest
from ballot_service.errors import (
    BrokenChain,
    IncompleteRecord,
    WrongHeight,
    WrongOrder,
)
from ballot_service.protocol.atoms import read_hex
from ballot_service.protocol.encoding import Fields, decode, encode, same_bytes

SETUP = "Setup"
BALLOT = "Ballot"
END_BALLOTS = "EndBallots"
ENCRYPTED_TALLY = "EncryptedTally"
PARTIAL_DECRYPTION = "PartialDecryption"
RESULT = "Result"
TYPES = (SETUP, BALLOT, END_BALLOTS, ENCRYPTED_TALLY, PARTIAL_DECRYPTION, RESULT)

MAX_EVENTS = 10_000_000


@dataclass(frozen=True)
class Event:
    """One event; `parent` is None for the first, `payload` for EndBallots."""

    parent: str | None
    height: int
    type: str
    payload: str | None

    def encoded(self) -> bytes:
        """Write the event's bytes, absent fields omitted."""
        value: dict[str, object] = {}
        if self.parent is not None:
            value["parent"] = self.parent
        value |= {"height": self.height, "type": self.type}
        if self.payload is not None:
            value["payload"] = self.payload
        return encode(value)

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return hex_digest(self.encoded())


def read_event(unverified: bytes) -> Event:
    """Read an event.

    Raises:
        EncodingError: one of its leaves.
        WrongOrder: a type that no record of ours has.
    """
    fields = Fields(
        decode(unverified, 4096), "event", ("height", "type"), ("parent", "payload")
    )
    kind = fields.text("type", 40)
    if kind not in TYPES:
        raise WrongOrder(f"event.type: {kind}")
    event = Event(
        parent=read_hex(fields, "parent") if "parent" in fields else None,
        height=fields.integer("height", 0, MAX_EVENTS),
        type=kind,
        payload=read_hex(fields, "payload") if "payload" in fields else None,
    )
    same_bytes(unverified, event.encoded(), "event")
    return event


@dataclass(frozen=True)
class SetupData:
    """The three hashes that a Setup event fixes."""

    election: str
    trustees: str
    credentials: str

    def encoded(self) -> bytes:
        """Write {"election","trustees","credentials"}."""
        return encode(
            {
                "election": self.election,
                "trustees": self.trustees,
                "credentials": self.credentials,
            }
        )


def read_setup_data(unverified: bytes) -> SetupData:
    """Read `setup_data`."""
    names = ("election", "trustees", "credentials")
    fields = Fields(decode(unverified, 4096), "setup_data", names)
    setup = SetupData(*(read_hex(fields, name) for name in names))
    same_bytes(unverified, setup.encoded(), "setup_data")
    return setup


@dataclass(frozen=True)
class Slot:
    """One record of the archive, as far as the order goes.

    Attributes:
        digest: its hash, the name that it bears.
        event: the event, or None for a data record.
    """

    digest: str
    event: Event | None


@dataclass(frozen=True)
class Board:
    """Which record is what, by its index in the archive (BELENIOS not counted).

    `tally` is (encrypted tally, sized); `decryptions` are (decryption, owned).
    Fields of a later phase are None or empty where the record ends before it.
    """

    election: int
    trustees: int
    credentials: int
    setup: int
    setup_hash: str
    ballots: tuple[int, ...]
    end_hash: str
    tally: tuple[int, int] | None
    decryptions: tuple[tuple[int, int], ...]
    result: int | None
    final_hash: str


class _Reader:
    """Walks over the slots and demands what must come next."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self._slots = slots
        self._at = 0
        self._last: str | None = None
        self._height = 0

    def is_data(self, ahead: int = 0) -> bool:
        at = self._at + ahead
        return at < len(self._slots) and self._slots[at].event is None

    def at_end(self) -> bool:
        return self._at == len(self._slots)

    def data(self, what: str) -> int:
        if self.at_end():
            raise IncompleteRecord(f"record ends before: {what}")
        if self._slots[self._at].event is not None:
            raise WrongOrder(f"record {self._at}: an event where {what} must stand")
        self._at += 1
        return self._at - 1

    def event(self, kind: str, payload: int | None) -> str:
        """Demand an event of that type over the data record at index `payload`."""
        if self.at_end():
            raise IncompleteRecord(f"record ends before: {kind}")
        slot = self._slots[self._at]
        event = slot.event
        if event is None or event.type != kind:
            raise WrongOrder(f"record {self._at}: not the event {kind}")
        if event.height != self._height:
            raise WrongHeight(f"event {kind}: {event.height}, not {self._height}")
        if event.parent != self._last:
            raise BrokenChain(f"event {kind} at height {event.height}: parent")
        expected = None if payload is None else self._slots[payload].digest
        if event.payload != expected:
            raise BrokenChain(f"event {kind} at height {event.height}: payload")
        self._last = slot.digest
        self._height += 1
        self._at += 1
        return slot.digest


def _ballots(reader: _Reader) -> Iterator[int]:
    while reader.is_data():
        ballot = reader.data("a ballot")
        reader.event(BALLOT, ballot)
        yield ballot


def _decryptions(reader: _Reader) -> Iterator[tuple[int, int]]:
    while reader.is_data() and reader.is_data(1):
        decryption, owned = reader.data("a decryption"), reader.data("its owner")
        reader.event(PARTIAL_DECRYPTION, owned)
        yield decryption, owned


def read_board(slots: Sequence[Slot]) -> Board:
    """Check chain, heights and order, and say which record is what (record.md §3).

    The hashes inside setup_data, sized and owned are checked by `verify`, which reads
    those bodies. A record may end after Setup's ballots only with EndBallots.

    Raises:
        WrongOrder, WrongHeight, BrokenChain, IncompleteRecord.
    """
    reader = _Reader(slots)
    election, trustees = reader.data("the election"), reader.data("the trustees")
    credentials, setup = reader.data("the credentials"), reader.data("setup_data")
    setup_hash = reader.event(SETUP, setup)
    ballots = tuple(_ballots(reader))
    end_hash = reader.event(END_BALLOTS, None)
    final, tally, result = end_hash, None, None
    decryptions: tuple[tuple[int, int], ...] = ()
    if not reader.at_end():
        tally = (reader.data("the encrypted tally"), reader.data("its size"))
        final = reader.event(ENCRYPTED_TALLY, tally[1])
        decryptions = tuple(_decryptions(reader))
        if not decryptions:
            raise WrongOrder("no partial decryption before the result")
        result = reader.data("the result")
        final = reader.event(RESULT, result)
        if not reader.at_end():
            raise WrongOrder("a record after the result")
    return Board(
        election=election,
        trustees=trustees,
        credentials=credentials,
        setup=setup,
        setup_hash=setup_hash,
        ballots=ballots,
        end_hash=end_hash,
        tally=tally,
        decryptions=decryptions,
        result=result,
        final_hash=final,
    )


def check_link(named: str, actual: str, what: str) -> None:
    """Check that a hash inside a body names the record that stands before it.

    Raises:
        BrokenChain: it does not.
    """
    if named != actual:
        raise BrokenChain(f"{what}: another hash")
