"""Errors of verification: what was typed from paper, and the statement.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.base import BallotServiceError


class VerificationError(BallotServiceError):
    """A figure or code from paper, or the statement, does not match the record."""


class WrongSetupHash(VerificationError):
    """Not the Setup event that the opening sheet names."""


class WrongEndHash(VerificationError):
    """Not the EndBallots event that the closing sheet names."""


class WrongBallotCount(VerificationError):
    """Not the number of ballots that the closing sheet names."""


class UndrawnOfAnotherRecord(VerificationError):
    """A list of undrawn slips of another election, or made after another close."""


class BadStatement(VerificationError):
    """The statement breaks a rule of docs/spec/statement.md."""


class WrongStatement(VerificationError):
    """The statement says something else than record and manifest give."""


class BadStatementSignature(VerificationError):
    """A signature under the statement does not hold, or its header is foreign."""


class MissingStatementSignature(VerificationError):
    """A trustee who opened the tally has not signed the statement."""


class UnboundSigningKey(VerificationError):
    """A signing key that the trustee's certificate key did not sign."""


class UnknownStatementSchema(BadStatement):
    """A statement of a schema that this reader does not know, older or newer."""


class StatementOfAnotherElection(VerificationError):
    """The statement binds another manifest than the one beside it, or asked for."""


class UnpinnedSigningKey(VerificationError):
    """A signing key whose thumbprint is not on the signed opening sheet."""


class TooFewSignatures(VerificationError):
    """Fewer trustees opened the tally, or signed, than the threshold asks."""


class NotCountersigned(VerificationError):
    """The service has not countersigned the statement under its receipt key."""
