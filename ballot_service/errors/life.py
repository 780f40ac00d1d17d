"""Errors of the life cycles: a step of a ballot event or a review cycle refused.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.planning import PlanningError, SeveralMissing


class EventError(PlanningError):
    """The life of a ballot event refuses."""


class EventStepRefused(EventError):
    """No such step from this state."""


class RepeatNotAllowed(EventError):
    """R12: only a void ballot is repeated."""


class NoGroundToVoid(EventError):
    """R12: a void without one of its grounds."""


class MayNotOpen(SeveralMissing):
    """The opening check names everything that is missing."""


class CycleError(PlanningError):
    """The yearly review refuses."""


class CycleStepRefused(CycleError):
    """No such step from this state."""


class CycleExists(CycleError):
    """E14: the body has a cycle in this year."""

    code = "E14"


class OutsideQuarter(CycleError):
    """E15: outside the quarter, and no waiver."""

    code = "E15"


class EvaluationMissing(CycleError):
    """E16: last year's evaluation is not complete."""

    code = "E16"


class ReportMissing(CycleError):
    """E20: step 4 without the agency's report."""

    code = "E20"


class NewNameOnList(CycleError):
    """A new name after step 2 goes back to the review."""


class DropWithoutReason(CycleError):
    """A name dropped without a recorded reason."""


class VotedOnAlready(CycleError):
    """R3, R12: one vote a year on one person and title."""


class NoMoreReballots(CycleError):
    """R7: the profile's re-ballots are used up."""


class BranchNotFinished(CycleError):
    """A list is still unanswered or not yet issued."""


class EvidenceMissing(SeveralMissing):
    """A step of the cycle without the papers that it needs."""


class DocumentsMissing(SeveralMissing):
    """E22: mandatory documents are missing."""

    code = "E22"


class RetentionNotOver(PlanningError):
    """Destruction before the retention period is over."""


class MessageError(PlanningError):
    """A message that cannot be written."""


class UnknownMessage(MessageError):
    """No message of this code and language."""


class WrongMessageFields(MessageError):
    """Not exactly the fields of the message."""


class ReviewError(CycleError):
    """A review plan that contradicts itself, or does not carry the step."""


class BadProposal(ReviewError):
    """A proposal that the plan's own titles contradict, or made twice."""


class PersonNotLinked(ReviewError):
    """A person who stands on a roll, and whose entry does not say so."""


class MeetingMissing(ReviewError):
    """The meeting of this step is not entered: roll, committee, day."""


class NotEligible(SeveralMissing):
    """R5: the eligibility check blocks; each block is named."""


class EligibilityStale(ReviewError):
    """The eligibility check was made on another version of the plan."""


class BallotRunning(CycleError):
    """A ballot of this cycle is not finished yet."""


class NoBallotRunning(CycleError):
    """No ballot of this cycle waits for anything."""


class ResultMissing(CycleError):
    """The step's ballot has no verified, signed statement in the cycle yet."""


class ResultDiffers(CycleError):
    """Another statement of a ballot whose result was taken already."""


class NotOfThisCycle(CycleError):
    """A statement of a ballot that this cycle did not make."""


class DecisionsMissing(SeveralMissing):
    """A tie or a structure shortfall without its recorded decision."""


class AnswersMissing(SeveralMissing):
    """Persons submitted whom the authority's answer does not name."""


class AdditionsOpen(CycleError):
    """The list cannot be closed without steps 2 to 4 while additions are open."""


class DestructionError(PlanningError):
    """Something is not destroyed, or not yet."""


class IssuingKeyNeeded(DestructionError):
    """The issuing key is destroyed after opening, when nothing is issued any more."""


class NotSealedYet(DestructionError):
    """Retention has not begun: the dossier is not archived, the ballot not sealed."""


class BallotsNotDestroyed(DestructionError):
    """The ballots of a review are destroyed before the rest of its papers."""


class AlreadyDestroyed(DestructionError):
    """It was destroyed; the minutes of destruction say when and by whom."""
