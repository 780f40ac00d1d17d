"""A room played from the draft to the exported record, and what must hold after it.

Refuses to call a room good where one ballot is lost, doubled, or not in the record.
"""

import asyncio
import base64
import hashlib
import io
import json
import random
import re
import secrets
import zipfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from electing import run
from room_figures import Figures, Spent
from room_line import Counts, Line
from room_meeting import Machine, RoomMeeting
from room_member import Member, Pace, Stumbled, files_of
from sample_election import AGREE, DISAGREE, UNMARKED, BallotMaker

from ballot_service.crypto.blind_rsa_keys import MINIMUM_BITS
from ballot_service.crypto.group import group_named
from ballot_service.protocol.check_trustees import check_trustees
from ballot_service.protocol.codes import check_typed_code
from ballot_service.protocol.events import read_board
from ballot_service.protocol.trustees import read_trustees
from ballot_service.record.folder import open_folder
from ballot_service.record.manifest import read_manifest
from ballot_service.workflows.casting import receipt_message
from tests.simulator import Tablet

WORKERS = 2
AGAIN = 20
"""Ballots that are sent once more after all have their receipt."""
MARKS = (AGREE, AGREE, DISAGREE, UNMARKED)
NUMBERS = re.compile(
    rb'"(alpha|beta|challenge|response|credential)":"([^"]*)"', re.ASCII
)
LIMIT = 900
"""Seconds after which a room that does not come to its end is given up."""


@dataclass(frozen=True)
class Plan:
    """How a room is played.

    Attributes:
        arrivals: seconds over which members sign in.
        waiting: sign in first, and let the chair issue to all of them at once.
        window: seconds of registration; 30 on a tablet.
        spread: seconds over which ballots are sent.
    """

    members: int
    group: str
    arrivals: float
    waiting: bool
    window: float
    spread: float
    seed: int


