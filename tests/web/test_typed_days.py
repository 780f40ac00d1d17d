"""Days and hours of the review's forms: read as written; a wrong one is named, kept."""

import html
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ballot_service.errors import BadDayField
from ballot_service.web.cycle_acts import ACTS
from ballot_service.web.day_fault_texts import bad_day_text
from ballot_service.web.fault_texts import text_of
from ballot_service.workflows import cycle_overview
from tests import cycle_sample as sample
from tests.architecture.rooms import ROOT
from tests.submission_year import SubmissionYear
from tests.web.cycle_site import CycleSite
from tests.web.submission_look import SubmissionSite
from tests.web.test_cycle_acts import DAY, MEETING, ROLL, Hands, create

NONE = "31/02/2026"
HOW = "chưa đúng: đề nghị viết ngày/tháng/năm, ví dụ 24/03/2026."
HOSTILE = '"><script>alert(1)</script>\u202e'
TEMPLATES = tuple((ROOT / "templates").rglob("*.html"))
CLOCK = re.compile(r"""type=["']?(?:time|date|datetime-local|month|week)""")
"""Fields that a browser shows in its own language, not in the page's."""
PAPER_FIELD = re.compile(r"(?:step\.paper|cyc\.paper)\(['\"](\w+)['\"]")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[CycleSite]:
    made = CycleSite(tmp_path, sample.small_review())
    yield made
    made.year.office.database.close()


def test_founding_papers_take_a_day_and_refuse_none(site: CycleSite) -> None:
    wrong = create(site, evaluation_day=NONE, body="Cơ quan khác")
    assert wrong.status_code == 422
    named = "Ô “Ngày” của “Văn bản kết quả đánh giá cán bộ hằng năm” " + HOW
    assert named in wrong.text
    for kept in (NONE, "BC-01", "Cơ quan khác"):
        assert f'value="{kept}"' in wrong.text
    # The plan's file is kept as well, though it was handed in with the wrong day.
    kept_file = re.search(r'name="kept" value="([^"]*)"', wrong.text)
    assert kept_file is not None
    plan = json.loads(html.unescape(kept_file[1]))
    assert plan["proposals"] == site.year.plan["proposals"]
    assert create(site, evaluation_day="15/1/2026").status_code == 303
    (paper,) = [
        one
        for one in cycle_overview.cycle_overview(
            site.year.office, site.year.cycle, DAY
        ).papers
        if one.kind == "evaluation"
    ]
    assert paper.reference == "BC-01 ngày 15/01/2026"


def test_act_with_a_wrong_day_is_not_done(site: CycleSite) -> None:
    create(site)
    site.year.review()
    hands = Hands(site)
    hands.done("secretary", "open_step1")
    hands.give(1)
    typed = {"whole": "Nhất trí", "opinion": "BB-0022", "opinion_day": "12.13.2026"}
    answer = hands.act("chair", "record_opinion", **typed)
    assert answer.status_code == 422
    named = f"Ô “Ngày” của “Biên bản có ý kiến của tập thể lãnh đạo” {HOW}"
    assert named in answer.text
    for kept in ('value="12.13.2026"', 'value="BB-0022"', ">Nhất trí</textarea>"):
        assert kept in answer.text
    assert "opinion_day: " not in answer.text
    hands.done("chair", "record_opinion", **typed | {"opinion_day": "12.3.2026"})
    text = hands.browsers["secretary"].get(site.home).text
    assert "BB-0022 ngày 12/03/2026" in text


def test_what_is_typed_for_a_day_stays_text(site: CycleSite) -> None:
    create(site)
    site.year.review()
    answer = Hands(site).act("secretary", "add_paper", paper="X", paper_day=HOSTILE)
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert "&#34;&gt;&lt;script&gt;alert(1)" in answer.text


def test_meeting_shows_its_day_as_typed_and_keeps_a_wrong_one(site: CycleSite) -> None:
    create(site)
    secretary = site.signed_in("secretary")
    path = f"{site.home}/meetings/2"

    def send(**days: str) -> tuple[int, str]:
        file = (io.BytesIO(ROLL.encode()), "ds.csv")
        typed = {**MEETING, **days}
        answer = secretary.post(path, path, **typed, roll=file, declared="3")
        return answer.status_code, answer.text

    status, text = send(date=NONE)
    assert (status, f"Ô “Ngày họp” {HOW}" in text) == (422, True)
    assert f'value="{NONE}"' in text
    assert 'value="GM-02"' in text
    status, text = send(document_day="hôm nay")
    assert (status, f"Ô “Ngày” của “Văn bản” {HOW}" in text) == (422, True)
    assert 'value="hôm nay"' in text
    status, text = send(date="")
    assert (status, "“ngày họp”" in text) == (422, True)
    status, _ = send(date="12/3/2026", document_day="01/03/2026")
    assert status == 303
    assert site.year.progress.review.meeting(2).date == "2026-03-12"
    assert 'value="12/03/2026"' in secretary.get(path).text


