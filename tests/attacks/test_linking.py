"""Matching members with credentials from all that is stored, and the issuing key (D2).

The attacker holds the database, the keys, and every registration as it was sent.
"""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy

from ballot_service.crypto.blind_rsa import finalize, prepare, token_message
from ballot_service.errors import BadSignature, NoSession
from ballot_service.store.tables import registrations, tokens
from ballot_service.workflows import issuing, registration, rollcall, sessions
from tests.making import seeded
from tests.simulator import (
    CHAIR,
    NOW,
    SECRETARY,
    TEST_BITS,
    ElectionSimulator,
    Tablet,
    issuing_key,
)

MEMBERS = 60
CHANCE = 13  # as many pairs of 60 by guessing: less than once in 10^10 runs

Random = Callable[[int], bytes]


def unblinded(label: str) -> Random:
    """Return a tablet's randomness whose blinding factor is always 1."""
    strong = seeded(label)

    def random(size: int) -> bytes:
        if size == TEST_BITS // 8:
            return b"\x01".rjust(size, b"\x00")
        return strong(size)

    return random


@dataclass(frozen=True)
class Seen:
    """What the attacker has, and the truth that he looks for."""

    answers: dict[str, int]
    requests: dict[str, int]
    signatures: dict[str, int]
    stored: tuple[str, ...]
    truth: dict[str, str]
    modulus: int


def attacked(folder: Path, client: Callable[[str], Random]) -> Seen:
    sim = ElectionSimulator(folder, MEMBERS, 1, client=client)
    sim.until_issuing()
    sim.register(sorted(sim.names, key=lambda name: sim.tablets[name].credential))
    sim.open()
    with sim.office.database.reading() as connection:
        issued = connection.execute(sqlalchemy.select(tokens)).all()
        listed = connection.execute(sqlalchemy.select(registrations.c.credential)).all()
    signatures = {}
    for tablet in sim.tablets.values():
        token = json.loads(tablet.token)
        raw = base64.b64decode(token["signature"])
        signatures[tablet.credential] = int.from_bytes(raw, "big")
    return Seen(
        {row.member: int.from_bytes(row.answer, "big") for row in issued},
        {row.member: int.from_bytes(row.request, "big") for row in issued},
        signatures,
        tuple(row.credential for row in listed),
        {name: tablet.credential for name, tablet in sim.tablets.items()},
        issuing_key(sim.manifest).modulus,
    )


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    return attacked(tmp_path_factory.mktemp("blinded"), seeded)


def hits(seen: Seen, guess: Callable[[str], str]) -> int:
    return sum(guess(member) == seen.truth[member] for member in seen.truth)


SCORES: dict[str, Callable[[int], int]] = {
    "smallest factor": lambda r: r,
    "lightest factor": lambda r: r.bit_count(),
    "smallest residue": lambda r: r % 65537,
    "shortest factor": lambda r: r.bit_length(),
}


def best_of(seen: Seen, score: Callable[[int], int]) -> Callable[[str], str]:
    """Return a guess: the credential whose implied blinding factor scores least."""

    def guess(member: str) -> str:
        answer = seen.answers[member]
        return min(
            seen.signatures,
            key=lambda c: score(
                answer * pow(seen.signatures[c], -1, seen.modulus) % seen.modulus
            ),
        )

    return guess


@pytest.mark.parametrize("name", SCORES)
def test_no_score_matches_better_than_chance(seen: Seen, name: str) -> None:
    assert hits(seen, best_of(seen, SCORES[name])) < CHANCE


def by_order(left: dict[str, int], right: Sequence[str]) -> Callable[[str], str]:
    """Return a guess: both sides sorted, matched one by one."""
    members = sorted(left, key=lambda member: left[member])
    return dict(zip(members, right, strict=True)).__getitem__


def test_no_order_of_what_is_stored_matches_better_than_chance(seen: Seen) -> None:
    roll = {member: i for i, member in enumerate(sorted(seen.truth))}
    for left in (seen.requests, seen.answers, roll):
        assert hits(seen, by_order(left, seen.stored)) < CHANCE
        by_signature = sorted(seen.signatures, key=seen.signatures.__getitem__)
        assert hits(seen, by_order(left, by_signature)) < CHANCE


@pytest.mark.parametrize("name", ["smallest factor", "lightest factor"])
def test_every_pair_is_found_when_the_blinding_is_off(
    tmp_path: Path, name: str
) -> None:
    plain = attacked(tmp_path, unblinded)
    assert hits(plain, best_of(plain, SCORES[name])) == MEMBERS


def test_the_database_keeps_no_token_only_its_credential(
    tmp_path: Path,
) -> None:
    sim = ElectionSimulator(tmp_path, 5, 1)
    sim.until_open()
    raw = (tmp_path / "meeting.sqlite").read_bytes()
    for tablet in sim.tablets.values():
        token = json.loads(tablet.token)
        signature = base64.b64decode(token["signature"])
        assert tablet.credential.encode() in raw
        for secret in (token["prefix"], token["signature"], tablet.private):
            assert secret.encode() not in raw
        assert signature not in raw
        assert bytes.fromhex(token["prefix"]) not in raw


def test_members_sessions_are_gone_before_anybody_registers(tmp_path: Path) -> None:
    sim = ElectionSimulator(tmp_path, 5, 1)
    sim.create()
    sim.freeze()
    sim.make_keys()
    sim.call_roll()
    opened = []
    for member in sim.names:
        code = rollcall.make_code(sim.office, sim.event, SECRETARY, member, NOW)
        opened.append(sessions.sign_in_member(sim.office, code, NOW)[0])
    sim.issue()
    assert sessions.who(sim.office, opened[0], NOW).name
    registration.begin_registration(sim.office, sim.event, CHAIR, NOW)
    for token in opened:
        with pytest.raises(NoSession):
            sessions.who(sim.office, token, NOW)


def test_a_service_with_a_key_for_one_member_is_caught_by_that_member(
    tmp_path: Path,
) -> None:
    sim = ElectionSimulator(tmp_path, 5, 1)
    sim.create()
    manifest = sim.freeze()
    sim.make_keys()
    sim.call_roll()
    issuing.begin_issuing(sim.office, sim.event, CHAIR, NOW)
    # The service signs for this member with another key, which would tag the token.
    other = sim.office.keys.make_election_keys("tagging", sim.random, TEST_BITS)
    sim.office.seen["keys", manifest.uuid] = other
    tablet = Tablet("TV001", seeded("tagged"))
    request = tablet.make_request(manifest)
    while int.from_bytes(request, "big") >= other.signer.public_key.modulus:
        request = tablet.make_request(manifest)
    answer = issuing.issue_token(sim.office, sim.event, "TV001", request)
    with pytest.raises(BadSignature):
        tablet.take_answer(manifest, answer)


def test_a_token_is_bound_to_its_election(tmp_path: Path) -> None:
    sim = ElectionSimulator(tmp_path, 5, 1)
    sim.until_issuing()
    tablet = sim.tablets["TV001"]
    assert tablet.blinding is not None
    message = token_message("1" * 22, tablet.credential)
    prepared = prepare(message, seeded("elsewhere"))
    with pytest.raises(BadSignature):
        finalize(
            issuing_key(sim.manifest),
            prepared,
            base64.b64decode(json.loads(tablet.token)["signature"]),
            1,
        )
