"""A paper ballot's count as bytes, and the kernel that the committee signs over it.

Refuses figures that a ballot box could not have given, and any trace of a record: there
is none, and ballots in the booth are never counted together with ballots on paper.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.crypto.group import group_named
from ballot_service.errors import BadStatement, StatementOfAnotherElection
from ballot_service.planning.numbers import Counts, Numbers
from ballot_service.planning.paper_count import Invalid, PaperCount
from ballot_service.planning.verdict import Verdict, decide
from ballot_service.protocol.ceremony_keys import BoundKey, read_bound_key
from ballot_service.protocol.encoding import Fields, decode
from ballot_service.record.claims import MAX_BYTES, MOST_PERSONS, read_kernel
from ballot_service.record.manifest import MAX_TRUSTEES, Manifest, canonical
from ballot_service.record.statement import SCHEMA, row_values

PAPER = "paper"
LABEL = "phiếu giấy"
COUNT_SCHEMA = "ballot-service/paper-count/1"
_MOST_ROWS = 500
_NUMBERS = tuple(Numbers.__dataclass_fields__)
_COUNT = ("schema", "uuid", "manifest", "numbers", "invalid", "rows")
_KERNEL = (
    "schema",
    "uuid",
    "run",
    "kind",
    "step",
    "manifest",
    "profile",
    "numbers",
    "trustees",
    "medium",
    "paper",
    "rows",
    "verdict",
)


def encode_count(manifest: Manifest, count: PaperCount) -> bytes:
    """Write a count in its one form (statement.md §8), which the sheet's code is of."""
    return canonical(
        {
            "schema": COUNT_SCHEMA,
            "uuid": manifest.uuid,
            "manifest": manifest.digest,
            "numbers": vars(count.numbers),
            "invalid": _reasons(count),
            "rows": row_values(manifest, count.rows),
        }
    )


def count_digest(manifest: Manifest, count: PaperCount) -> str:
    """Return the hash of a count; people compare it as the "mã số liệu"."""
    return hashlib.sha256(encode_count(manifest, count)).hexdigest()


def _reasons(count: PaperCount) -> dict[str, object]:
    pairs = zip(Invalid, count.invalid, strict=True)
    return {reason.value: ballots for reason, ballots in pairs}


def read_count(manifest: Manifest, unverified: bytes) -> PaperCount:
    """Read a count of this very manifest, and check it as INV asks.

    Raises:
        StatementOfAnotherElection: of another manifest.
        BadStatement: another order of rows, or not the canonical form.
        EncodingError, PlanningError.
    """
    fields = Fields(decode(unverified, MAX_BYTES), "count", _COUNT)
    if fields.text("schema", 60) != COUNT_SCHEMA:
        raise BadStatement("count.schema: another schema")
    if fields.text("manifest", 64) != manifest.digest:
        raise StatementOfAnotherElection("count.manifest: another manifest")
    count = _read(fields, Fields(fields.raw("invalid"), "count.invalid", REASONS))
    count.check(manifest.plan)
    if encode_count(manifest, count) != unverified:
        raise BadStatement("count: not the rows of the ballot, in their order")
    return count


REASONS = tuple(reason.value for reason in Invalid)


def _read(fields: Fields, invalid: Fields) -> PaperCount:
    numbers = Fields(fields.raw("numbers"), fields.at("numbers"), _NUMBERS)
    return PaperCount(
        Numbers(*(numbers.integer(name, 0, MOST_PERSONS) for name in _NUMBERS)),
        tuple(invalid.integer(reason, 0, MOST_PERSONS) for reason in REASONS),
        tuple(
            _row(item, f"{fields.at('rows')}[{i}]")
            for i, item in enumerate(fields.items("rows", _MOST_ROWS, 1))
        ),
    )


def _row(item: object, where: str) -> Counts:
    names = ("title", "nominee", "agree", "disagree", "unmarked")
    row = Fields(item, where, names)
    return Counts(*(row.integer(name, 0, MOST_PERSONS) for name in names[2:]))


@dataclass(frozen=True)
class PaperClaims:
    """What a paper kernel states; its verdict is decided anew from it."""

    count: PaperCount
    keys: tuple[BoundKey, ...]


def verdict_on_paper(manifest: Manifest, count: PaperCount) -> Verdict:
    """Decide by the manifest's profile on a paper count.

    Raises:
        PlanningError: INV, the reasons of invalidity, quorum, or a rule.
    """
    count.check(manifest.plan)
    return decide(manifest.plan, count.rows, count.numbers)


def build_paper_kernel(
    manifest: Manifest, count: PaperCount, keys: Sequence[BoundKey]
) -> bytes:
    """Build the kernel of a paper count (statement.md §8).

    Raises:
        PlanningError.
    """
    plan = manifest.plan
    verdict = verdict_on_paper(manifest, count)
    return canonical(
        {
            "schema": SCHEMA,
            "uuid": manifest.uuid,
            "run": manifest.run,
            "kind": plan.kind,
            "step": plan.step,
            "manifest": manifest.digest,
            "profile": {"id": plan.profile.id, "version": plan.profile.version},
            "numbers": vars(count.numbers),
            "trustees": {
                "size": manifest.size,
                "threshold": manifest.threshold,
                "keys": [key.to_json() for key in keys],
            },
            "medium": PAPER,
            "paper": {
                "label": LABEL,
                "rows": list(range(1, len(plan.questions) + 1)),
                "invalid": _reasons(count),
                "blank_ballots": "counted_invalid",
            },
            "rows": row_values(manifest, count.rows),
            "verdict": verdict.to_json(),
        }
    )


def is_paper(unverified_kernel: bytes) -> bool:
    """Say whether a kernel names paper as its medium; what it is worth is checked.

    Raises:
        UnknownStatementSchema, EncodingError.
    """
    return read_kernel(unverified_kernel).get("medium") == PAPER


def read_paper(manifest: Manifest, unverified_kernel: bytes) -> PaperClaims:
    """Read the count and the keys out of a paper kernel.

    Raises:
        UnknownStatementSchema, StatementOfAnotherElection, EncodingError.
    """
    fields = Fields(read_kernel(unverified_kernel), "statement", _KERNEL)
    if fields.text("manifest", 64) != manifest.digest:
        raise StatementOfAnotherElection("statement.manifest: another manifest")
    paper = Fields(
        fields.raw("paper"),
        "statement.paper",
        ("label", "rows", "invalid", "blank_ballots"),
    )
    invalid = Fields(paper.raw("invalid"), "statement.paper.invalid", REASONS)
    trustees = Fields(
        fields.raw("trustees"), "statement.trustees", ("size", "threshold", "keys")
    )
    group = group_named(manifest.group)
    return PaperClaims(
        _read(fields, invalid),
        tuple(
            read_bound_key(group, item, f"statement.trustees.keys[{i}]")
            for i, item in enumerate(trustees.items("keys", MAX_TRUSTEES, 1))
        ),
    )
