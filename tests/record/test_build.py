"""Records of ours, written: closed, then complete; verified, and never overwritten."""

import hashlib
from pathlib import Path

import pytest

from ballot_service.errors import IncompleteRecord, NotAnElement, RefusesToOverwrite
from ballot_service.protocol.credential import read_credentials
from ballot_service.protocol.events import read_board
from ballot_service.record.archive import scan_archive
from ballot_service.record.build import make_setup, write_closed, write_complete
from ballot_service.record.folder import MANIFEST, RECORD
from ballot_service.verify.verifier import (
    Expected,
    verify_closed,
    verify_complete,
    verify_signed,
)
from tests.making import (
    AGREE,
    DISAGREE,
    UNMARKED,
    Made,
    Making,
    make_closed,
    make_complete,
)
from tests.record.parts import small, three

CHOICES = [[AGREE, UNMARKED], [DISAGREE, AGREE], [AGREE, AGREE]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make_closed(Making(), tmp_path_factory.mktemp("build") / "closed", CHOICES)


def test_setup_fixes_three_bodies(made: Made) -> None:
    setup = made.setup
    assert setup.data.election == hashlib.sha256(setup.election).hexdigest()
    assert setup.data.trustees == hashlib.sha256(setup.trustees).hexdigest()
    assert setup.data.credentials == hashlib.sha256(setup.credentials).hexdigest()
    assert setup.event.payload == hashlib.sha256(setup.data.encoded()).hexdigest()
    record = verify_closed(made.folder, Expected(setup=setup.event.digest))
    assert record.setup_hash == setup.event.digest


def test_credentials_are_sorted_and_without_the_identity() -> None:
    making = three()
    group = making.group
    public = [group.generator_power(n) for n in (9, 2, 5, 7)]
    setup = make_setup(making.election, making.trustees, public)
    assert list(read_credentials(group, setup.credentials).weights) == sorted(public)
    with pytest.raises(NotAnElement):
        make_setup(making.election, making.trustees, [*public, group.identity])
    with pytest.raises(NotAnElement):
        make_setup(making.election, making.trustees, ["00" * 32])


def test_a_closed_record_verifies_up_to_its_closing(made: Made) -> None:
    record = verify_closed(made.folder, Expected(ballots=3))
    assert record.ballots == 3
    assert record.archive.time == made.making.manifest.timestamp
    with pytest.raises(IncompleteRecord, match="not counted yet"):
        verify_complete(made.folder, Expected())


def test_the_bytes_follow_from_the_parts_alone(made: Made, tmp_path: Path) -> None:
    end = write_closed(tmp_path, made.making.manifest, made.setup, made.ballots)
    for name in (RECORD, MANIFEST):
        assert (tmp_path / name).read_bytes() == (made.folder / name).read_bytes()
    archive = scan_archive(tmp_path / RECORD)
    assert read_board([entry.slot for entry in archive.entries]).end_hash == end


def test_a_record_that_is_there_is_not_overwritten(made: Made, tmp_path: Path) -> None:
    (tmp_path / RECORD).write_bytes(b"precious")
    with pytest.raises(RefusesToOverwrite, match=RECORD):
        write_closed(tmp_path, made.making.manifest, made.setup, made.ballots)
    assert (tmp_path / RECORD).read_bytes() == b"precious"
    with pytest.raises(RefusesToOverwrite, match=MANIFEST):
        write_closed(made.folder, made.making.manifest, made.setup, made.ballots)


def test_a_complete_record_keeps_the_closed_one_as_its_beginning(
    made: Made, tmp_path: Path
) -> None:
    folder = make_complete(made, tmp_path / "complete")
    closed = (made.folder / RECORD).read_bytes()
    assert (folder / RECORD).read_bytes().startswith(closed)
    complete, statement = verify_signed(folder, Expected())
    assert complete.result == ((2, 1), (2, 0))
    assert complete.final_hash == complete.facts.final
    assert statement.numbers.present == 5


def test_a_complete_record_that_is_there_is_not_overwritten(
    made: Made, tmp_path: Path
) -> None:
    target = tmp_path / RECORD
    target.write_bytes(b"precious")
    archive = scan_archive(made.folder / RECORD)
    record = verify_closed(made.folder, Expected())
    with pytest.raises(RefusesToOverwrite):
        write_complete(target, archive, record.tally, record.sized, [], [])
    assert target.read_bytes() == b"precious"


def test_the_smallest_committee_counts(tmp_path: Path) -> None:
    making = Making(size=1, threshold=1, plan=small().plan, seed="one")
    closed = make_closed(making, tmp_path / "closed", [[AGREE], [AGREE], [DISAGREE]])
    folder = make_complete(closed, tmp_path / "complete", owners=(1,))
    complete, _ = verify_signed(folder, Expected())
    assert complete.result == ((2, 1),)
