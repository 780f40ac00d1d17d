"""The report of a verification: which step ran, what it established, where it failed.

Refuses to swallow an error: a failed step is noted, and its error goes on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from ballot_service.errors import BallotServiceError


class StepId(StrEnum):
    """The steps, in their order; the number shown is the place in this list."""

    FRAMING = "framing"
    ORDER = "order"
    ELECTION = "election"
    MANIFEST = "manifest"
    TRUSTEES = "trustees"
    SETUP = "setup"
    BALLOTS = "ballots"
    CLOSING = "closing"
    TALLY = "tally"
    DECRYPTIONS = "decryptions"
    RESULT = "result"
    VERDICT = "verdict"
    STATEMENT = "statement"
    SIGNATURES = "signatures"

    @property
    def number(self) -> int:
        """The step's number, from 1."""
        return list(StepId).index(self) + 1


class StepOutcome(StrEnum):
    """How a step ended."""

    HELD = "held"
    FAILED = "failed"
    NOT_RUN = "not_run"


Facts = dict[str, int | str | tuple[str, ...]]
"""Figures and codes that a step established, for its sentence."""


@dataclass
class Step:
    """One step of the report; `facts` are filled in while it runs."""

    id: StepId
    outcome: StepOutcome = StepOutcome.NOT_RUN
    facts: Facts = field(default_factory=dict)
    error: BallotServiceError | None = None
    reason: str = ""


class Narrator:
    """Keeps the report while the verifier goes through its steps."""

    def __init__(self) -> None:
        self.steps: dict[StepId, Step] = {item: Step(item) for item in StepId}

    @contextmanager
    def part(self, step_id: StepId) -> Iterator[Facts]:
        """Run a part of a step: it may fail the step, and does not make it hold."""
        step = self.steps[step_id]
        try:
            yield step.facts
        except BallotServiceError as error:
            step.outcome, step.error = StepOutcome.FAILED, error
            raise

    @contextmanager
    def step(self, step_id: StepId) -> Iterator[Facts]:
        """Run a step: it holds unless an error leaves the block."""
        with self.part(step_id) as facts:
            yield facts
        self.steps[step_id].outcome = StepOutcome.HELD

    def not_run(self, step_id: StepId, reason: str) -> None:
        """Note why a step was not run ("bare", "closed" or "unsigned")."""
        self.steps[step_id].reason = reason

    @property
    def failure(self) -> Step | None:
        """The step that failed, or None."""
        for step in self.steps.values():
            if step.outcome is StepOutcome.FAILED:
                return step
        return None
