"""The pages of a review cycle over a simulated year, led through its states.

Refuses a network: requests go to the application in this process.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ballot_service.planning.cycle_decisions import StructureDecision
from ballot_service.workflows import cycle_closing, cycle_planning, cycle_steps
from tests import cycle_sample as sample
from tests.cycle_simulator import CycleSimulator
from tests.simulator import CHAIR, NOW, SECRETARY
from tests.web.site import Pages


class CycleSite(Pages):
    """An application over the database of a simulated review."""

    def __init__(self, folder: Path, plan: dict[str, Any] | None = None) -> None:
        url = f"sqlite:///{folder / 'cycle.sqlite'}"
        self.year = CycleSimulator(folder, plan or sample.review_json(), url)
        super().__init__(folder, url, self.year.office)

    @property
    def home(self) -> str:
        """The path of the cycle's page."""
        return f"/cycle/{self.year.cycle}"


def small_life(year: CycleSimulator) -> Iterator[str]:
    """Lead a small review through its states, stopping at each."""
    year.create()
    yield "created"
    cycle_planning.start_review(year.office, year.cycle, SECRETARY, NOW)
    yield "reviewing"
    cycle_planning.check_eligibility(year.office, year.cycle, SECRETARY, NOW)
    yield "checked"
    year.open_step1()
    yield "step 1"
    year.give(year.event, sample.SMALL[1])
    year.say_opinion()
    yield "step 1 counted"
    year.finish_step1()
    yield "step 1 done"
    year.consult(2)
    yield "step 2"
    year.give(year.event, sample.SMALL[2])
    yield "step 2 counted"
    year.agree()
    yield "agreed"
    year.consult(3)
    year.give(year.event, sample.SMALL[3])
    yield "step 3 counted"
    year.summarise("")
    yield "summarised"
    cycle_steps.add_paper(
        year.office, year.cycle, SECRETARY, "agency_report", "BC-02", NOW
    )
    year.open_step4()
    yield "step 4"
    year.give(year.event, sample.SMALL[4])
    yield "tie"
    year.open_reballot()
    yield "reballot"
    year.give(year.event, sample.SMALL[5])
    yield "reballot counted"
    year.close_list()
    yield "closed"


def sample_life(year: CycleSimulator) -> Iterator[str]:
    """Lead the sample's review to its open decisions, and to its closed lists."""
    year.create()
    year.review()
    year.give(year.open_step1(), sample.counts(1))
    year.say_opinion()
    year.finish_step1()
    year.give(year.consult(2), sample.counts(2), absent=9)
    year.agree()
    year.give(year.consult(3), sample.counts(3), absent=3)
    year.summarise()
    year.give(year.open_step4(), sample.counts(4), absent=1)
    yield "tie"
    year.give(year.open_reballot(), sample.REBALLOT, absent=1)
    yield "structure"
    cycle_closing.record_structure_decision(
        year.office,
        year.cycle,
        CHAIR,
        StructureDecision(
            "T3", "accept_and_explain", (), "Chưa có nguồn cán bộ nữ", "BB-04"
        ),
        NOW,
    )
    yield "decided"
    year.close_list()
    yield "closed"
