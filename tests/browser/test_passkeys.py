"""A passkey in a real Chromium: added, used, refused, removed; axe looks at each page.

Refuses a stand-in for the service; the device alone is the browser's virtual one.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.booth_pages.mock_meeting import a_browser
from tests.booth_pages.test_axe import violations
from tests.browser.desk import Desk
from tests.browser.person import Room, camera_folder
from tests.browser.server import PASSWORD, serving

pytestmark = pytest.mark.browser

BUTTON = "Đăng nhập bằng khóa truy cập"
CANCELLED = "Chưa nhận được xác nhận"


@pytest.fixture
def room(chromium: str, tmp_path: Path) -> Iterator[Room]:
    """Return a room whose people open pages by the name that passkeys need."""
    pictures = camera_folder()
    with serving(tmp_path) as service, a_browser(chromium) as browser:
        named = service.base.replace("127.0.0.1", "localhost")
        yield Room(named, browser, pictures)
        assert service.complaints() == []


class Keyed(Desk):
    """Somebody whose computer keeps passkeys and asks for a finger."""

    def __init__(self, room: Room, login: str) -> None:
        super().__init__(room, login)
        self.expected = ["status of 401"]
        self.cdp = self.context.new_cdp_session(self.page)
        self.cdp.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        made = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.device = made["authenticatorId"]

    def finger(self, *, known: bool) -> None:
        """Lay the right finger on the sensor from now on, or a wrong one."""
        said = {"authenticatorId": self.device, "isUserVerified": known}
        self.cdp.send("WebAuthn.setUserVerified", said)

    def look(self, name: str) -> None:
        """Photograph the page, and let axe look at it."""
        self.picture(name)
        assert violations(self.page) == [], name

    def told(self, text: str) -> None:
        """Wait until the form says what happened."""
        said = self.page.locator("[data-said]")
        expect(said).to_be_visible()
        expect(said).to_contain_text(text)

    def fill_in(self, name: str, password: str) -> None:
        """Fill in the form for a new passkey, and press its button."""
        self.page.get_by_label("Tên khóa").fill(name)
        self.page.get_by_label("Mật khẩu hiện tại").fill(password)
        self.press("Thêm khóa truy cập")

    def add(self, name: str) -> None:
        """Add a passkey, by the link on the first page."""
        self.link("Khóa truy cập của tôi").click()
        self.head("Khóa truy cập của tôi")
        self.fill_in(name, PASSWORD)
        self.see("Ngày thêm")
        self.see(name)

    def sign_out(self) -> None:
        """Sign out, and stand before the sign-in page."""
        self.press("Đăng xuất")
        self.head("Đăng nhập")


def test_a_passkey_from_adding_to_removing(room: Room) -> None:
    secretary = Keyed(room, "thuky")
    secretary.add("Máy ở văn phòng")
    chair = Keyed(room, "chutri")
    chair.link("Khóa truy cập của tôi").click()
    chair.look("no-passkey-yet")
    chair.fill_in("Máy tính ở phòng làm việc", "not the password")
    chair.told("Tên đăng nhập hoặc mật khẩu không đúng.")
    chair.finger(known=False)
    chair.fill_in("Máy tính ở phòng làm việc", PASSWORD)
    chair.told(CANCELLED)
    chair.look("cancelled")
    chair.finger(known=True)
    chair.fill_in("Máy tính ở phòng làm việc", PASSWORD)
    chair.see("Ngày thêm")
    chair.look("one-passkey")
    chair.fill_in("Lần nữa", PASSWORD)
    chair.told("Máy này đã có khóa truy cập của tài khoản")
    signs_in_with_it(chair)
    removes_it(chair)
    assert room.faults == []


def signs_in_with_it(chair: Keyed) -> None:
    chair.sign_out()
    chair.look("sign-in-with-passkey")
    chair.finger(known=False)
    chair.press(BUTTON)
    chair.told(CANCELLED)
    chair.finger(known=True)
    chair.press(BUTTON)
    chair.head("Các cuộc bỏ phiếu")
    chair.see("Lý Xuân Điền")
    chair.press("English")
    chair.link("My passkeys").click()
    chair.look("one-passkey-english")
    chair.press("Tiếng Việt")
    chair.head("Khóa truy cập của tôi")


def removes_it(chair: Keyed) -> None:
    chair.page.get_by_role("link", name=re.compile("^Gỡ khóa")).click()
    chair.head("Gỡ khóa truy cập")
    chair.look("remove")
    chair.press("Xác nhận bằng khóa và gỡ")
    chair.see("Chưa có khóa nào")
    chair.sign_out()
    # The device has it still, and offers it.
    chair.press(BUTTON)
    chair.see("Khóa truy cập này đã được gỡ")
    chair.look("removed-passkey-refused")
    chair.page.get_by_label("Tên đăng nhập").fill("chutri")
    chair.page.get_by_label("Mật khẩu").fill(PASSWORD)
    chair.press("Đăng nhập")
    chair.head("Các cuộc bỏ phiếu")


def test_at_a_numeric_address_pages_lead_to_the_name(room: Room) -> None:
    Keyed(room, "thuky").add("Máy ở văn phòng")
    named = room.base
    room.base = named.replace("localhost", "127.0.0.1")
    chair = Keyed(room, "chutri")
    chair.link("Khóa truy cập của tôi").click()
    chair.see("Đồng chí đang mở bằng 127.0.0.1")
    assert chair.link(named).get_attribute("href") == f"{named}/staff/passkeys"
    assert chair.button("Thêm khóa truy cập").count() == 0
    chair.look("numeric-address")
    chair.sign_out()
    assert chair.button(BUTTON).count() == 0
    chair.look("sign-in-at-numeric-address")
    chair.link(named).click()
    chair.page.wait_for_url(f"{named}/staff/sign-in")
    assert chair.button(BUTTON).count() == 1
    assert room.faults == []
