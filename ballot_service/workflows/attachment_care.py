"""The care of attached files: are all there, is any left over, and their end.

Refuses to touch a file that another cycle keeps; when is `destruction.py`'s to say.
"""

from dataclasses import dataclass

from ballot_service.errors import AttachmentDamaged
from ballot_service.store import attachments, shredding
from ballot_service.workflows.cycle_office import CycleAct
from ballot_service.workflows.office import Office


@dataclass(frozen=True)
class VaultReport:
    """What was found: files kept, those that do not open, those that no row counts."""

    kept: int
    damaged: tuple[str, ...]
    left_over: tuple[str, ...]


def check_vault(office: Office) -> VaultReport:
    """Open every file that a row counts, and look for what none does.

    Raises:
        MissingServiceKey, LooseKeyFile, CorruptedKeyFile.
    """
    with office.database.reading() as connection:
        kept = attachments.digests_kept(connection)
    damaged = []
    for digest in sorted(kept):
        try:
            office.vault.read(digest)
        except AttachmentDamaged:
            damaged.append(digest)
    left_over = office.vault.digests() - kept
    return VaultReport(len(kept), tuple(damaged), tuple(sorted(left_over)))


def drop_left_over(office: Office) -> int:
    """Remove the files that no row counts, and return how many there were.

    By the operator's command only, with the service stopped: after a backup was
    brought back, a file without its row may be the one that is missed.
    """
    left_over = check_vault(office).left_over
    for digest in left_over:
        office.vault.remove(digest)
    return len(left_over)


def forget_attachments(act: CycleAct) -> tuple[str, ...]:
    """Delete the rows and the log of a cycle's files, within its destruction.

    Returns:
        The files that no other cycle keeps, to be removed once this is committed: a
        crash between the two leaves files that the check of the vault finds.
    """
    rows = attachments.attachments_of(act.connection, act.row.id)
    shredding.drop_attachments(act.connection, act.row.id)
    kept = attachments.digests_kept(act.connection)
    return tuple(sorted({row.digest for row in rows} - kept))


def make_missing_key(office: Office) -> bool:
    """Make the key of a service that is older than attachments; say whether it did.

    Raises:
        AttachmentDamaged: files were attached already: the key is lost, not unmade.
    """
    if office.keys.has_attachment_key:
        return False
    with office.database.reading() as connection:
        if attachments.count_attachments(connection):
            raise AttachmentDamaged("files were attached, and their key is lost")
    office.keys.make_attachment_key(office.random)
    return True
