"""R7a: the re-ballot: its plan made from the first verdict, and the lists of both.

Refuses anybody who was not tied, and a second re-ballot.
"""

from collections.abc import Sequence
from dataclasses import replace

from ballot_service.errors import (
    DecisionNotAsked,
    NotTheTied,
    OtherElectorate,
    ReballotRefused,
)
from ballot_service.planning.ballot_plan import BallotPlan
from ballot_service.planning.outcomes import (
    Decision,
    ListEntry,
    ResultLists,
    TitleResult,
    Verdict,
)
from ballot_service.planning.plan_parts import Nominee, Question, Title
from ballot_service.planning.roll import Member
from ballot_service.planning.ties import ChairDecision, check_chair_decision


def _ties(verdict: Verdict) -> list[Decision]:
    return [one for one in verdict.decisions if one.kind == "tie"]


def reballot_plan(plan: BallotPlan, verdict: Verdict) -> BallotPlan:
    """Return the plan of the re-ballot that a step 4 verdict asks for (R7a, B4').

    Same profile, same N; the tied only, for the places left only. Whoever is
    taken already counts as staying (R8) and as planned (R9).

    Raises:
        ReballotRefused: none is asked for, or this was the re-ballot already.
    """
    asked = [one for one in _ties(verdict) if one.options[0] == "reballot"]
    if plan.kind != "addition" or not asked:
        raise ReballotRefused(f"{plan.kind}: {len(asked)} ties to vote on again")
    places = {one.title: one.places for one in asked}
    rows = tuple(
        Question(question.title, question.nominee)
        for question in plan.questions
        for one in asked
        if question.title == one.title and question.nominee in one.nominees
    )
    names = {row.nominee for row in rows}
    again = BallotPlan(
        profile=plan.profile,
        kind="reballot",
        step=plan.step,
        members=plan.members,
        titles=tuple(
            _title_left(plan, title, verdict, places[title.id])
            for title in plan.titles
            if title.id in places
        ),
        nominees=tuple(
            replace(who, planned_titles=who.planned_titles + _won(verdict, who))
            for who in plan.nominees
            if who.id in names
        ),
        questions=rows,
    )
    again.check()
    return again


def _title_left(plan: BallotPlan, title: Title, verdict: Verdict, places: int) -> Title:
    taken = [plan.nominee(line.nominee) for line in verdict.title(title.id).taken]
    return replace(
        title,
        places=places,
        places_certain=min(places, max(0, title.places_certain - len(taken))),
        structure=tuple(
            replace(
                need,
                staying=need.staying
                + sum(need.category in who.categories for who in taken),
            )
            for need in title.structure
        ),
    )


def _won(verdict: Verdict, who: Nominee) -> int:
    return sum(
        who.id == line.nominee for title in verdict.titles for line in title.taken
    )


def check_reballot(plan: BallotPlan, verdict: Verdict, again: BallotPlan) -> None:
    """Check that a frozen re-ballot is about the tied and nothing else (R7a).

    The order of the rows is free; N is the same.

    Raises:
        ReballotRefused: none is asked for. NotTheTied: other persons, titles,
        places or requirements, or another profile.
    """
    expected = reballot_plan(plan, verdict)
    if again.kind != "reballot" or again.profile != expected.profile:
        raise NotTheTied("kind or profile")
    if again.members != expected.members:
        raise NotTheTied("members")
    for name in ("titles", "nominees", "questions"):
        if set(getattr(again, name)) != set(getattr(expected, name)):
            raise NotTheTied(name)


def check_same_members(first: Sequence[Member], again: Sequence[Member]) -> None:
    """Check that a re-ballot is before the members of step 4, by id and name (R7a).

    The same number of others would be another body: whoever was absent from step 4
    keeps his vote, whoever was no member then has none. A changed position is no
    other person.

    Raises:
        OtherElectorate: naming the ids that differ.
    """
    were = {(one.id, one.name) for one in first}
    now = {(one.id, one.name) for one in again}
    if were != now:
        ids = sorted({who for who, _ in were ^ now})
        raise OtherElectorate(", ".join(ids))


def final_lists(
    verdict: Verdict,
    again: Verdict | None = None,
    decisions: Sequence[ChairDecision] = (),
) -> ResultLists:
    """Return the lists after the re-ballot and the recorded decisions (R7; 1.6).

    Args:
        verdict: of step 4.
        again: of its re-ballot, where there was one.
        decisions: of the chair, checked against the last verdict about the title.

    Raises:
        DecisionNotAsked and the others of `check_chair_decision`. The same title
        decided twice is DecisionNotAsked too.
    """
    added: dict[str, list[ListEntry]] = {"superior": [], "own": []}
    if again is not None:
        added["superior"] += again.lists.proposed_for_confirmation
        added["own"] += again.lists.additions
    retried = {title.id for title in again.titles} if again is not None else set()
    decided: set[str] = set()
    for decision in decisions:
        source = again if again and decision.title in retried else verdict
        check_chair_decision(source, decision)
        if decision.title in decided:
            raise DecisionNotAsked(decision.title)
        decided.add(decision.title)
        result = source.title(decision.title)
        added[result.authority] += _chosen(result, decision)
    return replace(
        verdict.lists,
        proposed_for_confirmation=(
            *verdict.lists.proposed_for_confirmation,
            *added["superior"],
        ),
        additions=(*verdict.lists.additions, *added["own"]),
    )


def _chosen(result: TitleResult, decision: ChairDecision) -> list[ListEntry]:
    return [
        result.entry(line) for line in result.ranking if line.nominee in decision.chosen
    ]
