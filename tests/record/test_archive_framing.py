"""Framing to the byte: each header field, name, padding and end changed alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ballot_service.errors import (
    BadFraming,
    BallotServiceError,
    HashMismatch,
    MissingField,
    NotCanonical,
    NotJson,
    NumberOutOfRange,
    TooLarge,
    UnknownField,
    WrongOrder,
)
from ballot_service.record.archive import header, scan_archive
from tests.record.parts import (
    BLOCK,
    TIME,
    data_record,
    record,
    title,
    with_header,
    written,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.bel"


@pytest.fixture
def raw(path: Path) -> bytes:
    return written(path)


def expect_refused(
    path: Path, raw: bytes, error: type[BallotServiceError], where: str = ""
) -> None:
    path.write_bytes(raw)
    with pytest.raises(error) as caught:
        scan_archive(path)
    assert where in caught.value.detail


HEADERS: dict[str, tuple[int, bytes]] = {
    "mode": (100, b"0000755"),
    "mode, with a space": (106, b" "),
    "owner": (108, b"0001750"),
    "group": (116, b"0001750"),
    "end of the mode": (107, b" "),
    "end of the size": (135, b" "),
    "type: a link": (156, b"1"),
    "type: old style": (156, b"\0"),
    "link name": (157, b"x"),
    "magic of a newer tar": (257, b"ustar\x0000"),
    "magic of GNU tar": (257, b"ustar  \0"),
    "owner's name": (265, b"root"),
    "device": (329, b"0000000"),
    "prefix": (345, b"x"),
    "last byte": (511, b"x"),
}


@pytest.mark.parametrize("name", HEADERS)
def test_another_header_is_refused_though_its_checksum_fits(
    path: Path, raw: bytes, name: str
) -> None:
    changed = with_header(raw, *HEADERS[name])
    expect_refused(path, changed, BadFraming, "not reproducible")


@pytest.mark.parametrize("value", [b"000000", b"0x0000", b"      "])
def test_another_checksum_is_refused(path: Path, raw: bytes, value: bytes) -> None:
    changed = with_header(raw, 148, value, fit=False)
    expect_refused(path, changed, BadFraming, "not reproducible")


def test_a_checksum_ended_otherwise_is_refused(path: Path, raw: bytes) -> None:
    changed = with_header(raw, 154, b" \0", fit=False)
    expect_refused(path, changed, BadFraming, "not reproducible")


@pytest.mark.parametrize(
    "value",
    [
        b"          3",
        b"0000000003 ",
        b"+0000000003",
        b"0000000000x",
        b"\x80" + bytes(10),
    ],
)
@pytest.mark.parametrize("at", [124, 136])
def test_a_number_that_is_not_11_octal_digits_is_refused(
    path: Path, raw: bytes, at: int, value: bytes
) -> None:
    expect_refused(path, with_header(raw, at, value), BadFraming, "11 octal digits")


def test_another_time_is_refused(path: Path, raw: bytes) -> None:
    later = b"%011o" % (TIME + 1)
    changed = with_header(raw, 136, later)
    expect_refused(path, changed, BadFraming, "another time")


@pytest.mark.parametrize("size", [2, 4, 512])
def test_another_size_is_refused(path: Path, raw: bytes, size: int) -> None:
    changed = with_header(raw, 124, b"%011o" % size)
    path.write_bytes(changed)
    with pytest.raises((BadFraming, HashMismatch)):
        scan_archive(path)


def test_a_size_beyond_the_end_is_refused(path: Path, raw: bytes) -> None:
    changed = with_header(raw, 124, b"%011o" % (16 * 1024 * 1024))
    expect_refused(path, changed, BadFraming, "ends inside a record")
    changed = with_header(raw, 124, b"%011o" % (16 * 1024 * 1024 + 1))
    expect_refused(path, changed, TooLarge, "a record of")


# --- names ---


def named(name: str) -> Callable[[bytes], bytes]:
    return lambda raw: title() + record(name, b"[1]") + raw[4 * BLOCK :]


NAMES = {
    "no hash": "election.json",
    "no kind": "ab" * 32 + ".json",
    "another kind": "ab" * 32 + ".text.json",
    "upper case": "AB" * 32 + ".data.json",
    "a folder": "./" + "ab" * 32 + ".data.json",
    "shorter": "ab" * 31 + ".data.json",
    "longer": "ab" * 32 + ".data.json~",
    "empty": "",
    "the title again": "BELENIOS",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_no_record_has_is_refused(
    path: Path, raw: bytes, name: str
) -> None:
    expect_refused(
        path, named(NAMES[name])(raw), BadFraming, "a name that no record has"
    )


def test_a_byte_behind_the_name_is_refused(path: Path, raw: bytes) -> None:
    expect_refused(
        path, with_header(raw, 99, b"x"), BadFraming, "a name that no record has"
    )


def test_a_name_that_is_not_ascii_is_refused(path: Path, raw: bytes) -> None:
    expect_refused(path, with_header(raw, 0, b"\xff"), BadFraming, "not ASCII")


def test_a_name_that_is_not_the_hash_is_refused(path: Path, raw: bytes) -> None:
    expect_refused(path, named("ab" * 32 + ".data.json")(raw), HashMismatch, "record 0")


def test_a_changed_body_is_refused(path: Path, raw: bytes) -> None:
    expect_refused(path, raw.replace(b"[1]", b"[2]"), HashMismatch, "record 0")


def test_an_event_called_data_is_not_an_event(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
    event = scan_archive(path).entries[2]
    body = scan_archive(path).body(event)
    path.write_bytes(raw[: -2 * BLOCK] + data_record(body))
    assert scan_archive(path).entries[2].event is None


def test_data_called_an_event_is_refused(path: Path) -> None:
    body = b'{"height":0,"type":"Shuffle"}'
    name = data_record(body)[:64].decode() + ".event.json"
    expect_refused(path, title() + record(name, body), WrongOrder, "Shuffle")


# --- padding and ends ---


@pytest.mark.parametrize("at", [4 * BLOCK - 1, 3 * BLOCK + 3])
def test_padding_that_is_not_zero_is_refused(path: Path, raw: bytes, at: int) -> None:
    changed = raw[:at] + b"\1" + raw[at + 1 :]
    expect_refused(path, changed, BadFraming, "padding")


def test_an_archive_cut_at_any_block_is_refused_or_shorter(
    path: Path, raw: bytes
) -> None:
    """Cut after a record it is a shorter archive: the order of events refuses that."""
    whole = {2 * BLOCK: 0, 4 * BLOCK: 1, 7 * BLOCK: 2}
    for end in range(BLOCK, len(raw), BLOCK):
        path.write_bytes(raw[:end])
        if end in whole:
            assert len(scan_archive(path).entries) == whole[end]
        else:
            with pytest.raises(BadFraming, match="ends inside"):
                scan_archive(path)


@pytest.mark.parametrize("cut", [1, 3, 100, 511])
def test_an_archive_cut_inside_a_block_is_refused(
    path: Path, raw: bytes, cut: int
) -> None:
    for end in range(BLOCK, len(raw) + 1, BLOCK):
        expect_refused(path, raw[: end - cut], BadFraming, "ends inside")


@pytest.mark.parametrize("size", [BLOCK, 2 * BLOCK, 20 * BLOCK])
def test_zero_blocks_behind_the_last_record_are_refused(
    path: Path, raw: bytes, size: int
) -> None:
    expect_refused(path, raw + bytes(size), BadFraming)


@pytest.mark.parametrize("size", [1, 511, 513])
def test_a_tail_is_refused(path: Path, raw: bytes, size: int) -> None:
    expect_refused(path, raw + b"\0" * size, BadFraming)


def test_zero_blocks_between_records_are_refused(path: Path, raw: bytes) -> None:
    expect_refused(path, raw[: 2 * BLOCK] + bytes(BLOCK) + raw[2 * BLOCK :], BadFraming)


# --- the first record ---


def test_an_archive_without_its_title_is_refused(path: Path, raw: bytes) -> None:
    expect_refused(path, raw[2 * BLOCK :], BadFraming, "not BELENIOS")


def test_two_titles_are_refused(path: Path, raw: bytes) -> None:
    expect_refused(path, title() + raw, BadFraming, "record 0")


TITLES: list[tuple[bytes, type[BallotServiceError]]] = [
    (b'{"version":1,"timestamp":"%d"}' % (TIME + 1), BadFraming),
    (b'{"version":1,"timestamp":"0%d"}' % TIME, BadFraming),
    (b'{"version":1,"timestamp": "%d"}' % TIME, BadFraming),
    (b'{"version":1,"timestamp":null}', BadFraming),
    (b'{"timestamp":"%d","version":1}' % TIME, BadFraming),
    (b'{"version":2,"timestamp":"%d"}' % TIME, NumberOutOfRange),
    (b'{"version":1}', MissingField),
    (b'{"version":1,"timestamp":"%d","x":1}' % TIME, UnknownField),
    (b"", NotJson),
]


@pytest.mark.parametrize(("body", "error"), TITLES)
def test_another_title_is_refused(
    path: Path, raw: bytes, body: bytes, error: type[BallotServiceError]
) -> None:
    first = record("BELENIOS", body)
    expect_refused(path, first + raw[2 * BLOCK :], error)


def test_a_title_of_another_time_than_its_header_is_refused(
    path: Path, raw: bytes
) -> None:
    body = b'{"version":1,"timestamp":"%d"}' % TIME
    first = header("BELENIOS", len(body), TIME + 1) + body.ljust(BLOCK, b"\0")
    expect_refused(path, first + raw[2 * BLOCK :], BadFraming, "timestamp")


# --- records beside the order are seen later, events at once ---


def test_an_event_in_another_spelling_is_refused(path: Path, raw: bytes) -> None:
    body = b'{"type":"EndBallots","height":1}'
    name = data_record(body)[:64].decode() + ".event.json"
    expect_refused(path, raw + record(name, body), NotCanonical)


def test_an_extra_record_is_scanned_and_left_to_the_order(
    path: Path, raw: bytes
) -> None:
    path.write_bytes(raw + data_record(b"extra"))
    assert len(scan_archive(path).entries) == 4
