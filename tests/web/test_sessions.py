"""Signing in and out, sessions that end, and forged requests."""

import pytest

from ballot_service.workflows import overview, rollcall, sessions
from tests.simulator import NOW, SECRETARY, TECHNICIAN
from tests.web.site import CSRF, PASSWORD, Site


def test_link_fills_the_field_and_signs_nobody_in(issuing: Site) -> None:
    code = issuing.code_of("TV004")
    browser = issuing.browser()
    answer = browser.get(f"/s/{code}")
    assert f'value="{code}"' in answer.text
    assert "Nguyễn Văn 004" not in answer.text
    assert browser.get(f"/booth/{issuing.sim.uuid}").text.count("member-name") == 0


def test_member_is_greeted_once_signed_in(issuing: Site) -> None:
    browser = issuing.member("TV004")
    page = browser.get(f"/booth/{issuing.sim.uuid}")
    assert "Nguyễn Văn 004" in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_after_leave_the_tablet_has_no_name_and_no_cookie(issuing: Site) -> None:
    browser = issuing.member("TV004")
    booth = f"/booth/{issuing.sim.uuid}"
    answer = browser.post(f"{booth}/leave", booth)
    assert answer.status_code == 200
    assert browser.cookie() == ""
    page = browser.get(booth)
    assert page.status_code == 200
    assert "Nguyễn Văn 004" not in page.text
    assert "Set-Cookie" not in page.headers


def test_code_of_nobody_is_refused_with_its_message(issuing: Site) -> None:
    answer = issuing.browser().post("/sign-in", "/sign-in", code="ABCD-EFGH")
    assert answer.status_code == 401
    assert "E01" in answer.text


def test_code_opens_one_session(issuing: Site) -> None:
    code = issuing.code_of("TV004")
    first = issuing.browser().post("/sign-in", "/sign-in", code=code.lower())
    assert first.status_code == 303
    again = issuing.browser().post("/sign-in", "/sign-in", code=code)
    assert again.status_code == 409
    assert "Mã này đã được dùng." in again.text


def test_code_dies_with_presence(issuing: Site) -> None:
    sim = issuing.sim
    code = issuing.code_of("TV004")
    rollcall.withdraw_presence(sim.office, sim.event, SECRETARY, "TV004", NOW)
    answer = issuing.browser().post("/sign-in", "/sign-in", code=code)
    assert answer.status_code == 401


def test_second_tablet_is_refused_once_a_token_was_taken(issuing: Site) -> None:
    code = issuing.code_of("TV004")
    assert issuing.browser().post("/sign-in", "/sign-in", code=code).status_code == 303
    issuing.sim.take_token("TV004")
    answer = issuing.browser().post("/sign-in", "/sign-in", code=code)
    assert answer.status_code == 409
    assert "Đồng chí đã nhận phiếu trên máy khác." in answer.text
    # Advice, and no field that could not help.
    assert "đề nghị báo ngay thư ký hội nghị" in answer.text
    assert 'name="code"' not in answer.text


def test_wrong_password_says_neither_which(site: Site) -> None:
    browser = site.browser()
    for login in ("chair", "nobody"):
        answer = browser.post("/staff/sign-in", login=login, password="wrong password")
        assert answer.status_code == 401
        assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.text


def test_account_is_locked_after_wrong_passwords(site: Site) -> None:
    browser = site.browser()
    for _ in range(5):
        browser.post("/staff/sign-in", login="chair", password="wrong password")
    answer = browser.post("/staff/sign-in", login="chair", password=PASSWORD)
    assert answer.status_code == 429


def test_revoked_session_is_over_at_once(site: Site) -> None:
    browser = site.signed_in("chair")
    assert browser.get("/staff/").status_code == 200
    sessions.revoke_sessions(site.sim.office, TECHNICIAN, "chair")
    answer = browser.get("/staff/")
    assert (answer.status_code, answer.location) == (303, "/staff/sign-in")


def test_technician_ends_sessions_on_the_page(site: Site) -> None:
    chair, technician = site.signed_in("chair"), site.signed_in("technician")
    answer = technician.post("/technician/revoke", "/technician/", login="chair")
    assert answer.status_code == 303
    assert chair.get("/staff/").status_code == 303


def test_session_ends_after_its_time(site: Site) -> None:
    browser = site.signed_in("chair")
    site.time += sessions.STAFF_SECONDS + 1
    assert browser.get("/staff/").status_code == 303


def test_signed_out_cookie_opens_nothing(site: Site) -> None:
    browser = site.signed_in("chair")
    stolen = browser.cookie()
    browser.post("/sign-out", "/staff/")
    thief = site.browser()
    thief.client.set_cookie("ballot", stolen)
    assert thief.get("/staff/").status_code == 303


def test_changed_password_ends_sessions_and_opens_new_ones(site: Site) -> None:
    browser = site.signed_in("chair")
    new = "another password"
    fields = {"old": PASSWORD, "new": new, "again": new}
    assert browser.post("/staff/password", "/staff/", **fields).status_code == 303
    assert browser.get("/staff/").status_code == 303
    answer = browser.post("/staff/sign-in", login="chair", password=new)
    assert answer.location == "/staff/"


@pytest.mark.parametrize(
    "path", ["/sign-in", "/staff/sign-in", "/sign-out", "/language", "/secretary/new"]
)
def test_request_without_its_token_is_refused(site: Site, path: str) -> None:
    browser = site.signed_in("secretary")
    assert browser.client.post(path, data={"code": "x"}).status_code == 400
    other = CSRF.search(site.browser().get("/staff/sign-in").text)
    assert other is not None
    foreign = browser.client.post(path, data={"csrf_token": other[1]})
    assert foreign.status_code == 400


def test_member_needs_the_token_in_the_header(issuing: Site) -> None:
    browser = issuing.member("TV004")
    path = f"/booth/{issuing.sim.uuid}/token"
    answer = browser.client.post(path, json={"request": ""})
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["error"] == ""


def test_cookie_is_closed_to_scripts_and_to_other_sites(site: Site) -> None:
    answer = site.browser().get("/staff/sign-in")
    line = answer.headers["Set-Cookie"]
    assert "HttpOnly" in line
    assert "SameSite=Strict" in line


def test_language_switch_leads_back_inside_only(site: Site) -> None:
    browser = site.signed_in("chair")
    for back in ("https://example.org/", "//example.org", "/\\example.org", "x"):
        answer = browser.post("/language", "/staff/", lang="en", back=back)
        assert answer.location == "/"
    assert "Ballots" in browser.get("/staff/").text


def test_sign_in_names_the_one_meeting_that_is_under_way(issuing: Site) -> None:
    text = issuing.browser().get("/sign-in").text
    summary = overview.summary(issuing.sim.office, issuing.sim.event)
    assert summary.title in text
    assert summary.body in text


def test_sign_in_speaks_english_by_a_switch(issuing: Site) -> None:
    browser = issuing.browser()
    answer = browser.post("/language", "/sign-in", lang="en", back="/s/ABCD-EFGH")
    assert answer.location == "/s/ABCD-EFGH"
    text = browser.get("/s/ABCD-EFGH").text
    assert 'lang="en"' in text
    assert 'value="ABCD-EFGH"' in text


def test_mistyped_code_stays_in_its_field_with_advice(issuing: Site) -> None:
    text = issuing.browser().post("/sign-in", "/sign-in", code="ABCD-EFGH").text
    assert 'value="ABCD-EFGH"' in text
    assert "so lại từng ký tự với thẻ" in text