@dataclass
class Room:
    """One room: its meeting, its members, and what was measured."""

    machine: Machine
    meeting: RoomMeeting
    plan: Plan
    figures: Figures = field(default_factory=Figures)
    counts: Counts = field(default_factory=Counts)
    members: list[Member] = field(default_factory=list)
    tablets: list[Tablet] = field(default_factory=list)
    setup: str = ""
    end: str = ""

    def prepare(self) -> None:
        """Freeze, make keys, call the roll, hand out the cards; make the requests."""
        self.spent = Spent(self.machine.process)
        with self.spent.phase("draft, keys, roll call by two hands, cards"):
            self.meeting.prepare()
            self.meeting.make_keys()
            codes = self.meeting.call_roll()
        self.manifest = read_manifest(
            (self.meeting.folder / "manifest.json").read_bytes()
        )
        dice = random.Random(self.plan.seed)  # noqa: S311 - arrivals, no secrets
        least, most = (1.0, 4.0) if self.plan.arrivals >= 1 else (0.0, 0.1)
        self.pace = Pace((least, most), self.plan.window)
        for name, code in codes.items():
            tablet = Tablet(name, secrets.token_bytes)
            request = tablet.make_request(self.manifest, MINIMUM_BITS)
            self.tablets.append(tablet)
            lines = (self._line(), self._line())
            self.members.append(
                Member(
                    code,
                    self.manifest.uuid,
                    request,
                    random.Random(dice.random()),  # noqa: S311
                    *lines,
                    self.figures,
                    self.pace,
                    dice.uniform(0, self.plan.spread),
                )
            )

    def _line(self) -> Line:
        return Line(self.machine.port, self.machine.context, self.counts)

    async def play(self) -> None:
        """Play all of it.

        Raises:
            Stumbled: a member could not go on, or the room did not come to its end.
        """
        async with asyncio.timeout(LIMIT):
            files = await files_of(self._line(), f"/booth/{self.manifest.uuid}")
            dice = random.Random(self.plan.seed + 1)  # noqa: S311
            if not self.plan.waiting:
                await self._step("issue")
            async with asyncio.TaskGroup() as tasks:
                for member in self.members:
                    arrival = dice.uniform(0, self.plan.arrivals)
                    tasks.create_task(member.attend(files, arrival))
                await self._issue()
                await self._register()
                await self._vote()

    async def _issue(self) -> None:
        if self.plan.waiting:
            with self.spent.phase("sign-in, the booth's files"):
                await self._all("greeted")
            with self.spent.phase("tokens"):
                await self._step("issue")
                await self._all("token")
        else:
            with self.spent.phase("sign-in, the booth's files, tokens"):
                await self._all("token")
        for tablet, member in zip(self.tablets, self.members, strict=True):
            answer = member.answer
            member.token = tablet.take_answer(self.manifest, answer, MINIMUM_BITS)
            await asyncio.sleep(0)

    async def _register(self) -> None:
        with self.spent.phase("registration"):
            await self._step("register")
            await self._all("registered")
        with self.spent.phase("ballots made on the tablets; opening sheet"):
            await self._make_ballots()
            self.setup = await asyncio.to_thread(self.meeting.sign_opening)

    async def _vote(self) -> None:
        with self.spent.phase("opened: every tablet takes Setup"):
            await self._step("open")
            await self._all("setup")
        with self.spent.phase(f"casting over {self.plan.spread:g} s"):
            self.pace.began = asyncio.get_running_loop().time()
            self.pace.opened.set()
            await self._all("receipt")
        another = self._line()
        for member in self.members[:AGAIN]:
            with self.figures.row("the same ballot again").timed():
                again = await member.send(another)
            if again.body != member.receipt:
                raise Stumbled("another receipt for the same bytes")
        await another.close()
        with self.spent.phase("closing"), self.figures.row("chair: close").timed():
            self.end = await asyncio.to_thread(self.meeting.close)

    async def _step(self, name: str) -> None:
        with self.figures.row(f"chair: {name}").timed():
            await asyncio.to_thread(self.meeting.step, name)

    async def _all(self, where: str) -> None:
        # Members tell nobody; the booth's own steps are watched from outside.
        while any(member.reached != where for member in self.members):  # noqa: ASYNC110
            await asyncio.sleep(0.1)

    async def _make_ballots(self) -> None:
        """Make all ballots in other processes: no cryptography while it is measured."""
        raw = (self.meeting.folder / "ceremony" / "trustees.json").read_bytes()
        group = group_named(self.manifest.group)
        key = check_trustees(group, read_trustees(group, raw))
        maker = BallotMaker(self.manifest.election(key).encoded)
        dice = random.Random(self.plan.seed + 2)  # noqa: S311 - marks of nobody
        rows = len(self.manifest.plan.questions)
        work = [
            (tablet.private, [dice.choice(MARKS) for _ in range(rows)])
            for tablet in self.tablets
        ]

        def make() -> list[bytes]:
            with ProcessPoolExecutor(WORKERS) as pool:
                return list(pool.map(maker, work, chunksize=4))

        made = await asyncio.to_thread(make)
        longest = max(map(len, made))
        for member, ballot in zip(self.members, made, strict=True):
            member.ballot = ballot
            member.padding = "X" * (longest - len(ballot))

    # --- after the vote -----------------------------------------------------------

    def check(self) -> list[str]:
        """Check that nothing was lost or doubled; return what was found, in words.

        Raises:
            Stumbled: something was.
        """
        number = self.plan.members
        trackers = {self._checked_receipt(member) for member in self.members}
        exported = self.meeting.folder / "exported"
        package = self.meeting.head.take(f"/committee/{self.meeting.event}/export")
        zipfile.ZipFile(io.BytesIO(package)).extractall(exported)
        archive = open_folder(exported).scan()
        board = read_board([entry.slot for entry in archive.entries])
        recorded = [archive.entries[i].digest for i in board.ballots]
        if not len(trackers) == len(recorded) == len(set(recorded)) == number:
            raise Stumbled(
                f"{number} members, {len(trackers)} receipts, {len(recorded)} ballots"
            )
        if set(recorded) != trackers:
            raise Stumbled("a receipt whose ballot is not in the record")
        for said in self.machine.complaints():
            raise Stumbled(f"the server's log: {said}")
        words = ["--setup", self.setup, "--ballots", number, "--end", self.end]
        run("ballot_service.verify", exported, "--closed", *words, quiet=True)
        opened, resent, lost = vars(self.counts).values()
        held = (
            f"{number} members, {len(trackers)} verified receipts, {len(recorded)} "
            "ballots in the record, each receipt's among them, none twice; the "
            "verifier accepts the record."
        )
        carried = (
            f"{opened} connections; {resent} requests repeated without the member's "
            "noticing, because the server had just closed a kept connection; "
            f"{lost} requests without an answer."
        )
        return [held, carried]

    def _checked_receipt(self, member: Member) -> str:
        given = json.loads(member.receipt)
        tracker, setup = given["tracker"], given["setup"]
        check_typed_code(self.setup, setup, "Setup")
        if tracker != _tracker(member.ballot):
            raise Stumbled("a receipt of another ballot")
        message = receipt_message(self.manifest.uuid, setup, tracker)
        signature = base64.b64decode(given["signature"])
        key = Ed25519PublicKey.from_public_bytes(self.manifest.receipt_key)
        key.verify(signature, message)
        return tracker


def _tracker(ballot: bytes) -> str:
    return hashlib.sha256(ballot).hexdigest()
