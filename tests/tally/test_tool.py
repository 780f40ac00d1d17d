"""The program itself: exit codes, languages, advice, walls, possession, slips."""

import argparse
import io
import json
import re
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import segno

from ballot_service import errors
from ballot_service.errors import BallotServiceError
from ballot_service.protocol.ceremony_possession import (
    check_possession,
    read_possession,
    write_request,
)
from ballot_service.protocol.credential import public_half
from ballot_service.protocol.encoding import encode
from ballot_service.protocol.slip import random_slip, slip_credential
from ballot_service.protocol.trustees import read_trustees
from ballot_service.record.build import make_setup, write_closed
from ballot_service.tally import slip_commands, slips
from ballot_service.tally.advice import ADVICE, advice_for
from ballot_service.tally.grammar import parser
from ballot_service.tally.slips import (
    Slips,
    make_slips,
    public_halves,
    qr_svg,
    slips_pdf,
    slips_png,
)
from ballot_service.tally.texts import TEXTS
from ballot_service.verify.__main__ import main as verify_main
from tests.making import seeded
from tests.tally.desk import ROWS, Desk, run

GUARD = Path(__file__).resolve().parents[1] / "architecture" / "guard.py"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("tool") / "desk")
    desk.hold_ceremony()
    desk.record()
    return desk


def leaves(kind: type[BallotServiceError]) -> list[type[BallotServiceError]]:
    found = [kind]
    for child in kind.__subclasses__():
        found += leaves(child)
    return found


# --- words ------------------------------------------------------------------------


def test_every_error_says_what_to_do_in_both_languages() -> None:
    for kind in leaves(BallotServiceError):
        error = kind(("x",)) if issubclass(kind, errors.SeveralMissing) else kind("x")
        for lang in ("vi", "en"):
            assert len(advice_for(error, lang)) > 20, kind


def test_the_tools_own_errors_have_their_own_advice() -> None:
    shared = {errors.TallyError, errors.KeyFileError}
    own = {*leaves(errors.TallyError), *leaves(errors.KeyFileError)} - shared
    elsewhere = {kind for kind in own if kind.__name__ == "MissingServiceKey"}
    assert own - elsewhere <= set(ADVICE)


def test_both_languages_ask_for_the_same_values() -> None:
    for said in (*TEXTS.values(), *ADVICE.values()):
        fields = [set(re.findall(r"{(\w+)}", text)) for text in said]
        assert fields[0] == fields[1], said.vi


def test_vietnamese_is_composed_and_first() -> None:
    import unicodedata  # noqa: PLC0415

    for said in (*TEXTS.values(), *ADVICE.values()):
        assert unicodedata.is_normalized("NFC", said.vi)
    same = [said for said in TEXTS.values() if said.vi == said.en]
    assert same == [TEXTS["thumbprint"]]


def test_english_on_request(desk: Desk) -> None:
    answer = run("prove", "nowhere", "--manifest", desk.manifest, "--trustees", "x")
    assert answer.err.startswith("LỖI MissingFile")
    answer = run(
        *("prove", "nowhere", "--manifest", desk.manifest, "--trustees", "x"),
        *("--lang", "en"),
    )
    assert answer.err.startswith("ERROR MissingFile")


def test_a_wrong_command_line_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["nonsense"], ["decrypt"], ["count", "x", "--skip"]):
        with pytest.raises(SystemExit) as caught:
            parser().parse_args(arguments)
        assert caught.value.code == 2
    capsys.readouterr()


# --- possession -------------------------------------------------------------------


def prove(desk: Desk, out: Path, *more: object) -> tuple[int, str]:
    answer = run(
        *("prove", desk.share(2), "--manifest", desk.manifest),
        *("--trustees", desk.trustees, "--out", out, *desk.passphrases(2), *more),
    )
    return answer.code, answer.error


def test_possession_is_proved_to_the_desk(desk: Desk, tmp_path: Path) -> None:
    request = tmp_path / "request.json"
    request.write_bytes(write_request(desk.making.uuid, "ab" * 32))
    out = tmp_path / "possession.json"
    assert prove(desk, out, "--request", request) == (0, "")
    group = desk.making.group
    trustees = read_trustees(group, desk.trustees.read_bytes())
    possession = read_possession(group, out.read_bytes())
    check_possession(group, desk.making.uuid, trustees, possession, "ab" * 32)
    assert possession.index == 2


def test_a_request_with_a_ciphertext_is_refused_and_nothing_written(
    desk: Desk, tmp_path: Path
) -> None:
    request = tmp_path / "request.json"
    value = json.loads(write_request(desk.making.uuid, "ab" * 32))
    request.write_text(json.dumps(value | {"alpha": desk.making.group.generator}))
    out = tmp_path / "possession.json"
    assert prove(desk, out, "--request", request) == (1, "ForeignCiphertext")
    assert not out.exists()


