"""A lost ballot is replaced through the pages of secretary and committee."""

from ballot_service.workflows.issuing import begin_issuing
from tests.simulator import CHAIR, NOW
from tests.web.site import Site


def test_a_lost_ballot_is_replaced_by_two_hands_on_their_pages(issuing: Site) -> None:
    sim = issuing.sim
    member = {"member": "TV001"}
    secretary, committee = (issuing.signed_in(w) for w in ("secretary", "committee"))
    codes = f"/secretary/{sim.event}/codes"
    path = f"/secretary/{sim.event}/roll-call/replace"
    early = secretary.post(path, codes, **member)
    assert early.status_code == 409
    assert "cho đăng ký phiếu trước" in early.text
    sim.register(["TV002", "TV003"])
    begin_issuing(sim.office, sim.event, CHAIR, NOW)
    roll = f"/committee/{sim.event}/roll-call"
    assert "Xác nhận cấp lại" not in committee.get(roll).text
    assert secretary.post(path, codes, **member).status_code == 303
    assert "chờ Ban kiểm phiếu xác nhận" in secretary.get(codes).text
    assert "Xác nhận cấp lại" in committee.get(roll).text
    assert committee.post(f"{roll}/replace", roll, **member).status_code == 303
    assert "Xác nhận cấp lại" not in committee.get(roll).text
    assert "In thẻ" in secretary.get(codes).text
