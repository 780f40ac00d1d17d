"""R7a over a whole review: the re-ballot is about the tied, before the same members.

Refuses to go by numbers: members are compared by id and name, and so are the tied.
"""

from ballot_service.planning.reballot import check_reballot, check_same_members
from ballot_service.planning.roll import Member
from ballot_service.store import events, members
from ballot_service.store.database import Connection
from ballot_service.workflows.cycle_progress import Progress
from ballot_service.workflows.cycle_results import Taken
from ballot_service.workflows.frozen import check_roll, load_manifest


def members_of(connection: Connection, event: str) -> tuple[Member, ...]:
    """Return the roll of a ballot, by id and name."""
    rows = members.get_roll(connection, event)
    return tuple(Member(row.id, row.name, row.position) for row in rows)


def check_reballot_held(connection: Connection, progress: Progress) -> None:
    """Check the re-ballot of a review, if it had one, as it was held.

    Whoever could write into the database could have changed its draft before chair and
    committee froze it; both rolls are first held against the digests that they signed.

    Raises:
        NotTheTied: other persons, titles or places. OtherElectorate: other members.
        RecordDiffers: a roll is not the one that was frozen.
    """
    again = progress.result("reballot", 4)
    if again is None:
        return
    first = progress.need("addition", 4)
    check_reballot(first.plan, first.verdict(progress.choices), again.plan)
    check_same_members(_signed_roll(connection, first), _signed_roll(connection, again))


def _signed_roll(connection: Connection, taken: Taken) -> tuple[Member, ...]:
    row = events.find_event(connection, taken.link.event)
    check_roll(connection, row, load_manifest(connection, row))
    return members_of(connection, row.id)
