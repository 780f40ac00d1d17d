"""W1 to W25 of the rules, each by its number."""

from dataclasses import replace
from datetime import date

import pytest

from ballot_service.errors import (
    CycleExists,
    LateArrivalRefused,
    MoreReturnedThanIssued,
    NoPlaces,
    NoQuorum,
    OutsideQuarter,
)
from ballot_service.planning.absence import check_late_arrival
from ballot_service.planning.ballot_event import State
from ballot_service.planning.cycle_guards import Waiver, check_creation
from ballot_service.planning.known_profiles import HD06_2017
from ballot_service.planning.majority import Standing, min_yes, standing
from ballot_service.planning.numbers import check_numbers
from ballot_service.planning.places import (
    Places,
    TitlePlan,
    check_places,
    places_after,
)
from ballot_service.planning.profile import Profile
from ballot_service.planning.quorum import check_quorum
from ballot_service.planning.reballot import reballot_plan
from ballot_service.planning.recusal import standing_of_member
from ballot_service.planning.ties import ChairDecision, check_chair_decision
from ballot_service.planning.verdict import (
    BallotPlan,
    Counts,
    Numbers,
    Status,
    Verdict,
    decide,
    rate_text,
)
from tests.planning import builders as b


def passes(agree: int, members: int) -> bool:
    return standing(HD06_2017, agree, members) is Standing.PASSED


def tied_ballot() -> tuple[BallotPlan, Verdict]:
    plan = b.plan_of([b.title(places=2)], {"T": ["A", "B", "C", "D"]})
    counts = [Counts(y, 15 - y, 0) for y in (13, 10, 10, 7)]
    return plan, decide(plan, counts, b.all_present(15))


def test_w01_exactly_half_of_an_even_collective_fails() -> None:
    assert not passes(8, 16)
    assert b.one_title({"A": 8}, 1, members=16).outcome("T", "A").rate == "50,00%"


def test_w02_a_majority_of_those_present_is_not_enough() -> None:
    plan = b.plan_of([b.title()], {"T": ["A"]})
    verdict = decide(plan, [Counts(7, 6, 0)], Numbers(15, 13, 13, 13, 13, 0))
    assert verdict.outcome("T", "A").status is Status.NOT_PASSED


@pytest.mark.parametrize("counts", [Counts(7, 7, 0), Counts(7, 5, 2)])
def test_w03_the_denominator_is_neither_ballots_nor_marks(counts: Counts) -> None:
    plan = b.plan_of([b.title()], {"T": ["A"]})
    outcome = decide(plan, [counts], Numbers(15, 14, 14, 14, 14, 0)).outcomes[0]
    assert outcome.status is Status.NOT_PASSED
    assert outcome.rate == "46,67%"


def test_w04_unmarked_rows_count_for_nobody() -> None:
    plan = b.plan_of([b.title()], {"T": ["A"]})
    outcome = decide(plan, [Counts(8, 2, 5)], b.all_present(15)).outcomes[0]
    assert (outcome.status, outcome.rate) == (Status.TAKEN, "53,33%")


def test_w05_an_invalid_ballot_changes_only_the_minutes() -> None:
    plan = b.plan_of([b.title()], {"T": ["A"]})
    verdict = decide(plan, [Counts(8, 6, 0)], Numbers(15, 15, 15, 15, 14, 1))
    assert verdict.outcome("T", "A").status is Status.TAKEN


def test_w06_half_does_not_remove() -> None:
    verdict = b.removal(7, members=14, authority="own")
    assert verdict.outcomes[0].status is Status.KEPT


def test_w07_a_superior_authority_only_gets_a_proposal() -> None:
    verdict = b.removal(12, members=15, authority="superior")
    assert verdict.outcomes[0].status is Status.PROPOSED_REMOVAL
    assert verdict.lists.removals == ()
    places = places_after(TitlePlan("T", 3, 2), (), verdict.lists)
    assert places == Places(expected=2, certain=1)


def test_w08_more_pass_than_there_are_places() -> None:
    verdict = b.one_title({"A": 13, "B": 11, "C": 9, "D": 8}, 2)
    assert b.names(verdict, "taken") == ["A", "B"]
    assert b.names(verdict, "beyond") == ["C", "D"]
    assert [flag.code for flag in verdict.flags] == ["W04"]


