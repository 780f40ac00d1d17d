"""What the cycle's tables hold, as frozen objects.

Refuses behaviour; a row of SQLAlchemy never leaves the room.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class CycleRow:
    """A review cycle; `pass_number` counts its ways through steps 1 and 2, from 1."""

    id: str
    body: str
    year: int
    number: int
    state: str
    suspended_from: str
    pass_number: int = 1
    reballots: int = 0
    needs_submission: bool = False
    needs_own_decision: bool = False
    own_decision_issued: bool = False
    archived_on: str = ""


@dataclass(frozen=True)
class PaperRow:
    """A paper: its reference as on paper, the hash of its body, and who added it."""

    cycle: str
    kind: str
    number: int
    pass_number: int
    reference: str
    digest: str
    body: bytes
    added_by: str
    added_at: int


@dataclass(frozen=True)
class BallotLinkRow:
    """A ballot event of a cycle; `statement` is its hash, "" before it was taken."""

    event: str
    cycle: str
    step: int
    kind: str
    pass_number: int
    number: int
    running: int | None
    statement: str = ""


@dataclass(frozen=True)
class CycleOperationRow:
    """One line of the log of staff."""

    cycle: str
    at: int
    user: str
    name: str
    role: str
    act: str
    detail: str
