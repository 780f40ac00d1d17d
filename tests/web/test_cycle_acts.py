"""A review led through its pages: each act as a form, each refusal with its form."""

import datetime as dt
import io
import json
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from ballot_service.workflows import cycle_overview
from tests import cycle_sample as sample
from tests.simulator import NOW
from tests.web.cycle_site import CycleSite
from tests.web.site import Browser

DAY = dt.date(2026, 3, 24)
AUGUST = NOW + 150 * 86_400


def send_plan(
    browser: Browser, path: str, plan: object, **data: object
) -> TestResponse:
    file = (io.BytesIO(json.dumps(plan).encode()), "phuong-an.json")
    return browser.post(path, path, plan=file, **data)


@pytest.fixture
def site(tmp_path: Path) -> CycleSite:
    """Return a site without a review; its simulator only takes results."""
    return CycleSite(tmp_path, sample.small_review())


def create(site: CycleSite, **data: object) -> TestResponse:
    typed = {"evaluation": "BC-01", "evaluation_day": "15/01/2026", **data}
    answer = send_plan(
        site.signed_in("secretary"), "/cycle/new", site.year.plan, **typed
    )
    if answer.status_code == 303:
        site.year.cycle = str(answer.location).rpartition("/")[2]
    return answer


def state(site: CycleSite) -> str:
    return site.year.progress.row.state


class Hands:
    """Secretary and chair at one review."""

    def __init__(self, site: CycleSite) -> None:
        self.site = site
        self.browsers = {who: site.signed_in(who) for who in ("secretary", "chair")}

    def act(self, who: str, act: str, **data: object) -> TestResponse:
        path = f"{self.site.home}/act/{act}"
        return self.browsers[who].post(path, path, **data)

    def done(self, who: str, act: str, **data: object) -> None:
        answer = self.act(who, act, **data)
        assert answer.status_code == 303, answer.text

    @property
    def running(self) -> str:
        (link,) = [
            one
            for one in cycle_overview.cycle_overview(
                self.site.year.office, self.site.year.cycle, DAY
            ).ballots
            if one.running
        ]
        return link.event

    def give(self, step: int) -> None:
        self.site.year.give(self.running, sample.SMALL[step])


def test_a_year_is_led_from_creation_to_closed_lists_by_forms(site: CycleSite) -> None:
    assert create(site).status_code == 303
    hands = Hands(site)
    hands.done("secretary", "start_review")
    hands.done("secretary", "check_eligibility")
    hands.done("secretary", "open_step1")
    hands.give(1)
    hands.done("chair", "record_opinion", whole="Nhất trí", opinion="BB-01")
    hands.done(
        "chair", "finish_step1", meeting_minutes="BB-01", removal_minutes="BBKP-01"
    )
    hands.done("chair", "open_step2")
    hands.give(2)
    kept = [" ".join(pair) for pair in site.year.progress.consulted]
    hands.done("chair", "agree_list", about=kept, keep=kept, meeting_minutes="BB-02")
    hands.done("chair", "open_step3")
    hands.give(3)
    hands.done("secretary", "summarise")
    hands.done("secretary", "add_paper", kind="agency_report", paper="BC-02")
    hands.done("chair", "open_step4")
    hands.give(4)
    hands.done("chair", "reballot_tie", counting_minutes="BBKP-04")
    hands.give(5)
    hands.done(
        "chair", "close_list", meeting_minutes="BB-04", counting_minutes="BBKP-05"
    )
    assert state(site) == "list_closed"
    text = hands.browsers["chair"].get(f"{site.home}/lists").text
    assert "Danh sách đưa ra khỏi quy hoạch (01)" in text
    hands.done("chair", "issue_own_decision", own_decision="QĐ-01")
    papers = cycle_overview.cycle_overview(site.year.office, site.year.cycle, DAY)
    references = {one.kind: one.reference for one in papers.papers}
    assert references["evaluation"] == "BC-01 ngày 15/01/2026"
    assert references["own_decision"] == "QĐ-01"


def test_creation_outside_the_quarter_is_refused_in_the_words_of_the_rules(
    site: CycleSite,
) -> None:
    site.time = AUGUST
    answer = create(site, waiver="", body="Cơ quan khác")
    assert answer.status_code == 409
    assert "Ngoài thời gian quy định (quý I)." in answer.text
    assert "(E15)" in answer.text
    assert 'value="BC-01"' in answer.text
    assert 'value="Cơ quan khác"' in answer.text
    assert 'name="kept"' in answer.text
    assert create(site, waiver="CV-09", outside_quarter="yes").status_code == 303


