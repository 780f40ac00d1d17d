"""Whether a ballot may be put into the box: everything that needs no box and no key.

Refuses to know the office: a process that only checks needs nothing else of this room.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from ballot_service.errors import (
    BallotRefused,
    CryptoError,
    EncodingError,
    ProtocolError,
    RepeatedAlpha,
    UnknownCredential,
)
from ballot_service.protocol.ballot import Ballot, read_ballot
from ballot_service.protocol.check_ballot import check_ballot, check_no_identity
from ballot_service.protocol.election import Election


@dataclass(frozen=True)
class OpenElection:
    """What a ballot is checked against, read from Setup."""

    election: Election
    credentials: frozenset[str]
    setup_hash: str


@dataclass(frozen=True)
class CheckedBallot:
    """What the box needs of a ballot that holds.

    Attributes:
        alphas: short hashes of all its alphas.
    """

    credential: str
    alphas: frozenset[bytes]


Check = Callable[[OpenElection, bytes], CheckedBallot]
"""`check_cast`, or another process that runs it."""


def check_cast(opened: OpenElection, unverified: bytes) -> CheckedBallot:
    """Check everything about a ballot that needs no box.

    Raises:
        BallotRefused: E08; the detail names the check that failed.
    """
    election = opened.election
    try:
        ballot = read_ballot(election.group, unverified)
        check_no_identity(election, ballot)
        if ballot.credential not in opened.credentials:
            raise UnknownCredential("not in the Setup list")
        check_ballot(election, ballot)
        marks = alpha_marks(ballot)
        if len(marks) != sum(len(answer.choices) for answer in ballot.answers):
            raise RepeatedAlpha("within one ballot")
    except (EncodingError, CryptoError, ProtocolError) as error:
        raise BallotRefused(f"{error.name}: {error.detail}") from error
    return CheckedBallot(ballot.credential, marks)


def alpha_marks(ballot: Ballot) -> frozenset[bytes]:
    """Return short hashes of all alphas of a ballot."""
    return frozenset(
        hashlib.blake2b(choice.alpha.encode(), digest_size=16).digest()
        for answer in ballot.answers
        for choice in answer.choices
    )
