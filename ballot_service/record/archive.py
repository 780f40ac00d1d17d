"""`record.bel` as bytes: the one framing, written and scanned record by record.

Refuses any header, padding or name that it would not have written (record.md §3).
"""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ballot_service.errors import (
    BadFraming,
    HashMismatch,
    RefusesToOverwrite,
    TooLarge,
)
from ballot_service.protocol.encoding import Fields, decode, encode
from ballot_service.protocol.events import Event, Slot, read_event

_BLOCK = 512
_MAX_BODY = 16 * 1024 * 1024
_MAX_ARCHIVE = 4 * 1024**3
_MAX_TIME = 8**11 - 1
_NAME = re.compile(r"([0-9a-f]{64})\.(data|event)\.json", re.ASCII)
_TITLE = "BELENIOS"


def header(name: str, size: int, time: int) -> bytes:
    """Return the 512 bytes before a body (record.md §3).

    Args:
        name: file name, ASCII, at most 99 characters.
        size: length of the body in bytes.
        time: seconds since 1970-01-01 UTC.
    """
    block = bytearray(_BLOCK)
    fields = (
        (0, name.encode("ascii")),
        (100, b"0000644"),
        (108, b"0000000"),
        (116, b"0000000"),
        (124, b"%011o" % size),
        (136, b"%011o" % time),
        (148, b" " * 8),
        (156, b"0"),
    )
    for at, value in fields:
        block[at : at + len(value)] = value
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def title_body(time: int) -> bytes:
    """Return the body of the first record."""
    return encode({"version": 1, "timestamp": str(time)})


@dataclass(frozen=True)
class Entry:
    """Where one record's body lies.

    Attributes:
        digest: SHA-256 in hexadecimal, checked when scanned.
        event: the event, or None for data.
        offset: of the body, in bytes.
        size: of the body, in bytes.
    """

    digest: str
    event: Event | None
    offset: int
    size: int

    @property
    def slot(self) -> Slot:
        """The record as far as the order goes."""
        return Slot(self.digest, self.event)


@dataclass(frozen=True)
class Archive:
    """A scanned archive: framing and hashes hold, nothing else is known yet."""

    path: Path
    time: int
    entries: tuple[Entry, ...]

    def body(self, entry: Entry) -> bytes:
        """Read one body again, and check its hash again.

        Raises:
            HashMismatch: the file changed since it was scanned.
        """
        with self.path.open("rb") as file:
            file.seek(entry.offset)
            body = file.read(entry.size)
        if hashlib.sha256(body).hexdigest() != entry.digest:
            raise HashMismatch(f"record {entry.digest[:16]} changed while reading")
        return body


def _exactly(file: BinaryIO, size: int) -> bytes:
    data = file.read(size)
    if len(data) != size:
        raise BadFraming("the archive ends inside a record")
    return data


def _octal(field: bytes) -> int:
    if not re.fullmatch(rb"[0-7]{11}", field):
        raise BadFraming("a header's number is not 11 octal digits")
    return int(field, 8)


def _read_record(file: BinaryIO, block: bytes) -> tuple[str, int, bytes]:
    """Read the record whose header is `block`; return name, time and body."""
    name_bytes = block[:100].rstrip(b"\0")
    if not name_bytes.isascii():
        raise BadFraming("a record's name is not ASCII")
    name = name_bytes.decode("ascii")
    size, time = _octal(block[124:135]), _octal(block[136:147])
    if size > _MAX_BODY:
        raise TooLarge(f"a record of {size} bytes")
    if block != header(name, size, time):
        raise BadFraming(f"header of {name[:16]} is not reproducible")
    body = _exactly(file, size)
    if any(_exactly(file, -size % _BLOCK)):
        raise BadFraming(f"padding of {name[:16]} is not zero")
    return name, time, body


def _records(file: BinaryIO) -> Iterator[tuple[str, int, bytes, int]]:
    while block := file.read(_BLOCK):
        if len(block) != _BLOCK:
            raise BadFraming("the archive ends inside a header")
        offset = file.tell()
        yield (*_read_record(file, block), offset)


def _read_title(name: str, time: int, body: bytes) -> None:
    if name != _TITLE:
        raise BadFraming("the first record is not BELENIOS")
    fields = Fields(decode(body, 4096), "BELENIOS", ("version", "timestamp"))
    fields.integer("version", 1, 1)
    stamp = fields.raw("timestamp")
    as_number = encode({"version": 1, "timestamp": time})
    if body not in (title_body(time), as_number):
        raise BadFraming(f"the archive's timestamp {str(stamp)[:20]} is not its time")


def scan_archive(path: Path) -> Archive:
    """Read a whole archive once: framing and hashes, in flat memory.

    Raises:
        BadFraming, HashMismatch, TooLarge, and what `read_event` raises.
    """
    if path.stat().st_size > _MAX_ARCHIVE:
        raise TooLarge("an archive of more than 4 GiB")
    entries: list[Entry] = []
    with path.open("rb") as file:
        records = _records(file)
        first = next(records, None)
        if first is None:
            raise BadFraming("an empty archive")
        name, archive_time, body, _ = first
        _read_title(name, archive_time, body)
        for i, (name, time, body, offset) in enumerate(records):
            match = _NAME.fullmatch(name)
            if not match:
                raise BadFraming(f"record {i}: a name that no record has")
            if time != archive_time:
                raise BadFraming(f"record {i}: another time than the archive's")
            digest = hashlib.sha256(body).hexdigest()
            if digest != match[1]:
                raise HashMismatch(f"record {i}: not the hash of its body")
            event = read_event(body) if match[2] == "event" else None
            entries.append(Entry(digest, event, offset, len(body)))
    return Archive(path, archive_time, tuple(entries))


class ArchiveWriter:
    """Writes an archive in its one order, events chained as they are added.

    Args:
        path: a file that must not exist.
        time: seconds since 1970; of a record of ours, midnight of its date.

    Raises:
        RefusesToOverwrite: the file exists.
    """

    def __init__(self, path: Path, time: int) -> None:
        if not 0 <= time <= _MAX_TIME:
            raise ValueError("a time of 0 to 8^11 - 1 seconds")
        try:
            self._file = path.open("xb")
        except FileExistsError as error:
            raise RefusesToOverwrite(str(path.name)) from error
        self._time = time
        self._parent: str | None = None
        self._height = 0
        self._write(_TITLE, title_body(time))

    def _write(self, name: str, body: bytes) -> None:
        self._file.write(header(name, len(body), self._time) + body)
        self._file.write(bytes(-len(body) % _BLOCK))

    def data(self, body: bytes) -> str:
        """Add a data record and return its hash."""
        digest = hashlib.sha256(body).hexdigest()
        self._write(f"{digest}.data.json", body)
        return digest

    def event(self, kind: str, payload: str | None) -> str:
        """Add an event after the last one and return its hash."""
        event = Event(self._parent, self._height, kind, payload)
        self._write(f"{event.digest}.event.json", event.encoded())
        self._parent, self._height = event.digest, self._height + 1
        return event.digest

    def close(self) -> None:
        """Bring the file to the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
