"""The review plan: what it refuses, and the eligibility of everybody in it."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from ballot_service.errors import (
    BadProposal,
    BadStructure,
    BadText,
    BallotServiceError,
    DuplicateId,
    DuplicateMember,
    EmptyRoll,
    MeetingMissing,
    MissingField,
    NumberOutOfRange,
    PersonNotLinked,
    UnknownChoice,
    UnknownField,
    UnknownId,
    WrongType,
)
from ballot_service.planning.review import ReviewPlan
from tests import cycle_sample as sample

Change = Callable[[dict[str, Any]], object]


def plan() -> dict[str, Any]:
    return copy.deepcopy(sample.review_json())


def changed(change: Change) -> dict[str, Any]:
    found = plan()
    change(found)
    return found


def test_the_sample_survives_json() -> None:
    review = ReviewPlan.from_json(plan())
    written = json.loads(json.dumps(review.to_json()))
    assert written == plan()
    assert ReviewPlan.from_json(written) == review


REFUSED: dict[str, tuple[type[BallotServiceError], Change]] = {
    "an unknown field": (UnknownField, lambda p: p.update(extra=1)),
    "a missing field": (MissingField, lambda p: p.pop("secrecy")),
    "another schema": (WrongType, lambda p: p.update(schema="x/1")),
    "a secrecy that is none": (UnknownChoice, lambda p: p.update(secrecy="tuyet_mat")),
    "a family that is none": (UnknownChoice, lambda p: p.update(family="army")),
    "a year as text": (WrongType, lambda p: p.update(year="2026")),
    "a cap as a float": (WrongType, lambda p: p["titles"][0].update(cap=3.0)),
    "a cap below zero": (NumberOutOfRange, lambda p: p["titles"][0].update(cap=-1)),
    "an unknown authority": (
        UnknownChoice,
        lambda p: p["titles"][0].update(authority="court"),
    ),
    "no title": (NumberOutOfRange, lambda p: p.update(titles=[])),
    "a title twice": (DuplicateId, lambda p: p["titles"].append(p["titles"][0])),
    "somebody planned twice": (
        DuplicateId,
        lambda p: p["titles"][0]["planned"].append("RQ01"),
    ),
    "somebody planned who is nobody": (
        UnknownId,
        lambda p: p["titles"][0]["planned"].append("XX"),
    ),
    "an exit of somebody not planned": (
        UnknownId,
        lambda p: p["titles"][0]["exits"].append({"person": "UC01", "reason": "x"}),
    ),
    "a requirement twice": (
        BadStructure,
        lambda p: p["titles"][2]["structure"].append(p["titles"][2]["structure"][0]),
    ),
    "an unknown category": (
        UnknownChoice,
        lambda p: p["persons"][0]["categories"].append("tall"),
    ),
    "two persons of one member": (
        DuplicateId,
        lambda p: p["persons"][3].update(member="TV02"),
    ),
    "a proposal for no title": (
        UnknownId,
        lambda p: p["proposals"][2].update(title="T9"),
    ),
    "a proposal of nobody": (
        UnknownId,
        lambda p: p["proposals"][2].update(person="XX"),
    ),
    "a proposal twice": (
        BadProposal,
        lambda p: p["proposals"].append(p["proposals"][2]),
    ),
    "an addition of somebody planned": (
        BadProposal,
        lambda p: p["proposals"].append(
            {"kind": "addition", "title": "T1", "person": "QH01", "reason": "x"}
        ),
    ),
    "a removal of somebody not planned": (
        BadProposal,
        lambda p: p["proposals"].append(
            {"kind": "removal", "title": "T3", "person": "QH01", "reason": "x"}
        ),
    ),
    "a removal of somebody who leaves anyway": (
        BadProposal,
        lambda p: p["titles"][0]["exits"].append({"person": "RQ01", "reason": "x"}),
    ),
    "a proposal without its reason": (
        BadText,
        lambda p: p["proposals"][0].update(reason=""),
    ),
    "a dossier of no addition": (
        UnknownId,
        lambda p: p["dossiers"].append(p["dossiers"][0] | {"person": "QH01"}),
    ),
    "a dossier twice": (
        DuplicateId,
        lambda p: p["dossiers"].append(p["dossiers"][0]),
    ),
    "certified as 1": (
        WrongType,
        lambda p: p["dossiers"][0].update(standards_certified=1),
    ),
    "a meeting twice": (
        DuplicateId,
        lambda p: p["meetings"].append(p["meetings"][0]),
    ),
    "a fifth step": (NumberOutOfRange, lambda p: p["meetings"][0].update(step=5)),
    "a roll of nobody": (EmptyRoll, lambda p: p["meetings"][0].update(members=[])),
    "a member twice": (
        DuplicateMember,
        lambda p: p["meetings"][0]["members"].append(p["meetings"][0]["members"][0]),
    ),
    "no such day": (BadText, lambda p: p["meetings"][0].update(date="2026-02-30")),
    "a committee without a head": (
        UnknownChoice,
        lambda p: p["meetings"][0]["committee"][0].update(role="member"),
    ),
    "one person on two seats": (
        DuplicateId,
        lambda p: p["meetings"][0]["committee"].append(
            p["meetings"][0]["committee"][1]
        ),
    ),
    "half of the committee": (
        NumberOutOfRange,
        lambda p: p["meetings"][0].update(threshold=1),
    ),
    "a person on the roll who does not say so": (
        PersonNotLinked,
        lambda p: p["persons"][0].update(member=""),
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_contradicts_itself_is_refused(what: str) -> None:
    error, change = REFUSED[what]
    with pytest.raises(error):
        ReviewPlan.from_json(changed(change))


def test_a_person_planned_here_counts_in_his_dossier() -> None:
    found = plan()
    found["proposals"].append(
        {"kind": "addition", "title": "T2", "person": "QH01", "reason": "x"}
    )
    found["dossiers"].append(
        found["dossiers"][0] | {"title": "T2", "person": "QH01", "planned_titles": 0}
    )
    with pytest.raises(NumberOutOfRange, match="QH01: planned for 1"):
        ReviewPlan.from_json(found)


def test_meetings_may_come_later_each_before_its_step() -> None:
    found = plan()
    step4 = found["meetings"].pop()
    review = ReviewPlan.from_json(found)
    with pytest.raises(MeetingMissing, match="step 4"):
        review.meeting(4)
    whole = ReviewPlan.from_json(found | {"meetings": [*found["meetings"], step4]})
    assert review.with_meeting(whole.meeting(4)) == whole


DOSSIERS: list[tuple[dict[str, object], str, str]] = [
    ({"standards_certified": False}, "StandardsNotCertified", ""),
    ({"planned_titles": 3}, "TooManyTitles", "E17"),
    ({"higher_title": False}, "TitleNotHigher", ""),
    ({"appointment_open": True}, "AppointmentOpen", "E19"),
    ({"discipline": "under_review"}, "NoteMissing", ""),
]


@pytest.mark.parametrize(("fields", "error", "code"), DOSSIERS)
def test_each_block_of_r5_is_named(
    fields: dict[str, object], error: str, code: str
) -> None:
    found = plan()
    found["dossiers"][0].update(fields)
    (block,) = ReviewPlan.from_json(found).eligibility().blocks
    assert (block.pair, block.error, block.code) == (("T1", "UC01"), error, code)


def test_a_missing_dossier_blocks_and_every_block_is_reported() -> None:
    found = plan()
    found["dossiers"] = found["dossiers"][2:]
    blocks = ReviewPlan.from_json(found).eligibility().blocks
    assert [block.pair for block in blocks] == [("T1", "UC01"), ("T1", "UC02")]


def test_a_discipline_case_with_its_note_warns() -> None:
    found = plan()
    found["dossiers"][1].update(discipline="under_inspection", note="QĐ-07")
    report = ReviewPlan.from_json(found).eligibility()
    assert report.blocks == ()
    ((pair, warned),) = report.warnings
    assert (pair, warned.code) == (("T1", "UC02"), "DISCIPLINE")
    assert "QĐ-07" in warned.text_vi
