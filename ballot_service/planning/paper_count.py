"""A count of paper ballots, as a teller reads it off: numbers, reasons, rows.

Refuses a count that could not have come from one box, and to say who is right where
two tellers differ: it names the rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ballot_service.errors import (
    InvalidReasonsMismatch,
    WrongMemberCount,
    WrongRowCount,
)
from ballot_service.planning.ballot_plan import BallotPlan
from ballot_service.planning.numbers import Counts, Numbers, check_numbers
from ballot_service.planning.quorum import check_quorum


class Invalid(StrEnum):
    """Why a paper ballot is invalid (R11), in the order of the minutes."""

    FOREIGN = "foreign"
    SPOILED = "spoiled"
    BLANK = "blank"


@dataclass(frozen=True)
class PaperCount:
    """One teller's count of one paper ballot, or what two agreed on.

    On paper a wholly blank ballot is invalid, which is R11's default: a profile that is
    frozen for the booth says nothing of it (`not_counted`). It changes H and X in the
    minutes and never who passes, for R2 counts all members.

    Attributes:
        invalid: ballots per reason, in the order of `Invalid`; their sum is X.
        rows: Y, D, B over the valid ballots, in the order of the ballot.
    """

    numbers: Numbers
    invalid: tuple[int, ...]
    rows: tuple[Counts, ...]

    def check(self, plan: BallotPlan) -> None:
        """Check that the count could have come from one box, for this plan.

        Raises:
            MorePresentThanMembers, MoreIssuedThanPresent, MoreReturnedThanIssued (E12),
            ValidityMismatch (E21), RowMismatch, InvalidReasonsMismatch, WrongRowCount,
            WrongMemberCount, NoQuorum.
        """
        if len(self.rows) != len(plan.questions):
            raise WrongRowCount(f"{len(self.rows)} for {len(plan.questions)} questions")
        if self.numbers.members != plan.members:
            raise WrongMemberCount(f"{self.numbers.members} is not {plan.members}")
        check_numbers(self.numbers, self.rows)
        if len(self.invalid) != len(Invalid) or sum(self.invalid) != (
            self.numbers.invalid
        ):
            raise InvalidReasonsMismatch(
                f"{sum(self.invalid)} by reasons, X = {self.numbers.invalid}"
            )
        check_quorum(plan.profile, self.numbers.members, self.numbers.present)


def differences(first: PaperCount, second: PaperCount) -> tuple[str, ...]:
    """Name where two counts differ, and nothing of what either says.

    Returns:
        Names of numbers, of reasons as "invalid.REASON", of rows as "row.1" from 1.
    """
    found = [
        name
        for name in Numbers.__dataclass_fields__
        if getattr(first.numbers, name) != getattr(second.numbers, name)
    ]
    found += [
        f"invalid.{reason.value}"
        for reason, one, other in zip(
            Invalid, first.invalid, second.invalid, strict=True
        )
        if one != other
    ]
    return (*found, *_rows(first.rows, second.rows))


def _rows(first: Sequence[Counts], second: Sequence[Counts]) -> tuple[str, ...]:
    pairs = enumerate(zip(first, second, strict=True), start=1)
    return tuple(f"row.{place}" for place, (one, other) in pairs if one != other)
