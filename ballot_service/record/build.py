"""Writing records of ours: the closed one at the end of voting, the complete one after.

Refuses to overwrite, and to write ballots in any order but that of their hashes.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ballot_service.protocol import events
from ballot_service.protocol.credential import Credentials
from ballot_service.protocol.decryption import Owned, PartialDecryption
from ballot_service.protocol.election import Election
from ballot_service.protocol.result import encode_result
from ballot_service.protocol.tally import SizedTally, Tally, encode_tally
from ballot_service.protocol.trustees import Trustees
from ballot_service.record.archive import Archive, ArchiveWriter
from ballot_service.record.folder import MANIFEST, RECORD, write_new
from ballot_service.record.manifest import Manifest


@dataclass(frozen=True)
class Setup:
    """The bytes that a Setup event fixes, in their order."""

    election: bytes
    trustees: bytes
    credentials: bytes

    @property
    def data(self) -> events.SetupData:
        """The three hashes."""
        return events.SetupData(
            *(
                hashlib.sha256(body).hexdigest()
                for body in (self.election, self.trustees, self.credentials)
            )
        )

    @property
    def event(self) -> events.Event:
        """The Setup event; its digest is the Setup hash (architecture D3)."""
        payload = hashlib.sha256(self.data.encoded()).hexdigest()
        return events.Event(None, 0, events.SETUP, payload)


def make_setup(election: Election, trustees: Trustees, public: Iterable[str]) -> Setup:
    """Build Setup from the registered public halves, sorted by their bytes."""
    group = election.group
    weights = {group.nonidentity(item): 1 for item in sorted(public)}
    return Setup(election.encoded, trustees.encoded(), Credentials(weights).encoded())


def _write_setup(writer: ArchiveWriter, setup: Setup) -> None:
    for body in (setup.election, setup.trustees, setup.credentials):
        writer.data(body)
    writer.event(events.SETUP, writer.data(setup.data.encoded()))


def write_closed(
    folder: Path, manifest: Manifest, setup: Setup, ballots: Iterable[bytes]
) -> str:
    """Write the closed record into an existing folder and return its EndBallots hash.

    Args:
        ballots: already sorted by their SHA-256; they are streamed, never held.

    Raises:
        RefusesToOverwrite: the folder holds a record already.
    """
    write_new(folder / MANIFEST, manifest.encoded)
    writer = ArchiveWriter(folder / RECORD, manifest.timestamp)
    _write_setup(writer, setup)
    for ballot in ballots:
        writer.event(events.BALLOT, writer.data(ballot))
    end = writer.event(events.END_BALLOTS, None)
    writer.close()
    return end


def write_complete(
    target: Path,
    closed: Archive,
    tally: Tally,
    sized: SizedTally,
    partials: Sequence[tuple[int, PartialDecryption]],
    result: Iterable[Iterable[int]],
) -> str:
    """Write the complete archive from a closed one and return the Result hash.

    Args:
        target: file that must not exist.
        partials: (owner, decryption), ascending by owner.

    Raises:
        RefusesToOverwrite: the target exists.
    """
    writer = ArchiveWriter(target, closed.time)
    for entry in closed.entries:
        if entry.event is None:
            writer.data(closed.body(entry))
        else:
            writer.event(entry.event.type, entry.event.payload)
    writer.data(encode_tally(tally))
    writer.event(events.ENCRYPTED_TALLY, writer.data(sized.encoded()))
    for owner, partial in partials:
        digest = writer.data(partial.encoded())
        owned = writer.data(Owned(owner, digest).encoded())
        writer.event(events.PARTIAL_DECRYPTION, owned)
    final = writer.event(events.RESULT, writer.data(encode_result(result)))
    writer.close()
    return final
