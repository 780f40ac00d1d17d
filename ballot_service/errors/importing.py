"""Errors of taking a statement over: genuine, perhaps, and not the one to act on.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.base import BallotServiceError
from ballot_service.errors.verification import StatementOfAnotherElection


class StatementImportError(BallotServiceError):
    """A statement is not taken over."""


class NothingPinned(StatementImportError):
    """No thumbprints from the signed opening sheet, or not one for each trustee."""


class PinsFromThePackage(StatementImportError):
    """The pins lie in the very package that they are to be compared with."""


class NotTheAwaitedElection(StatementImportError, StatementOfAnotherElection):
    """The statement's election is not the one that the importer was told to await."""


class OlderRun(StatementImportError):
    """A run of this ballot that a later one has replaced."""


class StatementOfVoidRun(StatementImportError):
    """A ballot that was declared void has no result to act on."""


class AnotherStatementImported(StatementImportError):
    """For this election another statement was taken over already."""


class WrongRollDigest(StatementImportError):
    """Not the roll of the members whom the planning system counts."""


class LedgerDamaged(StatementImportError):
    """The list of what was taken over cannot be read; nothing is taken over."""


class IncompletePackage(StatementImportError):
    """The package lacks its statement or its manifest."""
