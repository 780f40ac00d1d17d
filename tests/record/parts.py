"""Archives and manifests with one fact changed.

Refuses to keep a hash that no longer fits, but where that is the fact.
"""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ballot_service.record.archive import ArchiveWriter, header, title_body
from tests.making import Making, make_plan

TIME = 1_774_310_400
BLOCK = 512


@cache
def small() -> Making:
    """Return an election of one row, 1 of 1, in which nothing was voted yet."""
    return Making(size=1, threshold=1, plan=make_plan(1))


@cache
def three() -> Making:
    """Return an election of two rows, 2 of 3."""
    return Making()


def data_record(body: bytes, time: int = TIME) -> bytes:
    """Return a data record with its right name."""
    return record(f"{hashlib.sha256(body).hexdigest()}.data.json", body, time)


def record(name: str, body: bytes, time: int = TIME) -> bytes:
    """Return header, body and padding."""
    return header(name, len(body), time) + body + bytes(-len(body) % BLOCK)


def title(time: int = TIME) -> bytes:
    """Return the first record."""
    return record("BELENIOS", title_body(time), time)


def written(path: Path, bodies: Sequence[bytes] = (b"[1]", b"x" * 700)) -> bytes:
    """Write an archive of data records and one event; return its bytes."""
    writer = ArchiveWriter(path, TIME)
    digest = ""
    for body in bodies:
        digest = writer.data(body)
    writer.event("Setup", digest)
    writer.close()
    return path.read_bytes()


def fitted(block: bytes) -> bytes:
    """Return a header with its checksum made to fit again."""
    changed = bytearray(block)
    changed[148:156] = b" " * 8
    changed[148:156] = b"%06o\0 " % sum(changed)
    return bytes(changed)


def with_header(raw: bytes, at: int, value: bytes, *, fit: bool = True) -> bytes:
    """Change some bytes of the second record's header."""
    start = 2 * BLOCK
    block = bytearray(raw[start : start + BLOCK])
    block[at : at + len(value)] = value
    new = fitted(bytes(block)) if fit else bytes(block)
    return raw[:start] + new + raw[start + BLOCK :]
