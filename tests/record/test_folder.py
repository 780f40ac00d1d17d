"""A record's folder: which files it must have, how large, and none overwritten."""

import os
from pathlib import Path

import pytest

from ballot_service.errors import (
    BallotServiceError,
    IncompleteRecord,
    RefusesToOverwrite,
    TooLarge,
)
from ballot_service.record.folder import (
    MANIFEST,
    RECORD,
    STATEMENT,
    open_folder,
    read_side_file,
    write_new,
)
from tests.record.parts import written


def test_a_folder_of_ours_has_an_archive_and_a_manifest(tmp_path: Path) -> None:
    written(tmp_path / RECORD)
    (tmp_path / MANIFEST).write_bytes(b"M")
    folder = open_folder(tmp_path)
    assert folder.unverified_manifest == b"M"
    assert folder.unverified_statement is None
    assert len(folder.scan().entries) == 3
    (tmp_path / STATEMENT).write_bytes(b"S")
    assert open_folder(tmp_path).unverified_statement == b"S"


def test_an_archive_by_itself_is_a_bare_record(tmp_path: Path) -> None:
    written(tmp_path / RECORD)
    (tmp_path / MANIFEST).write_bytes(b"M")
    folder = open_folder(tmp_path / RECORD)
    assert folder.unverified_manifest is None
    assert folder.unverified_statement is None


def test_a_folder_without_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(b"M")
    with pytest.raises(IncompleteRecord, match=RECORD):
        open_folder(tmp_path)


def test_a_folder_without_manifest_is_not_taken_for_a_bare_record(
    tmp_path: Path,
) -> None:
    written(tmp_path / RECORD)
    with pytest.raises(IncompleteRecord, match=MANIFEST):
        open_folder(tmp_path)


def test_a_file_beside_the_archive_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / STATEMENT
    assert read_side_file(path) is None
    path.write_bytes(b"x")
    os.truncate(path, 32 * 1024 * 1024)
    assert read_side_file(path) is not None
    os.truncate(path, 32 * 1024 * 1024 + 1)
    with pytest.raises(TooLarge, match=STATEMENT):
        read_side_file(path)


def test_a_new_file_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_new(path, b"first")
    with pytest.raises(RefusesToOverwrite, match=r"a\.json") as caught:
        write_new(path, b"second")
    assert isinstance(caught.value, BallotServiceError)
    assert path.read_bytes() == b"first"
