"""Every refusal on the command line says what to do, in Vietnamese and in English."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from ballot_service import errors
from ballot_service.cli import main
from ballot_service.cli.refusals import GENERAL, refusal_of
from ballot_service.errors import BallotServiceError
from ballot_service.verify import importer
from ballot_service.verify.refusals import REFUSALS
from ballot_service.verify.refusals import refusal_of as statement_refusal
from tests.architecture.rooms import ROOT

ACCENT = re.compile(r"[ạảãàáăắằẵẳặâấầẩẫậđêếềểễệẹẻẽỉịọỏơớờởỡợôốồổỗộụủưứừửữựỳỵỷỹ]")


def leaves(kind: type[BallotServiceError]) -> list[type[BallotServiceError]]:
    """Return an error's class and all below it."""
    return [kind, *(leaf for sub in kind.__subclasses__() for leaf in leaves(sub))]


@pytest.mark.parametrize(
    "kind",
    [
        errors.MachineError,
        errors.DeliveryError,
        errors.StatementImportError,
        errors.VerificationError,
        errors.SigningError,
        errors.PackageError,
    ],
)
def test_operators_errors_have_a_line_of_their_own(
    kind: type[BallotServiceError],
) -> None:
    for leaf in leaves(kind):
        if leaf.__subclasses__():
            continue  # a family: what is raised are its leaves
        said = refusal_of(leaf("detail"))
        assert said != GENERAL, leaf.__name__
        assert ACCENT.search(said.vi), leaf.__name__
        assert not ACCENT.search(said.en), leaf.__name__


def test_each_reason_against_a_statement_is_told_apart() -> None:
    own = [
        statement_refusal(leaf("detail"))
        for leaf in leaves(errors.StatementImportError)[1:]
    ]
    assert len(set(own)) == len(own)
    for said in REFUSALS.values():
        assert ACCENT.search(said.vi)
        assert said.vi.endswith(".")
        assert said.en.endswith(".")


def test_command_without_its_folder_says_how_to_name_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("BALLOT_DATA", raising=False)
    assert main(["user", "list"]) == 1
    said = capsys.readouterr().err
    assert "MissingOption" in said
    assert "Lệnh thiếu tùy chọn nêu ở trên" in said
    assert "for the data folder, --data DIR" in said
    assert "tệp" not in said


def test_file_that_cannot_be_written_is_said_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").write_text("a file")
    assert main(["init", "--data", str(tmp_path / "data")]) == 1
    said = capsys.readouterr().err
    assert "Không đọc hoặc ghi được tệp." in said
    assert "cannot be read or written" in said


def test_importer_says_what_to_do_for_people_and_for_machines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = ["--ledger", str(tmp_path / "ledger.json")]
    (tmp_path / "empty").mkdir()
    assert importer.main([str(tmp_path / "empty"), *ledger]) == 1
    said = capsys.readouterr().out
    assert said.startswith("KHÔNG NHẬN — IncompletePackage: Gói thiếu statement.json")
    assert "chi tiết: no statement.json in empty" in said
    assert importer.main([str(tmp_path / "empty"), *ledger, "--lang", "en"]) == 1
    assert "The package lacks statement.json" in capsys.readouterr().out
    assert importer.main([str(tmp_path / "empty"), *ledger, "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["error"] == "IncompletePackage"
    assert report["vi"].startswith("Gói thiếu")


def test_account_bears_its_persons_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(tmp_path / "data")]
    assert main(["init", *data]) == 0
    assert main(["user", "name", "kiemphieu1", "Ngô Thanh Sơn", *data]) == 0
    assert main(["user", "name", "nobody", "Ngô Thanh Sơn", *data]) == 1
    capsys.readouterr()
    assert main(["user", "list", *data]) == 0
    assert re.search(r"kiemphieu1 .* Ngô Thanh Sơn", capsys.readouterr().out)


def test_set_up_checkout_has_the_command_of_the_guide() -> None:
    command = ROOT / ".venv" / "bin" / "ballot-service"
    done = subprocess.run(
        [command, "--help"], capture_output=True, text=True, check=True, cwd="/"
    )
    assert "ballot-service" in done.stdout
