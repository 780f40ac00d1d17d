"""The steps of a submission as forms send them, and whose each is.

Refuses to judge what was typed: the workflows do.
"""

from collections.abc import Callable

from ballot_service.web.cycle_step import CycleStep
from ballot_service.workflows import cycle_submission, made_papers, submission
from ballot_service.workflows.cycle_submission import PersonAnswer
from ballot_service.workflows.office import Role


def _draft(step: CycleStep) -> None:
    cycle_submission.draft_submission(step.office, step.cycle, step.actor, step.now)


def _submit(step: CycleStep) -> None:
    submission.submit(
        step.office,
        step.cycle,
        step.actor,
        step.paper("submission"),
        step.today,
        step.now,
    )


def _receive(step: CycleStep) -> None:
    cycle_submission.start_appraisal(
        step.office, step.cycle, step.actor, step.paper("receipt"), step.now
    )


def _supplement(step: CycleStep) -> None:
    cycle_submission.ask_supplement(
        step.office, step.cycle, step.actor, step.paper("request"), step.now
    )


def _answer(step: CycleStep) -> None:
    """Read one answer a person: fields `answer KIND TITLE PERSON` and `note …`."""
    answers = []
    for about in step.chosen("about"):
        kind, title, who = [*about.split(" "), "", ""][:3]
        said = step.text(f"answer {about}")
        if said in ("yes", "no"):
            note = step.text(f"note {about}")
            answers.append(
                PersonAnswer(kind, (title, who), confirmed=said == "yes", note=note)
            )
    cycle_submission.record_answer(
        step.office, step.cycle, step.actor, answers, step.paper("answer"), step.now
    )


def _attach_minutes(step: CycleStep) -> None:
    """Make the counting minutes of one step: field `of_step`, one digit."""
    typed = step.text("of_step")
    made_papers.attach_minutes(
        step.office,
        step.cycle,
        step.actor,
        int(typed) if typed in ("1", "2", "3", "4") else 0,
        step.today,
        step.now,
    )


Run = Callable[[CycleStep], None]
STEPS: dict[str, tuple[Run, Role]] = {
    "draft_submission": (_draft, Role.SECRETARY),
    "attach_minutes": (_attach_minutes, Role.SECRETARY),
    "submit": (_submit, Role.CHAIR),
    "start_appraisal": (_receive, Role.SECRETARY),
    "ask_supplement": (_supplement, Role.SECRETARY),
    "record_answer": (_answer, Role.SECRETARY),
}
"""By the names in the address; own decision and archive are acts of the cycle."""
