"""The endpoints that know nobody: no cookie, no validator, nothing about the client."""

import logging

import pytest

from tests.web.site import Site

FORBIDDEN = ("Set-Cookie", "ETag", "Last-Modified", "Expires", "Vary")
PATHS = (
    "/api/{event}/status",
    "/api/{event}/manifest",
    "/api/{event}/setup",
    "/api/{event}/counts",
    "/wall/{event}",
    "/board/{event}",
    "/board/{event}?code=AAAA-BBBB-CCCC-DDDD",
    "/result/{event}",
    "/static/booth/booth.js",
    "/static/css/base.css",
    "/api/nothing/status",
    "/wall/nothing",
    "/static/nothing",
)


@pytest.mark.parametrize("path", PATHS)
def test_neither_cookie_nor_validator_on_get(published: Site, path: str) -> None:
    browser = published.signed_in("chair")
    answer = browser.get(path.format(event=published.sim.uuid))
    assert answer.status_code < 500
    assert [name for name in FORBIDDEN if name in answer.headers] == []
    kept = "max-age" if path.startswith("/static") else "no-store"
    assert kept in answer.headers["Cache-Control"]


@pytest.mark.parametrize("what", ["registrations", "ballots", "spoiled"])
def test_neither_cookie_nor_validator_on_post(published: Site, what: str) -> None:
    client = published.signed_in("chair").client
    answer = client.post(f"/api/{published.sim.uuid}/{what}", data=b"{}")
    assert answer.status_code in (409, 422)
    assert [name for name in FORBIDDEN if name in answer.headers] == []
    assert answer.json is not None
    assert set(answer.json) == {"error", "name", "vi", "en"}


def test_answers_are_the_same_with_and_without_a_cookie(published: Site) -> None:
    path = f"/wall/{published.sim.uuid}"
    signed, bare = published.signed_in("chair"), published.browser()
    signed.post("/language", lang="en", back="/staff/")
    assert signed.get(path).text == bare.get(path).text
    assert "Lý Xuân Điền" not in signed.get(path).text


def test_language_of_a_screen_stands_in_its_address(published: Site) -> None:
    path = f"/board/{published.sim.uuid}"
    bare = published.browser()
    assert "Bảng niêm yết nội bộ" in bare.get(path).text
    english = bare.get(f"{path}?lang=en")
    assert "Internal bulletin board" in english.text
    assert "Set-Cookie" not in english.headers


def test_ballot_that_is_sent_again_gets_the_same_receipt(issuing: Site) -> None:
    sim = issuing.sim
    sim.register()
    sim.open()
    ballot, other = sim.ballot("TV001"), sim.ballot("TV001")
    bare = issuing.browser().client
    path = f"/api/{sim.uuid}/ballots"
    first, again = (bare.post(path, data=ballot) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json == again.json
    assert set(first.json or {}) == {"tracker", "setup", "signature"}
    refused = bare.post(path, data=other)
    assert refused.status_code == 409
    assert (refused.json or {})["error"] == "E05"
    sim.close()
    assert bare.post(path, data=ballot).json == first.json
    late = bare.post(path, data=sim.ballot("TV002"))
    assert (late.status_code, (late.json or {})["error"]) == (409, "E04")
    tracker = str((first.json or {})["tracker"])
    board = bare.get(f"/board/{sim.uuid}?code={tracker}")
    assert "Phiếu này có trên bảng niêm yết." in board.text


def test_nothing_is_written_about_who_asks(
    published: Site, caplog: pytest.LogCaptureFixture
) -> None:
    bare = published.browser().client
    with caplog.at_level(logging.DEBUG):
        for path in PATHS:
            bare.get(path.format(event=published.sim.uuid), buffered=True)
        bare.post(f"/api/{published.sim.uuid}/ballots", data=b"?")
    assert caplog.records == []


def test_body_above_five_mebibytes_is_refused(published: Site) -> None:
    bare = published.browser().client
    large = b"x" * (5 * 1024 * 1024 + 1)
    for what in ("registrations", "ballots"):
        answer = bare.post(f"/api/{published.sim.uuid}/{what}", data=large)
        assert answer.status_code == 413


def test_wall_shows_ballots_in_batches(issuing: Site) -> None:
    sim = issuing.sim
    sim.take_token("TV004")
    sim.register()
    sim.open()
    path = f"/api/{sim.uuid}/counts"
    bare = issuing.browser()
    shown = []
    for member in sim.tablets:
        sim.cast(member)
        answer = bare.get(path).json or {}
        shown.append(answer["returned"])
    assert shown == [0, 0, 3, 4]
    assert set(answer) == {
        *("state", "members", "present", "excused", "unexcused"),
        *("issued", "returned", "not_yet", "quorum_needed", "quorum_holds"),
    }
