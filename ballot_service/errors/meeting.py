"""Errors of the meeting: what the office does not do, or not now.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.base import BallotServiceError


class WorkflowError(BallotServiceError):
    """The office does not do this, or not now.

    `code` is the message's code in `planning.messages`, "" where it has none.
    """

    code = ""


class BadDraft(WorkflowError):
    """A draft of which no manifest can be made."""


class MadeByCycle(WorkflowError):
    """A ballot made from a review cycle is changed and repeated there alone."""


class NoSuchDay(WorkflowError):
    """A day that was typed in another form, or that no calendar has."""


class BadDayField(NoSuchDay):
    """A field of a form that holds no such day; the detail begins with its name."""


class BadHourField(WorkflowError):
    """A field of a form that holds no hour; the detail begins with its name."""


class DraftChanged(WorkflowError):
    """The draft is not the one that was seen by the person who confirms it."""


class NotFrozen(WorkflowError):
    """The event has no manifest yet."""


class RollNotFinished(WorkflowError):
    """A member is neither present nor absent yet."""


class NotPresent(WorkflowError):
    """E02: not marked present by both hands."""

    code = "E02"


class AlreadyServed(WorkflowError):
    """The member has a token or a slip; presence and code stay as they are."""


class NotPrepared(WorkflowError):
    """There is no opening sheet yet."""


class BoxNotConfirmed(WorkflowError):
    """The committee has not confirmed that the box of this Setup is empty."""


class BoxNotEmpty(WorkflowError):
    """There are ballots of this election before it opened: stop, and record it."""


class SetupChanged(WorkflowError):
    """The Setup is not the one that was seen by the person who confirms."""


class NotOpenYet(WorkflowError):
    """E03: the vote is not open yet."""

    code = "E03"


class BallotClosed(WorkflowError):
    """E04: the vote is over; this ballot was not taken."""

    code = "E04"


class BallotPaused(WorkflowError):
    """The vote is interrupted; the ballot is kept on the tablet."""


class CredentialUsed(WorkflowError):
    """E05: another ballot of this credential is in the box."""

    code = "E05"


class BallotRefused(WorkflowError):
    """E08: a ballot that does not hold; the detail names the check."""

    code = "E08"


class BallotSpoiled(BallotRefused):
    """E08: a ballot that was opened to a checker is never counted."""


class TooManySpoiled(WorkflowError):
    """So many ballots were opened to a checker that something else goes on."""


class MissingChanged(WorkflowError):
    """More ballots are missing than the chair was told and confirmed."""


class NotClosedYet(WorkflowError):
    """Before close there is no sheet, no bulletin and no record."""


class SheetUnsigned(WorkflowError):
    """The closing sheet is not signed by the chair and the committee."""


class RecordDiffers(WorkflowError):
    """What is stored no longer gives the hash that stands on the wall."""


class NotExported(WorkflowError):
    """The record has not left the service yet."""


class NotCounted(WorkflowError):
    """There is no statement yet."""


class WrongSheetFigure(WorkflowError):
    """A typed figure is not that of the signed closing sheet."""


class NotAnnounced(WorkflowError):
    """The chair has not announced this result; nobody outside may read it."""


class NotAnnouncedAtThisStep(WorkflowError):
    """The profile does not announce the result of this step."""


class RehearsalNotAnnounced(WorkflowError):
    """A rehearsal has no result that anybody could announce."""


class UnknownTracker(WorkflowError):
    """No ballot with this tracker in the record, or a code that fits two."""


class NotKeyFiles(WorkflowError):
    """Other files than the two public ones of a ceremony; a share, at worst."""


class NotProofFile(WorkflowError):
    """A file that is no proof of possession."""


class NotResultFiles(WorkflowError):
    """Not the two files of a count's result: one of them, or those of before it."""


class NotSlipFile(WorkflowError):
    """Not the public list of slips; the PDF with their codes, at worst."""
