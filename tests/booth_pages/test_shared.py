"""A shared tablet in Chromium: slips typed and scanned, the lock, what a wipe takes.

Refuses to pass where a member's trace is left, or evidence goes with a wipe.
"""

from pathlib import Path
from types import SimpleNamespace

import pytest
import segno
from playwright.sync_api import Page

from tests.booth_pages.kiosk import OTHER, SLIP, UUID, arrive, enter, kept, mark

pytestmark = pytest.mark.browser


def vote(page: Page, code: str) -> None:
    enter(page, code)
    mark(page)
    page.click("#review")
    page.click("#send")
    page.click("#really-send")
    page.get_by_text("Đã ghi nhận").first.wait_for()


def test_two_members_one_tablet_and_nothing_between(
    room: SimpleNamespace, page: Page
) -> None:
    vote(page, SLIP)
    tracker = page.locator(".receipt__code").inner_text()
    page.click("#finish")
    page.click("#not-yet")
    assert page.locator(".receipt__code").inner_text() == tracker
    page.click("#finish")
    page.click("#really-send")
    arrive(page)
    assert kept(page) in ("{}", '{"booth-language":"vi"}')
    for _ in range(3):
        page.go_back()
        text = page.content()
        assert tracker not in text
        assert SLIP not in text
        assert page.locator("input[type=radio]").count() == 0
    page.goto(f"{room.origin}/kiosk/{UUID}")
    arrive(page)
    vote(page, OTHER)
    assert room.tell("look")["ballots"] == 2


def test_a_tablet_left_alone_covers_then_locks_and_sends_nothing(
    room: SimpleNamespace, page: Page
) -> None:
    enter(page, SLIP)
    mark(page)
    page.clock.run_for(70_000)
    assert page.locator("#uncover").is_visible()
    assert not page.locator("#review").is_visible()
    page.click("#uncover")
    assert page.locator("input[value=agree]:checked").count() == 16
    page.clock.run_for(190_000)
    arrive(page)
    assert page.locator("input[type=radio]").count() == 0
    assert "credential" not in kept(page)
    assert room.tell("look")["ballots"] == 0
    vote(page, SLIP)
    assert room.tell("look")["ballots"] == 1


def test_the_lock_never_takes_a_receipt(page: Page) -> None:
    vote(page, SLIP)
    tracker = page.locator(".receipt__code").inner_text()
    page.clock.run_for(600_000)
    page.click("#uncover")
    assert page.locator(".receipt__code").inner_text() == tracker
    page.reload()
    page.get_by_text("Đã ghi nhận").first.wait_for()
    assert page.locator(".receipt__code").inner_text() == tracker


def test_a_question_left_alone_is_answered_no_before_the_cover(
    room: SimpleNamespace, page: Page
) -> None:
    """Behind an open question the cover's button could not be pressed."""
    enter(page, SLIP)
    mark(page)
    page.click("#review")
    page.click("#send")
    page.wait_for_selector("#really-send")
    page.clock.run_for(70_000)
    page.click("#uncover")
    assert page.locator("#send").is_visible()
    assert page.locator("#really-send").count() == 0
    assert room.tell("look")["ballots"] == 0
    page.click("#send")
    page.click("#really-send")
    page.get_by_text("Đã ghi nhận").first.wait_for()
    tracker = page.locator(".receipt__code").inner_text()
    page.click("#finish")
    page.wait_for_selector("#really-send")
    page.clock.run_for(600_000)
    page.click("#uncover")
    assert page.locator(".receipt__code").inner_text() == tracker


def test_an_unsent_ballot_is_not_locked_away(room: SimpleNamespace, page: Page) -> None:
    room.tell("lies", deaf=["ballots"])
    enter(page, SLIP)
    mark(page)
    page.click("#review")
    page.click("#send")
    page.click("#really-send")
    page.wait_for_selector("#again")
    page.clock.run_for(600_000)
    page.reload()
    page.wait_for_selector("#again")
    room.tell("lies")
    page.click("#again")
    page.get_by_text("Đã ghi nhận").first.wait_for()
    assert room.tell("look")["ballots"] == 1


