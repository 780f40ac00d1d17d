"""The sample department's step 4 as an election: manifest, credentials, ballots.

Refuses real names: all persons are fictional, all keys are thrown away.
"""

import base64
import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ballot_service.crypto.blind_rsa_keys import MemorySigner, generate
from ballot_service.crypto.group import Element, group_named
from ballot_service.crypto.randomness import Random, random_scalar
from ballot_service.planning.ballot_order import ballot_order
from ballot_service.planning.ballot_plan import BallotPlan, Nominee, Question, Title
from ballot_service.planning.known_profiles import profile_named
from ballot_service.planning.plan_parts import StructureRequirement
from ballot_service.planning.roll import Member, Roll
from ballot_service.protocol.check_trustees import check_trustees
from ballot_service.protocol.credential import (
    public_half,
    random_base58,
    random_credential,
)
from ballot_service.protocol.election import Election, read_election
from ballot_service.protocol.make_ballot import Choice, make_ballot
from ballot_service.protocol.trustees import Trustees
from ballot_service.record.build import make_setup, write_closed
from ballot_service.record.manifest import CommitteeMember, Manifest

SAMPLE = Path(__file__).resolve().parent.parent / "tests" / "sample_data.json"
COMMITTEE = (
    CommitteeMember("Bùi Đình Nghĩa", "head"),
    CommitteeMember("Nông Diệu Yến", "member"),
    CommitteeMember("Chu Công Quý", "secretary"),
)
_PLACES = {"T1": (2, 1), "T2": (3, 3), "T3": (2, 2)}
AGREE: Choice = (1, 0)
DISAGREE: Choice = (0, 1)
UNMARKED: Choice = (0, 0)


def load_sample() -> dict[str, Any]:
    """Return the sample data."""
    data: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    return data


def sample_plan(sample: Mapping[str, Any]) -> BallotPlan:
    """Return step 4 of the sample: 15 members, 16 rows under three titles."""
    nominees = {
        row["id"]: Nominee(
            id=row["id"],
            name=row["ho_ten"],
            birth_year=row["nam_sinh"],
            position=row["chuc_vu"],
            categories=tuple(_categories(row)),
            planned_titles=0,
        )
        for row in sample["ung_vien"]
    }
    female = StructureRequirement("female", 1, 0)
    titles = tuple(
        Title(
            id=key,
            name=row["ten"],
            authority="superior" if row["tham_quyen"] == "TRINH" else "own",
            authority_name=row["co_quan"],
            places=_PLACES[key][0],
            places_certain=_PLACES[key][1],
            structure=(female,) if key == "T3" else (),
        )
        for key, row in sample["chuc_danh"].items()
    )
    questions = tuple(
        Question(title.id, nominee.id)
        for title in titles
        for nominee in ballot_order(
            nominees[key] for key in sample["buoc4"]["phieu"][title.id]
        )
    )
    return BallotPlan(
        profile=profile_named("HD06-2017"),
        kind="addition",
        step=4,
        members=sample["buoc4"]["N"],
        titles=titles,
        nominees=tuple(nominees.values()),
        questions=questions,
    )


def _categories(row: Mapping[str, Any]) -> Iterator[str]:
    if row["gioi_tinh"] == "Nữ":
        yield "female"
    if row["dan_toc"] != "Kinh":
        yield "ethnic_minority"


def sample_roll(sample: Mapping[str, Any]) -> Roll:
    """Return the signed roll of the collective."""
    persons = {row["id"]: row for row in sample["nguoi"]}
    members = tuple(
        Member(key, persons[key]["ho_ten"], persons[key]["chuc_vu"])
        for key in sample["tap_the_lanh_dao_15"]
    )
    return Roll(f"Tập thể lãnh đạo {sample['don_vi']}", members)


def make_manifest(
    group: str, plan: BallotPlan, roll: Roll, random: Random = secrets.token_bytes
) -> Manifest:
    """Freeze a plan with throw-away keys and a committee of three, two to open."""
    issuing = MemorySigner(generate()).public_key
    receipt = Ed25519PrivateKey.generate().public_key()
    return Manifest(
        uuid=random_base58(14, random),
        run=1,
        group=group,
        title="Phiếu giới thiệu nhân sự bổ sung quy hoạch năm 2026",
        body=roll.body,
        date=dt.date(2026, 3, 24),
        roll_digest=roll.digest(random(32)),
        plan=plan,
        committee=COMMITTEE,
        threshold=2,
        issuing_key=base64.b64decode(issuing.encode()),
        receipt_key=receipt.public_bytes_raw(),
    )


def sample_choices(
    sample: Mapping[str, Any], plan: BallotPlan
) -> list[tuple[Choice, ...]]:
    """Draw 14 ballots whose sums are exactly the sample's counts, row by row."""
    shuffler = secrets.SystemRandom()
    columns: list[list[Choice]] = []
    for question in plan.questions:
        agree, disagree, unmarked = sample["buoc4"]["phieu"][question.title][
            question.nominee
        ]
        column: list[Choice] = (
            [AGREE] * agree + [DISAGREE] * disagree + [UNMARKED] * unmarked
        )
        shuffler.shuffle(column)
        columns.append(column)
    return list(zip(*columns, strict=True))


@dataclass(frozen=True)
class BallotMaker:
    """Makes ballots of one election; goes to worker processes as plain bytes."""

    election: bytes

    def __call__(self, work: tuple[str, Sequence[Choice]]) -> bytes:
        """Make the ballot of one credential."""
        private, choices = work
        election = _election(self.election)
        nonce = random_scalar(election.group, secrets.token_bytes)
        seed = secrets.token_bytes(32)
        return make_ballot(election, private, choices, seed, nonce).encoded()


_READ: dict[bytes, Election] = {}


def _election(raw: bytes) -> Election:
    if raw not in _READ:
        _READ[raw] = read_election(raw)
    return _READ[raw]


def write_sample_record(
    folder: Path,
    manifest: Manifest,
    trustees: Trustees,
    choices: Sequence[Sequence[Choice]],
    workers: int = 1,
) -> tuple[str, str]:
    """Enrol one credential a ballot, cast all, and write the closed record.

    Returns:
        Setup hash and EndBallots hash.
    """
    folder.mkdir(parents=True)
    key = _public_key(manifest, trustees)
    election = manifest.election(key)
    privates = [random_credential(secrets.token_bytes) for _ in choices]
    public = [public_half(election.group, election.uuid, item) for item in privates]
    setup = make_setup(election, trustees, public)
    maker = BallotMaker(election.encoded)
    work = zip(privates, choices, strict=True)
    end = write_closed(folder, manifest, setup, _sorted(_made(maker, work, workers)))
    return setup.event.digest, end


def _public_key(manifest: Manifest, trustees: Trustees) -> Element:
    return check_trustees(group_named(manifest.group), trustees)


def _made(
    maker: BallotMaker, work: Iterable[tuple[str, Sequence[Choice]]], workers: int
) -> Iterator[bytes]:
    if workers == 1:
        yield from map(maker, work)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(maker, work, chunksize=16)


def _sorted(ballots: Iterable[bytes]) -> list[bytes]:
    return sorted(ballots, key=lambda body: hashlib.sha256(body).hexdigest())
