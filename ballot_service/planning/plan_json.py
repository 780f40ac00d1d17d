"""A ballot plan as JSON, field for field as the manifest writes it.

Refuses unknown and missing fields; what the values mean is checked by the plan.
"""

from collections.abc import Mapping

from ballot_service.errors import MissingField, WrongType
from ballot_service.planning.field_rules import as_int, as_text, read_list, read_object
from ballot_service.planning.plan_parts import (
    Nominee,
    PlanFields,
    Question,
    StructureRequirement,
    Title,
)
from ballot_service.planning.profile import Profile

_PLAN = ("profile", "kind", "step", "members", "titles", "nominees", "questions")
_TITLE = (
    "id",
    "name",
    "authority",
    "authority_name",
    "places",
    "places_certain",
    "structure",
)
_NOMINEE = ("id", "name", "birth_year", "position", "categories", "planned_titles")
_STRUCTURE = ("category", "minimum", "staying")
_QUESTION = ("title", "nominee")
_MOST = 1000


def plan_fields(manifest: Mapping[str, object]) -> dict[str, object]:
    """Pick from a manifest what a plan needs; N is `roll.members`.

    Raises:
        MissingField, WrongType: naming the field.
    """
    roll = manifest.get("roll")
    if not isinstance(roll, dict):
        raise WrongType("manifest.roll: not an object")
    found: dict[str, object] = {}
    for name in _PLAN:
        source: Mapping[str, object] = roll if name == "members" else manifest
        if name not in source:
            raise MissingField(f"manifest: {name}")
        found[name] = source[name]
    return found


PlanParts = tuple[
    Profile,
    str,
    int,
    int,
    tuple[Title, ...],
    tuple[Nominee, ...],
    tuple[Question, ...],
]


def read_plan(value: object) -> PlanParts:
    """Read the parts of a plan in their order, checked for fields and types only.

    Raises:
        UnknownField, MissingField, WrongType, NumberOutOfRange, and all of Profile.
    """
    found = read_object(value, "plan", _PLAN)
    titles = read_list(found["titles"], "plan.titles", _MOST)
    nominees = read_list(found["nominees"], "plan.nominees", _MOST)
    questions = read_list(found["questions"], "plan.questions", _MOST)
    return (
        Profile.from_json(found["profile"]),
        as_text(found["kind"], "plan.kind"),
        as_int(found["step"], "plan.step"),
        as_int(found["members"], "plan.members"),
        tuple(_title(row, f"titles[{i}]") for i, row in enumerate(titles)),
        tuple(_nominee(row, f"nominees[{i}]") for i, row in enumerate(nominees)),
        tuple(_question(row, f"questions[{i}]") for i, row in enumerate(questions)),
    )


def _title(value: object, where: str) -> Title:
    row = read_object(value, where, _TITLE)
    needs = read_list(row["structure"], f"{where}.structure", _MOST)
    return Title(
        id=as_text(row["id"], f"{where}.id"),
        name=as_text(row["name"], f"{where}.name"),
        authority=as_text(row["authority"], f"{where}.authority"),
        authority_name=as_text(row["authority_name"], f"{where}.authority_name"),
        places=as_int(row["places"], f"{where}.places"),
        places_certain=as_int(row["places_certain"], f"{where}.places_certain"),
        structure=tuple(_structure(need, f"{where}.structure") for need in needs),
    )


def _structure(value: object, where: str) -> StructureRequirement:
    row = read_object(value, where, _STRUCTURE)
    return StructureRequirement(
        category=as_text(row["category"], f"{where}.category"),
        minimum=as_int(row["minimum"], f"{where}.minimum"),
        staying=as_int(row["staying"], f"{where}.staying"),
    )


def _nominee(value: object, where: str) -> Nominee:
    row = read_object(value, where, _NOMINEE)
    categories = read_list(row["categories"], f"{where}.categories", _MOST)
    return Nominee(
        id=as_text(row["id"], f"{where}.id"),
        name=as_text(row["name"], f"{where}.name"),
        birth_year=as_int(row["birth_year"], f"{where}.birth_year"),
        position=as_text(row["position"], f"{where}.position"),
        categories=tuple(as_text(item, f"{where}.categories") for item in categories),
        planned_titles=as_int(row["planned_titles"], f"{where}.planned_titles"),
    )


def _question(value: object, where: str) -> Question:
    row = read_object(value, where, _QUESTION)
    return Question(
        title=as_text(row["title"], f"{where}.title"),
        nominee=as_text(row["nominee"], f"{where}.nominee"),
    )


def write_plan(plan: PlanFields) -> dict[str, object]:
    """Return the plan as str, int, bool, list and dict only."""
    return {
        "profile": plan.profile.to_json(),
        "kind": plan.kind,
        "step": plan.step,
        "members": plan.members,
        "titles": [
            {
                **{name: getattr(title, name) for name in _TITLE},
                "structure": [
                    {name: getattr(need, name) for name in _STRUCTURE}
                    for need in title.structure
                ],
            }
            for title in plan.titles
        ],
        "nominees": [
            {
                **{name: getattr(nominee, name) for name in _NOMINEE},
                "categories": list(nominee.categories),
            }
            for nominee in plan.nominees
        ],
        "questions": [
            {name: getattr(question, name) for name in _QUESTION}
            for question in plan.questions
        ],
    }
