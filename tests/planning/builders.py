"""Small plans for tests: one title unless more are asked for, names made up.

No defaults of the law stand here: every rule comes from a profile.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ballot_service.planning.known_profiles import HD06_2017
from ballot_service.planning.profile import Profile
from ballot_service.planning.verdict import (
    BallotPlan,
    Counts,
    Nominee,
    Numbers,
    Question,
    StructureRequirement,
    Title,
    Verdict,
    decide,
)

STRUCTURE_FIRST = replace(HD06_2017, structure_mode="structure_first")

WOMAN = StructureRequirement("female", 1, 0)


def title(
    title_id: str = "T",
    places: int = 1,
    *,
    authority: str = "own",
    certain: int | None = None,
    structure: tuple[StructureRequirement, ...] = (),
) -> Title:
    return Title(
        id=title_id,
        name=f"Chức danh {title_id}",
        authority=authority,
        authority_name="Ban Thường vụ Tỉnh ủy",
        places=places,
        places_certain=places if certain is None else certain,
        structure=structure,
    )


def person(
    nominee_id: str, categories: tuple[str, ...] = (), planned: int = 0
) -> Nominee:
    return Nominee(
        id=nominee_id,
        name=f"Nguyễn Văn {nominee_id}",
        birth_year=1980,
        position="Trưởng phòng",
        categories=categories,
        planned_titles=planned,
    )


def plan_of(
    titles: Sequence[Title],
    rows: Mapping[str, Sequence[str]],
    *,
    members: int = 15,
    kind: str = "addition",
    step: int = 4,
    profile: Profile = HD06_2017,
    people: Sequence[Nominee] = (),
) -> BallotPlan:
    """Rows: for each title id the nominee ids; people without an entry are plain."""
    known = {who.id: who for who in people}
    ids = list(dict.fromkeys(name for names in rows.values() for name in names))
    return BallotPlan(
        profile=profile,
        kind=kind,
        step=step,
        members=members,
        titles=tuple(titles),
        nominees=tuple(known.get(name, person(name)) for name in ids),
        questions=tuple(
            Question(title_id, name)
            for title_id, names in rows.items()
            for name in names
        ),
    )


def all_present(members: int, ballots: int | None = None) -> Numbers:
    cast = members if ballots is None else ballots
    return Numbers(members, members, members, cast, cast, 0)


def one_title(
    agrees: Mapping[str, int],
    places: int,
    *,
    members: int = 15,
    profile: Profile = HD06_2017,
    women: Sequence[str] = (),
    structure: tuple[StructureRequirement, ...] = (),
    authority: str = "own",
) -> Verdict:
    """Decide one title for additions, everybody present, the rest disagreeing."""
    plan = plan_of(
        [title(places=places, structure=structure, authority=authority)],
        {"T": list(agrees)},
        members=members,
        profile=profile,
        people=[person(name, ("female",)) for name in women],
    )
    counts = [Counts(agree, members - agree, 0) for agree in agrees.values()]
    return decide(plan, counts, all_present(members))


def removal(agree: int, *, members: int, authority: str) -> Verdict:
    plan = plan_of(
        [title(places=0, authority=authority)],
        {"T": ["A"]},
        members=members,
        kind="removal",
        step=1,
    )
    counts = [Counts(agree, members - agree, 0)]
    return decide(plan, counts, all_present(members))


def names(verdict: Verdict, list_name: str, title_id: str = "T") -> list[str]:
    """Return the nominee ids of one list of one title, in its order."""
    return [line.nominee for line in getattr(verdict.title(title_id), list_name)]
