"""What stopped a new user at the pages: wrong files, two codes, a rehearsal, a seal.

Refuses a sentence that sends somebody to the technician who has chosen a wrong file.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from ballot_service.errors import NotJson, NotSlipFile
from ballot_service.web.fault_texts import text_of
from ballot_service.web.wanted_files import wanting
from ballot_service.workflows import overview
from ballot_service.workflows.rehearsal import rehearsal
from tests.simulator import ElectionSimulator
from tests.web.site import PASSWORD, Browser, Site
from tests.web.test_meeting import Meeting, file

SEATS = [
    {"name": "Bùi Đình Nghĩa", "role": "head"},
    {"name": "Nông Diệu Yến", "role": "member"},
    {"name": "Chu Công Quý", "role": "secretary"},
]


@pytest.fixture
def meeting(tmp_path: Path) -> Meeting:
    made = Meeting(tmp_path)
    made.prepare()
    return made


def refused(meeting: Meeting, step: str, **fields: object) -> str:
    path = f"/committee/{meeting.sim.event}/{step}"
    answer = meeting.head.post(path, "/staff/password", **fields)
    assert answer.status_code == 422
    return answer.text


def test_files_in_each_others_field_are_named(meeting: Meeting) -> None:
    outcome = meeting.sim.hold_ceremony()
    trustees = outcome.trustees.encoded()
    share = json.dumps({"schema": "ballot-service/share/1"}).encode()
    for first, second in ((b'{"a":1}', trustees), (trustees, share)):
        said = refused(
            meeting,
            "keys",
            trustees=file(first, "one.json"),
            signing_keys=file(second, "other.json"),
        )
        assert "trustees.json và signing_keys.json" in said
        assert "không bao giờ đưa vào máy chủ này" in said


def test_what_is_no_proof_is_named(meeting: Meeting) -> None:
    meeting.make_keys()
    for data in (b"%PDF-", b'{"fresh":"x"}', b'{"index":1}'):
        said = refused(meeting, "possession", possession=[file(data, "request.json")])
        assert "chung-minh-….json" in said
        assert "Trang đã cũ" not in said


def test_slips_that_are_printed_are_not_brought() -> None:
    with pytest.raises(NotSlipFile) as refusal, wanting(NotSlipFile):
        raise NotJson("not JSON in UTF-8")
    assert refusal.value.detail == "NotJson: not JSON in UTF-8"
    assert "Chỉ chọn slips.json" in text_of(refusal.value, "vi")
    assert "never bring it to this server" in text_of(refusal.value, "en")


def test_result_is_two_files_of_the_count(meeting: Meeting) -> None:
    record = file(b"", "record.bel")
    said = refused(meeting, "result", result=[record], present="3", issued="3")
    assert "record.bel và statement.json" in said
    assert "Hồ sơ không khớp" not in said


def test_password_says_what_is_wrong_with_it(site: Site) -> None:
    browser = site.signed_in("secretary")
    new = "mật khẩu mới dài"
    for old, again, said in (
        (PASSWORD, "khác hẳn, cũng dài", "Hai lần gõ mật khẩu mới không giống nhau"),
        ("sai", new, "Mật khẩu hiện tại chưa đúng"),
    ):
        answer = browser.post(
            "/staff/password", "/staff/password", old=old, new=new, again=again
        )
        assert said in answer.text
        assert "Trang đã cũ" not in answer.text
    site.signed_in("secretary")


def rehearsed(folder: Path) -> Site:
    """Return a site whose rehearsal is counted."""
    sim = ElectionSimulator(folder, members=3)
    run = rehearsal("3", "24/03/2026", SEATS)
    assert run.draft is not None
    sim.draft, sim.roll = run.draft, {**sim.roll, "body": run.draft["body"]}
    site = Site(folder, sim)
    sim.until_closed()
    sim.count()
    return site


def test_counted_rehearsal_offers_no_announcement(tmp_path: Path) -> None:
    site = rehearsed(tmp_path)
    event = site.sim.event
    chair = site.signed_in("chair")
    page = chair.get(f"/chair/{event}").text
    assert "Bỏ phiếu thử không công bố được." in page
    assert "ask=withhold" in page
    assert "ask=publish" not in page
    assert (
        "Kết quả hiện trên màn hình lớn"
        not in chair.get(f"/chair/{event}?ask=publish").text
    )


def test_consultation_has_no_mark_to_exceed(tmp_path: Path) -> None:
    site = rehearsed(tmp_path)
    page = site.signed_in("chair").get(f"/staff/{site.sim.event}/result").text
    assert "Đã lấy ý kiến" in page
    assert "50%" not in page
    assert "rate__mark" not in page
    assert "Đường kẻ đôi" not in page


def test_removal_says_what_is_agreed_to(tmp_path: Path) -> None:
    sim = ElectionSimulator(tmp_path)
    draft: dict[str, Any] = sim.draft
    draft["kind"], draft["step"] = "removal", 1
    site = Site(tmp_path, sim)
    sim.until_published([])
    chair = site.signed_in("chair")
    for path in (f"/staff/{sim.event}/result", f"/wall/{sim.event}"):
        page = chair.get(path, follow_redirects=True).text
        assert ">Đồng ý đưa ra</th>" in page, path
        assert ">Đồng ý</th>" not in page, path
        assert "Đường kẻ đôi" not in page, path


def test_seal_is_asked_about(published: Site) -> None:
    browser: Browser = published.signed_in("committee")
    path = f"/committee/{published.sim.event}"
    page = browser.get(path).text
    assert f'action="{path}/seal"' not in page
    asked = browser.get(f"{path}?ask=seal").text
    assert f'action="{path}/seal"' in asked
    assert "không tiếp nhận khiếu nại về cuộc này nữa" in asked


def test_account_in_anothers_seat_is_told(site: Site) -> None:
    """The account of the head, and a list on which the head stands second."""
    path = f"/committee/{site.sim.event}"
    told = "Tài khoản này mang tên đồng chí"
    head = site.signed_in("committee")
    assert told not in head.get(path).text
    committee: Any = overview.draft_of(site.sim.office, site.sim.event)["committee"]
    site.sim.draft["committee"] = [committee[1], committee[0], *committee[2:]]
    site.sim.create()
    page = head.get(f"/committee/{site.sim.event}").text
    assert told in page
