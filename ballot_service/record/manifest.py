"""`manifest.json`: what was frozen, and the election that follows from it.

Refuses bytes that RFC 8785 would not write, and anything that docs/spec/manifest.md
does not name.
"""

import base64
import binascii
import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

import rfc8785

from ballot_service.crypto.group import Element, group_named
from ballot_service.errors import (
    BadManifest,
    ElectionNotFromManifest,
    NotCanonical,
    UnknownManifestSchema,
    WrongManifest,
    WrongTimestamp,
)
from ballot_service.planning.ballot_plan import BallotPlan
from ballot_service.planning.field_rules import check_text
from ballot_service.protocol.atoms import read_hex, read_uuid
from ballot_service.protocol.election import Election, Question
from ballot_service.protocol.encoding import Fields, decode
from ballot_service.record.manifest_keys import check_keys

SCHEMA = "ballot-service/manifest/1"
ANSWERS = ("Đồng ý", "Không đồng ý")
MAX_BYTES = 1024 * 1024
MAX_TRUSTEES = 15
_FIRST_YEAR = 1970
_KEY_BYTES = 32
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_ROLES = ("head", "member", "secretary")
_FIELDS = (
    "schema",
    "uuid",
    "run",
    "group",
    "title",
    "body",
    "date",
    "step",
    "kind",
    "roll",
    "titles",
    "nominees",
    "questions",
    "profile",
    "committee",
    "trustees",
    "issuing_key",
    "receipt_key",
)


def canonical(value: object) -> bytes:
    """Write RFC 8785 JSON.

    Raises:
        NotCanonical: a value that RFC 8785 or this format cannot carry.
    """
    try:
        # rfc8785's own type is recursive and private; the values were parsed from JSON.
        return rfc8785.dumps(value)  # type: ignore[arg-type]
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise NotCanonical("not a value of canonical JSON") from error


@dataclass(frozen=True)
class CommitteeMember:
    """One member of the counting committee; entry i (from 1) is trustee i."""

    name: str
    role: str


@dataclass(frozen=True)
class Manifest:
    """A frozen manifest (docs/spec/manifest.md §2).

    `issuing_key` is a DER SubjectPublicKeyInfo, `receipt_key` 32 bytes of Ed25519.
    """

    uuid: str
    run: int
    group: str
    title: str
    body: str
    date: dt.date
    roll_digest: str
    plan: BallotPlan
    committee: tuple[CommitteeMember, ...]
    threshold: int
    issuing_key: bytes
    receipt_key: bytes

    @property
    def size(self) -> int:
        """Number n of trustees."""
        return len(self.committee)

    @property
    def members(self) -> int:
        """N, the number of members on the roll."""
        return self.plan.members

    @cached_property
    def encoded(self) -> bytes:
        """The manifest's bytes (RFC 8785)."""
        plan = self.plan.to_json()
        value: dict[str, object] = {
            "schema": SCHEMA,
            "uuid": self.uuid,
            "run": self.run,
            "group": self.group,
            "title": self.title,
            "body": self.body,
            "date": self.date.isoformat(),
            "roll": {"digest": self.roll_digest, "members": plan.pop("members")},
            "committee": [{"name": m.name, "role": m.role} for m in self.committee],
            "trustees": {"size": self.size, "threshold": self.threshold},
            "issuing_key": base64.b64encode(self.issuing_key).decode(),
            "receipt_key": base64.b64encode(self.receipt_key).decode(),
        }
        return canonical(value | plan)

    @cached_property
    def digest(self) -> str:
        """The manifest hash, SHA-256 in hexadecimal."""
        return hashlib.sha256(self.encoded).hexdigest()

    @property
    def timestamp(self) -> int:
        """Midnight UTC of the date, in seconds since 1970: the archive's only time."""
        midnight = dt.datetime.combine(self.date, dt.time(), dt.UTC)
        return int(midnight.timestamp())

    def question_text(self, index: int) -> str:
        """Return the text of row `index` (manifest.md §5)."""
        question = self.plan.questions[index]
        nominee = self.plan.nominee(question.nominee)
        title = self.plan.title(question.title)
        return f"{nominee.name} ({nominee.birth_year}) — {title.name}"

    def election(self, public_key: Element) -> Election:
        """Build the only election that follows from this manifest (manifest.md §5)."""
        return Election(
            description=f"manifest sha256 {self.digest}",
            name=self.title,
            group=group_named(self.group),
            public_key=public_key,
            questions=tuple(
                Question(ANSWERS, 0, 1, self.question_text(i))
                for i in range(len(self.plan.questions))
            ),
            uuid=self.uuid,
        )


