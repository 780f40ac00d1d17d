"""Errors of encoding: bytes that are not the one form in which an object is written.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.base import BallotServiceError


class EncodingError(BallotServiceError):
    """Bytes from outside that do not have their canonical form."""


class TooLarge(EncodingError):
    """More bytes, items or digits than this kind of object may have."""


class NotJson(EncodingError):
    """Not UTF-8 or not JSON."""


class DuplicateKey(EncodingError):
    """A JSON object names a key twice."""


class UnknownField(EncodingError):
    """A field that the format does not have."""


class MissingField(EncodingError):
    """A field that the format requires is absent."""


class WrongType(EncodingError):
    """A value of another JSON type than the format says."""


class NotCanonical(EncodingError):
    """Well-formed, but not byte for byte the canonical form."""


class NumberOutOfRange(EncodingError):
    """A number outside 0 <= x < q, or a small integer outside its bounds."""


class NotAnElement(EncodingError):
    """A string that is not an element of the prime-order group."""


class IdentityElement(EncodingError):
    """The identity where an election of ours forbids it (architecture D4)."""


class BadText(EncodingError):
    """A text that is not NFC, holds control characters, is empty or too long."""
