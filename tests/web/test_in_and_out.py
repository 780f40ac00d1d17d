"""Who comes though marked absent, and who leaves the room: a way on each screen."""

from pathlib import Path

import pytest

from ballot_service.store import events, members
from ballot_service.workflows import overview, rollcall
from tests.web.test_meeting import Meeting

LEFT = "Có đồng chí ra khỏi phòng?"


@pytest.fixture
def meeting(tmp_path: Path) -> Meeting:
    made = Meeting(tmp_path)
    made.prepare()
    made.make_keys()
    made.call_roll()
    return made


def row(text: str, member: str) -> str:
    """Return a member's row of the roll call's page."""
    (found,) = [part for part in text.split("<tr ") if f'value="{member}"' in part] or [
        ""
    ]
    return found


def entry(meeting: Meeting, member: str) -> rollcall.RollEntry:
    roll = rollcall.roll_entries(meeting.sim.office, meeting.sim.event)
    return {item.id: item for item in roll}[member]


def test_absent_member_who_comes_is_confirmed_by_both_screens(meeting: Meeting) -> None:
    event = meeting.sim.event
    theirs = f"/committee/{event}/roll-call"
    meeting.step(
        meeting.secretary, f"/secretary/{event}/roll-call/present", member="TV004"
    )
    shown = row(meeting.second.get(theirs).text, "TV004")
    assert "Chờ xác nhận" in shown
    assert "Vắng không lý do" not in shown
    meeting.step(meeting.second, f"{theirs}/present", member="TV004")
    assert entry(meeting, "TV004").attendance == "present"
    assert row(meeting.second.get(theirs).text, "TV004") == ""


def test_each_screen_says_what_to_do_when_somebody_leaves(meeting: Meeting) -> None:
    event = meeting.sim.event
    roll = f"/secretary/{event}/roll-call"
    assert LEFT in meeting.secretary.get(roll).text
    assert LEFT in meeting.second.get(f"/committee/{event}/roll-call").text
    assert LEFT not in meeting.chair.get(f"/chair/{event}").text
    meeting.vote()
    assert LEFT in meeting.chair.get(f"/chair/{event}").text
    assert "Has a member left the room?" in english(meeting, f"/chair/{event}")
    meeting.at_chair("close", missing="0")
    assert LEFT not in meeting.chair.get(f"/chair/{event}").text
    assert LEFT not in meeting.secretary.get(roll).text


def english(meeting: Meeting, path: str) -> str:
    meeting.chair.post("/language", path, lang="en", back=path)
    text = meeting.chair.get(path).text
    meeting.chair.post("/language", path, lang="vi", back=path)
    return text


def test_who_leaves_before_taking_a_ballot_comes_back_by_two_hands(
    meeting: Meeting,
) -> None:
    sim, event = meeting.sim, meeting.sim.event
    meeting.at_chair("issue")
    calling = f"/secretary/{event}/roll-call"
    meeting.step(meeting.secretary, f"{calling}/withdraw", member="TV003")
    assert overview.progress(sim.office, event).present == 2
    meeting.step(meeting.secretary, f"{calling}/present", member="TV003")
    assert overview.progress(sim.office, event).present == 2
    meeting.step(
        meeting.second, f"/committee/{event}/roll-call/present", member="TV003"
    )
    assert overview.progress(sim.office, event).present == 3


def test_who_leaves_with_a_ballot_stays_present_and_is_written_down_nowhere(
    meeting: Meeting,
) -> None:
    sim, event = meeting.sim, meeting.sim.event
    meeting.vote()
    before = overview.progress(sim.office, event)
    answer = meeting.secretary.post(
        f"/secretary/{event}/roll-call/withdraw", "/staff/", member="TV003"
    )
    assert answer.status_code == 409
    assert "đã nhận phiếu" in answer.text
    assert overview.progress(sim.office, event) == before
    with sim.office.database.reading() as connection:
        found = events.find_event(connection, event)
        columns = {
            name
            for item in members.get_roll(connection, found.id)
            for name in vars(item)
        }
    assert not {name for name in columns if "left" in name or "away" in name}


def test_what_one_looks_for_first_is_said(meeting: Meeting) -> None:
    """The step of a draft, which ballot is which, a password that took hold."""
    sim, event = meeting.sim, meeting.sim.event
    page = meeting.secretary.get(f"/secretary/{event}").text
    assert "Bước 4 – giới thiệu bổ sung quy hoạch" in page
    page = meeting.site.signed_in("technician").get("/technician/").text
    assert sim.uuid in page
    assert f'href="/wall/{sim.uuid}"' in page
    page = meeting.site.browser().get("/staff/sign-in?changed=1").text
    assert "Đã đổi mật khẩu." in page
    page = meeting.site.browser().get("/staff/sign-in?changed=<b>").text
    assert "Đã đổi mật khẩu." not in page
