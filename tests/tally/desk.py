"""A counting desk for tests: an election made through the tally's own commands.

Refuses shortcuts: ceremony, proofs and counts go through the command line.
"""

import io
import json
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from ballot_service.keyfiles.sealed import CHEAP_FOR_TESTS
from ballot_service.protocol.check_trustees import check_trustees
from ballot_service.protocol.codes import event_code
from ballot_service.protocol.make_ballot import Choice
from ballot_service.protocol.trustees import read_trustees
from ballot_service.tally.cli import main
from ballot_service.verify.verifier import Expected, verify_closed
from tests.making import AGREE, DISAGREE, UNMARKED, Making, make_closed

ROWS: tuple[tuple[Choice, ...], ...] = (
    (AGREE, DISAGREE),
    (AGREE, UNMARKED),
    (AGREE, AGREE),
    (DISAGREE, UNMARKED),
)


@dataclass(frozen=True)
class Answer:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> dict[str, object]:
        """The JSON object of `--json`."""
        value = json.loads(self.out)
        assert isinstance(value, dict)
        return value

    @property
    def error(self) -> str:
        """The name of the error that was printed, "" where none was."""
        head = self.err.partition("LỖI ")[2]
        return head.partition(":")[0]


def run(*arguments: object) -> Answer:
    """Run one command in this process, with cheap passphrases and one worker."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(item) for item in arguments], stretching=CHEAP_FOR_TESTS)
    return Answer(code, out.getvalue(), err.getvalue())


@dataclass
class Desk:
    """One election's folder on the counting laptop."""

    folder: Path
    group: str = "Ed25519"
    size: int = 3
    threshold: int = 2
    seed: str = "desk"
    uuid: str = "7cNmVwewX876qM"
    making: Making = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.making = Making(
            self.group, self.size, self.threshold, self.seed, uuid=self.uuid
        )
        self.manifest.write_bytes(self.making.manifest.encoded)
        for index in range(1, self.size + 1):
            path = self.folder / f"pw-{index}"
            path.write_text(f"mật khẩu của số {index}\n")
            path.chmod(0o600)

    @property
    def manifest(self) -> Path:
        return self.folder / "manifest.json"

    @property
    def keys(self) -> Path:
        return self.folder / "ceremony" / "signing_keys.json"

    @property
    def trustees(self) -> Path:
        return self.folder / "ceremony" / "trustees.json"

    def share(self, index: int) -> Path:
        return self.folder / "ceremony" / str(index) / f"share-{index}.json"

    def passphrases(self, *indexes: int) -> list[object]:
        """Return the options that stand for typing."""
        files = [self.folder / f"pw-{index}" for index in indexes]
        return [item for file in files for item in ("--passphrase-file", file)]

    def hold_ceremony(self) -> Answer:
        """Hold the guided ceremony, and use its key for the election."""
        answer = run(
            *("ceremony", self.manifest, "--out", self.folder / "ceremony", "--json"),
            *self.passphrases(*range(1, self.size + 1)),
        )
        self.use(self.trustees)
        return answer

    def use(self, trustees: Path) -> None:
        """Make the election of these trustees."""
        making = self.making
        making.trustees = read_trustees(making.group, trustees.read_bytes())
        key = check_trustees(making.group, making.trustees)
        making.election = making.manifest.election(key)

    def record(
        self, name: str = "record", rows: Sequence[Sequence[Choice]] = ROWS
    ) -> Path:
        """Write a closed record."""
        return make_closed(self.making, self.folder / name, rows).folder

    def sheet(self, record: Path, **changes: object) -> list[object]:
        """Return the closing sheet's figures as options; None leaves one out."""
        closed = verify_closed(record, Expected())
        figures: dict[str, object] = {
            "setup": event_code(closed.setup_hash),
            "ballots": closed.ballots,
            "end": event_code(closed.end_hash),
            **changes,
        }
        options: list[object] = ["--workers", 1]
        for name, value in figures.items():
            if value is not None:
                options += [f"--{name}", value]
        return options

    def decrypt(self, record: Path, index: int, *sheet: object) -> Answer:
        """Run `decrypt` with one share."""
        out = self.folder / f"partial-{index}-{record.name}.json"
        return run(
            *("decrypt", record, "--share", self.share(index), "--out", out),
            *self.passphrases(index),
            *(sheet or self.sheet(record)),
        )

    def partial(self, record: Path, index: int) -> Path:
        return self.folder / f"partial-{index}-{record.name}.json"

    def combine(self, record: Path, *indexes: int, out: str = "result") -> Answer:
        """Run `combine` on the partial decryptions of these trustees."""
        return run(
            *("combine", record, *(self.partial(record, i) for i in indexes)),
            *("--keys", self.keys, "--out", self.folder / out, "--json"),
            *("--present", 5, "--issued", 4),
            *self.sheet(record),
        )

    def sign(
        self, index: int, out: str = "result", changes: dict[str, object] | None = None
    ) -> Answer:
        """Run `sign` with one share."""
        numbers = {"present": 5, "issued": 4, **(changes or {})}
        options: list[object] = []
        for name, value in numbers.items():
            options += [f"--{name}", value]
        return run(
            *("sign", self.folder / out, "--share", self.share(index)),
            *("--workers", 1, *options, *self.passphrases(index)),
        )

    def count(
        self,
        record: Path,
        *indexes: int,
        out: str = "result",
        changes: dict[str, object] | None = None,
    ) -> Answer:
        """Run the guided `count`; `changes` are to the sheet's figures."""
        shares = [item for i in indexes for item in ("--share", self.share(i))]
        return run(
            *("count", record, *shares, "--out", self.folder / out, "--json"),
            *self.passphrases(*indexes),
            *self.sheet(record, **{"present": 5, "issued": 4, **(changes or {})}),
        )
