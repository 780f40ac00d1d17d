"""What can go wrong in a booth, each state for a picture of its own (look.py).

Refuses to share a meeting or a tablet between two troubles.
"""

from playwright.sync_api import Route

from tests.booth_pages.look import SLIPS, Look, Step, Tell
from tests.booth_pages.look_shared import SHARED


def troubles(look: Look) -> None:
    """Each in a meeting and on a tablet of its own."""
    for name, step in TROUBLES.items():
        look.fresh()
        step(look, look.server.tell)
        look.picture(name)
        look.page.context.unroute_all(behavior="ignoreErrors")
        look.page.context.close()


# --- Before the ballot is open ---


def page_of(name: str) -> Step:
    """Return a page of the service that needs no script."""
    return lambda look, _: look.still(name)


def before_issuing(state: str) -> Step:
    def step(look: Look, tell: Tell) -> None:
        tell("new")
        look.sign_in()
        look.page.wait_for_selector("#same")
        tell("state", state=state)
        look.page.click("#same")
        look.see("Chưa đến lúc phát phiếu")

    return step


def before_issuing_offline(look: Look, tell: Tell) -> None:
    before_issuing("ready")(look, tell)
    tell("lies", silent=["status"])
    look.see("máy đang tự thử lại")


def issuing_over(look: Look, tell: Tell) -> None:
    tell("new")
    look.sign_in()
    look.page.wait_for_selector("#same")
    tell("open")
    look.page.click("#same")
    look.see("Đã kết thúc phát phiếu")


def token_offline(look: Look, tell: Tell) -> None:
    tell("new")
    look.sign_in()
    look.page.context.route("**/token", lambda route: route.abort())
    look.page.click("#same")
    look.see("Chưa liên lạc được với máy chủ nội bộ")


def token_hangs(look: Look, tell: Tell) -> None:
    tell("new")
    look.sign_in()
    look.page.context.route("**/token", unanswered)
    look.page.click("#same")
    look.see("Đang nhận phiếu")


def unanswered(_: Route) -> None:
    """A question that nobody answers while the picture is taken."""


def token_refused(answer: dict[str, str], text: str) -> Step:
    """Return a service that gives no token, or one that does not hold."""

    def step(look: Look, tell: Tell) -> None:
        tell("new")
        look.sign_in()
        refused = 409 if "error" in answer else 200
        look.page.context.route(
            "**/token", lambda route: route.fulfill(status=refused, json=answer)
        )
        look.page.click("#same")
        look.see(text)

    return step


def waiting_offline(look: Look, tell: Tell) -> None:
    tell("new")
    look.to_waiting()
    tell("lies", silent=["status"])
    look.see("Phiếu vẫn còn trên máy này")


def waiting_void(look: Look, tell: Tell) -> None:
    tell("new")
    look.to_waiting()
    tell("state", state="void")
    look.see("Đã hủy cuộc bỏ phiếu")


def not_listed(look: Look, tell: Tell) -> None:
    tell("new")
    look.to_waiting()
    tell("open")
    look.see("không có trong danh sách")


def elsewhere(look: Look, tell: Tell) -> None:
    tell("new")
    look.to_waiting()
    look.fresh()
    look.sign_in()
    look.page.click("#same")
    look.see("đã nhận phiếu trên máy khác")


def occupied(look: Look, tell: Tell) -> None:
    tell("new")
    look.to_waiting()
    look.sign_in("A2")
    look.see("Máy này đang giữ phiếu của một đồng chí khác")


def expired(look: Look, _: Tell) -> None:
    look.page.goto(f"{look.server.origin}/booth/BoothSamp1eE1ection")
    look.see("đăng nhập lại")


def slip_on_own(look: Look, tell: Tell) -> None:
    tell("new")
    tell("slips", codes=list(SLIPS))
    tell("open")
    expired(look, tell)
    look.page.click("#use-slip")
    look.page.wait_for_selector("#slip")


def manifest_as(status: int, body: str, text: str) -> Step:
    """Return a host that gives something else for the manifest."""

    def step(look: Look, tell: Tell) -> None:
        tell("new")
        look.page.context.route(
            "**/api/*/manifest", lambda route: route.fulfill(status=status, body=body)
        )
        look.sign_in()
        look.see(text)

    return step


def bad_setup(look: Look, tell: Tell) -> None:
    tell("new")
    look.to_waiting()
    tell("state", state="registration")
    look.see("Phiếu trên máy này đã được đăng ký")
    tell("lies", setup={"election": "{}"})
    tell("open")
    look.see("Không bỏ phiếu được")


def no_worker(look: Look, tell: Tell) -> None:
    tell("new")
    look.page.context.route("**/booth/worker.js", lambda route: route.abort())
    look.sign_in()
    look.see("Máy gặp lỗi")


# --- While marking, opening and sending, and after ---


def reloaded(look: Look, _: Tell) -> None:
    look.to_marking()
    look.page.reload()
    look.see("Trang vừa được mở lại")


