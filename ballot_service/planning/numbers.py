"""The counts of a ballot, N P I C H X and Y D B, and the invariant that binds them.

Refuses any set of counts that could not have come from one ballot box.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.errors import (
    MoreIssuedThanPresent,
    MorePresentThanMembers,
    MoreReturnedThanIssued,
    NegativeNumber,
    NotAnInteger,
    RowMismatch,
    ValidityMismatch,
)


def _check_count(value: object, where: str) -> None:
    if type(value) is not int:
        raise NotAnInteger(where)
    if value < 0:
        raise NegativeNumber(f"{where}: {value}")


@dataclass(frozen=True)
class Counts:
    """Y, D and B of one question, in ballots (rules 2.1).

    Raises:
        NotAnInteger, NegativeNumber: naming the field.
    """

    agree: int
    disagree: int
    unmarked: int

    def __post_init__(self) -> None:
        for name in ("agree", "disagree", "unmarked"):
            _check_count(getattr(self, name), f"counts.{name}")


@dataclass(frozen=True)
class Numbers:
    """N, P, I, C, H and X of one ballot (rules 2.1): persons, then ballots.

    Raises:
        NotAnInteger, NegativeNumber: naming the field.
    """

    members: int
    present: int
    issued: int
    returned: int
    valid: int
    invalid: int

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            _check_count(getattr(self, name), f"numbers.{name}")

    @property
    def absent(self) -> int:
        """N - P, in persons."""
        return self.members - self.present

    @property
    def unreturned(self) -> int:
        """I - C, ballots issued and not returned."""
        return self.issued - self.returned


def electronic_numbers(
    members: int, present: int, issued: int, ballots: int
) -> Numbers:
    """Return the numbers of an electronic ballot: H = C and X = 0 (architecture D6).

    Args:
        members: N, from the signed roll.
        present: P, from the signed sheet.
        issued: I, from the signed sheet.
        ballots: C, the ballots in the record.

    Raises:
        NotAnInteger, NegativeNumber: naming the field.
    """
    return Numbers(members, present, issued, ballots, ballots, 0)


def check_numbers(numbers: Numbers, rows: Sequence[Counts] = ()) -> None:
    """Check INV: C <= I <= P <= N; H + X = C; Y + D + B = H in every row.

    Raises:
        MorePresentThanMembers, MoreIssuedThanPresent, MoreReturnedThanIssued (E12),
        ValidityMismatch (E21), RowMismatch: W21 and rules 2.1.
    """
    if numbers.present > numbers.members:
        raise MorePresentThanMembers(f"{numbers.present} > {numbers.members}")
    if numbers.issued > numbers.present:
        raise MoreIssuedThanPresent(f"{numbers.issued} > {numbers.present}")
    if numbers.returned > numbers.issued:
        raise MoreReturnedThanIssued(f"{numbers.returned} > {numbers.issued}")
    if numbers.valid + numbers.invalid != numbers.returned:
        raise ValidityMismatch(
            f"{numbers.valid} + {numbers.invalid} != {numbers.returned}"
        )
    for place, row in enumerate(rows):
        if row.agree + row.disagree + row.unmarked != numbers.valid:
            raise RowMismatch(f"row {place}: not {numbers.valid} ballots", place)
