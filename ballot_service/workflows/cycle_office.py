"""One transaction on one review cycle: its row, its plan, its papers, its log.

Refuses a step that the law's table does not have, and a paper without a reference.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from ballot_service.errors import AlreadyDestroyed, EvidenceMissing
from ballot_service.planning.cycle import Cycle, advance
from ballot_service.planning.cycle_states import EVIDENCE, CycleAction, CycleState
from ballot_service.planning.review import ReviewPlan
from ballot_service.record.manifest import canonical
from ballot_service.store import cycles
from ballot_service.store.cycle_rows import CycleOperationRow, CycleRow, PaperRow
from ballot_service.store.database import Connection
from ballot_service.workflows.office import Actor, Office

PLAN = "plan"
MAX_REFERENCE = 300
PAPER_OF: dict[tuple[CycleAction, str], str] = {
    (CycleAction.FINISH_STEP1, "meeting_minutes"): "meeting_minutes_1",
    (CycleAction.FINISH_STEP1, "removal_minutes"): "counting_minutes_1",
    (CycleAction.AGREE_LIST, "meeting_minutes"): "meeting_minutes_2",
    (CycleAction.REBALLOT_TIE, "counting_minutes"): "counting_minutes_4",
    (CycleAction.CLOSE_LIST, "meeting_minutes"): "meeting_minutes_4",
    (CycleAction.CLOSE_LIST, "counting_minutes"): "counting_minutes_4",
}
"""Papers of one name at several steps, as the submission names them (rules 1.8)."""


@dataclass(frozen=True)
class CycleAct:
    """One transaction of one actor on one locked cycle, and its line in the log."""

    connection: Connection
    row: CycleRow
    actor: Actor
    now: int

    @cached_property
    def review(self) -> ReviewPlan:
        """The plan as it stands, its newest version."""
        return stored_plan(self.connection, self.row.id)[0]

    @property
    def state(self) -> CycleState:
        """Where the cycle stood when the transaction began."""
        return CycleState(self.row.state)

    def step(self, action: CycleAction, papers: Mapping[str, str]) -> CycleState:
        """Take a step of the cycle, and keep the references of its papers.

        Args:
            papers: references by the names in EVIDENCE.

        Raises:
            CycleStepRefused, EvidenceMissing, ReportMissing (E20), NoMoreReballots,
            BranchNotFinished.
        """
        before = as_cycle(self.connection, self.row)
        after = advance(self.review.profile, before, action, papers)
        for name in EVIDENCE.get(action, ()):
            reference = papers.get(name, "")
            kind = PAPER_OF.get((action, name), name)
            if reference and not self._on_file(kind, reference):
                self.paper(kind, reference)
        self.change(
            state=after.state.value,
            suspended_from=after.suspended_from.value,
            reballots=after.reballots,
            own_decision_issued=after.own_decision_issued,
        )
        return after.state

    def _on_file(self, kind: str, reference: str) -> bool:
        papers = cycles.get_papers(self.connection, self.row.id, kind)
        return bool(papers) and papers[-1].reference == reference

    def change(self, **values: object) -> None:
        """Change columns of the cycle."""
        cycles.update_cycle(self.connection, self.row.id, **values)

    def paper(self, kind: str, reference: str, body: bytes = b"") -> PaperRow:
        """Keep a paper.

        Raises:
            EvidenceMissing: without a reference.
        """
        if not reference.strip():
            raise EvidenceMissing((kind,))
        row = PaperRow(
            cycle=self.row.id,
            kind=kind,
            number=0,
            pass_number=self.row.pass_number,
            reference=reference[:MAX_REFERENCE],
            digest=hashlib.sha256(body).hexdigest() if body else "",
            body=body,
            added_by=self.actor.name,
            added_at=self.now,
        )
        return cycles.add_paper(self.connection, row)

    def papers(self, kind: str) -> tuple[PaperRow, ...]:
        """Return every paper of a kind, oldest first."""
        return cycles.get_papers(self.connection, self.row.id, kind)

    def reference(self, kind: str) -> str:
        """Return the newest reference of a kind in this pass, or ""."""
        found = [p for p in self.papers(kind) if p.pass_number == self.row.pass_number]
        return found[-1].reference if found else ""

    def log(self, act: str, detail: str = "") -> None:
        """Write the act into the log of staff."""
        actor = self.actor
        cycles.add_operation(
            self.connection,
            CycleOperationRow(
                self.row.id,
                self.now,
                actor.user,
                actor.name,
                actor.role.value,
                act,
                detail,
            ),
        )


@contextmanager
def acting_on_cycle(
    office: Office, cycle: str, actor: Actor, now: int
) -> Iterator[CycleAct]:
    """Open the transaction of an act on one cycle, locked for it.

    Raises:
        UnknownCycle.
    """
    with office.database.writing() as connection:
        row = cycles.find_cycle(connection, cycle, lock=True)
        yield CycleAct(connection, row, actor, now)


def stored_plan(connection: Connection, cycle: str) -> tuple[ReviewPlan, str]:
    """Return the newest version of a cycle's plan, and its digest.

    Raises:
        AlreadyDestroyed: after ten years there is none.
    """
    papers = cycles.get_papers(connection, cycle, PLAN)
    if not papers:
        raise AlreadyDestroyed(cycle)
    return ReviewPlan.from_json(json.loads(papers[-1].body)), papers[-1].digest


def plan_bytes(plan: ReviewPlan) -> bytes:
    """Return the plan as canonical JSON, as it is kept."""
    return canonical(plan.to_json())


def as_cycle(connection: Connection, row: CycleRow) -> Cycle:
    """Return the cycle as the law knows it."""
    voted = cycles.votes_of(connection, row.body, row.year)
    asked = {
        link.kind
        for link in cycles.ballots_of(connection, row.id)
        if link.pass_number == row.pass_number
    }
    return Cycle(
        body=row.body,
        year=row.year,
        state=CycleState(row.state),
        suspended_from=CycleState(row.suspended_from),
        reballots=row.reballots,
        voted=voted,
        needs_submission=row.needs_submission,
        needs_own_decision=row.needs_own_decision,
        own_decision_issued=row.own_decision_issued,
        removal_ballot="removal" in asked,
    )
