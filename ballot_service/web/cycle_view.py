"""A review cycle as its pages lay it out: acts on offer, ballots, places, papers.

Refuses to compute what the law computes: K, verdicts and lists come from `planning`.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ballot_service.planning.ballot_event import State
from ballot_service.planning.carried import places_of, places_to_fill, staying
from ballot_service.planning.cycle_states import RUNNING, CycleAction, CycleState
from ballot_service.planning.outcomes import Decision
from ballot_service.planning.places import Places
from ballot_service.planning.review_parts import ReviewTitle
from ballot_service.store.cycle_rows import BallotLinkRow, PaperRow
from ballot_service.web.access import Who
from ballot_service.web.cycle_acts import ACTS
from ballot_service.web.cycle_names import ACT_NAMES
from ballot_service.web.cycle_words import WAITS, word
from ballot_service.workflows import overview as events
from ballot_service.workflows.cycle_overview import CycleOverview
from ballot_service.workflows.cycle_results import FINISHED
from ballot_service.workflows.cycle_step1 import OPINION
from ballot_service.workflows.office import Office, Role
from ballot_service.workflows.overview import EventSummary

S = CycleState
AT_STEP4 = (S.STEP4_BALLOT, S.STEP4_REBALLOT)
SUBMISSION_ACTS = (
    *("draft_submission", "submit", "start_appraisal"),
    *("ask_supplement", "record_answer"),
)
"""Acts that have pages of their own."""


@dataclass(frozen=True)
class Offer:
    """One act on offer.

    Attributes:
        of: title or person that a decision is about, or "".
        roles: whose it is, the first of them first.
        waits: what it waits for, in words, "" where nothing.
        done: it was done, and may be done once more.
    """

    act: str
    roles: tuple[Role, ...]
    waits: str = ""
    of: str = ""
    done: bool = False

    @property
    def name(self) -> str:
        """The act in words."""
        return word(ACT_NAMES, self.act)

    def mine(self, kinds: Iterable[Who]) -> Role | None:
        """Return the role in which this person may do it, or None."""
        own = {kind.value for kind in kinds}
        return next((role for role in self.roles if role.value in own), None)


@dataclass(frozen=True)
class Held:
    """One ballot of the cycle with its event."""

    link: BallotLinkRow
    event: EventSummary

    @property
    def finished(self) -> bool:
        """Whether its result may be taken."""
        return self.event.state in FINISHED

    @property
    def void(self) -> bool:
        """Whether it was declared void and waits for its next run."""
        return self.event.state is State.VOID and self.link.running == 1


@dataclass(frozen=True)
class PlacesLine:
    """K of one title: its cap, who is planned, who leaves, and both readings."""

    title: ReviewTitle
    leaving: int
    removed: int
    proposed: int
    places: Places
    to_fill: int
    staying: tuple[str, ...]


def ballots_of(office: Office, overview: CycleOverview) -> tuple[Held, ...]:
    """Return the ballots of a cycle with their events, in their order."""
    return tuple(
        Held(link, events.summary(office, link.event)) for link in overview.ballots
    )


def offers(overview: CycleOverview, held: tuple[Held, ...]) -> tuple[Offer, ...]:
    """Return what may be done now: what leads on first, then what may be done again."""
    running = next((one for one in held if one.link.running == 1), None)
    found = [*_ballot_acts(running), *_decisions(overview), *_extra(overview)]
    for following in overview.next:
        act = ACTS.get(following.action.value)
        roles = act.roles if act is not None else (following.role,)
        waits = word(WAITS, following.waits_for) if following.waits_for else ""
        if following.action is CycleAction.OPEN_STEP1 and not eligible(overview):
            waits = word(WAITS, "eligibility")
        found.append(Offer(following.action.value, roles, waits))
    return tuple(sorted(found, key=lambda offer: offer.done))


def _ballot_acts(running: Held | None) -> list[Offer]:
    if running is None:
        return []
    if running.void:
        return [Offer("repeat_void", ACTS["repeat_void"].roles)]
    if running.finished:
        return [Offer("take_result", ACTS["take_result"].roles)]
    return []


def _decisions(overview: CycleOverview) -> list[Offer]:
    """Decisions of step 4: what is open, and R9 while nothing is settled on it."""
    if overview.state not in AT_STEP4:
        return []
    found = []
    for one in overview.decisions:
        if one.kind == "structure":
            found.append(
                Offer("decide_structure", ACTS["decide_structure"].roles, of=one.title)
            )
        elif one.options[0] != "reballot":
            found.append(Offer("decide_tie", ACTS["decide_tie"].roles, of=one.title))
    roles = ACTS["choose_titles"].roles
    found += [
        Offer("choose_titles", roles, of=one.nominees[0])
        for one in title_choices(overview)
    ]
    return found


def title_choices(overview: CycleOverview) -> tuple[Decision, ...]:
    """Return the choices of R9 that may still be recorded, one for each person."""
    progress = overview.progress
    decided = progress.decided.ties or progress.decided.structure
    taken = progress.result("addition", 4)
    if taken is None or decided or overview.running or progress.result("reballot", 4):
        return ()
    asked = {
        one.nominees[0]: one
        for one in taken.verdict().decisions
        if one.kind == "titles"
    }
    return tuple(asked.values())


def _extra(overview: CycleOverview) -> list[Offer]:
    found = []
    if overview.state is S.REVIEWING:
        roles = ACTS["check_eligibility"].roles
        found.append(Offer("check_eligibility", roles, done=eligible(overview)))
    additions = overview.progress.review.pairs("addition")
    if overview.state is S.STEP1_MEETING and additions:
        said = opinion_of(overview) is not None
        found.append(Offer("record_opinion", ACTS["record_opinion"].roles, done=said))
    return found


def side_acts(overview: CycleOverview) -> tuple[Offer, ...]:
    """Return the acts beside the way: another paper, a halt, an end."""
    found = []
    if overview.state not in (S.ARCHIVED, S.CANCELLED):
        found.append(Offer("add_paper", ACTS["add_paper"].roles))
    if overview.state in RUNNING:
        found.append(Offer("suspend", ACTS["suspend"].roles))
    if overview.state in (*RUNNING, S.SUSPENDED):
        found.append(Offer("cancel", ACTS["cancel"].roles))
    return tuple(found)


def places_lines(overview: CycleOverview) -> tuple[PlacesLine, ...]:
    """Return K of every title as the removals so far make it (R4)."""
    review, lists = overview.progress.review, overview.progress.removals
    return tuple(
        PlacesLine(
            title=title,
            leaving=len(title.exits),
            removed=sum(one.title == title.id for one in lists.removals),
            proposed=sum(one.title == title.id for one in lists.proposed_removals),
            places=places_of(title, lists),
            to_fill=places_to_fill(review, title, lists),
            staying=tuple(
                review.person(who).name for who in staying(review, title, lists)
            ),
        )
        for title in review.titles
    )


def newest(papers: Iterable[PaperRow], kind: str, pass_number: int = 0) -> Any:  # noqa: ANN401 - parsed JSON of our own
    """Return the body of the newest paper of a kind, parsed, or None.

    Args:
        pass_number: only papers of this pass; 0 for every pass.
    """
    found = [
        paper
        for paper in papers
        if paper.kind == kind and pass_number in (0, paper.pass_number) and paper.body
    ]
    return json.loads(found[-1].body) if found else None


def opinion_of(overview: CycleOverview) -> Any:  # noqa: ANN401 - parsed JSON of our own
    """Return the collective's opinion of this pass: `whole` and `each`, or None."""
    return newest(overview.papers, OPINION, overview.row.pass_number)


def eligibility_of(overview: CycleOverview) -> tuple[Any, bool]:
    """Return the newest eligibility report, and whether it is of this plan."""
    reports = [one for one in overview.papers if one.kind == "eligibility"]
    plans = [one for one in overview.papers if one.kind == "plan"]
    if not reports:
        return None, False
    return json.loads(reports[-1].body), reports[-1].reference == plans[-1].digest


def eligible(overview: CycleOverview) -> bool:
    """Return whether the plan as it is now was checked, and nobody of it is blocked."""
    report, fresh = eligibility_of(overview)
    return bool(report and fresh and not report["blocks"])
