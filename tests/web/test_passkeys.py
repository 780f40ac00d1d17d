"""The pages of passkeys: one's own list, the sign-in page, the address they need."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.simulator import NOW
from tests.software_key import SoftwareKey
from tests.web.site import CSRF, PASSWORD, Browser, Site

ORIGIN = "http://localhost"
BUTTON = "Đăng nhập bằng khóa truy cập"
KEYS = "/staff/passkeys"


@pytest.fixture
def named(tmp_path: Path) -> Site:
    """Return a site that has a name for passkeys."""
    made = Site(tmp_path, origin=ORIGIN)
    made.sim.create()
    return made


def add(browser: Browser, key: SoftwareKey, name: str = "USB") -> TestResponse:
    asked = browser.post(f"{KEYS}/passkey-options", KEYS, name=name, password=PASSWORD)
    assert asked.status_code == 200, asked.text
    answer = json.dumps(key.create(asked.get_json()))
    return browser.post(KEYS, KEYS, name=name, answer=answer)


def sign_in(browser: Browser, key: SoftwareKey) -> TestResponse:
    asked = browser.post("/staff/sign-in/passkey-options")
    assert asked.status_code == 200, asked.text
    answer = json.dumps(key.get(asked.get_json()))
    return browser.post("/staff/sign-in/passkey", answer=answer)


def removal_of(browser: Browser) -> str:
    found = re.search(r'href="(/staff/passkeys/[^"]+/remove)"', browser.get(KEYS).text)
    assert found is not None
    return found[1]


def test_added_listed_used_and_removed(named: Site) -> None:
    chair, key = named.signed_in("chair"), SoftwareKey()
    assert "Chưa có khóa nào" in chair.get(KEYS).text
    assert add(chair, key, "Máy ở phòng").status_code == 303
    text = chair.get(KEYS).text
    assert "Máy ở phòng" in text
    assert "24/3/2026" in text
    other = named.browser()
    answer = sign_in(other, key)
    assert (answer.status_code, answer.location) == (303, "/staff/")
    assert "Lý Xuân Điền" in other.get("/staff/").text
    path = removal_of(other)
    assert "Máy ở phòng" in other.get(path).text
    wrong = other.post(path, path, password="a guess")
    assert wrong.status_code == 401
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in wrong.text
    assert other.post(path, path, password=PASSWORD).status_code == 303
    assert "Chưa có khóa nào" in other.get(KEYS).text


def test_removed_key_is_told_so_at_the_sign_in_page(named: Site) -> None:
    chair, gone, kept = named.signed_in("chair"), SoftwareKey(), SoftwareKey()
    add(chair, gone, "gone")
    path = removal_of(chair)
    add(chair, kept, "kept")
    chair.post(path, path, password=PASSWORD)
    answer = sign_in(named.browser(), gone)
    assert answer.status_code == 401
    assert "Khóa truy cập này đã được gỡ" in answer.text
    # The same page: password and button are still there.
    assert BUTTON in answer.text
    assert 'name="password"' in answer.text


def test_passkey_confirms_a_removal(named: Site) -> None:
    chair, key = named.signed_in("chair"), SoftwareKey()
    add(chair, key)
    path = removal_of(chair)
    options = path.replace("/remove", "/passkey-options")
    asked = chair.post(options, path).get_json()
    answer = json.dumps(key.get(asked))
    assert chair.post(path, path, answer=answer).status_code == 303
    assert "Chưa có khóa nào" in chair.get(KEYS).text


def test_button_is_there_once_somebody_has_a_passkey(named: Site) -> None:
    assert BUTTON not in named.browser().get("/staff/sign-in").text
    add(named.signed_in("chair"), SoftwareKey())
    text = named.browser().get("/staff/sign-in").text
    assert BUTTON in text
    assert 'name="password"' in text


@pytest.mark.parametrize("host", ["192.168.10.2:8443", "localhost:9443", "bophieu.lan"])
def test_at_another_address_pages_say_which_one(named: Site, host: str) -> None:
    chair, key = named.signed_in("chair"), SoftwareKey()
    add(chair, key)
    elsewhere: dict[str, Any] = {"base_url": f"http://{host}"}
    stranger = named.app.test_client()
    text = stranger.get("/staff/sign-in", **elsewhere).text
    assert 'data-passkey="get"' not in text
    assert 'href="http://localhost/staff/sign-in"' in text
    assert 'name="password"' in text
    token = re.search(r'name="csrf_token" value="([^"]+)"', text)
    assert token is not None
    form = {"csrf_token": token[1], "login": "chair", "password": PASSWORD}
    signed = stranger.post("/staff/sign-in", data=form, **elsewhere)
    assert signed.location == "/staff/"
    text = stranger.get(KEYS, **elsewhere).text
    assert f"Đồng chí đang mở bằng {host}." in text
    assert 'href="http://localhost/staff/passkeys"' in text
    assert 'data-passkey="create"' not in text
    token = re.search(r'name="csrf_token" value="([^"]+)"', text)
    assert token is not None
    form = {"csrf_token": token[1], "name": "x", "password": PASSWORD}
    refused = stranger.post(f"{KEYS}/passkey-options", data=form, **elsewhere)
    assert refused.status_code == 409
    assert refused.get_json()["name"] == "PasskeysNotHere"


def test_relay_at_another_port_gets_no_session(named: Site) -> None:
    """Browsers give a page at localhost:9443 the same passkeys, but say where it is."""
    chair, key = named.signed_in("chair"), SoftwareKey()
    add(chair, key)
    relay = named.browser()

    def phished() -> str:
        asked = relay.post("/staff/sign-in/passkey-options").get_json()
        key.origin = "http://localhost:9443"
        return json.dumps(key.get(asked))

    answer = relay.post("/staff/sign-in/passkey", answer=phished())
    assert answer.status_code == 401
    assert "lập cho một địa chỉ khác" in answer.text
    # And with a Host that fits: the address is not taken from what a request says.
    token = CSRF.search(relay.get("/staff/sign-in").text)
    assert token is not None
    form = {"csrf_token": token[1], "answer": phished()}
    at = "http://localhost:9443"
    forged = relay.client.post("/staff/sign-in/passkey", data=form, base_url=at)
    assert forged.status_code == 409
    assert relay.get("/staff/").status_code == 303


def test_service_without_a_name_says_what_the_technician_does(site: Site) -> None:
    text = site.signed_in("chair").get(KEYS).text
    assert "ballot-service tls --name" in text
    assert 'data-passkey="create"' not in text
    answer = site.browser().post("/staff/sign-in/passkey-options")
    assert answer.status_code == 409


def test_wrong_password_is_told_before_the_device_is_asked(named: Site) -> None:
    chair = named.signed_in("chair")
    answer = chair.post(f"{KEYS}/passkey-options", KEYS, name="x", password="a guess")
    assert answer.status_code == 401
    said = answer.get_json()
    assert said["vi"] == "Tên đăng nhập hoặc mật khẩu không đúng."
    assert said["en"] == "Wrong name or password."


def test_answer_of_one_browser_is_of_no_use_in_another(named: Site) -> None:
    chair, key = named.signed_in("chair"), SoftwareKey()
    add(chair, key)
    victim, thief = named.browser(), named.browser()
    asked = victim.post("/staff/sign-in/passkey-options").get_json()
    thief.post("/staff/sign-in/passkey-options")
    answer = json.dumps(key.get(asked))
    assert thief.post("/staff/sign-in/passkey", answer=answer).status_code == 401
    assert thief.get("/staff/").status_code == 303


def test_challenge_that_is_over_keeps_the_name_that_was_typed(named: Site) -> None:
    chair, key = named.signed_in("chair"), SoftwareKey()
    asked = chair.post(f"{KEYS}/passkey-options", KEYS, name="Tủ", password=PASSWORD)
    named.time = NOW + 181
    answer = json.dumps(key.create(asked.get_json()))
    late = chair.post(KEYS, KEYS, name="Tủ", answer=answer)
    assert late.status_code == 409
    assert "đã quá ba phút" in late.text
    assert 'value="Tủ"' in late.text


def test_hostile_name_comes_out_as_text(named: Site) -> None:
    chair = named.signed_in("chair")
    add(chair, SoftwareKey(), '<b onclick="x()">')
    text = chair.get(KEYS).text
    assert "<b onclick" not in text
    assert "&lt;b onclick" in text


def test_key_of_an_older_name_is_shown_as_such(tmp_path: Path) -> None:
    before = Site(tmp_path, origin=ORIGIN)
    before.sim.create()
    chair = before.signed_in("chair")
    add(chair, SoftwareKey())
    with before.sim.office.database.writing() as connection:
        connection.exec_driver_sql("UPDATE passkeys SET party = 'cu.lan'")
    assert "gắn với tên cũ cu.lan" in chair.get(KEYS).text
    assert BUTTON not in before.browser().get("/staff/sign-in").text
