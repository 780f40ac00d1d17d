"""A small review with real ballots, its folder filled, submitted: made once, copied.

The copies let each test change what it likes.
"""

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ballot_service.planning.attachment_kinds import FOLDER
from ballot_service.planning.numbers import Counts, Numbers
from ballot_service.planning.paper_count import PaperCount
from ballot_service.planning.submission import DOSSIER, HEALTH
from ballot_service.workflows import attachments, cycle_submission, submission
from ballot_service.workflows.attachments import HandedIn
from ballot_service.workflows.office import Office
from ballot_service.workflows.start import open_office
from ballot_service.workflows.submission_package import Recipient, export
from tests import cycle_sample as sample
from tests.cycle_simulator import CycleSimulator
from tests.handed_in import pdf
from tests.making import seeded
from tests.simulator import CHAIR, NOW, SECRETARY, TEST_BITS

DAY = dt.date(2026, 3, 25)
REFERENCE = "Số 12-TTr/ĐU ngày 25/3/2026"
PASSPHRASE = "k7qf-3m2a-9xtd-mmmm"
SPARED = ("removal_list",)
"""In the small review the one removal is under own authority."""


@dataclass
class SubmissionYear:
    """One copy of the year: its office, and the pins of its opening sheets."""

    folder: Path
    cycle: str

    def __post_init__(self) -> None:
        self.office: Office = open_office(
            f"sqlite:///{self.folder / 'cycle.sqlite'}",
            self.folder / "keys",
            self.folder / "records",
            seeded("copy"),
            TEST_BITS,
        )

    def draft(self) -> None:
        """Begin the submission."""
        cycle_submission.draft_submission(self.office, self.cycle, SECRETARY, NOW)

    def attach(self, kind: str, person: str = "", text: str = "") -> None:
        """Hand in one file."""
        attachments.attach(
            self.office,
            self.cycle,
            SECRETARY,
            HandedIn(
                kind,
                person,
                0,
                f"{kind}.pdf",
                pdf(text or f"{kind} {person}"),
                dt.date(2026, 1, 5) if kind == HEALTH else None,
            ),
            DAY,
            NOW,
        )

    def fill(self, *but: str) -> None:
        """Hand in everything that is needed, but for these kinds."""
        for kind in FOLDER:
            if kind not in (*but, *SPARED):
                self.attach(kind)
        for kind in DOSSIER:
            if kind not in but:
                self.attach(kind, "UC01")

    def submit(self, reference: str = REFERENCE) -> str:
        """Submit."""
        return submission.submit(self.office, self.cycle, CHAIR, reference, DAY, NOW)

    def view(self) -> submission.SubmissionView:
        """Where it stands."""
        return submission.submission_view(self.office, self.cycle, DAY)

    def sealed(self, recipient: Recipient | None = None) -> bytes:
        """The sealed package."""
        to = recipient or Recipient(passphrase=PASSPHRASE)
        return export(self.office, self.cycle, SECRETARY, to, NOW)[1]

    @property
    def pins(self) -> dict[str, tuple[str, ...]]:
        """What somebody types from the signed opening sheets."""
        contents = self.view().contents
        assert contents is not None
        return {one.uuid: one.keys for one in contents.ballots}


ON_PAPER = PaperCount(
    Numbers(5, 5, 5, 5, 4, 1),
    (0, 0, 1),
    (Counts(3, 1, 0), Counts(3, 0, 1), Counts(4, 0, 0)),
)
"""Step 4 where its tablets failed: the same tie, and a blank ballot (R11)."""


@dataclass
class MixedYear:
    """A year with every way to a count on paper, and the void run's signed statement.

    `void` is the uuid of that run, `unused` its statement.
    """

    year: SubmissionYear
    void: str
    unused: bytes


STEP1_ON_PAPER = PaperCount(Numbers(5, 5, 5, 5, 5, 0), (0, 0, 0), (Counts(4, 1, 0),))
THREE_ROWS = PaperCount(
    Numbers(5, 5, 5, 5, 5, 0),
    (0, 0, 0),
    (Counts(4, 1, 0), Counts(2, 2, 1), Counts(5, 0, 0)),
)


