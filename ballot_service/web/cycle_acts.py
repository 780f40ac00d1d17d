"""What staff may do with a review cycle: each act, whose it is, and its papers.

Refuses an act that this person has not got; the workflow refuses everything else.
"""

from collections.abc import Callable

from ballot_service.planning.cycle_decisions import StructureDecision
from ballot_service.planning.ties import ChairDecision
from ballot_service.planning.titles import TitleChoice
from ballot_service.web.acts import Act, plain_act
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


def _record_opinion(step: CycleStep) -> None:
    each = {
        pair: step.text(f"opinion {pair_name(pair)}") for pair in step.pairs("about")
    }
    opinion = Opinion(
        step.text("whole"),
        {pair: text for pair, text in each.items() if text},
        step.paper("opinion"),
    )
    step.call(cycle_step1.record_opinion, opinion)


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
    step.call(
        cycle_steps.agree_list,
        [pair for pair in asked if pair in kept],
        reasons,
        step.paper("meeting_minutes"),
    )


def _decide_tie(step: CycleStep) -> None:
    decision = ChairDecision(
        step.text("of"),
        step.chosen("chosen"),
        step.text("reason"),
        step.paper("opinions"),
    )
    step.call(cycle_closing.record_tie_decision, decision)


def _decide_structure(step: CycleStep) -> None:
    option = step.text("option")
    decision = StructureDecision(
        step.text("of"),
        option,
        step.chosen("left_out"),
        step.text("reason"),
        step.paper("opinions"),
    )
    step.call(cycle_closing.record_structure_decision, decision)


def _choose_titles(step: CycleStep) -> None:
    choice = TitleChoice(step.text("of"), step.chosen("keep"), step.text("reason"))
    step.call(cycle_closing.record_title_choice, choice)


def _archive(step: CycleStep) -> None:
    step.call(cycle_submission.archive_cycle, step.paper("archive_record"), step.today)


def _add_paper(step: CycleStep) -> None:
    step.call(cycle_steps.add_paper, step.text("kind"), step.paper("paper"))


_SEC, _CHA = (Role.SECRETARY,), (Role.CHAIR,)
_BOTH = (Role.SECRETARY, Role.CHAIR)
ACTS: dict[str, Act] = {
    "start_review": plain_act(cycle_planning.start_review, _SEC),
    "check_eligibility": plain_act(cycle_planning.check_eligibility, _SEC),
    "open_step1": plain_act(cycle_step1.open_step1, _BOTH, final=True),
    "record_opinion": Act(_record_opinion, _BOTH, ("opinion",)),
    "finish_step1": plain_act(
        cycle_step1.finish_step1,
        _CHA,
        ("meeting_minutes", "removal_minutes"),
        final=True,
    ),
    "close_without_additions": plain_act(
        cycle_closing.close_without_additions, _CHA, ("conclusion",), final=True
    ),
    "open_step2": Act(_consult(2), (Role.CHAIR, Role.SECRETARY), final=True),
    "agree_list": Act(_agree_list, _CHA, ("meeting_minutes",), final=True),
    "return_to_review": plain_act(
        cycle_steps.return_to_review, _CHA, texts=("reason",), final=True
    ),
    "open_step3": Act(_consult(3), (Role.CHAIR, Role.SECRETARY), final=True),
    "summarise": plain_act(
        cycle_steps.summarise,
        _SEC,
        ("agency_report",),
        spared=("agency_report",),
        final=True,
    ),
    "open_step4": plain_act(
        cycle_steps.open_step4, (Role.CHAIR, Role.SECRETARY), final=True
    ),
    "reballot_tie": plain_act(
        cycle_steps.open_reballot, _CHA, ("counting_minutes",), final=True
    ),
    "repeat_void": plain_act(
        cycle_steps.repeat_void, _CHA, ("void_minutes",), final=True
    ),
    "decide_tie": Act(_decide_tie, _CHA, ("opinions",), ("reason",), final=True),
    "decide_structure": Act(
        _decide_structure, _CHA, ("opinions",), ("reason",), final=True
    ),
    "choose_titles": Act(_choose_titles, _CHA, texts=("reason",), final=True),
    "close_list": plain_act(
        cycle_closing.close_list,
        _CHA,
        ("meeting_minutes", "counting_minutes"),
        final=True,
    ),
    "issue_own_decision": plain_act(
        cycle_submission.issue_own_decision, _CHA, ("own_decision",), final=True
    ),
    "archive": Act(_archive, _SEC, ("archive_record",), final=True),
    "suspend": plain_act(
        cycle_closing.suspend_cycle, _CHA, texts=("reason", "authority"), final=True
    ),
    "resume": plain_act(cycle_closing.resume_cycle, _CHA),
    "cancel": plain_act(
        cycle_closing.cancel_cycle, _CHA, texts=("reason", "authority"), final=True
    ),
    "take_result": plain_act(cycle_results.take_finished, _BOTH, final=True),
    "add_paper": Act(_add_paper, _SEC, ("paper",)),
}
"""By the names in the address; the submission has pages of its own."""
