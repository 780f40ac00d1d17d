"""Every page of a meeting, in every state it can be in, one after the other.

Refuses to decide what is wrong with a page: it shows them to `Eyes`.
"""

import io
import re
import time
from collections.abc import Callable
from pathlib import Path

from werkzeug.datastructures import FileStorage

from ballot_service.keyfiles import tls
from ballot_service.store import passkeys
from ballot_service.store.passkeys import PasskeyRow
from ballot_service.workflows import publication, slips, staff, voiding
from ballot_service.workflows.issuing import begin_issuing
from ballot_service.workflows.office import Role
from tests.accessibility.eyes import ORIGIN, Eyes
from tests.accessibility.visits import SECOND, Visits
from tests.paper_ballots import statement, until_paper
from tests.simulator import CHAIR, HEAD, NOW, SECRETARY, ElectionSimulator
from tests.software_key import SoftwareKey
from tests.spreadsheets.sample import FACTS, MEMBERS, SHEETS, Table, xlsx
from tests.web.site import PASSWORD, Site
from tests.web.test_import import paper_of
from tests.web.test_pages import PAGES, life
from tests.web.test_paper import FIGURES
from tests.web.test_passkeys import KEYS, add, removal_of
from tests.workflows.test_tokens import halves

MORE = {
    "secretary": (
        *("/secretary/new", "/secretary/import", "/secretary/{e}/import"),
        "/staff/{e}/papers/sealing",
    ),
    "chair": (
        *("/staff/", "/staff/{e}/opening-sheet", "/staff/{e}/closing-sheet"),
        *("/chair/{e}?ask=paper", "/chair/{e}?ask=complaint"),
    ),
    "committee": ("/staff/", "/staff/{e}/result"),
    "inspector": ("/staff/", "/inspector/{e}/report"),
    "technician": ("/staff/", "/technician/{e}/tablets/"),
    "": ("/result/{e}", "/nothing", "/wall/nothing"),
}
"""Pages that exist in some states only; elsewhere the refusal is the page."""
SEATS = ("Bùi Đình Nghĩa", "Nông Diệu Yến", "Chu Công Quý")


class Walk(Visits):
    """Visits to the pages of a simulated meeting."""

    def __init__(self, site: Site, eyes: Eyes) -> None:
        super().__init__(site, eyes, lambda: self.sim.event)
        self.meeting, self.sim = site, site.sim


def whole_meeting(walk: Walk) -> None:
    """From the draft to the seal: everybody's pages in each state."""
    for state in life(walk.sim):
        for who, paths in PAGES.items():
            for path in (*paths, *MORE.get(who, ())):
                walk.see(who, path, state)
        if state == "closed":
            receipt = next(iter(walk.sim.receipts.values()))
            for code in (receipt.tracker, "0000-0000-0000-0000", "!"):
                walk.see("", f"/board/{{e}}?code={code}", state)
            walk.send("secretary", "/staff/{e}/papers/sealing", act="sealing")
        if state == "ready":
            codes = "/secretary/{e}/codes"
            walk.send("secretary", codes, member="TV001")
            walk.send("secretary", codes, all="yes")


def signing_in(walk: Walk) -> None:
    """The pages before a person is known, with each thing that can be wrong there."""
    sim = walk.sim
    walk.see("", "/trust", "no authority")
    tls.make_authority(sim.folder / "keys", int(time.time()))
    for name in ("checker/index.html", "booth/bench.html"):
        walk.see("", f"/static/{name}")
    for path in ("/trust", "/sign-in", "/s/K7QF3M2A", "/staff/sign-in"):
        walk.see("", path, "nobody signed in")
    walk.send("", "/sign-in", code="ABCD-EFGH")
    sim.create()
    sim.freeze()
    sim.make_keys()
    sim.call_roll(["TV005"])
    sim.issue(["TV001", "TV002"])
    code = walk.meeting.code_of("TV004")
    walk.person("member").post("/sign-in", "/sign-in", code=code)
    walk.see("member", "/booth/{e}", "issuing")
    walk.send("other", "/sign-in", code=code)
    code = walk.meeting.code_of("TV003")
    walk.person("third").post("/sign-in", "/sign-in", code=code)
    sim.take_token("TV003")
    walk.send("other", "/sign-in", code=code)
    for _ in range(6):
        walk.send("other", "/staff/sign-in", login="chair", password="wrong password")
    for old, new in ((PASSWORD, "short"), ("wrong", "another password of tests")):
        walk.send("technician", "/staff/password", old=old, new=new, again=new)
    walk.see("technician", "/chair/{e}", "not hers")
    _with_a_passkey(walk)


