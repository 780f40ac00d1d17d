"""The office: database, keys and records of one service, and who acts in it.

Refuses ambient clock, randomness and paths: all are handed in.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from ballot_service.crypto.blind_rsa_keys import MINIMUM_BITS
from ballot_service.crypto.randomness import Random
from ballot_service.errors import RepeatedAlready, WrongRole
from ballot_service.keyfiles.service_keys import ElectionKeys, ReceiptKey, ServiceKeys
from ballot_service.keyfiles.vault import Vault
from ballot_service.planning.ballot_event import Action, State, after
from ballot_service.store import events
from ballot_service.store.database import Connection, Database
from ballot_service.store.rows import EventRow, OperationRow
from ballot_service.workflows.checking import Check, check_cast


class Role(StrEnum):
    """Who somebody is in the meeting (architecture, rules 1.1)."""

    SECRETARY = "secretary"
    CHAIR = "chair"
    COMMITTEE = "committee"
    INSPECTOR = "inspector"
    TECHNICIAN = "technician"


@dataclass(frozen=True)
class Actor:
    """A signed-in member of staff in one role.

    Attributes:
        user: id of the account.
        place: number in the counting committee (trustee i), 0 where not in it.
    """

    user: str
    name: str
    role: Role
    place: int = 0


@dataclass(frozen=True)
class Office:
    """Everything that a workflow needs besides its own arguments.

    Attributes:
        records: folder of the public records, one folder an election.
        attachments: folder of sealed files, beside the records and never among them.
        minimum_bits: of issuing keys; other than the default in tests only.
        check: of a ballot, in this process or beside it.
        seen: what was read and checked once and cannot change: Setup, closed records.
    """

    database: Database
    keys: ServiceKeys
    records: Path
    random: Random
    minimum_bits: int = MINIMUM_BITS
    attachments: Path = Path("attachments")
    check: Check = check_cast
    seen: dict[tuple[str, str], object] = field(default_factory=dict, repr=False)

    @property
    def vault(self) -> Vault:
        """The attached files, under the service's own key.

        Raises:
            MissingServiceKey, LooseKeyFile, CorruptedKeyFile.
        """
        return Vault(self.attachments, self.keys.attachment_key())

    def receipt_key(self, uuid: str) -> ReceiptKey:
        """Return the receipt key of one election, which outlives its issuing key.

        Raises:
            MissingServiceKey, LooseKeyFile, CorruptedKeyFile.
        """
        found = self.seen.get(("receipt", uuid))
        if not isinstance(found, ReceiptKey):
            found = self.keys.receipt_key(uuid)
            self.seen["receipt", uuid] = found
        return found

    def election_keys(self, uuid: str) -> ElectionKeys:
        """Return the issuing and receipt key of one election.

        Raises:
            MissingServiceKey, LooseKeyFile, CorruptedKeyFile.
        """
        found = self.seen.get(("keys", uuid))
        if not isinstance(found, ElectionKeys):
            found = self.keys.election_keys(uuid, self.minimum_bits)
            self.seen["keys", uuid] = found
        return found


def require(actor: Actor, *roles: Role) -> None:
    """Check that an act belongs to the actor's role.

    Raises:
        WrongRole: naming the role.
    """
    if actor.role not in roles:
        raise WrongRole(actor.role.value)


@dataclass(frozen=True)
class Act:
    """One transaction of one actor on one locked event, and its line in the log."""

    connection: Connection
    row: EventRow
    actor: Actor
    now: int

    @property
    def state(self) -> State:
        """Where the event stood when the transaction began."""
        return State(self.row.state)

    def step(self, action: Action, **values: object) -> State:
        """Take a step of the life cycle and change columns with it.

        Raises:
            EventStepRefused: the table has no such step.
        """
        state = after(self.state, action)
        self.change(state=state.value, **values)
        return state

    def change(self, **values: object) -> None:
        """Change columns of the event."""
        events.update_event(self.connection, self.row.id, **values)

    def log(self, act: str, detail: str = "") -> None:
        """Write the act into the log of staff."""
        actor = self.actor
        events.add_operation(
            self.connection,
            OperationRow(
                self.row.id,
                self.now,
                actor.user,
                actor.name,
                actor.role.value,
                act,
                detail,
            ),
        )


@contextmanager
def acting(office: Office, event: str, actor: Actor, now: int) -> Iterator[Act]:
    """Open the transaction of an act of staff on one event, locked for it.

    Raises:
        UnknownEvent.
    """
    with office.database.writing() as connection:
        row = events.find_event(connection, event, lock=True)
        yield Act(connection, row, actor, now)


def check_not_repeated(act: Act) -> None:
    """Check that no event is the next run of this one (rules R12).

    Raises:
        RepeatedAlready.
    """
    if any(row.repeats == act.row.id for row in events.all_events(act.connection)):
        raise RepeatedAlready(act.row.id)