def options(command: str) -> set[str]:
    for action in parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            chosen: argparse.ArgumentParser = action.choices[command]
            return {text for item in chosen._actions for text in item.option_strings}
    raise AssertionError("no commands")


def test_no_option_of_prove_brings_a_ciphertext() -> None:
    assert options("prove") == {
        *("-h", "--help", "--lang", "--json", "--manifest", "--trustees"),
        *("--request", "--out", "--passphrase-file"),
    }


def test_no_option_skips_a_gate() -> None:
    for command in ("decrypt", "count", "combine", "sign"):
        for option in options(command):
            assert not re.search("skip|force|no-|unsafe|trust-", option)


def test_a_tally_cannot_be_given_as_the_request(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "aggregate"
    record = desk.folder / "record"
    run("aggregate", record, "--out", out, "--workers", 1)
    tally = out / "encrypted_tally.json"
    code, error = prove(desk, tmp_path / "p.json", "--request", tally)
    assert (code, error) == (1, "WrongType")


# --- slips ------------------------------------------------------------------------


def make(desk: Desk, folder: Path, count: int) -> tuple[int, str, str]:
    answer = run(
        *("slips", "--manifest", desk.manifest, "--count", count),
        *("--out-pdf", folder / "slips.pdf", "--out-public", folder / "public.json"),
    )
    return answer.code, answer.error, answer.out


def test_slips_are_printed_and_only_public_halves_are_kept(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[Slips] = []

    def keep(*arguments: object) -> Slips:
        kept.append(make_slips(*arguments))  # type: ignore[arg-type]
        return kept[0]

    monkeypatch.setattr(slip_commands, "make_slips", keep)
    code, _, out = make(desk, tmp_path, 4)
    assert code == 0
    pdf, public = tmp_path / "slips.pdf", tmp_path / "public.json"
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(pdf.stat().st_mode) == 0o600
    assert {path.name for path in tmp_path.iterdir()} == {"slips.pdf", "public.json"}
    value = json.loads(public.read_bytes())
    halves = value["credentials"]
    assert halves == sorted(halves)
    assert list(public_halves(desk.making.manifest, kept[0].codes)) == halves
    for printed in kept[0].codes:
        assert printed not in public.read_text() + out + repr(kept[0])
    assert "CẢNH BÁO" not in out
    code, error, _ = make(desk, tmp_path, 4)
    assert (code, error) == (1, "RefusesToOverwrite")


def test_fewer_than_three_slips_are_warned_of(desk: Desk, tmp_path: Path) -> None:
    code, _, out = make(desk, tmp_path, 2)
    assert code == 0
    assert "CẢNH BÁO" in out


@pytest.mark.parametrize("count", [0, -1, 6])
def test_slips_are_at_most_the_roll(desk: Desk, tmp_path: Path, count: int) -> None:
    code, error, _ = make(desk, tmp_path, count)
    assert (code, error) == (1, "NumberOutOfRange")


def test_printed_slips_are_erased(desk: Desk, tmp_path: Path) -> None:
    make(desk, tmp_path, 3)
    pdf = tmp_path / "slips.pdf"
    other = tmp_path / "link"
    other.hardlink_to(pdf)
    assert run("slips-forget", pdf).code == 0
    assert not pdf.exists()
    assert set(other.read_bytes()) == {0}
    answer = run("slips-forget", pdf)
    assert (answer.code, answer.error) == (1, "MissingFile")


def test_nothing_but_printed_slips_is_erased(desk: Desk, tmp_path: Path) -> None:
    share = desk.share(1)
    before = share.read_bytes()
    answer = run("slips-forget", share)
    assert (answer.code, answer.error) == (1, "NotSlips")
    assert "không xóa gì" in answer.err
    assert share.read_bytes() == before
    answer = run("slips-forget", tmp_path)
    assert (answer.code, answer.error) == (1, "MissingFile")


def test_a_count_of_the_zip_says_to_unpack_it(desk: Desk, tmp_path: Path) -> None:
    """A package as it was downloaded is not called damaged."""
    zipped = tmp_path / "record.zip"
    with zipfile.ZipFile(zipped, "w") as file:
        file.writestr("record.bel", "a record")
    options = ("--share", desk.share(1), "--out", tmp_path / "result")
    sheet = desk.sheet(desk.folder / "record")
    answer = run("count", zipped, *options, *sheet, "--present", 5, "--issued", 4)
    assert (answer.code, answer.error) == (1, "NotUnpacked")
    assert "unzip record.zip -d record" in answer.err


def test_the_qr_is_the_plain_code() -> None:
    text = random_slip(seeded("qr"))
    assert "<svg" in qr_svg(text)
    code = segno.make_qr(text, error="q")
    assert code.error == "Q"
    assert "http" not in text
    assert text not in qr_svg(text)


def test_every_slip_is_seen_and_vietnamese_has_its_glyphs(desk: Desk) -> None:
    manifest = desk.making.manifest
    few = make_slips(manifest, 3, seeded("slips"))
    many = make_slips(manifest, 23, seeded("slips"))
    assert len(slips_pdf(manifest, many)) > len(slips_pdf(manifest, few))
    assert slips_png(manifest, few).startswith(b"\x89PNG")
    page = slips._PAGE
    assert "THẺ NHẬN PHIẾU" in page
    assert "DejaVu Sans Mono" in page
    assert "Libertinus Serif" in page


def test_a_serial_number_is_nowhere() -> None:
    assert not re.search(r"counter|index|enumerate|#i\b|\bsố thứ tự", slips._PAGE)


@dataclass(frozen=True)
class SlipRecord:
    """A closed record, and the codes of its slips."""

    folder: Path
    codes: tuple[str, ...]


@pytest.fixture(scope="module")
def with_slips(tmp_path_factory: pytest.TempPathFactory) -> SlipRecord:
    """Return a closed record of five slips, of which three voted."""
    making = Desk(tmp_path_factory.mktemp("slips") / "desk")
    making.hold_ceremony()
    election = making.making
    codes = tuple(random_slip(seeded(f"slip {i}")) for i in range(5))
    privates = [slip_credential(election.uuid, code) for code in codes]
    public = [public_half(election.group, election.uuid, item) for item in privates]
    election.privates = privates
    setup = make_setup(election.election, election.trustees, public)
    folder = tmp_path_factory.mktemp("slips") / "record"
    folder.mkdir()
    write_closed(folder, election.manifest, setup, election.ballots(ROWS[:3]))
    return SlipRecord(folder, codes)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (lambda codes: codes[0], "UndrawnSlipVoted"),
        (lambda _: random_slip(seeded("u")), "UnknownCredential"),
        (lambda _: "không phải mã", "BadSlip"),
        (lambda codes: codes[4][:-1] + "0Z"[codes[4][-1] == "0"], "BadSlip"),
    ],
)
def test_an_undrawn_slip_that_is_not_one(
    with_slips: SlipRecord, code: Callable[[tuple[str, ...]], str], error: str
) -> None:
    typed = code(with_slips.codes)
    answer = run("slips-open", with_slips.folder, typed, "--workers", 1)
    assert (answer.code, answer.error) == (1, error)


