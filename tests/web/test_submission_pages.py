"""The pages of a submission, from its draft to its answer, over really held ballots."""

import io
import tempfile

import pytest
from werkzeug.test import TestResponse

from ballot_service.keyfiles.envelopes import (
    new_identity,
    open_with_identity,
    open_with_passphrase,
)
from ballot_service.record.package_archive import read_archive
from ballot_service.workflows import attachments
from ballot_service.workflows.cycle_overview import CycleOverview, cycle_overview
from tests.attacks.test_recipients import certificate, private
from tests.documents.reading import text_of
from tests.handed_in import PDF, pdf
from tests.simulator import NOW, SECRETARY
from tests.submission_year import DAY, SubmissionYear
from tests.web.site import CSRF, Browser
from tests.web.submission_look import SubmissionSite

HOSTILE = "<script>alert(1)<script>.pdf"


@pytest.fixture
def site(closed: SubmissionYear) -> SubmissionSite:
    return SubmissionSite(closed)


def hand_in(
    site: SubmissionSite,
    browser: Browser,
    kind: str,
    content: bytes = PDF,
    name: str = "",
    **more: str,
) -> TestResponse:
    return browser.post(
        f"{site.home}/files",
        f"{site.home}/files",
        kind=kind,
        file=(io.BytesIO(content), name or f"{kind}.pdf"),
        **more,
    )


def overview_of(site: SubmissionSite) -> CycleOverview:
    return cycle_overview(site.year.office, site.year.cycle, DAY)


def send_large(
    site: SubmissionSite, browser: Browser, megabytes: int, **fields: str
) -> int:
    """Send a PDF of this size as a browser does, and return the status."""
    found = CSRF.search(browser.get("/staff/password").text)
    fields = {"kind": "training_plan", **fields}
    fields["csrf_token"] = found[1] if found else ""
    parts = [
        f'--B\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    parts.append(
        '--B\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
    )
    content = pdf("x" * (megabytes * 1024 * 1024))
    body = "".join(parts).encode() + content + b"\r\n--B--\r\n"
    answer = browser.client.post(
        f"{site.home}/files", data=body, content_type="multipart/form-data; boundary=B"
    )
    return answer.status_code


def step(
    site: SubmissionSite, browser: Browser, name: str, **form: str
) -> TestResponse:
    return browser.post(f"{site.home}/step/{name}", site.home, **form)


def test_from_draft_to_answer_by_the_pages_alone(site: SubmissionSite) -> None:
    secretary, chair = site.signed_in("secretary"), site.signed_in("chair")
    assert step(site, secretary, "draft_submission").status_code == 303
    page = chair.get(site.home).text
    assert "E22" in page
    assert "<bdi>Hoàng Bá Vỹ</bdi>: Sơ yếu lý lịch" in page
    refused = step(site, chair, "submit", submission="Số 12-TTr/ĐU")
    assert refused.status_code == 409
    assert 'value="Số 12-TTr/ĐU"' in refused.text
    site.year.fill()
    assert "Đủ tài liệu bắt buộc" in chair.get(site.home).text
    sent = step(
        site, chair, "submit", submission="Số 12-TTr/ĐU", submission_day="24/03/2026"
    )
    assert sent.status_code == 303
    page = secretary.get(site.home).text
    contents = site.year.view().contents
    assert contents is not None
    assert contents.submission.reference == "Số 12-TTr/ĐU ngày 24/03/2026"
    assert contents.code in page
    assert step(site, secretary, "start_appraisal", receipt="GBN-7").status_code == 303
    about = "addition T1 UC01"
    answer = {"about": about, "answer": "40-TB/TU"}
    missing = step(site, secretary, "record_answer", **answer)
    assert missing.status_code == 409
    assert "phải nêu đủ từng nhân sự" in missing.text
    full = {**answer, f"answer {about}": "no", f"note {about}": "Chưa đủ thời gian"}
    assert step(site, secretary, "record_answer", **full).status_code == 303
    assert "Không được xác nhận" in chair.get(site.home).text
    assert site.year.view().row.state == "answered"


def test_a_file_that_is_refused_says_which_and_why(site: SubmissionSite) -> None:
    secretary = site.signed_in("secretary")
    answer = hand_in(site, secretary, "rotation_plan", content=b"MZ" + bytes(99))
    assert answer.status_code == 422
    assert "Kế hoạch luân chuyển: Chỉ nhận PDF" in answer.text
    empty = secretary.post(
        f"{site.home}/files", f"{site.home}/files", kind="rotation_plan"
    )
    assert empty.status_code == 422
    health = hand_in(site, secretary, "health_certificate", person="UC01")
    assert health.status_code == 422
    assert "phải ghi ngày cấp" in health.text
    nobody = hand_in(site, secretary, "cv_2c", person="UC99")
    assert nobody.status_code == 404
    assert site.year.view().files == ()


def test_a_hostile_name_stays_text_and_out_of_every_header(
    site: SubmissionSite,
) -> None:
    secretary = site.signed_in("secretary")
    assert hand_in(site, secretary, "training_plan", name=HOSTILE).status_code == 303
    page = secretary.get(f"{site.home}/files").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    given = secretary.get(f"{site.home}/files/1")
    assert given.data == PDF
    assert given.headers["Content-Disposition"] == (
        "attachment; filename=training_plan-1-v1.pdf"
    )
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in given.headers["Cache-Control"]


