"""The gates before a share opens anything (D5), each tried by its own attack."""

import dataclasses
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ballot_service.errors import (
    LatchedToAnother,
    TooFewBallots,
    WrongBallotCount,
    WrongOrder,
)
from ballot_service.keyfiles.shares import Share, open_share
from ballot_service.protocol.decryption import decrypt_partially
from ballot_service.tally import opening
from ballot_service.tally.opening import check_whole, open_sums
from ballot_service.verify.verifier import Expected, verify_closed
from tests.making import AGREE, DISAGREE, seeded
from tests.tally.desk import ROWS, Desk

RANDOM = seeded("gates")
OTHER_ROWS = ((AGREE, AGREE), (AGREE, AGREE), (DISAGREE, AGREE))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("gates") / "desk")
    assert desk.hold_ceremony().code == 0
    desk.record()
    desk.record("other", OTHER_ROWS)
    return desk


@pytest.fixture
def desk(made: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A copy of the desk, so that each test latches its own shares."""
    target = tmp_path / "desk"
    shutil.copytree(made.folder, target)
    home, made.folder = made.folder, target
    yield made
    made.folder = home


def share_of(desk: Desk, index: int = 1) -> Share:
    return open_share(desk.share(index), f"mật khẩu của số {index}", RANDOM)


def expect_refusal(desk: Desk, error: str, **changes: object) -> None:
    """Expect `decrypt` and `count` to refuse, and nothing to have changed."""
    record = desk.folder / "record"
    before = [desk.share(i).read_bytes() for i in (1, 2, 3)]
    files = {path.name: path.read_bytes() for path in record.iterdir()}
    sheet = desk.sheet(record, **changes)
    answer = desk.decrypt(record, 1, *sheet)
    assert (answer.code, answer.error) == (1, error)
    answer = desk.count(record, 1, 3, changes=changes)
    assert (answer.code, answer.error) == (1, error)
    assert not desk.partial(record, 1).exists()
    assert not (desk.folder / "result").exists()
    assert [desk.share(i).read_bytes() for i in (1, 2, 3)] == before
    assert {path.name: path.read_bytes() for path in record.iterdir()} == files


# --- the sheet --------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["setup", "ballots", "end"])
def test_every_figure_of_the_sheet_is_needed(desk: Desk, missing: str) -> None:
    expect_refusal(desk, "MissingSheetFigure", **{missing: None})


@pytest.mark.parametrize("missing", ["present", "issued"])
def test_the_statement_needs_its_figures_before_anything_opens(
    desk: Desk, missing: str
) -> None:
    answer = desk.count(desk.folder / "record", 1, 3, changes={missing: None})
    assert (answer.code, answer.error) == (1, "MissingSheetFigure")
    assert share_of(desk).latched == ""


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"setup": "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"}, "WrongSetupHash"),
        ({"end": "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"}, "WrongEndHash"),
        ({"ballots": 5}, "WrongBallotCount"),
        ({"ballots": 3}, "WrongBallotCount"),
    ],
    ids=str,
)
def test_a_figure_of_another_sheet_is_refused(
    desk: Desk, changes: dict[str, object], error: str
) -> None:
    expect_refusal(desk, error, **changes)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"present": 6}, "MorePresentThanMembers"),
        ({"present": 4, "issued": 5}, "MoreIssuedThanPresent"),
        ({"issued": 3}, "MoreReturnedThanIssued"),
    ],
    ids=str,
)
def test_impossible_figures_are_seen_before_anything_opens(
    desk: Desk, changes: dict[str, object], error: str
) -> None:
    answer = desk.count(desk.folder / "record", 1, 3, changes=changes)
    assert (answer.code, answer.error) == (1, error)
    assert share_of(desk).latched == ""


# --- the record -------------------------------------------------------------------


def test_an_altered_record_opens_nothing(desk: Desk) -> None:
    record = desk.folder / "record"
    sheet = desk.sheet(record)
    archive = record / "record.bel"
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 1
    archive.write_bytes(bytes(data))
    answer = desk.decrypt(record, 1, *sheet)
    assert answer.code == 1
    assert answer.error in {"HashMismatch", "BadFraming"}
    assert share_of(desk).latched == ""


def test_too_few_ballots_are_never_opened(desk: Desk) -> None:
    record = desk.record("two", ROWS[:2])
    answer = desk.decrypt(record, 1)
    assert (answer.code, answer.error) == (1, "TooFewBallots")
    answer = desk.count(record, 1, 3, changes={"issued": 2})
    assert (answer.code, answer.error) == (1, "TooFewBallots")
    assert share_of(desk).latched == ""


def test_the_sums_are_of_all_ballots(desk: Desk) -> None:
    closed = verify_closed(desk.folder / "record", Expected())
    check_whole(closed)
    part = dataclasses.replace(closed.sized, num_tallied=3, total_weight=3)
    with pytest.raises(WrongBallotCount):
        check_whole(dataclasses.replace(closed, sized=part))
    with pytest.raises(WrongBallotCount):
        check_whole(dataclasses.replace(closed, ballots=5))
    board = dataclasses.replace(closed.board, ballots=closed.board.ballots[:1])
    one = dataclasses.replace(closed.sized, num_tallied=1, total_weight=1)
    with pytest.raises(TooFewBallots):
        check_whole(dataclasses.replace(closed, board=board, sized=one, ballots=1))
    counted = dataclasses.replace(closed.board, tally=(1, 2))
    with pytest.raises(WrongOrder):
        check_whole(dataclasses.replace(closed, board=counted))


def test_a_counted_record_is_not_opened_again(desk: Desk) -> None:
    record = desk.folder / "record"
    assert desk.count(record, 1, 3).code == 0
    again = desk.folder / "result"
    answer = desk.decrypt(again, 2, *desk.sheet(record))
    assert (answer.code, answer.error) == (1, "WrongOrder")
    assert share_of(desk, 2).latched == ""


# --- the share --------------------------------------------------------------------


def test_each_wrong_share_has_its_own_error(desk: Desk, tmp_path: Path) -> None:
    record = desk.folder / "record"
    other = Desk(tmp_path / "other", seed="other", uuid="9cNmVwewX876qM")
    other.hold_ceremony()
    mine = desk.share(1).read_bytes()
    desk.share(1).write_bytes(other.share(1).read_bytes())
    answer = desk.decrypt(record, 1)
    assert (answer.code, answer.error) == (1, "ShareOfAnotherElection")
    desk.share(1).write_bytes(mine[:-9])
    assert desk.decrypt(record, 1).error == "CorruptedKeyFile"
    desk.share(1).write_bytes(mine)
    (desk.folder / "pw-1").write_text("không phải mật khẩu này\n")
    assert desk.decrypt(record, 1).error == "WrongPassphrase"
    desk.share(1).chmod(0o644)
    assert desk.decrypt(record, 1).error == "LooseKeyFile"
    desk.share(1).unlink()
    assert desk.decrypt(record, 1).error == "MissingFile"


def test_a_share_of_another_ceremony_of_this_election(
    desk: Desk, tmp_path: Path
) -> None:
    again = Desk(tmp_path / "again")
    again.hold_ceremony()
    assert again.manifest.read_bytes() == desk.manifest.read_bytes()
    desk.share(1).write_bytes(again.share(1).read_bytes())
    answer = desk.decrypt(desk.folder / "record", 1)
    assert (answer.code, answer.error) == (1, "ShareOfAnotherElection")
    assert "another ceremony" in answer.err


def test_too_few_shares_harm_nothing(desk: Desk) -> None:
    record = desk.folder / "record"
    before = (record / "record.bel").read_bytes()
    answer = desk.count(record, 1)
    assert (answer.code, answer.error) == (1, "TooFewShares")
    assert "hồ sơ vẫn nguyên vẹn" in answer.err
    assert share_of(desk).latched == ""
    assert desk.decrypt(record, 1).code == 0
    answer = desk.combine(record, 1)
    assert (answer.code, answer.error) == (1, "TooFewShares")
    assert (record / "record.bel").read_bytes() == before
    assert desk.count(record, 1, 2).code == 0


def test_one_share_twice_is_one_share(desk: Desk) -> None:
    answer = desk.count(desk.folder / "record", 1, 1)
    assert (answer.code, answer.error) == (1, "WrongOwner")
    assert share_of(desk).latched == ""


# --- the latch --------------------------------------------------------------------


def test_a_second_record_is_refused_for_ever(desk: Desk) -> None:
    first, second = desk.folder / "record", desk.folder / "other"
    assert desk.decrypt(first, 1).code == 0
    for _ in range(2):
        answer = desk.decrypt(second, 1)
        assert (answer.code, answer.error) == (1, "LatchedToAnother")
    assert not desk.partial(second, 1).exists()


def test_no_share_is_bound_for_a_count_that_another_share_refuses(desk: Desk) -> None:
    first, second = desk.folder / "record", desk.folder / "other"
    assert desk.decrypt(first, 2).code == 0
    answer = desk.count(second, 1, 2, changes={"issued": 3})
    assert (answer.code, answer.error) == (1, "LatchedToAnother")
    assert share_of(desk, 1).latched == ""


def test_a_crash_between_latch_and_opening_leaves_the_latch(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = desk.folder / "record", desk.folder / "other"
    with monkeypatch.context() as patch:

        def crash(*_arguments: object) -> object:
            raise KeyboardInterrupt

        patch.setattr(opening, "decrypt_partially", crash)
        assert desk.decrypt(first, 1).code == 1
    assert not desk.partial(first, 1).exists()
    assert share_of(desk).latched == verify_closed(first, Expected()).end_hash
    assert desk.decrypt(second, 1).error == "LatchedToAnother"
    assert desk.decrypt(first, 1).code == 0


def test_the_latch_is_durable_before_any_factor(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def look(*arguments: object) -> object:
        seen.append(share_of(desk).latched)
        return decrypt_partially(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "decrypt_partially", look)
    record = desk.folder / "record"
    assert desk.decrypt(record, 1).code == 0
    assert seen == [verify_closed(record, Expected()).end_hash]


def test_a_stale_share_in_memory_cannot_pass_the_latch(desk: Desk) -> None:
    stale = share_of(desk)
    first = verify_closed(desk.folder / "record", Expected())
    second = verify_closed(desk.folder / "other", Expected())
    open_sums(first, share_of(desk), RANDOM)
    with pytest.raises(LatchedToAnother):
        open_sums(second, stale, RANDOM)


def test_json_names_error_and_advice(desk: Desk) -> None:
    answer = desk.count(desk.folder / "record", 1)
    value = json.loads(answer.out.splitlines()[-1])
    assert value["ok"] is False
    assert value["error"] == "TooFewShares"
    assert value["advice"]