def test_the_same_slip_twice_is_refused(with_slips: SlipRecord) -> None:
    typed = [with_slips.codes[4]] * 2
    answer = run("slips-open", with_slips.folder, *typed, "--workers", 1)
    assert (answer.code, answer.error) == (1, "SlipTwice")
    assert "lập biên bản" not in answer.err


def test_a_slip_that_is_typed_twice_counts_once(
    with_slips: SlipRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever scans a slip again does not lose the others, and is not frightened."""
    first, second = with_slips.codes[3:]
    lines = f"{first}\n{second}\n{first.lower()}\n\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    answer = run("slips-open", with_slips.folder, "--workers", 1)
    assert answer.code == 0, answer.err
    assert "Thẻ này đã nhập rồi" in answer.out
    assert "2 thẻ chưa phát" in answer.out


def test_undrawn_slips_are_typed_and_have_not_voted(
    with_slips: SlipRecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = with_slips.codes[3:]
    lines = f"{first.lower()}\nXXXXX\n{second.replace('-', ' ')}\n\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    out = tmp_path / "undrawn.json"
    answer = run("slips-open", with_slips.folder, "--workers", 1, "--out", out)
    assert answer.code == 0, answer.err
    assert "2 thẻ chưa phát" in answer.out
    assert "Nhập lại thẻ này" in answer.out
    text = out.read_text()
    assert all(code not in text for code in with_slips.codes)
    asked = [str(with_slips.folder), "--closed", "--undrawn", str(out)]
    assert verify_main([*asked, "--workers", "1"]) == 0
    forged = json.loads(text)
    forged["end"] = "ab" * 32
    out.write_bytes(encode(forged))
    assert verify_main([*asked, "--workers", "1"]) == 1


# --- the program ------------------------------------------------------------------


def test_a_count_runs_where_there_is_no_network(desk: Desk, tmp_path: Path) -> None:
    """The whole tool, as a program of its own, behind the guard of the walls."""
    record = desk.folder / "record"
    options = [
        *("count", record, "--share", desk.share(1), "--share", desk.share(3)),
        *("--out", tmp_path / "result", "--present", 5, "--issued", 4),
        *desk.passphrases(1, 3),
        *desk.sheet(record),
    ]
    result = subprocess.run(
        [
            *(sys.executable, str(GUARD), "run", "ballot_service.tally"),
            *map(str, options),
        ],
        cwd=GUARD.parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "result" / "statement.json").is_file()
    assert "Mã bản kết quả" in result.stdout
