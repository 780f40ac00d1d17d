"""The records of others, verified in full; and without one of their bytes, not."""

import json
from pathlib import Path

import pytest

from ballot_service.errors import BadFraming, BrokenChain, HashMismatch
from ballot_service.record.archive import ArchiveWriter, scan_archive
from ballot_service.verify.narrator import Narrator
from ballot_service.verify.records import BareRecord
from ballot_service.verify.verifier import Expected, verify_bare
from tests.protocol.others import FOLDERS

pytestmark = pytest.mark.vectors


@pytest.fixture(scope="module", params=FOLDERS)
def folder(request: pytest.FixtureRequest, vectors: Path) -> Path:
    return vectors / FOLDERS[request.param]


def test_a_record_of_others_verifies_in_full(folder: Path) -> None:
    narrator, seen = Narrator(), list[tuple[int, int]]()
    record: BareRecord = verify_bare(
        folder / "record.bel",
        Expected(),
        1,
        lambda done, total: seen.append((done, total)),
        narrator,
    )
    assert record.board.result is not None
    assert seen[-1] == (record.ballots, record.ballots)
    published = json.loads((folder / "result.out.json").read_bytes())
    body = record.archive.body(record.archive.entries[record.board.result])
    assert json.loads(body) == published
    assert type(record) is BareRecord


def test_a_record_of_others_written_by_us_is_the_same_file(
    folder: Path, tmp_path: Path
) -> None:
    archive = scan_archive(folder / "record.bel")
    writer = ArchiveWriter(tmp_path / "copy.bel", archive.time)
    for entry in archive.entries:
        if entry.event is None:
            writer.data(archive.body(entry))
        else:
            writer.event(entry.event.type, entry.event.payload)
    writer.close()
    ours = (tmp_path / "copy.bel").read_bytes()
    assert ours == (folder / "record.bel").read_bytes()


def test_a_flipped_byte_anywhere_is_seen(folder: Path, tmp_path: Path) -> None:
    raw = (folder / "record.bel").read_bytes()
    path = tmp_path / "flipped.bel"
    for at in range(0, len(raw), len(raw) // 40):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        with pytest.raises((BadFraming, HashMismatch)):
            scan_archive(path)


def test_a_changed_payload_with_its_hash_made_to_fit_breaks_the_chain(
    folder: Path, tmp_path: Path
) -> None:
    archive = scan_archive(folder / "record.bel")
    writer = ArchiveWriter(tmp_path / "copy.bel", archive.time)
    for i, entry in enumerate(archive.entries):
        if entry.event is None:
            body = archive.body(entry)
            writer.data(body.replace(b"1", b"2", 1) if i == 5 else body)
        else:
            writer.event(entry.event.type, entry.event.payload)
    writer.close()
    with pytest.raises(BrokenChain, match="payload"):
        verify_bare(tmp_path / "copy.bel", Expected())
