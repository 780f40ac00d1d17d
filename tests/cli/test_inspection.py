"""The inspector's report by command: his own run, whole, and whatever it found."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ballot_service.cli import main
from ballot_service.cli.inspection import program_digest
from tests.documents.reading import text_of
from tests.simulator import ElectionSimulator

SAID = (
    *("--inspector", "Dương Viết Phong", "--machine", "Máy xách tay SN-77"),
    *("--body", "Ủy ban Kiểm tra Đảng ủy Sở", "--place", "Trường Hà"),
    *("--symbol", "UBKT", "--secrecy", "mat"),
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    sim = ElectionSimulator(tmp_path_factory.mktemp("inspection"))
    sim.until_closed()
    yield sim.count()
    sim.office.database.close()


def made(record: Path, out: Path, *more: str) -> int:
    words = ["inspection-report", str(record), "--out", str(out), "--workers", "1"]
    return main([*words, *SAID, *more])


def test_the_report_of_a_record_that_holds(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "f11.pdf"
    assert made(record, out) == 0
    text = " ".join(text_of(out.read_bytes()).split())
    for wanted in ("BÁO CÁO KIỂM CHỨNG ĐỘC LẬP", "Dương Viết Phong", "SN-77", "MẬT"):
        assert wanted in text
    squeezed = text.replace(" ", "")
    assert program_digest() in squeezed
    assert "record.bel" in text
    assert made(record, out) == 1
    assert "RefusesToOverwrite" in capsys.readouterr().err


def test_a_record_that_does_not_hold_is_reported_as_such(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "f11.pdf"
    assert made(record, out, "--ballots", "4") == 1
    said = capsys.readouterr().out
    assert "KHÔNG ĐẠT" in said
    assert "KHÔNG ĐẠT" in text_of(out.read_bytes())


def test_without_a_record_there_is_no_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert made(tmp_path, tmp_path / "f11.pdf") == 1
    assert "IncompleteRecord" in capsys.readouterr().err
    assert not (tmp_path / "f11.pdf").exists()
