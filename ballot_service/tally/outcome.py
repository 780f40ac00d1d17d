"""The complete record and its statement, from opened sums.

Refuses to sign a kernel that it has not rebuilt from a record that it has verified.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ballot_service.errors import (
    IncompleteRecord,
    UnboundSigningKey,
    WrongOwner,
    WrongStatement,
)
from ballot_service.keyfiles.shares import Share
from ballot_service.protocol.ceremony_keys import BoundKey, signing_public
from ballot_service.protocol.ceremony_messages import read_signing_keys
from ballot_service.protocol.decryption import PartialDecryption
from ballot_service.protocol.result import combine
from ballot_service.record.build import write_complete
from ballot_service.record.claims import read_claims
from ballot_service.record.folder import MANIFEST, RECORD, STATEMENT, write_new
from ballot_service.record.signatures import (
    SignedKernel,
    check_no_stranger,
    read_signed,
    sign_kernel,
)
from ballot_service.record.statement import (
    build_kernel,
    check_bindings,
)
from ballot_service.tally.files import read_public
from ballot_service.tally.opening import check_opened
from ballot_service.verify.records import ClosedRecord, CompleteRecord


def read_keys(closed: ClosedRecord, unverified: bytes) -> tuple[BoundKey, ...]:
    """Read all trustees' signing keys and check that their certificates bound them.

    Raises:
        UnboundSigningKey, EncodingError.
    """
    keys = read_signing_keys(closed.election.group, unverified)
    check_bindings(closed.manifest, closed.pedersen, keys)
    return keys


def write_record(
    folder: Path, closed: ClosedRecord, partials: Mapping[int, PartialDecryption]
) -> None:
    """Write the complete record into an empty folder.

    Raises:
        TooFewDecryptions, RefusesToOverwrite.
    """
    result = combine(
        closed.election,
        closed.trustees,
        closed.tally,
        partials,
        closed.sized.total_weight,
    )
    write_new(folder / MANIFEST, closed.manifest.encoded)
    write_complete(
        folder / RECORD,
        closed.archive,
        closed.tally,
        closed.sized,
        sorted(partials.items()),
        result,
    )


def rebuild_kernel(
    complete: CompleteRecord, present: int, issued: int, keys: Sequence[BoundKey]
) -> bytes:
    """Build the kernel from a verified complete record.

    Raises:
        PlanningError, UnboundSigningKey.
    """
    check_bindings(complete.manifest, complete.pedersen, keys)
    return build_kernel(complete.manifest, complete.facts, present, issued, keys)


def write_unsigned(folder: Path, kernel: bytes) -> None:
    """Write a statement that nobody has signed yet."""
    write_new(folder / STATEMENT, SignedKernel(kernel, ()).encoded())


def read_statement(
    complete: CompleteRecord, folder: Path, present: int, issued: int
) -> bytes:
    """Return statement.json once its kernel is the rebuilt one, signatures and all.

    Raises:
        IncompleteRecord: there is none.
        WrongStatement: its kernel is not what record, sheet and ceremony give.
        BadStatementSignature: a signature that does not hold, or a stranger's.
    """
    path = folder / STATEMENT
    if not path.is_file():
        raise IncompleteRecord("no statement.json")
    raw = read_public(path)
    signed = read_signed(raw)
    claims = read_claims(complete.election.group, signed.kernel)
    if (claims.present, claims.issued) != (present, issued):
        raise WrongStatement("statement.numbers: not the figures that were typed")
    if rebuild_kernel(complete, present, issued, claims.keys) != signed.kernel:
        raise WrongStatement("the kernel is not the one that the record gives")
    known = [key.public for key in claims.keys]
    check_no_stranger(signed, [*known, complete.manifest.receipt_key])
    return raw


def sign(
    complete: CompleteRecord, share: Share, kernel: bytes, existing: bytes | None
) -> bytes:
    """Sign a kernel that was rebuilt, with the key that the ceremony bound.

    Raises:
        OutOfTurn: the share has not opened this record.
        WrongOwner: the record holds no decryption of this trustee.
        UnboundSigningKey: the share's key is not the one in the kernel.
        BadStatement, BadStatementSignature.
    """
    check_opened(complete, share)
    index = share.state.index
    if index not in complete.partials:
        raise WrongOwner(f"trustee {index} has not opened this tally")
    claims = read_claims(complete.election.group, kernel)
    if claims.keys[index - 1].x != signing_public(share.state.signing_seed):
        raise UnboundSigningKey(f"trustee {index}: another signing key in its share")
    return sign_kernel(kernel, share.state.signing_seed, existing)
