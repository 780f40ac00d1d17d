"""The statement's kernel: what was counted, under which rule, and what follows.

Refuses figures of its own: all come from a verified record and the signed sheets.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.crypto.group import group_named
from ballot_service.errors import BadSignature, BadStatement, UnboundSigningKey
from ballot_service.planning.numbers import Counts, check_numbers, electronic_numbers
from ballot_service.planning.verdict import Verdict, decide
from ballot_service.protocol.ceremony_keys import (
    BoundKey,
    Committee,
    check_bound_key,
)
from ballot_service.protocol.check_trustees import certificates
from ballot_service.protocol.trustees import PedersenGroup
from ballot_service.record.manifest import Manifest, canonical

SCHEMA = "ballot-service/statement/1"
ELECTRONIC = "electronic"


def check_bindings(
    manifest: Manifest, pedersen: PedersenGroup, keys: Sequence[BoundKey]
) -> None:
    """Check that every signing key was bound by the trustee's certificate key.

    Raises:
        UnboundSigningKey: another number of keys, or a binding that does not hold.
    """
    group = group_named(manifest.group)
    committee = Committee(manifest.uuid, group, manifest.size, manifest.threshold)
    certs = certificates(group, pedersen)
    if len(keys) != len(certs):
        raise UnboundSigningKey(f"{len(keys)} keys for {len(certs)} trustees")
    for index, (cert, key) in enumerate(zip(certs, keys, strict=True), start=1):
        try:
            check_bound_key(committee, index, cert.verification, key)
        except BadSignature as error:
            raise UnboundSigningKey(f"trustee {index}") from error


@dataclass(frozen=True)
class Facts:
    """What a verified complete record gives to the statement.

    Attributes:
        setup, end_ballots, final: hashes of the events, in hexadecimal.
        opened: trustees who opened the tally, ascending from 1.
        result: per question (agree, disagree), in ballots.
        returned: C, the number of ballots.
    """

    setup: str
    end_ballots: str
    final: str
    opened: tuple[int, ...]
    result: tuple[tuple[int, ...], ...]
    returned: int


def row_counts(facts: Facts) -> tuple[Counts, ...]:
    """Return Y, D and B of every row.

    Raises:
        BadStatement: a row counts more marks than ballots.
    """
    rows = []
    for i, (agree, disagree) in enumerate(facts.result):
        unmarked = facts.returned - agree - disagree
        if unmarked < 0:
            raise BadStatement(f"row {i}: more marks than ballots")
        rows.append(Counts(agree, disagree, unmarked))
    return tuple(rows)


def verdict_of(manifest: Manifest, facts: Facts, present: int, issued: int) -> Verdict:
    """Decide by the manifest's profile (planning.verdict) on the record's figures.

    Raises:
        PlanningError: the numbers break C <= I <= P <= N, or a rule refuses.
    """
    numbers = electronic_numbers(manifest.members, present, issued, facts.returned)
    counts = row_counts(facts)
    check_numbers(numbers, counts)
    return decide(manifest.plan, counts, numbers)


def build_kernel(
    manifest: Manifest,
    facts: Facts,
    present: int,
    issued: int,
    keys: Sequence[BoundKey],
) -> bytes:
    """Build the kernel's canonical bytes (statement.md §2).

    Args:
        present: P, from the signed sheet.
        issued: I, from the signed sheet.
        keys: all trustees' signing keys, in their order, bindings already checked.

    Raises:
        PlanningError, BadStatement.
    """
    verdict = verdict_of(manifest, facts, present, issued)
    plan = manifest.plan
    return canonical(
        {
            "schema": SCHEMA,
            "uuid": manifest.uuid,
            "run": manifest.run,
            "kind": plan.kind,
            "step": plan.step,
            "manifest": manifest.digest,
            "setup": facts.setup,
            "end_ballots": facts.end_ballots,
            "final": facts.final,
            "profile": {"id": plan.profile.id, "version": plan.profile.version},
            "numbers": {
                "members": manifest.members,
                "present": present,
                "issued": issued,
                "returned": facts.returned,
                "valid": facts.returned,
                "invalid": 0,
            },
            "trustees": {
                "size": manifest.size,
                "threshold": manifest.threshold,
                "opened": list(facts.opened),
                "keys": [key.to_json() for key in keys],
            },
            "medium": ELECTRONIC,
            "rows": row_values(manifest, row_counts(facts)),
            "verdict": verdict.to_json(),
        }
    )


def row_values(manifest: Manifest, rows: Sequence[Counts]) -> list[object]:
    """Return the kernel's rows, in the order of the ballot."""
    return [
        {"title": question.title, "nominee": question.nominee, **vars(counts)}
        for question, counts in zip(manifest.plan.questions, rows, strict=True)
    ]


def statement_digest(kernel: bytes) -> str:
    """Return the statement hash, SHA-256 of the kernel in hexadecimal."""
    return hashlib.sha256(kernel).hexdigest()
