"""The only door to figures: a verified statement, and the parts that papers share.

Refuses every other source of a figure by its type, at run time.
"""

from collections.abc import Collection

from ballot_service.errors import UnverifiedSource, WrongBallotKind
from ballot_service.planning.outcomes import Outcome, TitleResult
from ballot_service.verify.statements import VerifiedStatement


def check_source(statement: object, kinds: Collection[str]) -> None:
    """Check that this is a verified statement of one of `kinds` of ballot.

    Raises:
        UnverifiedSource: anything else. WrongBallotKind: another kind.
    """
    if type(statement) is not VerifiedStatement:
        raise UnverifiedSource(type(statement).__name__)
    if statement.verdict.kind not in kinds:
        raise WrongBallotKind(statement.verdict.kind)


def rows_of_title(
    statement: VerifiedStatement, title: TitleResult
) -> tuple[Outcome, ...]:
    """Return the outcomes of one title in the order of the ballot."""
    return tuple(row for row in statement.verdict.outcomes if row.title == title.id)


def ranked_rows(
    statement: VerifiedStatement, title: TitleResult
) -> tuple[Outcome, ...]:
    """Return the outcomes of one title from the highest down."""
    verdict = statement.verdict
    return tuple(verdict.outcome(title.id, line.nominee) for line in title.ranking)
