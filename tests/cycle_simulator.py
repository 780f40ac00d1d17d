"""A review cycle in one process: its steps through the workflows, its ballots at will.

`give` freezes a ballot and takes figures by a statement that its committee signed;
`hold` holds it with encrypted ballots and takes its signed statement.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ballot_service.keyfiles.service_keys import make_service_keys
from ballot_service.planning.cycle_guards import NO_WAIVER, Waiver
from ballot_service.planning.outcomes import ResultLists
from ballot_service.planning.paper_count import PaperCount
from ballot_service.planning.review import Pair
from ballot_service.protocol.ceremony_messages import encode_signing_keys
from ballot_service.protocol.make_ballot import Choice
from ballot_service.record.manifest import Manifest, read_manifest
from ballot_service.record.signatures import sign_kernel
from ballot_service.record.statement import Facts, build_kernel
from ballot_service.store import cycles, events
from ballot_service.verify.statements import verify_statement
from ballot_service.workflows import (
    cycle_closing,
    cycle_planning,
    cycle_results,
    cycle_step1,
    cycle_steps,
    keys,
    overview,
    paper,
    paper_counting,
    preparation,
    publication,
    voiding,
)
from ballot_service.workflows.cycle_planning import Founding
from ballot_service.workflows.cycle_progress import Progress, load_progress
from ballot_service.workflows.cycle_results import Result, result_of
from ballot_service.workflows.cycle_step1 import Opinion
from ballot_service.workflows.frozen import thumbprints
from ballot_service.workflows.start import open_office
from tests.empty_database import empty_database
from tests.making import AGREE, DISAGREE, UNMARKED, seeded
from tests.paper_ballots import enter_both, signed_count
from tests.paper_ballots import statement as paper_statement
from tests.simulator import (
    CHAIR,
    HEAD,
    NOW,
    SECRETARY,
    TEST_BITS,
    ElectionSimulator,
)

TODAY = dt.date(2026, 3, 2)
Figures = Mapping[Pair, tuple[int, int, int]]


class HeldElection(ElectionSimulator):
    """One ballot of a cycle, held in the cycle's own office."""

    def __init__(self, cycle: "CycleSimulator", event: str, figures: Figures) -> None:
        self.folder = cycle.folder
        self.office = cycle.office
        self.random = cycle.office.random
        self.client = seeded
        self.tablets = {}
        self.states = ()
        self.outcome = None
        self.receipts = {}
        self.event = event
        self.figures = figures
        draft = cycle.roll_of(event)
        self.names = [member["id"] for member in draft["members"]]

    def choices(self, number: int) -> list[Choice]:
        """Fill each row's box from the top: agree, disagree, then unmarked."""
        voting = [name for name in self.names if name in self.tablets]
        place = voting.index(self.names[number])
        marks = []
        for question in self.manifest.plan.questions:
            agree, disagree, _ = self.figures[question.title, question.nominee]
            first = AGREE if place < agree else DISAGREE
            marks.append(first if place < agree + disagree else UNMARKED)
        return marks


