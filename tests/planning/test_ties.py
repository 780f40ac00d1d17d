"""R7 and R9: what a tie and too many titles ask of the collective."""

from dataclasses import replace

import pytest

from ballot_service.errors import (
    ChoiceOutsideTie,
    DecisionNotAsked,
    NoReason,
    NotTheTied,
    OpinionsNotRecorded,
    PlanningError,
    ReballotRefused,
    TooManyChosen,
)
from ballot_service.planning.known_profiles import HD06_2017
from ballot_service.planning.profile import Profile
from ballot_service.planning.reballot import (
    check_reballot,
    final_lists,
    reballot_plan,
)
from ballot_service.planning.ties import ChairDecision, check_chair_decision
from ballot_service.planning.verdict import (
    BallotPlan,
    Counts,
    TitleChoice,
    Verdict,
    decide,
)
from tests.planning import builders as b

CHAIR = replace(
    HD06_2017, tie_rule=("chair_decides", "leave_vacant"), reballots_at_most=0
)
VACANT = replace(HD06_2017, tie_rule=("leave_vacant",), reballots_at_most=0)


def yes(*agrees: int) -> list[Counts]:
    return [Counts(agree, 15 - agree, 0) for agree in agrees]


def tied(profile: Profile = HD06_2017) -> tuple[BallotPlan, Verdict]:
    plan = b.plan_of([b.title(places=2)], {"T": ["A", "B", "C"]}, profile=profile)
    return plan, decide(plan, yes(13, 10, 10), b.all_present(15))


def decision(chosen: tuple[str, ...] = ("B",)) -> ChairDecision:
    return ChairDecision("T", chosen, "Phù hợp vị trí", "BB-07")


@pytest.mark.parametrize(
    ("profile", "options"),
    [
        (HD06_2017, ("reballot", "chair_decides", "leave_vacant")),
        (CHAIR, ("chair_decides", "leave_vacant")),
        (VACANT, ("leave_vacant",)),
    ],
)
def test_the_profile_says_what_a_tie_asks_for(
    profile: Profile, options: tuple[str, ...]
) -> None:
    _, verdict = tied(profile)
    assert verdict.decisions[0].options == options
    assert verdict.decisions[0].nominees == ("B", "C")


def test_a_reballot_is_about_the_tied_and_the_places_left() -> None:
    plan, verdict = tied()
    again = reballot_plan(plan, verdict)
    assert again.kind == "reballot"
    assert [row.nominee for row in again.questions] == ["B", "C"]
    assert again.titles[0].places == 1
    assert again.members == plan.members
    check_reballot(plan, verdict, again)
    backwards = replace(again, questions=again.questions[::-1])
    check_reballot(plan, verdict, backwards)


def test_another_reballot_than_the_one_asked_for_is_refused() -> None:
    plan, verdict = tied()
    again = reballot_plan(plan, verdict)
    wider = b.plan_of([b.title(places=1)], {"T": ["A", "B", "C"]}, kind="reballot")
    others = [
        wider,
        replace(again, members=14),
        replace(again, kind="addition"),
        replace(again, profile=b.STRUCTURE_FIRST),
        replace(again, titles=(b.title(places=2),)),
    ]
    for other in others:
        with pytest.raises(NotTheTied):
            check_reballot(plan, verdict, other)


def test_there_is_no_reballot_without_a_tie_and_no_second_one() -> None:
    plan, verdict = tied()
    again = reballot_plan(plan, verdict)
    second = decide(again, yes(9, 9), b.all_present(15))
    assert second.decisions[0].options == ("chair_decides", "leave_vacant")
    with pytest.raises(ReballotRefused):
        reballot_plan(again, second)
    with pytest.raises(ReballotRefused):
        reballot_plan(plan, decide(plan, yes(13, 10, 9), b.all_present(15)))
    with pytest.raises(ReballotRefused):
        reballot_plan(*tied(CHAIR))


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (replace(decision(), title="U"), DecisionNotAsked),
        (replace(decision(), reason=" "), NoReason),
        (replace(decision(), opinions=""), OpinionsNotRecorded),
        (decision(("A",)), ChoiceOutsideTie),
        (decision(("B", "C")), TooManyChosen),
        (decision(("B", "B")), TooManyChosen),
    ],
)
def test_the_chair_decides_only_what_is_asked(
    wrong: ChairDecision, error: type[PlanningError]
) -> None:
    _, verdict = tied(CHAIR)
    check_chair_decision(verdict, decision())
    with pytest.raises(error):
        check_chair_decision(verdict, wrong)


def test_the_chair_waits_for_the_reballot_and_cannot_fill_what_stays_vacant() -> None:
    with pytest.raises(DecisionNotAsked):
        check_chair_decision(tied()[1], decision())
    with pytest.raises(DecisionNotAsked):
        check_chair_decision(tied(VACANT)[1], decision())
    check_chair_decision(tied(VACANT)[1], decision(()))


