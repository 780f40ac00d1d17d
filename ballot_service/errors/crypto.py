"""Errors of the mathematics: a proof or signature that does not hold.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.base import BallotServiceError


class CryptoError(BallotServiceError):
    """A cryptographic check failed."""


class UnknownGroup(CryptoError):
    """A group name that this program does not implement."""


class BadProof(CryptoError):
    """A zero-knowledge proof does not verify."""


class BadSignature(CryptoError):
    """A signature does not verify."""


class DecryptionFailed(CryptoError):
    """A sealed message or file does not open: wrong key or passphrase, or damaged."""


class RandomnessExhausted(CryptoError):
    """The source of randomness repeats itself or gave too few bytes."""


class BlindSignatureError(CryptoError):
    """The blind-signature protocol was fed what RFC 9474 refuses."""


class SignerFault(CryptoError):
    """The issuing key's answer failed its re-check; nothing of it was released."""
