"""Takes a picture of every page of a submission at four sizes, for a person to look at.

Refuses any address but loopback; the workflows move the submission, no page is clicked.

    python -m tests.web.submission_look FOLDER [--state drafting ...] [--lang en]
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from ballot_service.workflows import attachments, cycle_submission
from ballot_service.workflows.cycle_submission import PersonAnswer
from tests.booth_pages.mock_meeting import a_browser
from tests.simulator import NOW, SECRETARY
from tests.submission_year import SubmissionYear, hold_year
from tests.web.camera import Camera, file_name, serving
from tests.web.site import Pages

PAGES = {
    "secretary": ("", "/files", "/files?person=UC01", "/package", "/paper"),
    "chair": ("",),
    "inspector": ("/log",),
}


class SubmissionSite(Pages):
    """The pages over a small review whose ballots were really held."""

    def __init__(self, year: SubmissionYear) -> None:
        self.year = year
        url = f"sqlite:///{year.folder / 'cycle.sqlite'}"
        super().__init__(year.folder, url, year.office)

    @property
    def home(self) -> str:
        """The path of the submission."""
        return f"/cycle/{self.year.cycle}/submission"


def life(year: SubmissionYear) -> Iterator[str]:
    """Lead a submission through its states, stopping at each."""
    yield "closed"
    year.draft()
    year.attach("rotation_plan")
    year.attach("cv_2c", "UC01")
    year.attach("diplomas", "UC01", "first")
    year.attach("diplomas", "UC01", "second")
    yield "drafting"
    year.fill("rotation_plan", "cv_2c", "diplomas")
    row = next(r for r in year.view().files if r.kind == "diplomas")
    attachments.read(year.office, year.cycle, SECRETARY, row.number, NOW)
    yield "complete"
    year.submit()
    year.sealed()
    yield "submitted"
    cycle_submission.start_appraisal(
        year.office, year.cycle, SECRETARY, "Số 7-GBN/TU ngày 28/03/2026", NOW
    )
    yield "appraisal"
    yes = PersonAnswer("addition", ("T1", "UC01"), confirmed=True, note="")
    cycle_submission.record_answer(
        year.office, year.cycle, SECRETARY, [yes], "Số 40-TB/TU ngày 10/04/2026", NOW
    )
    yield "answered"


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--state", action="append")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    site = SubmissionSite(hold_year(args.folder / "year"))
    with serving(site) as base, a_browser() as browser:
        camera = Camera(base, args.folder, args.lang)
        contexts = {who: browser.new_context(locale="vi-VN") for who in PAGES}
        for who, context in contexts.items():
            camera.sign_in(context, who)
        for state in life(site.year):
            if args.state and state not in args.state:
                continue
            for who, context in contexts.items():
                for path in PAGES[who]:
                    name = file_name(state, who, path.strip("/") or "home")
                    camera.shoot(context, site.home + path, name)


if __name__ == "__main__":
    main()