def marking_offline(look: Look, tell: Tell) -> None:
    look.to_marking()
    look.mark(5)
    tell("lies", silent=["status"])
    look.see("cứ tiếp tục")


def back_pressed(look: Look, _: Tell) -> None:
    look.to_marking()
    look.mark(5)
    look.page.go_back()
    look.see("Máy giữ nguyên màn hình này")


def marking_then(state: str, text: str) -> Step:
    def step(look: Look, tell: Tell) -> None:
        look.to_marking()
        look.mark(5)
        tell("state", state=state)
        look.see(text)

    return step


def changed(look: Look, tell: Tell) -> None:
    look.to_marking()
    tell("lies", manifestHash="ab" * 32)
    look.see("Dừng cuộc bỏ phiếu")


def blank_review(look: Look, _: Tell) -> None:
    look.to_review(rows=0)
    look.see("Phiếu để trống toàn bộ")


def blank_confirm(look: Look, tell: Tell) -> None:
    blank_review(look, tell)
    look.page.click("#send")
    look.page.wait_for_selector("#really-send")


def opening_unanswered(lies: dict[str, object], state: str, text: str) -> Step:
    def step(look: Look, tell: Tell) -> None:
        look.to_review()
        look.page.click("#to-open")
        tell("lies", **lies)
        tell("state", state=state)
        look.page.click("#open")
        look.see(text)

    return step


def sending_hangs(look: Look, _: Tell) -> None:
    look.to_sending()
    look.page.context.route("**/api/*/ballots", unanswered)
    look.page.click("#really-send")
    look.see("Đang niêm phong và gửi phiếu")


def receipt_void(look: Look, tell: Tell) -> None:
    look.to_sending()
    look.page.click("#really-send")
    look.see("Đã ghi nhận")
    tell("state", state="void")
    look.see("Cuộc bỏ phiếu này đã bị hủy")


def offline(look: Look, tell: Tell) -> None:
    look.to_sending()
    tell("lies", silent=["ballots", "status"])
    look.page.click("#really-send")
    look.see("Máy chủ chưa trả lời")


def answers_again(look: Look, tell: Tell) -> None:
    offline(look, tell)
    tell("lies")
    look.see("Máy chủ đã trả lời")


def paused(look: Look, tell: Tell) -> None:
    look.to_sending()
    tell("state", state="paused")
    look.page.click("#really-send")
    look.page.wait_for_selector("#again")


def sent_with(lies: dict[str, object], text: str) -> Step:
    def step(look: Look, tell: Tell) -> None:
        look.to_sending()
        tell("lies", **lies)
        look.page.click("#really-send")
        look.see(text)

    return step


TROUBLES: dict[str, Step] = {
    "sign-in-unknown": page_of("sign_in_unknown"),
    "sign-in-elsewhere": page_of("sign_in_elsewhere"),
    "enrol": page_of("enrol"),
    "enrol-refused": page_of("enrol_refused"),
    "before-issuing-offline": before_issuing_offline,
    "postponed": before_issuing("postponed"),
    "issuing-over": issuing_over,
    "token-offline": token_offline,
    "token-hangs": token_hangs,
    "token-not-on-roll": token_refused({"error": "E01"}, "Không có tên trong"),
    "token-not-present": token_refused({"error": "E02"}, "Chưa điểm danh"),
    "token-not-open": token_refused({"error": "E03"}, "Cuộc bỏ phiếu chưa mở"),
    "token-false": token_refused({"signature": "AAAA"}, "Chưa nhận được phiếu"),
    "waiting-offline": waiting_offline,
    "waiting-void": waiting_void,
    "not-listed": not_listed,
    "issued-elsewhere": elsewhere,
    "occupied": occupied,
    "session-expired": expired,
    "slip-on-own": slip_on_own,
    "wrong-meeting": manifest_as(404, "", "Không đúng cuộc bỏ phiếu"),
    "bad-manifest": manifest_as(200, "{}", "Cấu hình không dùng được"),
    "bad-setup": bad_setup,
    "unexpected": no_worker,
    "reloaded": reloaded,
    "marking-offline": marking_offline,
    "back-pressed": back_pressed,
    "closed": marking_then("closed", "phiếu chưa gửi không được tiếp nhận"),
    "void": marking_then("void", "Đã hủy cuộc bỏ phiếu"),
    "changed": changed,
    "review-blank": blank_review,
    "confirm-blank": blank_confirm,
    "open-unanswered": opening_unanswered(
        {"silent": ["spoiled"]}, "open", "Chưa nhận được xác nhận hủy phiếu"
    ),
    "open-paused": opening_unanswered({}, "paused", "Tạm dừng bỏ phiếu"),
    "sending-hangs": sending_hangs,
    "unsent": offline,
    "unsent-answers": answers_again,
    "unsent-paused": paused,
    "rejected": sent_with({"rejects": True}, "máy dự phòng"),
    "receipt-false": sent_with({"tracker": "ab" * 32}, "chủ không đúng"),
    "receipt-void": receipt_void,
    **SHARED,
}
