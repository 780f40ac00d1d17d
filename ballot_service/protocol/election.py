"""The election: questions, group, key; and its fingerprint.

Refuses questions that are not homomorphic, and bytes that are not canonical.
"""

from dataclasses import dataclass
from functools import cached_property

from ballot_service.crypto.group import Element, Group, group_named
from ballot_service.crypto.transcript import b64_digest
from ballot_service.errors import NumberOutOfRange
from ballot_service.protocol.atoms import read_uuid
from ballot_service.protocol.encoding import (
    Fields,
    as_list,
    as_text,
    decode,
    encode,
    same_bytes,
)

MAX_QUESTIONS = 500
MAX_ANSWERS = 100


@dataclass(frozen=True)
class Question:
    """One homomorphic question: minimum <= number of marked answers <= maximum.

    `blank` is None where the field is absent, as in every election of ours.
    """

    answers: tuple[str, ...]
    minimum: int
    maximum: int
    text: str
    blank: bool | None = None

    @property
    def choices(self) -> int:
        """Number of ciphertexts of an answer: one more where a blank bit leads."""
        return len(self.answers) + (1 if self.blank else 0)

    def to_json(self) -> dict[str, object]:
        """Write the question, keys in the order of the format."""
        blank: dict[str, object] = {} if self.blank is None else {"blank": self.blank}
        return {
            "answers": list(self.answers),
            **blank,
            "min": self.minimum,
            "max": self.maximum,
            "question": self.text,
        }


@dataclass(frozen=True)
class Election:
    """The public parameters of an election (record.md §3)."""

    description: str
    name: str
    group: Group
    public_key: Element
    questions: tuple[Question, ...]
    uuid: str
    administrator: str | None = None
    credential_authority: str | None = None
    language: tuple[str, str] | None = None

    @cached_property
    def encoded(self) -> bytes:
        """The election's bytes."""
        value: dict[str, object] = {
            "version": 1,
            "description": self.description,
            "name": self.name,
            "group": self.group.name,
            "public_key": self.public_key,
            "questions": [question.to_json() for question in self.questions],
            "uuid": self.uuid,
        }
        if self.administrator is not None:
            value["administrator"] = self.administrator
        if self.credential_authority is not None:
            value["credential_authority"] = self.credential_authority
        if self.language is not None:
            value["language"] = list(self.language)
        return encode(value)

    @cached_property
    def fingerprint(self) -> str:
        """Phi: Base64 of SHA-256 of the bytes, without padding."""
        return b64_digest(self.encoded)


def _read_question(value: object, where: str) -> Question:
    fields = Fields(value, where, ("answers", "min", "max", "question"), ("blank",))
    answers = tuple(
        as_text(item, f"{where}.answers[{i}]")
        for i, item in enumerate(fields.items("answers", MAX_ANSWERS, 1))
    )
    minimum = fields.integer("min", 0, len(answers))
    maximum = fields.integer("max", 0, len(answers))
    if minimum > maximum:
        raise NumberOutOfRange(f"{where}: min is greater than max")
    blank = fields.boolean("blank") if "blank" in fields else None
    return Question(answers, minimum, maximum, fields.text("question"), blank)


def _read_language(value: object, where: str) -> tuple[str, str]:
    tag, direction = as_list(value, where, 2, 2)
    return as_text(tag, where, 40), as_text(direction, where, 3)


def read_election(unverified: bytes) -> Election:
    """Read an election.

    Raises:
        EncodingError: one of its leaves, naming the field.
        UnknownGroup, BadUuid.
    """
    fields = Fields(
        decode(unverified),
        "election",
        ("version", "description", "name", "group", "public_key", "questions", "uuid"),
        ("administrator", "credential_authority", "language"),
    )
    fields.integer("version", 1, 1)
    group = group_named(fields.text("group", 40))
    optional: dict[str, str | None] = {
        name: fields.text(name) if name in fields else None
        for name in ("administrator", "credential_authority")
    }
    language = None
    if "language" in fields:
        language = _read_language(fields.raw("language"), fields.at("language"))
    election = Election(
        description=fields.text("description"),
        name=fields.text("name"),
        group=group,
        public_key=group.element(fields.text("public_key", 700)),
        questions=tuple(
            _read_question(item, f"election.questions[{i}]")
            for i, item in enumerate(fields.items("questions", MAX_QUESTIONS, 1))
        ),
        uuid=read_uuid(fields.text("uuid", 100)),
        administrator=optional["administrator"],
        credential_authority=optional["credential_authority"],
        language=language,
    )
    same_bytes(unverified, election.encoded, "election")
    return election
