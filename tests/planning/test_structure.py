"""R8: reserved places, those staying, and what a shortfall asks of the collective."""

import pytest

from ballot_service.planning.reballot import reballot_plan
from ballot_service.planning.verdict import Counts, StructureRequirement, decide
from tests.planning import builders as b


def yes(*agrees: int) -> list[Counts]:
    return [Counts(agree, 15 - agree, 0) for agree in agrees]


def test_structure_first_ties_between_women_for_the_reserved_place() -> None:
    plan = b.plan_of(
        [b.title(places=2, structure=(b.WOMAN,))],
        {"T": ["M", "V", "W"]},
        profile=b.STRUCTURE_FIRST,
        people=[b.person("V", ("female",)), b.person("W", ("female",))],
    )
    first = decide(plan, yes(12, 9, 9), b.all_present(15))
    assert b.names(first, "taken") == ["M"]
    assert b.names(first, "tied") == ["V", "W"]
    assert [flag.code for flag in first.flags] == ["STRUCTURE_OPEN"]
    again = decide(reballot_plan(plan, first), yes(6, 9), b.all_present(15))
    assert b.names(again, "taken") == ["W"]
    assert again.flags == ()


def test_ties_of_two_counts_go_straight_to_the_chair() -> None:
    young = StructureRequirement("young", 1, 0)
    plan = b.plan_of(
        [b.title(places=2, structure=(b.WOMAN, young))],
        {"T": ["D", "A", "B", "C"]},
        profile=b.STRUCTURE_FIRST,
        people=[
            b.person("A", ("female",)),
            b.person("B", ("female", "young")),
            b.person("C", ("young",)),
        ],
    )
    verdict = decide(plan, yes(10, 9, 9, 8), b.all_present(15))
    asked = verdict.decisions[0]
    assert asked.nominees == ("D", "A")
    assert asked.options == ("chair_decides", "leave_vacant")


def test_staying_persons_meet_the_structure() -> None:
    need = (StructureRequirement("female", 2, 1),)
    short = b.one_title({"A": 9}, 1, structure=need)
    assert short.flags[0].text_vi == "Chưa bảo đảm cơ cấu: chưa đủ cán bộ nữ (01/02)."
    met = b.one_title({"A": 9}, 1, women=["A"], structure=need)
    assert met.flags == ()


@pytest.mark.parametrize(
    ("minimum", "staying", "taken"),
    [
        (1, 0, ["M", "W"]),
        (1, 1, ["M", "V"]),
        (1, 3, ["M", "V"]),
        (2, 0, ["W", "X"]),
        (2, 1, ["M", "W"]),
        (3, 0, ["W", "X"]),
    ],
)
def test_structure_first_reserves_only_what_those_staying_do_not_meet(
    minimum: int, staying: int, taken: list[str]
) -> None:
    verdict = b.one_title(
        {"M": 12, "V": 11, "W": 9, "X": 8},
        2,
        women=["W", "X"],
        structure=(StructureRequirement("female", minimum, staying),),
        profile=b.STRUCTURE_FIRST,
    )
    assert b.names(verdict, "taken") == taken


def test_a_reballot_knows_who_stays_and_who_is_taken_already() -> None:
    plan = b.plan_of(
        [b.title(places=2, structure=(StructureRequirement("female", 2, 1),))],
        {"T": ["W", "M", "N"]},
        people=[b.person("W", ("female",))],
    )
    first = decide(plan, yes(12, 9, 9), b.all_present(15))
    assert first.flags == ()
    again = reballot_plan(plan, first)
    assert again.titles[0].structure == (StructureRequirement("female", 2, 2),)
    assert decide(again, yes(9, 8), b.all_present(15)).flags[0].code == "W04"
