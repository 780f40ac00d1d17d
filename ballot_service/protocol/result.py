"""From partial decryptions to figures: Lagrange, small logarithms, the result.

Refuses unchecked decryptions: each was checked under its owner's key before.
"""

from collections.abc import Iterable, Mapping

from ballot_service.crypto.elgamal import SmallLogarithms
from ballot_service.crypto.group import Element
from ballot_service.crypto.sharing import lagrange
from ballot_service.errors import (
    NumberOutOfRange,
    TooFewDecryptions,
    WrongOwner,
    WrongResult,
)
from ballot_service.protocol.decryption import PartialDecryption
from ballot_service.protocol.election import Election
from ballot_service.protocol.encoding import (
    Fields,
    as_integer,
    as_list,
    decode,
    encode,
    same_bytes,
)
from ballot_service.protocol.tally import MAX_COUNT, Tally
from ballot_service.protocol.trustees import PedersenGroup, TrusteeKey, Trustees


def owners(trustees: Trustees) -> tuple[Element, ...]:
    """Return the public key under which each owner (from 1) decrypts."""
    keys: list[Element] = []
    for entry in trustees.entries:
        if isinstance(entry, TrusteeKey):
            keys.append(entry.public_key)
        else:
            keys += [key.public_key for key in entry.verification_keys]
    return tuple(keys)


def owner_key(trustees: Trustees, owner: int) -> Element:
    """Return the public key of one owner.

    Raises:
        WrongOwner: no trustee has that number.
    """
    keys = owners(trustees)
    if not 1 <= owner <= len(keys):
        raise WrongOwner(f"no trustee {owner}")
    return keys[owner - 1]


def _pedersen_factors(
    election: Election,
    pedersen: PedersenGroup,
    offset: int,
    partials: Mapping[int, PartialDecryption],
) -> list[tuple[PartialDecryption, int]]:
    """Return (decryption, exponent) for the first `threshold` members by index."""
    present = [j for j in range(1, pedersen.size + 1) if offset + j in partials]
    if len(present) < pedersen.threshold:
        raise TooFewDecryptions(f"{len(present)} of {pedersen.threshold}")
    used = present[: pedersen.threshold]
    order = election.group.order
    return [(partials[offset + j], lagrange(order, used, j)) for j in used]


def combine(
    election: Election,
    trustees: Trustees,
    tally: Tally,
    partials: Mapping[int, PartialDecryption],
    total_weight: int,
) -> tuple[tuple[int, ...], ...]:
    """Compute the result from checked partial decryptions (record.md §7).

    Args:
        partials: by owner, each already checked with `check_partial_decryption`.
        total_weight: no count can be greater.

    Raises:
        TooFewDecryptions: below a threshold, or a single key's is missing.
        NumberOutOfRange: a sum with no logarithm up to `total_weight`.
    """
    parts: list[tuple[PartialDecryption, int]] = []
    offset = 0
    for entry in trustees.entries:
        if isinstance(entry, TrusteeKey):
            offset += 1
            if offset not in partials:
                raise TooFewDecryptions(f"trustee {offset} has not decrypted")
            parts.append((partials[offset], 1))
        else:
            parts += _pedersen_factors(election, entry, offset, partials)
            offset += entry.size
    group = election.group
    logarithms = SmallLogarithms(group, total_weight)

    def count(i: int, j: int) -> int:
        factor = group.product(
            group.power(partial.factors[i][j], exponent) for partial, exponent in parts
        )
        value = group.multiply(tally[i][j].beta, group.invert(factor))
        try:
            return logarithms.of(value)
        except NumberOutOfRange as error:
            raise NumberOutOfRange(f"result[{i}][{j}]: no such count") from error

    return tuple(
        tuple(count(i, j) for j in range(len(row))) for i, row in enumerate(tally)
    )


def encode_result(result: Iterable[Iterable[int]]) -> bytes:
    """Write {"result":[[n …]]}."""
    return encode({"result": [list(row) for row in result]})


def check_result(unverified: bytes, expected: Iterable[Iterable[int]]) -> None:
    """Check that the published result is the recomputed one.

    Raises:
        WrongResult: other figures. EncodingError: not a result at all.
    """
    fields = Fields(decode(unverified), "result", ("result",))
    rows = [
        [
            as_integer(item, f"result[{i}][{j}]", 0, MAX_COUNT)
            for j, item in enumerate(as_list(row, f"result[{i}]"))
        ]
        for i, row in enumerate(fields.items("result"))
    ]
    same_bytes(unverified, encode_result(rows), "result")
    wanted = [list(row) for row in expected]
    if rows != wanted:
        for i, row in enumerate(wanted):
            if i >= len(rows) or rows[i] != row:
                raise WrongResult(f"result[{i}]")
        raise WrongResult("result: too many questions")
