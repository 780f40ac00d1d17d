"""The partial decryptions that were brought, and which of them hold.

Refuses to stop for one bad trustee while t others hold; names every one that it left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ballot_service.errors import BallotServiceError, TooFewShares, WrongOwner
from ballot_service.protocol.decryption import (
    PartialDecryption,
    check_partial_decryption,
)
from ballot_service.protocol.result import owner_key
from ballot_service.record.partial import read_partial
from ballot_service.tally.files import read_public
from ballot_service.verify.records import ClosedRecord


@dataclass(frozen=True)
class Refused:
    """A partial decryption that was left out, and why."""

    file: str
    owner: int
    error: BallotServiceError


@dataclass(frozen=True)
class Gathered:
    """The partial decryptions that hold, by owner, and those that do not."""

    good: dict[int, PartialDecryption]
    refused: tuple[Refused, ...]


def gather(closed: ClosedRecord, paths: Sequence[Path]) -> Gathered:
    """Read and check partial decryptions.

    Raises:
        TooFewShares: fewer than t hold; every bad one is named.
        WrongOwner: two of one trustee. MissingFile.
    """
    good: dict[int, PartialDecryption] = {}
    refused: list[Refused] = []
    for path in paths:
        owner = 0
        try:
            owner, partial = read_partial(closed, read_public(path))
            public = owner_key(closed.trustees, owner)
            check_partial_decryption(closed.election, closed.tally, public, partial)
        except BallotServiceError as error:
            refused.append(Refused(path.name, owner, error))
            continue
        if owner in good:
            raise WrongOwner(f"{path.name}: a second one of trustee {owner}")
        good[owner] = partial
    threshold = closed.manifest.threshold
    if len(good) < threshold:
        bad = "; ".join(f"{r.file}: {r.error.name}" for r in refused)
        raise TooFewShares(f"{len(good)} of {threshold} hold. {bad}".strip())
    return Gathered(good, tuple(refused))