def test_the_final_lists_hold_the_chairs_choice_once() -> None:
    _, verdict = tied(CHAIR)
    lists = final_lists(verdict, None, [decision()])
    assert [one.nominee for one in lists.additions] == ["A", "B"]
    with pytest.raises(DecisionNotAsked):
        final_lists(verdict, None, [decision(), decision(("C",))])


def test_after_a_reballot_the_chair_decides_on_its_verdict() -> None:
    plan, verdict = tied()
    again = decide(reballot_plan(plan, verdict), yes(7, 7), b.all_present(15))
    lists = final_lists(verdict, again, [decision(("C",))])
    assert [one.nominee for one in lists.additions] == ["A", "C"]
    assert [one.nominee for one in final_lists(verdict, again).additions] == ["A"]


def test_a_reballot_with_one_winner_for_two_places_asks_again_for_the_other() -> None:
    plan = b.plan_of([b.title(places=2)], {"T": ["A", "B", "C"]})
    first = decide(plan, yes(10, 10, 10), b.all_present(15))
    again = decide(reballot_plan(plan, first), yes(9, 5, 7), b.all_present(15))
    assert b.names(again, "taken") == ["A"]
    asked = again.decisions[0]
    assert (asked.nominees, asked.places) == (("C", "B"), 1)


def several(planned: int) -> tuple[BallotPlan, list[Counts]]:
    plan = b.plan_of(
        [b.title("T1"), b.title("T2"), b.title("T3")],
        {"T1": ["A", "B"], "T2": ["A", "B"], "T3": ["A", "C"]},
        people=[b.person("A", planned=planned)],
    )
    return plan, yes(14, 9, 14, 9, 14, 8)


def test_the_order_of_the_plan_says_which_titles_are_kept() -> None:
    verdict = decide(*several(1), b.all_present(15))
    assert b.names(verdict, "over_limit", "T3") == ["A"]
    verdict = decide(*several(2), b.all_present(15))
    taken = [b.names(verdict, "taken", title) for title in ("T1", "T2", "T3")]
    assert taken == [["A"], ["B"], ["C"]]
    kept = verdict.outcome("T2", "A").reason_vi
    assert "chức danh dự kiến giữ: Chức danh T1" in kept


def test_the_collective_may_keep_another_title() -> None:
    plan, counts = several(2)
    choice = TitleChoice("A", ("T3",), "Theo sở trường")
    verdict = decide(plan, counts, b.all_present(15), [choice])
    taken = [b.names(verdict, "taken", title) for title in ("T1", "T2", "T3")]
    assert taken == [["B"], ["B"], ["A"]]


@pytest.mark.parametrize(
    ("choices", "error"),
    [
        ([TitleChoice("A", ("T3",), "")], NoReason),
        ([TitleChoice("Z", ("T3",), "x")], DecisionNotAsked),
        ([TitleChoice("A", ("T9",), "x")], DecisionNotAsked),
        ([TitleChoice("A", ("T3",), "x")] * 2, DecisionNotAsked),
    ],
)
def test_a_choice_of_titles_that_is_none(
    choices: list[TitleChoice], error: type[PlanningError]
) -> None:
    plan, counts = several(2)
    with pytest.raises(error):
        decide(plan, counts, b.all_present(15), choices)


def test_a_reballot_counts_the_titles_already_won() -> None:
    plan = b.plan_of(
        [b.title("T1"), b.title("T2")],
        {"T1": ["A"], "T2": ["A", "B"]},
        people=[b.person("A", planned=2)],
    )
    first = decide(plan, yes(14, 10, 10), b.all_present(15))
    assert b.names(first, "tied", "T2") == ["A", "B"]
    again = decide(reballot_plan(plan, first), yes(12, 9), b.all_present(15))
    assert b.names(again, "over_limit", "T2") == ["A"]
    assert b.names(again, "taken", "T2") == ["B"]


def test_a_place_that_both_of_the_tied_give_back_asks_about_their_titles() -> None:
    people = [b.person("A", planned=3), b.person("B", planned=3)]
    plan = b.plan_of([b.title()], {"T": ["A", "B"]}, kind="reballot", people=people)
    verdict = decide(plan, yes(10, 9), b.all_present(15))
    assert b.names(verdict, "over_limit") == ["A", "B"]
    assert [one.kind for one in verdict.decisions] == ["titles", "titles"]


def test_places_that_depend_on_a_removal_are_named() -> None:
    plan = b.plan_of([b.title(places=2, certain=1)], {"T": ["A", "B"]})
    verdict = decide(plan, yes(13, 12), b.all_present(15))
    flag = verdict.flags[0]
    assert (flag.code, flag.nominees) == ("DEPENDS_ON_REMOVAL", ("B",))
    certain = replace(HD06_2017, places_reading="certain")
    verdict = decide(replace(plan, profile=certain), yes(13, 12), b.all_present(15))
    assert b.names(verdict, "taken") == ["A"]
    assert [flag.code for flag in verdict.flags] == ["W04"]
