"""The law against brute force, for every body of up to sixty, through `decide`.

The oracle shares no code with the room: it counts members, one by one.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement, islice, product

import pytest

from ballot_service.planning.known_profiles import HD06_2017
from ballot_service.planning.outcomes import Status
from ballot_service.planning.verdict import (
    BallotPlan,
    Counts,
    Nominee,
    Numbers,
    Question,
    Title,
    decide,
)
from tests.planning.oracle import Person, fates
from tests.planning.test_selection import assert_same

UP_TO = 60
ROWS = 100
Row = tuple[int, int, int]


def more_agree_than_all_others(members: int, agree: int) -> bool:
    """Pair each member who agrees with one who does not: somebody is left over."""
    body = ["agree"] * agree + ["other"] * (members - agree)
    return body.count("agree") > body.count("other")


def every_row(ballots: int) -> Iterator[Row]:
    """Every Y, D and B of so many valid ballots."""
    for agree in range(ballots + 1):
        for disagree in range(ballots - agree + 1):
            yield agree, disagree, ballots - agree - disagree


def batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, ROWS)):
        yield batch


def removal_plan(members: int, rows: int) -> BallotPlan:
    """So many removals, ten persons for each title."""
    asked = [Question(f"T{i // 10}", f"P{i % 10}") for i in range(rows)]
    titles = dict.fromkeys(question.title for question in asked)
    nominees = dict.fromkeys(question.nominee for question in asked)
    return BallotPlan(
        HD06_2017,
        "removal",
        1,
        members,
        tuple(Title(one, one, "own", "Sở", 0, 0) for one in titles),
        tuple(Nominee(one, one, 1980, "Trưởng phòng") for one in nominees),
        tuple(asked),
    )


def addition_plan(members: int, persons: int, places: int) -> BallotPlan:
    """So many persons for one title of our own."""
    names = [f"p{i}" for i in range(persons)]
    return BallotPlan(
        HD06_2017,
        "addition",
        4,
        members,
        (Title("T1", "T1", "own", "Sở", places, places),),
        tuple(Nominee(name, name, 1980, "Trưởng phòng") for name in names),
        tuple(Question("T1", name) for name in names),
    )


@pytest.mark.parametrize("members", range(1, UP_TO + 1))
def test_every_y_d_and_b_of_every_number_of_ballots(members: int) -> None:
    """R2 and R3: more than half of all members, whatever the ballots say besides."""
    plans = {ROWS: removal_plan(members, ROWS)}
    seen = 0
    for ballots in range(members + 1):
        numbers = Numbers(members, members, members, ballots, ballots, 0)
        for batch in batches(every_row(ballots)):
            size = len(batch)
            plan = plans.setdefault(size, removal_plan(members, size))
            verdict = decide(plan, [Counts(*row) for row in batch], numbers)
            for row, outcome in zip(batch, verdict.outcomes, strict=True):
                passed = more_agree_than_all_others(members, row[0])
                wanted = Status.REMOVED if passed else Status.KEPT
                assert outcome.status is wanted, (members, ballots, row)
                seen += 1
    # C(n + 3, 3): as many rows as there are ways to fall in four heaps.
    assert seen == (members + 1) * (members + 2) * (members + 3) // 6


def around_half(members: int) -> list[int]:
    half = members // 2
    near = {0, half - 1, half, half + 1, half + 2, members}
    return sorted(count for count in near if 0 <= count <= members)


def check_addition(members: int, agrees: Sequence[int], places: int) -> None:
    plan = addition_plan(members, len(agrees), places)
    numbers = Numbers(members, members, members, members, members, 0)
    counts = [Counts(agree, members - agree, 0) for agree in agrees]
    verdict = decide(plan, counts, numbers)
    passed: list[Person] = [
        (f"p{i}", agree, frozenset())
        for i, agree in enumerate(agrees)
        if more_agree_than_all_others(members, agree)
    ]
    wanted = dict.fromkeys((who.id for who in plan.nominees), "not_passed")
    words = {"taken": "taken", "tied": "tied", "beyond": "beyond_places"}
    wanted |= {name: words[fate] for name, fate in fates(passed, places).items()}
    found = {one.nominee: one.status.value for one in verdict.outcomes}
    assert found == wanted, (members, agrees, places)


@pytest.mark.parametrize("members", range(1, UP_TO + 1))
def test_every_step_4_of_three_persons_around_the_half(members: int) -> None:
    """R2 and R6 through `decide`: taken, tied, beyond or not passed."""
    for agrees in combinations_with_replacement(around_half(members), 3):
        for places in (1, 2):
            check_addition(members, agrees, places)


def test_every_case_of_four_and_five_persons_with_one_category() -> None:
    """R8 over every small tie: who is reserved for, and who is not."""
    marks: tuple[frozenset[str], ...] = (frozenset(), frozenset("a"))
    for size, most in ((4, 3), (5, 2)):
        for agrees in combinations_with_replacement(range(most, 0, -1), size):
            for carried in product(marks, repeat=size):
                people: list[Person] = [
                    (f"p{i}", agree, mark)
                    for i, (agree, mark) in enumerate(zip(agrees, carried, strict=True))
                ]
                for places, wanted in product(range(1, size), (1, 2)):
                    assert_same(people, places, [("a", wanted)])