def test_w09_fewer_pass_than_there_are_places() -> None:
    verdict = b.one_title({"A": 10, "B": 8, "C": 7}, 3)
    assert b.names(verdict, "taken") == ["A", "B"]
    assert b.names(verdict, "not_passed") == ["C"]
    assert [flag.code for flag in verdict.flags] == ["PLACES_UNFILLED"]
    assert verdict.decisions == ()


def test_w10_a_tie_inside_the_cut_is_no_tie() -> None:
    verdict = b.one_title({"A": 12, "B": 10, "C": 10, "D": 8}, 3)
    assert b.names(verdict, "taken") == ["A", "B", "C"]
    assert verdict.decisions == ()


def test_w11_a_tie_at_the_cut_goes_to_a_reballot_and_the_higher_is_taken() -> None:
    plan, verdict = tied_ballot()
    assert b.names(verdict, "taken") == ["A"]
    assert b.names(verdict, "tied") == ["B", "C"]
    assert verdict.decisions[0].options[0] == "reballot"
    again = reballot_plan(plan, verdict)
    counts = [Counts(9, 5, 1), Counts(5, 9, 1)]
    assert b.names(decide(again, counts, b.all_present(15)), "taken") == ["B"]


def test_w11_a_reballot_that_nobody_wins_goes_to_the_chair_or_stays_vacant() -> None:
    again = reballot_plan(*tied_ballot())
    counts = [Counts(7, 7, 0), Counts(7, 7, 0)]
    verdict = decide(again, counts, b.all_present(15, 14))
    assert b.names(verdict, "taken") == []
    assert verdict.decisions[0].options == ("chair_decides", "leave_vacant")
    check_chair_decision(
        verdict, ChairDecision("T", ("C",), "Kinh nghiệm phù hợp", "BB-12")
    )
    check_chair_decision(verdict, ChairDecision("T", (), "Để trống", "BB-12"))


def test_w12_the_highest_of_a_reballot_still_needs_more_than_half() -> None:
    again = reballot_plan(*tied_ballot())
    counts = [Counts(7, 6, 1), Counts(6, 7, 1)]
    verdict = decide(again, counts, b.all_present(15, 14))
    assert verdict.outcome("T", "B").status is Status.NOT_PASSED
    assert verdict.lists.additions == ()


def test_w13_strict_rank_flags_the_structure_and_swaps_nobody() -> None:
    verdict = b.one_title(
        {"A": 12, "B": 9, "W": 8}, 2, women=["W"], structure=(b.WOMAN,)
    )
    assert b.names(verdict, "taken") == ["A", "B"]
    flag = next(flag for flag in verdict.flags if flag.code == "W03")
    assert flag.text_vi == "Chưa bảo đảm cơ cấu: chưa có cán bộ nữ."
    assert [one.kind for one in verdict.decisions] == ["structure"]


def test_w14_structure_first_reserves_a_place() -> None:
    verdict = b.one_title(
        {"A": 12, "B": 9, "W": 8},
        2,
        women=["W"],
        structure=(b.WOMAN,),
        profile=b.STRUCTURE_FIRST,
    )
    assert b.names(verdict, "taken") == ["A", "W"]
    assert b.names(verdict, "beyond") == ["B"]
    assert verdict.outcome("T", "W").rule == "R8"


@pytest.mark.parametrize("profile", [HD06_2017, b.STRUCTURE_FIRST])
def test_w15_structure_never_takes_somebody_under_half(
    profile: Profile,
) -> None:
    verdict = b.one_title(
        {"A": 12, "B": 9, "W": 7},
        2,
        women=["W"],
        structure=(b.WOMAN,),
        profile=profile,
    )
    assert b.names(verdict, "taken") == ["A", "B"]
    assert "W03" in [flag.code for flag in verdict.flags]


def test_w16_too_many_titles_give_one_back_and_the_next_moves_up() -> None:
    plan = b.plan_of(
        [b.title("T1"), b.title("T2")],
        {"T1": ["A"], "T2": ["A", "B"]},
        people=[b.person("A", planned=2)],
    )
    counts = [Counts(14, 1, 0), Counts(14, 1, 0), Counts(9, 6, 0)]
    verdict = decide(plan, counts, b.all_present(15))
    assert b.names(verdict, "taken", "T1") == ["A"]
    assert b.names(verdict, "taken", "T2") == ["B"]
    assert b.names(verdict, "over_limit", "T2") == ["A"]
    assert verdict.outcome("T2", "B").rule == "R9"
    assert [one.kind for one in verdict.decisions] == ["titles"]


