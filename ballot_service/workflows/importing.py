"""Taking statements over for planning: our own workflow uses what everybody uses.

Refuses a shortcut for our own ballots: their pins come from the ceremony that chair and
committee signed for, and the statement is verified like any other.
"""

from ballot_service.errors import NotCounted
from ballot_service.planning.ballot_event import State
from ballot_service.store import events, imports
from ballot_service.store.database import Connection
from ballot_service.store.rows import EventRow, ImportRow
from ballot_service.verify.importing import (
    Awaited,
    Import,
    Imported,
    import_statement,
)
from ballot_service.workflows.frozen import (
    check_roll,
    load_manifest,
    manifest_bytes,
    thumbprints,
)
from ballot_service.workflows.office import Office


class OfficeLedger:
    """The ledger in the service's own database, inside one writing transaction."""

    def __init__(self, connection: Connection) -> None:
        imports.lock_imports(connection)
        self._connection = connection

    def imported(self) -> tuple[Imported, ...]:
        """Return everything that was taken over."""
        rows = imports.all_imports(self._connection)
        return tuple(Imported(**vars(row)) for row in rows)

    def void(self) -> frozenset[str]:
        """Return the uuids of our own events that were declared void."""
        return imports.void_uuids(self._connection, State.VOID.value)

    def remember(self, entry: Imported) -> None:
        """Keep one line; it is durable when the transaction ends."""
        imports.add_import(self._connection, ImportRow(**vars(entry)))


def awaited_of(connection: Connection, row: EventRow) -> Awaited:
    """Return what the signed opening sheet of our own event says.

    Raises:
        NotFrozen. RecordDiffers: the roll or the manifest is no longer what was frozen.
    """
    manifest = load_manifest(connection, row)
    check_roll(connection, row, manifest)
    return Awaited(
        pins=thumbprints(connection, row),
        manifest=row.manifest_hash,
        run=row.run,
        roll=manifest.roll_digest,
    )


def take_over_own(connection: Connection, row: EventRow) -> Import:
    """Take the statement of one of our own events over, in the caller's transaction.

    Returns:
        The verified statement, and whether it is new; again changes nothing.

    Raises:
        NotCounted: there is no statement. Else what `import_statement` raises.
    """
    kept = events.get_paper(connection, row.id, "statement")
    if kept is None:
        raise NotCounted(row.state)
    awaited = awaited_of(connection, row)
    manifest = manifest_bytes(connection, row)
    return import_statement(kept, manifest, awaited, OfficeLedger(connection))


def take_over(
    office: Office,
    unverified_statement: bytes,
    unverified_manifest: bytes,
    awaited: Awaited,
) -> Import:
    """Take over a statement that came from elsewhere, as a file.

    Raises:
        What `import_statement` raises; nothing is kept then.
    """
    with office.database.writing() as connection:
        return import_statement(
            unverified_statement, unverified_manifest, awaited, OfficeLedger(connection)
        )
