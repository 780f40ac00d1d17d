"""The bulletin: all trackers in the order of their hashes, and one looked up.

Refuses to show anything before close: until then only numbers are known (D3).
"""

from ballot_service.errors import NotClosedYet, UnknownTracker
from ballot_service.store import box, events
from ballot_service.store.database import Connection
from ballot_service.store.rows import EventRow
from ballot_service.workflows.codes import tracker_prefix
from ballot_service.workflows.office import Office


def _closed(connection: Connection, event: str) -> EventRow:
    row = events.find_event(connection, event)
    if not row.end_hash:
        raise NotClosedYet(row.state)
    return row


def trackers(office: Office, event: str) -> tuple[str, ...]:
    """Return the trackers of all ballots, sorted, in hexadecimal.

    Raises:
        NotClosedYet.
    """
    with office.database.reading() as connection:
        row = _closed(connection, event)
        return tuple(box.trackers(connection, row.uuid))


def look_up(office: Office, event: str, typed: str) -> str:
    """Return the whole tracker that a typed code stands for.

    Args:
        typed: the 80-bit code, 4x4, or the whole hash in hexadecimal.

    Raises:
        NotClosedYet. BadCode: not such a code.
        UnknownTracker: no ballot of the record has it, or two have.
    """
    prefix = tracker_prefix(typed)
    with office.database.reading() as connection:
        row = _closed(connection, event)
        found = box.trackers(connection, row.uuid, prefix)
    if len(found) != 1:
        raise UnknownTracker(f"{len(found)} ballots")
    return found[0]
