"""The golden outcome of the fictional sample, steps 1 to 4 and the re-ballot."""

import json
from dataclasses import replace

from ballot_service.planning.places import Places, TitlePlan, places_after
from ballot_service.planning.reballot import final_lists, reballot_plan
from ballot_service.planning.verdict import (
    BallotPlan,
    Counts,
    Numbers,
    Status,
    ballot_order,
    decide,
)
from tests.planning import sample
from tests.planning.builders import STRUCTURE_FIRST, names


def test_step_1_proposes_rq01_and_keeps_rq02() -> None:
    verdict = decide(*sample.step1())
    first, second = verdict.outcomes
    assert (first.status, first.rate) == (Status.PROPOSED_REMOVAL, "80,00%")
    assert (second.status, second.rate) == (Status.KEPT, "46,67%")
    expected = sample.SAMPLE["buoc1"]["ket_qua"]
    assert [row.rate for row in verdict.outcomes] == [
        expected[row.nominee]["ty_le"] for row in verdict.outcomes
    ]
    assert [entry.nominee for entry in verdict.lists.proposed_removals] == ["RQ01"]
    assert verdict.lists.removals == ()


def test_step_1_makes_the_places_of_step_4() -> None:
    lists = decide(*sample.step1()).lists
    for title_id, found in sample.SAMPLE["chuc_danh"].items():
        title = TitlePlan(title_id, found["toi_da"], found["dang_quy_hoach"])
        expected, certain = sample.PLACES[title_id]
        assert places_after(title, (), lists) == Places(expected, certain)


def test_steps_2_and_3_print_the_rates_and_drop_nobody() -> None:
    for step in (2, 3):
        plan, counts, numbers, rates = sample.consultation(step)
        verdict = decide(plan, counts, numbers)
        assert [row.rate for row in verdict.outcomes] == rates
        assert {row.status for row in verdict.outcomes} == {Status.CONSULTED}
        assert verdict.decisions == ()
        assert verdict.flags == ()


def test_step_4_is_the_golden_result() -> None:
    verdict = decide(*sample.step4())
    for title_id, expected in sample.SAMPLE["buoc4"]["ket_qua"].items():
        assert verdict.title(title_id).places == expected["con_can_bo_sung_K"]
        assert names(verdict, "taken", title_id) == expected["dua_vao"]
        tied = expected["bang_phieu_tai_ranh_gioi"]
        assert names(verdict, "tied", title_id) == tied
        passed = {
            row.nominee
            for row in verdict.outcomes
            if row.title == title_id and row.status is not Status.NOT_PASSED
        }
        assert passed == set(expected["dat_tren_50"])
    assert names(verdict, "beyond", "T2") == ["UC08", "UC09"]
    assert names(verdict, "beyond", "T3") == ["UC13"]
    assert verdict.outcome("T1", "UC04").rate == "46,67%"


def test_step_4_asks_for_a_reballot_and_for_the_structure() -> None:
    verdict = decide(*sample.step4())
    tie, structure = verdict.decisions
    assert (tie.title, tie.nominees, tie.places) == ("T1", ("UC02", "UC03"), 1)
    assert tie.options == ("reballot", "chair_decides", "leave_vacant")
    assert (structure.title, structure.kind) == ("T3", "structure")
    assert structure.text_vi == (
        "Danh sách chức danh Chánh Văn phòng Sở chưa có cán bộ nữ. Đề nghị tập thể "
        "lãnh đạo cho ý kiến; hệ thống không tự thay đổi thứ tự."
    )
    assert [(flag.code, flag.title) for flag in verdict.flags] == [
        ("W04", "T2"),
        ("W04", "T3"),
        ("W03", "T3"),
    ]


def test_step_4_makes_the_two_lists_by_authority() -> None:
    lists = decide(*sample.step4()).lists
    confirmed = [(one.title, one.nominee) for one in lists.proposed_for_confirmation]
    assert confirmed == [
        ("T1", "UC01"),
        ("T2", "UC05"),
        ("T2", "UC06"),
        ("T2", "UC07"),
    ]
    assert [one.nominee for one in lists.additions] == ["UC11", "UC12"]


def test_structure_first_takes_uc11_and_uc13() -> None:
    verdict = decide(*sample.step4(STRUCTURE_FIRST))
    assert names(verdict, "taken", "T3") == ["UC11", "UC13"]
    assert names(verdict, "beyond", "T3") == ["UC12"]
    assert "W03" not in [flag.code for flag in verdict.flags]


def test_the_reballot_takes_uc03_and_says_what_it_depends_on() -> None:
    plan, counts, numbers = sample.step4()
    first = decide(plan, counts, numbers)
    again = reballot_plan(plan, first)
    assert [row.nominee for row in again.questions] == ["UC02", "UC03"]
    verdict = decide(again, [Counts(5, 9, 0), Counts(9, 5, 0)], numbers)
    assert names(verdict, "taken", "T1") == ["UC03"]
    assert [flag.code for flag in verdict.flags] == ["DEPENDS_ON_REMOVAL"]
    lists = final_lists(first, verdict)
    assert [one.nominee for one in lists.proposed_for_confirmation] == [
        "UC01",
        "UC05",
        "UC06",
        "UC07",
        "UC03",
    ]


def test_one_more_removal_would_have_taken_uc08() -> None:
    plan, counts, numbers = sample.step4()
    wider = tuple(
        replace(title, places=4) if title.id == "T2" else title for title in plan.titles
    )
    verdict = decide(replace(plan, titles=wider), counts, numbers)
    assert names(verdict, "taken", "T2") == ["UC05", "UC06", "UC07", "UC08"]


def test_the_verdict_is_plain_and_the_same_each_time() -> None:
    written = [
        json.dumps(decide(*sample.step4()).to_json(), ensure_ascii=False)
        for _ in range(2)
    ]
    assert written[0] == written[1]
    assert json.loads(written[0]) == decide(*sample.step4()).to_json()


def test_the_plan_survives_json() -> None:
    for plan in (sample.step1()[0], sample.consultation(2)[0], sample.step4()[0]):
        assert BallotPlan.from_json(json.loads(json.dumps(plan.to_json()))) == plan


def test_the_order_of_the_ballot_is_by_given_name() -> None:
    plan = sample.step4()[0]
    assert [who.name.split()[-1] for who in ballot_order(plan.nominees)] == [
        "Bách",
        "Cảnh",
        "Điền",
        "Giáp",
        "Hào",
        "Huân",
        "Khôi",
        "Lực",
        "Quyên",
        "Thịnh",
        "Thoa",
        "Trâm",
        "Uyên",
        "Vỹ",
    ]


def test_the_numbers_of_every_step_hold() -> None:
    assert sample.numbers(2) == Numbers(180, 171, 171, 170, 168, 2)
    assert sample.numbers(4) == Numbers(15, 14, 14, 14, 14, 0)
