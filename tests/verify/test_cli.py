"""The verifier as anyone runs it: exit codes, two languages, JSON, paper figures.

Refuses to trust a message alone: the exit code is what a script goes by.
"""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from ballot_service.protocol.codes import event_code
from ballot_service.record.signatures import read_signed
from ballot_service.verify.__main__ import main
from ballot_service.verify.narrator import StepId
from ballot_service.verify.texts import EN, VI, WORDS
from ballot_service.verify.verifier import Expected, verify_signed
from tests.making import AGREE, DISAGREE, UNMARKED, Making, make_closed, make_complete
from tests.stated import altered, signed


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A closed and a complete record of the same election."""
    root = tmp_path_factory.mktemp("records")
    choices = [[AGREE, DISAGREE], [AGREE, AGREE], [UNMARKED, UNMARKED]]
    made = make_closed(Making(seed="cli"), root / "closed", choices)
    return made.folder, make_complete(made, root / "complete")


def _run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    code = main([*(str(word) for word in words), "--workers", "1"])
    return code, capsys.readouterr().out


def test_a_complete_record_holds_and_shows_every_step(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = _run(capsys, folders[1])
    assert code == 0
    assert out.count(": ĐẠT") == len(StepId) + 1
    assert "Kết quả kiểm chứng: ĐẠT" in out
    assert "T1/UC00: 2/5" in out


def test_a_zip_is_not_said_to_fail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing was found out about the record: no step fails, and none holds."""
    zipped = tmp_path / "record 1.zip"
    with zipfile.ZipFile(zipped, "w") as file:
        file.writestr("record.bel", "a record")
    for language, word in (("vi", "chưa giải nén"), ("en", "not unpacked")):
        assert main([str(zipped), "--lang", language]) == 2
        said = capsys.readouterr()
        assert word in said.err
        assert "unzip 'record 1.zip' -d record" in said.err
        assert said.out == ""


def test_english_is_complete() -> None:
    assert set(EN) == set(VI) == set(StepId)
    assert set(WORDS["en"]) == set(WORDS["vi"])


def test_figures_from_paper_are_compared(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    record, statement = verify_signed(folders[1], Expected())
    paper = ["--setup", event_code(record.setup_hash), "--end", record.end_hash]
    paper += ["--ballots", "3", "--present", "5", "--issued", "3"]
    code, out = _run(capsys, folders[1], *paper, "--lang", "en")
    assert code == 0
    assert out.count("not compared") == 1  # the thumbprints alone were not typed
    assert statement.numbers.present == 5


WRONG_PAPER = {
    "--setup": ("00000-00000-00000-00000-00000", "WrongSetupHash"),
    "--end": ("f" * 64, "WrongEndHash"),
    "--ballots": ("4", "WrongBallotCount"),
    "--present": ("4", "WrongStatement"),
    "--issued": ("5", "WrongStatement"),
    "--key": ("nobody", "UnpinnedSigningKey"),
}


@pytest.mark.parametrize("option", sorted(WRONG_PAPER))
def test_another_figure_on_paper_fails_with_one_line(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str], option: str
) -> None:
    typed, expected = WRONG_PAPER[option]
    code, out = _run(capsys, folders[1], option, typed)
    assert code == 1
    assert expected in out.strip().splitlines()[-1]
    assert "KHÔNG ĐẠT" in out.strip().splitlines()[-1]


def test_a_thumbprint_may_begin_with_a_hyphen(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = _run(capsys, folders[1], "--key", "-iL21-PclYEPPXVfb6s9Zy4V3p4oGp6QGa")
    assert code == 1
    assert "UnpinnedSigningKey" in out


def test_json_says_the_same(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = _run(capsys, folders[1], "--json")
    report = json.loads(out)
    assert code == 0
    assert report["verified"] is True
    assert {step["outcome"] for step in report["steps"]} == {"held"}
    assert [row["agree"] for row in report["verdict"]["outcomes"]] == [2, 1]
    code, out = _run(capsys, folders[1], "--json", "--ballots", "9")
    report = json.loads(out)
    assert (code, report["verified"], report["error"]) == (1, False, "WrongBallotCount")


def test_a_bare_archive_runs_the_protocol_alone_and_says_so(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = _run(capsys, folders[1] / "record.bel", "--lang", "en")
    assert code == 0
    assert out.count("NOT RUN") == 4
    assert "bare record" in out.strip().splitlines()[-1]


def test_a_closed_record_holds_only_where_that_was_asked(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(capsys, folders[0], "--closed")[0] == 0
    code, out = _run(capsys, folders[0])
    assert code == 1
    assert "IncompleteRecord" in out
    code, out = _run(capsys, folders[1], "--without-statement")
    assert code == 0
    assert "CHƯA" in out.strip().splitlines()[-1]


def test_what_is_no_record_is_said_to_be_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = _run(capsys, tmp_path)
    assert code == 1
    assert "IncompleteRecord" in out
    (tmp_path / "x.bel").write_bytes(b"")
    code, out = _run(capsys, tmp_path / "x.bel")
    assert code == 1
    assert "BadFraming" in out


def test_a_verdict_that_fails_is_reported_with_the_steps_before_and_after(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """All have signed that 2 of 5 were present: no quorum, and fewer than ballots."""
    folder = shutil.copytree(folders[1], tmp_path / "lying")
    kernel = read_signed((folder / "statement.json").read_bytes()).kernel
    lie = altered(kernel, lambda value: value["numbers"].update(present=2))
    (folder / "statement.json").write_bytes(signed(Making(seed="cli"), lie))
    code, out = _run(capsys, folder)
    assert code == 1
    assert "MoreIssuedThanPresent" in out.strip().splitlines()[-1]
    assert "13. Bản kết quả: KHÔNG CHẠY" in out
