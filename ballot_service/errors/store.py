"""Errors of what is kept: the database, and the service's own secrets.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.base import BallotServiceError
from ballot_service.errors.tally import KeyFileError


class StoreError(BallotServiceError):
    """The database cannot be used, or does not hold what was asked for."""


class UnsafeDatabase(StoreError):
    """A setting of the server that would write down order or time (architecture D3)."""


class UnknownEvent(StoreError):
    """No ballot event of this identifier."""


class UnknownCycle(StoreError):
    """No review cycle of this identifier."""


class UnknownMember(StoreError):
    """Nobody with this id on the roll."""


class UnknownTablet(StoreError):
    """No shared tablet of this name."""


class UnknownUser(StoreError):
    """No account of this name."""


class MissingServiceKey(KeyFileError):
    """A secret of the service is not there; no default takes its place."""
