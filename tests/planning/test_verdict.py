"""Properties of the one entry point, for plans and counts of every shape."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballot_service.errors import (
    NeedsPaperCount,
    NoQuorum,
    NotAnInteger,
    RowMismatch,
    WrongMemberCount,
    WrongRowCount,
)
from ballot_service.planning.known_profiles import HD06_2017
from ballot_service.planning.number_warnings import revealing_rows
from ballot_service.planning.verdict import (
    BallotPlan,
    Counts,
    Numbers,
    Question,
    Status,
    Verdict,
    decide,
)
from tests.planning import builders as b

PLAN = b.plan_of([b.title()], {"T": ["A", "B"]})
ROWS = [Counts(9, 6, 0), Counts(8, 7, 0)]


@st.composite
def ballots(
    draw: st.DrawFn,
) -> tuple[BallotPlan, list[Counts], Numbers]:
    members = draw(st.integers(3, 40))
    present = draw(st.integers(-(-2 * members // 3), members))
    cast = draw(st.integers(0, present))
    rows = {
        f"T{i}": [f"N{j}" for j in range(6) if draw(st.booleans())] or ["N0"]
        for i in range(draw(st.integers(1, 3)))
    }
    structure = (b.WOMAN,) if draw(st.booleans()) else ()
    titles = [
        b.title(
            title_id,
            places=draw(st.integers(1, 3)),
            authority=draw(st.sampled_from(["superior", "own"])),
            structure=structure,
        )
        for title_id in rows
    ]
    profile = draw(st.sampled_from([HD06_2017, b.STRUCTURE_FIRST]))
    people = [
        b.person(
            f"N{j}",
            ("female",) if draw(st.booleans()) else (),
            planned=draw(st.integers(0, 3)),
        )
        for j in range(6)
    ]
    plan = b.plan_of(titles, rows, members=members, profile=profile, people=people)
    counts = []
    for _ in plan.questions:
        agree = draw(st.integers(0, cast))
        disagree = draw(st.integers(0, cast - agree))
        counts.append(Counts(agree, disagree, cast - agree - disagree))
    return plan, counts, Numbers(members, present, present, cast, cast, 0)


@settings(max_examples=200, deadline=None)
@given(ballots())
def test_what_holds_of_every_step_4(
    ballot: tuple[BallotPlan, list[Counts], Numbers],
) -> None:
    plan, counts, numbers = ballot
    verdict = decide(plan, counts, numbers)
    for row in verdict.outcomes:
        passed = row.agree + row.agree > plan.members
        assert passed == (row.status is not Status.NOT_PASSED)
    for title in verdict.titles:
        assert len(title.taken) + title.tied_places <= title.places
        assert bool(title.tied) == (title.tied_places > 0)
        asked = any(
            one.kind == "tie" and one.title == title.id for one in verdict.decisions
        )
        assert asked == bool(title.tied)
        listed = [title.taken, title.tied, title.beyond, title.not_passed]
        everybody = [line for lines in [*listed, title.over_limit] for line in lines]
        assert sorted(everybody, key=str) == sorted(title.ranking, key=str)
    for who in plan.nominees:
        won = sum(
            who.id == line.nominee for title in verdict.titles for line in title.taken
        )
        assert won <= max(0, 3 - who.planned_titles)
    check_lists(verdict)


def check_lists(verdict: Verdict) -> None:
    lists = verdict.lists
    confirmed = {(one.title, one.nominee) for one in lists.proposed_for_confirmation}
    added = {(one.title, one.nominee) for one in lists.additions}
    taken = {
        (title.id, line.nominee): title.authority
        for title in verdict.titles
        for line in title.taken
    }
    assert confirmed == {pair for pair, who in taken.items() if who == "superior"}
    assert added == {pair for pair, who in taken.items() if who == "own"}
    assert lists.removals == ()


@settings(max_examples=100, deadline=None)
@given(ballots())
def test_the_verdict_is_plain_json(
    ballot: tuple[BallotPlan, list[Counts], Numbers],
) -> None:
    written = decide(*ballot).to_json()
    assert json.loads(json.dumps(written)) == written
    stack: list[object] = [written]
    while stack:
        value = stack.pop()
        assert type(value) in (str, int, list, dict)
        if isinstance(value, dict):
            stack += [*value.keys(), *value.values()]
        if isinstance(value, list):
            stack += value


@settings(max_examples=100, deadline=None)
@given(ballots(), st.integers(0, 17))
def test_one_more_yes_never_costs_a_place_within_one_title(
    ballot: tuple[BallotPlan, list[Counts], Numbers], which: int
) -> None:
    plan, counts, numbers = ballot
    plan = replace(
        plan,
        nominees=tuple(replace(who, planned_titles=0) for who in plan.nominees),
    )
    index = which % len(counts)
    row = counts[index]
    if row.agree == numbers.valid:
        return
    order = [Status.NOT_PASSED, Status.BEYOND, Status.TIED, Status.TAKEN]
    before = decide(plan, counts, numbers).outcomes[index].status
    counts[index] = Counts(row.agree + 1, numbers.valid - row.agree - 1, 0)
    after = decide(plan, counts, numbers).outcomes[index].status
    assert order.index(after) >= order.index(before)


@pytest.mark.parametrize(
    ("counts", "numbers", "error"),
    [
        (ROWS, b.all_present(16), WrongMemberCount),
        (ROWS[:1], b.all_present(15), WrongRowCount),
        ([*ROWS, ROWS[0]], b.all_present(15), WrongRowCount),
        ([ROWS[0], Counts(8, 6, 0)], b.all_present(15), RowMismatch),
        ([ROWS[0], (8, 7, 0)], b.all_present(15), NotAnInteger),
        ([Counts(9, 0, 0), Counts(9, 0, 0)], Numbers(15, 9, 9, 9, 9, 0), NoQuorum),
    ],
)
def test_counts_that_do_not_belong_are_refused(
    counts: list[Counts], numbers: Numbers, error: type[Exception]
) -> None:
    with pytest.raises(error):
        decide(PLAN, counts, numbers)


def test_a_removal_by_a_majority_of_those_who_voted_is_none() -> None:
    plan = b.plan_of([b.title(places=0)], {"T": ["A", "B"]}, kind="removal", step=1)
    verdict = decide(
        plan, [Counts(7, 6, 0), Counts(8, 5, 0)], Numbers(15, 13, 13, 13, 13, 0)
    )
    assert [row.status for row in verdict.outcomes] == [Status.KEPT, Status.REMOVED]
    assert [one.nominee for one in verdict.lists.removals] == ["B"]


def test_a_recusal_is_for_paper() -> None:
    profile = replace(HD06_2017, nominee_member_rule="recuse_keep_n")
    with pytest.raises(NeedsPaperCount):
        decide(replace(PLAN, profile=profile), ROWS, b.all_present(15))


def test_equals_share_a_rank_and_the_next_is_counted_on() -> None:
    verdict = b.one_title({"A": 9, "B": 12, "C": 9, "D": 8}, 4)
    ranking = [(line.nominee, line.rank) for line in verdict.title("T").ranking]
    assert ranking == [("B", 1), ("A", 2), ("C", 2), ("D", 4)]


def test_the_other_majority_is_printed_as_it_is() -> None:
    profile = replace(HD06_2017, majority_numerator=2, majority_denominator=3)
    verdict = b.one_title({"A": 10}, 1, profile=profile)
    assert verdict.outcomes[0].reason_vi == (
        "Không đạt trên 2/3 tổng số 15 thành viên (10 phiếu đồng ý, tối thiểu 11)."
    )


def test_no_ballot_at_all_still_gives_a_verdict() -> None:
    plan = replace(PLAN, kind="consultation", step=2)
    returned = replace(HD06_2017, consultation_rate_base="returned")
    verdict = decide(
        replace(plan, profile=returned),
        [Counts(0, 0, 0)] * 2,
        Numbers(15, 15, 15, 0, 0, 0),
    )
    assert verdict.rate_base == "returned"
    assert [row.rate for row in verdict.outcomes] == ["0,00%", "0,00%"]


def test_rows_that_show_everybodys_choice_are_told_to_the_committee() -> None:
    counts = [Counts(15, 0, 0), Counts(14, 1, 0)]
    assert revealing_rows(PLAN, counts) == (Question("T", "A"),)
    assert revealing_rows(PLAN, [Counts(0, 0, 0)] * 2) == ()
    assert "W05" not in [
        flag.code for flag in decide(PLAN, counts, b.all_present(15)).flags
    ]


def test_a_consultation_can_highlight_those_below_half() -> None:
    plan = replace(
        PLAN,
        kind="consultation",
        step=3,
        members=16,
        profile=replace(HD06_2017, warn_below_half=True),
    )
    counts = [Counts(8, 8, 0), Counts(9, 7, 0)]
    verdict = decide(plan, counts, b.all_present(16))
    assert [(one.code, one.nominees) for one in verdict.flags] == [
        ("BELOW_HALF", ("A",))
    ]
    assert verdict.min_yes == 0
