"""The whole exception tree: one root a perspective, leaves named for the fact.

Refuses anything else: no logic, no messages for users, no imports of other rooms.
"""


class BallotServiceError(Exception):
    """Root of every error that this package raises on purpose.

    Args:
        detail: what was seen, for a technician; never a secret, never a voter.
    """

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    @property
    def name(self) -> str:
        """The error's stable name, as printed by the verifier and used in vectors."""
        return type(self).__name__


# --- encoding: bytes that are not the one form in which an object is written ---


class EncodingError(BallotServiceError):
    """Bytes from outside that do not have their canonical form."""


class TooLarge(EncodingError):
    """More bytes, items or digits than this kind of object may have."""


class NotJson(EncodingError):
    """Not UTF-8 or not JSON."""


class DuplicateKey(EncodingError):
    """A JSON object names a key twice."""


class UnknownField(EncodingError):
    """A field that the format does not have."""


class MissingField(EncodingError):
    """A field that the format requires is absent."""


class WrongType(EncodingError):
    """A value of another JSON type than the format says."""


class NotCanonical(EncodingError):
    """Well-formed, but not byte for byte the canonical form."""


class NumberOutOfRange(EncodingError):
    """A number outside 0 <= x < q, or a small integer outside its bounds."""


class NotAnElement(EncodingError):
    """A string that is not an element of the prime-order group."""


class IdentityElement(EncodingError):
    """The identity where an election of ours forbids it (architecture D4)."""


class BadText(EncodingError):
    """A text that is not NFC, holds control characters, is empty or too long."""


# --- crypto: a proof or signature that does not hold ---


class CryptoError(BallotServiceError):
    """A cryptographic check failed."""


class UnknownGroup(CryptoError):
    """A group name that this program does not implement."""


class BadProof(CryptoError):
    """A zero-knowledge proof does not verify."""


class BadSignature(CryptoError):
    """A signature does not verify."""


class DecryptionFailed(CryptoError):
    """A sealed message or file does not open: wrong key, wrong passphrase, or damaged."""


class RandomnessExhausted(CryptoError):
    """The source of randomness repeats itself or gave too few bytes."""


class BlindSignatureError(CryptoError):
    """The blind-signature protocol was fed what RFC 9474 refuses."""


class SignerFault(CryptoError):
    """The issuing key's answer failed its re-check; nothing of it was released."""


# --- protocol: an object that is well formed and wrong ---


class ProtocolError(BallotServiceError):
    """An object of an election does not fit the election."""


class WrongElection(ProtocolError):
    """Made for another election: uuid or fingerprint differ."""


class WrongShape(ProtocolError):
    """Another number of questions, answers, proofs or branches than asked for."""


class WrongBallotHash(ProtocolError):
    """The hash inside a ballot's signature is not that of its content."""


class BadChoice(ProtocolError):
    """A choice to be encrypted that the question does not admit."""


class BadUuid(ProtocolError):
    """Not a Base58 identifier of an election."""


class BadCredential(ProtocolError):
    """A private credential that is not written as the format says."""


class DuplicateCredential(ProtocolError):
    """A public credential stands twice in the list."""


class CredentialsNotSorted(ProtocolError):
    """Public credentials are not in the order of their bytes."""


class TooManyCredentials(ProtocolError):
    """More credentials than members on the roll."""


class WeightNotAllowed(ProtocolError):
    """A credential of an election of ours carries a weight."""


class UnknownCredential(ProtocolError):
    """A ballot under a credential that is not in the Setup list."""


class CredentialUsedTwice(ProtocolError):
    """A second ballot of one credential in an election of ours."""


class DuplicateBallot(ProtocolError):
    """The same ballot stands twice in the record."""


class BallotsNotSorted(ProtocolError):
    """Ballots of a record of ours are not in the order of their hashes."""


class RepeatedAlpha(ProtocolError):
    """One alpha stands twice in a record: a copied or repeated ciphertext."""


class BadTrustees(ProtocolError):
    """The trustees' parameters do not fit together."""


class WrongPublicKey(ProtocolError):
    """The election's key is not the product of the trustees' keys."""


class WrongTally(ProtocolError):
    """The encrypted tally is not the product of the ballots."""


class WrongOwner(ProtocolError):
    """A partial decryption of nobody, or a second one of the same trustee."""


class TooFewDecryptions(ProtocolError):
    """Fewer valid partial decryptions than the threshold."""


class WrongResult(ProtocolError):
    """The published result is not what the decryptions give."""


class BadCode(ProtocolError):
    """A typed code of the wrong length, with foreign characters, or of something else."""


class CeremonyError(ProtocolError):
    """The key ceremony's messages do not fit together.

    Args:
        detail: what is wrong.
        trustee: number of the trustee at fault, from 1; 0 where nobody can be named.
    """

    def __init__(self, detail: str = "", trustee: int = 0) -> None:
        super().__init__(detail)
        self.trustee = trustee


