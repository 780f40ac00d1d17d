"""Errors of passkeys: a key of staff that is not added, not taken, or not removed.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.machine import TlsError
from ballot_service.errors.meeting import WorkflowError


class PasskeyError(WorkflowError):
    """A passkey is refused."""


class PasskeysNotHere(PasskeyError):
    """The service has no name for passkeys, or is reached by another address."""


class BadPasskeyName(PasskeyError):
    """No name for a passkey, one too long, or one that the account has already."""


class TooManyPasskeys(PasskeyError):
    """An account with as many passkeys as it may have."""


class PasskeyKnown(PasskeyError):
    """A credential that stands in the table already, whosever it is."""


class UnknownPasskey(PasskeyError):
    """A passkey that is of no account, or not of this one."""


class NotOwnPasskey(UnknownPasskey):
    """No such passkey among those of the account that asks."""


class ChallengeGone(PasskeyError):
    """A challenge that is unknown, used, over, or of another session or purpose."""


class BadPasskeyAnswer(PasskeyError):
    """What the browser handed in is no answer, or its signature does not hold."""


class WrongPasskeyPlace(BadPasskeyAnswer):
    """An answer made for another address or another name than the service's."""


class PersonNotVerified(BadPasskeyAnswer):
    """A device that did not ask for finger, face or PIN (WebAuthn: UV = 0)."""


class PasskeyOfAnother(PasskeyError):
    """A credential of one account in the place of another's."""


class SignCountWentBack(PasskeyError):
    """A counter not above the last one: there may be two copies of the device."""


class PasskeyNameUnfit(TlsError):
    """A name to which no passkey can be bound: an address, or a single word."""


class PasskeyNameLost(TlsError):
    """Passkeys bound to a name that the service will not be reached by."""
