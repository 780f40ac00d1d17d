"""Steps 9 to 11: the encrypted tally, every partial decryption, the result.

Refuses to skip a bad decryption in a record of ours, which the format would allow.
"""

from ballot_service.errors import BadProof, BallotServiceError, WrongOwner, WrongTally
from ballot_service.protocol.decryption import (
    PartialDecryption,
    check_partial_decryption,
    read_owned,
    read_partial_decryption,
)
from ballot_service.protocol.events import Board, check_link
from ballot_service.protocol.result import check_result, combine, owner_key
from ballot_service.protocol.tally import read_sized_tally, read_tally
from ballot_service.record.archive import Archive
from ballot_service.verify.narrator import Narrator, StepId
from ballot_service.verify.records import BareRecord


def check_tally(narrator: Narrator, archive: Archive, record: BareRecord) -> None:
    """Run step 9: the published tally is the product of the ballots.

    Raises:
        WrongTally, BrokenChain, EncodingError.
    """
    with narrator.step(StepId.TALLY) as facts:
        tally, sized_at = _tally_places(record.board)
        sized = read_sized_tally(archive.body(archive.entries[sized_at]))
        entry = archive.entries[tally]
        check_link(sized.encrypted_tally, entry.digest, "sized.encrypted_tally")
        if read_tally(record.election, archive.body(entry)) != record.tally:
            raise WrongTally("not the product of the ballots")
        if sized != record.sized:
            raise WrongTally("num_tallied or total_weight")
        facts.update(counted=sized.num_tallied)


def _tally_places(board: Board) -> tuple[int, int]:
    if board.tally is None:
        raise WrongTally("the record has no tally")
    return board.tally


def check_decryptions(
    narrator: Narrator, archive: Archive, record: BareRecord, *, ours: bool
) -> dict[int, PartialDecryption]:
    """Run step 10 and return the decryptions that hold, by owner.

    In a bare record a decryption whose proof fails is left out, as the format says;
    in a record of ours it is a failure.

    Raises:
        BadProof, WrongOwner, BrokenChain, EncodingError, WrongShape.
    """
    partials: dict[int, PartialDecryption] = {}
    seen: set[int] = set()
    with narrator.step(StepId.DECRYPTIONS) as facts:
        for place, owned_at in record.board.decryptions:
            owned = read_owned(archive.body(archive.entries[owned_at]))
            entry = archive.entries[place]
            check_link(owned.payload, entry.digest, "owned.payload")
            if owned.owner in seen or (ours and owned.owner < max(seen, default=0)):
                raise WrongOwner(f"trustee {owned.owner} twice or out of order")
            seen.add(owned.owner)
            key = owner_key(record.trustees, owned.owner)
            partial = read_partial_decryption(record.election, archive.body(entry))
            try:
                check_partial_decryption(record.election, record.tally, key, partial)
            except BadProof as error:
                if ours:
                    raise _of_trustee(error, owned.owner) from error
                continue
            partials[owned.owner] = partial
        facts.update(owners=tuple(str(owner) for owner in sorted(partials)))
    return partials


def _of_trustee(error: BallotServiceError, owner: int) -> BallotServiceError:
    return type(error)(f"trustee {owner}: {error.detail}")


def check_published_result(
    narrator: Narrator,
    archive: Archive,
    record: BareRecord,
    partials: dict[int, PartialDecryption],
) -> tuple[tuple[int, ...], ...]:
    """Run step 11 and return the recomputed result.

    Raises:
        WrongResult, TooFewDecryptions, NumberOutOfRange, EncodingError.
    """
    with narrator.step(StepId.RESULT):
        result = combine(
            record.election,
            record.trustees,
            record.tally,
            partials,
            record.sized.total_weight,
        )
        place = record.board.result
        if place is None:
            raise WrongTally("the record has no result")
        check_result(archive.body(archive.entries[place]), result)
    return result