class OutOfTurn(CeremonyError):
    """A step of the ceremony before its time, or a second time."""


class BrokenCommitment(CeremonyError):
    """A trustee showed another polynomial than the one committed to."""


class BadTrusteeShare(CeremonyError):
    """A trustee sent a share that does not fit its own polynomial."""


# --- record: the archive and the folder ---


class RecordError(BallotServiceError):
    """The record's files are not what the format says."""


class BadFraming(RecordError):
    """Header, padding, name or length of an archive record differ from the format."""


class HashMismatch(RecordError):
    """A record's name is not the hash of its body."""


class BrokenChain(RecordError):
    """An event's parent or payload is not the hash that must stand there."""


class WrongHeight(RecordError):
    """An event's height is not the next one."""


class WrongOrder(RecordError):
    """Records or events out of the only order."""


class IncompleteRecord(RecordError):
    """The record ends before the event that this use needs."""


class RefusesToOverwrite(RecordError):
    """A file that is already there."""


class BadManifest(RecordError):
    """The manifest breaks a rule of docs/spec/manifest.md."""


class WrongManifest(RecordError):
    """The manifest is not the one that the election's description binds."""


class ElectionNotFromManifest(RecordError):
    """The election differs from the one that follows from the manifest."""


class WrongTrusteeGroup(RecordError):
    """The trustees are not one Pedersen group with the manifest's t and n."""


class WrongTimestamp(RecordError):
    """The archive's time is not midnight of the manifest's date."""


# --- verify: what was typed from paper, and the statement ---


class VerificationError(BallotServiceError):
    """A figure or code from paper, or the statement, does not match the record."""


class WrongSetupHash(VerificationError):
    """Not the Setup event that the opening sheet names."""


class WrongEndHash(VerificationError):
    """Not the EndBallots event that the closing sheet names."""


class WrongBallotCount(VerificationError):
    """Not the number of ballots that the closing sheet names."""


class BadStatement(VerificationError):
    """The statement breaks a rule of docs/spec/statement.md."""


class WrongStatement(VerificationError):
    """The statement says something else than record and manifest give."""


class BadStatementSignature(VerificationError):
    """A signature under the statement does not hold, or its header is foreign."""


class MissingStatementSignature(VerificationError):
    """A trustee who opened the tally has not signed the statement."""


class UnboundSigningKey(VerificationError):
    """A signing key that the trustee's certificate key did not sign."""


# --- keyfiles and tally: secrets, and what the counting tool refuses ---


class KeyFileError(BallotServiceError):
    """A secret file cannot be used."""


class WrongPassphrase(KeyFileError):
    """The passphrase does not open the file, or the file was altered."""


class CorruptedKeyFile(KeyFileError):
    """The file is not a sealed secret of ours."""


class ShareOfAnotherElection(KeyFileError):
    """A trustee's file that belongs to another election or ceremony."""


class WeakPassphrase(KeyFileError):
    """A passphrase shorter than the rule."""


class LooseKeyFile(KeyFileError):
    """A secret file that others on this machine may read."""


class TallyError(BallotServiceError):
    """The counting tool refuses."""


class LatchedToAnother(TallyError):
    """This share has decrypted another closed record, and will open no second one."""


class TooFewBallots(TallyError):
    """Fewer ballots than the profile's minimum: totals would show single votes."""


class TooFewShares(TallyError):
    """Fewer shares than the threshold."""


class ForeignCiphertext(TallyError):
    """A proof of possession is made on a ciphertext of one's own only."""


class MissingSheetFigure(TallyError):
    """A figure or code from the signed closing sheet was not given."""


class MissingFile(TallyError):
    """A file that was named is not there, or cannot be read or written."""


class NoTerminal(TallyError):
    """A question to a person, and nobody at a terminal to answer it."""


class UndrawnSlipVoted(TallyError):
    """A slip that nobody drew stands under a ballot of the record."""


# --- planning: the law (section kept by the room `planning`) ---


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
    """Y + D + B of a row is not H."""


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


# --- store and workflows ---


class StoreError(BallotServiceError):
    """The database cannot be used, or does not hold what was asked for."""


class UnsafeDatabase(StoreError):
    """A setting of the server that would write down order or time (architecture D3)."""


class UnknownEvent(StoreError):
    """No ballot event of this identifier."""


class UnknownMember(StoreError):
    """Nobody with this id on the roll."""


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


class SlipsAlreadyImported(WorkflowError):
    """The public halves of slips are taken over once."""


class NoSlipsLeft(WorkflowError):
    """Every slip is given out, or there are none."""


class NotPrepared(WorkflowError):
    """There is no opening sheet yet."""


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


class MissingChanged(WorkflowError):
    """The number of missing ballots is not the one that was confirmed."""


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


class NotAnnouncedAtThisStep(WorkflowError):
    """The profile does not announce the result of this step."""


class UnknownTracker(WorkflowError):
    """No ballot with this tracker in the record, or a code that fits two."""
