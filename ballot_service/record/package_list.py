"""The list of a submission's package: what is in it, of which cycle, by which ballots.

Refuses what docs/spec/submission.md does not name, and every form but the one.
"""

import datetime as dt
import hashlib
from dataclasses import asdict, dataclass
from functools import cached_property

from ballot_service.errors import BadPackage, UnknownPackageSchema
from ballot_service.protocol.codes import event_code
from ballot_service.protocol.encoding import Fields, as_text, decode
from ballot_service.record.manifest import canonical
from ballot_service.record.package_fields import (
    day_of,
    hash_of,
    nothing_at,
    path_of,
)
from ballot_service.record.paper import PAPER
from ballot_service.record.signatures import (
    decode_base64url,
    decode_public,
    encode_public,
    thumbprint,
)
from ballot_service.record.statement import ELECTRONIC

SCHEMA = "ballot-service/submission/1"
MAX_BYTES = 4 * 1024 * 1024
MAX_FILES = 2000
MAX_SIZE = 1024 * 1024 * 1024
MAX_NAME = 300


@dataclass(frozen=True)
class PackagedFile:
    """One file: `person` is "" where it is about nobody, `issued` where it has no day.

    `name` is the file name as it was handed in: text, and never a path.
    """

    path: str
    kind: str
    person: str
    sha256: str
    size: int
    type: str
    name: str
    issued: str


@dataclass(frozen=True)
class PackagedBallot:
    """One ballot of the cycle, by its hashes; its files lie in `folder`.

    On paper (`medium`) there is no record: `setup`, `end_ballots` and `final` are "".
    """

    folder: str
    uuid: str
    run: int
    step: int
    kind: str
    medium: str
    roll: str
    manifest: str
    setup: str
    end_ballots: str
    final: str
    statement: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class ListLine:
    """One person on a submitted list, with the agreements that put him there."""

    title: str
    title_name: str
    person: str
    name: str
    agree: int


@dataclass(frozen=True)
class CycleFacts:
    """Which review this is; `plan` is the hash of the review plan."""

    id: str
    body: str
    agency: str
    year: int
    number: int
    secrecy: str
    family: str
    profile: str
    profile_version: int
    plan: str


@dataclass(frozen=True)
class SubmissionFacts:
    """Which submission of the cycle; `replaces` is the hash of the list before."""

    version: int
    reference: str
    date: str
    replaces: str


@dataclass(frozen=True)
class PackageList:
    """All that is signed: the payload of `submission.json`."""

    signer: bytes
    cycle: CycleFacts
    submission: SubmissionFacts
    additions: tuple[ListLine, ...]
    removals: tuple[ListLine, ...]
    ballots: tuple[PackagedBallot, ...]
    files: tuple[PackagedFile, ...]

    @cached_property
    def payload(self) -> bytes:
        """The canonical bytes that are signed."""
        return canonical(
            {
                "schema": SCHEMA,
                "signer": encode_public(self.signer),
                "cycle": asdict(self.cycle),
                "submission": asdict(self.submission),
                "additions": [asdict(one) for one in self.additions],
                "removals": [asdict(one) for one in self.removals],
                "ballots": [
                    asdict(one) | {"keys": list(one.keys)} for one in self.ballots
                ],
                "files": [asdict(one) for one in self.files],
            }
        )

    @property
    def digest(self) -> str:
        """SHA-256 of the payload, in hexadecimal."""
        return hashlib.sha256(self.payload).hexdigest()

    @property
    def code(self) -> str:
        """The 5x5 code that people compare, "mã gói trình"."""
        return event_code(self.digest)

    @property
    def day(self) -> dt.date:
        """The day of the submission."""
        return dt.date.fromisoformat(self.submission.date)

    def file(self, path: str) -> PackagedFile:
        """Return the file at a path. Raises KeyError where there is none."""
        return {one.path: one for one in self.files}[path]


def key_digest(public: bytes) -> str:
    """Return the thumbprint of a key in hexadecimal."""
    return decode_base64url(thumbprint(public)).hex()


def key_code(public: bytes) -> str:
    """Return the 5x5 code of a key, "mã khóa ký gói": printed, and typed from paper."""
    return event_code(key_digest(public))


