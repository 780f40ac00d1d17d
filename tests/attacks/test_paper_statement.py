"""Somebody between two tellers and the planning system: media mixed, ballots moved.

Refuses to be stopped by a missing signature: every lie here is signed by the committee.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ballot_service.errors import (
    AnotherStatementImported,
    BadStatement,
    BallotServiceError,
    InvalidReasonsMismatch,
    MissingField,
    MoreReturnedThanIssued,
    RowMismatch,
    TooFewSignatures,
    UnknownField,
    UnpinnedSigningKey,
    ValidityMismatch,
    WrongMemberCount,
    WrongStatement,
)
from ballot_service.planning.numbers import Counts, Numbers
from ballot_service.planning.paper_count import PaperCount
from ballot_service.record.paper import build_paper_kernel
from ballot_service.record.signatures import encode_base64url
from ballot_service.verify.importing import import_statement
from ballot_service.verify.ledger import open_ledger
from ballot_service.verify.statements import VerifiedStatement, verify_statement
from tests.protocol.parts import put
from tests.stated import altered, signed, stated

TRUE = stated("paper")
COUNT = PaperCount(
    Numbers(5, 5, 5, 5, 4, 1), (0, 0, 1), (Counts(3, 1, 0), Counts(2, 1, 1))
)
KERNEL = build_paper_kernel(TRUE.frozen, COUNT, TRUE.making.signing_keys)


def check(kernel: bytes, owners: tuple[int, ...] = (1, 3)) -> VerifiedStatement:
    statement = signed(TRUE.making, kernel, owners)
    return verify_statement(statement, TRUE.manifest, TRUE.pins)


def test_a_true_count_on_paper_holds_whoever_of_the_committee_signed() -> None:
    for owners in ((1, 3), (2, 3), (1, 2, 3)):
        assert check(KERNEL, owners).opened == owners
    found = check(KERNEL)
    assert (found.medium, found.numbers, found.rows) == (
        "paper",
        COUNT.numbers,
        COUNT.rows,
    )


Change = Callable[[dict[str, Any]], object]
LIES: dict[str, tuple[Change, type[BallotServiceError]]] = {
    "an electronic count relabelled": (
        lambda v: (v.update(medium="electronic"), v.pop("paper")),
        MissingField,
    ),
    "a paper count with a record": (lambda v: v.update(setup="aa" * 32), UnknownField),
    "some rows on paper": (lambda v: v["paper"].update(rows=[1]), WrongStatement),
    "without the label": (lambda v: v["paper"].update(label="phiếu"), WrongStatement),
    "blank ballots made valid": (
        lambda v: v["paper"].update(blank_ballots="counted_valid"),
        WrongStatement,
    ),
    "an invalid ballot agrees": (
        lambda v: v["rows"][1].update(agree=3),
        RowMismatch,
    ),
    "an invalid ballot is valid": (
        lambda v: v["numbers"].update(valid=5),
        ValidityMismatch,
    ),
    "X without a reason": (
        lambda v: v["paper"]["invalid"].update(blank=0),
        InvalidReasonsMismatch,
    ),
    "more ballots than were issued": (
        lambda v: v["numbers"].update(issued=4),
        MoreReturnedThanIssued,
    ),
    "a smaller N": (lambda v: v["numbers"].update(members=4), BallotServiceError),
    "a larger N": (lambda v: v["numbers"].update(members=6), WrongMemberCount),
    "a status": (
        lambda v: v["verdict"]["outcomes"][1].update(status="taken"),
        WrongStatement,
    ),
    "a key less": (lambda v: v["trustees"]["keys"].pop(), UnpinnedSigningKey),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_about_paper_is_refused_though_all_have_signed(lie: str) -> None:
    change, error = LIES[lie]
    kernel = altered(KERNEL, change)
    assert kernel != KERNEL
    with pytest.raises(error):
        check(kernel)


def test_an_electronic_statement_called_paper_is_refused() -> None:
    kernel = altered(TRUE.kernel, lambda value: value.update(medium="paper"))
    with pytest.raises((UnknownField, MissingField)):
        check(kernel)


@pytest.mark.parametrize("owners", [(), (1,), (2,)])
def test_one_signature_is_too_few_on_paper(owners: tuple[int, ...]) -> None:
    with pytest.raises(TooFewSignatures):
        check(KERNEL, owners)


def test_a_digit_changed_on_the_way_breaks_the_signatures() -> None:
    statement = signed(TRUE.making, KERNEL)
    forged = KERNEL.replace(b'"agree":2,"disagree":1', b'"agree":3,"disagree":0', 1)
    assert forged != KERNEL
    changed = put(statement, ["payload"], encode_base64url(forged))
    with pytest.raises(BallotServiceError):
        verify_statement(changed, TRUE.manifest, TRUE.pins)


def test_one_election_has_one_medium(tmp_path: Path) -> None:
    """Both statements are genuine in every signature: the second is not taken."""
    electronic = TRUE.statement
    on_paper = signed(TRUE.making, KERNEL)
    for first, second in ((electronic, on_paper), (on_paper, electronic)):
        with open_ledger(tmp_path / f"{len(first)}.json") as ledger:
            assert import_statement(first, TRUE.manifest, TRUE.awaited, ledger).new
            with pytest.raises(AnotherStatementImported):
                import_statement(second, TRUE.manifest, TRUE.awaited, ledger)


def test_a_kernel_in_another_order_is_refused() -> None:
    rows = altered(KERNEL, lambda value: value["rows"].reverse())
    with pytest.raises((BadStatement, WrongStatement)):
        check(rows)
