"""Partial decryptions as files, and which of them hold.

Refuses to stop for one bad trustee while t others hold; names every one that it left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ballot_service.errors import (
    BadProof,
    BallotServiceError,
    TooFewShares,
    WrongElection,
    WrongOwner,
)
from ballot_service.protocol.atoms import read_hex, read_uuid
from ballot_service.protocol.decryption import (
    PartialDecryption,
    check_partial_decryption,
    read_partial_decryption,
)
from ballot_service.protocol.encoding import Fields, decode, encode
from ballot_service.protocol.result import owner_key, owners
from ballot_service.tally.files import read_public
from ballot_service.verify.records import ClosedRecord

SCHEMA = "ballot-service/partial/1"
_FIELDS = ("schema", "uuid", "owner", "end_ballots", "decryption")


def encode_partial(
    closed: ClosedRecord, owner: int, partial: PartialDecryption
) -> bytes:
    """Write one trustee's partial decryption with the record that it is of."""
    return encode(
        {
            "schema": SCHEMA,
            "uuid": closed.manifest.uuid,
            "owner": owner,
            "end_ballots": closed.end_hash,
            "decryption": decode(partial.encoded()),
        }
    )


def _find_owner(closed: ClosedRecord, partial: PartialDecryption) -> int:
    """Return the trustee under whose key a nameless decryption holds."""
    for owner, public in enumerate(owners(closed.trustees), start=1):
        try:
            check_partial_decryption(closed.election, closed.tally, public, partial)
        except BadProof:
            continue
        return owner
    raise WrongOwner("a decryption of no trustee of this record")


def read_partial(
    closed: ClosedRecord, unverified: bytes
) -> tuple[int, PartialDecryption]:
    """Read a partial decryption of ours, or one that belenios-tool wrote.

    Raises:
        WrongElection: of another record. WrongOwner: of no trustee.
        EncodingError, WrongShape.
    """
    # belenios-tool of release 3 adds a second line, the owner; the proofs tell it too.
    value = decode(unverified.split(b"\n", 1)[0])
    if isinstance(value, dict) and "decryption_factors" in value:
        partial = read_partial_decryption(closed.election, encode(value))
        return _find_owner(closed, partial), partial
    fields = Fields(value, "partial", _FIELDS)
    if fields.text("schema", 60) != SCHEMA:
        raise WrongElection("partial.schema: another schema")
    if read_uuid(fields.text("uuid", 100)) != closed.manifest.uuid:
        raise WrongElection("partial.uuid: another election")
    if read_hex(fields, "end_ballots") != closed.end_hash:
        raise WrongElection("partial.end_ballots: another record")
    partial = read_partial_decryption(closed.election, encode(fields.raw("decryption")))
    return fields.integer("owner", 1, closed.manifest.size), partial


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
