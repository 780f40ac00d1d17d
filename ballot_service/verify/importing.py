"""Taking a statement over: the one function by which any planning system does it.

Refuses, each by its own name: a key that nobody pinned, a digit that was changed,
another election, an older or void run, a second statement, an unknown schema, too few
signatures, another roll. Taking the same statement over again changes nothing.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ballot_service.errors import (
    AnotherStatementImported,
    BadCode,
    NothingPinned,
    NotTheAwaitedElection,
    OlderRun,
    StatementOfVoidRun,
    WrongRollDigest,
)
from ballot_service.protocol.codes import check_typed_code
from ballot_service.record.manifest import Manifest, canonical, read_manifest
from ballot_service.verify.statements import VerifiedStatement, verify_statement


@dataclass(frozen=True)
class Awaited:
    """What a planning system knows from signed paper before it reads any statement.

    Attributes:
        pins: thumbprints of all signing keys, in their order, of the opening sheet.
        manifest: "mã cấu hình" of the same sheet, 5x5, or the hash in hexadecimal.
        run: the run that the sheet names; None where the code alone must do.
        roll: salted digest of the roll, from one's own roll and salt; None where the
            planning system holds no roll.
    """

    pins: tuple[str, ...]
    manifest: str
    run: int | None = None
    roll: str | None = None


@dataclass(frozen=True)
class Imported:
    """One line of the ledger: what was taken over.

    Attributes:
        uuid: of the election; one statement each, for ever.
        statement: the statement hash. manifest: the manifest hash.
        series: the same for every run of one ballot (`series_of`).
    """

    uuid: str
    statement: str
    manifest: str
    series: str
    run: int


class Ledger(Protocol):
    """What was taken over, and which elections are void; held for one import."""

    def imported(self) -> Sequence[Imported]:
        """Return everything that was taken over."""

    def void(self) -> frozenset[str]:
        """Return the uuids of elections that were declared void."""

    def remember(self, entry: Imported) -> None:
        """Keep one line, durably, before the import is reported as done."""


@dataclass(frozen=True)
class Import:
    """The outcome: a statement to act on, and whether it is new to the ledger."""

    statement: VerifiedStatement
    new: bool


def import_statement(
    unverified_statement: bytes,
    unverified_manifest: bytes,
    awaited: Awaited,
    ledger: Ledger,
) -> Import:
    """Verify a statement, see that it is the awaited one, and remember it.

    Args:
        ledger: locked by the caller until this returns.

    Returns:
        The verified statement; `new` is False where the very same was taken over
        before, and then nothing is written.

    Raises:
        NothingPinned: no pins, or another number than the manifest has trustees.
        NotTheAwaitedElection, OlderRun: another manifest.
        WrongRollDigest: of another roll. StatementOfVoidRun: declared void.
        AnotherStatementImported: a second statement for one election.
        All of `verify_statement`.
    """
    manifest = read_manifest(unverified_manifest)
    _check_awaited(manifest, awaited)
    if len(awaited.pins) != manifest.size:
        raise NothingPinned(f"{len(awaited.pins)} for {manifest.size} trustees")
    statement = verify_statement(
        unverified_statement, unverified_manifest, awaited.pins, countersigned=True
    )
    entry = entry_of(statement)
    if manifest.uuid in ledger.void():
        raise StatementOfVoidRun(manifest.uuid)
    for known in ledger.imported():
        if known.uuid == entry.uuid:
            if known.statement != entry.statement:
                raise AnotherStatementImported(known.statement)
            return Import(statement, new=False)
        if known.series == entry.series and known.run > entry.run:
            raise OlderRun(f"run {entry.run}; run {known.run} was taken over")
    ledger.remember(entry)
    return Import(statement, new=True)


def _check_awaited(manifest: Manifest, awaited: Awaited) -> None:
    try:
        check_typed_code(awaited.manifest, manifest.digest, "manifest")
    except BadCode as error:
        if awaited.run is not None and manifest.run < awaited.run:
            raise OlderRun(f"run {manifest.run}, not {awaited.run}") from error
        raise NotTheAwaitedElection(error.detail) from error
    if awaited.run is not None and manifest.run != awaited.run:
        raise NotTheAwaitedElection(f"run {manifest.run}, not {awaited.run}")
    if awaited.roll is not None and manifest.roll_digest != awaited.roll:
        raise WrongRollDigest("manifest.roll.digest: another roll")


def entry_of(statement: VerifiedStatement) -> Imported:
    """Return the ledger's line for a statement."""
    manifest = statement.manifest
    return Imported(
        uuid=manifest.uuid,
        statement=statement.digest,
        manifest=manifest.digest,
        series=series_of(manifest),
        run=manifest.run,
    )


def series_of(manifest: Manifest) -> str:
    """Return what all runs of one ballot share: body, year, step, kind and its rows.

    A run that follows a void one has another uuid and other keys, and asks the same
    rows of the same body. Persons are named as on the ballot, for ids are an event's.
    """
    rows = sorted(
        manifest.question_text(i) for i in range(len(manifest.plan.questions))
    )
    value = {
        "body": manifest.body,
        "year": manifest.date.year,
        "step": manifest.plan.step,
        "kind": manifest.plan.kind,
        "rows": rows,
    }
    return hashlib.sha256(canonical(value)).hexdigest()
