"""What every tablet and checker may fetch, the same for everybody: status and Setup.

Refuses a number of any kind, and Setup before the vote has opened.
"""

from dataclasses import asdict, dataclass

from ballot_service.errors import NotOpenYet
from ballot_service.planning.ballot_event import State
from ballot_service.protocol.encoding import encode
from ballot_service.record.statement import ELECTRONIC
from ballot_service.store import events
from ballot_service.workflows.frozen import load_setup, manifest_bytes
from ballot_service.workflows.office import Office


@dataclass(frozen=True)
class Status:
    """What every tablet polls, the same for everybody (http.md §2)."""

    state: str
    manifest: str
    setup: str
    end: str

    def to_json(self) -> dict[str, object]:
        """Return the answer's fields."""
        return asdict(self)


def status(office: Office, event: str) -> Status:
    """Return the status; Setup is named from opening on.

    Raises:
        UnknownEvent.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
    setup = row.setup_hash if row.opened else ""
    # For a tablet a ballot that went to paper is over, whatever happens to it there.
    state = row.state if row.medium == ELECTRONIC else State.VOID.value
    return Status(state, row.manifest_hash, setup, row.end_hash)


@dataclass(frozen=True)
class SetupTexts:
    """The three bodies of Setup as texts (http.md §2)."""

    election: str
    trustees: str
    credentials: str

    def to_json(self) -> dict[str, object]:
        """Return the answer's fields."""
        return asdict(self)


def setup_texts(office: Office, event: str) -> SetupTexts:
    """Return Setup, from opening on.

    Raises:
        NotOpenYet, RecordDiffers.
    """
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        if not row.opened:
            raise NotOpenYet(row.state)
        setup = load_setup(connection, row)
    return SetupTexts(
        setup.election.decode(), setup.trustees.decode(), setup.credentials.decode()
    )


def check_package(office: Office, event: str) -> bytes:
    """Return what a checker of opened ballots needs, from opening on (opening.md §4).

    Raises:
        NotOpenYet, RecordDiffers.
    """
    texts = setup_texts(office, event).to_json()
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        manifest = manifest_bytes(connection, row).decode()
    return encode({"schema": "ballot-service/check/1", "manifest": manifest, **texts})
