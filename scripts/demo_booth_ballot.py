"""A ballot of the demonstration's year whose members are played by the booth's code.

Refuses to go on after a player without a verified receipt.
"""

import json
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass

from demo_cycle_ballot import CHAIR, SECRETARY, CycleBallot, now
from electing import ROOT
from sample_election import AGREE, DISAGREE

from ballot_service.workflows import issuing, overview, registration, rollcall
from ballot_service.workflows.overview import Progress

PATIENCE = 1800
WORDS = {AGREE: "agree", DISAGREE: "disagree"}
FAST = ("--window", "2000", "--hurry", "4")
MANY = 60
SPREAD = ("--window", "15000", "--hurry", "1")
"""Above MANY members: as tablets do, so that one laptop serves all their questions."""


def node() -> str:
    """Return the Node of set-up, or the system's."""
    own = ROOT / ".venv" / "bin" / "node"
    return str(own) if own.exists() else shutil.which("node") or "node"


@dataclass
class BoothBallot(CycleBallot):
    """One ballot over the served pages; `base` is their address."""

    base: str = ""

    def _issue(self) -> None:
        issuing.begin_issuing(self.office, self.event, CHAIR, now())
        columns = [
            [WORDS.get(mark, "unmarked") for mark in column]
            for column in self._columns()
        ]
        # Whoever takes a ballot and does not send it has no choices at all.
        silent: list[list[str] | None] = [None] * (self.present - self.sent)
        players = [
            {
                "code": rollcall.make_code(
                    self.office, self.event, SECRETARY, tablet.member, now()
                ),
                "choices": choices,
            }
            for tablet, choices in zip(self.tablets, [*columns, *silent], strict=True)
        ]
        path = self.folder / "players.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps(players), encoding="utf-8")
        script = ROOT / "scripts" / "play-members.mjs"
        pace = FAST if self.present <= MANY else SPREAD
        self.log = (self.folder / "players.log").open("wb")
        self.playing = subprocess.Popen(
            [node(), str(script), self.base, str(path), *pace],
            cwd=ROOT,
            stdout=self.log,
            stderr=self.log,
        )
        self._wait(lambda seen: seen.issued == self.present, "issued")

    def _register(self) -> None:
        registration.begin_registration(self.office, self.event, CHAIR, now())
        self._wait(lambda seen: seen.registered == self.present, "registered")

    def _cast(self) -> None:
        self._wait(lambda seen: seen.returned == self.sent, "returned")
        if self.playing.wait(PATIENCE) != 0:
            raise SystemExit(f"a player has no verified receipt: {self.log.name}")
        self.log.close()

    def _wait(self, until: Callable[[Progress], bool], what: str) -> None:
        last = time.monotonic() + PATIENCE
        while time.monotonic() < last:
            if until(overview.progress(self.office, self.event)):
                print(f"  all {what}", flush=True)
                return
            if self.playing.poll() not in (None, 0):
                break
            time.sleep(1)
        self.playing.terminate()
        raise SystemExit(f"never: {what}; see {self.log.name}")
