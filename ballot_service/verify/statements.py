"""A statement by itself: what anyone who acts on it may rely on, without the record.

Refuses a key that nobody pinned from the signed opening sheet, and figures that do not
give the verdict beside them. That the figures are the record's is verified elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.errors import (
    BadStatement,
    MissingStatementSignature,
    NotCountersigned,
    TooFewSignatures,
    UnpinnedSigningKey,
    WrongStatement,
)
from ballot_service.planning.numbers import Counts, Numbers
from ballot_service.planning.quorum import check_quorum
from ballot_service.planning.verdict import Verdict
from ballot_service.protocol.ceremony_keys import BoundKey
from ballot_service.protocol.codes import event_code
from ballot_service.protocol.encoding import decode
from ballot_service.record.claims import Claims, read_facts
from ballot_service.record.manifest import Manifest, read_manifest
from ballot_service.record.paper import (
    PAPER,
    PaperClaims,
    build_paper_kernel,
    is_paper,
    read_paper,
    verdict_on_paper,
)
from ballot_service.record.signatures import (
    SignedKernel,
    check_no_stranger,
    check_signature,
    read_signed,
    thumbprint,
)
from ballot_service.record.statement import (
    ELECTRONIC,
    Facts,
    build_kernel,
    row_counts,
    statement_digest,
    verdict_of,
)


@dataclass(frozen=True)
class RecordHashes:
    """The events of the record that a statement binds, in hexadecimal."""

    setup: str
    end_ballots: str
    final: str


@dataclass(frozen=True)
class VerifiedStatement:
    """A statement that holds: signed by the committee, its verdict decided anew.

    Attributes:
        manifest: what was frozen: body, title, persons, profile, committee, N.
        kernel: the signed bytes. digest: their SHA-256, in hexadecimal.
        hashes: of the record; None where ballots were on paper and there is none.
        numbers: N, P, I, C, H, X. rows: Y, D, B, in the order of the ballot.
        verdict: decided here from numbers and rows, and the same as the kernel's.
        medium: "electronic" or "paper".
        opened: the trustees who opened the tally (signed, on paper), from 1 ascending;
            trustee i is `manifest.committee[i - 1]`.
        thumbprints: of the signing keys of all trustees, in their order.
        countersigned: whether the service's signature is there (it always holds).
        invalid: on paper, the invalid ballots per reason, in the order of
            `planning.paper_count.Invalid`; () where no ballot can be invalid.
    """

    manifest: Manifest
    kernel: bytes
    digest: str
    hashes: RecordHashes | None
    numbers: Numbers
    rows: tuple[Counts, ...]
    verdict: Verdict
    medium: str
    opened: tuple[int, ...]
    thumbprints: tuple[str, ...]
    countersigned: bool
    invalid: tuple[int, ...] = ()

    @property
    def code(self) -> str:
        """The 5x5 code that people compare, "mã bản kết quả"."""
        return event_code(self.digest)


def verify_statement(
    unverified_statement: bytes,
    unverified_manifest: bytes,
    pins: Sequence[str],
    *,
    countersigned: bool = True,
) -> VerifiedStatement:
    """Verify a statement against its manifest and the pinned keys, without a record.

    Args:
        pins: thumbprints of all trustees' signing keys, in their order, as they stand
            on the signed opening sheet and nowhere else.
        countersigned: whether the service's signature must be there.

    Raises:
        UnknownStatementSchema, StatementOfAnotherElection, UnpinnedSigningKey.
        TooFewSignatures: fewer trustees than the threshold opened or signed.
        MissingStatementSignature: one who opened the tally did not sign.
        NotCountersigned: the service did not sign.
        BadStatementSignature: a signature that does not hold, or a stranger's.
        WrongStatement: the kernel is not what its own figures and manifest give.
        EncodingError, BadManifest, BadStatement, PlanningError.
    """
    manifest = read_manifest(unverified_manifest)
    signed = read_signed(unverified_statement)
    if is_paper(signed.kernel):
        paper = read_paper(manifest, signed.kernel)
        check_pins(thumbprints_of(paper.keys), pins)
        check_signers(manifest, signed, paper.keys, ())
        statement = rebuilt_on_paper(manifest, signed, paper)
    else:
        facts, claims = read_facts(manifest, signed.kernel)
        check_pins(thumbprints_of(claims.keys), pins)
        check_signers(manifest, signed, claims.keys, facts.opened)
        check_quorum(manifest.plan.profile, manifest.members, claims.present)
        statement = rebuilt(manifest, signed, facts, claims)
    if countersigned:
        check_countersigned(manifest, signed)
    return statement


def rebuilt_on_paper(
    manifest: Manifest, signed: SignedKernel, claims: PaperClaims
) -> VerifiedStatement:
    """Decide anew on a paper count and compare the kernel; signatures are not its part.

    Any t trustees may sign: nothing is opened, so nobody is named in the kernel.

    Raises:
        WrongStatement: naming the first field that differs. PlanningError.
    """
    kernel = build_paper_kernel(manifest, claims.count, claims.keys)
    if kernel != signed.kernel:
        raise WrongStatement(first_difference(signed.kernel, kernel))
    kids = {item.kid for item in signed.signatures}
    found = thumbprints_of(claims.keys)
    return VerifiedStatement(
        manifest=manifest,
        kernel=kernel,
        digest=statement_digest(kernel),
        hashes=None,
        numbers=claims.count.numbers,
        rows=claims.count.rows,
        verdict=verdict_on_paper(manifest, claims.count),
        medium=PAPER,
        opened=tuple(i for i, kid in enumerate(found, start=1) if kid in kids),
        thumbprints=found,
        countersigned=thumbprint(manifest.receipt_key) in kids,
        invalid=claims.count.invalid,
    )


def check_pins(found: Sequence[str], pins: Sequence[str]) -> None:
    """Check that the keys are those of the signed opening sheet, in their order.

    Raises:
        UnpinnedSigningKey: another key, another order, or no pins at all.
    """
    if tuple(found) != tuple(pins):
        raise UnpinnedSigningKey("not the thumbprints of the signed opening sheet")


def check_signers(
    manifest: Manifest,
    signed: SignedKernel,
    keys: Sequence[BoundKey],
    opened: Sequence[int],
) -> None:
    """Check that every trustee who opened the tally has signed, and no stranger.

    Raises:
        TooFewSignatures: fewer than the threshold. MissingStatementSignature,
        BadStatementSignature. BadStatement: two trustees with one key.
    """
    found = thumbprints_of(keys)
    if len(set(found)) != len(found):
        raise BadStatement("two trustees with one signing key")
    kids = {item.kid for item in signed.signatures}
    if len(found) != manifest.size:
        raise BadStatement(f"{len(found)} keys for {manifest.size} trustees")
    if len(kids.intersection(found)) < manifest.threshold:
        raise TooFewSignatures(
            f"{len(kids.intersection(found))} trustees, not {manifest.threshold}"
        )
    for owner in opened:
        check_signature(signed, keys[owner - 1].public, f"trustee {owner}")
    known = [key.public for key in keys]
    check_no_stranger(signed, [*known, manifest.receipt_key])


def check_countersigned(manifest: Manifest, signed: SignedKernel) -> None:
    """Check the service's signature, under the manifest's receipt key.

    Raises:
        NotCountersigned: there is none. BadStatementSignature: it does not hold.
    """
    try:
        check_signature(signed, manifest.receipt_key, "the service")
    except MissingStatementSignature as error:
        raise NotCountersigned("no signature of the manifest's receipt key") from error


def rebuilt(
    manifest: Manifest, signed: SignedKernel, facts: Facts, claims: Claims
) -> VerifiedStatement:
    """Decide anew, build the kernel, and compare it with the signed one to the byte.

    Raises:
        WrongStatement: naming the first field that differs. PlanningError.
    """
    present, issued = claims.present, claims.issued
    kernel = build_kernel(manifest, facts, present, issued, claims.keys)
    if kernel != signed.kernel:
        raise WrongStatement(first_difference(signed.kernel, kernel))
    verdict = verdict_of(manifest, facts, present, issued)
    service = thumbprint(manifest.receipt_key)
    return VerifiedStatement(
        manifest=manifest,
        kernel=kernel,
        digest=statement_digest(kernel),
        hashes=RecordHashes(facts.setup, facts.end_ballots, facts.final),
        numbers=verdict.numbers,
        rows=row_counts(facts),
        verdict=verdict,
        medium=ELECTRONIC,
        opened=facts.opened,
        thumbprints=thumbprints_of(claims.keys),
        countersigned=any(item.kid == service for item in signed.signatures),
    )


def thumbprints_of(keys: Sequence[BoundKey]) -> tuple[str, ...]:
    """Return the thumbprints of signing keys, in their order."""
    return tuple(thumbprint(key.public) for key in keys)


def first_difference(stated: bytes, rebuilt_kernel: bytes) -> str:
    """Name the first field in which a stated kernel differs from the rebuilt one."""
    left, right = decode(stated), decode(rebuilt_kernel)
    if isinstance(left, dict) and isinstance(right, dict):
        for name in right:
            if left.get(name) != right[name]:
                return f"statement.{name}"
    return "statement: not in canonical form"
