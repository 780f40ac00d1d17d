"""Errors of the papers: a fact that does not fit, a paper that cannot be set or signed.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.base import BallotServiceError
from ballot_service.errors.planning import SeveralMissing


class DocumentError(BallotServiceError):
    """A paper cannot be made."""


class UnverifiedSource(DocumentError):
    """Something else than a verified statement was given."""


class WrongBallotKind(DocumentError):
    """This paper is not made from a ballot of that kind or step."""


class FactMissing(DocumentError):
    """A fact that the paper needs was not given; the detail names the field."""


class AbsentNotAsCounted(DocumentError):
    """The names of those absent are not as many as the statement's N - P."""


class NotOneDestruction(DocumentError):
    """Minutes of destruction of several references, or of the same thing twice."""


class OptionNotPrintable(DocumentError):
    """An option of a command is nothing that its paper can show."""


class DocumentNotSet(DocumentError):
    """The typesetter refuses a paper."""


class NoTemplates(DocumentError):
    """The folder of the papers' templates is not there."""


class EntryNotOfStatement(DocumentError):
    """A line of a list that no given statement counted so."""


class StatementMissing(DocumentError):
    """A paper over several ballots lacks one of them, or has one twice."""


class SigningError(DocumentError):
    """A PDF cannot be signed, or its signatures do not hold."""


class NotSigned(SigningError):
    """There is no signature in the file."""


class SignatureBroken(SigningError):
    """The file is not what was signed: changed since, or the signature is false."""


class SigningKeyUnusable(SigningError):
    """PKCS#12 file or token cannot be opened: passphrase, PIN, label or library."""


class CertificateError(SigningError):
    """E23: the signer's certificate cannot be relied on within the isolated network."""

    code = "E23"


class CertificateExpired(CertificateError):
    """E23: it is past its time, or not yet valid."""


class CertificateNotTrusted(CertificateError):
    """E23: no path to a root that was given."""


class CertificateRevoked(CertificateError):
    """E23: the issuer took it back."""


class RevocationUnknown(CertificateError):
    """E23: no list of the issuer that says whether it was taken back."""


class FactsIncomplete(SeveralMissing):
    """Facts that the secretary types are missing or not as they must be."""


class FactsSealed(DocumentError):
    """The event is sealed: what its papers say is not changed any more."""


class PaperNotReady(DocumentError):
    """This paper belongs to another kind of ballot, or there is nobody on its list."""


class FiguresNotYet(DocumentError):
    """The secretary gets figures once the chair has said whether they are announced."""
