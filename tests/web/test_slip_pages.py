"""Staff pages of a vote by slips: late arrivals by two hands, and figures that fit.

Refuses a warning of tokens that never were, and a late member whom nobody can confirm.
"""

from pathlib import Path

import pytest

from ballot_service.tally.slips import encode_public, make_slips
from ballot_service.workflows import overview, registration, rollcall, slips
from tests.making import seeded
from tests.simulator import CHAIR, HEAD, NOW, SECRETARY, ElectionSimulator
from tests.web.site import Site

MEMBERS = 5
LATE = "TV005"
LOST = "phiếu chưa đăng ký sẽ không dùng được"


def begun(folder: Path, tokens: int) -> Site:
    """Return a site at registration, so many having taken tokens on tablets."""
    sim = ElectionSimulator(folder, members=MEMBERS, questions=3)
    sim.create()
    sim.freeze()
    sim.make_keys()
    sim.call_roll([LATE])
    sim.issue(sim.present_members()[:tokens])
    if tokens:
        sim.register()
    else:
        registration.begin_registration(sim.office, sim.event, CHAIR, NOW)
    return Site(folder, sim)


def take_slips_over(site: Site, given: int) -> None:
    """Let the desk take the slips over, and so many members draw one."""
    sim = site.sim
    rest = MEMBERS - overview.progress(sim.office, sim.event).registered
    made = make_slips(sim.manifest, rest, seeded("slip pages"))
    public = encode_public(sim.manifest, made)
    slips.import_slips(sim.office, sim.event, HEAD, public, NOW)
    without = [
        entry.id
        for entry in rollcall.roll_entries(sim.office, sim.event)
        if entry.attendance == "present" and not entry.served
    ]
    for member in without[:given]:
        slips.give_slip(sim.office, sim.event, SECRETARY, member, NOW)


def test_the_chair_of_a_vote_by_slips_is_told_of_slips(tmp_path: Path) -> None:
    site = begun(tmp_path, tokens=0)
    console = f"/chair/{site.sim.event}"
    chair = site.signed_in("chair")
    assert "Chờ Ban kiểm phiếu in thẻ" in chair.get(console).text
    assert "chưa thể mở bỏ phiếu" in chair.get(f"{console}?ask=prepare").text
    take_slips_over(site, given=3)
    shown = chair.get(console).text
    assert "Cả hội nghị bỏ phiếu bằng thẻ." in shown
    assert "tự đăng ký phiếu" not in shown
    asked = chair.get(f"{console}?ask=prepare").text
    assert LOST not in asked
    assert "Đã trao thẻ cho <b>03</b> trên <b>04</b>" in asked


@pytest.mark.parametrize(("tokens", "given"), [(2, 0), (2, 2), (3, 1)])
def test_slips_are_no_tokens_that_were_lost(
    tmp_path: Path, tokens: int, given: int
) -> None:
    site = begun(tmp_path, tokens)
    take_slips_over(site, given)
    asked = site.signed_in("chair").get(f"/chair/{site.sim.event}?ask=prepare").text
    assert f"Đã đăng ký <b>{tokens:02}</b> trên <b>{tokens:02}</b>" in asked
    assert LOST not in asked


def test_who_was_marked_absent_and_comes_is_confirmed_by_both(tmp_path: Path) -> None:
    site = begun(tmp_path, tokens=0)
    take_slips_over(site, given=4)
    site.sim.open()
    secretary, committee = site.signed_in("secretary"), site.signed_in("committee")
    roll = f"/secretary/{site.sim.event}/roll-call"
    desk = f"/committee/{site.sim.event}/roll-call"
    button = 'action="%s/present"'
    assert button % desk not in committee.get(desk).text
    secretary.post(f"{roll}/present", roll, member=LATE)
    assert "Chờ xác nhận" in secretary.get(roll).text
    seen = committee.get(desk).text
    assert button % desk in seen
    assert "Chờ xác nhận" in seen
    committee.post(f"{desk}/present", desk, member=LATE)
    assert f'action="{roll}/slip"' in secretary.get(roll).text
    secretary.post(f"{roll}/slip", roll, member=LATE)
    assert overview.progress(site.sim.office, site.sim.event).issued == MEMBERS
