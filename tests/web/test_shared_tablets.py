"""Shared tablets: enrolled by a code of one use, revocable, and lamps that forget."""

import re
import sqlite3
from pathlib import Path

import pytest

from ballot_service.web.lamps import SILENT_AFTER, Lamp, Lamps
from ballot_service.workflows.tablets import list_tablets
from tests.web.site import Browser, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return a site whose configuration is frozen: tablets are enrolled from there."""
    made = Site(tmp_path)
    made.sim.create()
    made.sim.freeze()
    return made


def path(site: Site, rest: str = "") -> str:
    return f"/technician/{site.sim.event}/tablets/{rest}"


def code_of(site: Site, technician: Browser, name: str = "Máy 1") -> str:
    shown = technician.post(path(site), path(site), name=name)
    found = re.search(r"/kiosk/enrol/([0-9a-f]{32})", shown.text)
    assert found is not None, shown.text
    return found[1]


def enrolled(site: Site, name: str = "Máy 1") -> Browser:
    code = code_of(site, site.signed_in("technician"), name)
    tablet = site.browser()
    answer = tablet.post("/kiosk/enrol", f"/kiosk/enrol/{code}", code=code)
    assert answer.status_code == 303
    assert answer.location.endswith(f"/kiosk/{site.sim.uuid}")
    return tablet


def test_a_tablet_is_enrolled_by_its_own_button_once(site: Site) -> None:
    code = code_of(site, site.signed_in("technician"))
    tablet, other = site.browser(), site.browser()
    assert "Đăng ký máy này" in tablet.get(f"/kiosk/enrol/{code}").text
    assert tablet.get(f"/kiosk/{site.sim.uuid}").status_code == 403
    tablet.post("/kiosk/enrol", f"/kiosk/enrol/{code}", code=code)
    page = tablet.get(f"/kiosk/{site.sim.uuid}")
    assert page.status_code == 200
    assert 'data-tablet="Máy 1"' in page.text
    again = other.post("/kiosk/enrol", f"/kiosk/enrol/{code}", code=code)
    assert (again.status_code, "E24" in again.text) == (403, True)
    assert other.get(f"/kiosk/{site.sim.uuid}").status_code == 403


def test_the_tablets_cookie_goes_to_kiosk_alone(site: Site) -> None:
    code = code_of(site, site.signed_in("technician"))
    browser = site.browser()
    answer = browser.post("/kiosk/enrol", f"/kiosk/enrol/{code}", code=code)
    (cookie,) = [
        item
        for item in answer.headers.getlist("Set-Cookie")
        if item.startswith("tablet=")
    ]
    assert "Path=/kiosk;" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_a_tablet_that_is_not_enrolled_is_told_e24(site: Site) -> None:
    answer = site.browser().get(f"/kiosk/{site.sim.uuid}")
    assert answer.status_code == 403
    assert "Thiết bị chưa được đăng ký cho hội nghị này." in answer.text
    assert "E24" in answer.text


def test_a_revoked_tablet_is_out_and_may_come_back(site: Site) -> None:
    tablet, technician = enrolled(site), site.signed_in("technician")
    technician.post(path(site, "revoke"), path(site), name="Máy 1")
    assert tablet.get(f"/kiosk/{site.sim.uuid}").status_code == 403
    assert "Đã thu hồi" in technician.get(path(site)).text
    back = enrolled(site)
    assert back.get(f"/kiosk/{site.sim.uuid}").status_code == 200
    assert tablet.get(f"/kiosk/{site.sim.uuid}").status_code == 403


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "a\u202eb", "Máy 1", "Máy  1 "])
def test_a_tablet_has_a_name_of_its_own(site: Site, name: str) -> None:
    enrolled(site)
    answer = site.signed_in("technician").post(path(site), path(site), name=name)
    assert answer.status_code == 422
    assert len(list_tablets(site.sim.office, site.sim.event)) == 1


def test_a_tablet_of_another_meeting_is_not_enrolled(site: Site) -> None:
    tablet = enrolled(site)
    site.sim.create()
    assert tablet.get(f"/kiosk/{site.sim.event}").status_code == 403


def test_the_technician_sees_a_lamp_and_nothing_more(site: Site) -> None:
    tablet, technician = enrolled(site), site.signed_in("technician")
    assert "Không liên lạc được" in technician.get(path(site)).text
    lamp = f"/kiosk/{site.sim.uuid}/lamp"
    assert tablet.client.post(lamp, json={"using": False}).json == {"seen": True}
    assert "Sẵn sàng" in technician.get(path(site)).text
    tablet.client.post(lamp, json={"using": True, "who": "TV001"})
    text = technician.get(path(site)).text
    assert "Đang được sử dụng" in text
    assert "TV001" not in text
    site.time += SILENT_AFTER + 1
    assert "Không liên lạc được" in technician.get(path(site)).text
    stranger = site.browser().client.post(lamp, json={"using": True})
    assert stranger.status_code == 403


def test_a_lamp_is_in_no_file(site: Site) -> None:
    tablet = enrolled(site)
    with sqlite3.connect(site.sim.folder / "meeting.sqlite") as database:
        before = list(database.iterdump())
    for using in (True, False, True):
        tablet.client.post(f"/kiosk/{site.sim.uuid}/lamp", json={"using": using})
    with sqlite3.connect(site.sim.folder / "meeting.sqlite") as database:
        assert list(database.iterdump()) == before


def test_a_lamp_shows_the_last_word_only() -> None:
    lamps = Lamps()
    assert lamps.show("e", "Máy 1", 0) is Lamp.SILENT
    lamps.light("e", "Máy 1", 0, using=True)
    assert lamps.show("e", "Máy 1", 1) is Lamp.IN_USE
    lamps.light("e", "Máy 1", 2, using=False)
    assert lamps.show("e", "Máy 1", 3) is Lamp.WAITING
    assert lamps.show("f", "Máy 1", 3) is Lamp.SILENT
    lamps.put_out("e", "Máy 1")
    assert lamps.show("e", "Máy 1", 3) is Lamp.SILENT


def test_the_technicians_page_does_not_ask_how_the_vote_stands(site: Site) -> None:
    """Progress is not the technician's; a page that asked would reload for ever."""
    text = site.signed_in("technician").get(path(site)).text
    assert "data-progress" not in text
