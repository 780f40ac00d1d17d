"""Elections made in memory and on disk for tests, from one printed seed.

Refuses to be clever: it calls the package's own functions in their order.
"""

import base64
import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ballot_service.crypto.group import Group, group_named
from ballot_service.crypto.randomness import Random, random_scalar
from ballot_service.planning.ballot_plan import (
    BallotPlan,
    Nominee,
    Question,
    Title,
)
from ballot_service.planning.known_profiles import profile_named
from ballot_service.protocol import ceremony
from ballot_service.protocol.ballot import Ballot, read_ballot
from ballot_service.protocol.ceremony_keys import BoundKey, Committee
from ballot_service.protocol.ceremony_state import TrusteeState
from ballot_service.protocol.credential import public_half, random_credential
from ballot_service.protocol.decryption import PartialDecryption, decrypt_partially
from ballot_service.protocol.election import Election
from ballot_service.protocol.make_ballot import Choice, make_ballot
from ballot_service.protocol.result import combine
from ballot_service.protocol.tally import SizedTally, Tally, add_tallies, empty_tally
from ballot_service.protocol.tally import encode_tally as encode_encrypted_tally
from ballot_service.protocol.trustees import Trustees
from ballot_service.record.archive import scan_archive
from ballot_service.record.build import (
    Setup,
    make_setup,
    write_closed,
    write_complete,
)
from ballot_service.record.folder import RECORD, STATEMENT
from ballot_service.record.manifest import CommitteeMember, Manifest
from ballot_service.record.signatures import sign_kernel
from ballot_service.record.statement import build_kernel
from ballot_service.verify.verifier import Expected, verify_complete

AGREE: Choice = (1, 0)
DISAGREE: Choice = (0, 1)
UNMARKED: Choice = (0, 0)
_VECTORS = Path(__file__).parent / "vectors" / "manifest-election.json"
ISSUING_KEY: str = json.loads(
    json.loads(_VECTORS.read_text(encoding="utf-8"))["vectors"][0]["manifest"]
)["issuing_key"]
"""An issuing key of full size, Base64; nobody has its private half."""
UUID = "7cNmVwewX876qM"


def seeded(seed: str) -> Random:
    """Return a repeatable source of bytes for tests (SHAKE-256 in counter mode)."""
    counter = [0]

    def random(size: int) -> bytes:
        counter[0] += 1
        return hashlib.shake_256(f"{seed}|{counter[0]}".encode()).digest(size)

    return random


def make_plan(questions: int = 2, members: int = 5) -> BallotPlan:
    """Return a plan with one title and `questions` nominees."""
    nominees = tuple(
        Nominee(
            id=f"UC{i:02}",
            name=f"Lương Thị Bích Quyên {chr(65 + i)}",
            birth_year=1979,
            position="Phó Giám đốc Sở",
            categories=("female",),
            planned_titles=0,
        )
        for i in range(questions)
    )
    title = Title(
        id="T1",
        name="Giám đốc Sở",
        authority="superior",
        authority_name="Ban Thường vụ Tỉnh ủy",
        places=1,
        places_certain=1,
        structure=(),
    )
    return BallotPlan(
        profile=profile_named("HD06-2017"),
        kind="addition",
        step=4,
        members=members,
        titles=(title,),
        nominees=nominees,
        questions=tuple(Question("T1", nominee.id) for nominee in nominees),
    )