def test_a_reload_before_sending_asks_for_the_slip_again(page: Page) -> None:
    enter(page, SLIP)
    mark(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    arrive(page)
    assert "credential" not in kept(page)


def test_opened_to_a_checker_then_a_new_ballot(
    room: SimpleNamespace, page: Page
) -> None:
    enter(page, SLIP)
    mark(page)
    page.click("#review")
    prepared = page.locator("#prepared").inner_text()
    page.click("#to-open")
    assert page.locator("#tracker").inner_text() == prepared
    assert room.tell("look")["spoiled"] == 0
    page.click("#open")
    page.wait_for_selector("#anew")
    assert room.tell("look")["spoiled"] == 1
    page.click("#anew")
    page.wait_for_selector("#review")
    assert page.locator("input[value=agree]:checked").count() == 0
    mark(page)
    page.click("#review")
    assert page.locator("#prepared").inner_text() != prepared
    page.click("#send")
    page.click("#really-send")
    page.get_by_text("Đã ghi nhận").first.wait_for()
    assert room.tell("look")["ballots"] == 1


def test_the_network_comes_and_goes_at_every_step(
    room: SimpleNamespace, page: Page
) -> None:
    """Slip, marks, opening and sending: each is told, and goes on where it stood."""
    context = page.context
    page.click("#begin")
    context.set_offline(True)
    page.fill("#slip", SLIP)
    page.click("#enter")
    page.get_by_text("Thẻ chưa được dùng").wait_for()
    assert "E07" in page.inner_text("main")
    context.set_offline(False)
    page.click("#enter")
    mark(page)
    context.set_offline(True)
    page.clock.run_for(10_000)
    page.get_by_text("Dấu của đồng chí vẫn còn; cứ tiếp tục.").wait_for()
    page.click("#review")
    page.click("#to-open")
    page.click("#open")
    page.get_by_text("Chưa nhận được xác nhận hủy phiếu").wait_for()
    context.set_offline(False)
    page.click("#again")
    page.wait_for_selector("#anew")
    page.click("#anew")
    mark(page)
    page.click("#review")
    page.click("#send")
    context.set_offline(True)
    page.click("#really-send")
    page.wait_for_selector("#again")
    assert "E07" in page.inner_text("main")
    context.set_offline(False)
    page.click("#again")
    page.get_by_text("Đã ghi nhận").first.wait_for()
    assert room.tell("look")["ballots"] == 1


def test_two_presses_on_send_make_one_ballot(room: SimpleNamespace, page: Page) -> None:
    enter(page, SLIP)
    mark(page)
    page.locator("#review").dblclick()
    page.locator("#send").dblclick()
    page.locator("#really-send").dblclick()
    page.get_by_text("Đã ghi nhận").first.wait_for()
    assert room.tell("look")["ballots"] == 1


def test_a_close_while_marking_is_told_with_its_code(
    room: SimpleNamespace, page: Page
) -> None:
    enter(page, SLIP)
    mark(page)
    room.tell("state", state="closed")
    page.clock.run_for(8_000)
    page.get_by_text("phiếu chưa gửi không được tiếp nhận").first.wait_for()
    assert "E04" in page.inner_text("main")
    assert "báo ngay chủ trì" in page.inner_text("main")


def test_a_closed_tablet_is_in_use_until_its_member_has_gone(
    room: SimpleNamespace, page: Page
) -> None:
    enter(page, SLIP)
    mark(page)
    room.tell("state", state="closed")
    told = page.get_by_text("phiếu chưa gửi không được tiếp nhận").first
    for idle, using in ((61_000, True), (200_000, False), (200_000, False)):
        page.clock.run_for(8_000)
        told.wait_for(state="attached")
        page.clock.run_for(idle)
        assert room.tell("look")["lamps"][-1] is using
    assert not page.locator("#uncover").is_visible()
    assert told.is_visible()


def write_video(path: Path, text: str) -> None:
    """Write a film that shows one QR code, as a camera would see it."""
    width, height, scale = 640, 480, 8
    rows = [bytes(row) for row in segno.make_qr(text, error="q").matrix]
    luma = bytearray(b"\xd0" * (width * height))
    left, top = (width - len(rows) * scale) // 2, (height - len(rows) * scale) // 2
    for y in range(len(rows) * scale):
        for x in range(len(rows) * scale):
            if rows[y // scale][x // scale]:
                luma[(top + y) * width + left + x] = 0x20
    frame = b"FRAME\n" + bytes(luma) + b"\x80" * (width * height // 2)
    path.write_bytes(
        f"YUV4MPEG2 W{width} H{height} F10:1 C420jpeg\n".encode() + frame * 10
    )


def test_a_slip_is_scanned_by_the_camera(room: SimpleNamespace, tmp_path: Path) -> None:
    room.tell("new")
    room.tell("slips", codes=[SLIP])
    room.tell("open")
    film = tmp_path / "slip.y4m"
    write_video(film, SLIP)
    browser = room.browser.browser_type.launch(
        executable_path=room.chromium,
        args=[
            "--no-sandbox",
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        ],
    )
    tablet = browser.new_context(permissions=["camera"]).new_page()
    tablet.goto(f"{room.origin}/kiosk/{UUID}")
    tablet.click("#begin")
    tablet.click("#scan")
    tablet.wait_for_selector("#review", timeout=30_000)
    assert tablet.locator("video").count() == 0
    browser.close()
