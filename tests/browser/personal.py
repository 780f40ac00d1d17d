"""Members with tablets of their own: signed in, registered, each sent in its own way.

Refuses a name after the token, and a tablet that is left open with its receipt on it.
"""

from playwright.sync_api import expect

from tests.browser.collective import marks_of
from tests.browser.meeting import Meeting
from tests.browser.papers import UNMARKED, Marks
from tests.browser.tablet import REGISTERED, Tablet
from tests.browser.the_vote import OFFLINE, send_without_network
from tests.browser.the_wall import line, look_at_wall

RELOADS, LOSES_NETWORK, LOSES_IT_AT_SENDING, PRESSES_TWICE, MARKS_NOTHING = range(1, 6)
"""Places, from 0, of the members to whom something happens."""
NO_ANSWER = "Chưa liên lạc được với máy chủ nội bộ; máy đang tự thử lại."
CHUNK = 3
"""The wall shows returned ballots in threes (web/batches.py)."""


def choices_of(place: int) -> Marks:
    """Return what a member marks; one leaves the whole ballot unmarked."""
    chosen = marks_of(place)
    return (UNMARKED,) * len(chosen) if place == MARKS_NOTHING else chosen


def issue(meeting: Meeting) -> None:
    """Each comes with a card, is greeted, compares, and has a token."""
    chair, present = meeting.chair, len(meeting.voters)
    chair.enter("Bảng điều hành", meeting.event)
    chair.decide("Phát phiếu", "Phát phiếu")
    chair.head("Đang phát phiếu")
    for number, member in enumerate(meeting.voters, start=1):
        tablet = Tablet(meeting.room, number)
        tablet.sign_in(meeting.codes[member])
        tablet.compare(member, meeting.manifest_code)
        tablet.press("Mã trùng khớp")
        tablet.has_token(member)
        meeting.tablets.append(tablet)
    issued = chair.page.locator("[data-figure=issued]").first
    expect(issued).to_have_text(f"{present:02}")
    reloads = meeting.tablets[RELOADS]
    reloads.page.reload()
    reloads.has_token(meeting.voters[RELOADS])
    reloads.picture("reloaded-waiting")


def register(meeting: Meeting) -> None:
    """All register by themselves; one has no network then, and comes back."""
    chair, present = meeting.chair, len(meeting.voters)
    lost = meeting.tablets[LOSES_NETWORK]
    lost.expected = list(OFFLINE)
    lost.context.set_offline(True)
    chair.decide("Bắt đầu đăng ký phiếu", "Bắt đầu đăng ký")
    chair.head("Đang đăng ký phiếu")
    for tablet in meeting.tablets:
        if tablet is not lost:
            tablet.see(REGISTERED, 90_000)
    lost.see(NO_ANSWER, 60_000)
    lost.picture("no-network-waiting")
    figure = chair.page.locator("[data-figure=registered]").first
    expect(figure).to_have_text(f"{present - 1:02}")
    lost.context.set_offline(False)
    lost.see(REGISTERED, 90_000)
    look_at_wall(
        meeting,
        "Đang đăng ký phiếu",
        f"{present:02} / {present:02}",
        line(meeting, issued=present),
        "wall-registration",
    )


def _send(tablet: Tablet, place: int, choices: Marks) -> str:
    """Look over and send, each in the way of this place; return the tracker."""
    tablet.review(choices)
    if place == LOSES_IT_AT_SENDING:
        return send_without_network(tablet)
    if place == PRESSES_TWICE:
        tablet.press("Gửi phiếu")
        dialog = tablet.page.get_by_role("dialog")
        dialog.get_by_role("button", name="Gửi phiếu", exact=True).dblclick()
    else:
        tablet.send()
    return tablet.recorded()


def vote(meeting: Meeting) -> None:
    """One after another marks, looks over, sends, keeps the receipt and hands back."""
    present = len(meeting.voters)
    for place, tablet in enumerate(meeting.tablets):
        choices = choices_of(place)
        tablet.mark(choices)
        if place == MARKS_NOTHING:
            tablet.picture("nothing-marked")
        meeting.trackers.append(_send(tablet, place, choices))
        tablet.press("Kết thúc, trả máy")
        tablet.head("Xin cảm ơn đồng chí")
        tablet.context.close()
        if place == CHUNK:
            look_at_wall(
                meeting,
                "Đang bỏ phiếu",
                f"{CHUNK:02} / {present:02}",
                line(meeting, issued=present),
                "wall-in-threes",
            )
    assert len(set(meeting.trackers)) == present
