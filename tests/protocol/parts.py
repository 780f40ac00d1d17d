"""Small elections without a committee, and one fact changed in a JSON object."""

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from ballot_service.crypto.group import Group, group_named
from ballot_service.protocol.ballot import Ballot
from ballot_service.protocol.credential import derive_secret
from ballot_service.protocol.election import Election, Question
from ballot_service.protocol.make_ballot import Choice, make_ballot

UUID = "7cNmVwewX876qM"
PRIVATE = "isGKu-h7NBqj-aNHQB-QPzjFR"
ANSWERS = ("Đồng ý", "Không đồng ý")
ROW = Question(ANSWERS, 0, 1, "Nguyễn Văn A (1971) — Phó Giám đốc")
NAMES = ("Ed25519", "BELENIOS-2048")


def number(label: str, order: int) -> int:
    """Return the number below `order` that follows from a label."""
    return int.from_bytes(hashlib.sha512(label.encode()).digest(), "big") % order


def make_election(
    questions: Sequence[Question] = (ROW, ROW), group: Group | None = None
) -> Election:
    """Return an election under the key of a throw-away secret."""
    group = group or group_named("Ed25519")
    return Election(
        description="thử",
        name="Thử",
        group=group,
        public_key=group.generator_power(secret_of(group)),
        questions=tuple(questions),
        uuid=UUID,
    )


def secret_of(group: Group) -> int:
    """Return the secret of `make_election`'s key."""
    return number("election key", group.order)


def ballot_of(
    election: Election, choices: Sequence[Choice], private: str = PRIVATE
) -> Ballot:
    """Make a ballot whose every secret follows from labels."""
    seed = hashlib.sha256(f"seed|{private}".encode()).digest()
    nonce = number(f"nonce|{private}", election.group.order)
    return make_ballot(election, private, choices, seed, nonce)


@cache
def sample(name: str = "Ed25519") -> tuple[Election, Ballot]:
    """Return an election of two rows and a ballot: agree, unmarked."""
    election = make_election(group=group_named(name))
    return election, ballot_of(election, [(1, 0), (0, 0)])


def credential_secret(election: Election) -> int:
    """Return the secret number of the sample's credential."""
    return derive_secret(election.group, election.uuid, PRIVATE)


# --- one fact changed ---


def dumped(value: object) -> bytes:
    """Write compact JSON, keys as they come."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def changed(raw: bytes, change: Callable[[Any], object]) -> bytes:
    """Parse, let `change` alter the value in place, and write it again."""
    value = json.loads(raw)
    change(value)
    return dumped(value)


def put(raw: bytes, path: Sequence[str | int], new: object) -> bytes:
    """Return the object with one value replaced or added."""

    def change(value: Any) -> None:  # noqa: ANN401
        for step in path[:-1]:
            value = value[step]
        value[path[-1]] = new

    return changed(raw, change)


def drop(raw: bytes, path: Sequence[str | int]) -> bytes:
    """Return the object without one value."""

    def change(value: Any) -> None:  # noqa: ANN401
        for step in path[:-1]:
            value = value[step]
        del value[path[-1]]

    return changed(raw, change)


def reversed_keys(raw: bytes) -> bytes:
    """Return the object with its own keys in the other order."""
    return dumped(dict(reversed(list(json.loads(raw).items()))))
