"""The report as lines for people and as JSON for machines.

Refuses to say "holds" of a step that failed or was not run.
"""

from ballot_service.errors import BallotServiceError
from ballot_service.planning.verdict import Verdict
from ballot_service.protocol.encoding import encode
from ballot_service.verify.narrator import Narrator, Step, StepOutcome
from ballot_service.verify.texts import OUTSIDE, STEPS, WORDS


def _shown(value: object) -> object:
    return ", ".join(value) if isinstance(value, tuple) else value


def step_lines(step: Step, language: str) -> list[str]:
    """Return the lines of one step."""
    words, text = WORDS[language], STEPS[language][step.id]
    head = f"{step.id.number:>2}. {text.name}: {words[step.outcome.value]}"
    if step.outcome is StepOutcome.NOT_RUN:
        return [f"{head} ({words[step.reason or 'after']})"]
    if step.outcome is StepOutcome.FAILED and step.error is not None:
        return [f"{head} — {step.error.name}: {step.error.detail}"]
    facts = {name: _shown(value) for name, value in step.facts.items()}
    lines = [f"{head} — {text.established.format(**facts)}"]
    if step.facts.get("compared") == 0:
        lines.append(f"      ! {words['not_compared']}")
    if "undrawn" in step.facts:
        lines.append(f"      {words['undrawn'].format(**facts)}")
    if text.cannot:
        lines.append(f"      {words['cannot']}: {text.cannot}")
    return lines


def failure_line(narrator: Narrator, error: BallotServiceError, language: str) -> str:
    """Return the one line that names the first failing step and object."""
    words = WORDS[language]
    step = narrator.failure
    if step is None:
        return f"{words['unreadable']}: {error.name}: {error.detail}"
    name = STEPS[language][step.id].name
    where = f"{words['step']} {step.id.number} ({name})"
    return f"{words['fail']} — {where}: {error.name}: {error.detail}"


def verdict_lines(verdict: Verdict, language: str) -> list[str]:
    """Return one line a row: agree over N, status and reason."""
    lines = []
    for item in verdict.outcomes:
        reason = item.reason_vi if language == "vi" else item.reason_en
        lines.append(
            f"      {item.title}/{item.nominee}: {item.agree}/{verdict.members}"
            f" [{item.status.value}, {item.rule}] {reason}"
        )
    return lines


def outside_line(group: str, language: str) -> str:
    """Return which outside programs read a record of that group."""
    return f"{WORDS[language]['outside']}: {OUTSIDE[group]}"


def report_json(
    narrator: Narrator, error: BallotServiceError | None, verdict: Verdict | None
) -> str:
    """Return the whole report as one JSON object."""
    steps = [
        {
            "number": step.id.number,
            "step": step.id.value,
            "outcome": step.outcome.value,
            "facts": {
                name: list(value) if isinstance(value, tuple) else value
                for name, value in step.facts.items()
            },
            "error": "" if step.error is None else step.error.name,
            "detail": "" if step.error is None else step.error.detail,
            "reason": step.reason,
        }
        for step in narrator.steps.values()
    ]
    value = {
        "verified": error is None,
        "error": "" if error is None else error.name,
        "detail": "" if error is None else error.detail,
        "steps": steps,
        "verdict": {} if verdict is None else verdict.to_json(),
    }
    return encode(value).decode()
