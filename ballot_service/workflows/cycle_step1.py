"""Step 1 of a cycle: the collective votes on removals and gives its opinion.

Refuses to open on persons whom R5 blocks, and to finish without the opinion.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ballot_service.errors import (
    AdditionsOpen,
    CycleStepRefused,
    EligibilityStale,
    NoReason,
    NotEligible,
    UnknownId,
)
from ballot_service.planning.carried import full_titles, places_of
from ballot_service.planning.cycle_ballots import removal_draft
from ballot_service.planning.cycle_states import CycleAction, CycleState
from ballot_service.planning.review import Pair
from ballot_service.record.manifest import canonical
from ballot_service.store import cycles
from ballot_service.workflows.cycle_drafts import make_ballot
from ballot_service.workflows.cycle_office import PLAN, CycleAct, acting_on_cycle
from ballot_service.workflows.cycle_planning import ELIGIBILITY, read_report
from ballot_service.workflows.cycle_progress import (
    Progress,
    check_none_running,
    load_progress,
)
from ballot_service.workflows.office import Actor, Office, Role, require

OPINION = "opinion"
PLACES = "places_recomputed"


@dataclass(frozen=True)
class Opinion:
    """The collective's opinion on the additions in step 1 (founding document, 1).

    Attributes:
        whole: the opinion on all of them together, or "".
        each: the opinions on single proposals.
        minutes: reference of the minutes in which they stand.
    """

    whole: str
    each: Mapping[Pair, str]
    minutes: str


def open_step1(office: Office, cycle: str, actor: Actor, now: int) -> str:
    """Open step 1: the collective votes on each proposed removal.

    Returns:
        The ballot event's id, or "" where no removal is proposed.

    Raises:
        WrongRole, CycleStepRefused. EligibilityStale: not checked, or another version
        of the plan. NotEligible: what R5 blocks, by "person: title: error".
        EvidenceMissing. As `step_draft`.
    """
    require(actor, Role.SECRETARY, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        plan = act.papers(PLAN)[-1].digest
        act.step(
            CycleAction.OPEN_STEP1,
            {"proposals": plan, "eligibility_report": _eligible(act, plan)},
        )
        voted = cycles.votes_of(act.connection, act.row.body, act.row.year)
        event = ""
        if any(pair not in voted for pair in act.review.pairs("removal")):
            event = make_ballot(office, act, removal_draft(act.review, voted))
        act.log("open_step1", event)
    return event


def _eligible(act: CycleAct, plan: str) -> str:
    reports = [
        paper
        for paper in act.papers(ELIGIBILITY)
        if paper.pass_number == act.row.pass_number
    ]
    if not reports or reports[-1].reference != plan:
        raise EligibilityStale("the plan changed after the check")
    blocks = read_report(reports[-1].body)["blocks"]
    if blocks:
        raise NotEligible(
            tuple(f"{one['person']}: {one['title']}: {one['error']}" for one in blocks)
        )
    return reports[-1].digest


def record_opinion(
    office: Office, cycle: str, actor: Actor, opinion: Opinion, now: int
) -> None:
    """Record what the collective thinks of the additions, before any conference.

    Raises:
        WrongRole. NoReason: nothing is said, or no minutes are named. UnknownId: an
        opinion on somebody who is not proposed. CycleStepRefused: not in step 1.
    """
    require(actor, Role.SECRETARY, Role.CHAIR)
    said = [text for text in (opinion.whole, *opinion.each.values()) if text.strip()]
    if not said or not opinion.minutes.strip():
        raise NoReason("the collective's opinion")
    with acting_on_cycle(office, cycle, actor, now) as act:
        if act.state is not CycleState.STEP1_MEETING:
            raise CycleStepRefused(f"an opinion in {act.state.value}")
        proposed = act.review.pairs("addition")
        for title, who in opinion.each:
            if (title, who) not in proposed:
                raise UnknownId(f"{who} for {title}: not proposed")
        body = {
            "whole": opinion.whole,
            "each": [
                {"title": title, "person": who, "opinion": text}
                for (title, who), text in opinion.each.items()
            ],
        }
        act.paper(OPINION, opinion.minutes, canonical(body))
        act.log("record_opinion", opinion.minutes[:300])


def finish_step1(
    office: Office,
    cycle: str,
    actor: Actor,
    meeting_minutes: str,
    counting_minutes: str,
    now: int,
) -> None:
    """Finish step 1: the result is in, K is computed anew, the opinion is recorded.

    Raises:
        WrongRole, CycleStepRefused, BallotRunning.
        EvidenceMissing: minutes or opinion are missing.
    """
    require(actor, Role.CHAIR)
    with acting_on_cycle(office, cycle, actor, now) as act:
        check_none_running(act.connection, act.row.id)
        places = act.paper(
            PLACES, "R4", _places_bytes(load_progress(act.connection, act.row))
        )
        papers = {
            "meeting_minutes": meeting_minutes,
            "removal_minutes": counting_minutes,
            "places_recomputed": places.reference,
            "opinion": act.reference(OPINION),
        }
        if not act.review.pairs("addition"):
            papers["opinion"] = meeting_minutes
        act.step(CycleAction.FINISH_STEP1, papers)
        act.log("finish_step1", meeting_minutes[:300])


def _places_bytes(progress: Progress) -> bytes:
    review, lists = progress.review, progress.removals
    return canonical(
        {
            "titles": [
                {
                    "title": title.id,
                    "cap": title.cap,
                    "expected": places_of(title, lists).expected,
                    "certain": places_of(title, lists).certain,
                }
                for title in review.titles
            ],
            "full": list(full_titles(review, lists)),
        }
    )


def check_nothing_to_add(progress: Progress) -> None:
    """Check that steps 2 to 4 would have no question.

    Raises:
        AdditionsOpen: somebody is proposed for a title with places, or is left on the
            agreed list.
    """
    left = progress.consulted if progress.agreed is None else progress.agreed
    if left:
        raise AdditionsOpen(f"{len(left)} proposals")
