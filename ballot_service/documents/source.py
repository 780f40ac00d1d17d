"""The only door to figures: a verified statement that still holds together.

Refuses every other type, and one whose parts are not those of its signed bytes.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict

from ballot_service.errors import UnverifiedSource, WrongBallotKind
from ballot_service.planning.outcomes import Outcome, TitleResult
from ballot_service.planning.paper_count import Invalid
from ballot_service.protocol.encoding import decode
from ballot_service.record.claims import MAX_BYTES
from ballot_service.record.statement import statement_digest
from ballot_service.verify.statements import VerifiedStatement


def check_source(statement: object, kinds: Collection[str]) -> None:
    """Check that this is a verified statement of one of `kinds` of ballot.

    Raises:
        UnverifiedSource: anything else, or parts that differ from the signed kernel.
        WrongBallotKind: another kind.
    """
    if type(statement) is not VerifiedStatement:
        raise UnverifiedSource(type(statement).__name__)
    check_whole(statement)
    if statement.verdict.kind not in kinds:
        raise WrongBallotKind(statement.verdict.kind)


def check_whole(statement: VerifiedStatement) -> None:
    """Check that every figure is still the one in the signed bytes.

    A frozen dataclass can be copied with another digit; such a copy stops here.

    Raises:
        UnverifiedSource: naming the part that differs.
    """
    if statement_digest(statement.kernel) != statement.digest:
        raise UnverifiedSource("digest")
    kernel = decode(statement.kernel, MAX_BYTES)
    if not isinstance(kernel, dict):
        raise UnverifiedSource("kernel")
    manifest, verdict = statement.manifest, statement.verdict
    parts: dict[str, object] = {
        "uuid": manifest.uuid,
        "run": manifest.run,
        "kind": verdict.kind,
        "step": verdict.step,
        "manifest": manifest.digest,
        "medium": statement.medium,
        "numbers": asdict(statement.numbers),
        "rows": [
            {"title": question.title, "nominee": question.nominee, **asdict(counts)}
            for question, counts in zip(
                manifest.plan.questions, statement.rows, strict=True
            )
        ],
        "verdict": verdict.to_json(),
    }
    if verdict.numbers != statement.numbers:
        raise UnverifiedSource("verdict.numbers")
    if _reasons(kernel) != statement.invalid:
        raise UnverifiedSource("invalid")
    if statement.hashes is not None:
        parts |= asdict(statement.hashes)
    for name, part in parts.items():
        if kernel.get(name) != part:
            raise UnverifiedSource(name)


def _reasons(kernel: Mapping[str, object]) -> tuple[object, ...]:
    """Return the invalid ballots per reason as signed; () for a ballot in the booth."""
    paper = kernel.get("paper")
    reasons = paper.get("invalid") if isinstance(paper, dict) else None
    if not isinstance(reasons, dict):
        return ()
    return tuple(reasons.get(reason.value) for reason in Invalid)


def rows_of_title(
    statement: VerifiedStatement, title: TitleResult
) -> tuple[Outcome, ...]:
    """Return the outcomes of one title in the order of the ballot."""
    return tuple(row for row in statement.verdict.outcomes if row.title == title.id)


def ranked_rows(
    statement: VerifiedStatement, title: TitleResult
) -> tuple[Outcome, ...]:
    """Return the outcomes of one title from the highest down."""
    verdict = statement.verdict
    return tuple(verdict.outcome(title.id, line.nominee) for line in title.ranking)
