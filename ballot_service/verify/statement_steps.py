"""Steps 12 to 14: the verdict recomputed, the statement rebuilt, its signatures.

Refuses to read a verdict: it is decided anew and must come out the same.
"""

from dataclasses import dataclass

from ballot_service.errors import (
    BadStatement,
    IncompleteRecord,
    UnboundSigningKey,
    WrongStatement,
)
from ballot_service.planning.quorum import check_quorum
from ballot_service.planning.verdict import Verdict
from ballot_service.protocol.codes import event_code
from ballot_service.protocol.encoding import decode
from ballot_service.record.signatures import (
    SignedKernel,
    check_no_stranger,
    check_signature,
    read_signed,
    thumbprint,
)
from ballot_service.record.statement import (
    Claims,
    build_kernel,
    check_bindings,
    read_claims,
    statement_digest,
    verdict_of,
)
from ballot_service.verify.narrator import Narrator, StepId
from ballot_service.verify.records import CompleteRecord, Expected


@dataclass(frozen=True)
class VerifiedStatement:
    """A statement that says what the record gives, signed by who opened the tally."""

    kernel: bytes
    claims: Claims
    verdict: Verdict
    digest: str


def _compare(typed: int | None, claimed: int, what: str) -> None:
    if typed is not None and typed != claimed:
        raise WrongStatement(f"{what}: {claimed} stated, {typed} typed")


def check_verdict(
    narrator: Narrator, record: CompleteRecord, present: int, issued: int
) -> Verdict:
    """Run step 12: numbers, quorum, and the verdict of every row.

    Raises:
        PlanningError: C <= I <= P <= N, quorum, or a rule.
    """
    with narrator.step(StepId.VERDICT) as facts:
        verdict = verdict_of(record.manifest, record.facts, present, issued)
        profile = record.manifest.plan.profile
        check_quorum(profile, record.manifest.members, present)
        facts.update(
            members=record.manifest.members,
            present=present,
            issued=issued,
            returned=record.ballots,
            profile=f"{profile.id} v{profile.version}",
        )
    return verdict


def check_statement(
    narrator: Narrator,
    record: CompleteRecord,
    unverified_statement: bytes | None,
    expected: Expected,
) -> VerifiedStatement:
    """Run steps 12 to 14 on a statement.

    Raises:
        IncompleteRecord: there is none.
        WrongStatement: it says something else than record, manifest or paper.
        BadStatement, BadStatementSignature, MissingStatementSignature,
        UnboundSigningKey, PlanningError, EncodingError.
    """
    if unverified_statement is None:
        with narrator.step(StepId.STATEMENT):
            raise IncompleteRecord("no statement.json")
    with narrator.step(StepId.STATEMENT):
        signed = read_signed(unverified_statement)
        claims = read_claims(record.election.group, signed.kernel)
        _compare(expected.present, claims.present, "present")
        _compare(expected.issued, claims.issued, "issued")
    verdict = check_verdict(narrator, record, claims.present, claims.issued)
    with narrator.step(StepId.STATEMENT) as facts:
        kernel = build_kernel(
            record.manifest, record.facts, claims.present, claims.issued, claims.keys
        )
        if kernel != signed.kernel:
            raise WrongStatement(_first_difference(signed.kernel, kernel))
        digest = statement_digest(kernel)
        facts.update(code=event_code(digest))
    with narrator.step(StepId.SIGNATURES) as facts:
        _check_signatures(record, signed, claims, expected)
        facts.update(
            signers=tuple(str(owner) for owner in sorted(record.partials)),
            keys=tuple(thumbprint(key.public) for key in claims.keys),
            compared=int(bool(expected.keys)),
        )
    return VerifiedStatement(kernel, claims, verdict, digest)


def _first_difference(stated: bytes, rebuilt: bytes) -> str:
    left, right = decode(stated), decode(rebuilt)
    if isinstance(left, dict) and isinstance(right, dict):
        for name in right:
            if left.get(name) != right[name]:
                return f"statement.{name}"
    return "statement: not in canonical form"


def _check_signatures(
    record: CompleteRecord, signed: SignedKernel, claims: Claims, expected: Expected
) -> None:
    manifest = record.manifest
    check_bindings(manifest, record.pedersen, claims.keys)
    found = tuple(thumbprint(key.public) for key in claims.keys)
    if len(set(found)) != len(found):
        raise BadStatement("two trustees with one signing key")
    if expected.keys and expected.keys != found:
        raise UnboundSigningKey("not the thumbprints of the signed opening sheet")
    for owner in sorted(record.partials):
        check_signature(signed, claims.keys[owner - 1].public, f"trustee {owner}")
    known = [key.public for key in claims.keys]
    check_no_stranger(signed, [*known, manifest.receipt_key])