def test_creation_without_last_years_evaluation_is_refused(site: CycleSite) -> None:
    answer = create(site, evaluation="")
    assert answer.status_code == 409
    assert "Chưa hoàn thành đánh giá cán bộ năm 2025" in answer.text
    assert "(E16)" in answer.text


def test_second_review_of_the_year_needs_its_waiver(site: CycleSite) -> None:
    assert create(site).status_code == 303
    answer = create(site)
    assert answer.status_code == 409
    assert "Năm 2026 đã có đợt rà soát. Mỗi năm chỉ tiến hành 01 lần. (E14)" in (
        answer.text
    )
    assert create(site, waiver="CV-10", second_cycle="yes").status_code == 303
    listed = site.signed_in("inspector").get("/cycle/").text
    assert "đợt thứ 2 trong năm" in listed


def test_kept_file_is_taken_without_choosing_it_again(site: CycleSite) -> None:
    secretary = site.signed_in("secretary")
    kept = json.dumps(site.year.plan)
    answer = secretary.post(
        "/cycle/new", "/cycle/new", kept=kept, kept_name="a.json", evaluation="BC-01"
    )
    assert answer.status_code == 303


def test_every_fault_of_a_plan_is_named_by_section_row_and_field(
    site: CycleSite,
) -> None:
    plan = json.loads(json.dumps(site.year.plan))
    plan["proposals"][1]["kind"] = "nomination"
    del plan["proposals"][2]["reason"]
    plan["dossiers"][0]["planned_titles"] = "0"
    answer = send_plan(
        site.signed_in("secretary"), "/cycle/new", plan, evaluation="BC-77"
    )
    assert answer.status_code == 422
    assert "phương án có 03 chỗ cần sửa" in answer.text
    cells = answer.text.split("<tbody>")[1].split("</tbody>")[0]
    for section, row, field in (
        ("Đề nghị", "2", "loại đề nghị"),
        ("Đề nghị", "3", "lý do"),
        ("Xác nhận của cơ quan tổ chức", "1", "số chức danh đang quy hoạch"),
    ):
        line = next(one for one in cells.split("<tr>") if f">{field}<" in one)
        assert f"<td>{section}</td>" in line
        assert f">{row}</td>" in line
    assert 'value="BC-77"' in answer.text


def test_refused_act_shows_its_form_with_what_was_typed(site: CycleSite) -> None:
    create(site)
    hands = Hands(site)
    hands.done("secretary", "start_review")
    answer = hands.act("secretary", "open_step1")
    assert answer.status_code == 409
    assert "kiểm tra lại" in answer.text
    hands.done("secretary", "check_eligibility")
    hands.done("secretary", "open_step1")
    hands.give(1)
    answer = hands.act("chair", "finish_step1", meeting_minutes="BB-0001")
    assert answer.status_code == 409
    assert 'value="BB-0001"' in answer.text
    assert "Biên bản kiểm phiếu đưa ra khỏi quy hoạch" in answer.text
    assert "Ý kiến của tập thể lãnh đạo" in answer.text
    assert state(site) == "step1_meeting"


def test_whoever_is_dropped_needs_a_reason_and_is_shown_with_it(
    site: CycleSite,
) -> None:
    create(site)
    site.year.review()
    hands = Hands(site)
    hands.done("secretary", "open_step1")
    hands.give(1)
    site.year.say_opinion()
    site.year.finish_step1()
    hands.done("chair", "open_step2")
    hands.give(2)
    pairs = [" ".join(pair) for pair in site.year.progress.consulted]
    typed = {"about": pairs, "keep": pairs[1:], "meeting_minutes": "BB-02"}
    answer = hands.act("chair", "agree_list", **typed)
    assert answer.status_code == 409
    assert answer.text.count(" checked") == len(pairs) - 1
    reason = {f"reason {pairs[0]}": "Xin rút"}
    hands.done("chair", "agree_list", **typed, **reason)
    text = hands.browsers["chair"].get(f"{site.home}/results").text
    assert "Xin rút" in text
    assert "Không đưa tiếp</span>" in text


