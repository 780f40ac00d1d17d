"""Errors of the law: a rule of the profile, the cycle or the ballot event refuses.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.base import BallotServiceError


class PlanningError(BallotServiceError):
    """A rule of the profile, the cycle or the ballot event refuses.

    `code` is the message's code in `planning.messages`, "" where it has none.
    """

    code = ""


class SeveralMissing(PlanningError):
    """More than one thing may be missing; all are named at once.

    Args:
        missing: the stable names of what is missing, in a fixed order.
    """

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class ProfileError(PlanningError):
    """A rule profile that contradicts itself or cannot be applied here."""


class UnknownChoice(ProfileError):
    """A value that is not one of the choices of its field."""


class ProfileContradiction(ProfileError):
    """Two fields of one profile that cannot both hold."""


class ProfileNotElectronic(ProfileError):
    """A rule that totals per person cannot enforce (architecture D6)."""


class ProfileIsDraft(ProfileError):
    """A draft profile where one in force is required."""


class UnknownProfile(ProfileError):
    """No profile of this id and version."""


class RollError(PlanningError):
    """A roll that cannot be the denominator of anything."""


class EmptyRoll(RollError):
    """A roll without members."""


class DuplicateMember(RollError):
    """The same id, or the same person, stands twice on the roll."""


class BadSalt(RollError):
    """A salt that is not exactly 32 bytes."""


class NumbersError(PlanningError):
    """Counts that break INV (rules 2.1)."""


class NegativeNumber(NumbersError):
    """A count below zero."""


class MorePresentThanMembers(NumbersError):
    """P > N."""


class MoreIssuedThanPresent(NumbersError):
    """I > P."""


class MoreReturnedThanIssued(NumbersError):
    """E12: C > I."""

    code = "E12"


class ValidityMismatch(NumbersError):
    """E21: H + X is not C."""

    code = "E21"


class RowMismatch(NumbersError):
    """Y + D + B of a row is not H.

    Attributes:
        row: which one, from 0; -1 where it is not known.
    """

    def __init__(self, detail: str = "", row: int = -1) -> None:
        super().__init__(detail)
        self.row = row


class InvalidReasonsMismatch(NumbersError):
    """The reasons of invalidity do not add up to X."""


class WrongMemberCount(NumbersError):
    """N of the numbers is not N of the plan."""


class WrongRowCount(NumbersError):
    """Not exactly one set of counts for each question."""


class NotAnInteger(NumbersError):
    """A number that is not an int; floats and bools never enter."""


class NoQuorum(PlanningError):
    """E06: R1 does not hold."""

    code = "E06"


class BelowMinimumBallots(PlanningError):
    """Fewer ballots than the profile lets be decrypted."""


class PlanError(PlanningError):
    """A ballot plan that contradicts itself."""


class UnknownKind(PlanError):
    """A kind of ballot that does not exist, or not at this step."""


class DuplicateId(PlanError):
    """Two titles, or two nominees, with one id."""


class DuplicateQuestion(PlanError):
    """One nominee asked twice for one title."""


class UnknownId(PlanError):
    """A question names a title or nominee that the plan lacks."""


class UnusedEntry(PlanError):
    """A title or nominee in no question."""


class NoPlaces(PlanError):
    """E18: K = 0, the title cannot be opened for additions."""

    code = "E18"


class BadPlaces(PlanError):
    """K below zero, or certain places above the expected ones."""


class BadStructure(PlanError):
    """A structure requirement twice, or beyond any meaning."""


class ReballotRefused(PlanError):
    """R7: no re-ballot under this profile, or no more of them."""


class NotTheTied(PlanError):
    """R7: a re-ballot that is not exactly about the tied."""


class OtherElectorate(NotTheTied):
    """R7: a re-ballot before other members than those who voted in step 4."""


class NeedsPaperCount(PlanError):
    """R10: a recusal that totals per person cannot express."""


class DecisionError(PlanningError):
    """A recorded human decision that the rules do not allow."""


class DecisionNotAsked(DecisionError):
    """A decision where none was asked."""


class NoReason(DecisionError):
    """A decision without its written reason."""


class ChoiceOutsideTie(DecisionError):
    """R7: somebody chosen who is not among the tied."""


class TooManyChosen(DecisionError):
    """R7: more persons chosen than places left."""


class OpinionsNotRecorded(DecisionError):
    """R7b: the opinions of the collective are not on record."""


class EligibilityError(PlanningError):
    """R5: a person who cannot be put on the list."""


class StandardsNotCertified(EligibilityError):
    """The standards are not certified by the agency."""


class TooManyTitles(EligibilityError):
    """E17: planned for the most titles of one level."""

    code = "E17"


class TitleNotHigher(EligibilityError):
    """The title is not above the present position."""


class AppointmentOpen(EligibilityError):
    """E19: an appointment procedure is open."""

    code = "E19"


class NoteMissing(EligibilityError):
    """A pending discipline case without the note it needs."""


class NomineeOnCommittee(EligibilityError):
    """E13: a nominee on the counting committee."""

    code = "E13"


class NomineeInChair(EligibilityError):
    """R10: a nominee chairs the item about himself."""


class AbsenceError(PlanningError):
    """R13: a way of voting in absence that is refused."""


class NoAbsenteeBallots(AbsenceError):
    """No proxy, no remote vote, no sealed letter."""


class TooFewPaperBallots(AbsenceError):
    """A lone envelope would reveal its vote."""


class LateArrivalRefused(AbsenceError):
    """W22: the profile admits nobody after opening."""
