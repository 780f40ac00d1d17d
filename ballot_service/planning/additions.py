"""Step 4 and its re-ballot: R2, R6, R8 and R9 put together into one verdict.

Refuses to fill a place with somebody who did not pass, or by breaking a tie.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ballot_service.planning import advice
from ballot_service.planning.majority import Standing, min_yes, standing
from ballot_service.planning.numbers import Numbers
from ballot_service.planning.outcomes import ResultLists, Status, TitleResult, Verdict
from ballot_service.planning.plan_parts import PlanFields
from ballot_service.planning.reasons import Cause, Fact
from ballot_service.planning.rows import Row, outcome_of, rate_base, title_result
from ballot_service.planning.selection import Contender, select
from ballot_service.planning.structure import reserves
from ballot_service.planning.titles import (
    Contest,
    Settled,
    TitleChoice,
    Withdrawal,
    select_all,
)


@dataclass(frozen=True)
class _Settlement:
    contests: Mapping[str, Contest]
    settled: Settled

    def gave_back(self, row: Row) -> Withdrawal | None:
        pair = (row.nominee.id, row.title.id)
        for given in self.settled.withdrawals:
            if (given.nominee, given.title) == pair:
                return given
        return None

    def status(self, row: Row) -> Status:
        contest = self.contests[row.title.id]
        if all(row.nominee.id != contender.id for contender in contest.contenders):
            return Status.NOT_PASSED
        if self.gave_back(row) is not None:
            return Status.OVER_LIMIT
        selection = self.settled.selections[row.title.id]
        if row.nominee.id in selection.taken:
            return Status.TAKEN
        if row.nominee.id in selection.tied:
            return Status.TIED
        return Status.BEYOND

    def cause(self, row: Row) -> Cause:
        """Say why somebody was taken, by asking who would be without R8 and R9."""
        contest = self.contests[row.title.id]
        gone = {w.nominee for w in self.settled.withdrawals if w.title == row.title.id}
        left = [c for c in contest.contenders if c.id not in gone]
        if row.nominee.id not in select(left, contest.places).taken:
            return Cause.STRUCTURE
        if row.nominee.id not in select(contest.contenders, contest.places).taken:
            return Cause.MOVED_UP
        return Cause.RANK


def decide_additions(
    plan: PlanFields,
    rows: Sequence[Row],
    numbers: Numbers,
    choices: Sequence[TitleChoice],
) -> Verdict:
    """Return the verdict of a step 4 ballot or of its re-ballot (R2, R6 to R9).

    Args:
        plan: the frozen plan.
        rows: its rows with their counts.
        numbers: N, P, I, C, H, X.
        choices: recorded choices of R9; none in a signed statement.

    Raises:
        NoReason, DecisionNotAsked: a choice that R9 does not ask for.
    """
    settlement = _settle(plan, rows, choices)
    statuses = {(row.title.id, row.nominee.id): settlement.status(row) for row in rows}
    results = tuple(
        title_result(
            title,
            plan.places_of(title),
            [row for row in rows if row.title == title],
            statuses,
            settlement.settled.selections[title.id].tied_places,
        )
        for title in plan.titles
    )
    word, base = rate_base(plan, numbers)
    return Verdict(
        kind=plan.kind,
        step=plan.step,
        members=plan.members,
        min_yes=min_yes(plan.profile, plan.members),
        rate_base=word,
        numbers=numbers,
        outcomes=tuple(
            outcome_of(
                plan,
                row,
                statuses[row.title.id, row.nominee.id],
                _fact(plan, row, settlement, base),
            )
            for row in rows
        ),
        titles=results,
        flags=advice.flags(plan, results, settlement.contests, settlement.settled),
        decisions=advice.decisions(plan, results, settlement.settled),
        lists=_lists(results),
    )


def _settle(
    plan: PlanFields, rows: Sequence[Row], choices: Sequence[TitleChoice]
) -> _Settlement:
    contests = [
        Contest(
            title.id,
            tuple(
                Contender(
                    row.nominee.id, row.counts.agree, frozenset(row.nominee.categories)
                )
                for row in rows
                if row.title == title
                and standing(plan.profile, row.counts.agree, plan.members)
                is Standing.PASSED
            ),
            plan.places_of(title),
            reserves(title, plan.profile.structure_mode),
        )
        for title in plan.titles
    ]
    limits = {
        who.id: max(0, plan.profile.max_titles_same_level - who.planned_titles)
        for who in plan.nominees
    }
    settled = select_all(contests, limits, choices)
    return _Settlement({contest.title: contest for contest in contests}, settled)


def _fact(plan: PlanFields, row: Row, settlement: _Settlement, base: int) -> Fact:
    given = settlement.gave_back(row)
    kept = () if given is None else given.kept
    status = settlement.status(row)
    return Fact(
        agree=row.counts.agree,
        rank=row.rank,
        places=plan.places_of(row.title),
        tied_places=settlement.settled.selections[row.title.id].tied_places,
        rate_base=base,
        kept_titles=tuple(plan.title(title).name for title in kept),
        cause=settlement.cause(row) if status is Status.TAKEN else Cause.RANK,
    )


def _lists(results: Sequence[TitleResult]) -> ResultLists:
    by_authority = {
        authority: tuple(
            result.entry(line)
            for result in results
            if result.authority == authority
            for line in result.taken
        )
        for authority in ("superior", "own")
    }
    return ResultLists(
        proposed_for_confirmation=by_authority["superior"],
        additions=by_authority["own"],
    )
