"""What can go wrong on a shared tablet, each state for a picture of its own (look.py).

Refuses to leave one member's state for the next.
"""

from tests.booth_pages.look import SLIPS, Look, Step, Tell

UNUSED = "N4PZ1-VC2RM-52G3F-HT51B-YHT26"
"""Well written, and of no meeting."""


def slip_refused(code: str, lies: dict[str, object], text: str) -> Step:
    def step(look: Look, tell: Tell) -> None:
        look.to_next()
        tell("lies", **lies)
        look.enter(code)
        look.see(text)

    return step


def no_camera(look: Look, _: Tell) -> None:
    look.to_next()
    look.page.click("#begin")
    look.page.click("#scan")
    look.see("nhập mã thẻ bằng tay")


def next_then(state: str, text: str) -> Step:
    def step(look: Look, tell: Tell) -> None:
        look.to_next()
        tell("state", state=state)
        look.see(text)

    return step


def next_offline(look: Look, tell: Tell) -> None:
    look.to_next()
    tell("lies", silent=["status"])
    look.see("máy đang tự thử lại")


def shared_closed(look: Look, tell: Tell) -> None:
    look.to_next()
    look.enter(SLIPS[0])
    look.page.wait_for_selector("#review")
    look.mark(5)
    tell("state", state="closed")
    look.see("phiếu chưa gửi không được tiếp nhận")


def slip_used(look: Look, _: Tell) -> None:
    look.to_next()
    for again in (False, True):
        if again:
            look.fresh()
            look.page.goto(f"{look.server.origin}/kiosk/BoothSamp1eE1ection")
            look.page.wait_for_selector("#begin")
        look.enter(SLIPS[0])
        look.page.wait_for_selector("#review")
        look.mark(16)
        look.page.click("#review")
        look.page.click("#send")
        look.page.click("#really-send")
        look.see("Đồng chí đã gửi phiếu." if again else "Đã ghi nhận")


def left_alone(look: Look, _: Tell) -> None:
    look.page.clock.install()
    look.to_shared()
    look.server.tell("open")
    for _step in range(60):
        if look.page.locator("#begin").is_visible():
            break
        look.page.clock.run_for(500)
    look.enter(SLIPS[0])
    look.page.wait_for_selector("#review")
    look.mark(5)
    look.page.clock.run_for(70_000)
    look.page.wait_for_selector("#uncover")


SHARED: dict[str, Step] = {
    "shared-offline": next_offline,
    "shared-void": next_then("void", "Đã hủy cuộc bỏ phiếu"),
    "shared-paused": next_then("paused", "Tạm dừng bỏ phiếu"),
    "shared-closed": next_then("closed", "Đã đóng bỏ phiếu"),
    "shared-closed-marking": shared_closed,
    "shared-left-alone": left_alone,
    "slip-not-listed": slip_refused(UNUSED, {}, "không thuộc cuộc bỏ phiếu đang mở"),
    "slip-offline": slip_refused(
        SLIPS[0], {"silent": ["status", "setup"]}, "Thẻ chưa được dùng"
    ),
    "slip-no-camera": no_camera,
    "slip-used": slip_used,
}
