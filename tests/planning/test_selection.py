"""R6 against brute force, over all small cases and many random ones."""

from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballot_service.errors import NotAnInteger, NumberOutOfRange
from ballot_service.planning.known_profiles import HD06_2017
from ballot_service.planning.majority import Standing, standing
from ballot_service.planning.selection import Contender, Reserve, Selection, select
from tests.planning.oracle import Person, fates

MARKS = [frozenset(marks) for marks in ("", "a", "b", "ab")]
RESERVES: list[list[tuple[str, int]]] = [
    [],
    [("a", 1)],
    [("a", 2)],
    [("a", 1), ("b", 1)],
]


def chosen(
    people: list[Person], places: int, reserves: list[tuple[str, int]] | None = None
) -> Selection:
    return select(
        [Contender(*person) for person in people],
        places,
        [Reserve(*reserve) for reserve in reserves or []],
    )


def assert_same(
    people: list[Person], places: int, reserves: list[tuple[str, int]] | None = None
) -> None:
    found = chosen(people, places, reserves)
    expected = fates(people, places, reserves or [])
    for fate in ("taken", "tied", "beyond"):
        listed = tuple(name for name, _, _ in people if expected[name] == fate)
        assert getattr(found, fate) == listed, (fate, people, places, reserves)
    assert found.tied_places == min(places, len(people)) - len(found.taken)


def test_every_case_of_up_to_three_nominees_and_two_categories() -> None:
    for size in range(4):
        for agrees in combinations_with_replacement((3, 2, 1), size):
            for marks in product(MARKS, repeat=size):
                people = [
                    (f"p{i}", agree, mark)
                    for i, (agree, mark) in enumerate(zip(agrees, marks, strict=True))
                ]
                for places, reserves in product(range(4), RESERVES):
                    assert_same(people, places, reserves)


def test_every_small_case_of_up_to_six_nominees_by_rank() -> None:
    for size in range(7):
        for agrees in combinations_with_replacement((4, 3, 2, 1), size):
            people: list[Person] = [
                (f"p{i}", agree, frozenset()) for i, agree in enumerate(agrees)
            ]
            for places in range(7):
                assert_same(people, places)


@pytest.mark.parametrize("members", range(1, 61))
def test_every_collective_of_up_to_sixty(members: int) -> None:
    """Counts around the majority and at the ends, three nominees, one to three K."""
    half = members // 2
    around = {0, half - 1, half, half + 1, half + 2, members}
    agrees = sorted(count for count in around if 0 <= count <= members)
    for counts in combinations_with_replacement(agrees, 3):
        passed: list[Person] = [
            (f"p{i}", count, frozenset())
            for i, count in enumerate(counts)
            if standing(HD06_2017, count, members) is Standing.PASSED
        ]
        assert len(passed) == sum(count + count > members for count in counts)
        for places in (1, 2, 3):
            assert_same(passed, places)


@pytest.mark.parametrize("members", range(1, 61))
def test_every_pair_of_counts_for_one_place(members: int) -> None:
    for first, second in product(range(members + 1), repeat=2):
        found = chosen([("a", first, frozenset()), ("b", second, frozenset())], 1)
        if first == second:
            assert found.tied == ("a", "b")
        else:
            assert found.taken == (("a",) if first > second else ("b",))


people_lists = st.lists(
    st.tuples(st.integers(8, 12), st.sampled_from(MARKS)), max_size=7
).map(lambda rows: [(f"p{i}", y, marks) for i, (y, marks) in enumerate(rows)])
reserve_lists = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(1, 3)),
    max_size=2,
    unique_by=lambda reserve: reserve[0],
)


@settings(max_examples=300, deadline=None)
@given(people_lists, st.integers(0, 7), reserve_lists)
def test_random_cases_agree_with_brute_force(
    people: list[Person], places: int, reserves: list[tuple[str, int]]
) -> None:
    assert_same(people, places, reserves)


@settings(max_examples=200, deadline=None)
@given(people_lists, st.integers(0, 7))
def test_by_rank_nobody_taken_is_below_anybody_left(
    people: list[Person], places: int
) -> None:
    found = chosen(people, places)
    agree = {name: count for name, count, _ in people}
    taken = [agree[name] for name in found.taken]
    tied = [agree[name] for name in found.tied]
    beyond = [agree[name] for name in found.beyond]
    assert len(taken) <= places
    assert found.level
    assert len(set(tied)) <= 1
    assert min(taken, default=99) > max(tied + beyond, default=-1)
    assert min(tied, default=99) > max(beyond, default=-1)


@settings(max_examples=200, deadline=None)
@given(people_lists, st.integers(0, 7), reserve_lists, st.randoms())
def test_the_order_of_the_ballot_decides_nothing(
    people: list[Person], places: int, reserves: list[tuple[str, int]], random: object
) -> None:
    found = chosen(people, places, reserves)
    shuffled = list(people)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = chosen(shuffled, places, reserves)
    assert set(again.taken) == set(found.taken)
    assert set(again.tied) == set(found.tied)


def test_ties_of_two_counts_are_not_level() -> None:
    """Whether d (10) or c (8) is taken hangs on the tie between a and b (9)."""
    people: list[Person] = [
        ("d", 10, frozenset()),
        ("a", 9, frozenset("w")),
        ("b", 9, frozenset("wy")),
    ]
    found = chosen([*people, ("c", 8, frozenset("y"))], 2, [("w", 1), ("y", 1)])
    assert found.taken == ("b",)
    assert found.tied == ("d", "a")
    assert (found.tied_places, found.level) == (1, False)


def test_many_equals_with_four_reserves_are_followed_in_time() -> None:
    marks = [frozenset(m) for m in ("", "a", "b", "c", "d", "ab", "cd", "abcd")]
    people: list[Person] = [
        (f"p{i}-{j}", 9, mark) for i, mark in enumerate(marks) for j in range(40)
    ]
    found = chosen(people, 20, [("a", 2), ("b", 2), ("c", 2), ("d", 2)])
    assert (found.taken, found.beyond) == ((), ())


@pytest.mark.parametrize("wrong", [1.0, True, "1", None])
def test_only_integers_enter(wrong: object) -> None:
    with pytest.raises(NotAnInteger):
        select([Contender("a", 1)], wrong)  # type: ignore[arg-type]
    with pytest.raises(NotAnInteger):
        select([Contender("a", wrong)], 1)  # type: ignore[arg-type]


def test_no_places_below_zero() -> None:
    with pytest.raises(NumberOutOfRange):
        select([], -1)
