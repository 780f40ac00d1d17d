"""`record.bel` written, scanned and read again; nothing is overwritten."""

import hashlib
import os
import stat
import subprocess
from pathlib import Path

import pytest

from ballot_service.errors import (
    BadFraming,
    HashMismatch,
    RefusesToOverwrite,
    TooLarge,
)
from ballot_service.protocol.events import Event
from ballot_service.record import archive as archive_module
from ballot_service.record.archive import (
    ArchiveWriter,
    header,
    scan_archive,
    title_body,
)
from tests.record.parts import BLOCK, TIME, title, written


def test_a_header_is_that_of_the_format() -> None:
    block = header("BELENIOS", 41, 1795422105)
    assert len(block) == 512
    assert block[:8] == b"BELENIOS"
    assert not any(block[8:100])
    assert block[100:108] == b"0000644\0"
    assert block[108:124] == b"0000000\0" * 2
    assert block[124:136] == b"00000000051\0"
    assert block[136:148] == b"15300773631\0"
    assert block[148:156] == b"%06o\0 " % (sum(block[:148] + block[156:]) + 8 * 32)
    assert block[156:157] == b"0"
    assert not any(block[157:])


def test_a_body_is_padded_and_no_end_is_marked(tmp_path: Path) -> None:
    raw = written(tmp_path / "a.bel", [b"x" * 512, b"y" * 513])
    assert len(raw) == BLOCK * (2 + 2 + 3 + 2)
    assert raw.startswith(title())
    assert raw[-BLOCK:].startswith(b'{"height":0,')


def test_an_ordinary_tar_lists_it(tmp_path: Path) -> None:
    written(tmp_path / "a.bel")
    done = subprocess.run(
        ["tar", "tf", str(tmp_path / "a.bel")],
        capture_output=True,
        text=True,
        check=False,
    )
    names = done.stdout.splitlines()
    assert names[0] == "BELENIOS"
    assert len(names) == 4


def test_what_is_written_is_scanned(tmp_path: Path) -> None:
    path = tmp_path / "a.bel"
    written(path)
    found = scan_archive(path)
    assert found.time == TIME
    first, second, last = found.entries
    assert first.event is None
    assert found.body(first) == b"[1]"
    assert found.body(second) == b"x" * 700
    assert second.digest == hashlib.sha256(b"x" * 700).hexdigest()
    assert last.event == Event(None, 0, "Setup", second.digest)
    assert last.slot.event is last.event
    assert last.slot.digest == last.digest == last.event.digest


def test_events_are_chained_as_they_are_added(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path / "a.bel", 0)
    first = writer.event("Setup", "ab" * 32)
    second = writer.event("EndBallots", None)
    writer.close()
    entries = scan_archive(tmp_path / "a.bel").entries
    assert [entry.digest for entry in entries] == [first, second]
    assert entries[1].event == Event(first, 1, "EndBallots", None)


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.bel"
    path.write_bytes(b"precious")
    with pytest.raises(RefusesToOverwrite, match=r"a\.bel"):
        ArchiveWriter(path, TIME)
    assert path.read_bytes() == b"precious"


def test_a_link_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.bel").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(RefusesToOverwrite):
        ArchiveWriter(tmp_path / "a.bel", TIME)
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("time", [-1, 8**11])
def test_a_time_that_does_not_fit_is_a_fault_of_the_caller(
    tmp_path: Path, time: int
) -> None:
    with pytest.raises(ValueError, match="a time of 0"):
        ArchiveWriter(tmp_path / "a.bel", time)
    assert not (tmp_path / "a.bel").exists()


def test_a_body_that_changed_after_the_scan_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.bel"
    raw = written(path)
    found = scan_archive(path)
    path.write_bytes(raw.replace(b"[1]", b"[2]"))
    with pytest.raises(HashMismatch, match="changed while reading"):
        found.body(found.entries[0])


def test_an_archive_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.bel"
    written(path)
    os.truncate(path, 4 * 1024**3 + 1)
    assert stat.S_ISREG(path.stat().st_mode)
    with pytest.raises(TooLarge, match="4 GiB"):
        scan_archive(path)


def test_a_record_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.bel"
    path.write_bytes(title() + header("x", 16 * 1024 * 1024 + 1, TIME))
    with pytest.raises(TooLarge, match="a record of"):
        scan_archive(path)


def test_a_record_of_exactly_the_limit_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_module, "_MAX_BODY", 700)
    written(tmp_path / "a.bel", [b"x" * 700])
    assert len(scan_archive(tmp_path / "a.bel").entries) == 2
    monkeypatch.setattr(archive_module, "_MAX_BODY", 699)
    with pytest.raises(TooLarge):
        scan_archive(tmp_path / "a.bel")


def test_the_title_may_hold_its_time_as_a_number(tmp_path: Path) -> None:
    path = tmp_path / "a.bel"
    raw = written(path)
    body = b'{"version":1,"timestamp":%d}' % TIME
    block = header("BELENIOS", len(body), TIME) + body.ljust(BLOCK, b"\0")
    path.write_bytes(block + raw[2 * BLOCK :])
    assert scan_archive(path).time == TIME
    assert title_body(TIME) == b'{"version":1,"timestamp":"%d"}' % TIME


def test_an_empty_file_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "a.bel").write_bytes(b"")
    with pytest.raises(BadFraming, match="empty"):
        scan_archive(tmp_path / "a.bel")
