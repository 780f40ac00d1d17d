"""Errors of the election: an object that is well formed and wrong.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.base import BallotServiceError


class ProtocolError(BallotServiceError):
    """An object of an election does not fit the election."""


class WrongElection(ProtocolError):
    """Made for another election: uuid or fingerprint differ."""


class WrongShape(ProtocolError):
    """Another number of questions, answers, proofs or branches than asked for."""


class WrongBallotHash(ProtocolError):
    """The hash inside a ballot's signature is not that of its content."""


class BadChoice(ProtocolError):
    """A choice to be encrypted that the question does not admit."""


class BadUuid(ProtocolError):
    """Not a Base58 identifier of an election."""


class BadCredential(ProtocolError):
    """A private credential that is not written as the format says."""


class BadSlip(ProtocolError):
    """A slip's code that was mistyped: length, alphabet or check symbol."""


class BadOpening(ProtocolError):
    """A text that does not open a ballot: another form, or a field too much."""


class WrongOpening(ProtocolError):
    """What was opened is not the ballot whose tracker was shown before."""


class DuplicateCredential(ProtocolError):
    """A public credential stands twice in the list."""


class CredentialsNotSorted(ProtocolError):
    """Public credentials are not in the order of their bytes."""


class TooManyCredentials(ProtocolError):
    """More credentials than members on the roll."""


class WeightNotAllowed(ProtocolError):
    """A credential of an election of ours carries a weight."""


class UnknownCredential(ProtocolError):
    """A ballot under a credential that is not in the Setup list."""


class CredentialUsedTwice(ProtocolError):
    """A second ballot of one credential in an election of ours."""


class DuplicateBallot(ProtocolError):
    """The same ballot stands twice in the record."""


class BallotsNotSorted(ProtocolError):
    """Ballots of a record of ours are not in the order of their hashes."""


class RepeatedAlpha(ProtocolError):
    """One alpha stands twice in a record: a copied or repeated ciphertext."""


class BadTrustees(ProtocolError):
    """The trustees' parameters do not fit together."""


class WrongPublicKey(ProtocolError):
    """The election's key is not the product of the trustees' keys."""


class WrongTally(ProtocolError):
    """The encrypted tally is not the product of the ballots."""


class WrongOwner(ProtocolError):
    """A partial decryption of nobody, or a second one of the same trustee."""


class TooFewDecryptions(ProtocolError):
    """Fewer valid partial decryptions than the threshold."""


class WrongResult(ProtocolError):
    """The published result is not what the decryptions give."""


class BadCode(ProtocolError):
    """A typed code of the wrong length, with foreign letters, or of another thing."""


class CeremonyError(ProtocolError):
    """The key ceremony's messages do not fit together.

    Args:
        detail: what is wrong.
        trustee: number of the trustee at fault, from 1; 0 where nobody can be named.
    """

    def __init__(self, detail: str = "", trustee: int = 0) -> None:
        super().__init__(detail)
        self.trustee = trustee


class OutOfTurn(CeremonyError):
    """A step of the ceremony before its time, or a second time."""


class BrokenCommitment(CeremonyError):
    """A trustee showed another polynomial than the one committed to."""


class BadTrusteeShare(CeremonyError):
    """A trustee sent a share that does not fit its own polynomial."""
