"""A small review clicked through in a real Chromium, from its creation to its lists.

Refuses to pass where a browser complains or a page is too wide. The pages are served by
this process, which also holds the ballots in between, with encrypted ballots.
"""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ballot_service.store import cycles
from ballot_service.workflows import publication
from tests import cycle_sample as sample
from tests.booth_pages.mock_meeting import a_browser
from tests.browser.official import Official
from tests.browser.person import DESK, PATIENCE, TABLET, Room, camera_folder
from tests.cycle_simulator import HeldElection
from tests.simulator import CHAIR, NOW
from tests.web.camera import serving
from tests.web.cycle_site import CycleSite
from tests.web.site import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


class Clicker(Official):
    """One of the staff, who leads the review from its page."""

    def __init__(self, room: Room, login: str) -> None:
        super().__init__(room, login, DESK if login == "secretary" else TABLET)
        self.go("/staff/sign-in")
        self.page.locator("input[name=login]").fill(login)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.locator("main button[type=submit]").click()
        self.head("Các cuộc bỏ phiếu")


class Review:
    """The site, both people at it, and the ballots held between their clicks."""

    def __init__(self, site: CycleSite, room: Room) -> None:
        self.site = site
        self.secretary = Clicker(room, "secretary")
        self.chair = Clicker(room, "chair")

    @property
    def home(self) -> str:
        return self.site.home

    def create(self, folder: Path) -> None:
        """The secretary founds the review: refused first, then with all papers."""
        plan = folder / "phuong-an.json"
        plan.write_text(json.dumps(self.site.year.plan), encoding="utf-8")
        page = self.secretary.page
        self.secretary.go("/cycle/")
        self.secretary.link("Lập đợt rà soát").click()
        page.locator("input[name=plan]").set_input_files(plan)
        self.secretary.expected.append("409")
        self.secretary.press("Lập đợt rà soát")
        self.secretary.see("Chưa hoàn thành đánh giá cán bộ năm 2025")
        self.secretary.picture("refused")
        page.locator("input[name=evaluation]").fill("BC-01")
        self.secretary.press("Lập đợt rà soát")
        self.secretary.head("Đã lập đợt")
        self.site.year.cycle = page.url.rpartition("/")[2]

    def hold(self, step: int) -> None:
        """Hold the ballot that waits, and let the secretary take its result."""
        year = self.site.year
        with year.office.database.reading() as connection:
            links = cycles.ballots_of(connection, year.cycle)
        event = next(link.event for link in links if link.running)
        held = HeldElection(year, event, sample.SMALL[step])
        held.freeze()
        held.make_keys()
        held.call_roll(())
        held.issue()
        held.register()
        held.open()
        for member in held.tablets:
            held.cast(member)
        held.close()
        held.count()
        publication.do_not_announce(year.office, event, CHAIR, NOW)
        self.secretary.act(self.home, "Nhận kết quả đã ký vào đợt")

    def look(self, name: str) -> None:
        """Both look at where the review stands, and the chair at its results."""
        for who in (self.secretary, self.chair):
            who.go(self.home)
            who.picture(name)
        self.chair.go(f"{self.home}/results")
        self.chair.picture(f"{name}-results")


def lead(review: Review) -> None:
    """From the review of files to the closed lists."""
    secretary, chair, home = review.secretary, review.chair, review.home
    secretary.act(home, "Bắt đầu thẩm định, rà soát")
    secretary.act(home, "Kiểm tra điều kiện, tiêu chuẩn")
    secretary.go(f"{home}/plan")
    secretary.picture("plan")
    secretary.act(home, "Mở Bước 1")
    review.look("step 1")
    review.hold(1)
    chair.act(home, "Ghi ý kiến", ("opinion",), whole="Nhất trí")
    chair.act(home, "Kết thúc Bước 1", ("meeting_minutes", "removal_minutes"))
    chair.act(home, "Mở Bước 2")
    review.hold(2)
    chair.act(home, "Thống nhất danh sách", ("meeting_minutes",))
    chair.act(home, "Mở Bước 3")
    review.hold(3)
    secretary.act(home, "Tổng hợp kết quả", ("agency_report",))
    chair.act(home, "Mở Bước 4")
    review.hold(4)
    review.look("tie")
    chair.act(home, "Mở bỏ phiếu lại", ("counting_minutes",))
    review.hold(5)
    chair.act(home, "Chốt danh sách", ("meeting_minutes", "counting_minutes"))
    review.look("closed")
    chair.go(f"{home}/lists")
    chair.see("Danh sách đưa ra khỏi quy hoạch (01)")
    chair.see("Hoàng Bá Vỹ")
    chair.picture("lists")


def test_a_small_review_is_clicked_through(chromium: str, tmp_path: Path) -> None:
    expect.set_options(timeout=PATIENCE)
    pictures = camera_folder()
    site = CycleSite(tmp_path, sample.small_review())
    with serving(site) as base, a_browser(chromium) as browser:
        room = Room(base, browser, pictures)
        review = Review(site, room)
        review.create(tmp_path)
        lead(review)
        assert room.faults == []
        assert site.year.state == "list_closed"
    assert room.taken >= 25
