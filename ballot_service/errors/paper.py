"""Errors of the paper fallback: when it may begin, and what two tellers entered.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.meeting import WorkflowError


class NotOnPaper(WorkflowError):
    """This ballot is not held on paper."""


class OnPaperOnce(WorkflowError):
    """A ballot goes to paper once; after that a new run repeats it."""


class WrongListOnPaper(WorkflowError):
    """It was declared void because its list is wrong; paper would repeat the fault."""


class RepeatedAlready(WorkflowError):
    """A new run of this ballot was begun: no other one, and no paper of the old one."""


class NoReference(WorkflowError):
    """An act without the reference of the paper that it rests on."""


class TwoTellersAlready(WorkflowError):
    """Two members of the committee enter the counts; this one is a third."""


class OneTellerTwice(WorkflowError):
    """The second entry must be of another person at another place."""


class CountsNotAgreed(WorkflowError):
    """The two tellers' counts do not agree yet."""
