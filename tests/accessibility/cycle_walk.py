"""Every page of a review and of its submission, in every state it can be in.

Refuses to decide what is wrong with a page: it shows them to `Eyes`.
"""

import io
import json
from collections.abc import Callable
from pathlib import Path

from tests import cycle_sample as sample
from tests.accessibility.eyes import Eyes
from tests.accessibility.visits import Visits
from tests.submission_year import SubmissionYear, hold_year
from tests.web.cycle_site import CycleSite, sample_life, small_life
from tests.web.submission_look import SubmissionSite, life

CYCLE = {
    "secretary": (
        *("/cycle/", "/cycle/new", "/cycle/{e}", "/cycle/{e}/plan"),
        *("/cycle/{e}/plan/edit", "/cycle/{e}/meetings/2", "/cycle/{e}/results"),
        *("/cycle/{e}/lists", "/cycle/{e}/papers"),
    ),
    "chair": ("/cycle/{e}", "/cycle/{e}/results", "/cycle/{e}/papers"),
    "inspector": ("/cycle/{e}", "/cycle/{e}/plan"),
}
ACTS = {
    "secretary": (
        *("start_review", "check_eligibility", "open_step1", "record_opinion"),
        *("summarise", "add_paper", "archive", "repeat_void"),
    ),
    "chair": (
        *("finish_step1", "open_step2", "agree_list", "return_to_review"),
        *("open_step3", "open_step4", "reballot_tie", "decide_tie"),
        *("decide_structure", "close_list", "suspend", "cancel", "issue_own_decision"),
    ),
}
SUBMISSION = {
    "secretary": (*("", "/files", "/files?person=UC01", "/package", "/paper"),),
    "chair": ("",),
    "inspector": ("", "/log"),
}


def _every_page(walk: Visits, state: str) -> None:
    for who, paths in CYCLE.items():
        for path in paths:
            walk.see(who, path, state)
    for who, acts in ACTS.items():
        for act in acts:
            walk.see(who, f"/cycle/{{e}}/act/{act}", state)


def small_review(eyes: Eyes, folder: Path) -> None:
    """The whole way of a small review, and forms that are refused on it."""
    folder.mkdir()
    site = CycleSite(folder, sample.small_review())
    eyes.turn_to(site.app)
    walk = Visits(site, eyes, lambda: site.year.cycle)
    _refused_plans(walk, site)
    for state in small_life(site.year):
        _every_page(walk, state)
        if state == "reviewing":
            _refused_forms(walk)
    site.year.office.database.close()


def _refused_plans(walk: Visits, site: CycleSite) -> None:
    wrong = {**site.year.plan, "members": "many"}
    for plan in (wrong, site.year.plan):
        file = (io.BytesIO(json.dumps(plan).encode()), "phuong-an.json")
        walk.send("secretary", "/cycle/new", plan=file, evaluation="")


def _refused_forms(walk: Visits) -> None:
    meeting, papers = "/cycle/{e}/meetings/2", "/cycle/{e}/papers"
    walk.send("secretary", meeting, date="32/1", members="x")
    walk.send("secretary", papers, paper="conference-minutes")
    walk.send("secretary", "/cycle/{e}/plan/edit")
    act = "/cycle/{e}/act/check_eligibility"
    walk.send("chair", act)
    walk.send("secretary", "/cycle/{e}/act/add_paper")


def whole_review(eyes: Eyes, folder: Path) -> None:
    """The sample's review: a tie, a structure that is not met, its closed lists."""
    folder.mkdir()
    site = CycleSite(folder)
    eyes.turn_to(site.app)
    walk = Visits(site, eyes, lambda: site.year.cycle)
    for state in sample_life(site.year):
        _every_page(walk, state)
    site.year.office.database.close()


def submission(eyes: Eyes, year: SubmissionYear) -> None:
    """The submission of a review, from nothing to its answer."""
    site = SubmissionSite(year)
    eyes.turn_to(site.app)
    walk = Visits(site, eyes, lambda: year.cycle)
    home = "/cycle/{e}/submission"
    for state in life(year):
        for who, paths in SUBMISSION.items():
            for path in paths:
                walk.see(who, f"{home}{path}", state)
        if state == "drafting":
            walk.send("chair", f"{home}/step/submit", home, submission="Số 12-TTr/ĐU")
            text = (io.BytesIO(b"no document"), "rotation_plan.txt")
            files = f"{home}/files"
            walk.send("secretary", files, kind="rotation_plan", file=text)
        if state == "submitted":
            for page in ("/package", "/paper"):
                walk.send("secretary", f"{home}{page}")
    year.office.database.close()


def _submission_of_its_own(eyes: Eyes, folder: Path) -> None:
    folder.mkdir()
    submission(eyes, hold_year(folder))


REVIEWS: dict[str, Callable[[Eyes, Path], None]] = {
    "small-review": small_review,
    "whole-review": whole_review,
    "submission": _submission_of_its_own,
}
"""The walks by the names that `tests.accessibility.look` takes."""
