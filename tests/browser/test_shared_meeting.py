"""Slips and shared tablets against the real service: drawn, opened, cast, counted.

Refuses a stand-in for the service: application and database are those of a meeting.
"""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page
from werkzeug.serving import make_server

from ballot_service.protocol.codes import tracker_code
from ballot_service.store import box
from ballot_service.tally.slips import encode_public, make_slips, public_halves
from ballot_service.verify.records import Expected
from ballot_service.verify.undrawn import encode_undrawn
from ballot_service.verify.verifier import verify_closed
from ballot_service.workflows import bulletin, registration, slips, tablet_status
from tests.booth_pages.mock_meeting import a_browser
from tests.making import seeded
from tests.simulator import CHAIR, HEAD, NOW, SECRETARY, ElectionSimulator
from tests.web.site import Site

pytestmark = pytest.mark.browser

DRAWN = ("TV001", "TV002", "TV003")


@dataclass
class Room:
    """A meeting that votes by slips alone; four of five members came."""

    site: Site
    origin: str
    codes: tuple[str, ...]
    chromium: Chromium


@pytest.fixture
def room(chromium: str, tmp_path: Path) -> Iterator[Room]:
    sim = ElectionSimulator(tmp_path, questions=3)
    sim.create()
    sim.freeze()
    sim.make_keys()
    sim.call_roll(["TV005"])
    sim.issue([])
    registration.begin_registration(sim.office, sim.event, CHAIR, NOW)
    made = make_slips(sim.manifest, 5, seeded("shared meeting"))
    public = encode_public(sim.manifest, made)
    assert slips.import_slips(sim.office, sim.event, HEAD, public, NOW) == 5
    for member in DRAWN:
        slips.give_slip(sim.office, sim.event, SECRETARY, member, NOW)
    sim.open()
    site = Site(tmp_path, sim)
    server = make_server("127.0.0.1", 0, site.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        with a_browser(chromium) as browser:
            origin = f"http://127.0.0.1:{server.server_port}"
            yield Room(site, origin, made.codes, browser)
    finally:
        server.shutdown()
        thread.join(10)


def enrol(room: Room, name: str) -> Page:
    """Let the technician add a tablet, and press the button on the tablet."""
    technician = room.site.signed_in("technician")
    path = f"/technician/{room.site.sim.event}/tablets/"
    shown = technician.post(path, path, name=name).text
    found = re.search(r"/kiosk/enrol/[0-9a-f]{32}", shown)
    assert found is not None
    page = room.chromium.new_context(locale="vi-VN").new_page()
    page.goto(room.origin + found[0])
    page.get_by_role("button", name="Đăng ký máy này").click()
    page.wait_for_selector("#begin")
    assert name in page.inner_text("main")
    return page


def mark(page: Page, code: str) -> None:
    page.click("#begin")
    page.fill("#slip", code)
    page.click("#enter")
    page.wait_for_selector("#review")
    for row in range(3):
        page.locator(f"input[name=row-{row}][value=agree]").check()
    page.click("#review")


def send(page: Page) -> str:
    page.click("#send")
    page.click("#really-send")
    page.get_by_text("Đã ghi nhận").first.wait_for()
    tracker = page.locator(".receipt__code").inner_text()
    page.click("#finish")
    page.click("#really-send")
    page.wait_for_selector("#begin")
    return tracker


def test_two_shared_tablets_an_opened_ballot_and_undrawn_slips(room: Room) -> None:
    sim, office = room.site.sim, room.site.sim.office
    one, two = enrol(room, "Máy 1"), enrol(room, "Máy 2")
    mark(one, room.codes[0])
    opened = one.locator("#prepared").inner_text()
    one.click("#to-open")
    one.click("#open")
    one.click("#anew")
    one.wait_for_selector("#review")
    one.click("#review")
    trackers = {send(one)}
    mark(two, room.codes[1].lower())
    trackers.add(send(two))
    mark(one, room.codes[2])
    trackers.add(send(one))
    assert opened not in trackers
    assert len(trackers) == 3
    with office.database.reading() as connection:
        assert box.count_spoiled(connection, sim.uuid) == 1
    sheet = sim.close()
    assert (sheet.issued, sheet.ballots, sheet.slips_given) == (3, 3, 3)
    shown = {tracker_code(item) for item in bulletin.trackers(office, sim.event)}
    assert shown == trackers
    end = tablet_status.status(office, sim.event).end
    halves = public_halves(sim.manifest, room.codes[3:])
    undrawn = encode_undrawn(sim.uuid, end, halves)
    assert slips.record_undrawn(office, sim.event, HEAD, undrawn, 0, NOW) == 2
    closed = verify_closed(sim.export(), Expected(undrawn=undrawn))
    assert closed.ballots == 3


def test_a_machine_that_is_not_enrolled_shows_e24(room: Room) -> None:
    page = room.chromium.new_context(locale="vi-VN").new_page()
    page.goto(f"{room.origin}/kiosk/{room.site.sim.uuid}")
    assert "Thiết bị chưa được đăng ký" in page.inner_text("main")
    assert "E24" in page.inner_text("main")