def test_each_act_belongs_to_its_role(site: CycleSite) -> None:
    create(site)
    hands = Hands(site)
    assert hands.act("chair", "start_review").status_code == 403
    hands.done("secretary", "start_review")
    assert (
        hands.act("secretary", "cancel", reason="x", authority="y").status_code == 403
    )
    assert state(site) == "reviewing"
    hands.done("chair", "cancel", reason="Thay đổi tổ chức", authority="Ban Thường vụ")
    assert state(site) == "cancelled"
    assert hands.act("chair", "no_such_act").status_code == 404


def test_plan_is_replaced_and_must_be_checked_again(site: CycleSite) -> None:
    create(site)
    site.year.review()
    secretary = site.signed_in("secretary")
    path = f"{site.home}/plan/edit"
    plan = json.loads(secretary.get(f"{site.home}/plan.json").text)
    plan["dossiers"][0]["appointment_open"] = True
    assert send_plan(secretary, path, plan).status_code == 303
    text = secretary.get(f"{site.home}/plan").text
    assert "Phương án đã sửa sau lần kiểm tra gần nhất" in text
    Hands(site).done("secretary", "check_eligibility")
    text = secretary.get(f"{site.home}/plan").text
    assert "Còn 01 trường hợp chưa đủ điều kiện" in text
    assert "Đang trong quy trình bổ nhiệm, giới thiệu ứng cử. (E19)" in text
    plan["titles"][0]["cap"] = -1
    answer = send_plan(secretary, path, plan)
    assert answer.status_code == 422
    assert "số lượng tối đa" in answer.text


MEETING = {
    "body": "Tập thể lãnh đạo",
    "date": "2026-03-12",
    "place": "Hội trường",
    "basis": "GM-02",
    "chair_id": "TV01",
    "chair_name": "",
    "secretary_id": "TV07",
    "secretary_name": "Quách Hải Thịnh",
    "seat_id": ["TV04", "TV05", ""],
    "seat_name": ["", "", ""],
    "seat_role": ["head", "member", ""],
    "threshold": "2",
    "document": "QĐ-05",
}
ROLL = (
    "Mã,Họ và tên,Chức vụ\n"
    "TV01,Lý Xuân Điền,Giám đốc Sở\n"
    "TV04,Đỗ Văn Bốn,Chuyên viên\n"
    "TV05,Đỗ Văn Năm,Chuyên viên\n"
)


def test_meeting_is_entered_with_its_roll_and_names_from_it(site: CycleSite) -> None:
    create(site)
    secretary = site.signed_in("secretary")
    path = f"{site.home}/meetings/2"
    assert secretary.get(path).status_code == 200
    file = (io.BytesIO(ROLL.encode()), "ds.csv")
    answer = secretary.post(path, path, **MEETING, roll=file, declared="3")
    assert answer.status_code == 303, answer.text
    found = site.year.progress.review.meeting(2)
    assert [one.name for one in found.members][1:] == ["Đỗ Văn Bốn", "Đỗ Văn Năm"]
    assert [(one.name, one.role) for one in found.committee] == [
        ("Đỗ Văn Bốn", "head"),
        ("Đỗ Văn Năm", "member"),
    ]
    assert found.chair.name == "Lý Xuân Điền"


def test_meeting_with_faults_names_them_and_keeps_what_was_typed(
    site: CycleSite,
) -> None:
    create(site)
    secretary = site.signed_in("secretary")
    path = f"{site.home}/meetings/2"
    rows = ROLL + "TV05,Đỗ Văn Sáu,Chuyên viên\n,,Chuyên viên\n"
    file = (io.BytesIO(rows.encode()), "ds.csv")
    answer = secretary.post(path, path, **MEETING, roll=file, declared="9")
    assert answer.status_code == 422
    cells = answer.text.split("<tbody>")[1].split("</tbody>")[0]
    assert 'data-label="Dòng:">5</td>' in cells
    assert 'data-label="Dòng:">6</td>' in cells
    assert 'value="GM-02"' in answer.text
    assert 'value="QĐ-05"' in answer.text
    wrong = MEETING | {"place": "", "seat_role": ["head", "head", ""]}
    answer = secretary.post(path, path, **wrong)
    assert answer.status_code == 422
    assert "“địa điểm”" in answer.text
    answer = secretary.post(path, path, **{**MEETING, "document": ""})
    assert answer.status_code == 409
    assert "Cần ghi rõ lý do." in answer.text
