"""`destroy`: a share goes after the signed result, with minutes, and not before."""

import json
from pathlib import Path

from tests.tally.desk import Answer, Desk, run


def destroy(desk: Desk, index: int, *ground: object, minutes: str = "BB-05") -> Answer:
    return run(
        *("destroy", desk.share(index), *ground),
        *("--minutes", minutes, "--by", "Bùi Đình Nghĩa"),
        *("--out", desk.folder / f"destroyed-{index}.json", "--json"),
    )


def test_a_share_is_destroyed_after_its_signed_result(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.hold_ceremony()
    record = desk.record()
    early = destroy(desk, 1, "--record", record)
    assert (early.code, early.error) == (1, "IncompleteRecord")
    assert desk.share(1).exists()
    assert desk.count(record, 1, 3).code == 0
    result = desk.folder / "result"
    silent = destroy(desk, 1, "--record", result, minutes=" ")
    assert (silent.code, silent.error) == (1, "NoReason")
    done = destroy(desk, 1, "--record", result)
    assert done.code == 0
    assert not desk.share(1).exists()
    minutes = json.loads((desk.folder / "destroyed-1.json").read_text("utf-8"))
    assert minutes["what"] == "share"
    assert minutes["subject"] == desk.uuid
    assert minutes["digest"] == done.value["digest"]
    again = destroy(desk, 1, "--record", result)
    assert (again.code, again.error) == (1, "MissingFile")


def test_a_share_of_another_election_stays(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "one")
    desk.hold_ceremony()
    assert desk.count(desk.record(), 1, 3).code == 0
    other = Desk(tmp_path / "two", seed="other", uuid="8dPnXxfxY987rN")
    other.hold_ceremony()
    refused = destroy(other, 2, "--record", desk.folder / "result")
    assert (refused.code, refused.error) == (1, "ShareOfAnotherElection")
    assert other.share(2).exists()


def test_minutes_are_not_overwritten_and_the_share_stays(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.hold_ceremony()
    (desk.folder / "destroyed-2.json").write_text("{}")
    refused = destroy(desk, 2, "--void", "BB-HUY-01")
    assert (refused.code, refused.error) == (1, "RefusesToOverwrite")
    assert desk.share(2).exists()


def test_a_void_vote_has_minutes_instead_of_a_record(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.hold_ceremony()
    blank = destroy(desk, 2, "--void", " ")
    assert (blank.code, blank.error) == (1, "NoReason")
    assert destroy(desk, 2, "--void", "BB-HUY-01").code == 0
    assert not desk.share(2).exists()