def hold_mixed_year(folder: Path) -> MixedYear:
    """Hold the small review, steps 1 to 3 on paper.

    Step 1 was open and void before it was counted on paper; the first count of step 2
    was void and held again.
    """
    year = CycleSimulator(folder, sample.small_review())
    year.create()
    year.review()
    year.hold_open_then_on_paper(year.open_step1(), sample.SMALL[1], STEP1_ON_PAPER)
    year.say_opinion()
    year.finish_step1()
    void, unused = year.hold_on_paper_twice(year.consult(2), THREE_ROWS)
    year.agree()
    year.hold_on_paper(year.consult(3), THREE_ROWS)
    year.summarise()
    year.hold(year.open_step4(), sample.SMALL[4])
    year.hold(year.open_reballot(), sample.SMALL[5])
    year.close_list()
    year.office.database.close()
    return MixedYear(SubmissionYear(folder, year.cycle), void, unused)


def hold_year(folder: Path, *, on_paper: bool = False) -> SubmissionYear:
    """Hold the small review with encrypted ballots until its list is closed.

    Args:
        on_paper: step 4 is counted on paper.
    """
    year = CycleSimulator(folder, sample.small_review())
    year.create()
    year.review()
    year.hold(year.open_step1(), sample.SMALL[1])
    year.say_opinion()
    year.finish_step1()
    year.hold(year.consult(2), sample.SMALL[2])
    year.agree()
    year.hold(year.consult(3), sample.SMALL[3])
    year.summarise()
    if on_paper:
        year.hold_on_paper(year.open_step4(), ON_PAPER)
    else:
        year.hold(year.open_step4(), sample.SMALL[4])
    year.hold(year.open_reballot(), sample.SMALL[5])
    year.close_list()
    year.office.database.close()
    return SubmissionYear(folder, year.cycle)


@pytest.fixture(scope="session")
def closed_year(tmp_path_factory: pytest.TempPathFactory) -> SubmissionYear:
    """Return a year whose list is closed; to be copied."""
    return hold_year(tmp_path_factory.mktemp("closed"))


@pytest.fixture(scope="session")
def submitted_year(
    tmp_path_factory: pytest.TempPathFactory, closed_year: SubmissionYear
) -> SubmissionYear:
    """Return a year that was submitted; to be copied."""
    year = copy_of(closed_year, tmp_path_factory.mktemp("submitted"))
    year.draft()
    year.fill()
    year.submit()
    return year


@pytest.fixture(scope="session")
def paper_year(tmp_path_factory: pytest.TempPathFactory) -> SubmissionYear:
    """Return a year with one step on paper that was submitted; to be read."""
    year = hold_year(tmp_path_factory.mktemp("paper"), on_paper=True)
    year.draft()
    year.fill()
    year.submit()
    return year


@pytest.fixture(scope="session")
def mixed_year(tmp_path_factory: pytest.TempPathFactory) -> MixedYear:
    """Return a year with four ways to a count that was submitted; to be read."""
    mixed = hold_mixed_year(tmp_path_factory.mktemp("mixed"))
    mixed.year.draft()
    mixed.year.fill()
    mixed.year.submit()
    return mixed


def copy_of(year: SubmissionYear, folder: Path) -> SubmissionYear:
    """Return a copy that a test may change."""
    year.office.database.close()
    shutil.copytree(year.folder, folder, dirs_exist_ok=True)
    return SubmissionYear(folder, year.cycle)


@pytest.fixture
def closed(closed_year: SubmissionYear, tmp_path: Path) -> Iterator[SubmissionYear]:
    """Return a fresh year whose list is closed."""
    year = copy_of(closed_year, tmp_path / "year")
    yield year
    year.office.database.close()


@pytest.fixture
def sent(submitted_year: SubmissionYear, tmp_path: Path) -> Iterator[SubmissionYear]:
    """Return a fresh year that was submitted."""
    year = copy_of(submitted_year, tmp_path / "year")
    yield year
    year.office.database.close()