def test_w17_a_full_title_is_not_opened() -> None:
    kept = b.removal(7, members=15, authority="own")
    full = TitlePlan("T", 3, 3)
    places = places_after(full, (), kept.lists)
    assert places == Places(0, 0)
    check_places(full, Places(1, 0))
    with pytest.raises(NoPlaces):
        check_places(full, places)
    with pytest.raises(NoPlaces):
        b.plan_of([b.title(places=0)], {"T": ["A"]}).check()


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("votes", Standing.PASSED),
        ("recuse_keep_n", Standing.NOT_PASSED),
        ("recuse_reduce_n", Standing.PASSED),
    ],
)
def test_w18_a_member_who_is_a_nominee(rule: str, expected: Standing) -> None:
    profile = replace(HD06_2017, nominee_member_rule=rule)
    assert standing_of_member(profile, 16, 8, 1) is expected


def test_w19_quorum_of_sixteen_is_eleven() -> None:
    check_quorum(HD06_2017, 16, 11)
    with pytest.raises(NoQuorum):
        check_quorum(HD06_2017, 16, 10)


def test_w20_a_warning_only_where_too_few_are_present_to_pass() -> None:
    low = replace(HD06_2017, quorum_numerator=1, quorum_denominator=3)
    plan = b.plan_of([b.title()], {"T": ["A"]}, profile=low)
    few = decide(plan, [Counts(7, 0, 0)], Numbers(15, 7, 7, 7, 7, 0))
    assert few.flags[0].code == "W01"
    assert few.flags[0].text_vi.startswith("Số có mặt (07)")
    just = decide(plan, [Counts(8, 0, 0)], Numbers(15, 8, 8, 8, 8, 0))
    assert "W01" not in [flag.code for flag in just.flags]
    enough = decide(plan, [Counts(7, 0, 3)], Numbers(15, 10, 10, 10, 10, 0))
    assert "W01" not in [flag.code for flag in enough.flags]
    assert enough.outcomes[0].status is Status.NOT_PASSED


def test_w21_more_ballots_than_were_issued() -> None:
    with pytest.raises(MoreReturnedThanIssued) as caught:
        check_numbers(Numbers(16, 16, 15, 16, 16, 0))
    assert caught.value.code == "E12"


def test_w22_late_arrivals_until_closing() -> None:
    check_late_arrival(HD06_2017, State.OPEN)
    with pytest.raises(LateArrivalRefused):
        check_late_arrival(HD06_2017, State.CLOSED)
    with pytest.raises(LateArrivalRefused):
        check_late_arrival(replace(HD06_2017, late_arrivals=False), State.OPEN)


def test_w23_each_step_has_the_roll_of_its_own_day() -> None:
    assert b.removal(8, members=15, authority="own").min_yes == 8
    assert b.one_title({"A": 8}, 1, members=14).min_yes == 8
    assert b.one_title({"A": 7}, 1, members=14).outcomes[0].status is Status.NOT_PASSED


def test_w24_once_a_year_in_the_first_quarter() -> None:
    with pytest.raises(CycleExists):
        check_creation(HD06_2017, 2026, date(2026, 3, 1), [2026], [2025])
    with pytest.raises(OutsideQuarter):
        check_creation(HD06_2017, 2026, date(2026, 4, 2), [], [2025])
    waiver = Waiver("CV-05", second_cycle=True, outside_quarter=True)
    check_creation(HD06_2017, 2026, date(2026, 4, 2), [2026], [2025], waiver)


def test_w25_rounding_never_decides() -> None:
    assert (rate_text(90, 180), rate_text(91, 180)) == ("50,00%", "50,56%")
    assert not passes(90, 180)
    assert passes(91, 180)
    assert not passes(50_000, 100_000)
    assert rate_text(50_001, 100_000) == "50,00%"
    assert passes(50_001, 100_000)


@pytest.mark.parametrize(
    ("members", "least", "quorum"),
    [(13, 7, 9), (14, 8, 10), (15, 8, 10), (16, 9, 11), (60, 31, 40), (180, 91, 120)],
)
def test_the_threshold_table(members: int, least: int, quorum: int) -> None:
    assert min_yes(HD06_2017, members) == least
    check_quorum(HD06_2017, members, quorum)
    with pytest.raises(NoQuorum):
        check_quorum(HD06_2017, members, quorum - 1)
