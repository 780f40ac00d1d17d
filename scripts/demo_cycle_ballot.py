"""One ballot of the demonstration's year: held by the service's own code, in process.

Refuses real keys: passphrases stand in files, tablets are played, all is thrown away.
The committee's ceremony and count are the off-line tool's, run as programs.
"""

import secrets
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from electing import ceremony, run
from sample_election import AGREE, DISAGREE, UNMARKED, BallotMaker

from ballot_service.crypto.blind_rsa_keys import MINIMUM_BITS
from ballot_service.planning.review import Pair
from ballot_service.protocol.make_ballot import Choice
from ballot_service.record.folder import RECORD, STATEMENT
from ballot_service.record.manifest import read_manifest
from ballot_service.web.packages import partials_of
from ballot_service.workflows import (
    casting,
    closing,
    counting,
    issuing,
    keys,
    opening,
    overview,
    preparation,
    publication,
    registration,
    rollcall,
    tablet_status,
)
from ballot_service.workflows.office import Actor, Office, Role
from tests.simulator import Tablet

CHAIR = Actor("chutri", "Lý Xuân Điền", Role.CHAIR)
SECRETARY = Actor("thuky", "Quách Hải Thịnh", Role.SECRETARY)
HEAD = Actor("kiemphieu1", "Bùi Đình Nghĩa", Role.COMMITTEE, 1)
SECOND = Actor("kiemphieu2", "Nông Diệu Yến", Role.COMMITTEE, 2)
WORKERS = 2


def now() -> int:
    """Return the clock of this machine, in seconds."""
    return int(time.time())


