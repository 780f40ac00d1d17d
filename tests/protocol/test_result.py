"""From partial decryptions to figures, and the published result."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import pytest

from ballot_service.crypto.group import Group, group_named
from ballot_service.crypto.proofs import Proof
from ballot_service.crypto.transcript import challenge
from ballot_service.errors import (
    BallotServiceError,
    NotCanonical,
    NumberOutOfRange,
    TooFewDecryptions,
    UnknownField,
    WrongOwner,
    WrongResult,
    WrongType,
)
from ballot_service.protocol.check_trustees import check_trustees
from ballot_service.protocol.decryption import (
    PartialDecryption,
    check_partial_decryption,
    decrypt_partially,
)
from ballot_service.protocol.election import Election
from ballot_service.protocol.result import (
    check_result,
    combine,
    encode_result,
    owner_key,
    owners,
)
from ballot_service.protocol.tally import Tally, add_tallies, empty_tally
from ballot_service.protocol.trustees import Trustees
from tests.making import seeded
from tests.protocol.committees import Secrets, single
from tests.protocol.parts import NAMES, ballot_of, make_election

ROWS = [[(1, 0), (0, 1)], [(1, 0), (0, 0)], [(0, 1), (0, 0)]]
RESULT = ((2, 1), (0, 1))
PRIVATES = (
    "isGKu-h7NBqj-aNHQB-QPzjFR",
    "B1gwn-HxXtgf-7qFem-Fk1dMT",
    "ugjmh-njrtBZ-eUsC8-RtBsFn",
)


class Count:
    """Three ballots under one committee, and any trustee's decryption of their sum."""

    def __init__(self, group: Group, t: int = 2, n: int = 3, *, alone: int = 0) -> None:
        self.secrets = Secrets(group, t, n)
        self.alone = [1000 + i for i in range(alone)]
        singles = [single(group, secret) for secret in self.alone]
        self.trustees = Trustees((*singles, self.secrets.public()))
        key = check_trustees(group, self.trustees)
        self.election: Election = replace(make_election(group=group), public_key=key)
        self.tally: Tally = empty_tally(self.election)
        for private, rows in zip(PRIVATES, ROWS, strict=True):
            ballot = ballot_of(self.election, rows, private)
            choices = tuple(answer.choices for answer in ballot.answers)
            self.tally = add_tallies(group, self.tally, choices)

    def partial(self, owner: int) -> PartialDecryption:
        offset = len(self.alone)
        secret = (
            self.alone[owner - 1]
            if owner <= offset
            else self.secrets.share(owner - offset)
        )
        return decrypt_partially(self.election, self.tally, secret, seeded(f"{owner}"))

    def result(
        self, partials: Mapping[int, PartialDecryption], weight: int = 3
    ) -> tuple[tuple[int, ...], ...]:
        return combine(self.election, self.trustees, self.tally, partials, weight)

    def of(self, *owners_: int) -> tuple[tuple[int, ...], ...]:
        return self.result({owner: self.partial(owner) for owner in owners_})


