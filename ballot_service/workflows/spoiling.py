"""Opening a ballot to a checker: the service signs that it is spoiled, for ever (D4).

Refuses a ballot that is in the box, and to note who opened one, when, or in what order.
"""

import base64

from ballot_service.errors import (
    BallotRefused,
    CredentialUsed,
    TooManySpoiled,
)
from ballot_service.protocol.ballot import tracker
from ballot_service.protocol.opened_ballot import spoiled_message
from ballot_service.store import box, events
from ballot_service.store.rows import EventRow
from ballot_service.workflows.casting import Receipt, check_state
from ballot_service.workflows.frozen import open_election
from ballot_service.workflows.office import Office

MOST_PER_MEMBER = 20
"""Opened ballots for each member of the roll, at most: they must not fill the disk."""


def _signed(office: Office, row: EventRow, digest: str) -> Receipt:
    message = spoiled_message(row.uuid, row.setup_hash, digest)
    signature = office.election_keys(row.uuid).sign_receipt(message)
    return Receipt(digest, row.setup_hash, base64.b64encode(signature).decode())


def spoil_ballot(office: Office, event: str, unverified: bytes) -> Receipt:
    """Spoil a ballot that is not cast, and sign that it is (opening.md §2).

    The same bytes again give the same answer. Its alphas are kept like those of a
    ballot in the box, so that none of them is ever cast under another signature.

    Raises:
        NotOpenYet (E03), BallotPaused, BallotClosed (E04).
        CredentialUsed: E05, the credential has voted; this very ballot, perhaps.
        TooManySpoiled. BallotRefused: E08, whatever does not hold.
    """
    digest = tracker(unverified)
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        if row.opened and box.is_spoiled(connection, row.uuid, digest):
            return _signed(office, row, digest)
        check_state(row)
        opened = open_election(office, connection, row)
    checked = office.check(opened, unverified)
    with office.database.writing() as connection:
        row = events.find_event(connection, event, lock=True)
        if not box.is_spoiled(connection, row.uuid, digest):
            check_state(row)
            if box.credential_voted(connection, row.uuid, checked.credential):
                raise CredentialUsed("a ballot of this credential is in the box")
            most = MOST_PER_MEMBER * row.members
            if box.count_spoiled(connection, row.uuid) >= most:
                raise TooManySpoiled(f"{most}")
            if not box.add_alphas(connection, row.uuid, checked.alphas):
                raise BallotRefused("RepeatedAlpha: a ciphertext of another ballot")
            box.add_spoiled(connection, row.uuid, digest)
    return _signed(office, row, digest)
