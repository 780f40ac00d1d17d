"""The steps that chair and committee both take, each by an own hand.

Refuses to say whose hand it is: the step's actor is, and the workflow checks it.
"""

from ballot_service.web.steps import Do, Step
from ballot_service.workflows import closing, opening, preparation


def _confirm(step: Step) -> object:
    return preparation.confirm_event(
        step.office, step.event, step.actor, step.text("seen"), step.now
    )


def _sign_opening(step: Step) -> object:
    opening.sign_opening(
        step.office, step.event, step.actor, step.text("code"), step.now
    )
    return None


def _sign_closing(step: Step) -> object:
    closing.sign_closing(
        step.office, step.event, step.actor, step.text("code"), step.now
    )
    return None


BOTH_HANDS: dict[str, Do] = {
    "confirm": _confirm,
    "sign-opening": _sign_opening,
    "sign-closing": _sign_closing,
}
