"""Destruction: nothing before its time, and after it nothing that could be read."""

import datetime as dt
import json
from pathlib import Path

import pytest

from ballot_service.errors import (
    AlreadyDestroyed,
    BallotsNotDestroyed,
    IssuingKeyNeeded,
    MissingServiceKey,
    NoReason,
    NotSealedYet,
    RetentionNotOver,
    WrongRole,
)
from ballot_service.record.destruction import Order
from ballot_service.store import box, cycles, events
from ballot_service.workflows import cycle_closing, cycle_submission, destruction
from ballot_service.workflows.attachments import HandedIn, attach
from ballot_service.workflows.cycle_overview import all_cycles, cycle_overview
from ballot_service.workflows.start import open_office
from tests import cycle_sample as sample
from tests.cycle_simulator import CycleSimulator
from tests.handed_in import PDF
from tests.making import seeded
from tests.simulator import (
    CHAIR,
    NOW,
    SECRETARY,
    TECHNICIAN,
    TEST_BITS,
    ElectionSimulator,
)

TODAY = dt.date(2026, 4, 1)
ARCHIVED = dt.date(2026, 4, 20)
BALLOTS_END = dt.date(2031, 4, 20)
REST_END = dt.date(2036, 4, 20)


def order(on: dt.date = TODAY, minutes: str = "BB-TH-01") -> Order:
    return Order(minutes, "Trần Văn Kỹ", on)


def test_the_issuing_key_goes_once_the_vote_is_open(tmp_path: Path) -> None:
    sim = ElectionSimulator(tmp_path)
    sim.until_issuing()

    def destroy() -> bytes:
        return destruction.destroy_issuing_key(
            sim.office, sim.event, TECHNICIAN, order(), NOW
        )

    with pytest.raises(IssuingKeyNeeded):
        destroy()
    sim.register()
    sim.open()
    minutes = json.loads(destroy())
    assert (minutes["what"], minutes["subject"]) == ("issuing_key", sim.uuid)
    key = tmp_path / "keys" / sim.uuid / "issuing_key.der"
    assert not key.exists()
    for member in sim.tablets:
        sim.cast(member)
    sim.close()
    assert sim.count().name == "signed"
    with pytest.raises(MissingServiceKey):
        destroy()


def test_destruction_needs_minutes_a_name_and_the_technician(tmp_path: Path) -> None:
    sim = ElectionSimulator(tmp_path)
    sim.until_open()
    for wrong in (order(minutes=" "), Order("BB", "", TODAY)):
        with pytest.raises(NoReason):
            destruction.destroy_issuing_key(
                sim.office, sim.event, TECHNICIAN, wrong, NOW
            )
    with pytest.raises(WrongRole):
        destruction.destroy_issuing_key(sim.office, sim.event, CHAIR, order(), NOW)


def archived(folder: Path) -> tuple[CycleSimulator, str]:
    """A review with one removal, held with encrypted ballots, and archived."""
    plan = sample.small_review()
    plan |= {"proposals": plan["proposals"][:1], "dossiers": []}
    year = CycleSimulator(folder, plan)
    year.create()
    year.review()
    dossier = HandedIn("cv_2c", "QH04", 0, "2C-Kiều Anh Dũng.pdf", PDF)
    attach(year.office, year.cycle, SECRETARY, dossier, TODAY, NOW)
    event = year.open_step1()
    year.hold(event, sample.SMALL[1])
    year.finish_step1()
    office, cycle = year.office, year.cycle
    cycle_closing.close_without_additions(office, cycle, CHAIR, "KL-01", NOW)
    cycle_submission.issue_own_decision(office, cycle, CHAIR, "QĐ-31", NOW)
    return year, event


def test_ballots_five_years_and_the_rest_ten(tmp_path: Path) -> None:
    year, event = archived(tmp_path)
    office, cycle = year.office, year.cycle

    def ballots(on: dt.date) -> bytes:
        return destruction.destroy_ballots(office, event, TECHNICIAN, order(on), NOW)

    def rest(on: dt.date) -> bytes:
        return destruction.destroy_rest(office, cycle, TECHNICIAN, order(on), NOW)

    with pytest.raises(NotSealedYet):
        ballots(REST_END)
    with pytest.raises(NotSealedYet):
        rest(REST_END)
    cycle_submission.archive_cycle(office, cycle, SECRETARY, "LT-01", ARCHIVED, NOW)
    day = dt.timedelta(days=1)
    with pytest.raises(RetentionNotOver):
        ballots(BALLOTS_END - day)
    with pytest.raises(RetentionNotOver):
        rest(REST_END - day)
    with pytest.raises(BallotsNotDestroyed):
        rest(REST_END)
    records = list((tmp_path / "records").glob("*/*/record.bel"))
    assert len(records) == 3
    minutes = json.loads(ballots(BALLOTS_END))
    with office.database.reading() as connection:
        row = events.find_event(connection, event)
        assert box.count_ballots(connection, row.uuid) == 0
        assert events.get_paper(connection, event, "statement") is not None
    assert minutes["digest"] == row.final_hash
    assert not any(path.exists() for path in records)
    assert not any((tmp_path / "keys" / row.uuid).iterdir())
    with pytest.raises(AlreadyDestroyed):
        ballots(BALLOTS_END)
    rest(REST_END)
    with office.database.reading() as connection:
        papers = cycles.all_papers(connection, cycle)
        assert events.get_paper(connection, event, "roll") is None
        assert len(events.get_papers(connection, event, "destruction")) == 1
    assert [paper.kind for paper in papers] == ["destruction"]
    with pytest.raises(AlreadyDestroyed):
        rest(REST_END)
    with pytest.raises(AlreadyDestroyed):
        cycle_overview(office, cycle, TODAY)
    assert [row.id for row in all_cycles(office)] == [cycle]


def test_no_name_of_the_review_is_left_in_the_files(tmp_path: Path) -> None:
    year, event = archived(tmp_path)
    office, cycle = year.office, year.cycle
    cycle_submission.archive_cycle(office, cycle, SECRETARY, "LT-01", ARCHIVED, NOW)
    names = [one["name"].encode() for one in year.plan["persons"]]
    names += [one["name"].encode() for one in year.plan["meetings"][0]["members"]]
    database = tmp_path / "cycle.sqlite"
    names.append("2C-Kiều Anh Dũng.pdf".encode())
    assert all(name in database.read_bytes() for name in names)
    assert len(office.vault.digests()) == 1
    for destroy, subject, on in (
        (destruction.destroy_ballots, event, BALLOTS_END),
        (destruction.destroy_rest, cycle, REST_END),
    ):
        destroy(office, subject, TECHNICIAN, order(on), NOW)
    assert office.vault.digests() == frozenset()
    held = database.read_bytes() + b"".join(
        path.read_bytes() for path in (tmp_path / "records").rglob("*.*")
    )
    assert [name.decode() for name in names if name in held] == []
    office.database.close()
    again = open_office(
        f"sqlite:///{database}",
        tmp_path / "keys",
        tmp_path / "records",
        seeded("again"),
        TEST_BITS,
    )
    assert [row.id for row in all_cycles(again)] == [cycle]
