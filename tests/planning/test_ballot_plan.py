"""The plan: each inconsistency has its own name."""

from dataclasses import replace
from typing import Any

import pytest

from ballot_service.errors import (
    BadPlaces,
    BadStructure,
    BadText,
    BallotServiceError,
    DuplicateId,
    DuplicateQuestion,
    MissingField,
    NoPlaces,
    NotTheTied,
    NumberOutOfRange,
    ReballotRefused,
    UnknownChoice,
    UnknownField,
    UnknownId,
    UnknownKind,
    UnusedEntry,
    WrongType,
)
from ballot_service.planning.known_profiles import HD06_2017
from ballot_service.planning.verdict import (
    BallotPlan,
    Question,
    StructureRequirement,
)
from tests.planning import builders as b
from tests.planning import sample

GOOD = b.plan_of([b.title(places=1)], {"T": ["A", "B"]})
NO_REBALLOT = replace(
    HD06_2017, tie_rule=("chair_decides", "leave_vacant"), reballots_at_most=0
)


def test_the_good_plan_is_good() -> None:
    GOOD.check()
    assert GOOD.title("T").places == 1
    assert GOOD.nominee("A").id == "A"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"kind": "election"}, UnknownKind),
        ({"kind": ["addition"]}, WrongType),
        ({"step": 3}, UnknownKind),
        ({"step": 5}, NumberOutOfRange),
        ({"kind": "removal"}, UnknownKind),
        ({"kind": "consultation"}, UnknownKind),
        ({"members": 0}, NumberOutOfRange),
        ({"profile": "HD06-2017"}, WrongType),
        ({"titles": ()}, NumberOutOfRange),
        ({"titles": list(GOOD.titles)}, WrongType),
        ({"titles": (*GOOD.titles, b.title("T"))}, DuplicateId),
        ({"titles": (*GOOD.titles, b.title("U"))}, UnusedEntry),
        ({"nominees": (*GOOD.nominees, b.person("A"))}, DuplicateId),
        ({"nominees": (*GOOD.nominees, b.person("C"))}, UnusedEntry),
        ({"questions": (*GOOD.questions, Question("T", "A"))}, DuplicateQuestion),
        ({"questions": (*GOOD.questions, Question("U", "A"))}, UnknownId),
        ({"questions": (*GOOD.questions, Question("T", "C"))}, UnknownId),
        ({"questions": (*GOOD.questions, Question("T", "Đ"))}, BadText),
        ({"questions": ()}, NumberOutOfRange),
    ],
)
def test_a_broken_plan(change: dict[str, Any], error: type[BallotServiceError]) -> None:
    with pytest.raises(error):
        replace(GOOD, **change).check()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"places": 0, "places_certain": 0}, NoPlaces),
        ({"places": -1}, NumberOutOfRange),
        ({"places_certain": 2}, BadPlaces),
        ({"authority": "both"}, UnknownChoice),
        ({"authority_name": ""}, BadText),
        ({"name": "x\ty"}, BadText),
        ({"id": "a b"}, BadText),
        ({"structure": [b.WOMAN]}, WrongType),
        ({"structure": (b.WOMAN, b.WOMAN)}, BadStructure),
        ({"structure": (StructureRequirement("tall", 1, 0),)}, UnknownChoice),
        ({"structure": (StructureRequirement("young", 0, 0),)}, NumberOutOfRange),
        ({"structure": (StructureRequirement("young", 1, -1),)}, NumberOutOfRange),
    ],
)
def test_a_broken_title(
    change: dict[str, Any], error: type[BallotServiceError]
) -> None:
    broken = replace(GOOD.titles[0], **change)
    with pytest.raises(error):
        replace(GOOD, titles=(broken,)).check()


