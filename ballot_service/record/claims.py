"""What a kernel states, read strictly: its claims, and the facts a record would give.

Refuses a schema that it does not know before it looks at any other field, and reads no
verdict: that is decided anew from what is read here.
"""

from dataclasses import dataclass

from ballot_service.crypto.group import Group, group_named
from ballot_service.errors import (
    BadStatement,
    StatementOfAnotherElection,
    TooFewSignatures,
    UnknownStatementSchema,
    WrongType,
)
from ballot_service.protocol.atoms import read_hex
from ballot_service.protocol.ceremony_keys import BoundKey, read_bound_key
from ballot_service.protocol.encoding import Fields, as_integer, decode
from ballot_service.record.manifest import MAX_TRUSTEES, Manifest
from ballot_service.record.statement import SCHEMA, Facts

MAX_BYTES = 4 * 1024 * 1024
MOST_PERSONS = 1_000_000
_MOST_ROWS = 500
_FIELDS = (
    "schema",
    "uuid",
    "run",
    "kind",
    "step",
    "manifest",
    "setup",
    "end_ballots",
    "final",
    "profile",
    "numbers",
    "trustees",
    "medium",
    "rows",
    "verdict",
)


@dataclass(frozen=True)
class Claims:
    """The parts of a kernel that no record gives: they come from paper and ceremony."""

    present: int
    issued: int
    keys: tuple[BoundKey, ...]


def read_kernel(unverified_kernel: bytes) -> dict[str, object]:
    """Parse a kernel whose schema is ours; its other fields are not looked at.

    Raises:
        UnknownStatementSchema: another schema, older or newer.
        EncodingError: not JSON, too large, no object, no schema.
    """
    value = decode(unverified_kernel, MAX_BYTES)
    if not isinstance(value, dict):
        raise WrongType("statement: not an object")
    schema = Fields(value, "statement", ("schema",), tuple(value)).text("schema", 60)
    if schema != SCHEMA:
        raise UnknownStatementSchema("statement.schema: another schema")
    return value


def _fields(unverified_kernel: bytes) -> Fields:
    return Fields(read_kernel(unverified_kernel), "statement", _FIELDS)


def _numbers(fields: Fields) -> Fields:
    return Fields(
        fields.raw("numbers"),
        "statement.numbers",
        ("members", "present", "issued", "returned", "valid", "invalid"),
    )


def _trustees(fields: Fields) -> Fields:
    return Fields(
        fields.raw("trustees"),
        "statement.trustees",
        ("size", "threshold", "opened", "keys"),
    )


def read_claims(group: Group, unverified_kernel: bytes) -> Claims:
    """Read present, issued and signing keys out of a kernel; all else is rebuilt.

    Raises:
        EncodingError, BadStatement.
    """
    fields = _fields(unverified_kernel)
    numbers, trustees = _numbers(fields), _trustees(fields)
    return Claims(
        numbers.integer("present", 0, MOST_PERSONS),
        numbers.integer("issued", 0, MOST_PERSONS),
        tuple(
            read_bound_key(group, item, f"statement.trustees.keys[{i}]")
            for i, item in enumerate(trustees.items("keys", MAX_TRUSTEES, 1))
        ),
    )


def read_facts(manifest: Manifest, unverified_kernel: bytes) -> tuple[Facts, Claims]:
    """Read what a record would give, out of a kernel that comes without its record.

    Raises:
        StatementOfAnotherElection: it binds another manifest.
        TooFewSignatures: fewer trustees opened the tally than the threshold.
        EncodingError, BadStatement.
    """
    fields = _fields(unverified_kernel)
    if fields.text("manifest", 64) != manifest.digest:
        raise StatementOfAnotherElection("statement.manifest: another manifest")
    trustees = _trustees(fields)
    facts = Facts(
        setup=read_hex(fields, "setup"),
        end_ballots=read_hex(fields, "end_ballots"),
        final=read_hex(fields, "final"),
        opened=read_opened(manifest, trustees, "opened"),
        result=tuple(_marks(item, i) for i, item in enumerate(_rows(fields))),
        returned=_numbers(fields).integer("returned", 0, MOST_PERSONS),
    )
    if len(facts.result) != len(manifest.plan.questions):
        raise BadStatement("statement.rows: not as many as the manifest's questions")
    return facts, read_claims(group_named(manifest.group), unverified_kernel)


def _rows(fields: Fields) -> list[object]:
    return fields.items("rows", _MOST_ROWS, 1)


def _marks(item: object, place: int) -> tuple[int, int]:
    names = ("title", "nominee", "agree", "disagree", "unmarked")
    row = Fields(item, f"statement.rows[{place}]", names)
    agree, disagree = (row.integer(n, 0, MOST_PERSONS) for n in names[2:4])
    return agree, disagree


def read_opened(manifest: Manifest, trustees: Fields, name: str) -> tuple[int, ...]:
    """Read which trustees act in a kernel: ascending, from 1, at least t.

    Raises:
        BadStatement: not ascending. TooFewSignatures: fewer than t.
    """
    where = trustees.at(name)
    opened = tuple(
        as_integer(item, where, 1, manifest.size)
        for item in trustees.items(name, MAX_TRUSTEES)
    )
    if list(opened) != sorted(set(opened)):
        raise BadStatement(f"{where}: not ascending")
    if len(opened) < manifest.threshold:
        raise TooFewSignatures(f"{where}: {len(opened)} of {manifest.threshold}")
    return opened
