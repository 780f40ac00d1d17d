"""A partial decryption as a file: one trustee's, of one closed record.

Refuses a file of another record, and a decryption that fits no trustee of this one.
"""

from typing import Protocol

from ballot_service.errors import BadProof, WrongElection, WrongOwner
from ballot_service.protocol.atoms import read_hex, read_uuid
from ballot_service.protocol.decryption import (
    PartialDecryption,
    check_partial_decryption,
    read_partial_decryption,
)
from ballot_service.protocol.election import Election
from ballot_service.protocol.encoding import Fields, decode, encode
from ballot_service.protocol.result import owners
from ballot_service.protocol.tally import Tally
from ballot_service.protocol.trustees import Trustees
from ballot_service.record.manifest import Manifest

SCHEMA = "ballot-service/partial/1"
_FIELDS = ("schema", "uuid", "owner", "end_ballots", "decryption")


class Countable(Protocol):
    """What is known of a closed record whose sum is to be opened."""

    @property
    def manifest(self) -> Manifest:
        """The record's manifest."""

    @property
    def election(self) -> Election:
        """The election that follows from it."""

    @property
    def trustees(self) -> Trustees:
        """Who may open."""

    @property
    def tally(self) -> Tally:
        """The product of all ballots: what is opened, and nothing else."""

    @property
    def end_hash(self) -> str:
        """Hash of the EndBallots event."""


def encode_partial(of: Countable, owner: int, partial: PartialDecryption) -> bytes:
    """Write one trustee's partial decryption with the record that it is of."""
    return encode(
        {
            "schema": SCHEMA,
            "uuid": of.manifest.uuid,
            "owner": owner,
            "end_ballots": of.end_hash,
            "decryption": decode(partial.encoded()),
        }
    )


def _find_owner(of: Countable, partial: PartialDecryption) -> int:
    """Return the trustee under whose key a nameless decryption holds."""
    for owner, public in enumerate(owners(of.trustees), start=1):
        try:
            check_partial_decryption(of.election, of.tally, public, partial)
        except BadProof:
            continue
        return owner
    raise WrongOwner("a decryption of no trustee of this record")


def read_partial(of: Countable, unverified: bytes) -> tuple[int, PartialDecryption]:
    """Read a partial decryption of ours, or a bare one as belenios-tool writes it.

    Returns:
        The trustee that it says it is of, from 1, and the decryption, whose proofs the
        caller checks under that trustee's key.

    Raises:
        WrongElection: of another record. WrongOwner: of no trustee.
        EncodingError, WrongShape.
    """
    # belenios-tool of release 3 adds a second line, the owner; the proofs tell it too.
    value = decode(unverified.split(b"\n", 1)[0])
    if isinstance(value, dict) and "decryption_factors" in value:
        partial = read_partial_decryption(of.election, encode(value))
        return _find_owner(of, partial), partial
    fields = Fields(value, "partial", _FIELDS)
    if fields.text("schema", 60) != SCHEMA:
        raise WrongElection("partial.schema: another schema")
    if read_uuid(fields.text("uuid", 100)) != of.manifest.uuid:
        raise WrongElection("partial.uuid: another election")
    if read_hex(fields, "end_ballots") != of.end_hash:
        raise WrongElection("partial.end_ballots: another record")
    partial = read_partial_decryption(of.election, encode(fields.raw("decryption")))
    return fields.integer("owner", 1, of.manifest.size), partial
