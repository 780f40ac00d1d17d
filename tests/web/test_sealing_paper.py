"""Minutes of sealing (F9) by their page: typed facts, and the manifest's codes."""

import pytest

from ballot_service.workflows import overview
from tests.documents.reading import text_of
from tests.simulator import INSPECTOR
from tests.web.site import Site

TYPED = {
    "act": "handover",
    "at": "16:10 24/03/2026",
    "at_place": "Phòng họp số 1",
    "people": "Đồng chí Một\nĐồng chí Hai",
    "devices": "Máy kiểm phiếu; SN-2025-0203; NP-02; đã niêm phong",
    "shares": "1; Người Giữ Một; thẻ nhớ TN-01\n2; Người Giữ Hai; thẻ nhớ TN-02",
    "receiver": "đồng chí Vi Quang Nghĩa, văn thư",
    "remarks": "",
    "signers": "TRƯỞNG BAN KIỂM PHIẾU: Người Một\nNGƯỜI NHẬN: Vi Quang Nghĩa",
    "copies": "2",
    "family": "party",
    "secrecy": "mat",
    "superior": "",
    "office_body": "Đảng ủy Sở",
    "place": "Trường Hà",
    "symbol": "ĐU",
    "number": "",
}


def path(site: Site) -> str:
    return f"/staff/{site.sim.event}/papers/sealing"


def test_the_minutes_have_the_typed_facts_and_the_frozen_codes(issuing: Site) -> None:
    browser = issuing.signed_in("committee")
    at = path(issuing)
    form = browser.get(at).text
    committee = issuing.sim.manifest.committee
    assert all(one.name in form for one in committee)
    assert at in browser.get(at.removesuffix("/sealing")).text
    given = browser.post(at, at, **TYPED)
    assert given.status_code == 200
    assert given.mimetype == "application/pdf"
    text = " ".join(text_of(given.data).split())
    wanted = ("BIÊN BẢN BÀN GIAO", "SN-2025-0203", "TN-02", issuing.sim.uuid)
    assert all(word in text for word in wanted)
    code = overview.summary(issuing.sim.office, issuing.sim.event).manifest_code
    assert code in text
    log = overview.operations(issuing.sim.office, issuing.sim.event, INSPECTOR)
    assert ("make_sealing_paper", "handover") in [(o.act, o.detail) for o in log]
    assert "SN-2025-0203" not in str(log)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("devices", "Máy; SN-1; NP-1; xong\nMáy; SN-2; NP-2", "dòng 2"),
        ("shares", "một; Người Giữ; thẻ", "Mảnh khóa"),
        ("shares", "1; Người Giữ; ", "Mảnh khóa, dòng 1"),
        ("signers", "Không có chức danh", "Người ký: ít nhất hai, dòng 1"),
        ("signers", "TRƯỞNG BAN: Một Người", "Người ký: ít nhất hai"),
        ("devices", "", "Thiết bị, phương tiện"),
        ("at", "hôm nay", "Thời điểm"),
        ("copies", "0", "Số bản"),
        ("family", "", "Thể thức văn bản"),
        ("act", "other", "Việc lập biên bản"),
    ],
)
def test_a_refusal_names_the_field_and_loses_nothing(
    issuing: Site, field: str, value: str, said: str
) -> None:
    browser, at = issuing.signed_in("secretary"), path(issuing)
    answer = browser.post(at, at, **(TYPED | {field: value}))
    assert answer.status_code in (409, 422), answer.status
    shown = answer.text.split('<ul class="lines">')[1].split("</ul>")[0]
    assert said in shown.replace("<bdi>", "").replace("</bdi>", "")
    assert "Phòng họp số 1" in answer.text


def test_before_the_freeze_there_is_no_committee(site: Site) -> None:
    assert site.signed_in("chair").get(path(site)).status_code == 409


def test_after_the_count_the_codes_are_those_of_the_statement(published: Site) -> None:
    browser, at = published.signed_in("chair"), path(published)
    answer = browser.post(at, at, **TYPED)
    summary = overview.summary(published.sim.office, published.sim.event)
    assert summary.statement_code in text_of(answer.data)