def _with_a_passkey(walk: Walk) -> None:
    walk.see("technician", "/staff/passkeys", "none")
    office = walk.sim.office
    users = {user.login: user.id for user in staff.list_users(office)}
    user = users["technician"]
    row = PasskeyRow("AAAA", "USB", user, "USB", "cu.lan", b"", 0, NOW)
    with office.database.writing() as connection:
        passkeys.add_passkey(connection, row)
    walk.see("technician", "/staff/passkeys", "one")
    walk.see("technician", "/staff/passkeys/USB/remove")
    walk.send("technician", "/staff/passkeys/USB/remove", password="wrong password")


def lists_and_rehearsal(walk: Walk) -> None:
    """The secretary's lists, right and wrong, and the rehearsal."""
    walk.sim.create()
    for path in ("/secretary/import", "/secretary/rehearsal", "/secretary/new"):
        walk.see("secretary", path)
    for path in ("/secretary/import", "/secretary/{e}/import"):
        seen = walk.send("secretary", path, roll_file=_book(SHEETS), **FACTS)
        paper_of(seen)
    wrong: Table = [*MEMBERS, ["TV06", "Lý  xuân điền", ""]]
    book = _book({**SHEETS, "Thành viên": wrong})
    given = {**FACTS, "date": "32/01/2026", "body": ""}
    walk.send("secretary", "/secretary/import", roll_file=book, **given)
    no_book = FileStorage(io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "ds.xls")
    walk.send("secretary", "/secretary/import", roll_file=no_book, **FACTS)
    walk.send("secretary", "/secretary/rehearsal", members="", date="32/1")
    made = walk.send(
        "secretary",
        "/secretary/rehearsal",
        members="3",
        date="24/03/2026",
        seat_name=list(SEATS),
    )
    walk.sim.event = made.location.rsplit("/", 1)[1]
    for who, path in (
        ("secretary", "/secretary/{e}"),
        ("chair", "/chair/{e}"),
        ("committee", "/committee/{e}"),
        ("", "/wall/{e}"),
    ):
        walk.see(who, path, "rehearsal")


def _book(sheets: dict[str, Table]) -> FileStorage:
    return FileStorage(io.BytesIO(xlsx(sheets)), "hội nghị.xlsx")


def tablets_and_slips(walk: Walk) -> None:
    """Shared tablets from the sticker to the lamp; slips from import to the opening."""
    sim, tablets = walk.sim, "/technician/{e}/tablets/"
    sim.create()
    sim.freeze()
    sim.make_keys()
    walk.see("technician", tablets, "none")
    for number in (1, 2, 3):
        shown = walk.send("technician", tablets, name=f"Máy {number}")
        found = re.search(r"/kiosk/enrol/([0-9a-f]{32})", shown.text)
        if found and number > 1:
            walk.see("tablet", f"/kiosk/enrol/{found[1]}")
            walk.send(
                "tablet", "/kiosk/enrol", f"/kiosk/enrol/{found[1]}", code=found[1]
            )
    walk.send("technician", tablets, name="Máy 1")
    walk.see("tablet", "/kiosk/{e}", "enrolled")
    walk.see("", "/kiosk/{e}", "not enrolled")
    walk.send("other", "/kiosk/enrol", "/sign-in", code="spent")
    lamp = walk.path("/kiosk/{e}/lamp")
    walk.person("tablet").client.post(lamp, json={"using": True})
    revoke = walk.path(f"{tablets}revoke")
    walk.person("technician").post(revoke, walk.path(tablets), name="Máy 2")
    walk.see("technician", tablets, "three")
    sim.call_roll(["TV005"])
    sim.issue(["TV001", "TV002"])
    sim.register(["TV001"])
    begin_issuing(sim.office, sim.event, CHAIR, NOW)
    again = "/secretary/{e}/roll-call/replace"
    walk.person("secretary").post(walk.path(again), "/staff/sign-in", member="TV002")
    _both_rolls(walk, "replaced")
    sim.register([])
    _, public = halves(sim, 4)
    slips.import_slips(sim.office, sim.event, HEAD, public, NOW)
    slips.give_slip(sim.office, sim.event, SECRETARY, "TV003", NOW)
    _both_rolls(walk, "slips")
    sim.open()
    _both_rolls(walk, "open with slips")
    sim.cast("TV001")
    sim.close()
    for who in ("committee", "inspector"):
        walk.see(who, f"/{who}/{{e}}", "undrawn slips")
    walk.see("chair", "/staff/{e}/closing-sheet", "undrawn slips")


def _both_rolls(walk: Walk, state: str) -> None:
    for who in ("secretary", "committee"):
        walk.see(who, f"/{who}/{{e}}/roll-call", state)
        walk.see(who, f"/{who}/{{e}}", state)
    walk.see("secretary", "/secretary/{e}/codes", state)


