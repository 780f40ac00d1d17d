"""Names of persons that try to be something else: markup, quotes, directions."""

from html import unescape
from pathlib import Path

import pytest

from tests import cycle_sample as sample
from tests.simulator import ElectionSimulator
from tests.web.cycle_site import CycleSite, small_life
from tests.web.site import Site
from tests.web.test_pages import PAGES, check_page

NAMES = (
    '<script>alert("1")</script>',
    'O\'Brien "Đinh" & <b>Quyên</b>',
    "Lý \u202eXuân\u202c \u200fĐiền",
    "Nguyễn " * 17,
    "{{ 77777 * 3 }} {% raw %}",
    'x" autofocus onfocus="alert(1)',
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder: Path = tmp_path_factory.mktemp("hostile")
    sim = ElectionSimulator(folder, members=6, questions=6)
    members = sim.roll["members"]
    nominees, committee = sim.draft["nominees"], sim.draft["committee"]
    assert isinstance(members, list)
    assert isinstance(nominees, list)
    assert isinstance(committee, list)
    for person, nominee, name in zip(members, nominees, NAMES, strict=True):
        person["name"] = person["position"] = name.strip()
        nominee["name"] = nominee["position"] = name.strip()
    # Another person than the nominee of that name, who may not sit there (E13).
    committee[2]["name"] = f"{NAMES[0]} B"
    body = f"Tập thể {NAMES[1]}"
    sim.roll["body"] = sim.draft["body"] = body
    sim.draft["title"] = NAMES[5]
    site = Site(folder, sim)
    sim.until_published(["TV006"])
    return site


def seen(text: str) -> str:
    return unescape(text)


def test_names_are_text_and_nothing_else_on_every_page(hostile: Site) -> None:
    event = hostile.sim.event
    papers = tuple(f"/staff/{event}/{p}" for p in ("opening-sheet", "result"))
    for who, paths in PAGES.items():
        browser = hostile.signed_in(who) if who else hostile.browser()
        for path in (*paths, *(papers if who == "chair" else ())):
            text = browser.get(path.format(e=event)).text
            check_page(text)
            assert "<script>alert" not in text
            assert "<b>Quyên" not in text
            assert ' onfocus="' not in text
            assert "233331" not in text


def test_names_are_shown_whole(hostile: Site) -> None:
    event = hostile.sim.event
    roll = hostile.signed_in("secretary").get(f"/secretary/{event}/roll-call").text
    result = hostile.browser().get(f"/result/{event}").text
    for name in NAMES:
        assert name.strip() in seen(roll)
        assert name.strip() in seen(result)


def test_direction_marks_stay_inside_their_name(hostile: Site) -> None:
    text = hostile.browser().get(f"/result/{hostile.sim.event}").text
    for piece in text.split("\u202e")[1:]:
        assert "</bdi>" in piece
        assert piece.index("\u202c") < piece.index("</bdi>")


def test_names_are_text_on_every_page_of_a_review(tmp_path: Path) -> None:
    plan = sample.small_review()
    for person, name in zip(plan["persons"], NAMES, strict=False):
        person["name"] = person["position"] = name.strip()
    for title, name in zip(plan["titles"], NAMES[1:], strict=False):
        title["name"] = title["authority_name"] = name.strip()
    for proposal, name in zip(plan["proposals"], NAMES, strict=False):
        proposal["reason"] = name.strip()
    plan["body"] = plan["agency"] = NAMES[1]
    for meeting in plan["meetings"]:
        meeting["place"] = meeting["basis"] = NAMES[5]
        meeting["chair"]["name"] = NAMES[0]
    site = CycleSite(tmp_path, plan)
    browsers = {who: site.signed_in(who) for who in ("secretary", "chair")}
    acts = ("agree_list", "record_opinion", "open_step2", "suspend")
    paths = ("", "/plan", "/results", "/lists", "/meetings/1", "/plan/edit")
    for state in small_life(site.year):
        if state not in ("step 1", "step 2 counted", "tie", "closed"):
            continue
        for who, browser in browsers.items():
            more = tuple(f"/act/{act}" for act in acts)
            for path in (*paths, *more):
                answer = browser.get(f"{site.home}{path}")
                assert answer.status_code in (200, 403, 409), f"{state} {who} {path}"
                check_page(answer.text)
                assert "<script>alert" not in answer.text
                assert "<b>Quyên" not in answer.text
                assert ' onfocus="' not in answer.text
                assert "233331" not in answer.text
    text = browsers["chair"].get(f"{site.home}/results").text
    for piece in text.split("\u202e")[1:]:
        assert piece.index("\u202c") < piece.index("</bdi>")
