"""The submitted lists against the ballots: nobody too many, nobody left out.

Refuses a person whom the last ballot about him did not pass, more persons than places,
the silent absence of somebody taken, and a re-ballot about anybody but the tied.
"""

from collections import Counter
from collections.abc import Sequence

from ballot_service.errors import ListNotFromBallots, NotTheTied
from ballot_service.planning.outcomes import Outcome, Status, Verdict
from ballot_service.planning.reballot import check_reballot
from ballot_service.record.package_list import ListLine, PackageList
from ballot_service.verify.statements import VerifiedStatement

SUPERIOR = "superior"
VOTED = ("addition", "reballot")
BY_CHOICE = (Status.BEYOND, Status.OVER_LIMIT)
"""Taken only where the collective chose between titles (R9), which its minutes say."""

Pair = tuple[str, str]


def check_lists(contents: PackageList, verdicts: Sequence[Verdict]) -> None:
    """Check both lists against the verdicts, in the order in which they were held.

    A tie, a structure shortfall or a choice of titles is decided by the collective and
    stands in its minutes; what the ballots themselves say is checked here.

    Raises:
        ListNotFromBallots: naming list, title and person.
    """
    _check_additions(contents.additions, [v for v in verdicts if v.kind in VOTED])
    _check_removals(contents.removals, [v for v in verdicts if v.kind == "removal"])


def check_reballots(statements: Sequence[VerifiedStatement]) -> None:
    """Check that each re-ballot is about the tied of step 4, by id and name (R7a).

    Whether the same members voted is not to be seen here: rolls are no part of a
    package, and their salted digests differ. The service compares them.

    Args:
        statements: verified, in the order in which their ballots were held.

    Raises:
        NotTheTied: other persons, titles, places or N; or no step 4 before it.
        ReballotRefused: no tie asked for one.
    """
    first: VerifiedStatement | None = None
    for one in statements:
        if one.verdict.kind == "addition":
            first = one
        if one.verdict.kind != "reballot":
            continue
        if first is None:
            raise NotTheTied(f"{one.manifest.uuid}: no step 4 before it")
        if any(asked.kind == "titles" for asked in first.verdict.decisions):
            _check_among(first, one)
        else:
            check_reballot(first.manifest.plan, first.verdict, one.manifest.plan)


def _check_among(first: VerifiedStatement, again: VerifiedStatement) -> None:
    """Where a choice of titles (R9) moved who is tied: rows of step 4, by name."""
    asked = {
        (row.title, row.nominee, row.nominee_name) for row in first.verdict.outcomes
    }
    rows = {
        (row.title, row.nominee, row.nominee_name) for row in again.verdict.outcomes
    }
    if again.numbers.members != first.numbers.members or not rows <= asked:
        raise NotTheTied(again.manifest.uuid)


def _latest(verdicts: Sequence[Verdict]) -> dict[Pair, Outcome]:
    """Return the outcome of the last ballot about each person and title."""
    return {
        (row.title, row.nominee): row
        for verdict in verdicts
        for row in verdict.outcomes
    }


def _check_line(name: str, line: ListLine, rows: dict[Pair, Outcome]) -> Outcome:
    """Check that a line is what its ballot says of the person, word and number."""
    row = rows.get((line.title, line.person))
    stated = (line.agree, line.title_name, line.name)
    if row is None or stated != (row.agree, row.title_name, row.nominee_name):
        raise ListNotFromBallots(f"{name}: {line.title}: {line.person}")
    return row


def _check_additions(lines: Sequence[ListLine], verdicts: Sequence[Verdict]) -> None:
    rows = _latest(verdicts)
    asked = [one for verdict in verdicts for one in verdict.decisions]
    short = {one.title for one in asked if one.kind == "structure"}
    choices = any(one.kind == "titles" for one in asked)
    allowed = (Status.TAKEN, Status.TIED, *(BY_CHOICE if choices else ()))
    places: dict[str, int] = {}
    superior: set[str] = set()
    for verdict in verdicts:
        for title in verdict.titles:
            places.setdefault(title.id, title.places)
            if title.authority == SUPERIOR:
                superior.add(title.id)
    for line in lines:
        row = _check_line("additions", line, rows)
        if row.status not in allowed or line.title not in superior:
            raise ListNotFromBallots(f"additions: {line.title}: {line.person}")
    for title_id, taken in Counter(line.title for line in lines).items():
        if taken > places[title_id]:
            raise ListNotFromBallots(f"additions: {title_id}: more than its places")
    listed = {(line.title, line.person) for line in lines}
    for pair, row in rows.items():
        if row.status is not Status.TAKEN or row.title not in superior or choices:
            continue
        # A place left empty for the structure's sake is the collective's to say.
        if pair not in listed and row.title not in short:
            raise ListNotFromBallots(f"additions: {': '.join(pair)} is missing")


def _check_removals(lines: Sequence[ListLine], verdicts: Sequence[Verdict]) -> None:
    rows = _latest(verdicts)
    for line in lines:
        if _check_line("removals", line, rows).status is not Status.PROPOSED_REMOVAL:
            raise ListNotFromBallots(f"removals: {line.title}: {line.person}")
    listed = {(line.title, line.person) for line in lines}
    for pair, row in rows.items():
        if row.status is Status.PROPOSED_REMOVAL and pair not in listed:
            raise ListNotFromBallots(f"removals: {': '.join(pair)} is missing")
