"""Errors of key files and the counting tool: secrets, and what it refuses.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.base import BallotServiceError


class KeyFileError(BallotServiceError):
    """A secret file cannot be used."""


class WrongPassphrase(KeyFileError):
    """The passphrase does not open the file, or the file was altered."""


class CorruptedKeyFile(KeyFileError):
    """The file is not a sealed secret of ours."""


class ShareOfAnotherElection(KeyFileError):
    """A trustee's file that belongs to another election or ceremony."""


class WeakPassphrase(KeyFileError):
    """A passphrase shorter than the rule."""


class LooseKeyFile(KeyFileError):
    """A secret file that others on this machine may read."""


class TallyError(BallotServiceError):
    """The counting tool refuses."""


class LatchedToAnother(TallyError):
    """This share has decrypted another closed record, and will open no second one."""


class TooFewBallots(TallyError):
    """Fewer ballots than the profile's minimum: totals would show single votes."""


class TooFewShares(TallyError):
    """Fewer shares than the threshold."""


class ForeignCiphertext(TallyError):
    """A proof of possession is made on a ciphertext of one's own only."""


class MissingSheetFigure(TallyError):
    """A figure or code from the signed closing sheet was not given."""


class MissingFile(TallyError):
    """A file that was named is not there, or cannot be read or written."""


class NotSlips(TallyError):
    """A file to be erased as printed slips that is no PDF."""


class SlipTwice(TallyError):
    """An undrawn slip that was given before."""


class NoTerminal(TallyError):
    """A question to a person, and nobody at a terminal to answer it."""


class UndrawnSlipVoted(TallyError):
    """A slip that nobody drew stands under a ballot of the record."""
