"""Decisions of step 4 and halts, as forms: ties, structure, a void ballot, a pause."""

from pathlib import Path

import pytest

from ballot_service.workflows import voiding
from tests import cycle_sample as sample
from tests.simulator import CHAIR, NOW
from tests.web.cycle_site import CycleSite, sample_life, small_life
from tests.web.test_cycle_acts import Hands, state

SPLIT = {("T1", "UC01"): (2, 3, 0), ("T1", "UC02"): (2, 3, 0)}
"""A re-ballot in which nobody has more than half."""


def until(site: CycleSite, wanted: str) -> Hands:
    for name in small_life(site.year):
        if name == wanted:
            break
    return Hands(site)


@pytest.fixture
def site(tmp_path: Path) -> CycleSite:
    return CycleSite(tmp_path, sample.small_review())


def test_tie_that_the_reballot_leaves_is_the_chairs_with_reason_and_minutes(
    site: CycleSite,
) -> None:
    hands = until(site, "reballot")
    site.year.give(hands.running, SPLIT)
    chair = hands.browsers["chair"]
    page = chair.get(f"{site.home}/act/decide_tie?of=T1").text
    assert "người chủ trì đề xuất" in page
    assert page.count('name="chosen"') == 2
    typed = {"of": "T1", "chosen": "UC02", "opinions": "BB-04"}
    answer = hands.act("chair", "decide_tie", **typed, reason=" ")
    assert answer.status_code == 409
    assert "Cần ghi rõ lý do." in answer.text
    assert 'value="UC02" checked' in answer.text
    assert 'value="BB-04"' in answer.text
    hands.done("chair", "decide_tie", **typed, reason="Kinh nghiệm công tác")
    text = chair.get(f"{site.home}/results").text
    assert "Đã quyết định về bằng phiếu" in text
    assert "Kinh nghiệm công tác" in text
    row = text[text.index("Đinh Khắc Thịnh") :].split("</tr>")[0]
    assert "Đạt – đưa vào danh sách theo quyết định" in row
    row = text[text.index("Hoàng Bá Vỹ") :].split("</tr>")[0]
    assert "Đạt ở Bước 4, không đạt khi bỏ phiếu lại" in row
    minutes = {"meeting_minutes": "BB-04", "counting_minutes": "BBKP-05"}
    hands.done("chair", "close_list", **minutes)
    proposed = chair.get(f"{site.home}/lists").text.split("(01)")[1]
    assert "Đinh Khắc Thịnh" in proposed.split("</section>")[0]


def test_list_is_not_closed_over_an_open_tie_and_says_which(site: CycleSite) -> None:
    hands = until(site, "reballot")
    site.year.give(hands.running, SPLIT)
    minutes = {"meeting_minutes": "BB-04", "counting_minutes": "BBKP-05"}
    answer = hands.act("chair", "close_list", **minutes)
    assert answer.status_code == 409
    assert "<li><bdi>Bằng phiếu: Giám đốc Sở</bdi></li>" in answer.text
    assert state(site) == "step4_reballot"


def test_structure_is_decided_from_the_lowest_up(tmp_path: Path) -> None:
    site = CycleSite(tmp_path)
    for name in sample_life(site.year):
        if name == "structure":
            break
    hands = Hands(site)
    page = hands.browsers["chair"].get(f"{site.home}/act/decide_structure?of=T3").text
    assert page.count('type="radio"') == 3
    assert page.index("Lý Công Hào") < page.index("Hà Viết Bách")
    typed = {"of": "T3", "option": "leave_empty", "reason": "Chờ nguồn nữ"}
    typed |= {"opinions": "BB-04"}
    answer = hands.act("chair", "decide_structure", **typed, left_out="UC11")
    assert answer.status_code == 409
    assert "không thuộc phạm vi được quyết định" in answer.text
    hands.done("chair", "decide_structure", **typed, left_out="UC12")
    minutes = {"meeting_minutes": "BB-04", "counting_minutes": "BBKP-05"}
    hands.done("chair", "close_list", **minutes)
    text = hands.browsers["chair"].get(f"{site.home}/lists").text
    assert "Danh sách bổ sung quy hoạch (01)" in text
    assert "Để trống vị trí của: <b><bdi>Lý Công Hào</bdi></b>" in text


def test_void_ballot_is_repeated_from_the_review(site: CycleSite) -> None:
    hands = until(site, "step 2")
    event = hands.running
    voiding.void_event(site.year.office, event, CHAIR, "secrecy_breach", "01/BB", NOW)
    page = hands.browsers["chair"].get(site.home).text
    assert "Lập lại cuộc bỏ phiếu đã hủy" in page
    hands.done("chair", "repeat_void", void_minutes="01/BB")
    assert hands.running != event
    page = hands.browsers["chair"].get(site.home).text
    assert "Lần 2" in page
    link = hands.browsers["chair"].get(f"/chair/{hands.running}").text
    assert f'href="{site.home}"' in link


def test_suspended_review_shows_where_it_stopped_and_goes_on(site: CycleSite) -> None:
    hands = until(site, "agreed")
    why = {"reason": "Chờ ý kiến", "authority": "Ban Thường vụ"}
    hands.done("chair", "suspend", **why)
    page = hands.browsers["secretary"].get(site.home).text
    assert "<h1>Tạm dừng</h1>" in page
    assert ": Bước 2.</title>" in page
    hands.done("chair", "resume")
    assert state(site) == "step2_agreed"
