"""The verifier's report as the inspector's page lays it out.

Refuses to call a record good unless every step ran and held.
"""

from dataclasses import dataclass

from ballot_service.errors import BallotServiceError
from ballot_service.verify.narrator import Narrator, StepOutcome
from ballot_service.verify.texts import OUTSIDE, STEPS, WORDS


@dataclass(frozen=True)
class StepView:
    """One step: what it is called, how it ended, what it established and cannot."""

    number: int
    name: str
    outcome: str
    word: str
    text: str
    cannot: str
    not_compared: str


@dataclass(frozen=True)
class ReportView:
    """The whole report; `outcome` is "passed", "failed" or "partial"."""

    outcome: str
    steps: tuple[StepView, ...]
    failure: str
    outside: str


def _facts(values: dict[str, int | str | tuple[str, ...]]) -> dict[str, object]:
    return {
        name: ", ".join(value) if isinstance(value, tuple) else value
        for name, value in values.items()
    }


def _steps(narrator: Narrator, language: str) -> tuple[StepView, ...]:
    words, found = WORDS[language], []
    for step in narrator.steps.values():
        text = STEPS[language][step.id]
        established = ""
        if step.outcome is StepOutcome.HELD:
            established = text.established.format(**_facts(step.facts))
        elif step.error is not None:
            established = f"{step.error.name}: {step.error.detail}"
        else:
            established = words[step.reason or "after"]
        held = step.outcome is StepOutcome.HELD
        bare = held and step.facts.get("compared") == 0
        found.append(
            StepView(
                number=step.id.number,
                name=text.name,
                outcome=step.outcome.value,
                word=words[step.outcome.value],
                text=established,
                cannot=f"{words['cannot']}: {text.cannot}" if text.cannot else "",
                not_compared=words["not_compared"] if bare else "",
            )
        )
    return tuple(found)


def report_view(
    narrator: Narrator | None,
    failure: BallotServiceError | None,
    group: str,
    language: str,
) -> ReportView:
    """Lay out a report.

    Args:
        narrator: the steps, where they are known.
        failure: what the failing step raised.
        group: of the election, to say which outside checker reads the record.
    """
    steps = _steps(narrator, language) if narrator is not None else ()
    ran = steps and all(step.outcome == StepOutcome.HELD.value for step in steps)
    failed = failure is not None or any(
        step.outcome == StepOutcome.FAILED.value for step in steps
    )
    outcome = "failed" if failed else "passed" if ran else "partial"
    said = f"{failure.name}: {failure.detail}" if failure is not None else ""
    return ReportView(outcome, steps, said, OUTSIDE[group])
