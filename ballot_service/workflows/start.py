"""Starting the office: secrets, schema, and what a crash left unfinished.

Refuses to start without its secrets, or on a server that writes down order or time.
"""

from pathlib import Path

from ballot_service.crypto.blind_rsa_keys import MINIMUM_BITS
from ballot_service.crypto.randomness import Random
from ballot_service.keyfiles.service_keys import open_service_keys
from ballot_service.keyfiles.vault import drop_unfinished
from ballot_service.store.database import Database
from ballot_service.workflows.closing import finish_interrupted
from ballot_service.workflows.office import Office


def open_office(
    url: str,
    keys: Path,
    records: Path,
    random: Random,
    minimum_bits: int = MINIMUM_BITS,
    attachments: Path | None = None,
) -> Office:
    """Open the office of a service.

    Args:
        url: the database, as SQLAlchemy writes it.
        keys: folder of the service's secrets.
        records: folder of the public records; made where it is not there.
        minimum_bits: size of issuing keys; other than the default in tests only.
        attachments: folder of sealed attached files; `attachments` beside the records
            where none is given.

    Raises:
        MissingServiceKey, LooseKeyFile, CorruptedKeyFile, UnsafeDatabase.
        RecordDiffers: a closed record is lost, and what is stored gives another one.
    """
    secrets = open_service_keys(keys)
    records.mkdir(parents=True, exist_ok=True)
    database = Database(url)
    database.upgrade()
    kept = attachments or records.parent / "attachments"
    drop_unfinished(kept)
    office = Office(database, secrets, records, random, minimum_bits, kept)
    finish_interrupted(office)
    return office