def read_package_list(unverified_payload: bytes) -> PackageList:
    """Read a payload, strictly.

    Raises:
        UnknownPackageSchema: another schema; looked at before any other field.
        BadPackage: a path, hash, medium or date that cannot be; files not sorted.
        EncodingError, BadStatement.
    """
    value = decode(unverified_payload, MAX_BYTES)
    schema = value.get("schema") if isinstance(value, dict) else None
    if schema != SCHEMA:
        raise UnknownPackageSchema(str(schema)[:60])
    names = ("schema", "signer", "cycle", "submission", "additions", "removals")
    fields = Fields(value, "package", (*names, "ballots", "files"))
    found = PackageList(
        signer=decode_public(fields.text("signer")),
        cycle=_cycle(fields.raw("cycle")),
        submission=_submission(fields.raw("submission")),
        additions=_lines(fields, "additions"),
        removals=_lines(fields, "removals"),
        ballots=tuple(
            _ballot(item, f"package.ballots[{i}]")
            for i, item in enumerate(fields.items("ballots", 100))
        ),
        files=tuple(
            _file(item, f"package.files[{i}]")
            for i, item in enumerate(fields.items("files", MAX_FILES))
        ),
    )
    paths = [one.path for one in found.files]
    if paths != sorted(set(paths)):
        raise BadPackage("files are not sorted by path, or one stands twice")
    if sum(one.size for one in found.files) > MAX_SIZE:
        raise BadPackage("more than 1 GiB")
    if found.payload != unverified_payload:
        raise BadPackage("the list is not in its canonical form")
    return found


def _cycle(value: object) -> CycleFacts:
    fields = Fields(value, "package.cycle", tuple(CycleFacts.__dataclass_fields__))
    return CycleFacts(
        id=fields.text("id"),
        body=fields.text("body"),
        agency=fields.text("agency"),
        year=fields.integer("year", 1970, 9999),
        number=fields.integer("number", 1, 99),
        secrecy=fields.text("secrecy"),
        family=fields.text("family"),
        profile=fields.text("profile"),
        profile_version=fields.integer("profile_version", 1, 1_000_000),
        plan=hash_of(fields, "plan"),
    )


def _submission(value: object) -> SubmissionFacts:
    names = tuple(SubmissionFacts.__dataclass_fields__)
    fields = Fields(value, "package.submission", names)
    replaces = fields.text("replaces")
    return SubmissionFacts(
        version=fields.integer("version", 1, 1000),
        reference=fields.text("reference"),
        date=day_of(fields, "date"),
        replaces=hash_of(fields, "replaces") if replaces else "",
    )


def _lines(fields: Fields, name: str) -> tuple[ListLine, ...]:
    lines = []
    for i, item in enumerate(fields.items(name, 500)):
        row = Fields(item, f"package.{name}[{i}]", tuple(ListLine.__dataclass_fields__))
        texts = {
            one: row.text(one) for one in ("title", "title_name", "person", "name")
        }
        lines.append(ListLine(**texts, agree=row.integer("agree", 0, 1_000_000)))
    return tuple(lines)


def _ballot(value: object, where: str) -> PackagedBallot:
    fields = Fields(value, where, tuple(PackagedBallot.__dataclass_fields__))
    medium = fields.text("medium")
    if medium not in (ELECTRONIC, PAPER):
        raise BadPackage(f"{fields.at('medium')}: no medium")
    hashes = ("roll", "manifest", "statement")
    of_record = {
        name: hash_of(fields, name)
        if medium == ELECTRONIC
        else nothing_at(fields, name)
        for name in ("setup", "end_ballots", "final")
    }
    return PackagedBallot(
        folder=path_of(fields, "folder"),
        uuid=fields.text("uuid"),
        run=fields.integer("run", 1, 1000),
        step=fields.integer("step", 1, 4),
        kind=fields.text("kind"),
        medium=medium,
        keys=tuple(
            as_text(key, fields.at("keys"), 100) for key in fields.items("keys", 100)
        ),
        **{name: hash_of(fields, name) for name in hashes},
        **of_record,
    )


def _file(value: object, where: str) -> PackagedFile:
    fields = Fields(value, where, tuple(PackagedFile.__dataclass_fields__))
    issued = fields.text("issued")
    return PackagedFile(
        path=path_of(fields, "path"),
        kind=fields.text("kind"),
        person=fields.text("person"),
        sha256=hash_of(fields, "sha256"),
        size=fields.integer("size", 0, MAX_SIZE),
        type=fields.text("type"),
        name=fields.text("name", MAX_NAME),
        issued=day_of(fields, "issued") if issued else "",
    )
