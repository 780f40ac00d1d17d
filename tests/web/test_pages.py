"""Every page in every state of the meeting, for everybody who has it."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ballot_service.workflows import opening, pausing, publication, rollcall, voiding
from tests.simulator import CHAIR, HEAD, NOW, ElectionSimulator
from tests.web.site import Browser, Site

PAGES: dict[str, tuple[str, ...]] = {
    "secretary": (
        "/staff/",
        "/secretary/{e}",
        "/secretary/{e}/amend",
        "/secretary/{e}/roll-call",
        "/secretary/{e}/codes",
        "/staff/{e}/roll-sheet",
        "/staff/{e}/papers",
    ),
    "chair": (
        "/chair/{e}",
        *(
            f"/chair/{{e}}?ask={step}"
            for step in (
                *("confirm", "postpone", "issue", "register", "prepare", "open"),
                *("close", "publish", "withhold", "void", "nonsense"),
            )
        ),
    ),
    "committee": (
        "/committee/{e}",
        "/committee/{e}?ask=confirm",
        "/committee/{e}?ask=seal",
        "/committee/{e}/roll-call",
        "/staff/{e}/papers",
    ),
    "inspector": ("/inspector/{e}", "/staff/{e}/papers"),
    "technician": ("/technician/", "/staff/password"),
    "": ("/wall/{e}", "/board/{e}", "/booth/{e}", "/sign-in", "/staff/sign-in"),
}


def life(sim: ElectionSimulator) -> Iterator[str]:
    """Lead a meeting through its states, stopping at each."""
    sim.create()
    yield "draft"
    sim.freeze()
    yield "frozen"
    sim.make_keys()
    yield "keys"
    sim.call_roll(["TV003", "TV004", "TV005"])
    yield "no quorum"
    rollcall.postpone(sim.office, sim.event, CHAIR, NOW)
    yield "postponed"
    rollcall.reconvene(sim.office, sim.event, CHAIR, NOW)
    sim.call_roll(["TV005"])
    yield "ready"
    sim.issue()
    yield "issuing"
    sim.register()
    yield "registration"
    opening.prepare_opening(sim.office, sim.event, CHAIR, NOW)
    yield "sheet"
    sim.open()
    yield "open"
    pausing.pause(sim.office, sim.event, CHAIR, NOW)
    yield "paused"
    pausing.resume(sim.office, sim.event, CHAIR, NOW)
    for member in list(sim.tablets)[:3]:
        sim.cast(member)
    sim.close()
    yield "closed"
    sim.export()
    yield "counting"
    sim.count()
    yield "counted"
    publication.hear_complaint(sim.office, sim.event, CHAIR, "12/KN", NOW)
    yield "complaint"
    publication.settle_complaint(sim.office, sim.event, CHAIR, NOW)
    publication.publish(sim.office, sim.event, CHAIR, NOW)
    yield "published"
    publication.seal(sim.office, sim.event, HEAD, NOW)
    yield "sealed"


class Wellformed(HTMLParser):
    """Counts what a strict policy would refuse, and elements left open."""

    VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})
    LOOSE = frozenset({"p", "li", "dt", "dd", "path", "rect", "circle"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.refused: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if "style" in names or any(name.startswith("on") for name in names):
            self.refused.append(f"{tag}: {names}")
        if tag == "style" or (tag == "script" and "src" not in names):
            self.refused.append(tag)
        for name, value in attrs:
            if name in ("href", "src", "action") and value and "//" in value:
                self.refused.append(value)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.refused.append(f"</{tag}>")


def check_page(text: str) -> None:
    """Check that a page keeps to the policy and closes what it opens."""
    parser = Wellformed()
    parser.feed(text)
    assert parser.refused == []
    assert parser.open == []


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("life"))


def test_every_page_renders_in_every_state(meeting: Site) -> None:
    browsers: dict[str, Browser] = {}
    for state in life(meeting.sim):
        for who, paths in PAGES.items():
            if who not in browsers:
                browsers[who] = meeting.signed_in(who) if who else meeting.browser()
            for path in paths:
                answer = browsers[who].get(path.format(e=meeting.sim.event))
                assert answer.status_code == 200, f"{state} {who} {path}"
                check_page(answer.text)


def test_every_page_renders_in_english(published: Site) -> None:
    for who, paths in PAGES.items():
        browser = published.signed_in(who) if who else published.browser()
        if who:
            browser.post("/language", "/staff/sign-in", lang="en", back="/")
        for path in paths:
            answer = browser.get(path.format(e=published.sim.event), query_string=None)
            assert answer.status_code == 200
            if who:
                assert '<html lang="en"' in answer.text
                assert "Đăng xuất" not in answer.text


def test_codes_stand_on_every_page_after_the_freeze(published: Site) -> None:
    code = published.signed_in("inspector").get(
        f"/staff/{published.sim.event}/progress"
    )
    assert code.status_code == 200
    for who, paths in PAGES.items():
        browser = published.signed_in(who) if who else published.browser()
        for path in paths:
            if "{e}" not in path or path.startswith("/booth"):
                continue  # the booth's script shows them
            text = browser.get(path.format(e=published.sim.event)).text
            assert text.count('class="code">') + text.count("receipt__code code") >= 4


def test_sheets_and_result_are_there_for_those_inside(published: Site) -> None:
    event = published.sim.event
    for who in ("chair", "committee", "inspector"):
        browser = published.signed_in(who)
        for paper in ("opening-sheet", "closing-sheet", "result"):
            answer = browser.get(f"/staff/{event}/{paper}")
            assert answer.status_code == 200
            check_page(answer.text)
        record = browser.get(f"/staff/{event}/record.zip")
        assert record.data.startswith(b"PK")


def test_report_is_good_step_by_step(published: Site) -> None:
    page = published.signed_in("inspector").get(
        f"/inspector/{published.sim.event}/report"
    )
    assert "</svg>ĐẠT</h1>" in page.text
    assert page.text.count("</svg>Đạt</span>") == 14
    check_page(page.text)


def test_announced_result_names_its_base_beside_each_rate(published: Site) -> None:
    text = published.browser().get(f"/result/{published.sim.uuid}").text
    check_page(text)
    rates = text.count('<span class="fig num"><b>')
    assert rates == 6  # three rows, in two tables
    assert text.count("trên tổng số 05 thành viên</span>") == rates


def test_result_is_closed_until_it_is_announced(issuing: Site) -> None:
    answer = issuing.browser().get(f"/result/{issuing.sim.uuid}")
    assert answer.status_code == 403
    assert "Chưa công bố kết quả" in answer.text


def test_no_page_without_sign_in_names_a_member(published: Site) -> None:
    browser = published.browser()
    for path in ("/wall/{e}", "/board/{e}", "/result/{e}", "/booth/{e}"):
        text = browser.get(path.format(e=published.sim.uuid)).text
        assert "Nguyễn Văn" not in text


def test_chair_is_told_numbers_and_no_names(published: Site) -> None:
    chair = published.signed_in("chair")
    assert "Nguyễn Văn" not in chair.get(f"/chair/{published.sim.event}").text
    progress = chair.get(f"/staff/{published.sim.event}/progress")
    assert "Nguyễn" not in progress.text


def test_void_ballot_is_repeated_as_a_new_run(tmp_path: Path) -> None:
    site = Site(tmp_path)
    sim = site.sim
    sim.until_open(["TV005"])
    voiding.void_event(sim.office, sim.event, CHAIR, "secrecy_breach", "01/BB", NOW)
    chair = site.signed_in("chair")
    page = chair.get(f"/chair/{sim.event}")
    assert "Phiếu đã gửi không bao giờ được mở" in page.text
    assert "Chuyển sang phiếu giấy" in page.text
    answer = chair.post(f"/chair/{sim.event}/repeat", f"/chair/{sim.event}")
    assert answer.status_code == 303
    assert "Lần 2" in chair.get(str(answer.location)).text
    old = chair.get(f"/chair/{sim.event}").text
    assert f'href="{answer.location}"' in old
    assert "Lần 2 của cuộc này đã được lập." in old
    assert "Chuyển sang phiếu giấy" not in old
    assert "/repeat" not in old
