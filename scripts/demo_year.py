"""The whole year beside the demonstration's meeting: a review to click through.

Refuses to take a step of the review by itself: it only holds the ballots that the
visitor opens on the review's page, each by one command in a second terminal.
"""

import datetime as dt
import json
import secrets
import time
from collections.abc import Mapping
from pathlib import Path

from demo_booth_ballot import BoothBallot
from demo_cycle_submission import fill, stand_in
from demo_meeting_staff import Staff, Upload
from electing import run, say

from ballot_service.planning.ballot_event import State
from ballot_service.planning.cycle_states import CycleState
from ballot_service.planning.review import Pair
from ballot_service.workflows import cycle_overview, overview
from ballot_service.workflows.cycle_results import FINISHED
from ballot_service.workflows.office import Office
from ballot_service.workflows.start import open_office
from tests import cycle_sample as sample

KEPT = "year.json"
PLAN = "phuong-an-2026.json"
FIRST_QUARTER = 3
ABSENT = {4: ("TV13",)}
SAMPLE_PAPER = "giay-mau.pdf"
BY_HAND = (
    "This ballot was begun by hand at “Bảng điều hành”. Go on by hand; or chutri: “Hủy "
    "cuộc bỏ phiếu” there, “Lập lại cuộc bỏ phiếu đã hủy” on the review's page, and "
    "`make demo-hold` again."
)


def begin(folder: Path, base: str, secretary: Staff, group: str) -> None:
    """Create the sample's review over its form, and leave what `hold` needs."""
    plan = sample.review_json() | {"group": group}
    text = json.dumps(plan, ensure_ascii=False, indent=1)
    (folder / PLAN).write_text(text, encoding="utf-8")
    (folder / SAMPLE_PAPER).write_bytes(stand_in("any paper"))
    fields = {"evaluation": "BC-01/2025", "evaluation_day": "15/01/2026"}
    today = dt.datetime.now(tz=dt.UTC).date()
    if (today.year, today.month) > (2026, FIRST_QUARTER):
        fields |= {"waiver": "CV-12 (trình diễn)", "outside_quarter": "yes"}
    files: list[Upload] = [("plan", PLAN, text.encode())]
    secretary.page("/cycle/new")
    cycle = secretary.post("/cycle/new", fields, files).rsplit("/", 1)[-1]
    kept = {"base": base, "cycle": cycle}
    (folder / KEPT).write_text(json.dumps(kept), encoding="utf-8")


def running(office: Office, cycle: str) -> str:
    """Return the ballot that waits to be held.

    Raises:
        SystemExit: none does; what to do first.
    """
    today = dt.datetime.now(tz=dt.UTC).date()
    link = cycle_overview.cycle_overview(office, cycle, today).running
    if link is None:
        raise SystemExit("No ballot waits: open the next step on the review's page.")
    state = overview.summary(office, link.event).state
    if state in FINISHED:
        raise SystemExit("This ballot is over: “Nhận kết quả” on the review's page.")
    if state is not State.DRAFT:
        raise SystemExit(BY_HAND)
    return link.event


def marks_of(kind: str, step: int) -> Mapping[Pair, tuple[int, int, int]]:
    """Return the sample's counts of a ballot, row by row."""
    return sample.REBALLOT if kind == "reballot" else sample.counts(step)


def opened(folder: Path) -> tuple[dict[str, str], Office]:
    """Return what `begin` left, and the office over the same data.

    Raises:
        SystemExit: nobody serves a review.
    """
    try:
        kept = json.loads((folder / KEPT).read_text(encoding="utf-8"))
    except FileNotFoundError:
        say("Nobody serves a review: run `make demo` first, and leave it running.")
        raise SystemExit(1) from None
    data = folder / "data"
    office = open_office(
        f"sqlite:///{data / 'ballot.sqlite3'}",
        data / "keys",
        data / "records",
        secrets.token_bytes,
    )
    return kept, office


def hold(folder: Path) -> int:
    """Hold the ballot that the review's page has opened, from its draft to its end."""
    kept, office = opened(folder)
    event = running(office, kept["cycle"])
    found = overview.summary(office, event)
    _, present, sent = sample.turnout(found.step)
    say(f"{found.title}: {found.members} members, {present} present. Playing …")
    started = time.monotonic()
    ballot = BoothBallot(
        office,
        event,
        folder / f"held-{event}",
        marks_of(found.kind, found.step),
        present,
        sent,
        ABSENT.get(found.step, ()),
        base=kept["base"],
    )
    record, sheet = ballot.hold()
    run("ballot_service.verify", record, *sheet, quiet=True)
    say(f"Held and verified in {int(time.monotonic() - started)} s.")
    say(f"Now “Nhận kết quả” at {kept['base']}/cycle/{kept['cycle']}")
    return 0


def papers(folder: Path) -> int:
    """Hand in a stand-in for every paper that the submission still lacks."""
    kept, office = opened(folder)
    today = dt.datetime.now(tz=dt.UTC).astimezone().date()
    found = cycle_overview.cycle_overview(office, kept["cycle"], today)
    if found.state is not CycleState.DRAFTING_SUBMISSION:
        say("Nothing is asked for: thuky first, “Tờ trình”, “Bắt đầu lập tờ trình”.")
        return 1
    count = fill(office, kept["cycle"], today, today)
    say(f"{count} papers handed in, each a stand-in. Now chutri: “Tờ trình”, “Trình”.")
    return 0
