"""No float can be written in this room, and none can be fed to it."""

import ast
import copy
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest

import ballot_service.planning
from ballot_service.errors import BallotServiceError, NotAnInteger, WrongType
from ballot_service.planning.known_profiles import HD06_2017
from ballot_service.planning.messages import render
from ballot_service.planning.opening import OpeningFacts
from ballot_service.planning.profile import Profile
from ballot_service.planning.review import ReviewPlan
from ballot_service.planning.verdict import BallotPlan
from tests import cycle_sample
from tests.planning import sample

ROOM = Path(ballot_service.planning.__file__).parent
FILES = sorted(ROOM.glob("*.py"))
FORBIDDEN_NAMES = {"float", "complex", "Decimal", "Fraction", "round", "statistics"}
ALLOWED_MODULES = {
    "collections",
    "dataclasses",
    "datetime",
    "enum",
    "hashlib",
    "itertools",
    "json",
    "re",
    "string",
    "typing",
    "unicodedata",
}


def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text("utf-8"))))


def test_there_is_a_room_to_look_at() -> None:
    assert len(FILES) > 30


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_file_writes_or_makes_a_float(path: Path) -> None:
    for node in nodes(path):
        assert not isinstance(node, ast.Div)
        if isinstance(node, ast.Constant):
            assert type(node.value) not in (float, complex)
        if isinstance(node, ast.Name):
            assert node.id not in FORBIDDEN_NAMES
        if isinstance(node, ast.Pow):
            pytest.fail("a negative power of an integer is a float")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_imports_only_errors_and_the_standard_library(path: Path) -> None:
    for node in nodes(path):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            top = name.split(".")[0]
            if top == "ballot_service":
                assert name.startswith(
                    ("ballot_service.errors", "ballot_service.planning")
                )
            else:
                assert top in ALLOWED_MODULES
                assert top in sys.stdlib_module_names


INT_FIELDS = [one.name for one in fields(Profile) if one.type in (int, "int")]


@pytest.mark.parametrize("name", INT_FIELDS)
@pytest.mark.parametrize("kind", [float, bool, str])
def test_no_profile_holds_anything_but_ints(name: str, kind: type) -> None:
    value = kind(getattr(HD06_2017, name))
    with pytest.raises(WrongType, match=name):
        replace(HD06_2017, **{name: value})


@pytest.mark.parametrize(
    "path",
    [
        ("step",),
        ("members",),
        ("titles", 0, "places"),
        ("titles", 0, "places_certain"),
        ("titles", 2, "structure", 0, "minimum"),
        ("titles", 2, "structure", 0, "staying"),
        ("nominees", 0, "birth_year"),
        ("nominees", 0, "planned_titles"),
        ("profile", "minimum_ballots"),
    ],
)
@pytest.mark.parametrize("kind", [float, bool])
def test_no_plan_is_read_with_a_float(path: tuple[str | int, ...], kind: type) -> None:
    written = sample.step4()[0].to_json()
    place: object = written
    for step in path[:-1]:
        place = place[step]  # type: ignore[index]
    place[path[-1]] = kind(place[path[-1]])  # type: ignore[index]
    with pytest.raises(WrongType):
        BallotPlan.from_json(written)


@pytest.mark.parametrize(
    "path",
    [
        ("year",),
        ("titles", 0, "cap"),
        ("titles", 2, "structure", 0, "minimum"),
        ("persons", 0, "birth_year"),
        ("dossiers", 0, "planned_titles"),
        ("meetings", 0, "step"),
        ("meetings", 0, "threshold"),
        ("profile", "max_titles_same_level"),
    ],
)
@pytest.mark.parametrize("kind", [float, bool])
def test_no_review_is_read_with_a_float(
    path: tuple[str | int, ...], kind: type
) -> None:
    written = copy.deepcopy(cycle_sample.review_json())
    place: object = written
    for step in path[:-1]:
        place = place[step]  # type: ignore[index]
    place[path[-1]] = kind(place[path[-1]])  # type: ignore[index]
    with pytest.raises(WrongType):
        ReviewPlan.from_json(written)


def test_no_plan_is_checked_with_a_float() -> None:
    plan = sample.step4()[0]
    wrong = replace(plan.titles[0], places=2.0)  # type: ignore[arg-type]
    for broken in (
        replace(plan, members=15.0),  # type: ignore[arg-type]
        replace(plan, titles=(wrong, *plan.titles[1:])),
    ):
        with pytest.raises(BallotServiceError):
            broken.check()


def test_no_opening_and_no_message_takes_a_float() -> None:
    with pytest.raises(NotAnInteger):
        OpeningFacts(
            manifest_frozen=True,
            trustees=3,
            possession_proofs=3,
            members=15,
            present=14.0,  # type: ignore[arg-type]
            issued=14,
            registered=14,
            slips=0,
            credentials=14,
            credentials_match=True,
            box_confirmed_empty=True,
            opening_sheet_signed=True,
        )
    with pytest.raises(NotAnInteger):
        render("W01", "vi", present=7.0, minimum=8)  # type: ignore[arg-type]
