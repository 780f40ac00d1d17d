"""The checks of a ballot plan, in three passes: shape, references, places.

Refuses silently repairing anything: every breach is a named error.
"""

from ballot_service.errors import (
    BadPlaces,
    BadStructure,
    DuplicateId,
    DuplicateQuestion,
    NoPlaces,
    NotTheTied,
    ReballotRefused,
    UnknownChoice,
    UnknownId,
    UnknownKind,
    UnusedEntry,
    WrongType,
)
from ballot_service.planning.field_rules import check_int, check_text
from ballot_service.planning.identifiers import check_id
from ballot_service.planning.plan_parts import (
    AUTHORITIES,
    CATEGORIES,
    STEPS_OF_KIND,
    Nominee,
    PlanFields,
    Title,
)
from ballot_service.planning.profile import Profile

MAX_TITLES = 50
MAX_NOMINEES = 500
MAX_QUESTIONS = 500
MAX_MEMBERS = 100_000
MAX_PERSONS = 100
FEW_REQUIREMENTS = 2
MOST_WANTED = 8
"""Above two requirements a title reserves at most this many persons, so that the
ways in which ties may fall stay few enough to follow (`selection`)."""
FIRST_YEAR, LAST_YEAR = 1900, 2200


def check_shape(plan: PlanFields) -> None:
    """Check types, bounds and words of every field.

    Raises:
        WrongType, NumberOutOfRange, UnknownChoice, BadText, UnknownKind,
        BadStructure.
    """
    if not isinstance(plan.profile, Profile):
        raise WrongType("plan.profile")
    check_int(plan.step, "plan.step", 1, 4)
    if type(plan.kind) is not str:
        raise WrongType("plan.kind: not a text")
    if plan.step not in STEPS_OF_KIND.get(plan.kind, ()):
        raise UnknownKind(f"{plan.kind} at step {plan.step}")
    check_int(plan.members, "plan.members", 1, MAX_MEMBERS)
    for name, most in (
        ("titles", MAX_TITLES),
        ("nominees", MAX_NOMINEES),
        ("questions", MAX_QUESTIONS),
    ):
        items = getattr(plan, name)
        if not isinstance(items, tuple):
            raise WrongType(f"plan.{name}: not a tuple")
        check_int(len(items), f"plan.{name}: length", 1, most)
    for title in plan.titles:
        _check_title(title)
    for nominee in plan.nominees:
        _check_nominee(nominee)
    for question in plan.questions:
        check_id(question.title, "question.title")
        check_id(question.nominee, "question.nominee")


def _check_title(title: Title) -> None:
    check_id(title.id, "title.id")
    where = f"title {title.id}"
    check_text(title.name, f"{where}.name")
    check_text(title.authority_name, f"{where}.authority_name")
    if title.authority not in AUTHORITIES:
        raise UnknownChoice(f"{where}.authority")
    check_int(title.places, f"{where}.places", 0, MAX_PERSONS)
    check_int(title.places_certain, f"{where}.places_certain", 0, MAX_PERSONS)
    if title.places_certain > title.places:
        raise BadPlaces(f"{where}: more certain places than expected ones")
    _check_structure(title, where)


def _check_structure(title: Title, where: str) -> None:
    if not isinstance(title.structure, tuple):
        raise WrongType(f"{where}.structure: not a tuple")
    seen: set[str] = set()
    for need in title.structure:
        if need.category not in CATEGORIES:
            raise UnknownChoice(f"{where}.structure: category")
        if need.category in seen:
            raise BadStructure(f"{where}.structure: {need.category} twice")
        seen.add(need.category)
        check_int(need.minimum, f"{where}.structure.minimum", 1, MAX_PERSONS)
        check_int(need.staying, f"{where}.structure.staying", 0, MAX_PERSONS)
    wanted = sum(max(0, need.minimum - need.staying) for need in title.structure)
    if len(title.structure) > FEW_REQUIREMENTS and wanted > MOST_WANTED:
        raise BadStructure(f"{where}.structure: {wanted} persons wanted")


def _check_nominee(nominee: Nominee) -> None:
    check_id(nominee.id, "nominee.id")
    where = f"nominee {nominee.id}"
    check_text(nominee.name, f"{where}.name")
    check_text(nominee.position, f"{where}.position")
    check_int(nominee.birth_year, f"{where}.birth_year", FIRST_YEAR, LAST_YEAR)
    check_int(nominee.planned_titles, f"{where}.planned_titles", 0, MAX_PERSONS)
    if not isinstance(nominee.categories, tuple):
        raise WrongType(f"{where}.categories: not a tuple")
    for category in nominee.categories:
        if category not in CATEGORIES:
            raise UnknownChoice(f"{where}.categories")
    if len(set(nominee.categories)) != len(nominee.categories):
        raise UnknownChoice(f"{where}.categories: the same item twice")


def check_references(plan: PlanFields) -> None:
    """Check that ids are unique, known and used (manifest, section 3).

    Raises:
        DuplicateId, DuplicateQuestion, UnknownId, UnusedEntry.
    """
    titles = [title.id for title in plan.titles]
    nominees = [nominee.id for nominee in plan.nominees]
    for ids in (titles, nominees):
        for place, name in enumerate(ids):
            if name in ids[:place]:
                raise DuplicateId(name)
    asked: set[tuple[str, str]] = set()
    for question in plan.questions:
        pair = (question.title, question.nominee)
        if question.title not in titles:
            raise UnknownId(f"title {question.title}")
        if question.nominee not in nominees:
            raise UnknownId(f"nominee {question.nominee}")
        if pair in asked:
            raise DuplicateQuestion(f"{question.nominee} for {question.title}")
        asked.add(pair)
    for title in titles:
        if all(pair[0] != title for pair in asked):
            raise UnusedEntry(f"title {title}")
    for nominee in nominees:
        if all(pair[1] != nominee for pair in asked):
            raise UnusedEntry(f"nominee {nominee}")


def check_places(plan: PlanFields) -> None:
    """Check K where it decides: additions (E18, W17) and re-ballots (R7).

    Raises:
        NoPlaces: K = 0. ReballotRefused: the profile has none. NotTheTied: a title
        with no more nominees than places, so nothing was tied.
    """
    if plan.kind not in ("addition", "reballot"):
        return
    for title in plan.titles:
        if plan.places_of(title) == 0:
            raise NoPlaces(title.id)
    if plan.kind != "reballot":
        return
    if "reballot" not in plan.profile.tie_rule:
        raise ReballotRefused(plan.profile.id)
    for title in plan.titles:
        asked = [row for row in plan.questions if row.title == title.id]
        if len(asked) <= plan.places_of(title):
            raise NotTheTied(f"{title.id}: {len(asked)} for {title.places} places")