class CycleSimulator:
    """A cycle that goes on step by step.

    Args:
        folder: for database, keys and records.
        plan: the review plan as JSON.
        url: another database than SQLite in that folder.
    """

    def __init__(self, folder: Path, plan: dict[str, Any], url: str = "") -> None:
        self.folder = folder
        self.plan = plan
        random = seeded("cycle")
        make_service_keys(folder / "keys", random)
        self.office = open_office(
            url or empty_database(folder / "cycle.sqlite"),
            folder / "keys",
            folder / "records",
            random,
            TEST_BITS,
        )
        self.cycle = ""
        self.event = ""

    # --- reading ------------------------------------------------------------------

    @property
    def progress(self) -> Progress:
        """How far the cycle has come."""
        with self.office.database.reading() as connection:
            return load_progress(connection, cycles.find_cycle(connection, self.cycle))

    @property
    def state(self) -> str:
        """Where the cycle stands."""
        return self.progress.row.state

    def manifest(self, event: str) -> Manifest:
        """The frozen manifest of one of its ballots."""
        return read_manifest(overview.manifest_bytes(self.office, event))

    def run_of(self, event: str) -> int:
        """The run of one of its ballots."""
        with self.office.database.reading() as connection:
            return events.find_event(connection, event).run

    def roll_of(self, event: str) -> dict[str, Any]:
        """The roll of one of its ballots."""
        with self.office.database.reading() as connection:
            row = events.find_event(connection, event)
            draft = preparation.load_draft(connection, row)
        return draft.roll.to_json()

    # --- before step 1 ------------------------------------------------------------

    def create(
        self,
        today: dt.date = TODAY,
        evaluation: str = "BC-01 ngày 15/01/2026",
        waiver: Waiver = NO_WAIVER,
    ) -> str:
        """Create the cycle."""
        self.cycle = cycle_planning.create_cycle(
            self.office, SECRETARY, self.plan, Founding(evaluation, waiver), today, NOW
        )
        return self.cycle

    def review(self) -> None:
        """Start the review and check everybody."""
        cycle_planning.start_review(self.office, self.cycle, SECRETARY, NOW)
        cycle_planning.check_eligibility(self.office, self.cycle, SECRETARY, NOW)

    # --- ballots ------------------------------------------------------------------

    def freeze(self, event: str) -> Manifest:
        """Confirm a ballot with both hands."""
        seen = preparation.draft_digest(self.office, event)
        for hand in (CHAIR, HEAD):
            preparation.confirm_event(self.office, event, hand, seen, NOW)
        return self.manifest(event)

    def result(self, event: str, figures: Figures, absent: int = 0) -> Result:
        """Return the result of a frozen ballot, from a statement signed for it.

        There is no record behind it: its hashes are made up.
        """
        held = HeldElection(self, event, figures)
        manifest = held.manifest
        outcome = held.hold_ceremony()
        signing = encode_signing_keys(outcome.signing_keys)
        trustees = outcome.trustees.encoded()
        keys.accept_keys(self.office, event, HEAD, trustees, signing, NOW)
        rows = [figures[one.title, one.nominee] for one in manifest.plan.questions]
        made_up = hashlib.sha256(event.encode()).hexdigest()
        facts = Facts(
            setup=made_up,
            end_ballots=made_up,
            final=made_up,
            opened=(1, 3),
            result=tuple((agree, disagree) for agree, disagree, _ in rows),
            returned=sum(rows[0]),
        )
        present = manifest.members - absent
        kernel = build_kernel(manifest, facts, present, present, outcome.signing_keys)
        signed = sign_kernel(kernel, held.states[0].signing_seed, None)
        signed = sign_kernel(kernel, held.states[2].signing_seed, signed)
        receipt = self.office.receipt_key(manifest.uuid).receipt
        signed = sign_kernel(kernel, receipt, signed)
        with self.office.database.reading() as connection:
            pins = thumbprints(connection, events.find_event(connection, event))
        return result_of(verify_statement(signed, manifest.encoded, pins), signed)

    def give(self, event: str, figures: Figures, absent: int = 0) -> Result:
        """Freeze a ballot and take its figures."""
        self.freeze(event)
        result = self.result(event, figures, absent)
        cycle_results.take_result(self.office, result, SECRETARY, NOW)
        return result

    def hold(self, event: str, figures: Figures, absent: tuple[str, ...] = ()) -> Path:
        """Hold a ballot with encrypted ballots and take its signed statement."""
        held = HeldElection(self, event, figures)
        held.freeze()
        held.make_keys()
        held.call_roll(absent)
        held.issue()
        held.register()
        held.open()
        for member in held.tablets:
            held.cast(member)
        held.close()
        folder = held.count()
        publication.do_not_announce(self.office, event, CHAIR, NOW)
        cycle_results.take_finished(self.office, self.cycle, SECRETARY, NOW)
        return folder

    def hold_on_paper(self, event: str, count: PaperCount) -> HeldElection:
        """Hold a ballot whose tablets failed, and take its signed statement."""
        held = HeldElection(self, event, {})
        held.freeze()
        held.make_keys()
        self._count_on_paper(held, count)
        return held

    def _count_on_paper(self, held: HeldElection, count: PaperCount) -> None:
        paper.turn_to_paper(self.office, held.event, CHAIR, "BB 05/2026", NOW)
        enter_both(held, count)
        signed = paper_statement(held)
        at = (self.office, held.event)
        paper_counting.take_paper_statement(*at, HEAD, signed, NOW)
        publication.do_not_announce(*at, CHAIR, NOW)
        cycle_results.take_finished(self.office, self.cycle, SECRETARY, NOW)

    def hold_open_then_on_paper(
        self, event: str, figures: Figures, count: PaperCount
    ) -> None:
        """Open a vote, lose the network after one ballot, and count on paper."""
        held = HeldElection(self, event, figures)
        held.freeze()
        held.make_keys()
        held.call_roll()
        held.issue()
        held.register()
        held.open()
        at = (self.office, event)
        held.cast(held.names[0])
        voiding.void_event(*at, CHAIR, "members_could_not_send", "BB-HUY 1", NOW)
        self._count_on_paper(held, count)

    def hold_on_paper_twice(self, event: str, count: PaperCount) -> tuple[str, bytes]:
        """Count on paper, find more than was given out, and hold the next run.

        Returns:
            The uuid of the void run, and what two trustees had signed for it.
        """
        first = HeldElection(self, event, {})
        first.freeze()
        first.make_keys()
        paper.turn_to_paper(self.office, event, CHAIR, "BB 05/2026", NOW)
        void = signed_count(first, count)
        ground = "more_returned_than_issued"
        voiding.void_event(self.office, event, CHAIR, ground, "BB-HUY 2", NOW)
        self.event = cycle_steps.repeat_void(
            self.office, self.cycle, CHAIR, "BB-HUY 2", NOW
        )
        self.hold_on_paper(self.event, count)
        return first.uuid, void

    # --- the steps ----------------------------------------------------------------

    def open_step1(self) -> str:
        """Open step 1; return its ballot, or ""."""
        self.event = cycle_step1.open_step1(self.office, self.cycle, CHAIR, NOW)
        return self.event

    def say_opinion(self) -> None:
        """Record the collective's opinion on all additions together."""
        opinion = Opinion("Nhất trí với dự kiến bổ sung", {}, "BB-01")
        cycle_step1.record_opinion(self.office, self.cycle, SECRETARY, opinion, NOW)

    def finish_step1(self, minutes: str = "BB-01", counted: str = "BBKP-01") -> None:
        """Finish step 1."""
        cycle_step1.finish_step1(self.office, self.cycle, CHAIR, minutes, counted, NOW)

    def consult(self, step: int) -> str:
        """Open step 2 or 3 and return its ballot."""
        self.event = cycle_steps.open_consultation(
            self.office, self.cycle, step, CHAIR, NOW
        )
        return self.event

    def agree(self, dropped: Mapping[Pair, str] | None = None) -> None:
        """Agree the list of step 2, without those who are dropped."""
        reasons = dict(dropped or {})
        pairs = [pair for pair in self.progress.consulted if pair not in reasons]
        cycle_steps.agree_list(
            self.office, self.cycle, CHAIR, pairs, reasons, "BB-02", NOW
        )

    def summarise(self, report: str = "BC-02") -> None:
        """Sum up steps 2 and 3."""
        cycle_steps.summarise(self.office, self.cycle, SECRETARY, report, NOW)

    def open_step4(self) -> str:
        """Open step 4 and return its ballot."""
        self.event = cycle_steps.open_step4(self.office, self.cycle, CHAIR, NOW)
        return self.event

    def open_reballot(self) -> str:
        """Open B4' and return its ballot."""
        self.event = cycle_steps.open_reballot(
            self.office, self.cycle, CHAIR, "BBKP-04", NOW
        )
        return self.event

    def close_list(self) -> ResultLists:
        """Close the list."""
        return cycle_closing.close_list(
            self.office, self.cycle, CHAIR, "BB-04", "BBKP-04", NOW
        )
