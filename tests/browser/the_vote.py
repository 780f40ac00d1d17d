"""Issuing, registration, opening, five ways to send a ballot, and the close.

Refuses a name after the token, a second token, other bytes at the second sending, and
anything to see behind "Đã ghi nhận".
"""

import re

from playwright.sync_api import Request, Route, expect

from tests.browser.meeting import Meeting
from tests.browser.papers import CHOICES, VOTERS
from tests.browser.tablet import REGISTERED, Tablet

ELSEWHERE = "Đồng chí đã nhận phiếu trên máy khác."
KEPT = "Phiếu được giữ trên máy; bấm 'Gửi lại' (không bị tính hai lần)."
TRACKER = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")
OFFLINE = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")


def issue(meeting: Meeting) -> None:
    """The chair begins; the tablets take their tokens; a second tablet is refused."""
    early = meeting.tablets[1]
    early.go("/sign-in")
    early.picture("sign-in")
    early.sign_in(meeting.codes[VOTERS[1]])
    early.compare(VOTERS[1], meeting.manifest_code)
    early.picture("greeting")
    early.press("Mã trùng khớp")
    early.head("Chưa đến lúc phát phiếu")
    early.picture("before-issuing")
    chair = meeting.chair
    chair.head("Sẵn sàng phát phiếu")
    chair.picture("ready")
    chair.decide("Phát phiếu", "Phát phiếu", "question-issue")
    chair.head("Đang phát phiếu")
    for tablet, member in zip(meeting.tablets, VOTERS, strict=True):
        if tablet is not early:
            tablet.sign_in(meeting.codes[member])
            tablet.compare(member, meeting.manifest_code)
            tablet.press("Mã trùng khớp")
    for tablet, member in zip(meeting.tablets, VOTERS, strict=True):
        tablet.has_token(member)
    early.picture("waiting")
    second_tablet(meeting)
    expect(chair.page.locator("[data-figure=issued]").first).to_have_text("05")
    chair.picture("issuing")
    meeting.secretary.go(f"/secretary/{meeting.event}/codes")
    meeting.secretary.picture("codes-used")


def second_tablet(meeting: Meeting) -> None:
    """A member who has a token tries the same card on another tablet: E25."""
    other = Tablet(meeting.room, 6)
    other.expected = ["status of 409"]
    other.sign_in(meeting.codes[VOTERS[0]])
    expect(other.page.get_by_role("alert")).to_contain_text(ELSEWHERE)
    other.see("Mã thông báo: E25")
    other.picture("refused-elsewhere")
    other.context.close()


def register(meeting: Meeting) -> None:
    """Each tablet registers by itself, at a moment drawn from half a minute."""
    chair = meeting.chair
    chair.decide("Bắt đầu đăng ký phiếu", "Bắt đầu đăng ký", "question-register")
    chair.head("Đang đăng ký phiếu")
    chair.picture("registration")
    meeting.wall.go(f"/wall/{meeting.uuid}")
    meeting.wall.picture("registration")
    for tablet in meeting.tablets:
        tablet.see(REGISTERED, 60_000)
    meeting.tablets[0].picture("registered")
    figure = chair.page.locator("[data-figure=registered]").first
    expect(figure).to_have_text("05", timeout=15_000)


def open_ballot(meeting: Meeting) -> None:
    """The opening sheet is signed by two hands; then the chair opens."""
    chair, head = meeting.chair, meeting.head
    chair.decide("Lập biên bản mở", "Lập biên bản mở", "question-sheet")
    chair.see("Còn thiếu trước khi mở:")
    chair.picture("box-unconfirmed")
    head.enter("Bàn kiểm phiếu", meeting.event)
    head.picture("box-to-confirm")
    head.press("Xác nhận hòm phiếu trống")
    chair.see("hòm phiếu trống – đã xác nhận")
    chair.picture("sheet-to-sign")
    chair.link("Xem và in biên bản mở").click()
    chair.head("BIÊN BẢN MỞ BỎ PHIẾU")
    chair.picture("opening-sheet")
    chair.link("Quay lại").click()
    code = chair.code("Mã mở bỏ phiếu")
    chair.sign(code)
    head.enter("Bàn kiểm phiếu", meeting.event)
    head.picture("sheet-to-sign")
    head.sign(code.lower())
    expect(chair.link("Mở bỏ phiếu")).to_be_visible()
    chair.decide("Mở bỏ phiếu", "Mở bỏ phiếu", "question-open")
    chair.head("Đang bỏ phiếu")
    meeting.sheet = {"setup": code}