def test_a_structure_too_wide_to_follow_is_refused() -> None:
    needs = tuple(
        StructureRequirement(category, 3, 0)
        for category in ("female", "young", "ethnic_minority")
    )
    with pytest.raises(BadStructure):
        b.plan_of([b.title(places=9, structure=needs)], {"T": ["A"]}).check()
    b.plan_of([b.title(places=9, structure=needs[:2])], {"T": ["A"]}).check()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"name": "Nguye\u0302\u0303n"}, BadText),
        ({"birth_year": 1899}, NumberOutOfRange),
        ({"planned_titles": -1}, NumberOutOfRange),
        ({"position": ""}, BadText),
        ({"categories": ["female"]}, WrongType),
        ({"categories": ("tall",)}, UnknownChoice),
        ({"categories": ("female", "female")}, UnknownChoice),
    ],
)
def test_a_broken_nominee(
    change: dict[str, Any], error: type[BallotServiceError]
) -> None:
    broken = replace(GOOD.nominees[0], **change)
    with pytest.raises(error):
        replace(GOOD, nominees=(broken, GOOD.nominees[1])).check()


def test_a_reballot_needs_more_nominees_than_places() -> None:
    replace(GOOD, kind="reballot").check()
    wide = replace(GOOD, kind="reballot", titles=(b.title(places=2),))
    with pytest.raises(NotTheTied):
        wide.check()


def test_a_profile_without_reballots_has_none() -> None:
    with pytest.raises(ReballotRefused):
        replace(GOOD, kind="reballot", profile=NO_REBALLOT).check()


def test_places_do_not_matter_before_step_4() -> None:
    for kind, step in (("removal", 1), ("consultation", 2), ("consultation", 3)):
        replace(GOOD, kind=kind, step=step, titles=(b.title(places=0),)).check()


def test_the_certain_reading_opens_only_certain_places() -> None:
    certain = replace(HD06_2017, places_reading="certain")
    plan = b.plan_of([b.title(places=2, certain=0)], {"T": ["A"]}, profile=certain)
    with pytest.raises(NoPlaces) as caught:
        plan.check()
    assert caught.value.code == "E18"


def manifest() -> dict[str, Any]:
    written: dict[str, Any] = sample.step4()[0].to_json()
    members = written.pop("members")
    return {
        **written,
        "schema": "ballot-service/manifest/1",
        "roll": {"digest": "00" * 32, "members": members},
        "title": "Bước 4",
    }


def test_a_plan_is_read_out_of_a_manifest() -> None:
    assert BallotPlan.from_manifest(manifest()) == sample.step4()[0]


@pytest.mark.parametrize("name", ["profile", "kind", "step", "titles", "questions"])
def test_a_manifest_without_a_field_is_refused(name: str) -> None:
    found = manifest()
    del found[name]
    with pytest.raises(MissingField, match=name):
        BallotPlan.from_manifest(found)


def test_a_manifest_without_its_n_is_refused() -> None:
    with pytest.raises(WrongType):
        BallotPlan.from_manifest({**manifest(), "roll": 15})
    with pytest.raises(MissingField):
        BallotPlan.from_manifest({**manifest(), "roll": {"digest": ""}})


@pytest.mark.parametrize("part", ["titles", "nominees", "questions"])
def test_reading_refuses_unknown_and_missing_fields(part: str) -> None:
    more: Any = sample.step4()[0].to_json()
    more[part][0]["weight"] = 1
    with pytest.raises(UnknownField, match="weight"):
        BallotPlan.from_json(more)
    less: Any = sample.step4()[0].to_json()
    less[part][0].popitem()
    with pytest.raises(MissingField):
        BallotPlan.from_json(less)
    other: Any = sample.step4()[0].to_json()
    other[part] = {}
    with pytest.raises(WrongType):
        BallotPlan.from_json(other)


def test_reading_refuses_a_list_beyond_all_bounds() -> None:
    wide: Any = sample.step4()[0].to_json()
    wide["questions"] *= 100
    with pytest.raises(NumberOutOfRange):
        BallotPlan.from_json(wide)
    wrong: Any = sample.step4()[0].to_json()
    wrong["kind"] = 4
    with pytest.raises(WrongType):
        BallotPlan.from_json(wrong)
