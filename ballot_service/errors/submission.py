"""Errors of attachments and of the sealed submission: a file or a package refused.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.base import BallotServiceError


class AttachmentError(BallotServiceError):
    """An attached file is refused, or cannot be given."""


class UnknownAttachment(AttachmentError):
    """No such file in this cycle, or it was withdrawn or destroyed."""


class NothingAttached(AttachmentError):
    """An empty file, or no file at all."""


class AttachmentTooLarge(AttachmentError):
    """One file above the limit."""


class AttachmentQuota(AttachmentError):
    """The files of one cycle together above the limit."""


class WrongAttachmentContent(AttachmentError):
    """The content is none of the types taken, or another than its name says."""


class AttachmentWithMacros(WrongAttachmentContent):
    """An office file that carries a program."""


class BadAttachmentKind(AttachmentError):
    """A kind that does not exist, needs a person, or cannot have one."""


class BadCertificateDate(AttachmentError):
    """A health certificate without its day, or with one that is to come."""


class AttachmentDamaged(AttachmentError):
    """A sealed file is lost, altered, cut, or sealed under another key."""


class AlreadyHandedIn(AttachmentError):
    """A paper made by the service, where the folder has one that was handed in."""


class AttachmentsFixed(AttachmentError):
    """The folder was submitted; its files change no more."""


class PackageError(BallotServiceError):
    """A submission's package is refused."""


class PackageNotOpened(PackageError):
    """Another passphrase or key, or the sealed file was altered."""


class BadRecipient(PackageError):
    """Neither a recipient's public key nor a certificate that can be sealed for."""


class BadPackage(PackageError):
    """The archive or its list breaks a rule of docs/spec/submission.md."""


class UnknownPackageSchema(BadPackage):
    """A package of a schema that this reader does not know."""


class BadPackageSignature(PackageError):
    """The signature under the package's list does not hold, or has company."""


class PackageSignerNotPinned(PackageError):
    """Signed under another key than the one on the signed submission."""


class PackageFileMissing(PackageError):
    """A file of the list is not in the archive."""


class PackageFileForeign(PackageError):
    """A file in the archive that the list does not name."""


class PackageFileAltered(PackageError):
    """A file whose size or hash is not that of the list."""


class PackageBallotDiffers(PackageError):
    """What the list says of a ballot is not what its statement and record say."""


class AnnexDiffers(PackageError):
    """The verification annex is not what the list's own ballots give."""


class ListNotFromBallots(PackageError):
    """Somebody on a list whom no ballot of the package passed for that title."""


class PackageChanged(PackageError):
    """What is on disk no longer gives the package that was submitted."""


class NotSubmittedYet(PackageError):
    """There is no submitted package to hand out."""