def test_papers_to_print_name_the_day(site: CycleSite) -> None:
    create(site)
    chair = site.signed_in("chair")
    path = f"{site.home}/papers"
    assert re.search(r'name="day"[^>]* value="\d\d/\d\d/\d{4}"', chair.get(path).text)
    for typed in (NONE, ""):
        answer = chair.post(path, path, make="summary", day=typed, place="Trường Hà")
        assert answer.status_code == 422
        assert f"Ô “Ngày văn bản” {HOW}" in answer.text
        assert 'value="Trường Hà"' in answer.text


def test_minutes_name_the_hour_and_no_page_asks_with_a_clock(site: CycleSite) -> None:
    create(site)
    chair = site.signed_in("chair")
    path = f"{site.home}/papers"
    text = chair.get(path).text
    assert re.search(r'name="opened"[^>]* value="08:00"', text)
    assert not any(CLOCK.search(page.read_text()) for page in TEMPLATES)
    for wrong in ("8 giờ kém", "24:00", ""):
        typed = {"opened": "8 giờ 30", "closed": wrong, "day": "24/03/2026"}
        answer = chair.post(path, path, make="minutes", step="4", **typed)
        assert answer.status_code == 422
        assert "Ô “Kết thúc lúc” chưa đúng: đề nghị viết giờ:phút" in answer.text
        assert 'value="8 giờ 30"' in answer.text
        assert f'value="{wrong}"' in answer.text


def test_submission_names_the_day_of_each_of_its_forms(
    closed: SubmissionYear,
) -> None:
    site = SubmissionSite(closed)
    secretary, chair = site.signed_in("secretary"), site.signed_in("chair")
    secretary.post(f"{site.home}/step/draft_submission", site.home)
    path = f"{site.home}/paper"
    answer = secretary.post(path, path, make="pdf", day=NONE, place="Trường Hà")
    assert answer.status_code == 422
    assert f"Ô “Ngày văn bản” {HOW}" in answer.text
    assert 'value="Trường Hà"' in answer.text
    sent = {"submission": "Số 12-TTr/ĐU", "submission_day": NONE}
    answer = chair.post(f"{site.home}/step/submit", site.home, **sent)
    assert answer.status_code == 422
    assert f"Ô “Ngày” của “Tờ trình đã ký” {HOW}" in answer.text
    assert 'value="Số 12-TTr/ĐU"' in answer.text
    assert f'value="{NONE}"' in answer.text


def test_certificate_names_its_day(closed: SubmissionYear) -> None:
    site = SubmissionSite(closed)
    secretary = site.signed_in("secretary")
    path = f"{site.home}/files"

    def hand_in(issued: str) -> tuple[int, str]:
        file = (io.BytesIO(b"%PDF-1.7\n%%EOF"), "a.pdf")
        given = {"kind": "health_certificate", "person": "UC01", "issued": issued}
        answer = secretary.post(path, path, **given, file=file)
        return answer.status_code, answer.text

    status, text = hand_in(NONE)
    assert (status, f"Ô “Ngày cấp” {HOW}" in text) == (422, True)
    assert f'value="{NONE}"' in text
    assert hand_in("05/01/2026")[0] == 303
    (row,) = site.year.view().files
    assert row.issued == "2026-01-05"


def test_every_paper_that_a_form_asks_for_can_be_named() -> None:
    folders = (ROOT / "templates", ROOT / "ballot_service" / "web")
    found = {
        name
        for folder in folders
        for path in (*folder.rglob("*.html"), *folder.rglob("*.py"))
        for name in PAPER_FIELD.findall(path.read_text())
    }
    found |= {name for act in ACTS.values() for name in act.papers} | {"document"}
    assert len(found) > 15
    for name in found:
        error = BadDayField(f"{name}_day: x")
        assert bad_day_text(error, "vi").startswith("Ô “Ngày” của “"), name
        assert text_of(error, "en").startswith("“Day” of “"), name
