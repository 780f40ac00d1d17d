"""The steps of a submission as forms send them, and whose each is.

Refuses to judge what was typed: the workflows do.
"""

from ballot_service.web.acts import Act, plain_act
from ballot_service.web.cycle_step import CycleStep
from ballot_service.workflows import cycle_submission, made_papers, submission
from ballot_service.workflows.cycle_submission import PersonAnswer
from ballot_service.workflows.office import Role


def _submit(step: CycleStep) -> None:
    step.call(submission.submit, step.paper("submission"), step.today)


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
    step.call(cycle_submission.record_answer, answers, step.paper("answer"))


def _attach_minutes(step: CycleStep) -> None:
    """Make the counting minutes of one step: field `of_step`, one digit."""
    typed = step.text("of_step")
    number = int(typed) if typed in ("1", "2", "3", "4") else 0
    step.call(made_papers.attach_minutes, number, step.today)


_SEC = (Role.SECRETARY,)
STEPS: dict[str, Act] = {
    "draft_submission": plain_act(cycle_submission.draft_submission, _SEC),
    "attach_minutes": Act(_attach_minutes, _SEC),
    "submit": Act(_submit, (Role.CHAIR,), ("submission",), final=True),
    "start_appraisal": plain_act(cycle_submission.start_appraisal, _SEC, ("receipt",)),
    "ask_supplement": plain_act(cycle_submission.ask_supplement, _SEC, ("request",)),
    "record_answer": Act(_answer, _SEC, ("answer",), final=True),
}
"""By the names in the address; own decision and archive are acts of the cycle."""
