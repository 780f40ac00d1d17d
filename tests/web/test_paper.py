"""The tellers' pages: two accounts, nothing lost, nothing shown, one sheet."""

import io
from pathlib import Path

import pytest

from ballot_service.planning.ballot_event import State
from ballot_service.workflows import overview, publication, staff
from ballot_service.workflows.office import Role
from tests.paper_ballots import statement, until_counted, until_paper
from tests.simulator import CHAIR, NOW
from tests.web.site import PASSWORD, Browser, Site

FIGURES = {
    "present": "5",
    "issued": "5",
    "returned": "5",
    "valid": "4",
    "foreign": "0",
    "spoiled": "0",
    "blank": "1",
    "agree-1": "3",
    "disagree-1": "1",
    "unmarked-1": "0",
    "agree-2": "2",
    "disagree-2": "1",
    "unmarked-2": "1",
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    until_paper(made.sim)
    staff.create_user(
        made.sim.office, "committee2", "Phạm Thị Duyên", [Role.COMMITTEE], PASSWORD, 2
    )
    return made


def enter(site: Site, browser: Browser, **changes: str) -> tuple[int, str]:
    path = f"/committee/{site.sim.event}/paper"
    answer = browser.post(path, path, **{**FIGURES, **changes})
    return answer.status_code, answer.text


def see(site: Site, browser: Browser) -> str:
    answer = browser.get(f"/committee/{site.sim.event}/paper")
    assert answer.status_code == 200
    return answer.text


def test_two_tellers_enter_and_the_statement_comes_back(site: Site) -> None:
    one, two = site.signed_in("committee"), site.signed_in("committee2")
    assert enter(site, one)[0] == 303
    assert "Chờ thành viên thứ hai" in see(site, one)
    assert "Một người đã nhập xong" in see(site, two)
    assert enter(site, two)[0] == 303
    assert "khớp từng dòng" in see(site, one)
    sheet = one.get(f"/staff/{site.sim.event}/paper-sheet").text
    assert "BIÊN BẢN KIỂM PHIẾU GIẤY" in sheet
    assert "BB 05/2026" in sheet
    counts = one.get(f"/committee/{site.sim.event}/counts.json")
    assert counts.mimetype == "application/json"
    path = f"/committee/{site.sim.event}/paper"
    signed = (io.BytesIO(statement(site.sim)), "statement.json")
    assert one.post(f"{path}/result", path, statement=signed).status_code == 303
    assert "Đã nhận bản kết quả phiếu giấy" in see(site, one)


def test_a_teller_never_sees_the_other_figures(site: Site) -> None:
    one, two = site.signed_in("committee"), site.signed_in("committee2")
    strange = {"agree-1": "0", "disagree-1": "4", "present": "5"}
    enter(site, one, **strange)
    for page in (see(site, one), see(site, two)):
        assert 'value="4"' not in page
        assert 'value="0"' not in page
    refused = two.get(f"/committee/{site.sim.event}/counts.json")
    assert refused.status_code == 409
    assert two.get(f"/staff/{site.sim.event}/paper-sheet").status_code == 409


def test_a_difference_names_the_row_and_no_figure(site: Site) -> None:
    one, two = site.signed_in("committee"), site.signed_in("committee2")
    enter(site, one)
    enter(site, two, **{"agree-2": "1", "disagree-2": "2"})
    for browser in (one, two):
        page = see(site, browser)
        assert "Hai người nhập không khớp" in page
        assert "<li>Dòng 2</li>" in page
        assert "<li>Dòng 1</li>" not in page
        assert 'value="2"' not in page


def test_a_wrong_field_is_named_and_nothing_is_lost(site: Site) -> None:
    one = site.signed_in("committee")
    status, page = enter(site, one, **{"agree-2": "hai", "issued": ""})
    assert status == 422
    assert "Dòng 2, “Đồng ý”: đề nghị nhập một số nguyên." in page
    assert "Số phiếu phát ra: đề nghị nhập một số nguyên." in page
    assert 'name="agree-2" value="hai"' in page
    assert 'name="agree-1" value="3"' in page
    assert overview.summary(site.sim.office, site.sim.event).state is State.PAPER


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"issued": "4"}, "Số phiếu thu về lớn hơn số phiếu phát ra"),
        ({"blank": "0"}, "Số hợp lệ và không hợp lệ không khớp số phiếu thu về"),
        ({"unmarked-2": "0"}, "Dòng 2: 2 + 1 + 0 = 3, không bằng số phiếu hợp lệ 4"),
        ({"present": "6", "issued": "6"}, "Số có mặt lớn hơn tổng số thành viên"),
        ({"issued": "6"}, "Số phiếu phát ra lớn hơn số có mặt"),
    ],
)
def test_what_no_box_could_give_is_said_in_words(
    site: Site, changes: dict[str, str], said: str
) -> None:
    one = site.signed_in("committee")
    status, page = enter(site, one, **changes)
    assert status == 422
    assert said in page
    for name, typed in {**FIGURES, **changes}.items():
        assert f'name="{name}" value="{typed}"' in page


def test_the_chair_turns_to_paper_on_a_page(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.sim.until_issuing()
    chair = site.signed_in("chair")
    console = f"/chair/{site.sim.event}"
    assert "Chuyển sang phiếu giấy" in chair.get(console).text
    answer = chair.post(f"{console}/paper", console, reference="BB 07/2026")
    assert answer.status_code == 303
    page = chair.get(console).text
    assert "Bỏ phiếu bằng phiếu giấy" in page
    assert "Chuyển sang phiếu giấy" not in page
    status = site.browser().get(f"/api/{site.sim.event}/status").get_json()
    assert status["state"] == "void"


def test_the_result_says_paper_and_which_rows(tmp_path: Path) -> None:
    site = Site(tmp_path)
    until_counted(site.sim)
    publication.publish(site.sim.office, site.sim.event, CHAIR, NOW)
    page = site.browser().get(f"/result/{site.sim.event}").text
    assert "<b>phiếu giấy</b>, mọi dòng từ 1 đến 2" in page
    assert "để trống toàn bộ 01" in page
    assert "Ban kiểm phiếu đã ký: 1, 3" in page
    english = site.browser().get(f"/result/{site.sim.event}?lang=en").text
    assert "<b>paper ballots</b>, all rows from 1 to 2" in english
    report = site.signed_in("inspector").get(f"/inspector/{site.sim.event}/report")
    assert "không có hồ sơ điện tử" in report.text
    record = site.signed_in("inspector").get(f"/staff/{site.sim.event}/record.zip")
    assert record.status_code == 200


def test_an_electronic_ballot_has_no_teller_page(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.sim.create()
    site.sim.freeze()
    answer = site.signed_in("committee").get(f"/committee/{site.sim.event}/paper")
    assert answer.status_code == 409
