"""Errors of the record: the archive and the folder.

Refuses logic and messages for users: a leaf is named for the fact.
"""

from ballot_service.errors.base import BallotServiceError


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


class NotUnpacked(RecordError):
    """A zip itself, where the folder that is unpacked from it is asked for."""


class RefusesToOverwrite(RecordError):
    """A file that is already there."""


class BadManifest(RecordError):
    """The manifest breaks a rule of docs/spec/manifest.md."""


class UnknownManifestSchema(BadManifest):
    """A manifest of a schema that this reader does not know, older or newer."""


class WrongManifest(RecordError):
    """The manifest is not the one that the election's description binds."""


class ElectionNotFromManifest(RecordError):
    """The election differs from the one that follows from the manifest."""


class WrongTrusteeGroup(RecordError):
    """The trustees are not one Pedersen group with the manifest's t and n."""


class WrongTimestamp(RecordError):
    """The archive's time is not midnight of the manifest's date."""
