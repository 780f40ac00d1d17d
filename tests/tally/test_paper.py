"""`paper`: figures typed from the signed sheet, one result a share, never two media."""

from dataclasses import replace
from pathlib import Path

import pytest

from ballot_service.keyfiles.sealed import CHEAP_FOR_TESTS
from ballot_service.planning.numbers import Counts, Numbers
from ballot_service.planning.paper_count import PaperCount
from ballot_service.protocol.ceremony_messages import read_signing_keys
from ballot_service.protocol.codes import event_code
from ballot_service.record.paper import count_digest, encode_count
from ballot_service.record.signatures import thumbprint
from ballot_service.tally.cli import main
from ballot_service.verify.statements import verify_statement
from tests.tally.desk import Answer, Desk, run

COUNT = PaperCount(
    Numbers(5, 5, 5, 5, 4, 1), (0, 0, 1), (Counts(3, 1, 0), Counts(2, 2, 0))
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    assert made.hold_ceremony().code == 0
    return made


def code_of(desk: Desk, count: PaperCount = COUNT) -> str:
    return event_code(count_digest(desk.making.manifest, count))


def pins(desk: Desk) -> tuple[str, ...]:
    keys = read_signing_keys(desk.making.group, desk.keys.read_bytes())
    return tuple(thumbprint(key.public) for key in keys)


def paper(desk: Desk, *indexes: int, out: str = "paper", **options: object) -> Answer:
    counts = desk.folder / "counts.json"
    counts.write_bytes(encode_count(desk.making.manifest, COUNT))
    given: dict[str, object] = {"counts": counts, "code": code_of(desk), **options}
    words = [item for k, v in given.items() if v for item in (f"--{k}", v)]
    shares = [item for i in indexes for item in ("--share", desk.share(i))]
    return run(
        *("paper", desk.manifest, *shares, "--out", desk.folder / out, *words),
        *desk.passphrases(*indexes),
    )


def test_two_shares_sign_what_the_sheet_says(desk: Desk) -> None:
    answer = paper(desk, 1, 3)
    assert answer.code == 0, answer.err
    assert "KẾT QUẢ PHIẾU GIẤY" in answer.out
    statement = (desk.folder / "paper" / "statement.json").read_bytes()
    found = verify_statement(
        statement, desk.manifest.read_bytes(), pins(desk), countersigned=False
    )
    assert (found.medium, found.opened, found.hashes) == ("paper", (1, 3), None)
    assert (found.numbers, found.rows) == (COUNT.numbers, COUNT.rows)
    assert found.invalid == (0, 0, 1)


def test_one_after_the_other_on_two_laptops(desk: Desk) -> None:
    first = paper(desk, 1, out="first")
    assert first.code == 0
    assert "Đã có 1 chữ ký, cần tối thiểu 2" in first.out
    existing = desk.folder / "first" / "statement.json"
    assert paper(desk, 2, out="second", existing=existing).code == 0
    statement = (desk.folder / "second" / "statement.json").read_bytes()
    found = verify_statement(
        statement, desk.manifest.read_bytes(), pins(desk), countersigned=False
    )
    assert found.opened == (1, 2)


def test_another_code_than_the_sheets_signs_nothing(desk: Desk) -> None:
    other = PaperCount(COUNT.numbers, COUNT.invalid, (Counts(2, 2, 0), COUNT.rows[1]))
    assert paper(desk, 1, 3, code=code_of(desk, other)).error == "BadCode"
    assert paper(desk, 1, 3, code="").error == "MissingSheetFigure"
    assert not (desk.folder / "paper").exists()
    assert paper(desk, 1, 3).code == 0


def test_a_share_that_signed_on_paper_opens_no_record_and_the_other_way_round(
    desk: Desk,
) -> None:
    record = desk.record()
    assert paper(desk, 1, 3).code == 0
    assert desk.decrypt(record, 1).error == "LatchedToAnother"
    assert desk.decrypt(record, 2).code == 0
    assert paper(desk, 2, 3, out="again").error == "LatchedToAnother"
    assert not (desk.folder / "again").exists()


def test_a_share_signs_one_count_on_paper(desk: Desk) -> None:
    assert paper(desk, 1, 3).code == 0
    rows = (Counts(4, 0, 0), Counts(2, 2, 0))
    other = PaperCount(COUNT.numbers, COUNT.invalid, rows)
    counts = desk.folder / "other.json"
    counts.write_bytes(encode_count(desk.making.manifest, other))
    code = code_of(desk, other)
    again = paper(desk, 1, 3, out="again", counts=counts, code=code)
    assert again.error == "LatchedToAnother"
    assert paper(desk, 1, 3, out="same").code == 0


def test_what_no_box_could_give_is_refused(desk: Desk) -> None:
    impossible = PaperCount(Numbers(5, 5, 4, 5, 4, 1), COUNT.invalid, COUNT.rows)
    counts = desk.folder / "impossible.json"
    counts.write_bytes(encode_count(desk.making.manifest, impossible))
    answer = paper(desk, 1, 3, counts=counts, code=code_of(desk, impossible))
    assert answer.error == "MoreReturnedThanIssued"


def test_figures_can_be_typed_and_a_slip_of_the_finger_is_seen(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["paper", str(desk.manifest), "--code", code_of(desk)]
    for index in (1, 3):
        words += ["--share", str(desk.share(index))]
    words += [str(item) for item in desk.passphrases(1, 3)]

    def attempt(out: str, figures: str) -> int:
        lines = iter(figures.split())
        return main(
            [*words, "--out", str(desk.folder / out)],
            typed=lambda _prompt: next(lines),
            stretching=CHEAP_FOR_TESTS,
        )

    assert attempt("slip", "5 5 5 4 0 0 1 3 1 0 2 1 1") == 1
    assert "BadCode" in capsys.readouterr().err
    assert attempt("typed", "5 5 x 5 4 0 0 1 3 1 0 2 2 0") == 0
    out = capsys.readouterr().out
    assert "Dòng 2:" in out
    assert "Đã có 2 chữ ký" in out


def test_shares_are_destroyed_after_a_result_on_paper(desk: Desk) -> None:
    assert paper(desk, 1, 3).code == 0
    words = ["destroy", desk.share(1), "--record", desk.folder / "paper"]
    words += ["--minutes", "BB 9", "--by", "Bùi Đình Nghĩa", "--out", desk.folder / "m"]
    assert run(*words).error == "NothingPinned"
    assert desk.share(1).exists()
    keys = [word for pin in pins(desk) for word in ("--key", pin)]
    assert run(*words, *keys).code == 0
    assert not desk.share(1).exists()


def test_no_share_is_bound_where_another_may_not_sign(desk: Desk) -> None:
    record = desk.record()
    assert desk.decrypt(record, 2).code == 0
    assert paper(desk, 1, 2).error == "LatchedToAnother"
    assert desk.decrypt(record, 1).code == 0


def test_a_row_that_shows_everybodys_choice_is_told_to_the_committee(
    desk: Desk,
) -> None:
    assert "W05" not in paper(desk, 1, 3).out
    valid = COUNT.numbers.valid
    rows = (Counts(valid, 0, 0), *COUNT.rows[1:])
    unanimous = replace(COUNT, rows=rows)
    file = desk.folder / "unanimous.json"
    file.write_bytes(encode_count(desk.making.manifest, unanimous))
    code = event_code(count_digest(desk.making.manifest, unanimous))
    told = paper(desk, 2, out="other", counts=file, code=code).out
    assert told.count("W05") == 1
    assert "làm lộ lựa chọn của mọi thành viên" in told
