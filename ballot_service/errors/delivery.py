"""Errors of handing a statement to a planning system: the address, and the answer.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.base import BallotServiceError


class DeliveryError(BallotServiceError):
    """A statement is not handed over."""


class NoWebhook(DeliveryError):
    """The operator has set no address: nothing leaves this machine."""


class RehearsalNotDelivered(DeliveryError):
    """A rehearsal's statement is no result: no planning system gets it."""


class BadWebhookAddress(DeliveryError):
    """Not a plain http or https address of one host and port."""


class NotAPrivateAddress(DeliveryError):
    """The address, or one to which the name resolves, is not of a private network."""


class Unreachable(DeliveryError):
    """Nobody answered, or the connection broke; it may be tried again."""


class DeliveryRedirected(DeliveryError):
    """The answer points elsewhere, where no operator allowed to go."""


class DeliveryRejected(DeliveryError):
    """The planning system answered with a refusal."""


class BadDeliverySignature(DeliveryError):
    """A delivery that the service of this election did not send."""
