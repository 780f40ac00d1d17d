"""Headers of every kind of answer, and what an error page tells."""

import pytest

from ballot_service.web.headers import FIXED
from tests.web.site import Site

PATHS = ("/sign-in", "/staff/", "/wall/{e}", "/api/{e}/status", "/static/css/base.css")


@pytest.mark.parametrize("path", [*PATHS, "/nothing", "/chair/{e}", "/api/x/status"])
def test_every_answer_is_dressed(published: Site, path: str) -> None:
    answer = published.browser().get(path.format(e=published.sim.event))
    for name, value in FIXED.items():
        assert answer.headers[name] == value
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    ("path", "camera"),
    [
        ("/booth/{e}", "(self)"),
        ("/kiosk/{e}", "(self)"),
        ("/static/checker/index.html", "(self)"),
        ("/sign-in", "()"),
        ("/staff/", "()"),
        ("/wall/{e}", "()"),
        ("/api/{e}/status", "()"),
    ],
)
def test_the_camera_is_for_booth_and_checker(
    published: Site, path: str, camera: str
) -> None:
    answer = published.browser().get(path.format(e=published.sim.event))
    assert f"camera={camera}," in answer.headers["Permissions-Policy"]


def test_policy_allows_nothing_inline_and_nobody_else() -> None:
    policy = FIXED["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    for word in ("unsafe", "http", "data:", "*"):
        assert word not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("path", ["/staff/", "/chair/{e}", "/sign-in", "/booth/{e}"])
def test_personal_pages_are_not_kept(published: Site, path: str) -> None:
    answer = published.signed_in("chair").get(path.format(e=published.sim.event))
    assert answer.headers["Cache-Control"] == "no-store"


def test_progress_is_empty_where_nothing_changed(published: Site) -> None:
    browser = published.signed_in("chair")
    path = f"/staff/{published.sim.event}/progress"
    first = browser.get(path)
    tag = first.headers["ETag"]
    again = browser.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", ["/staff/x/result", "/nothing", "/wall/nothing"])
def test_error_page_has_no_inside(published: Site, path: str) -> None:
    text = published.signed_in("chair").get(path).text
    for word in ("Traceback", ".py", "sqlite", "werkzeug"):
        assert word not in text


def test_fault_of_ours_tells_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "a value that somebody sent"

    def broken(*_args: object) -> None:
        raise ValueError(secret)

    monkeypatch.setattr("ballot_service.workflows.tablet_status.status", broken)
    site.app.testing = False
    answer = site.browser().get(f"/api/{site.sim.event}/status")
    assert answer.status_code == 500
    assert secret not in answer.text
    assert secret not in caplog.text
    assert site.sim.event not in caplog.text
    assert "ValueError in test_fault_of_ours" in caplog.text
