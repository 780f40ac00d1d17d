"""A complete record with one thing changed, and every later hash made to fit again.

Refuses to leave a stale hash behind: framing is not what should catch a forgery.
"""

import base64
import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ballot_service.protocol.encoding import encode
from ballot_service.protocol.events import BALLOT, END_BALLOTS
from ballot_service.record.archive import Archive, ArchiveWriter, Entry, scan_archive

Sequence = list[tuple[str, bytes]]
"""("data", body), or (type of an event, nothing)."""


@dataclass
class _Copy:
    """A record being copied; `sequence` may be changed before it is written."""

    source: Path
    target: Path
    sequence: Sequence = field(default_factory=list)

    def __post_init__(self) -> None:
        shutil.copytree(self.source, self.target)
        (self.target / "record.bel").unlink()
        archive: Archive = scan_archive(self.source / "record.bel")
        self.time = archive.time
        self.sequence = [self._item(archive, entry) for entry in archive.entries]

    @staticmethod
    def _item(archive: Archive, entry: Entry) -> tuple[str, bytes]:
        if entry.event is None:
            return "data", archive.body(entry)
        return entry.event.type, b""

    def ballots(self) -> list[int]:
        """Return the places of the ballots."""
        return [i - 1 for i, (kind, _) in enumerate(self.sequence) if kind == BALLOT]

    def replace(self, place: int, body: bytes) -> None:
        """Put another body at a place."""
        self.sequence[place] = ("data", body)

    def write(self) -> Path:
        """Write the archive with a chain that fits."""
        writer = ArchiveWriter(self.target / "record.bel", self.time)
        last = ""
        for kind, body in self.sequence:
            if kind == "data":
                last = writer.data(body)
            else:
                writer.event(kind, None if kind == END_BALLOTS else last)
        writer.close()
        return self.target


def _sort(copy: _Copy) -> None:
    places = copy.ballots()
    bodies = sorted(
        (copy.sequence[place][1] for place in places),
        key=lambda body: hashlib.sha256(body).hexdigest(),
    )
    for place, body in zip(places, bodies, strict=True):
        copy.replace(place, body)


def _ballot_changed(source: Path, target: Path) -> Path:
    copy = _Copy(source, target)
    place = copy.ballots()[0]
    ballot = json.loads(copy.sequence[place][1])
    proof = ballot["answers"][0]["overall_proof"][0]
    proof["response"] = str(int(proof["response"]) // 2)
    copy.replace(place, encode(ballot))
    _sort(copy)
    return copy.write()


def _ballot_resigned(source: Path, target: Path) -> Path:
    copy = _Copy(source, target)
    first, second = (json.loads(copy.sequence[p][1]) for p in copy.ballots()[:2])
    first["credential"] = second["credential"]
    unsigned = {k: v for k, v in first.items() if k != "signature"}
    digest = hashlib.sha256(encode(unsigned)).digest()
    first["signature"]["hash"] = base64.b64encode(digest).decode().rstrip("=")
    copy.replace(copy.ballots()[0], encode(first))
    _sort(copy)
    return copy.write()


def _ballot_dropped(source: Path, target: Path) -> Path:
    copy = _Copy(source, target)
    place = copy.ballots()[0]
    del copy.sequence[place : place + 2]
    return copy.write()


def _ballot_twice(source: Path, target: Path) -> Path:
    copy = _Copy(source, target)
    place = copy.ballots()[0]
    copy.sequence[place:place] = copy.sequence[place : place + 2]
    return copy.write()


def _closed_in_the_middle(source: Path, target: Path) -> Path:
    copy = _Copy(source, target)
    copy.sequence.insert(copy.ballots()[3], (END_BALLOTS, b""))
    return copy.write()


def _extra_record(source: Path, target: Path) -> Path:
    copy = _Copy(source, target)
    copy.sequence.append(("data", b"{}"))
    return copy.write()


def _result_off_by_one(source: Path, target: Path) -> Path:
    copy = _Copy(source, target)
    result = json.loads(copy.sequence[-2][1])
    result["result"][0][0] += 1
    copy.replace(-2 % len(copy.sequence), encode(result))
    return copy.write()


def _decryption_swapped(source: Path, target: Path) -> Path:
    copy = _Copy(source, target)
    first, second = -8 % len(copy.sequence), -5 % len(copy.sequence)
    bodies = copy.sequence[second], copy.sequence[first]
    copy.sequence[first], copy.sequence[second] = bodies
    for place in (first, second):
        owned = json.loads(copy.sequence[place + 1][1])
        owned["payload"] = hashlib.sha256(copy.sequence[place][1]).hexdigest()
        copy.replace(place + 1, encode(owned))
    return copy.write()


def _credentials_unsorted(source: Path, target: Path) -> Path:
    copy = _Copy(source, target)
    listed = json.loads(copy.sequence[2][1])
    copy.replace(2, encode(listed[::-1]))
    setup = json.loads(copy.sequence[3][1])
    setup["credentials"] = hashlib.sha256(copy.sequence[2][1]).hexdigest()
    copy.replace(3, encode(setup))
    return copy.write()


def _manifest_renamed(source: Path, target: Path) -> Path:
    path = _Copy(source, target).write() / "manifest.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("Lương Thị Bích Quyên", "Lương Thị Bích Quyền"), "utf-8"
    )
    return target


def _statement_digit(source: Path, target: Path) -> Path:
    path = _Copy(source, target).write() / "statement.json"
    signed = json.loads(path.read_bytes())
    payload = base64.urlsafe_b64decode(signed["payload"] + "==")
    spoiled = payload.replace(b'"agree":13', b'"agree":12', 1)
    signed["payload"] = base64.urlsafe_b64encode(spoiled).decode().rstrip("=")
    path.write_bytes(encode(signed))
    return target


def _signature_removed(source: Path, target: Path) -> Path:
    path = _Copy(source, target).write() / "statement.json"
    signed = json.loads(path.read_bytes())
    signed["signatures"] = signed["signatures"][1:]
    path.write_bytes(encode(signed))
    return target


Tampering = Callable[[Path, Path], Path]

TAMPERINGS: tuple[tuple[str, Tampering, str], ...] = (
    ("a number in a ballot's proof", _ballot_changed, "WrongBallotHash"),
    ("a ballot under another's credential", _ballot_resigned, "BadSignature"),
    ("a ballot dropped", _ballot_dropped, "WrongBallotCount"),
    ("a ballot twice", _ballot_twice, "DuplicateBallot"),
    ("the poll closed in the middle", _closed_in_the_middle, "WrongOrder"),
    ("an extra record", _extra_record, "WrongOrder"),
    ("the result off by one", _result_off_by_one, "WrongResult"),
    ("two decryptions exchanged", _decryption_swapped, "BadProof"),
    ("credentials in another order", _credentials_unsorted, "CredentialsNotSorted"),
    ("a name in the manifest", _manifest_renamed, "WrongManifest"),
    ("a digit in the statement", _statement_digit, "WrongStatement"),
    ("a signature removed", _signature_removed, "TooFewSignatures"),
)
"""(what was done, how, the name of the error that must answer)."""
