"""The ledger of a planning system on its own: one small file, replaced whole.

Refuses to guess at a file that it cannot read: nothing is taken over then.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ballot_service.errors import BallotServiceError, LedgerDamaged
from ballot_service.protocol.atoms import read_hex, read_uuid
from ballot_service.protocol.encoding import Fields, as_list, as_text, decode, encode
from ballot_service.verify.importing import Imported

SCHEMA = "ballot-service/imports/1"
_MOST = 100_000
_LINE = ("uuid", "statement", "manifest", "series", "run")


class FileLedger:
    """What was taken over, in one JSON file. Made by `open_ledger` alone."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._imported: tuple[Imported, ...] = ()
        self._void: frozenset[str] = frozenset()
        if path.exists():
            self._read(path.read_bytes())

    def _read(self, unverified: bytes) -> None:
        try:
            fields = Fields(
                decode(unverified), "ledger", ("schema", "imported", "void")
            )
            if fields.text("schema", 60) != SCHEMA:
                raise LedgerDamaged("another schema")
            self._imported = tuple(
                _line(item, f"ledger.imported[{i}]")
                for i, item in enumerate(fields.items("imported", _MOST))
            )
            void = as_list(fields.raw("void"), "ledger.void", _MOST)
            self._void = frozenset(
                read_uuid(as_text(item, "ledger.void", 40)) for item in void
            )
        except BallotServiceError as error:
            raise LedgerDamaged(f"{error.name}: {error.detail}") from error

    def imported(self) -> tuple[Imported, ...]:
        """Return everything that was taken over."""
        return self._imported

    def void(self) -> frozenset[str]:
        """Return the uuids of elections that were declared void."""
        return self._void

    def remember(self, entry: Imported) -> None:
        """Keep one line, durably."""
        self._imported = (*self._imported, entry)
        self._write()

    def declare_void(self, uuid: str) -> None:
        """Keep that an election is void, from its signed minutes of voiding.

        Raises:
            BadUuid.
        """
        self._void = self._void | {read_uuid(uuid)}
        self._write()

    def _write(self) -> None:
        body = encode(
            {
                "schema": SCHEMA,
                "imported": [vars(entry) for entry in self._imported],
                "void": sorted(self._void),
            }
        )
        beside = self._path.with_name(f".{self._path.name}.new")
        with beside.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._path)
        descriptor = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _line(item: object, where: str) -> Imported:
    fields = Fields(item, where, _LINE)
    return Imported(
        uuid=read_uuid(fields.text("uuid", 40)),
        statement=read_hex(fields, "statement"),
        manifest=read_hex(fields, "manifest"),
        series=read_hex(fields, "series"),
        run=fields.integer("run", 1, 1000),
    )


@contextmanager
def open_ledger(path: Path) -> Iterator[FileLedger]:
    """Open a ledger for one import, alone: a second process waits.

    Raises:
        LedgerDamaged: the file is there and cannot be read.
    """
    path = path.resolve()
    lock = path.with_name(f".{path.name}.lock")
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield FileLedger(path)
    finally:
        os.close(descriptor)
