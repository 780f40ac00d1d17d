"""What cannot be undone at the committee's desk is asked again before it is done.

Refuses a page whose first press already acts, and a question out of its place.
"""

from pathlib import Path

import pytest

from ballot_service.workflows import overview
from tests.web.site import Browser, Site
from tests.web.test_pages import life

CONFIRM, SEAL = "Chốt cấu hình?", "Niêm phong và bàn giao?"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def desk(head: Browser, site: Site, asked: str = "") -> str:
    """Return the desk's page, with or without a question."""
    query = f"?ask={asked}" if asked else ""
    return head.get(f"/committee/{site.sim.event}{query}").text


def acts_at_once(page: str, site: Site, step: str) -> bool:
    """Say whether a form of the page itself, outside any question, takes a step."""
    outside = page.partition("<dialog")[0]
    return f'action="/committee/{site.sim.event}/{step}"' in outside


def test_the_head_is_asked_before_the_freeze(site: Site) -> None:
    site.sim.create()
    head = site.signed_in("committee")
    plain = desk(head, site)
    assert "?ask=confirm" in plain
    assert "<dialog" not in plain
    assert not acts_at_once(plain, site, "confirm")
    asked = desk(head, site, "confirm")
    assert CONFIRM in asked
    assert 'name="seen"' in asked
    assert not acts_at_once(asked, site, "confirm")
    assert SEAL not in desk(head, site, "seal")


def test_the_seal_is_asked_before_it_is_put_on(site: Site) -> None:
    head = site.signed_in("committee")
    event = ""
    for state in life(site.sim):
        event = site.sim.event
        asked = desk(head, site, "seal")
        assert (SEAL in asked) == (state == "published"), state
        if state != "published":
            continue
        plain = desk(head, site)
        assert "?ask=seal" in plain
        assert not acts_at_once(plain, site, "seal")
        at = f"/committee/{event}"
        assert head.post(f"{at}/seal", f"{at}?ask=seal").status_code == 303
        assert overview.summary(site.sim.office, event).state == "sealed"
        return
