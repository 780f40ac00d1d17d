"""A code typed from a signed sheet: mistyped, it stands in its field to be corrected.

Refuses to pass where a mistyped code counts as a signature.
"""

from pathlib import Path

import pytest

from ballot_service.workflows import closing
from tests.simulator import CHAIR, NOW, ElectionSimulator
from tests.web.site import Browser, Site

SIGNED = "Đã ký:"


@pytest.fixture
def meeting(tmp_path: Path) -> Site:
    """Return a site whose opening sheet is printed, and not signed."""
    sim = ElectionSimulator(tmp_path)
    sim.until_issuing()
    sim.register()
    return Site(tmp_path, sim)


def check_mistyped(who: Browser, page: str, act: str, code: str) -> None:
    """Check that a wrong code is there again, that it signed nothing; then sign."""
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    answer = who.post(f"{page}/{act}", page, code=wrong)
    assert answer.status_code == 303
    again = who.get(str(answer.location)).text
    assert f'name="code" value="{wrong}" aria-invalid="true"' in again
    assert 'role="alert"' in again
    assert SIGNED not in who.get(page).text
    answer = who.post(f"{page}/{act}", page, code=code)
    assert str(answer.location) == page
    signed = who.get(page).text
    assert SIGNED in signed
    assert wrong not in signed


def test_chair_corrects_one_sign_of_the_opening_sheet(meeting: Site) -> None:
    sheet = meeting.sim.prepare_opening()
    page = f"/chair/{meeting.sim.event}"
    check_mistyped(meeting.signed_in("chair"), page, "sign-opening", sheet.setup_code)


def test_committee_corrects_one_sign_of_the_closing_sheet(meeting: Site) -> None:
    sim = meeting.sim
    sim.open()
    for member in sim.tablets:
        sim.cast(member)
    sheet = closing.close_ballot(sim.office, sim.event, CHAIR, 0, NOW)
    page = f"/committee/{sim.event}"
    check_mistyped(meeting.signed_in("committee"), page, "sign-closing", sheet.end_code)


def test_a_typed_text_of_a_link_is_shown_as_text_alone(meeting: Site) -> None:
    meeting.sim.prepare_opening()
    page = f"/chair/{meeting.sim.event}?mistyped=%22%3E%3Cscript%3E" + "A" * 200
    shown = meeting.signed_in("chair").get(page).text
    assert "<script>A" not in shown
    assert "A" * 81 not in shown
