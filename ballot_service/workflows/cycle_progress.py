"""How far a cycle has come: the results of its steps and the lists between them.

Refuses to keep what follows from the papers: it is made from them each time.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.errors import BallotRunning, ResultMissing
from ballot_service.planning.carried import open_additions, removal_lists
from ballot_service.planning.cycle_decisions import Decided, StructureDecision
from ballot_service.planning.outcomes import ResultLists, Verdict
from ballot_service.planning.review import Pair, ReviewPlan
from ballot_service.planning.ties import ChairDecision
from ballot_service.planning.titles import TitleChoice
from ballot_service.record.manifest import canonical
from ballot_service.store import cycles
from ballot_service.store.cycle_rows import CycleRow, PaperRow
from ballot_service.store.database import Connection
from ballot_service.workflows.cycle_office import stored_plan
from ballot_service.workflows.cycle_results import Taken, results_of

AGREED = "agreed_list"
TIE = "tie_decision"
STRUCTURE = "structure_decision"
CHOICE = "title_choice"
LISTS = "lists"


@dataclass(frozen=True)
class Progress:
    """What the steps so far have given; `taken` in the order of the ballots."""

    row: CycleRow
    review: ReviewPlan
    taken: tuple[Taken, ...]
    agreed: tuple[Pair, ...] | None
    choices: tuple[TitleChoice, ...]
    decided: Decided

    @property
    def removals(self) -> ResultLists:
        """The removal lists of every step 1 of the year."""
        return removal_lists(
            [one.verdict() for one in self.taken if one.plan.kind == "removal"]
        )

    @property
    def consulted(self) -> tuple[Pair, ...]:
        """The list of step 2: proposed additions of titles with places."""
        return open_additions(self.review, self.removals)

    def result(self, kind: str, step: int) -> Taken | None:
        """Return the result of a step in this pass, or None."""
        found = [
            one
            for one in self.taken
            if (one.plan.kind, one.plan.step) == (kind, step)
            and one.link.pass_number == self.row.pass_number
        ]
        return found[-1] if found else None

    def need(self, kind: str, step: int) -> Taken:
        """Return the result of a step in this pass.

        Raises:
            ResultMissing: its statement was not taken yet.
        """
        found = self.result(kind, step)
        if found is None:
            raise ResultMissing(f"step {step}")
        return found

    def decisive_verdicts(self) -> tuple[Verdict, Verdict | None]:
        """Return the verdicts of step 4, under the choices of R9, and of B4'.

        Raises:
            ResultMissing: step 4 has no result yet.
        """
        again = self.result("reballot", 4)
        verdict = self.need("addition", 4).verdict(self.choices)
        return verdict, None if again is None else again.verdict()


def load_progress(connection: Connection, row: CycleRow) -> Progress:
    """Read how far a cycle has come."""
    review, _ = stored_plan(connection, row.id)

    def newest(kind: str) -> list[PaperRow]:
        """The newest paper of each subject, by its reference."""
        found = {p.reference: p for p in cycles.get_papers(connection, row.id, kind)}
        return list(found.values())

    agreed = [
        paper
        for paper in cycles.get_papers(connection, row.id, AGREED)
        if paper.pass_number == row.pass_number
    ]
    return Progress(
        row=row,
        review=review,
        taken=results_of(connection, row.id),
        agreed=_pairs(agreed[-1].body) if agreed else None,
        choices=tuple(_choice(paper.body) for paper in newest(CHOICE)),
        decided=Decided(
            tuple(_tie(paper.body) for paper in newest(TIE)),
            tuple(_structure(paper.body) for paper in newest(STRUCTURE)),
        ),
    )


def check_none_running(connection: Connection, cycle: str) -> None:
    """Check that no ballot of a cycle may still bring a result.

    Raises:
        BallotRunning: naming its event.
    """
    for link in cycles.ballots_of(connection, cycle):
        if link.running == 1:
            raise BallotRunning(link.event)


# --- papers that this file writes and reads ---------------------------------------


def agreed_bytes(pairs: Sequence[Pair], dropped: Sequence[tuple[Pair, str]]) -> bytes:
    """Return the agreed list as it is kept: who goes on, and who does not and why."""
    return canonical(
        {
            "pairs": [list(pair) for pair in pairs],
            "dropped": [
                {"title": pair[0], "person": pair[1], "reason": reason}
                for pair, reason in dropped
            ],
        }
    )


def _pairs(body: bytes) -> tuple[Pair, ...]:
    return tuple((title, who) for title, who in json.loads(body)["pairs"])


def decision_bytes(
    decision: ChairDecision | StructureDecision | TitleChoice,
) -> bytes:
    """Return a recorded decision as it is kept."""
    return canonical(
        {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in vars(decision).items()
        }
    )


def _tie(body: bytes) -> ChairDecision:
    found = json.loads(body)
    return ChairDecision(**{**found, "chosen": tuple(found["chosen"])})


def _structure(body: bytes) -> StructureDecision:
    found = json.loads(body)
    return StructureDecision(**{**found, "left_out": tuple(found["left_out"])})


def _choice(body: bytes) -> TitleChoice:
    found = json.loads(body)
    return TitleChoice(**{**found, "keep": tuple(found["keep"])})
