"""A statement by itself: what holds, and each refusal by its own name."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from ballot_service.errors import (
    BadStatement,
    BadStatementSignature,
    BallotServiceError,
    MissingStatementSignature,
    NotCountersigned,
    StatementOfAnotherElection,
    TooFewSignatures,
    UnknownStatementSchema,
    UnpinnedSigningKey,
    WrongStatement,
)
from ballot_service.planning.numbers import Counts, Numbers
from ballot_service.record.signatures import encode_base64url
from ballot_service.record.statement import Facts, build_kernel
from ballot_service.verify.statements import VerifiedStatement, verify_statement
from tests.making import Making
from tests.protocol.parts import dumped
from tests.stated import FACTS, Stated, altered, signed, stated

GOOD = stated()


def check(
    statement: bytes, whose: Stated = GOOD, *, countersigned: bool = True
) -> VerifiedStatement:
    return verify_statement(
        statement, whose.manifest, whose.pins, countersigned=countersigned
    )


def test_a_good_statement_says_all_that_one_acts_on() -> None:
    found = check(GOOD.statement)
    assert found.manifest == GOOD.making.manifest
    assert found.kernel == GOOD.kernel
    assert found.numbers == Numbers(5, 5, 4, 4, 4, 0)
    assert found.rows == (Counts(3, 1, 0), Counts(0, 2, 2))
    assert [row.status for row in found.verdict.outcomes] == ["taken", "not_passed"]
    assert found.verdict.to_json() == json.loads(GOOD.kernel)["verdict"]
    assert (found.medium, found.opened) == ("electronic", (1, 3))
    assert found.thumbprints == GOOD.pins
    assert found.countersigned
    assert found.hashes is not None
    assert found.hashes.final == "cc" * 32
    assert len(found.code) == len("00000-00000-00000-00000-00000")


def test_before_it_is_published_it_may_lack_the_countersignature() -> None:
    statement = signed(GOOD.making, GOOD.kernel, countersigned=False)
    assert not check(statement, countersigned=False).countersigned
    with pytest.raises(NotCountersigned):
        check(statement)


# --- outsiders: they change bytes and cannot sign ---


def test_any_flipped_digit_breaks_a_signature() -> None:
    for path, wrong in ((b'"agree":3', b'"agree":4'), (b'"present":5', b'"present":4')):
        assert path in GOOD.kernel
        forged = json.loads(GOOD.statement)
        forged["payload"] = encode_base64url(GOOD.kernel.replace(path, wrong, 1))
        with pytest.raises(BadStatementSignature):
            check(dumped(forged))


def test_another_elections_manifest_is_refused() -> None:
    other = Making(seed="other", uuid="9" * 14)
    with pytest.raises(StatementOfAnotherElection):
        verify_statement(GOOD.statement, other.manifest.encoded, GOOD.pins)


@pytest.mark.parametrize("pins", [(), GOOD.pins[:2], GOOD.pins[::-1]])
def test_pins_of_another_sheet_are_refused(pins: tuple[str, ...]) -> None:
    with pytest.raises(UnpinnedSigningKey):
        verify_statement(GOOD.statement, GOOD.manifest, pins)


def test_a_whole_committee_of_strangers_is_refused() -> None:
    """The same manifest, other keys: all signatures hold, nobody pinned them."""
    forger = Making(seed="forger")
    kernel = build_kernel(GOOD.making.manifest, FACTS, 5, 4, forger.signing_keys)
    with pytest.raises(UnpinnedSigningKey):
        check(signed(forger, kernel, countersigned=False), countersigned=False)


@pytest.mark.parametrize("owners", [(1,), (3,), (2,)])
def test_fewer_than_the_threshold_is_too_few(owners: tuple[int, ...]) -> None:
    with pytest.raises(TooFewSignatures):
        check(signed(GOOD.making, GOOD.kernel, owners))


def test_the_service_is_no_trustee() -> None:
    with pytest.raises(TooFewSignatures):
        check(signed(GOOD.making, GOOD.kernel, ()))


def test_who_opened_and_did_not_sign_is_missed() -> None:
    statement = signed(GOOD.making, GOOD.kernel, (1, 2))
    with pytest.raises(MissingStatementSignature, match="trustee 3"):
        check(statement)


# --- the committee itself lies, and signs its lie ---


def _put(*path: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    def change(kernel: dict[str, Any]) -> None:
        place: Any = kernel
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


LIES: dict[str, tuple[Callable[[dict[str, Any]], None], type[BallotServiceError]]] = {
    "one more agrees": (_put("rows", 0, "agree", value=4), BadStatement),
    "a digit of a row": (_put("rows", 1, "agree", value=1), WrongStatement),
    "a status": (
        _put("verdict", "outcomes", 1, "status", value="taken"),
        WrongStatement,
    ),
    "a rate": (_put("verdict", "outcomes", 0, "rate", value="80,00%"), WrongStatement),
    "N": (_put("numbers", "members", value=4), WrongStatement),
    "H": (_put("numbers", "valid", value=3), WrongStatement),
    "X": (_put("numbers", "invalid", value=1), WrongStatement),
    "the run": (_put("run", value=2), WrongStatement),
    "the uuid": (_put("uuid", value="9" * 14), WrongStatement),
    "a row for another": (_put("rows", 0, "nominee", value="UC01"), WrongStatement),
    "the threshold": (_put("trustees", "threshold", value=1), WrongStatement),
    "the medium": (_put("medium", value="paper"), BallotServiceError),
    "fewer openers": (_put("trustees", "opened", value=[1]), TooFewSignatures),
    "an opener twice": (_put("trustees", "opened", value=[1, 1]), BadStatement),
    "openers backwards": (_put("trustees", "opened", value=[3, 1]), BadStatement),
    "a newer schema": (
        _put("schema", value="ballot-service/statement/2"),
        UnknownStatementSchema,
    ),
    "an older schema": (
        _put("schema", value="ballot-service/statement/0"),
        UnknownStatementSchema,
    ),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_refused_though_all_have_signed(lie: str) -> None:
    change, error = LIES[lie]
    kernel = altered(GOOD.kernel, change)
    assert kernel != GOOD.kernel
    with pytest.raises(error):
        check(signed(GOOD.making, kernel))


def test_an_unknown_schema_is_named_before_its_fields() -> None:
    def newer(value: dict[str, Any]) -> None:
        value.update(schema="ballot-service/statement/9", novelty=1)

    with pytest.raises(UnknownStatementSchema):
        check(signed(GOOD.making, altered(GOOD.kernel, newer)))


def test_fewer_rows_than_questions_are_refused() -> None:
    kernel = altered(GOOD.kernel, lambda value: value["rows"].pop())
    with pytest.raises(BadStatement, match="rows"):
        check(signed(GOOD.making, kernel))


def test_a_consistent_count_of_others_is_signed_all_the_same() -> None:
    """What a statement by itself cannot show: only the record says 3 and not 2."""
    facts = Facts("aa" * 32, "bb" * 32, "cc" * 32, (1, 3), ((2, 1), (0, 2)), 4)
    other = build_kernel(GOOD.making.manifest, facts, 5, 4, GOOD.making.signing_keys)
    assert check(signed(GOOD.making, other)).rows[0].agree == 2
