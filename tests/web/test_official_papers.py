"""The papers of a meeting by its pages: typed, kept, made from the signed statement."""

from pathlib import Path

import pytest

from ballot_service.planning.numbers import Counts, Numbers
from ballot_service.planning.paper_count import PaperCount
from ballot_service.store import members
from ballot_service.workflows import paper_counting, publication
from tests.documents.reading import text_of
from tests.paper_ballots import enter_both, statement, until_paper
from tests.simulator import CHAIR, HEAD, NOW, ElectionSimulator
from tests.web.site import Browser, Site

FACTS = {
    "family": "party",
    "superior": "Tỉnh ủy Trường Hà",
    "office_body": "Đảng ủy Sở Kế hoạch và Hạ tầng",
    "place": "Trường Hà",
    "symbol": "ĐU",
    "secrecy": "mat",
    "number": "12",
    "list_number": "",
    "meeting_name": "Hội nghị tập thể lãnh đạo Sở",
    "meeting_place": "Phòng họp số 1",
    "opened": "14:00 24/03/2026",
    "closed": "16:05 24/03/2026",
    "chair_name": "Lý Xuân Điền",
    "secretary_name": "Đinh Khắc Thịnh",
    "seal_medium": "01 đĩa ghi một lần",
    "seal_number": "NP-04/2026",
    "seal_receiver": "đồng chí Vi Quang Nghĩa",
    "sealed_at": "16:10 24/03/2026",
    "copies": "3",
    "adopted": "16:05 24/03/2026",
    "recipients": "Ban Thường vụ Tỉnh ủy\nLưu Văn phòng",
    "signer_capacity": "T/M BAN THƯỜNG VỤ\nBÍ THƯ",
    "signer_name": "Lý Xuân Điền",
    "absent.TV002": "đi công tác",
}


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site that holds a statement; the chair has said nothing yet."""
    folder = tmp_path_factory.mktemp("counted")
    made = Site(folder, ElectionSimulator(folder, questions=3))
    made.sim.until_closed(["TV002"])
    made.sim.count()
    return made


def path(site: Site, name: str = "") -> str:
    return f"/staff/{site.sim.event}/papers{name}"


def save(browser: Browser, site: Site, **facts: str) -> None:
    answer = browser.post(path(site), path(site), **(FACTS | facts))
    assert answer.status_code == 303, answer.text


def test_the_way_of_the_papers(counted: Site) -> None:
    """One meeting, in order: nothing typed, half, all, announced, sealed."""
    secretary, chair = counted.signed_in("secretary"), counted.signed_in("chair")
    committee = counted.signed_in("committee")
    minutes = path(counted, "/counting-minutes.pdf")

    assert "Chưa có văn bản nào lập được" in chair.get(path(counted)).text
    answer = chair.get(minutes)
    assert answer.status_code == 422
    assert "đánh dấu trên trang Văn bản" in answer.text

    save(secretary, counted, place="", opened="hôm nay", copies="0")
    text = secretary.get(path(counted)).text
    assert text.count('aria-invalid="true"') == 3
    assert "hôm nay" in text
    assert "Chưa điền" in text

    save(secretary, counted)
    page = secretary.get(path(counted)).text
    assert "aria-invalid" not in page
    assert "sau khi chủ trì công bố" in page
    answer = secretary.get(minutes)
    assert answer.status_code == 403
    assert "counting-minutes.pdf" in chair.get(path(counted)).text

    answer = committee.get(minutes)
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    text = text_of(answer.data)
    assert "vắng mặt: 01 đồng chí" in text
    assert "đi công tác" in text
    assert "Số 12-BB/ĐU" in text
    sim = counted.sim
    publication.publish(sim.office, sim.event, CHAIR, NOW)
    assert text_of(secretary.get(minutes).data) == text
    listed = secretary.get(path(counted, "/proposed_for_confirmation.pdf"))
    assert "Đề nghị xác nhận bổ sung quy hoạch" in text_of(listed.data)
    assert secretary.get(path(counted, "/removals.pdf")).status_code == 404
    assert secretary.get(path(counted, "/no-such.pdf")).status_code == 404

    publication.seal(sim.office, sim.event, HEAD, NOW)
    answer = secretary.post(path(counted), "/staff/", **FACTS)
    assert answer.status_code == 409
    assert "không sửa được nữa" in secretary.get(path(counted)).text
    assert text_of(committee.get(minutes).data) == text
    assert "thẻ nhận phiếu" not in text
    with sim.office.database.writing() as connection:
        members.update_member(connection, sim.event, "TV001", served="slip")
    text = text_of(committee.get(minutes).data)
    assert "Bỏ phiếu bằng thẻ nhận phiếu: 01 đồng chí (ít hơn 03)." in text


def test_the_ballot_on_paper_is_there_before_the_vote(issuing: Site) -> None:
    secretary = issuing.signed_in("secretary")
    save(secretary, issuing)
    answer = secretary.get(path(issuing, "/ballot-form.pdf"))
    assert "PHIẾU GIỚI THIỆU" in text_of(answer.data)
    assert issuing.signed_in("chair").get(
        path(issuing, "/counting-minutes.pdf")
    ).status_code in (404, 409)


def test_what_is_too_long_is_refused_and_the_old_is_kept(issuing: Site) -> None:
    secretary = issuing.signed_in("secretary")
    save(secretary, issuing)
    answer = secretary.post(
        path(issuing), path(issuing), **(FACTS | {"complaints": "x" * 6001})
    )
    assert answer.status_code == 422
    assert "NP-04/2026" in secretary.get(path(issuing)).text


def test_minutes_of_a_count_on_paper(tmp_path: Path) -> None:
    sim = ElectionSimulator(tmp_path)
    made = Site(tmp_path, sim)
    ones = (Counts(3, 0, 0), Counts(2, 1, 0))
    count = PaperCount(Numbers(5, 4, 4, 4, 3, 1), (0, 1, 0), ones)
    until_paper(sim)
    enter_both(sim, count)
    signed = statement(sim, count=count)
    paper_counting.take_paper_statement(sim.office, sim.event, HEAD, signed, NOW)
    chair, minutes = made.signed_in("chair"), path(made, "/counting-minutes.pdf")
    save(made.signed_in("secretary"), made)
    answer = chair.get(minutes)
    assert answer.status_code == 409
    assert "Số người vắng mặt không khớp" in answer.text
    save(made.signed_in("secretary"), made, absent_names="Hà Thị Kim Chi: đi công tác")
    text = text_of(chair.get(minutes).data)
    assert "Hình thức bỏ phiếu: phiếu giấy" in text
    assert "viết thêm hoặc đánh dấu riêng: 01 phiếu" in text
    assert "Hà Thị Kim Chi – đi công tác" in text
