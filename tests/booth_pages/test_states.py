"""The booth's page in Chromium: reloads, a lost network, Back, and what stays behind.

Refuses to pass where a choice, a secret or a name is left, or the policy is broken.
"""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import ConsoleMessage

from tests.booth_pages.mock_meeting import a_browser, mock_server

pytestmark = pytest.mark.browser

NAME = "Nguyễn Thị Minh Khai"


@pytest.fixture(scope="module")
def room(chromium: str) -> Iterator[SimpleNamespace]:
    with mock_server() as server, a_browser(chromium) as browser:
        yield SimpleNamespace(origin=server.origin, tell=server.tell, browser=browser)


class Tablet:
    """One tablet and what its browser complained of."""

    def __init__(self, room: SimpleNamespace) -> None:
        self.room = room
        self.faults: list[str] = []
        self.context = room.browser.new_context(locale="vi-VN")
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text:
            self.faults.append(said.text)

    def sign_in(self) -> None:
        self.page.goto(f"{self.room.origin}/sign-in")
        self.page.fill("input[name=code]", "A1")
        self.page.click("main button[type=submit]")
        self.page.wait_for_selector("#same")

    def expect_text(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for(timeout=20000)

    def kept(self) -> str:
        return str(self.page.evaluate("JSON.stringify(sessionStorage)"))

    def mark(self) -> None:
        self.page.wait_for_selector("#review")
        for row in range(16):
            value = "disagree" if row % 3 == 0 else "agree"
            self.page.locator(f"input[name=row-{row}][value={value}]").check()

    def send(self) -> None:
        self.page.click("#review")
        self.page.click("#send")
        self.page.wait_for_selector("#really-send")
        focused = self.page.evaluate("document.activeElement.id")
        assert focused == "not-yet", "the safe answer has the focus"
        self.page.click("#really-send")


@pytest.fixture
def tablet(room: SimpleNamespace) -> Iterator[Tablet]:
    room.tell("new")
    tablet = Tablet(room)
    yield tablet
    tablet.context.close()
    assert tablet.faults == []
    assert room.tell("look")["cookies"] == 0


def to_ballot(tablet: Tablet) -> None:
    tablet.sign_in()
    tablet.page.click("#same")
    tablet.expect_text("Chờ đăng ký phiếu")
    tablet.room.tell("state", state="registration")
    tablet.expect_text("Phiếu trên máy này đã được đăng ký")
    tablet.room.tell("open")
    tablet.page.wait_for_selector("#review")


def test_the_name_is_gone_once_the_token_is_here(tablet: Tablet) -> None:
    tablet.sign_in()
    assert NAME in tablet.page.content()
    tablet.page.click("#same")
    tablet.expect_text("Chờ đăng ký phiếu")
    assert NAME not in tablet.page.content() + tablet.kept()
    tablet.page.reload()
    tablet.expect_text("Chờ đăng ký phiếu")
    assert NAME not in tablet.page.content()


def test_the_greeting_changes_its_language_whole(tablet: Tablet) -> None:
    tablet.sign_in()
    head = tablet.page.locator(".page-head")
    assert "tại Hội nghị tập thể lãnh đạo, Bước 4." in head.inner_text()
    tablet.page.click("#language")
    assert "at: Meeting of the leadership collective, step 4." in head.inner_text()
    assert "Hội nghị" not in head.inner_text()


def test_a_reload_while_marking_keeps_the_token_and_no_mark(tablet: Tablet) -> None:
    to_ballot(tablet)
    tablet.mark()
    assert "agree" not in tablet.kept()
    tablet.page.on("dialog", lambda dialog: dialog.accept())
    tablet.page.reload()
    tablet.expect_text("Trang vừa được mở lại")
    assert tablet.page.locator("input[value=agree]:checked").count() == 0
    tablet.mark()
    tablet.send()
    tablet.expect_text("Đã ghi nhận")


def test_marks_stay_over_review_language_cover_pause_and_back(tablet: Tablet) -> None:
    to_ballot(tablet)
    tablet.mark()
    page = tablet.page
    checked = "[...document.querySelectorAll('main input:checked')]"
    marks = f"{checked}.map((one) => one.value).join()"
    before = page.evaluate(marks)
    page.click("#language")
    page.click("#cover")
    assert not page.locator("#review").is_visible()
    page.click("#uncover")
    tablet.room.tell("state", state="paused")
    page.get_by_text("The chair has paused").wait_for(timeout=20000)
    tablet.room.tell("state", state="open")
    page.click("#review")
    page.locator("main h2 button").nth(1).click()
    page.click("#review")
    page.go_back()
    page.wait_for_selector("#review")
    page.go_back()
    assert page.evaluate(marks) == before


def test_a_lost_network_keeps_the_bytes_also_over_a_reload(tablet: Tablet) -> None:
    to_ballot(tablet)
    tablet.mark()
    tablet.room.tell("lies", deaf=["ballots"])
    tablet.send()
    tablet.expect_text(
        "Phiếu được giữ trên máy; bấm 'Gửi lại' (không bị tính hai lần)."
    )
    assert tablet.page.locator("input[type=radio]").count() == 0
    assert tablet.room.tell("look")["ballots"] == 1
    tablet.page.reload()
    tablet.page.wait_for_selector("#again")
    tablet.room.tell("lies")
    tablet.page.click("#again")
    tablet.expect_text("Đã ghi nhận")
    assert tablet.room.tell("look")["ballots"] == 1


def test_after_sending_nothing_is_left_and_back_shows_nothing(tablet: Tablet) -> None:
    to_ballot(tablet)
    secret = tablet.page.evaluate(
        "JSON.parse(sessionStorage['booth-BoothSamp1eE1ection']).credential"
    )
    tablet.mark()
    tablet.send()
    tablet.expect_text("Đã ghi nhận")
    page = tablet.page
    for step in ("stay", "go_back", "go_back", "go_forward"):
        if step != "stay":
            getattr(page, step)()
        if "/sign-in" not in page.url:
            tablet.expect_text("Đã ghi nhận")
        text = page.content()
        assert page.locator("input[type=radio]").count() == 0
        assert "Tạ Doãn Khôi" not in text
        assert NAME not in text
        assert secret not in tablet.kept() + text
    tablet.room.tell("state", state="closed")
    tablet.expect_text("Đã đóng bỏ phiếu. Đồng chí có thể đối chiếu")
    page.click("#finish")
    tablet.expect_text("Xin cảm ơn")
    page.reload()
    tablet.expect_text("Cần đăng nhập lại")


def test_a_member_with_a_receipt_hears_that_the_ballot_is_void(tablet: Tablet) -> None:
    to_ballot(tablet)
    tablet.mark()
    tablet.send()
    tablet.expect_text("Đã ghi nhận")
    tracker = tablet.page.locator(".receipt__code").inner_text()
    tablet.room.tell("state", state="void")
    tablet.expect_text("Cuộc bỏ phiếu này đã bị hủy")
    assert tablet.page.locator(".receipt__code").inner_text() == tracker


def test_a_lost_token_answer_is_asked_for_again(tablet: Tablet) -> None:
    tablet.sign_in()
    tablet.context.route("**/token", lambda route: route.abort())
    tablet.page.click("#same")
    tablet.expect_text("Chưa liên lạc được với máy chủ nội bộ")
    assert NAME not in tablet.page.content()
    tablet.context.unroute("**/token")
    tablet.page.click("#way-on")
    tablet.expect_text("Chờ đăng ký phiếu")


def test_a_second_tablet_is_refused_and_signed_out(
    room: SimpleNamespace, tablet: Tablet
) -> None:
    tablet.sign_in()
    tablet.page.click("#same")
    tablet.expect_text("Chờ đăng ký phiếu")
    second = Tablet(room)
    second.sign_in()
    second.page.click("#same")
    second.expect_text("Đồng chí đã nhận phiếu trên máy khác.")
    second.page.wait_for_timeout(300)
    second.page.reload()
    second.expect_text("Cần đăng nhập lại")
    second.context.close()


def test_a_tablet_with_somebodys_ballot_takes_no_other(tablet: Tablet) -> None:
    tablet.sign_in()
    tablet.page.click("#same")
    tablet.expect_text("Chờ đăng ký phiếu")
    tablet.page.goto(f"{tablet.room.origin}/sign-in")
    tablet.page.fill("input[name=code]", "A2")
    tablet.page.click("main button[type=submit]")
    tablet.expect_text("Máy này đang giữ phiếu của một đồng chí khác")
