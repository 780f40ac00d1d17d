"""Errors of the meeting: what store and workflows refuse.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.base import BallotServiceError
from ballot_service.errors.tally import KeyFileError


class StoreError(BallotServiceError):
    """The database cannot be used, or does not hold what was asked for."""


class UnsafeDatabase(StoreError):
    """A setting of the server that would write down order or time (architecture D3)."""


class UnknownEvent(StoreError):
    """No ballot event of this identifier."""


class UnknownCycle(StoreError):
    """No review cycle of this identifier."""


class UnknownMember(StoreError):
    """Nobody with this id on the roll."""


class UnknownTablet(StoreError):
    """No shared tablet of this name."""


class UnknownUser(StoreError):
    """No account of this name."""


class MissingServiceKey(KeyFileError):
    """A secret of the service is not there; no default takes its place."""


class WorkflowError(BallotServiceError):
    """The office does not do this, or not now.

    `code` is the message's code in `planning.messages`, "" where it has none.
    """

    code = ""


class WrongRole(WorkflowError):
    """An act that belongs to another role."""


class SameHand(WorkflowError):
    """Both hands would be one person's."""


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


class NotTheHead(WorkflowError):
    """Only the head of the counting committee confirms for the committee."""


class NotFrozen(WorkflowError):
    """The event has no manifest yet."""


class RollNotFinished(WorkflowError):
    """A member is neither present nor absent yet."""


class NotPresent(WorkflowError):
    """E02: not marked present by both hands."""

    code = "E02"


class AlreadyServed(WorkflowError):
    """The member has a token or a slip; presence and code stay as they are."""


class UnknownCode(WorkflowError):
    """E01: a sign-in code of nobody."""

    code = "E01"


class CodeUsed(WorkflowError):
    """A sign-in code opens one session; the secretary makes another."""


class TooManyAttempts(WorkflowError):
    """Too many wrong codes or passwords within a short time."""


class WrongPassword(WorkflowError):
    """No such account, or another password; which of them is not said."""


class WeakPassword(WorkflowError):
    """A password shorter than the rule, or longer than any."""


class AccountLocked(WorkflowError):
    """An account after too many wrong passwords, for a while, or for good."""


class DuplicateLogin(WorkflowError):
    """The name of an account that exists."""


class NoSession(WorkflowError):
    """A session that is unknown, revoked or over."""


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


class TabletNotEnrolled(WorkflowError):
    """E24: a shared tablet that the technician has not enrolled for this meeting."""

    code = "E24"


class TabletNameTaken(WorkflowError):
    """Two tablets of one meeting would have one name, or it has none."""


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