@dataclass
class CycleBallot:
    """One ballot event, from its draft to its signed statement.

    Attributes:
        marks: (agree, disagree, unmarked) of each (title, person), in ballots.
        present, sent: how many come, and how many of them send a ballot.
        absent_first: members who are among those absent.
    """

    office: Office
    event: str
    folder: Path
    marks: Mapping[Pair, tuple[int, int, int]]
    present: int
    sent: int
    absent_first: tuple[str, ...] = ()
    tablets: list[Tablet] = field(default_factory=list)

    def hold(self) -> tuple[Path, list[str]]:
        """Hold all of it; return the signed record and what its sheets say."""
        self.folder.mkdir(parents=True)
        self._freeze()
        passphrases = self._make_keys()
        self._call_roll()
        self._issue()
        self._register()
        self._open()
        self._cast()
        return self._count(passphrases, self._close())

    def _freeze(self) -> None:
        seen = preparation.draft_digest(self.office, self.event)
        for hand in (CHAIR, HEAD):
            preparation.confirm_event(self.office, self.event, hand, seen, now())
        manifest = overview.manifest_bytes(self.office, self.event)
        (self.folder / "manifest.json").write_bytes(manifest)
        self.manifest = read_manifest(manifest)

    def _make_keys(self) -> list[Path]:
        passphrases = ceremony(self.folder, quiet=True)
        made = self.folder / "ceremony"
        trustees = (made / "trustees.json").read_bytes()
        signing = (made / "signing_keys.json").read_bytes()
        keys.accept_keys(self.office, self.event, HEAD, trustees, signing, now())
        request = keys.possession_request(self.office, self.event, HEAD, now())
        (self.folder / "request.json").write_bytes(request)
        for number, passphrase in enumerate(passphrases, start=1):
            out = self.folder / f"possession-{number}.json"
            run(
                *("ballot_service.tally", "prove", self.share(number)),
                *("--manifest", self.folder / "manifest.json"),
                *("--trustees", made / "trustees.json", "--out", out),
                *("--request", self.folder / "request.json"),
                *("--passphrase-file", passphrase),
                quiet=True,
            )
            keys.accept_possession(
                self.office, self.event, HEAD, number, out.read_bytes(), now()
            )
        return passphrases

    def share(self, number: int) -> Path:
        """Return the sealed share of a trustee."""
        return self.folder / "ceremony" / str(number) / f"share-{number}.json"

    def _call_roll(self) -> None:
        names = [one.id for one in rollcall.roll_entries(self.office, self.event)]
        others = [name for name in reversed(names) if name not in self.absent_first]
        away = set([*self.absent_first, *others][: len(names) - self.present])
        for name in names:
            if name in away:
                excused = True
                rollcall.mark_absent(
                    self.office, self.event, SECRETARY, name, excused, now()
                )
                continue
            for hand in (SECRETARY, SECOND):
                rollcall.confirm_present(self.office, self.event, hand, name, now())
            self.tablets.append(Tablet(name, secrets.token_bytes))
        rollcall.finish_roll_call(self.office, self.event, SECRETARY, now())

    def _issue(self) -> None:
        issuing.begin_issuing(self.office, self.event, CHAIR, now())
        for tablet in self.tablets:
            request = tablet.make_request(self.manifest, MINIMUM_BITS)
            answer = issuing.issue_token(
                self.office, self.event, tablet.member, request
            )
            tablet.take_answer(self.manifest, answer, MINIMUM_BITS)

    def _register(self) -> None:
        registration.begin_registration(self.office, self.event, CHAIR, now())
        secrets.SystemRandom().shuffle(self.tablets)
        for tablet in self.tablets:
            registration.register_token(self.office, self.manifest.uuid, tablet.token)

    def _open(self) -> None:
        sheet = opening.prepare_opening(self.office, self.event, CHAIR, now())
        opening.confirm_empty_box(
            self.office, self.event, HEAD, sheet.setup_hash, now()
        )
        for hand in (CHAIR, HEAD):
            opening.sign_opening(self.office, self.event, hand, sheet.setup_code, now())
        opening.open_ballot(self.office, self.event, CHAIR, now())

    def _columns(self) -> list[tuple[Choice, ...]]:
        """Draw ballots whose sums are exactly the marks, row by row."""
        columns = []
        for row in self.manifest.plan.questions:
            agree, disagree, unmarked = self.marks[row.title, row.nominee]
            column = [AGREE] * agree + [DISAGREE] * disagree + [UNMARKED] * unmarked
            secrets.SystemRandom().shuffle(column)
            columns.append(column)
        return list(zip(*columns, strict=True))

    def _cast(self) -> None:
        choices = self._columns()
        if len(choices) != self.sent:
            raise SystemExit(f"{len(choices)} ballots, not {self.sent}")
        election = tablet_status.setup_texts(self.office, self.event).election.encode()
        work = [
            (tablet.private, row)
            for tablet, row in zip(self.tablets, choices, strict=False)
        ]
        with ProcessPoolExecutor(WORKERS) as pool:
            for ballot in pool.map(BallotMaker(election), work, chunksize=4):
                casting.cast_ballot(self.office, self.manifest.uuid, ballot)

    def _close(self) -> list[str]:
        question = closing.ask_to_close(self.office, self.event, CHAIR)
        sheet = closing.close_ballot(
            self.office, self.event, CHAIR, question.missing, now()
        )
        for hand in (CHAIR, HEAD):
            closing.sign_closing(self.office, self.event, hand, sheet.end_code, now())
        return [
            *("--setup", sheet.setup_code, "--ballots", str(sheet.ballots)),
            *("--end", sheet.end_code, "--present", str(sheet.present)),
            *("--issued", str(sheet.issued)),
        ]

    def _count(
        self, passphrases: list[Path], sheet: list[str]
    ) -> tuple[Path, list[str]]:
        exported = counting.export_record(self.office, self.event, HEAD, now())
        counted = self.folder / "counted"
        run(
            *("ballot_service.tally", "count", exported, "--out", counted),
            *("--share", self.share(1), "--share", self.share(3)),
            *("--passphrase-file", passphrases[0]),
            *("--passphrase-file", passphrases[2]),
            *sheet,
            quiet=True,
        )
        for partial in partials_of((counted / RECORD).read_bytes()):
            counting.take_partial(self.office, self.event, HEAD, partial, now())
        counting.combine_partials(self.office, self.event, HEAD, now())
        signed = counting.take_statement(
            self.office,
            self.event,
            HEAD,
            (counted / STATEMENT).read_bytes(),
            self.present,
            self.present,
            now(),
        )
        if self.manifest.plan.step in self.manifest.plan.profile.announced_steps:
            publication.publish(self.office, self.event, CHAIR, now())
        else:
            publication.do_not_announce(self.office, self.event, CHAIR, now())
        return signed, sheet
