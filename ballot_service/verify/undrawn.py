"""Slips that nobody drew: public halves, of which none may have voted (slips.md §5).

Refuses a list of another election or close, and a credential that is not in Setup.
"""

from collections.abc import Collection

from ballot_service.crypto.group import Element, Group
from ballot_service.errors import (
    DuplicateCredential,
    UndrawnOfAnotherRecord,
    UndrawnSlipVoted,
    UnknownCredential,
)
from ballot_service.protocol.encoding import Fields, as_list, as_text, decode, encode

SCHEMA = "ballot-service/undrawn/1"
_MAX = 1024 * 1024
_FIELDS = ("schema", "uuid", "end", "credentials")


def encode_undrawn(uuid: str, end: str, credentials: Collection[Element]) -> bytes:
    """Write the public halves of the undrawn slips, for service and verifier."""
    return encode(
        {
            "schema": SCHEMA,
            "uuid": uuid,
            "end": end,
            "credentials": sorted(credentials),
        }
    )


def check_undrawn(
    group: Group,
    about: tuple[str, str],
    listed: Collection[Element],
    voted: Collection[Element],
    unverified: bytes,
) -> int:
    """Check that every undrawn slip is of this record and that none voted.

    Args:
        about: the election's uuid, and the hash of its EndBallots event.
        listed: the credentials of Setup.
        voted: the credentials under which a ballot stands in the record.
        unverified: the file that `slips-open` of the counting tool wrote.

    Returns:
        How many there are.

    Raises:
        EncodingError. UndrawnOfAnotherRecord: another election, or another close.
        UnknownCredential, DuplicateCredential, UndrawnSlipVoted: naming the place.
    """
    fields = Fields(decode(unverified, _MAX), "undrawn", _FIELDS)
    if fields.text("schema", 60) != SCHEMA:
        raise UndrawnOfAnotherRecord("another schema")
    if (fields.text("uuid", 60), fields.text("end", 64)) != about:
        raise UndrawnOfAnotherRecord("another election, or another close")
    seen: set[Element] = set()
    items = as_list(fields.raw("credentials"), "undrawn.credentials")
    for place, item in enumerate(items, start=1):
        half = group.nonidentity(as_text(item, f"undrawn.credentials[{place}]", 700))
        if half not in listed:
            raise UnknownCredential(f"slip {place}")
        if half in seen:
            raise DuplicateCredential(f"slip {place}")
        if half in voted:
            raise UndrawnSlipVoted(f"slip {place}")
        seen.add(half)
    return len(seen)
