"""Casting: an anonymous ballot is checked, put into the box once, and receipted (D4).

Refuses what does not hold before it asks the box, and never says who sent it.
"""

import base64
from dataclasses import dataclass

from ballot_service.errors import (
    BallotClosed,
    BallotPaused,
    BallotRefused,
    BallotSpoiled,
    CredentialUsed,
    NotOpenYet,
)
from ballot_service.planning.ballot_event import State
from ballot_service.protocol.ballot import tracker
from ballot_service.store import box, events
from ballot_service.store.database import Connection
from ballot_service.store.rows import BallotRow, EventRow
from ballot_service.workflows.checking import CheckedBallot
from ballot_service.workflows.frozen import open_election
from ballot_service.workflows.office import Office

_BEFORE = (
    State.DRAFT,
    State.CHAIR_CONFIRMED,
    State.HEAD_CONFIRMED,
    State.FROZEN,
    State.KEYS_MADE,
    State.ROLL_CALLED,
    State.READY,
    State.POSTPONED,
    State.POSTPONED_WITH_KEYS,
    State.ISSUING,
    State.REGISTRATION,
)


@dataclass(frozen=True)
class Receipt:
    """The service's promise that a ballot is in its store (record.md §10)."""

    tracker: str
    setup: str
    signature: str

    def to_json(self) -> dict[str, object]:
        """Return what the booth reads (http.md §2)."""
        return {
            "tracker": self.tracker,
            "setup": self.setup,
            "signature": self.signature,
        }


def receipt_message(uuid: str, setup: str, ballot_tracker: str) -> bytes:
    """Return what a receipt signs (record.md §10)."""
    return f"ballot-service/receipt/1|{uuid}|{setup}|{ballot_tracker}".encode()


def _receipt(office: Office, row: EventRow, ballot_tracker: str) -> Receipt:
    message = receipt_message(row.uuid, row.setup_hash, ballot_tracker)
    signature = office.receipt_key(row.uuid).sign_receipt(message)
    return Receipt(ballot_tracker, row.setup_hash, base64.b64encode(signature).decode())


def check_state(row: EventRow) -> None:
    """Check that the box is open.

    Raises:
        NotOpenYet, BallotPaused, BallotClosed.
    """
    state = State(row.state)
    if state in _BEFORE:
        raise NotOpenYet(state.value)
    if state is State.PAUSED:
        raise BallotPaused(state.value)
    if state is not State.OPEN:
        raise BallotClosed(state.value)


def cast_ballot(office: Office, event: str, unverified: bytes) -> Receipt:
    """Put a ballot into the box and return its receipt.

    The same bytes again give the same receipt, also while paused and after close.
    Proofs are checked before the transaction, state and uniqueness inside it: close
    and cast lock the same row, so that every receipt's ballot is in the record (D4).

    Raises:
        NotOpenYet (E03), BallotPaused, BallotClosed (E04).
        CredentialUsed: E05, other bytes of a credential that has voted.
        BallotSpoiled: E08, it was opened to a checker.
        BallotRefused: E08, whatever does not hold.
    """
    digest = tracker(unverified)
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        if row.opened and box.has_ballot(connection, row.uuid, digest):
            return _receipt(office, row, digest)
        check_state(row)
        opened = open_election(office, connection, row)
    checked = office.check(opened, unverified)
    with office.database.writing() as connection:
        row = events.find_event(connection, event, lock=True)
        if not box.has_ballot(connection, row.uuid, digest):
            check_state(row)
            _put(
                connection,
                row,
                checked,
                BallotRow(digest, checked.credential, unverified),
            )
    return _receipt(office, row, digest)


def _put(
    connection: Connection, row: EventRow, checked: CheckedBallot, new: BallotRow
) -> None:
    if box.is_spoiled(connection, row.uuid, new.tracker):
        raise BallotSpoiled("opened to a checker")
    if not box.add_ballot(connection, row.uuid, new):
        raise CredentialUsed("another ballot of this credential is in the box")
    if not box.add_alphas(connection, row.uuid, checked.alphas):
        raise BallotRefused("RepeatedAlpha: a ciphertext of another ballot")
