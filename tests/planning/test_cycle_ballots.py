"""Each ballot made from the plan and the verdicts before it; what is carried on."""

import copy
from dataclasses import replace

import pytest

from ballot_service.errors import (
    NomineeInChair,
    NomineeOnCommittee,
    NoPlaces,
    OtherElectorate,
    UnknownId,
    VotedOnAlready,
)
from ballot_service.planning.carried import (
    full_titles,
    open_additions,
    places_of,
    planned_titles,
    removal_lists,
    staying,
)
from ballot_service.planning.cycle_ballots import (
    addition_draft,
    consultation_draft,
    reballot_draft,
    removal_draft,
)
from ballot_service.planning.known_profiles import HD06_2017
from ballot_service.planning.numbers import Counts
from ballot_service.planning.outcomes import ListEntry, ResultLists
from ballot_service.planning.places import Places
from ballot_service.planning.review import ReviewPlan
from ballot_service.planning.verdict import decide
from tests import cycle_sample
from tests.planning import sample

NOBODY = ResultLists()


def review() -> ReviewPlan:
    return ReviewPlan.from_json(cycle_sample.review_json())


def entry(title: str, who: str) -> ListEntry:
    return ListEntry(title, who, 1, 12)


RQ01_OUT = ResultLists(proposed_removals=(entry("T1", "RQ01"),))


def test_the_plans_are_those_of_the_sample_row_by_row() -> None:
    found = review()
    removal = removal_draft(found).plan
    known, counts, numbers = sample.step1()
    assert {q.nominee for q in removal.questions} == {
        q.nominee for q in known.questions
    }
    lists = removal_lists([decide(removal, counts, numbers)])
    assert [one.nominee for one in lists.proposed_removals] == ["RQ01"]
    pairs = open_additions(found, lists)
    for step, wanted in ((2, 180), (3, 60)):
        made = consultation_draft(found, step, pairs, lists).plan
        assert made.members == wanted
        assert set(made.questions) == set(sample.consultation(step)[0].questions)
    made = addition_draft(found, pairs, lists).plan
    golden = sample.step4()[0]
    assert (made.titles, made.members) == (golden.titles, golden.members)
    assert set(made.questions) == set(golden.questions)
    assert set(made.nominees) == set(golden.nominees)


def test_the_draft_says_what_the_forms_say() -> None:
    made = removal_draft(review())
    assert made.draft["title"] == (
        "Phiếu lấy ý kiến về việc đưa ra khỏi quy hoạch chức danh lãnh đạo, quản lý "
        "(đợt rà soát năm 2026)"
    )
    assert made.draft["body"] == made.roll["body"]
    assert made.draft["date"] == "2026-03-06"
    assert made.draft["trustees"] == {"size": 3, "threshold": 2}
    assert "members" not in made.draft


def test_names_stand_a_b_c_by_given_name_under_titles_in_the_plans_order() -> None:
    found = review()
    made = addition_draft(found, open_additions(found, NOBODY), NOBODY).plan
    by_title = [
        [
            made.nominee(q.nominee).name.split()[-1]
            for q in made.questions
            if q.title == t
        ]
        for t in ("T1", "T3")
    ]
    assert by_title == [
        ["Khôi", "Quyên", "Thịnh", "Vỹ"],
        ["Bách", "Giáp", "Hào", "Lực", "Trâm"],
    ]
    assert [q.title for q in made.questions] == ["T1"] * 4 + ["T2"] * 7 + ["T3"] * 5


def test_k_has_two_readings_after_a_proposed_removal() -> None:
    title = review().title("T1")
    assert places_of(title, NOBODY) == Places(1, 1)
    assert places_of(title, RQ01_OUT) == Places(2, 1)
    own = ResultLists(removals=(entry("T1", "RQ01"),))
    assert places_of(title, own) == Places(2, 2)


def test_whoever_an_amended_plan_no_longer_lists_does_not_leave_twice() -> None:
    plan = copy.deepcopy(cycle_sample.review_json())
    plan["titles"][0]["planned"].remove("RQ01")
    plan["proposals"] = [p for p in plan["proposals"] if p["person"] != "RQ01"]
    title = ReviewPlan.from_json(plan).title("T1")
    assert places_of(title, RQ01_OUT) == Places(2, 2)


def full(profile: str) -> ReviewPlan:
    """A plan whose T1 is full: cap 2, two planned, RQ01 proposed for removal."""
    plan = copy.deepcopy(cycle_sample.review_json())
    plan["titles"][0]["cap"] = 2
    reading = replace(HD06_2017, places_reading=profile)
    return ReviewPlan.from_json(plan | {"profile": reading.to_json()})


