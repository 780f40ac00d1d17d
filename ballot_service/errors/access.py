"""Errors of who acts: roles, two hands, sign-in by code or password, sessions.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.meeting import WorkflowError


class WrongRole(WorkflowError):
    """An act that belongs to another role."""


class SameHand(WorkflowError):
    """Both hands would be one person's."""


class NotTheHead(WorkflowError):
    """Only the head of the counting committee confirms for the committee."""


class UnknownCode(WorkflowError):
    """E01: a sign-in code of nobody."""

    code = "E01"


class CodeUsed(WorkflowError):
    """A sign-in code opens one session; the secretary makes another."""


class TooManyAttempts(WorkflowError):
    """Too many wrong codes or passwords within a short time."""


class WrongPassword(WorkflowError):
    """No such account, or another password; which of them is not said."""


class PasswordsDiffer(WorkflowError):
    """A new password that was typed twice, in two ways."""


class WrongOldPassword(WrongPassword):
    """Not the password that the account has now, where its owner changes it."""


class WeakPassword(WorkflowError):
    """A password shorter than the rule, or longer than any."""


class AccountLocked(WorkflowError):
    """An account after too many wrong passwords, for a while, or for good."""


class DuplicateLogin(WorkflowError):
    """The name of an account that exists."""


class NoSession(WorkflowError):
    """A session that is unknown, revoked or over."""


class TabletNotEnrolled(WorkflowError):
    """E24: a shared tablet that the technician has not enrolled for this meeting."""

    code = "E24"


class TabletNameTaken(WorkflowError):
    """Two tablets of one meeting would have one name, or it has none."""
