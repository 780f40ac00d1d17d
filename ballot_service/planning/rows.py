"""The rows of a ballot: each question with its counts, and its rank in its title.

Refuses to rank by anything but Y: equals share a rank (R6).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.planning.numbers import Counts, Numbers
from ballot_service.planning.outcomes import (
    ListEntry,
    Outcome,
    Ranked,
    Status,
    TitleResult,
)
from ballot_service.planning.plan_parts import Nominee, PlanFields, Title
from ballot_service.planning.rates import rate_text
from ballot_service.planning.reasons import Fact, reason, rule_of


@dataclass(frozen=True)
class Row:
    """One question with its persons, its counts and its rank, in ballot order."""

    title: Title
    nominee: Nominee
    counts: Counts
    rank: int

    def ranked(self) -> Ranked:
        """Return the row as a line of a list."""
        return Ranked(self.nominee.id, self.rank, self.counts.agree)

    def entry(self) -> ListEntry:
        """Return the row as an entry of one of the four lists."""
        return ListEntry(self.title.id, self.nominee.id, self.rank, self.counts.agree)


def rows_of(plan: PlanFields, counts: Sequence[Counts]) -> tuple[Row, ...]:
    """Return the rows in ballot order, each ranked within its title by Y alone."""
    pairs = list(zip(plan.questions, counts, strict=True))
    titles = {title.id: title for title in plan.titles}
    nominees = {nominee.id: nominee for nominee in plan.nominees}
    return tuple(
        Row(
            titles[question.title],
            nominees[question.nominee],
            row,
            1
            + sum(
                other.agree > row.agree
                for rival, other in pairs
                if rival.title == question.title
            ),
        )
        for question, row in pairs
    )


def highest_first(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows from the highest down; equals stay in ballot order."""
    return tuple(sorted(rows, key=lambda row: row.rank))


def rate_base(plan: PlanFields, numbers: Numbers) -> tuple[str, int]:
    """Return the denominator of the printed rates: its word and its number (1.5).

    N, except in a consultation whose profile asks for ballots returned.
    """
    word = plan.profile.consultation_rate_base
    if plan.kind == "consultation" and word == "returned":
        return word, numbers.returned
    return "members", numbers.members


def outcome_of(plan: PlanFields, row: Row, status: Status, fact: Fact) -> Outcome:
    """Return the outcome of one row, with its rate and its reasons."""
    reason_vi, reason_en = reason(plan, row.title, status, fact)
    rate = rate_text(row.counts.agree, fact.rate_base) if fact.rate_base else "0,00%"
    return Outcome(
        title=row.title.id,
        title_name=row.title.name,
        nominee=row.nominee.id,
        nominee_name=row.nominee.name,
        birth_year=row.nominee.birth_year,
        position=row.nominee.position,
        agree=row.counts.agree,
        disagree=row.counts.disagree,
        unmarked=row.counts.unmarked,
        rank=row.rank,
        rate=rate,
        rate_base=fact.rate_base,
        status=status,
        rule=rule_of(status, fact),
        reason_vi=reason_vi,
        reason_en=reason_en,
    )


def title_result(
    title: Title,
    places: int,
    rows: Sequence[Row],
    statuses: dict[tuple[str, str], Status],
    tied_places: int = 0,
) -> TitleResult:
    """Return the lists of one title from the statuses of its rows.

    Args:
        title: the title.
        places: the K that was filled, in persons.
        rows: the rows of this title in ballot order.
        statuses: by title id and nominee id.
        tied_places: places left among the tied, in persons.
    """
    lines: dict[Status, list[Ranked]] = {status: [] for status in Status}
    ordered = highest_first(rows)
    for row in ordered:
        lines[statuses[title.id, row.nominee.id]].append(row.ranked())
    passed_removal = lines[Status.REMOVED] + lines[Status.PROPOSED_REMOVAL]
    return TitleResult(
        id=title.id,
        name=title.name,
        authority=title.authority,
        authority_name=title.authority_name,
        places=places,
        places_certain=title.places_certain,
        ranking=tuple(row.ranked() for row in ordered),
        taken=tuple(lines[Status.TAKEN] + passed_removal),
        tied=tuple(lines[Status.TIED]),
        beyond=tuple(lines[Status.BEYOND]),
        not_passed=tuple(lines[Status.NOT_PASSED] + lines[Status.KEPT]),
        over_limit=tuple(lines[Status.OVER_LIMIT]),
        tied_places=tied_places,
    )