def test_a_full_title_is_not_opened_and_its_additions_leave_the_list() -> None:
    """W17: the removal failed, so K = 0."""
    found = full("expected")
    assert full_titles(found, NOBODY) == ("T1",)
    assert all(title != "T1" for title, _ in open_additions(found, NOBODY))
    assert full_titles(found, RQ01_OUT) == ()
    with pytest.raises(NoPlaces):
        addition_draft(found, found.pairs("addition"), NOBODY)


def test_the_certain_reading_does_not_count_what_is_only_proposed() -> None:
    found = full("certain")
    assert full_titles(found, RQ01_OUT) == ("T1",)
    assert staying(found, found.title("T1"), RQ01_OUT) == ("RQ01", "QH01")
    expected = full("expected")
    assert staying(expected, expected.title("T1"), RQ01_OUT) == ("QH01",)


def test_structure_counts_who_stays() -> None:
    plan = copy.deepcopy(cycle_sample.review_json())
    plan["titles"][1]["structure"] = [{"category": "female", "minimum": 2}]
    found = ReviewPlan.from_json(plan)
    pairs = open_additions(found, NOBODY)

    def held(lists: ResultLists) -> int:
        made = addition_draft(found, pairs, lists).plan
        return made.title("T2").structure[0].staying

    assert held(NOBODY) == 1
    assert held(ResultLists(proposed_removals=(entry("T2", "RQ02"),))) == 0


def test_titles_left_in_step_1_by_own_authority_count_no_longer() -> None:
    plan = copy.deepcopy(cycle_sample.review_json())
    plan["dossiers"][0]["planned_titles"] = 2
    found = ReviewPlan.from_json(plan)
    assert planned_titles(found, "UC01", NOBODY) == 2
    left = ResultLists(removals=(entry("T9", "UC01"),))
    assert planned_titles(found, "UC01", left) == 1


def test_nobody_is_voted_on_twice_in_the_year() -> None:
    found = review()
    assert [
        q.nominee for q in removal_draft(found, {("T1", "RQ01")}).plan.questions
    ] == ["RQ02"]
    pairs = open_additions(found, NOBODY)
    with pytest.raises(VotedOnAlready, match="UC04 for T1"):
        addition_draft(found, pairs, NOBODY, {("T1", "UC04")})


def test_nobody_comes_in_from_outside() -> None:
    with pytest.raises(UnknownId, match="QH01 for T2"):
        consultation_draft(review(), 3, [("T2", "QH01")], NOBODY)


def test_no_nominee_counts_or_chairs() -> None:
    plan = copy.deepcopy(cycle_sample.review_json())
    seat = {"id": "TV02", "name": "Hoàng Bá Vỹ", "role": "member"}
    plan["meetings"][3]["committee"][1] = seat
    found = ReviewPlan.from_json(plan)
    with pytest.raises(NomineeOnCommittee) as caught:
        addition_draft(found, open_additions(found, NOBODY), NOBODY)
    assert caught.value.code == "E13"
    plan = copy.deepcopy(cycle_sample.review_json())
    plan["meetings"][3]["chair"] = {"id": "TV02", "name": "Hoàng Bá Vỹ"}
    found = ReviewPlan.from_json(plan)
    with pytest.raises(NomineeInChair):
        addition_draft(found, open_additions(found, NOBODY), NOBODY)
    assert removal_draft(found).plan.kind == "removal"


def test_the_reballot_is_about_the_tied_before_the_same_members() -> None:
    found = review()
    pairs = open_additions(found, RQ01_OUT)
    plan = addition_draft(found, pairs, RQ01_OUT).plan
    figures = cycle_sample.counts(4)
    counts = [Counts(*figures[q.title, q.nominee]) for q in plan.questions]
    verdict = decide(plan, counts, sample.numbers(4))
    voters = found.meeting(4).members
    made = reballot_draft(found, plan, verdict, voters)
    assert [(q.title, q.nominee) for q in made.plan.questions] == [
        ("T1", "UC03"),
        ("T1", "UC02"),
    ]
    assert str(made.draft["title"]).endswith("(bỏ phiếu lại)")
    smaller = copy.deepcopy(cycle_sample.review_json())
    smaller["meetings"][3]["members"].pop()
    gone = voters[-1].id
    with pytest.raises(OtherElectorate, match=gone):
        reballot_draft(ReviewPlan.from_json(smaller), plan, verdict, voters)
    moved = [replace(voters[0], position="Chuyên gia"), *voters[1:]]
    reballot_draft(found, plan, verdict, moved)
    renamed = [replace(voters[0], name="Người Khác"), *voters[1:]]
    with pytest.raises(OtherElectorate, match=voters[0].id):
        reballot_draft(found, plan, verdict, renamed)
