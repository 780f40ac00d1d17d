"""Attacks on a review's results before step 4: who may not read, and who may not act.

Attack: results of steps 2 and 3 leak before the secret ballot (rules 6.3). Attack: the
agency closes, decides or drops in the collective's place.
"""

from pathlib import Path

import pytest

from tests import cycle_sample as sample
from tests.web.cycle_site import CycleSite, small_life

CLOSED_TO = ("committee", "technician", "")
PLACES = ("", "/plan", "/plan.json", "/results", "/lists", "/papers", "/act/agree_list")


@pytest.fixture
def consulted(tmp_path: Path) -> CycleSite:
    """Return a review whose step 2 has its result, and step 4 is still to come."""
    site = CycleSite(tmp_path, sample.small_review())
    for state in small_life(site.year):
        if state == "step 2 counted":
            break
    return site


@pytest.mark.parametrize("who", CLOSED_TO)
def test_results_of_step_2_open_to_nobody_else(consulted: CycleSite, who: str) -> None:
    browser = consulted.signed_in(who) if who else consulted.browser()
    for place in PLACES:
        answer = browser.get(f"{consulted.home}{place}")
        assert answer.status_code in (303, 403), f"{who} {place}"
        assert "80,00%" not in answer.text
        assert "Đinh Khắc Thịnh</bdi>" not in answer.text.split("<main")[-1]
    answer = browser.post(f"{consulted.home}/papers", make="summary")
    assert answer.status_code in (401, 403)


def test_agency_cannot_act_for_the_collective(consulted: CycleSite) -> None:
    secretary = consulted.signed_in("secretary")
    pairs = [" ".join(pair) for pair in consulted.year.progress.consulted]
    for act in ("agree_list", "return_to_review", "close_list", "cancel"):
        answer = secretary.post(
            f"{consulted.home}/act/{act}",
            about=pairs,
            keep=pairs,
            reason="x",
            authority="x",
            meeting_minutes="x",
            counting_minutes="x",
        )
        assert answer.status_code == 403, act
    assert consulted.year.state == "step2_consulting"


def test_inspector_changes_nothing(consulted: CycleSite) -> None:
    inspector = consulted.signed_in("inspector")
    for place in ("/act/agree_list", "/plan/edit", "/meetings/2", "/papers"):
        assert inspector.post(f"{consulted.home}{place}").status_code == 403
    assert inspector.get(f"{consulted.home}/results").status_code == 200


def test_name_that_was_never_consulted_cannot_be_slipped_in(
    consulted: CycleSite,
) -> None:
    chair = consulted.signed_in("chair")
    pairs = [" ".join(pair) for pair in consulted.year.progress.consulted]
    path = f"{consulted.home}/act/agree_list"
    typed = {"about": [*pairs, "T1 UC03"], "keep": [*pairs, "T1 UC03"]}
    answer = chair.post(path, path, **typed, meeting_minutes="BB-02")
    assert answer.status_code == 409
    assert "Nhân sự mới phải trở lại bước thẩm định" in answer.text
    assert consulted.year.progress.agreed is None
