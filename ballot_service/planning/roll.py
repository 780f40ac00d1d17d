"""The roll: the members of a body, whose number N is the denominator of everything.

Refuses the same person twice, and never leaves the office: only its digest does.
"""

import hashlib
import json
import unicodedata
from dataclasses import dataclass

from ballot_service.errors import BadSalt, DuplicateMember, EmptyRoll, WrongType
from ballot_service.planning.field_rules import (
    as_text,
    check_text,
    read_list,
    read_object,
)
from ballot_service.planning.identifiers import check_id

SCHEMA = "ballot-service/roll/1"
SALT_BYTES = 32
MAX_MEMBERS = 100_000


@dataclass(frozen=True)
class Member:
    """One member: `id` (1 to 40 of A-Z a-z 0-9 _ -), name and position as texts.

    Raises:
        WrongType, BadText: naming the field.
    """

    id: str
    name: str
    position: str

    def __post_init__(self) -> None:
        check_id(self.id, "member.id")
        check_text(self.name, "member.name")
        check_text(self.position, "member.position")


@dataclass(frozen=True)
class Roll:
    """A body and its members, in the order in which the roll was signed.

    Raises:
        WrongType, BadText: naming the field. EmptyRoll: nobody is on it.
        DuplicateMember: an id twice, or one name and position twice, whatever the
            Unicode form, the case, the spacing or invisible characters.
    """

    body: str
    members: tuple[Member, ...]

    def __post_init__(self) -> None:
        check_text(self.body, "roll.body")
        if not isinstance(self.members, tuple):
            raise WrongType("roll.members: not a tuple")
        if not self.members:
            raise EmptyRoll(self.body)
        ids: set[str] = set()
        persons: set[tuple[str, str]] = set()
        for member in self.members:
            person = (folded(member.name), folded(member.position))
            if folded(member.id) in ids or person in persons:
                raise DuplicateMember(member.id)
            ids.add(folded(member.id))
            persons.add(person)

    def __len__(self) -> int:
        """Return N, the total membership (rules 2.1)."""
        return len(self.members)

    @classmethod
    def from_json(cls, value: object) -> "Roll":
        """Read `{"body", "members": [{"id", "name", "position"}]}`.

        Raises:
            UnknownField, MissingField, WrongType, NumberOutOfRange, and all of Roll.
        """
        found = read_object(value, "roll", ("body", "members"))
        members = []
        rows = read_list(found["members"], "roll.members", MAX_MEMBERS)
        for place, row in enumerate(rows):
            where = f"roll.members[{place}]"
            entry = read_object(row, where, ("id", "name", "position"))
            texts = {name: as_text(entry[name], f"{where}.{name}") for name in entry}
            members.append(Member(**texts))
        return cls(as_text(found["body"], "roll.body"), tuple(members))

    def to_json(self) -> dict[str, object]:
        """Return the roll as str and list only; `from_json` reads it back."""
        return {
            "body": self.body,
            "members": [
                {"id": member.id, "name": member.name, "position": member.position}
                for member in self.members
            ],
        }

    def digest(self, salt: bytes) -> str:
        """Return the salted digest of the manifest (manifest, section 4).

        Args:
            salt: 32 random bytes kept with the roll, so that nobody can test a
                guessed list of names against the public digest.

        Returns:
            64 lower-case hex digits: SHA-256 of the RFC 8785 bytes.

        Raises:
            BadSalt: the salt is not exactly 32 bytes.
        """
        if type(salt) is not bytes or len(salt) != SALT_BYTES:
            raise BadSalt("a salt has 32 bytes")
        bound = {**self.to_json(), "salt": salt.hex(), "schema": SCHEMA}
        # Sorted ASCII keys and only strings below: these bytes are those of RFC 8785.
        text = json.dumps(
            bound, ensure_ascii=False, separators=(",", ":"), sort_keys=True
        )
        return hashlib.sha256(text.encode()).hexdigest()


def folded(text: str) -> str:
    """Return `text` as duplicates are looked for: one form, case and spacing."""
    visible = "".join(
        letter
        for letter in unicodedata.normalize("NFKC", text)
        if unicodedata.category(letter) != "Cf"
    )
    return " ".join(unicodedata.normalize("NFKC", visible.casefold()).split())