@pytest.fixture(scope="module")
def count() -> Count:
    return Count(group_named("Ed25519"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("t", "n"), [(1, 1), (2, 3), (3, 5)])
def test_any_t_of_n_count(name: str, t: int, n: int) -> None:
    whole = Count(group_named(name), t, n)
    partials = {owner: whole.partial(owner) for owner in range(1, n + 1)}
    for used in list(combinations(partials, t))[:4]:
        assert whole.result({owner: partials[owner] for owner in used}) == RESULT


def test_t_minus_1_do_not_count(count: Count) -> None:
    with pytest.raises(TooFewDecryptions, match="1 of 2"):
        count.of(3)
    with pytest.raises(TooFewDecryptions, match="0 of 2"):
        count.of()


def test_only_the_first_t_by_index_are_used(count: Count) -> None:
    partials = {owner: count.partial(owner) for owner in (1, 2)}
    assert count.result(partials | {3: partials[1]}) == RESULT


def test_single_keys_stand_before_the_group_and_all_are_needed() -> None:
    whole = Count(group_named("Ed25519"), alone=2)
    assert whole.of(1, 2, 3, 5) == RESULT
    with pytest.raises(TooFewDecryptions, match="trustee 2"):
        whole.of(1, 3, 5)
    with pytest.raises(TooFewDecryptions, match="1 of 2"):
        whole.of(1, 2, 5)


def test_owners_are_numbered_over_all_entries() -> None:
    whole = Count(group_named("Ed25519"), alone=1)
    keys = owners(whole.trustees)
    group = whole.election.group
    assert len(keys) == 4
    assert keys[0] == group.generator_power(1000)
    assert keys[2] == group.generator_power(whole.secrets.share(2))
    assert owner_key(whole.trustees, 3) == keys[2]


@pytest.mark.parametrize("owner", [0, -1, 4])
def test_nobody_of_that_number_is_refused(count: Count, owner: int) -> None:
    with pytest.raises(WrongOwner):
        owner_key(count.trustees, owner)


def test_a_sum_beyond_the_weight_has_no_count(count: Count) -> None:
    partials = {owner: count.partial(owner) for owner in (1, 3)}
    with pytest.raises(NumberOutOfRange, match=r"result\[0\]\[0\]"):
        count.result(partials, 1)


def test_a_share_of_another_gives_no_count(count: Count) -> None:
    partials = {1: count.partial(1), 3: count.partial(2)}
    with pytest.raises(NumberOutOfRange, match=r"result\[0\]\[0\]"):
        count.result(partials)


def test_a_factor_proved_adaptively_gives_no_count(count: Count) -> None:
    """The limit of the format (test_proof_forgery): a trustee can spoil, not steer."""
    election, x = count.election, count.secrets.share(3)
    group, public = election.group, owner_key(count.trustees, 3)
    alpha, honest = count.tally[0][0].alpha, count.partial(3)
    b = group.generator_power(777)
    prefix = f"decrypt|{election.fingerprint}|{public}|"
    c = challenge(group, prefix, [group.generator_power(5), b])
    response = (5 - x * c) % group.order
    rest = group.multiply(b, group.power(alpha, -response))
    factor = group.power(rest, pow(c, -1, group.order))
    spoiled = PartialDecryption(
        ((factor, honest.factors[0][1]), honest.factors[1]),
        ((Proof(c, response), honest.proofs[0][1]), honest.proofs[1]),
    )
    check_partial_decryption(election, count.tally, public, spoiled)
    with pytest.raises(NumberOutOfRange, match=r"result\[0\]\[0\]"):
        count.result({1: count.partial(1), 3: spoiled})
    assert count.result({1: count.partial(1), 2: count.partial(2)}) == RESULT


# --- the published figures ---


def test_the_published_result_is_the_recomputed_one() -> None:
    raw = encode_result(RESULT)
    assert raw == b'{"result":[[2,1],[0,1]]}'
    check_result(raw, RESULT)


@pytest.mark.parametrize(
    ("published", "where"),
    [
        ([[2, 1], [0, 0]], r"result\[1\]"),
        ([[3, 1], [0, 1]], r"result\[0\]"),
        ([[1, 2], [0, 1]], r"result\[0\]"),
        ([[0, 1], [2, 1]], r"result\[0\]"),
        ([[2, 1]], r"result\[1\]"),
        ([], r"result\[0\]"),
        ([[2, 1], [0, 1], [0, 0]], "too many questions"),
        ([[2, 1], [0, 1, 0]], r"result\[1\]"),
    ],
)
def test_other_figures_are_refused(published: list[list[int]], where: str) -> None:
    with pytest.raises(WrongResult, match=where):
        check_result(encode_result(published), RESULT)


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b'{"result":[[2,1],[0,1]]}\n', NotCanonical),
        (b'{"result":[[2,1],[0,"1"]]}', WrongType),
        (b'{"result":[[2,1],[0,true]]}', WrongType),
        (b'{"result":[[2,1],{}]}', WrongType),
        (b'{"result":[[2,1],[0,-1]]}', NumberOutOfRange),
        (b'{"result":[[2,1],[0,1.0]]}', WrongType),
        (b'{"result":[],"x":1}', UnknownField),
        (b"[[2,1],[0,1]]", WrongType),
    ],
)
def test_what_is_no_result_is_refused(
    raw: bytes, error: type[BallotServiceError]
) -> None:
    with pytest.raises(error):
        check_result(raw, RESULT)
