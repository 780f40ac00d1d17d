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
from demo_meeting_staff import Staff, Upload
from electing import ROOT, run, say

from ballot_service.planning.review import Pair
from ballot_service.workflows import cycle_overview, overview
from ballot_service.workflows.office import Office
from ballot_service.workflows.start import open_office
from tests import cycle_sample as sample

KEPT = "year.json"
PLAN = "phuong-an-2026.json"
FIRST_QUARTER = 3
ABSENT = {4: ("TV13",)}
GUIDE = """\
The whole year, in the same service: {base}/cycle/{cycle}
  thuky and chutri find it under "Các đợt rà soát". What to do next stands on its page,
  and whose it is. thuky: "Bắt đầu thẩm định", "Kiểm tra điều kiện", "Mở Bước 1".
  When a step has made its ballot, in a second terminal:   make demo-hold
  It plays the sample's members ({counts}) with the booth's own code, and the
  committee; then "Nhận kết quả" on the review's page, and on to the next step. In the
  end: the decision on structure, the re-ballot (make demo-hold), the closed lists.
  To create a review yourself (by another name: this body has one this year, E14):
  "Lập đợt rà soát" with the file {plan}"""


def begin(folder: Path, base: str, secretary: Staff, group: str) -> None:
    """Create the sample's review over its form, and leave what `hold` needs."""
    plan = sample.review_json() | {"group": group}
    text = json.dumps(plan, ensure_ascii=False, indent=1)
    (folder / PLAN).write_text(text, encoding="utf-8")
    fields = {"evaluation": "BC-01/2025", "evaluation_day": "15/01/2026"}
    today = dt.datetime.now(tz=dt.UTC).date()
    if (today.year, today.month) > (2026, FIRST_QUARTER):
        fields |= {"waiver": "CV-12 (trình diễn)", "outside_quarter": "yes"}
    files: list[Upload] = [("plan", PLAN, text.encode())]
    secretary.page("/cycle/new")
    cycle = secretary.post("/cycle/new", fields, files).rsplit("/", 1)[-1]
    kept = {"base": base, "cycle": cycle}
    (folder / KEPT).write_text(json.dumps(kept), encoding="utf-8")


def tell(folder: Path) -> None:
    """Print how the year is clicked through."""
    kept = json.loads((folder / KEPT).read_text(encoding="utf-8"))
    counts = ", ".join(str(sample.turnout(step)[0]) for step in (1, 2, 3, 4))
    plan = (folder / PLAN).relative_to(ROOT)
    say("")
    say(GUIDE.format(**kept, counts=counts, plan=plan))


def running(office: Office, cycle: str) -> str:
    """Return the ballot that waits to be held.

    Raises:
        SystemExit: none does; what to do first.
    """
    today = dt.datetime.now(tz=dt.UTC).date()
    link = cycle_overview.cycle_overview(office, cycle, today).running
    if link is None:
        raise SystemExit("No ballot waits: open the next step on the review's page.")
    if overview.summary(office, link.event).state.value != "draft":
        raise SystemExit("This ballot has begun, or is over: “Nhận kết quả”.")
    return link.event


def marks_of(kind: str, step: int) -> Mapping[Pair, tuple[int, int, int]]:
    """Return the sample's counts of a ballot, row by row."""
    return sample.REBALLOT if kind == "reballot" else sample.counts(step)


def hold(folder: Path) -> int:
    """Hold the ballot that the review's page has opened, from its draft to its end."""
    try:
        kept = json.loads((folder / KEPT).read_text(encoding="utf-8"))
    except FileNotFoundError:
        say("Nobody serves a review: run `make demo` first, and leave it running.")
        return 1
    data = folder / "data"
    office = open_office(
        f"sqlite:///{data / 'ballot.sqlite3'}",
        data / "keys",
        data / "records",
        secrets.token_bytes,
    )
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
