"""Papers that the service makes and puts into a submission's folder by itself."""

import pytest

from ballot_service.workflows import attachments, official_papers
from ballot_service.workflows.submission_records import cycle_records
from tests.documents.reading import text_of
from tests.simulator import NOW, SECRETARY
from tests.submission_year import DAY, SubmissionYear
from tests.web.submission_look import SubmissionSite
from tests.web.test_cycle_papers import FIELDS
from tests.web.test_official_papers import FACTS


@pytest.fixture
def site(closed: SubmissionYear) -> SubmissionSite:
    closed.draft()
    return SubmissionSite(closed)


def type_facts(site: SubmissionSite, step: int) -> int:
    """Type what F4 of every ballot of a step needs; return how many there are."""
    office, view = site.year.office, site.year.view()
    with office.database.reading() as connection:
        records = cycle_records(office, connection, view.row.id)
    events = [one.source.parent.name for one in records if one.ballot.step == step]
    for event in events:
        typed = FACTS | {"reason.QH04": "Chuyển công tác"}
        official_papers.save_facts(office, event, SECRETARY, typed, NOW)
    return len(events)


def content(site: SubmissionSite, kind: str) -> list[str]:
    """Return the text of each file of a kind, as it lies in the folder."""
    rows = [row for row in site.year.view().files if row.kind == kind]
    assert {row.origin for row in rows} <= {"made"}
    return [
        text_of(
            attachments.read(
                site.year.office, site.year.cycle, SECRETARY, row.number, NOW
            )[1]
        )
        for row in rows
    ]


def attach(site: SubmissionSite, step: str) -> int:
    browser = site.signed_in("secretary")
    at = f"{site.home}/step/attach_minutes"
    return browser.post(at, site.home, of_step=step).status_code


def test_counting_minutes_are_made_from_the_statements_and_put_in(
    site: SubmissionSite,
) -> None:
    browser = site.signed_in("secretary")
    before = browser.get(site.home).text
    assert before.count("Nhập nội dung biên bản (F4)…") == 5
    assert "Lập từ bản kết quả và đưa vào hồ sơ" not in before
    assert attach(site, "4") == 422
    assert type_facts(site, 4) == 2
    assert "Lập từ bản kết quả và đưa vào hồ sơ" in browser.get(site.home).text
    assert attach(site, "4") == 303
    texts = content(site, "counting_minutes_4")
    assert len(texts) == 2
    assert all("BIÊN BẢN" in text and "Hoàng Bá Vỹ" in text for text in texts)
    view = site.year.view()
    assert "counting_minutes_4" not in view.missing
    assert all(
        row.name.startswith("Biên bản kiểm phiếu Bước 4, ") for row in view.files
    )
    assert "hệ thống lập, chưa ký" in browser.get(site.home).text


def test_made_again_it_takes_its_own_place_and_never_a_signed_ones(
    site: SubmissionSite,
) -> None:
    type_facts(site, 4)
    assert attach(site, "4") == attach(site, "4") == 303
    assert len(content(site, "counting_minutes_4")) == 2
    type_facts(site, 2)
    site.year.attach("counting_minutes_2", text="bản đã ký")
    assert attach(site, "2") == 409
    rows = [r for r in site.year.view().files if r.kind == "counting_minutes_2"]
    assert [row.origin for row in rows] == ["handed_in"]


@pytest.mark.parametrize("step", ["", "0", "5", "four", "²"])
def test_another_step_makes_nothing(site: SubmissionSite, step: str) -> None:
    assert attach(site, step) in (404, 409, 422)


def test_the_chair_has_no_button_and_no_way(site: SubmissionSite) -> None:
    browser = site.signed_in("chair")
    page = browser.get(site.home).text
    assert "(F4)…" not in page
    assert "Soạn biên bản hội nghị (F5)…" not in page
    type_facts(site, 4)
    at = f"{site.home}/step/attach_minutes"
    assert browser.post(at, site.home, of_step="4").status_code == 403
    assert site.year.view().files == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("summary", "summary_table"),
        ("proposed_for_confirmation", "addition_list"),
        ("minutes", "meeting_minutes_4"),
    ],
)
def test_papers_of_the_review_go_straight_in(
    site: SubmissionSite, name: str, kind: str
) -> None:
    browser = site.signed_in("secretary")
    where = f"/cycle/{site.year.cycle}/papers"
    answer = browser.post(where, where, **(FIELDS | {"make": name, "into": "folder"}))
    assert answer.status_code == 303
    assert answer.location.endswith("/submission#documents")
    (text,) = content(site, kind)
    assert "Trường Hà" in text
    # Without the tick it is downloaded, and the folder stays as it is.
    answer = browser.post(where, where, **(FIELDS | {"make": name}))
    assert answer.mimetype == "application/pdf"
    assert len(content(site, kind)) == 1


def test_a_step_written_oddly_is_downloaded_and_goes_nowhere(
    site: SubmissionSite,
) -> None:
    browser = site.signed_in("secretary")
    where = f"/cycle/{site.year.cycle}/papers"
    odd = FIELDS | {"make": "minutes", "into": "folder", "step": "04"}
    assert browser.post(where, where, **odd).mimetype == "application/pdf"
    assert site.year.view().files == ()


def test_a_link_names_the_step_whose_minutes_are_missing(site: SubmissionSite) -> None:
    browser = site.signed_in("secretary")
    page = browser.get(site.home).text
    link = f"/cycle/{site.year.cycle}/papers?step=2&amp;into=folder"
    assert link in page
    form = browser.get(link.replace("&amp;", "&")).text
    assert '<option value="2" selected>' in form
    assert 'value="folder" checked' in form


def test_a_folder_that_was_submitted_takes_nothing(site: SubmissionSite) -> None:
    site.year.fill()
    site.year.submit()
    before = site.year.view().files
    type_facts(site, 3)
    assert attach(site, "3") == 409
    assert site.year.view().files == before
    assert DAY.year == site.year.view().row.year
