"""What staff may do with a review cycle: each act, whose it is, and its papers.

Refuses an act that this person has not got; the workflow refuses everything else.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ballot_service.planning.cycle_decisions import StructureDecision
from ballot_service.planning.ties import ChairDecision
from ballot_service.planning.titles import TitleChoice
from ballot_service.web.cycle_step import CycleStep, pair_name
from ballot_service.workflows import (
    cycle_closing,
    cycle_planning,
    cycle_results,
    cycle_step1,
    cycle_steps,
    cycle_submission,
)
from ballot_service.workflows.cycle_step1 import Opinion
from ballot_service.workflows.office import Role


def _start_review(step: CycleStep) -> None:
    cycle_planning.start_review(step.office, step.cycle, step.actor, step.now)


def _check_eligibility(step: CycleStep) -> None:
    cycle_planning.check_eligibility(step.office, step.cycle, step.actor, step.now)


def _open_step1(step: CycleStep) -> None:
    cycle_step1.open_step1(step.office, step.cycle, step.actor, step.now)


def _record_opinion(step: CycleStep) -> None:
    each = {
        pair: step.text(f"opinion {pair_name(pair)}") for pair in step.pairs("about")
    }
    opinion = Opinion(
        step.text("whole"),
        {pair: text for pair, text in each.items() if text},
        step.paper("opinion"),
    )
    cycle_step1.record_opinion(step.office, step.cycle, step.actor, opinion, step.now)


def _finish_step1(step: CycleStep) -> None:
    cycle_step1.finish_step1(
        step.office,
        step.cycle,
        step.actor,
        step.paper("meeting_minutes"),
        step.paper("removal_minutes"),
        step.now,
    )


def _close_without_additions(step: CycleStep) -> None:
    cycle_closing.close_without_additions(
        step.office, step.cycle, step.actor, step.paper("conclusion"), step.now
    )


def _consult(number: int) -> Callable[[CycleStep], None]:
    def do(step: CycleStep) -> None:
        cycle_steps.open_consultation(
            step.office, step.cycle, number, step.actor, step.now
        )

    return do


def _agree_list(step: CycleStep) -> None:
    asked = step.pairs("about")
    kept = set(step.pairs("keep"))
    reasons = {
        pair: step.text(f"reason {pair_name(pair)}")
        for pair in asked
        if pair not in kept
    }
    cycle_steps.agree_list(
        step.office,
        step.cycle,
        step.actor,
        [pair for pair in asked if pair in kept],
        reasons,
        step.paper("meeting_minutes"),
        step.now,
    )


def _return_to_review(step: CycleStep) -> None:
    cycle_steps.return_to_review(
        step.office, step.cycle, step.actor, step.text("reason"), step.now
    )


def _summarise(step: CycleStep) -> None:
    cycle_steps.summarise(
        step.office, step.cycle, step.actor, step.paper("agency_report"), step.now
    )


def _open_step4(step: CycleStep) -> None:
    cycle_steps.open_step4(step.office, step.cycle, step.actor, step.now)


def _open_reballot(step: CycleStep) -> None:
    cycle_steps.open_reballot(
        step.office, step.cycle, step.actor, step.paper("counting_minutes"), step.now
    )


def _repeat_void(step: CycleStep) -> None:
    cycle_steps.repeat_void(
        step.office, step.cycle, step.actor, step.paper("void_minutes"), step.now
    )


def _decide_tie(step: CycleStep) -> None:
    decision = ChairDecision(
        step.text("of"),
        step.chosen("chosen"),
        step.text("reason"),
        step.paper("opinions"),
    )
    cycle_closing.record_tie_decision(
        step.office, step.cycle, step.actor, decision, step.now
    )


def _decide_structure(step: CycleStep) -> None:
    option = step.text("option")
    decision = StructureDecision(
        step.text("of"),
        option,
        step.chosen("left_out"),
        step.text("reason"),
        step.paper("opinions"),
    )
    cycle_closing.record_structure_decision(
        step.office, step.cycle, step.actor, decision, step.now
    )


def _choose_titles(step: CycleStep) -> None:
    choice = TitleChoice(step.text("of"), step.chosen("keep"), step.text("reason"))
    cycle_closing.record_title_choice(
        step.office, step.cycle, step.actor, choice, step.now
    )


def _close_list(step: CycleStep) -> None:
    cycle_closing.close_list(
        step.office,
        step.cycle,
        step.actor,
        step.paper("meeting_minutes"),
        step.paper("counting_minutes"),
        step.now,
    )


def _issue(step: CycleStep) -> None:
    cycle_submission.issue_own_decision(
        step.office, step.cycle, step.actor, step.paper("own_decision"), step.now
    )


def _archive(step: CycleStep) -> None:
    cycle_submission.archive_cycle(
        step.office,
        step.cycle,
        step.actor,
        step.paper("archive_record"),
        step.today,
        step.now,
    )


def _suspend(step: CycleStep) -> None:
    cycle_closing.suspend_cycle(
        step.office,
        step.cycle,
        step.actor,
        step.text("reason"),
        step.text("authority"),
        step.now,
    )


def _resume(step: CycleStep) -> None:
    cycle_closing.resume_cycle(step.office, step.cycle, step.actor, step.now)


def _cancel(step: CycleStep) -> None:
    cycle_closing.cancel_cycle(
        step.office,
        step.cycle,
        step.actor,
        step.text("reason"),
        step.text("authority"),
        step.now,
    )


def _take_result(step: CycleStep) -> None:
    cycle_results.take_finished(step.office, step.cycle, step.actor, step.now)


def _add_paper(step: CycleStep) -> None:
    cycle_steps.add_paper(
        step.office,
        step.cycle,
        step.actor,
        step.text("kind"),
        step.paper("paper"),
        step.now,
    )


@dataclass(frozen=True)
class Act:
    """One act: who may do it, the first of them first, what it asks, what it does.

    Attributes:
        papers: references that the form asks for, by name; all are needed but those
            in `spared`.
        texts: what is typed in words: a reason, an authority.
        final: others see it, or it cannot be undone.
    """

    do: Callable[[CycleStep], None]
    roles: tuple[Role, ...]
    papers: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()
    final: bool = False


_SEC, _CHA = (Role.SECRETARY,), (Role.CHAIR,)
_BOTH = (Role.SECRETARY, Role.CHAIR)
ACTS: dict[str, Act] = {
    "start_review": Act(_start_review, _SEC),
    "check_eligibility": Act(_check_eligibility, _SEC),
    "open_step1": Act(_open_step1, _BOTH, final=True),
    "record_opinion": Act(_record_opinion, _BOTH, ("opinion",)),
    "finish_step1": Act(
        _finish_step1, _CHA, ("meeting_minutes", "removal_minutes"), final=True
    ),
    "close_without_additions": Act(
        _close_without_additions, _CHA, ("conclusion",), final=True
    ),
    "open_step2": Act(_consult(2), (Role.CHAIR, Role.SECRETARY), final=True),
    "agree_list": Act(_agree_list, _CHA, ("meeting_minutes",), final=True),
    "return_to_review": Act(_return_to_review, _CHA, texts=("reason",), final=True),
    "open_step3": Act(_consult(3), (Role.CHAIR, Role.SECRETARY), final=True),
    "summarise": Act(
        _summarise, _SEC, ("agency_report",), spared=("agency_report",), final=True
    ),
    "open_step4": Act(_open_step4, (Role.CHAIR, Role.SECRETARY), final=True),
    "reballot_tie": Act(_open_reballot, _CHA, ("counting_minutes",), final=True),
    "repeat_void": Act(_repeat_void, _CHA, ("void_minutes",), final=True),
    "decide_tie": Act(_decide_tie, _CHA, ("opinions",), ("reason",), final=True),
    "decide_structure": Act(
        _decide_structure, _CHA, ("opinions",), ("reason",), final=True
    ),
    "choose_titles": Act(_choose_titles, _CHA, texts=("reason",), final=True),
    "close_list": Act(
        _close_list, _CHA, ("meeting_minutes", "counting_minutes"), final=True
    ),
    "issue_own_decision": Act(_issue, _CHA, ("own_decision",), final=True),
    "archive": Act(_archive, _SEC, ("archive_record",), final=True),
    "suspend": Act(_suspend, _CHA, texts=("reason", "authority"), final=True),
    "resume": Act(_resume, _CHA),
    "cancel": Act(_cancel, _CHA, texts=("reason", "authority"), final=True),
    "take_result": Act(_take_result, _BOTH, final=True),
    "add_paper": Act(_add_paper, _SEC, ("paper",)),
}
"""By the names in the address; the submission has pages of its own."""
