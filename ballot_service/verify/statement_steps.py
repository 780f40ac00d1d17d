"""Steps 12 to 14: the verdict recomputed, the statement rebuilt, its signatures.

Refuses to read a verdict: it is decided anew and must come out the same.
"""

from ballot_service.errors import IncompleteRecord, WrongStatement
from ballot_service.planning.quorum import check_quorum
from ballot_service.planning.verdict import Verdict
from ballot_service.record.claims import read_claims
from ballot_service.record.signatures import read_signed
from ballot_service.record.statement import check_bindings, verdict_of
from ballot_service.verify.narrator import Narrator, StepId
from ballot_service.verify.records import CompleteRecord, Expected
from ballot_service.verify.statements import (
    VerifiedStatement,
    check_pins,
    check_signers,
    rebuilt,
)


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
        UnboundSigningKey, UnpinnedSigningKey, TooFewSignatures, PlanningError,
        EncodingError.
    """
    with narrator.part(StepId.STATEMENT):
        if unverified_statement is None:
            raise IncompleteRecord("no statement.json")
        signed = read_signed(unverified_statement)
        claims = read_claims(record.election.group, signed.kernel)
        _compare(expected.present, claims.present, "present")
        _compare(expected.issued, claims.issued, "issued")
    check_verdict(narrator, record, claims.present, claims.issued)
    with narrator.step(StepId.STATEMENT) as facts:
        statement = rebuilt(record.manifest, signed, record.facts, claims)
        facts.update(code=statement.code)
    with narrator.step(StepId.SIGNATURES) as facts:
        check_bindings(record.manifest, record.pedersen, claims.keys)
        check_signers(record.manifest, signed, claims.keys, record.facts.opened)
        if expected.keys:
            check_pins(statement.thumbprints, expected.keys)
        facts.update(
            signers=tuple(str(owner) for owner in statement.opened),
            keys=statement.thumbprints,
            compared=int(bool(expected.keys)),
        )
    return statement