def test_versions_and_withdrawals_by_the_page(site: SubmissionSite) -> None:
    secretary = site.signed_in("secretary")
    for part, content in (("0", PDF), ("1", pdf("new"))):
        answer = hand_in(
            site,
            secretary,
            "health_certificate",
            content,
            person="UC01",
            issued="05/01/2026",
            part=part,
        )
        assert answer.status_code == 303
    assert "bản 2" in secretary.get(f"{site.home}/files?person=UC01").text
    path = f"{site.home}/files/2/withdraw"
    assert secretary.post(path, site.home, reason="").status_code == 409
    assert secretary.post(path, site.home, reason="Nhầm").status_code == 303
    page = secretary.get(f"{site.home}/files?person=UC01").text
    assert "Nhầm" in page
    assert site.year.view().files == ()


def test_the_chair_sees_the_state_of_dossiers_and_no_file_of_one(
    site: SubmissionSite,
) -> None:
    site.year.attach("cv_2c", "UC01")
    site.year.attach("rotation_plan")
    chair = site.signed_in("chair")
    page = chair.get(site.home).text
    assert "Còn thiếu 07 trên 08" in page
    assert "cv_2c.pdf" not in page
    assert chair.get(f"{site.home}/files/1").status_code == 403
    assert chair.get(f"{site.home}/files/2").status_code == 200
    assert chair.get(f"{site.home}/files?person=UC01").status_code == 403


def test_the_inspector_sees_who_opened_what_and_no_file(site: SubmissionSite) -> None:
    site.year.attach("cv_2c", "UC01")
    attachments.read(site.year.office, site.year.cycle, SECRETARY, 1, NOW)
    inspector = site.signed_in("inspector")
    page = inspector.get(f"{site.home}/log").text
    assert "Mở xem" in page
    assert "Sơ yếu lý lịch (mẫu 2C), ảnh 4×6: <bdi>Hoàng Bá Vỹ</bdi>" in page
    assert SECRETARY.name in page
    for path in ("", "/files/1", "/package"):
        assert inspector.get(f"{site.home}{path}").status_code == 403


def test_the_package_leaves_sealed_for_a_passphrase_or_a_key(
    site: SubmissionSite,
) -> None:
    site.year.draft()
    site.year.fill()
    secretary = site.signed_in("secretary")
    path = f"{site.home}/package"
    assert "Chưa trình" in secretary.get(path).text
    site.year.submit()
    page = secretary.get(path).text
    drawn = page.split('name="passphrase" value="')[1].split('"')[0]
    assert len(drawn) == 24
    assert drawn not in secretary.get(path).text
    given = secretary.post(path, path, passphrase=drawn)
    assert given.headers["Content-Disposition"].endswith("to-trinh-2026-v1.age")
    _, files = read_archive(open_with_passphrase(given.data, drawn))
    contents = site.year.view().contents
    assert contents is not None
    assert list(files) == [one.path for one in contents.files]
    text, public = new_identity()
    given = secretary.post(path, path, key=public)
    assert read_archive(open_with_identity(given.data, text))[1] == files
    asked = secretary.post(path, path, key=certificate(since=-1500))
    assert "CN=Ban Tổ chức Tỉnh ủy" in asked.text
    assert "Đã đối chiếu, xuất gói" in asked.text
    given = secretary.post(path, path, key=certificate(since=-1500), compared="yes")
    assert read_archive(open_with_identity(given.data, private()))[1] == files
    signing = certificate(seals=False, since=-1500)
    assert secretary.post(path, path, key=signing).status_code == 422
    assert secretary.post(path, path, key="age1nonsense").status_code == 422
    assert secretary.post(path, path, passphrase="short").status_code == 422


def test_the_paper_is_made_from_statements_and_bears_the_thumbprint(
    site: SubmissionSite,
) -> None:
    secretary = site.signed_in("secretary")
    step(site, secretary, "draft_submission")
    path = f"{site.home}/paper"
    ballots = [one.link.statement for one in overview_of(site).progress.taken]
    typed = {
        "office_body": "Sở Kế hoạch và Hạ tầng",
        "place": "Trường Hà",
        "symbol": "ĐU",
        "day": "24/03/2026",
        "addressee": "Ban Thường vụ Tỉnh ủy",
        "grounds": "Căn cứ Hướng dẫn 06-HD/BTCTW",
        "introduction": "Đảng ủy Sở trình kết quả rà soát.",
        "signer_name": "Lý Xuân Điền",
        "signer_capacity": "T/M ĐẢNG ỦY\nBÍ THƯ",
        "recipients": "Như trên",
        "make": "pdf",
    }
    refused = secretary.post(path, path, **typed)
    assert refused.status_code == 409
    assert "Số biên bản kiểm phiếu" in refused.text
    assert "Đảng ủy Sở trình kết quả rà soát." in refused.text
    typed |= {f"minutes {digest}": "Số 12-BB/ĐU" for digest in ballots}
    given = secretary.post(path, path, **typed)
    assert given.status_code == 200
    text = text_of(given.data)
    assert site.year.view().signer in "".join(text.split())
    assert "Hoàng Bá Vỹ" in " ".join(text.split())


# --- an upload goes through memory alone ------------------------------------------


def test_no_temporary_file_ever_holds_a_dossier(
    site: SubmissionSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    secretary = site.signed_in("secretary")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file for personal data")

    for name in ("SpooledTemporaryFile", "TemporaryFile", "NamedTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
        monkeypatch.setattr(f"werkzeug.formparser.{name}", refuse, raising=False)
    assert send_large(site, secretary, 2, kind="cv_2c", person="UC01") == 303
    assert site.year.view().files[0].size > 2_000_000


def test_a_file_beyond_the_bound_is_refused_and_so_is_a_strangers(
    site: SubmissionSite,
) -> None:
    secretary, chair = site.signed_in("secretary"), site.signed_in("chair")
    assert send_large(site, secretary, 26) == 413
    assert send_large(site, secretary, 6) == 303
    assert send_large(site, chair, 6) in (403, 413)
    assert len(site.year.view().files) == 1
