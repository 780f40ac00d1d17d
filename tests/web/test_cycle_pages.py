"""The pages of a review in every state, for everybody who has them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ballot_service.planning.cycle_states import CycleAction, CycleState
from ballot_service.web.cycle_acts import ACTS
from ballot_service.web.cycle_names import ACT_NAMES, PAPERS
from ballot_service.web.cycle_view import SUBMISSION_ACTS
from ballot_service.web.cycle_words import STATES_EN
from ballot_service.workflows import cycle_planning
from tests import cycle_sample as sample
from tests.simulator import NOW, SECRETARY
from tests.web.cycle_site import CycleSite, sample_life, small_life
from tests.web.site import Browser
from tests.web.test_pages import check_page

READERS = ("secretary", "chair", "inspector")
PATHS = ("", "/plan", "/results", "/lists")
NOT_ACTED_ON = {"create", "cancel"}


def people(site: CycleSite) -> dict[str, Browser]:
    return {who: site.signed_in(who) for who in READERS}


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CycleSite]:
    """Return the sample's review with its lists closed; for reading only."""
    site = CycleSite(tmp_path_factory.mktemp("closed"))
    for _ in sample_life(site.year):
        pass
    yield site
    site.year.office.database.close()


def may_offer(act: str, who: str) -> bool:
    return ACTS[act].roles[0].value == who


def test_every_page_renders_in_every_state(tmp_path: Path) -> None:
    site = CycleSite(tmp_path, sample.small_review())
    browsers = people(site)
    offered: set[str] = set()
    for state in small_life(site.year):
        for who, browser in browsers.items():
            for path in PATHS if who == "chair" else PATHS[:1]:
                answer = browser.get(f"{site.home}{path}")
                assert answer.status_code == 200, f"{state} {who} {path}"
                check_page(answer.text)
        for who in ("secretary", "chair"):
            for act in (one for one in ACTS if may_offer(one, who)):
                answer = browsers[who].get(f"{site.home}/act/{act}")
                assert answer.status_code in (200, 409), f"{state} {act}"
                check_page(answer.text)
                if answer.status_code == 200:
                    offered.add(act)
    assert offered >= {
        *("start_review", "check_eligibility", "open_step1", "finish_step1"),
        *("open_step2", "agree_list", "return_to_review", "open_step3", "summarise"),
        *("open_step4", "reballot_tie", "close_list", "issue_own_decision"),
        *("record_opinion", "add_paper", "suspend", "cancel"),
    }


def next_of(browser: Browser, site: CycleSite) -> list[str]:
    """Return what stands under "Việc tiếp theo", one text a line of it."""
    text = browser.get(site.home).text
    return text.split('class="todo"')[1].split("</ol>")[0].split("<li ")[1:]


def test_what_was_done_is_said_and_what_leads_on_stands_first(tmp_path: Path) -> None:
    site = CycleSite(tmp_path, sample.small_review())
    year = site.year
    year.create()
    secretary, chair = site.signed_in("secretary"), site.signed_in("chair")
    cycle_planning.start_review(year.office, year.cycle, SECRETARY, NOW)
    check, open_ = next_of(secretary, site)
    assert "Kiểm tra điều kiện" in check
    assert "btn--primary" in check
    assert "Chờ kiểm tra điều kiện, tiêu chuẩn" in open_
    assert "btn" not in open_
    cycle_planning.check_eligibility(year.office, year.cycle, SECRETARY, NOW)
    open_, check = next_of(secretary, site)
    assert "Mở Bước 1" in open_
    assert "btn--primary" in open_
    assert "mọi nhân sự đề nghị bổ sung đều đủ điều kiện" in check
    assert "Làm lại" in check
    event = year.open_step1()
    vote, opinion, finish = next_of(chair, site)
    assert "Tiến hành cuộc bỏ phiếu" in vote
    assert f'href="/chair/{event}"' in vote
    assert "Ghi ý kiến" in opinion
    assert "Chưa đến lúc" in finish
    year.give(event, sample.SMALL[1])
    year.say_opinion()
    finish, opinion = next_of(chair, site)
    assert "Kết thúc Bước 1" in finish
    assert "Đã ghi." in opinion


def test_a_blocked_proposal_is_told_under_what_comes_next(tmp_path: Path) -> None:
    plan = sample.small_review()
    plan["dossiers"][0] = plan["dossiers"][0] | {"standards_certified": False}
    site = CycleSite(tmp_path, plan)
    site.year.create()
    site.year.review()
    check, open_ = next_of(site.signed_in("secretary"), site)
    assert "còn 01 trường hợp chưa đủ điều kiện" in check
    assert f'href="{site.home}/plan"' in check
    assert "btn" not in open_


def test_pages_speak_english(closed: CycleSite) -> None:
    for browser in people(closed).values():
        browser.post("/language", "/staff/sign-in", lang="en", back="/")
        for path in PATHS:
            text = browser.get(f"{closed.home}{path}").text
            assert '<html lang="en"' in text
            assert "Đăng xuất" not in text
            assert "Việc tiếp theo" not in text


