"""Errors of permissions to vote: tokens, their registration, and slips (D2).

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.meeting import WorkflowError


class NotIssuing(WorkflowError):
    """E03: tokens are given out only while issuing."""

    code = "E03"


class AlreadyIssuedElsewhere(WorkflowError):
    """E25: this member was answered to another request already."""

    code = "E25"


class NothingToReplace(WorkflowError):
    """A replacement for somebody who has no token, or before registration closed."""


class MoreClaimsThanTokens(WorkflowError):
    """More tokens claimed as lost than were never registered: void and repeat (D2)."""


class NotRegistering(WorkflowError):
    """E03: credentials are registered only in the phase of registration."""

    code = "E03"


class BadToken(WorkflowError):
    """A token that the issuing key has not signed for this credential."""


class MoreRegisteredThanIssued(WorkflowError):
    """One credential more than tokens issued; nothing was registered."""


class WrongSlipCount(WorkflowError):
    """Not exactly N minus the registered credentials."""


class SlipsOfAnotherElection(WorkflowError):
    """Public halves of slips that were printed for another manifest."""


class WrongUndrawnCount(WorkflowError):
    """Opened and missing slips together are not those that nobody drew."""


class UndrawnSlipsUnopened(WorkflowError):
    """Slips that nobody drew were not opened and recorded; nothing is announced."""


class NoSlipsUsed(WorkflowError):
    """This meeting has no slips."""


class SlipsAlreadyImported(WorkflowError):
    """The public halves of slips are taken over once."""


class NoSlipsLeft(WorkflowError):
    """Every slip is given out, or there are none."""
