"""The minutes of destruction by command: from the files that the commands wrote."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from ballot_service.cli import main
from ballot_service.record.destruction import Order
from tests.documents.reading import text_of

HEADING = (
    *("--body", "Sở Kế hoạch và Hạ tầng", "--place", "Trường Hà"),
    *("--symbol", "SKHHT", "--family", "state", "--secrecy", "mat"),
)
ORDER = Order("15/BB", "Trần Văn Kỹ", dt.date(2026, 4, 1))


def written(folder: Path, what: str, minutes: str = "15/BB") -> Path:
    order = Order(minutes, ORDER.by, ORDER.on)
    path = folder / f"{what}.json"
    path.write_bytes(order.minutes_of(what, "7cNmVwewX876qM", "0a" * 32) + b"\n")
    return path


def made(out: Path, *words: str) -> int:
    return main(["destruction-minutes", *words, "--out", str(out), *HEADING])


def test_one_paper_of_several_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "minutes.pdf"
    files = [written(tmp_path, what) for what in ("issuing_key", "share")]
    said = ("--present", "Lý Xuân Điền, chủ trì", "--number", "7")
    hand = ("--signer", "CHỦ TRÌ: Lý Xuân Điền", "--ground", "Quyết định số 3/QĐ")
    assert made(out, *map(str, files), *said, *hand) == 0
    assert "In, ký tay" in capsys.readouterr().out
    text = text_of(out.read_bytes())
    for words in ("07/BB-SKHHT", "Khóa phát phiếu", "Mảnh khóa", "CHỦ TRÌ", "3/QĐ"):
        assert words in text
    for file in files:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        assert digest in text.replace(" ", "")
    assert made(out, str(files[0])) == 1
    assert "RefusesToOverwrite" in capsys.readouterr().err


def test_what_is_not_minutes_is_refused_by_name_and_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "minutes.pdf"
    file = written(tmp_path, "share")
    other = written(tmp_path, "issuing_key", "16/BB")
    edited = tmp_path / "edited.json"
    edited.write_bytes(file.read_bytes().replace(b"0a0a", b"0A0A"))
    for words, error, told in (
        ((str(edited),), "BadText: destruction.digest", "không phải biên bản tiêu hủy"),
        ((str(tmp_path / "none"),), "MissingFile", "không có tệp này"),
        ((str(file), str(other)), "NotOneDestruction", "số biên bản '16/BB'"),
        ((str(file), str(file)), "NotOneDestruction", "đã có rồi"),
        (
            (str(file), "--signer", "Lý Xuân Điền"),
            "OptionNotPrintable: --signer",
            "Sửa tùy chọn",
        ),
        ((str(file), "--number", "-1"), "OptionNotPrintable: paper.number", "Sửa"),
    ):
        assert made(out, *words) == 1
        heard = capsys.readouterr().err
        assert error in heard
        assert told in heard
        assert "Traceback" not in heard
        assert not out.exists()