def on_paper(walk: Walk) -> None:
    """The tellers' page: empty, wrong, by one, at odds, agreed; the signed result."""
    sim, desk = walk.sim, "/committee/{e}/paper"
    until_paper(sim)
    name, roles = "Phạm Thị Duyên", [Role.COMMITTEE]
    staff.create_user(sim.office, SECOND, name, roles, PASSWORD, 2)
    walk.see("committee", desk, "empty")
    walk.send("committee", desk, **{**FIGURES, "agree-2": "hai", "issued": ""})
    walk.send("committee", desk, **FIGURES)
    walk.see("committee", desk, "by one")
    walk.see(SECOND, desk, "by the other")
    walk.send(SECOND, desk, **{**FIGURES, "agree-2": "1", "disagree-2": "2"})
    walk.see("committee", desk, "at odds")
    walk.see("committee", "/staff/{e}/paper-sheet", "at odds")
    recount = walk.path(f"{desk}/recount")
    walk.person("committee").post(recount, walk.path(desk), reason="BB 06/2026")
    for who in ("committee", SECOND):
        walk.send(who, desk, **FIGURES)
    _paper_pages(walk, "agreed")
    signed = (io.BytesIO(statement(sim)), "statement.json")
    walk.send("committee", f"{desk}/result", desk, statement=signed)
    publication.publish(sim.office, sim.event, CHAIR, NOW)
    _paper_pages(walk, "published")


def _paper_pages(walk: Walk, state: str) -> None:
    for who, path in (
        ("committee", "/committee/{e}/paper"),
        ("committee", "/committee/{e}"),
        ("committee", "/staff/{e}/paper-sheet"),
        ("chair", "/chair/{e}"),
        ("inspector", "/inspector/{e}"),
        ("inspector", "/inspector/{e}/report"),
        ("secretary", "/secretary/{e}"),
        ("secretary", "/staff/{e}/papers"),
        ("", "/wall/{e}"),
        ("", "/result/{e}"),
        ("", "/board/{e}"),
    ):
        walk.see(who, path, f"paper {state}")


def void_and_again(walk: Walk) -> None:
    """A void ballot, and its second run."""
    sim = walk.sim
    sim.until_open(["TV005"])
    voiding.void_event(sim.office, sim.event, CHAIR, "secrecy_breach", "01/BB", NOW)
    _everybody(walk, "void")
    sent = walk.send("chair", "/chair/{e}/repeat", "/chair/{e}")
    walk.see("chair", "/chair/{e}", "void and repeated")
    sim.event = sent.location.rsplit("/", 1)[1]
    _everybody(walk, "second run")


def _everybody(walk: Walk, state: str) -> None:
    for who, paths in PAGES.items():
        for path in paths:
            walk.see(who, path, state)


def with_passkeys(walk: Walk) -> None:
    """One's own passkeys: none, one, a refused one; asking before one is removed."""
    walk.sim.create()
    walk.see("chair", KEYS, "none")
    key = SoftwareKey()
    add(walk.person("chair"), key, "Máy ở phòng")
    walk.see("chair", KEYS, "one")
    walk.send("chair", KEYS, name="USB", answer="{}")
    path = removal_of(walk.person("chair"))
    walk.see("chair", path)
    walk.send("chair", path, password="a guess")
    walk.see("", "/staff/sign-in", "passkeys")
    walk.send("other", "/staff/sign-in/passkey", "/staff/sign-in", answer="{}")


def in_english(walk: Walk) -> None:
    """Everybody's pages of a meeting that is over, in the other language."""
    walk.sim.until_published(["TV005"])
    for who, paths in {**PAGES, **MORE}.items():
        if who:
            walk.person(who).post("/language", "/staff/sign-in", lang="en", back="/")
        for path in (*PAGES[who], *paths):
            mark = "" if who else ("&lang=en" if "?" in path else "?lang=en")
            walk.see(who, path + mark, "English")


WALKS: dict[str, Callable[[Walk], None]] = {
    "meeting": whole_meeting,
    "sign-in": signing_in,
    "lists": lists_and_rehearsal,
    "tablets": tablets_and_slips,
    "paper": on_paper,
    "passkeys": with_passkeys,
    "void": void_and_again,
}


def walk_through(eyes: Eyes, folder: Path, name: str, members: int = 5) -> None:
    """Lead one walk, in a meeting of its own."""
    made = folder / name
    made.mkdir(parents=True)
    questions = 2 if name == "paper" else 3
    origin = ORIGIN if name == "passkeys" else ""
    site = Site(made, ElectionSimulator(made, members, questions), origin=origin)
    eyes.turn_to(site.app)
    walk = in_english if name == "English" else WALKS[name]
    walk(Walk(site, eyes))
    site.sim.office.database.close()
