"""The board: one chain, one order; each departure is a named error."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ballot_service.crypto.transcript import hex_digest
from ballot_service.errors import (
    BallotServiceError,
    BrokenChain,
    IncompleteRecord,
    MissingField,
    NotCanonical,
    NumberOutOfRange,
    TooLarge,
    UnknownField,
    WrongHeight,
    WrongOrder,
    WrongType,
)
from ballot_service.protocol.events import (
    BALLOT,
    ENCRYPTED_TALLY,
    END_BALLOTS,
    PARTIAL_DECRYPTION,
    RESULT,
    SETUP,
    Event,
    SetupData,
    Slot,
    check_link,
    read_board,
    read_event,
    read_setup_data,
)
from tests.protocol.parts import drop, put, reversed_keys

Item = str | tuple[str, int | None]
"""A data record by its label, or an event with how many records back its payload is."""

SETUP_PART: list[Item] = ["election", "trustees", "credentials", "setup", (SETUP, 1)]
ONE: list[Item] = ["ballot 1", (BALLOT, 1)]
TWO: list[Item] = ["ballot 2", (BALLOT, 1)]
END: list[Item] = [(END_BALLOTS, None)]
TALLY: list[Item] = ["tally", "sized", (ENCRYPTED_TALLY, 1)]
FIRST: list[Item] = ["decryption 1", "owned 1", (PARTIAL_DECRYPTION, 1)]
THIRD: list[Item] = ["decryption 3", "owned 3", (PARTIAL_DECRYPTION, 1)]
LAST: list[Item] = ["result", (RESULT, 1)]
CLOSED = SETUP_PART + ONE + TWO + END
COMPLETE = CLOSED + TALLY + FIRST + THIRD + LAST


def slots(items: Sequence[Item]) -> list[Slot]:
    """Chain the events as a writer would, whatever their order."""
    found: list[Slot] = []
    parent, height = None, 0
    for item in items:
        if isinstance(item, str):
            found.append(Slot(hex_digest(item.encode()), None))
            continue
        kind, back = item
        payload = None if back is None else found[-back].digest
        event = Event(parent, height, kind, payload)
        found.append(Slot(event.digest, event))
        parent, height = event.digest, height + 1
    return found


def test_a_complete_record_says_which_record_is_what() -> None:
    made = slots(COMPLETE)
    board = read_board(made)
    assert (board.election, board.trustees, board.credentials, board.setup) == (
        *(0, 1, 2, 3),
    )
    assert board.ballots == (5, 7)
    assert board.tally == (10, 11)
    assert board.decryptions == ((13, 14), (16, 17))
    assert board.result == 19
    assert board.setup_hash == made[4].digest
    assert board.end_hash == made[9].digest
    assert board.final_hash == made[20].digest


def test_a_closed_record_ends_with_end_ballots() -> None:
    board = read_board(slots(CLOSED))
    assert board.tally is None
    assert board.result is None
    assert board.decryptions == ()
    assert board.final_hash == board.end_hash


def test_a_record_without_ballots_is_in_order() -> None:
    assert read_board(slots(SETUP_PART + END)).ballots == ()


ORDERS: dict[str, list[Item]] = {
    "Setup later": ONE + SETUP_PART + END,
    "Setup twice": SETUP_PART + SETUP_PART + END,
    "a ballot after the end": SETUP_PART + END + ONE,
    "the end twice": SETUP_PART + ONE + END + END,
    "ballots after a first end": SETUP_PART + ONE + END + TWO + END + TALLY,
    "Setup after the end": SETUP_PART + END + SETUP_PART,
    "a tally before the end": SETUP_PART + ONE + TALLY + END,
    "no decryption": CLOSED + TALLY + LAST,
    "the result before the decryptions": CLOSED + TALLY + LAST + FIRST,
    "a decryption before the tally": CLOSED + FIRST + TALLY + LAST,
    "a ballot after the tally": CLOSED + TALLY + ONE + FIRST + LAST,
    "a record after the result": [*COMPLETE, "extra"],
    "an event after the result": COMPLETE + END,
    "a result twice": COMPLETE + LAST,
    "an extra record before the end": [*SETUP_PART, *ONE, "extra", *END],
    "an extra record in the setup": ["extra", *SETUP_PART, *END],
    "two ballots before their events": [
        *SETUP_PART,
        "a",
        "b",
        (BALLOT, 2),
        (BALLOT, 2),
    ],
    "an event first": [(SETUP, None), *SETUP_PART],
    "a ballot without data": [*SETUP_PART, (BALLOT, 1), *END],
    "an extra record before the result": [*CLOSED, *TALLY, *FIRST, "x", "y", *LAST],
    "a decryption without owner": [*CLOSED, *TALLY, "d", (PARTIAL_DECRYPTION, 1)],
}


@pytest.mark.parametrize("name", ORDERS)
def test_another_order_is_refused(name: str) -> None:
    with pytest.raises(WrongOrder):
        read_board(slots(ORDERS[name]))


def test_a_record_that_ends_early_is_incomplete() -> None:
    made = slots(COMPLETE)
    for length in set(range(len(made))) - {len(CLOSED)}:
        with pytest.raises((IncompleteRecord, WrongOrder)):
            read_board(made[:length])


@pytest.mark.parametrize("length", [0, 1, 3, 4, 5, 6, 7, 8, 9, 11, 12, 20])
def test_the_end_is_named_that_is_missing(length: int) -> None:
    with pytest.raises(IncompleteRecord, match="record ends before"):
        read_board(slots(COMPLETE)[:length])


EVENTS = [i for i, slot in enumerate(slots(COMPLETE)) if slot.event is not None]


def altered(place: int, **changes: object) -> list[Slot]:
    """Change one event and chain the later ones to it, as an attacker would."""
    made = slots(COMPLETE)
    event = made[place].event
    assert event is not None
    new = replace(event, **changes)  # type: ignore[arg-type]
    made[place] = Slot(new.digest, new)
    parent = new.digest
    for i in range(place + 1, len(made)):
        later = made[i].event
        if later is not None:
            chained = replace(later, parent=parent)
            made[i] = Slot(chained.digest, chained)
            parent = chained.digest
    return made


@pytest.mark.parametrize("place", EVENTS)
@pytest.mark.parametrize("step", [1, -1, 1000])
def test_another_height_is_refused(place: int, step: int) -> None:
    event = slots(COMPLETE)[place].event
    assert event is not None
    with pytest.raises(WrongHeight, match=event.type):
        read_board(altered(place, height=event.height + step))


@pytest.mark.parametrize("place", EVENTS)
def test_another_parent_is_refused(place: int) -> None:
    for parent in (None if place != EVENTS[0] else "00" * 32, "00" * 32):
        with pytest.raises(BrokenChain, match="parent"):
            read_board(altered(place, parent=parent))


@pytest.mark.parametrize("place", EVENTS)
def test_another_payload_is_refused(place: int) -> None:
    wrong: list[str | None] = ["00" * 32, slots(COMPLETE)[0].digest]
    if slots(COMPLETE)[place].event.payload is not None:  # type: ignore[union-attr]
        wrong.append(None)
    for payload in wrong:
        with pytest.raises(BrokenChain, match="payload"):
            read_board(altered(place, payload=payload))


# --- bytes of an event ---

EVENT = Event("ab" * 32, 7, BALLOT, "cd" * 32)


@pytest.mark.parametrize(
    "event",
    [EVENT, Event(None, 0, SETUP, "cd" * 32), Event("ab" * 32, 3, END_BALLOTS, None)],
)
def test_an_event_is_written_and_read_back(event: Event) -> None:
    assert read_event(event.encoded()) == event
    assert event.digest == hex_digest(event.encoded())


def test_absent_fields_are_left_out() -> None:
    end = Event(None, 3, END_BALLOTS, None)
    assert end.encoded() == b'{"height":3,"type":"EndBallots"}'


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("type", "Shuffle", WrongOrder),
        ("type", "EndShuffles", WrongOrder),
        ("type", "ballot", WrongOrder),
        ("type", 5, WrongType),
        ("type", "x" * 41, TooLarge),
        ("height", -1, NumberOutOfRange),
        ("height", 10_000_001, NumberOutOfRange),
        ("height", "7", WrongType),
        ("parent", None, WrongType),
        ("parent", "AB" * 32, WrongType),
        ("payload", "cd" * 31, WrongType),
        ("time", 5, UnknownField),
    ],
)
def test_a_wrong_event_is_refused(
    name: str, value: object, error: type[BallotServiceError]
) -> None:
    with pytest.raises(error):
        read_event(put(EVENT.encoded(), [name], value))


def test_an_event_in_another_spelling_is_refused() -> None:
    for raw in (reversed_keys(EVENT.encoded()), EVENT.encoded() + b"\n"):
        with pytest.raises(NotCanonical):
            read_event(raw)
    for name in ("height", "type"):
        with pytest.raises(MissingField):
            read_event(drop(EVENT.encoded(), [name]))
    with pytest.raises(TooLarge):
        read_event(b" " * 4097)


# --- setup_data and links ---

DATA = SetupData("aa" * 32, "bb" * 32, "cc" * 32)


def test_setup_data_is_written_and_read_back() -> None:
    assert read_setup_data(DATA.encoded()) == DATA


@pytest.mark.parametrize("name", ["election", "trustees", "credentials"])
def test_a_wrong_setup_data_is_refused(name: str) -> None:
    with pytest.raises(MissingField):
        read_setup_data(drop(DATA.encoded(), [name]))
    with pytest.raises(WrongType, match=f"setup_data.{name}"):
        read_setup_data(put(DATA.encoded(), [name], "AA" * 32))


def test_setup_data_with_more_or_in_another_order_is_refused() -> None:
    with pytest.raises(UnknownField):
        read_setup_data(put(DATA.encoded(), ["credentials_certificate"], "dd" * 32))
    with pytest.raises(NotCanonical):
        read_setup_data(reversed_keys(DATA.encoded()))


def test_a_link_names_the_record_that_stands_there() -> None:
    check_link("aa", "aa", "x")
    with pytest.raises(BrokenChain, match="x: another hash"):
        check_link("aa", "ab", "x")