@dataclass
class Making:
    """One election with all its secrets, made step by step.

    Attributes:
        size, threshold: n and t of the committee.
        privates: the voters' credentials, after `enrol`.
    """

    group_name: str = "Ed25519"
    size: int = 3
    threshold: int = 2
    seed: str = "making"
    plan: BallotPlan = field(default_factory=make_plan)
    uuid: str = UUID
    privates: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = seeded(self.seed)
        self.group: Group = group_named(self.group_name)
        self.receipt = Ed25519PrivateKey.from_private_bytes(self.random(32))
        self.manifest = self._manifest()
        self.states: list[TrusteeState] = []
        self.outcome = self._ceremony()
        self.trustees: Trustees = self.outcome.trustees
        self.election: Election = self.manifest.election(self.outcome.public_key)

    def _manifest(self) -> Manifest:
        roles = ["head", *["member"] * (self.size - 1)]
        return Manifest(
            uuid=self.uuid,
            run=1,
            group=self.group_name,
            title="Phiếu giới thiệu nhân sự bổ sung quy hoạch",
            body="Tập thể lãnh đạo Sở Kế hoạch và Hạ tầng",
            date=dt.date(2026, 3, 24),
            roll_digest=hashlib.sha256(b"roll").hexdigest(),
            plan=self.plan,
            committee=tuple(
                CommitteeMember(f"Bùi Đình Nghĩa {i}", role)
                for i, role in enumerate(roles, start=1)
            ),
            threshold=self.threshold,
            issuing_key=base64.b64decode(ISSUING_KEY),
            receipt_key=self.receipt.public_key().public_bytes_raw(),
        )

    def _ceremony(self) -> ceremony.Outcome:
        committee = Committee(self.uuid, self.group, self.size, self.threshold)
        indexes = range(1, self.size + 1)
        digest = self.manifest.digest
        steps = [ceremony.certify(committee, i, digest, self.random) for i in indexes]
        certs = {i: step[1] for i, step in zip(indexes, steps, strict=True)}
        steps = [ceremony.commit(step[0], certs, self.random) for step in steps]
        commitments = {i: step[1] for i, step in zip(indexes, steps, strict=True)}
        steps = [
            ceremony.share(step[0], certs, commitments, self.random) for step in steps
        ]
        polynomials = {i: step[1] for i, step in zip(indexes, steps, strict=True)}
        steps = [
            ceremony.accept(step[0], certs, commitments, polynomials, self.random)
            for step in steps
        ]
        accepted = {i: step[1] for i, step in zip(indexes, steps, strict=True)}
        self.states = [step[0] for step in steps]
        return ceremony.assemble(committee, certs, commitments, polynomials, accepted)

    @property
    def signing_keys(self) -> tuple[BoundKey, ...]:
        """All trustees' statement keys."""
        return tuple(self.outcome.signing_keys)

    def enrol(self, voters: int) -> Setup:
        """Draw credentials and build Setup."""
        self.privates = [random_credential(self.random) for _ in range(voters)]
        public = [public_half(self.group, self.uuid, p) for p in self.privates]
        return make_setup(self.election, self.trustees, public)

    def ballot(self, voter: int, choices: Sequence[Choice]) -> Ballot:
        """Make the ballot of one voter."""
        return make_ballot(
            self.election,
            self.privates[voter],
            choices,
            self.random(32),
            random_scalar(self.group, self.random),
        )

    def ballots(self, choices: Sequence[Sequence[Choice]]) -> list[bytes]:
        """Make all ballots, sorted by their hashes as a record wants them."""
        bodies = [self.ballot(i, row).encoded() for i, row in enumerate(choices)]
        return sorted(bodies, key=lambda body: hashlib.sha256(body).hexdigest())

    def decrypt(self, ballots: Sequence[Ballot], owner: int) -> PartialDecryption:
        """Decrypt the sum of some ballots as trustee `owner` (from 1)."""
        return decrypt_partially(
            self.election,
            self.tally_of(ballots),
            self.states[owner - 1].decryption_key,
            self.random,
        )

    def tally_of(self, ballots: Sequence[Ballot]) -> Tally:
        """Return the product of ballots."""
        tally = empty_tally(self.election)
        for ballot in ballots:
            choices = tuple(answer.choices for answer in ballot.answers)
            tally = add_tallies(self.group, tally, choices)
        return tally


@dataclass(frozen=True)
class Made:
    """A record on disk with what was used to make it."""

    making: Making
    setup: Setup
    folder: Path
    ballots: tuple[bytes, ...]


def make_closed(
    making: Making, folder: Path, choices: Sequence[Sequence[Choice]]
) -> Made:
    """Write a closed record into a new folder."""
    folder.mkdir(parents=True)
    setup = making.enrol(len(choices))
    ballots = making.ballots(choices)
    write_closed(folder, making.manifest, setup, ballots)
    return Made(making, setup, folder, tuple(ballots))


def make_complete(
    made: Made, target: Path, owners: Sequence[int] = (1, 3), present: int = 5
) -> Path:
    """Write the complete record with its signed statement into a new folder."""
    making = made.making
    target.mkdir(parents=True)
    shutil.copy(made.folder / "manifest.json", target)
    ballots = [read_ballot(making.group, body) for body in made.ballots]
    tally = making.tally_of(ballots)
    partials = {owner: making.decrypt(ballots, owner) for owner in owners}
    result = combine(making.election, making.trustees, tally, partials, len(ballots))
    digest = hashlib.sha256(encode_encrypted_tally(tally)).hexdigest()
    sized = SizedTally(len(ballots), len(ballots), digest)
    archive = scan_archive(made.folder / RECORD)
    write_complete(
        target / RECORD, archive, tally, sized, sorted(partials.items()), result
    )
    complete = verify_complete(target, Expected())
    kernel = build_kernel(
        making.manifest,
        complete.facts,
        present,
        max(len(ballots), min(present, len(ballots))),
        making.signing_keys,
    )
    statement: bytes | None = None
    for owner in owners:
        seed = making.states[owner - 1].signing_seed
        statement = sign_kernel(kernel, seed, statement)
    if statement is not None:
        (target / STATEMENT).write_bytes(statement)
    return target