def vote(meeting: Meeting) -> None:
    """Five members mark; four send, and the last one is still thinking."""
    reloading, offline, deaf, going_back, last = meeting.tablets
    for tablet, choices in zip(meeting.tablets, CHOICES, strict=True):
        tablet.mark(choices)
        assert tablet.code("Mã mở bỏ phiếu") == meeting.sheet["setup"]
    offline.picture("marked")
    reload(reloading)
    for tablet, choices in zip(meeting.tablets, CHOICES, strict=True):
        if tablet is not last:
            tablet.review(choices)
    offline.picture("review")
    reloading.send("question-send")
    meeting.trackers.append(reloading.recorded())
    reloading.picture("recorded")
    meeting.trackers.append(send_without_network(offline))
    meeting.trackers.append(send_without_answer(deaf))
    going_back.send()
    meeting.trackers.append(going_back.recorded())
    press_back(going_back)
    meeting.wall.go(f"/wall/{meeting.uuid}")
    meeting.wall.picture("open")


def reload(tablet: Tablet) -> None:
    """A page loaded anew has the ballot to fill in again, and says so."""
    tablet.page.once("dialog", lambda dialog: dialog.accept())
    tablet.page.reload()
    tablet.see("Trang vừa được mở lại. Phiếu của đồng chí chưa gửi", 30_000)
    chosen = "input[value=agree]:checked, input[value=disagree]:checked"
    expect(tablet.page.locator(chosen)).to_have_count(0)
    tablet.picture("reloaded")
    tablet.mark(CHOICES[0])


def send_without_network(tablet: Tablet) -> str:
    """The network is gone at "Gửi phiếu", and there again at "Gửi lại"."""
    tablet.expected = list(OFFLINE)
    sent: list[bytes | None] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/ballots"):
            sent.append(request.post_data_buffer)

    tablet.context.on("request", note)
    tablet.context.set_offline(True)
    tablet.send()
    tablet.see(KEPT)
    tablet.picture("unsent")
    tablet.press("Gửi lại")
    tablet.see(KEPT)
    tablet.context.set_offline(False)
    tablet.see("Máy chủ đã trả lời. Đồng chí bấm Gửi lại.")
    tablet.press("Gửi lại")
    tracker = tablet.recorded()
    assert len(sent) >= 2
    assert sent[0] is not None
    assert set(sent) == {sent[0]}
    return tracker


def send_without_answer(tablet: Tablet) -> str:
    """The ballot arrives and its receipt does not: sent again, it counts once."""
    tablet.expected = list(OFFLINE)
    sent: list[bytes | None] = []

    def swallow(route: Route) -> None:
        sent.append(route.request.post_data_buffer)
        if len(sent) == 1:
            assert route.fetch().status == 200
            route.abort()
        else:
            route.continue_()

    tablet.context.route("**/api/*/ballots", swallow)
    tablet.send()
    tablet.see(KEPT)
    tablet.press("Gửi lại")
    tracker = tablet.recorded()
    assert len(sent) == 2
    assert sent[0] is not None
    assert sent[0] == sent[1]
    return tracker


def press_back(tablet: Tablet) -> None:
    """Nothing of the ballot comes back, however often Back is pressed."""
    tablet.page.go_back()
    tablet.picture("after-back")
    for _ in range(3):
        expect(tablet.page.locator("h1")).to_be_visible()
        expect(tablet.page.locator("input[type=radio]")).to_have_count(0)
        text = tablet.page.content()
        assert not [name for name in VOTERS if name in text]
        assert "Hoàng Bá Vỹ" not in text
        if "/booth/" in tablet.page.url:
            tablet.head("Đã ghi nhận")
        tablet.page.go_back()
        if not tablet.page.url.startswith(tablet.room.base):
            break


def close(meeting: Meeting) -> None:
    """Asked once, the chair waits for the last ballot; asked again, closes."""
    chair, last = meeting.chair, meeting.tablets[-1]
    expect(chair.page.locator("[data-figure=not_yet]")).to_have_text("01")
    chair.picture("open")
    chair.link("Đóng bỏ phiếu").click()
    dialog = chair.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Đóng bỏ phiếu khi còn 01 phiếu chưa gửi?")
    chair.picture("question-close-one-missing")
    dialog.get_by_role("link", name="Chưa đóng").click()
    expect(dialog).to_be_hidden()
    chair.head("Đang bỏ phiếu")
    last.review(CHOICES[-1])
    last.send()
    meeting.trackers.append(last.recorded())
    expect(chair.page.locator("[data-figure=not_yet]")).to_have_text("00")
    chair.decide("Đóng bỏ phiếu", "Đóng bỏ phiếu", "question-close")
    chair.head("Đã đóng bỏ phiếu")
    chair.picture("closed")
    for tracker in meeting.trackers:
        assert TRACKER.fullmatch(tracker), tracker
    last.see("Đã đóng bỏ phiếu. Đồng chí có thể đối chiếu")
    last.picture("recorded-closed")
    last.press("Kết thúc, trả máy")
    last.head("Xin cảm ơn đồng chí")
    last.picture("finished")