def _base64(fields: Fields, name: str, most: int) -> bytes:
    text = fields.text(name, most)
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadManifest(f"{fields.at(name)}: not Base64") from error
    if base64.b64encode(data).decode() != text:
        raise NotCanonical(f"{fields.at(name)}: not canonical Base64")
    return data


def _text(fields: Fields, name: str) -> str:
    text = fields.text(name, 1000)
    check_text(text, fields.at(name))
    return text


def _date(fields: Fields) -> dt.date:
    text = fields.text("date", 10)
    if not _DATE.fullmatch(text):
        raise BadManifest("manifest.date: not YYYY-MM-DD")
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise BadManifest("manifest.date: no such day") from error
    if day.year < _FIRST_YEAR:
        raise BadManifest("manifest.date: before 1970")
    return day


def _committee(fields: Fields) -> tuple[CommitteeMember, ...]:
    members: list[CommitteeMember] = []
    for i, item in enumerate(fields.items("committee", MAX_TRUSTEES, 1)):
        row = Fields(item, f"manifest.committee[{i}]", ("name", "role"))
        role = row.text("role", 40)
        if role not in _ROLES:
            raise BadManifest(f"{row.at('role')}: unknown role")
        members.append(CommitteeMember(_text(row, "name"), role))
    if sum(member.role == "head" for member in members) != 1:
        raise BadManifest("manifest.committee: not exactly one head")
    return tuple(members)


def _threshold(fields: Fields, size: int) -> int:
    row = Fields(fields.raw("trustees"), "manifest.trustees", ("size", "threshold"))
    if row.integer("size", 1, MAX_TRUSTEES) != size:
        raise BadManifest("manifest.trustees.size: not the committee's number")
    threshold = row.integer("threshold", 1, size)
    if 2 * threshold <= size:
        raise BadManifest("manifest.trustees.threshold: not more than half of size")
    return threshold


def read_manifest(unverified: bytes) -> Manifest:
    """Read a manifest: canonical, complete, and in agreement with itself.

    Raises:
        EncodingError, BadManifest, and what the plan and its profile refuse.
    """
    manifest = read_unkeyed(unverified)
    check_keys(manifest.issuing_key, manifest.receipt_key)
    return manifest


def read_unkeyed(unverified: bytes) -> Manifest:
    """Read a manifest whose keys may be no keys yet: a draft before the freeze.

    Raises:
        As read_manifest, but for what a key is.
    """
    value = decode(unverified, MAX_BYTES)
    # The schema before any other field: a newer one may have fields of its own.
    anything = tuple(value) if isinstance(value, dict) else ()
    if Fields(value, "manifest", ("schema",), anything).text("schema", 60) != SCHEMA:
        raise UnknownManifestSchema("manifest.schema: another schema")
    fields = Fields(value, "manifest", _FIELDS)
    roll = Fields(fields.raw("roll"), "manifest.roll", ("digest", "members"))
    committee = _committee(fields)
    receipt_key = _base64(fields, "receipt_key", 60)
    if len(receipt_key) != _KEY_BYTES:
        raise BadManifest("manifest.receipt_key: not 32 bytes")
    plan = BallotPlan.from_manifest({name: fields.raw(name) for name in _FIELDS})
    plan.profile.check_electronic()
    manifest = Manifest(
        uuid=read_uuid(fields.text("uuid", 100)),
        run=fields.integer("run", 1, 1000),
        group=group_named(fields.text("group", 40)).name,
        title=_text(fields, "title"),
        body=_text(fields, "body"),
        date=_date(fields),
        roll_digest=read_hex(roll, "digest"),
        plan=plan,
        committee=committee,
        threshold=_threshold(fields, len(committee)),
        issuing_key=_base64(fields, "issuing_key", 4096),
        receipt_key=receipt_key,
    )
    if manifest.encoded != unverified:
        raise NotCanonical("manifest: not in canonical form (RFC 8785)")
    return manifest


def check_election(manifest: Manifest, election: Election) -> None:
    """Check that an election is the one that follows from the manifest, to the byte.

    Raises:
        WrongManifest: the description binds another manifest.
        ElectionNotFromManifest: any other difference.
    """
    if election.description != f"manifest sha256 {manifest.digest}":
        raise WrongManifest("election.description: another manifest")
    if election.encoded != manifest.election(election.public_key).encoded:
        raise ElectionNotFromManifest("election: not what the manifest gives")


def check_timestamp(manifest: Manifest, time: int) -> None:
    """Check that the archive tells no more than the day.

    Raises:
        WrongTimestamp: another second than midnight UTC of the date.
    """
    if time != manifest.timestamp:
        raise WrongTimestamp("the archive's time is not midnight of the date")
