"""Papers of a review: made from its own signed statements, over its page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from ballot_service.store.cycle_tables import cycle_operations, cycle_papers
from ballot_service.workflows import cycle_overview
from tests import cycle_sample as sample
from tests.documents.reading import text_of
from tests.web.cycle_site import CycleSite, small_life
from tests.web.test_cycle_acts import DAY
from tests.web.test_pages import check_page

FIELDS = {
    "office_body": "Đảng ủy Sở",
    "place": "Trường Hà",
    "symbol": "ĐU",
    "day": "24/03/2026",
    "signer_name": "Lý Xuân Điền",
    "signer_capacity": "T/M TẬP THỂ LÃNH ĐẠO\nGIÁM ĐỐC",
    "authority": "GIÁM ĐỐC SỞ",
    "grounds": "Căn cứ quy chế đợt",
    "execution": "Quyết định có hiệu lực từ ngày ký.",
    "step": "4",
    "opened": "08:00",
    "closed": "10:00",
    "attendance": "Đủ thành phần",
    "content": "Bỏ phiếu",
    "topic_heading": "Giới thiệu bổ sung",
    "topic_text": "Nhất trí",
    "conclusion": "Thống nhất",
    "counting_minutes": "BBKP-04",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CycleSite]:
    """Return a small review held with encrypted ballots, its lists closed."""
    site = CycleSite(tmp_path_factory.mktemp("papers"), sample.small_review())
    year = site.year
    year.create()
    year.review()
    year.hold(year.open_step1(), sample.SMALL[1])
    year.say_opinion()
    year.finish_step1()
    year.hold(year.consult(2), sample.SMALL[2])
    year.agree()
    year.hold(year.consult(3), sample.SMALL[3])
    year.summarise()
    year.hold(year.open_step4(), sample.SMALL[4])
    year.hold(year.open_reballot(), sample.SMALL[5])
    year.close_list()
    yield site
    year.office.database.close()


PAPERS = (
    *("summary", "proposed_for_confirmation", "additions", "removals"),
    *("decision", "minutes"),
)


def test_each_paper_is_made_and_logged(held: CycleSite) -> None:
    secretary = held.signed_in("secretary")
    path = f"{held.home}/papers"
    page = secretary.get(path).text
    check_page(page)
    for name in PAPERS:
        assert f'value="{name}"' in page
        answer = secretary.post(path, path, make=name, **FIELDS)
        assert answer.status_code == 200, f"{name}: {answer.text[-900:]}"
        assert answer.data.startswith(b"%PDF")
        assert f"{name}-2026.pdf" in answer.headers["Content-Disposition"]
    for name in ("decision-docx", "minutes-docx"):
        answer = secretary.post(path, path, make=name, **FIELDS)
        assert answer.data.startswith(b"PK")
    log = cycle_overview.cycle_overview(held.year.office, held.year.cycle, DAY).log
    made = [one.detail for one in log if one.act == "make_paper"]
    assert made == [*PAPERS, "decision-docx", "minutes-docx"]


def test_missing_field_is_named_and_nothing_typed_is_lost(held: CycleSite) -> None:
    chair = held.signed_in("chair")
    path = f"{held.home}/papers"
    answer = chair.post(path, path, make="summary", **{**FIELDS, "symbol": ""})
    assert answer.status_code == 409
    assert "<li><bdi>Ký hiệu cơ quan</bdi></li>" in answer.text
    assert 'value="Đảng ủy Sở"' in answer.text
    assert chair.post(path, path, make="nothing", **FIELDS).status_code == 404


def test_a_meeting_does_not_end_before_it_begins(held: CycleSite) -> None:
    chair = held.signed_in("chair")
    path = f"{held.home}/papers"
    hours = {"opened": "10 giờ", "closed": "09:30"}
    answer = chair.post(path, path, make="minutes", **{**FIELDS, **hours})
    assert answer.status_code == 422
    assert "<li><bdi>Kết thúc lúc: không được trước giờ bắt đầu</bdi></li>" in (
        answer.text
    )
    assert 'value="10 giờ"' in answer.text


def test_no_list_is_made_before_it_is_closed(tmp_path: Path) -> None:
    site = CycleSite(tmp_path, sample.small_review())
    next(small_life(site.year))
    chair = site.signed_in("chair")
    path = f"{site.home}/papers"
    answer = chair.post(path, path, make="additions", **FIELDS)
    assert answer.status_code == 409
    assert "Chưa có bản kết quả đã ký" in answer.text


# --- the biographic summary: typed or pasted, kept nowhere ------------------------

ONE = "Hoàng Bá Vỹ; 04/5/1974; Nam; Kinh; Xã Trường Sơn; 03/02/2004; Thạc sĩ; Cao cấp; "
ROW = ONE + "Phó Giám đốc Sở; Giám đốc Sở; "
PASTED = "Lê Thị Ê Ban\t1/2/1980\tnữ\tÊ Đê\tBuôn Đôn\t–\t\t\tPhó phòng\tTrưởng phòng"


def test_the_biographic_summary_is_made_from_rows_and_not_kept(held: CycleSite) -> None:
    secretary = held.signed_in("secretary")
    path = f"{held.home}/papers"
    form = secretary.get(path).text
    assert "Hoàng Bá Vỹ; ; ; ; ; ; ; ; Phó Giám đốc Sở; Giám đốc Sở; " in form
    typed = FIELDS | {"make": "biographies", "people": f"{ROW}\n{PASTED}\n"}
    answer = secretary.post(path, path, **typed)
    assert answer.mimetype == "application/pdf", answer.text
    text = " ".join(text_of(answer.data).split())
    for wanted in ("TRÍCH NGANG LÝ LỊCH", "04/05/1974", "Ê Đê", "Nữ", "02 nhân sự"):
        assert wanted in text
    with held.year.office.database.reading() as connection:
        kept = str(connection.execute(select(cycle_operations)).fetchall())
        papers = connection.execute(select(cycle_papers.c.body)).scalars().all()
    assert "biographies" in kept
    assert "Ê Đê" not in kept
    assert not any("Ê Đê".encode() in body for body in papers)


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("", "Chưa"),
        (f"{ROW}\n{ROW.replace('Nam', '')}", "Trích ngang lý lịch, dòng 2"),
        (ROW.replace("04/5/1974", "1974"), "Trích ngang lý lịch, dòng 1"),
        (ROW + "; thừa cột", "Trích ngang lý lịch, dòng 1"),
        (ROW.replace("Kinh", ""), "Trích ngang lý lịch, dòng 1"),
    ],
)
def test_a_row_that_is_not_whole_is_named(
    held: CycleSite, people: str, said: str
) -> None:
    secretary = held.signed_in("secretary")
    path = f"{held.home}/papers"
    typed = FIELDS | {"make": "biographies", "people": people}
    answer = secretary.post(path, path, **typed)
    assert answer.status_code in (409, 422)
    assert said in answer.text
    assert "Đảng ủy Sở" in answer.text
