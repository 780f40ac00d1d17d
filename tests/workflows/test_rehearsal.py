"""A rehearsal: tablets vote, the count goes through, and nothing can be announced."""

from pathlib import Path
from typing import Any

import pytest

from ballot_service.errors import (
    NotAnnouncedAtThisStep,
    RehearsalNotAnnounced,
    RehearsalNotDelivered,
)
from ballot_service.planning.ballot_event import State
from ballot_service.workflows import delivering, overview, publication, rehearsal
from ballot_service.workflows.drafts import read_draft
from tests.simulator import CHAIR, COUNTER, HEAD, NOW, ElectionSimulator

SEATS = [
    {"name": HEAD.name, "role": "head"},
    {"name": COUNTER.name, "role": "member"},
    {"name": "Mai Thị Uyên", "role": "secretary"},
]


def held(folder: Path, draft: Any, roll: Any) -> ElectionSimulator:  # noqa: ANN401
    """Hold a ballot with this draft to the end of its count."""
    sim = ElectionSimulator(folder, questions=2)
    sim.draft, sim.roll = draft, roll
    sim.names = [member["id"] for member in roll["members"]]
    sim.until_closed()
    sim.count()
    return sim


def check_nothing_is_handed_on(sim: ElectionSimulator, folder: Path) -> None:
    """Check that the operator's word does not make a result of a rehearsal."""
    url = "http://192.168.10.9:8080/statements"
    assert delivering.due(sim.office, url) == ()
    with pytest.raises(RehearsalNotDelivered):
        delivering.due(sim.office, url, sim.event, inside=True)
    with pytest.raises(RehearsalNotDelivered):
        delivering.drop(sim.office, folder, sim.event, NOW, inside=True)
    assert not folder.exists()


def test_every_tablet_votes_and_nothing_is_ever_announced(tmp_path: Path) -> None:
    run = rehearsal.rehearsal("4", "24/03/2026", SEATS)
    assert run.rejects == ()
    sim = held(tmp_path, run.draft, run.roll)
    progress = overview.progress(sim.office, sim.event)
    assert (progress.members, progress.returned) == (4, 4)
    assert sim.manifest.title.startswith("BỎ PHIẾU THỬ")
    with pytest.raises(RehearsalNotAnnounced):
        publication.publish(sim.office, sim.event, CHAIR, NOW)
    publication.do_not_announce(sim.office, sim.event, CHAIR, NOW)
    publication.seal(sim.office, sim.event, CHAIR, NOW)
    summary = overview.summary(sim.office, sim.event)
    assert summary.state is State.SEALED
    assert not summary.announced
    check_nothing_is_handed_on(sim, tmp_path / "planning")


def test_profile_keeps_it_inside_even_under_another_title(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = rehearsal.rehearsal("3", "2026-03-24", SEATS)
    sim = held(tmp_path, {**(run.draft or {}), "title": "Phiếu lấy ý kiến"}, run.roll)
    with pytest.raises(NotAnnouncedAtThisStep):
        publication.publish(sim.office, sim.event, CHAIR, NOW)


@pytest.mark.parametrize(
    ("tablets", "reason"),
    [
        *(("2", "out_of_range"), ("501", "out_of_range"), ("0", "out_of_range")),
        *(("", "out_of_range"), ("ba", "out_of_range"), ("٣", "out_of_range")),
    ],
)
def test_number_of_tablets_out_of_range_is_refused(tablets: str, reason: str) -> None:
    run = rehearsal.rehearsal(tablets, "24/03/2026", SEATS)
    assert run.draft is None
    assert [item.reason for item in run.rejects] == [reason]


def test_what_is_missing_is_named() -> None:
    seats = [{"name": "", "role": "head"}, *SEATS[1:]]
    run = rehearsal.rehearsal("3", "32/03/2026", seats)
    assert {(item.column, item.reason) for item in run.rejects} == {
        ("Ngày họp", "no_day"),
        ("Họ và tên", "missing"),
        ("Nhiệm vụ", "heads"),
    }


def test_draft_is_taken_as_any_other() -> None:
    run = rehearsal.rehearsal("500", "24/03/2026", SEATS)
    made = read_draft(run.draft, run.roll, 1)
    assert len(made.roll) == 500
    assert rehearsal.is_rehearsal(made.manifest.title)