def test_three_results_stand_side_by_side_with_their_bases(closed: CycleSite) -> None:
    text = closed.signed_in("chair").get(f"{closed.home}/results").text
    uc03 = text.split("Lương Thị Bích Quyên</bdi></span></th>")[1].split("</tr>")[0]
    for words in ("67,22%", "73,33%", "66,67%", "60,00%"):
        assert words in uc03
    for base in ("180 người triệu tập", "60 người triệu tập", "15 thành viên"):
        assert base in uc03
    assert "Đạt – đưa vào danh sách" in uc03
    uc02 = text.split("Đinh Khắc Thịnh</bdi></span></th>")[1].split("</tr>")[0]
    assert "Đạt ở Bước 4, không đạt khi bỏ phiếu lại" in uc02
    uc08 = text.split("Quách Đình Giáp</bdi></span></th>")[1].split("</tr>")[0]
    assert "Đạt, ngoài số lượng" in uc08
    depends = text.split("Phụ thuộc việc cấp có thẩm quyền phê duyệt")[1]
    assert "Lương Thị Bích Quyên" in depends.split("</p>")[0]
    assert "chắc chắn 00" not in text  # what was left over is not the title's
    assert "02 đồng chí (dự kiến; chắc chắn 01)" in text
    assert "chưa có cán bộ nữ" not in text  # decided; the record stands instead
    assert "Chấp nhận danh sách và giải trình" in text


def test_open_decisions_are_shown_with_what_the_profile_says(tmp_path: Path) -> None:
    site = CycleSite(tmp_path)
    next(sample_life(site.year))
    chair = site.signed_in("chair")
    text = chair.get(f"{site.home}/results").text
    assert "Theo quy chế đợt: bỏ phiếu lại giữa các nhân sự bằng phiếu" in text
    assert "chưa có cán bộ nữ" in text
    home = chair.get(site.home).text
    assert "Ghi quyết định về cơ cấu: <bdi>Chánh Văn phòng Sở" in home
    assert "Chờ ghi đủ các quyết định" in home


def test_lists_are_the_golden_ones(closed: CycleSite) -> None:
    text = closed.signed_in("secretary").get(f"{closed.home}/lists").text
    heads = ("xác nhận bổ sung quy hoạch (05)", "Danh sách bổ sung quy hoạch (02)")
    for head in (*heads, "đề xuất đưa ra khỏi quy hoạch (01)", "quy hoạch (00)"):
        assert head in text
    proposed = text.split("(05)")[1].split("</section>")[0]
    names = ("Hoàng Bá Vỹ", "Lương Thị Bích Quyên", "Mai Thị Thanh Uyên")
    places = [proposed.index(name) for name in names]
    assert places == sorted(places)
    assert "Tạ Doãn Khôi" not in proposed


def test_whoever_reads_results_reads_his_name_across_them(closed: CycleSite) -> None:
    for who, name in (("chair", "Lý Xuân Điền"), ("inspector", "Tạ Doãn Khôi")):
        browser = closed.signed_in(who)
        for path in ("/results", "/lists"):
            text = browser.get(f"{closed.home}{path}").text
            mark = text.split('class="watermark"')[1].split("</svg>")[0]
            assert mark.count(f"{name} ({who})") == 2


def test_main_page_holds_no_count_of_anybody(closed: CycleSite) -> None:
    for who in READERS:
        text = closed.signed_in(who).get(closed.home).text
        assert "%" not in text.split("<main")[1]
        for name in ("Hoàng Bá Vỹ", "Lương Thị Bích Quyên"):
            assert name not in text.split("<main")[1]


def test_picture_says_where_the_cycle_stands(tmp_path: Path) -> None:
    site = CycleSite(tmp_path, sample.small_review())
    browser = site.signed_in("secretary")
    stations = {
        "created": "Rà soát",
        "step 1": "Bước 1",
        "agreed": "Bước 2",
        "step 3 counted": "Bước 3",
        "tie": "Bước 4",
        "closed": "Danh sách",
    }
    for state in small_life(site.year):
        if state in stations:
            text = browser.get(site.home).text
            assert f": {stations[state]}.</title>" in text
            assert text.count("way__stop--here") == 3  # one for each width


def test_every_act_state_and_paper_has_its_words() -> None:
    known = {action.value for action in CycleAction} - NOT_ACTED_ON
    assert known <= set(ACTS) | set(SUBMISSION_ACTS)
    assert set(ACTS) <= set(ACT_NAMES)
    assert set(STATES_EN) == set(CycleState)
    asked = {name for act in ACTS.values() for name in act.papers}
    assert asked - {"opinions", "paper"} <= set(PAPERS)


def test_an_act_that_must_wait_has_its_button_at_rest(tmp_path: Path) -> None:
    site = CycleSite(tmp_path, sample.small_review())
    chair = site.signed_in("chair")
    for state in small_life(site.year):
        if state == "step 1":
            waiting = chair.get(f"{site.home}/act/finish_step1").text
        if state == "step 1 counted":
            break
    ready = chair.get(f"{site.home}/act/finish_step1").text
    assert 'type="submit" disabled>Kết thúc Bước 1' in waiting
    assert 'type="submit">Kết thúc Bước 1' in ready


def test_form_that_shows_counts_bears_its_readers_name(tmp_path: Path) -> None:
    site = CycleSite(tmp_path, sample.small_review())
    browsers = people(site)
    path = "/act/agree_list"
    for state in small_life(site.year):
        if state == "step 2 counted":
            break
    chair = browsers["chair"].get(f"{site.home}{path}").text
    assert "04 trên 05 người triệu tập" in chair
    assert "Lý Xuân Điền (chair)" in chair.split('class="watermark"')[1]
    secretary = browsers["secretary"].get(f"{site.home}{path}").text
    assert "người triệu tập" not in secretary
    assert "way__now" in browsers["chair"].get(site.home).text.split("thống nhất")[0]
