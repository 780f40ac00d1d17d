"""A re-ballot in a submission's package about others than the tied of step 4 (R7a).

Every statement here is rightly signed: committee and host act together, and still the
recipient sees from the ballots themselves that nobody asked for this vote.
"""

from dataclasses import replace

import pytest

from ballot_service.errors import NotTheTied, ReballotRefused
from ballot_service.planning.ballot_plan import BallotPlan
from ballot_service.planning.numbers import Counts, Numbers
from ballot_service.planning.outcomes import Decision
from ballot_service.planning.plan_parts import Question
from ballot_service.verify.package_lists import check_reballots
from ballot_service.verify.statements import VerifiedStatement
from tests.documents import year
from tests.documents.sample import statement_of

FIRST, AGAIN = year.addition(), year.reballot()
PLAN = AGAIN.manifest.plan


def held(plan: BallotPlan) -> VerifiedStatement:
    """Return the statement of a re-ballot by this plan, as its committee signs it."""
    counts = [Counts(9, 5, 0), Counts(5, 9, 0), Counts(0, 14, 0)]
    numbers = Numbers(plan.members, 14, 14, 14, 14, 0)
    return statement_of(plan, counts[: len(plan.questions)], numbers)


def test_the_true_one_holds_and_a_year_without_one_too() -> None:
    check_reballots([FIRST, AGAIN])
    check_reballots(year.all_statements())
    check_reballots([FIRST])


@pytest.mark.parametrize(
    "plan",
    [
        replace(
            PLAN,
            nominees=(replace(PLAN.nominees[0], name="Chen Ngang"), *PLAN.nominees[1:]),
        ),
        replace(
            PLAN,
            nominees=(replace(PLAN.nominees[0], id="UC77"), *PLAN.nominees[1:]),
            questions=tuple(
                replace(row, nominee="UC77")
                if row.nominee == PLAN.nominees[0].id
                else row
                for row in PLAN.questions
            ),
        ),
        replace(
            PLAN,
            nominees=(*PLAN.nominees, replace(PLAN.nominees[0], id="UC77")),
            questions=(*PLAN.questions, Question("T1", "UC77")),
            titles=PLAN.titles,
        ),
        replace(PLAN, members=16),
    ],
    ids=["another name", "another id", "one more", "another N"],
)
def test_somebody_else_than_the_tied_is_named(plan: BallotPlan) -> None:
    with pytest.raises(NotTheTied):
        check_reballots([FIRST, held(plan)])


def test_a_reballot_without_its_step_4_or_without_a_tie() -> None:
    with pytest.raises(NotTheTied):
        check_reballots([AGAIN])
    decided = replace(FIRST, verdict=replace(FIRST.verdict, decisions=()))
    with pytest.raises(ReballotRefused):
        check_reballots([decided, AGAIN])


def test_a_choice_of_titles_moves_who_is_tied_and_lets_in_nobody_new() -> None:
    """R9: the reader does not know the recorded choice; rows of step 4 they must be."""
    asked = Decision("titles", "", ("UC04",), 1, ("choose_titles",), "", "")
    verdict = replace(FIRST.verdict, decisions=(*FIRST.verdict.decisions, asked))
    chosen = replace(FIRST, verdict=verdict)
    check_reballots([chosen, AGAIN])
    other = replace(PLAN.nominees[0], name="Chen Ngang")
    with pytest.raises(NotTheTied):
        check_reballots(
            [chosen, held(replace(PLAN, nominees=(other, *PLAN.nominees[1:])))]
        )
