"""`paper`: the committee signs a count of paper ballots that it typed itself.

Refuses figures whose code is not on the signed counting sheet, and a share that has
opened a record of this election: ballots of the booth and of paper are never one count.
"""

from ballot_service.crypto.group import group_named
from ballot_service.errors import (
    CeremonyError,
    LatchedToAnother,
    MissingSheetFigure,
    ShareOfAnotherElection,
    UnboundSigningKey,
    WrongStatement,
)
from ballot_service.keyfiles.shares import Share
from ballot_service.planning.numbers import Counts, Numbers
from ballot_service.planning.paper_count import Invalid, PaperCount
from ballot_service.planning.verdict import Verdict
from ballot_service.protocol.ceremony_keys import BoundKey, signing_public
from ballot_service.protocol.ceremony_messages import read_signing_keys
from ballot_service.protocol.codes import check_typed_code, event_code
from ballot_service.record.folder import MANIFEST, STATEMENT, write_new
from ballot_service.record.manifest import Manifest
from ballot_service.record.paper import (
    build_paper_kernel,
    count_digest,
    read_count,
    verdict_on_paper,
)
from ballot_service.record.signatures import read_signed, sign_kernel, thumbprint
from ballot_service.record.statement import statement_digest
from ballot_service.tally.counting import say_result
from ballot_service.tally.files import read_public, whole_folder
from ballot_service.tally.session import Session


def run(session: Session) -> None:
    """Type a paper count, compare its code with the sheet, show it, and sign it.

    Raises:
        MissingSheetFigure: no code. BadCode: not the figures of the signed sheet.
        PlanningError: INV or the quorum. ShareOfAnotherElection, LatchedToAnother:
        until the first share is bound, nothing has changed anywhere.
    """
    args, terminal, manifest = session.args, session.terminal, session.manifest()
    if not args.code:
        raise MissingSheetFigure("--code")
    count = _count(session, manifest)
    check_typed_code(args.code, count_digest(manifest, count), "paper count")
    verdict = verdict_on_paper(manifest, count)
    _say(session, manifest, count, verdict)
    shares = [session.open_share(path, manifest) for path in args.share]
    keys = _keys(manifest, shares)
    kernel = build_paper_kernel(manifest, count, keys)
    digest = statement_digest(kernel)
    for share in shares:
        _check_share(manifest, share, keys, digest)
    statement = None if args.existing is None else read_public(args.existing)
    if statement is not None and read_signed(statement).kernel != kernel:
        raise WrongStatement("--existing: other figures, or another election")
    with whole_folder(args.out) as folder:
        for share in shares:
            bound = share.latch(digest)
            statement = sign_kernel(kernel, bound.state.signing_seed, statement)
        write_new(folder / MANIFEST, manifest.encoded)
        write_new(folder / STATEMENT, statement or b"")
    signed = {item.kid for item in read_signed(statement or b"").signatures}
    signers = [i for i, key in enumerate(keys, 1) if thumbprint(key.public) in signed]
    terminal.say(
        "paper_signed",
        code=event_code(digest),
        signed=len(signers),
        threshold=manifest.threshold,
        folder=args.out,
    )
    terminal.finish(
        {
            "folder": str(args.out),
            "code": event_code(digest),
            "statement": digest,
            "signed": signers,
            "verdict": verdict.to_json(),
        }
    )


def _count(session: Session, manifest: Manifest) -> PaperCount:
    """Return the count: from the file that was named, or typed row by row."""
    if session.args.counts is not None:
        return read_count(manifest, read_public(session.args.counts))
    terminal, plan = session.terminal, manifest.plan
    present, issued, returned, valid = (
        terminal.number(f"paper_{name}")
        for name in ("present", "issued", "returned", "valid")
    )
    invalid = tuple(terminal.number(f"paper_{reason.value}") for reason in Invalid)
    rows = []
    for place in range(len(plan.questions)):
        terminal.say("paper_row", number=place + 1, text=manifest.question_text(place))
        rows.append(
            Counts(
                *(
                    terminal.number(f"paper_{name}")
                    for name in ("agree", "disagree", "unmarked")
                )
            )
        )
    numbers = Numbers(plan.members, present, issued, returned, valid, sum(invalid))
    count = PaperCount(numbers, invalid, tuple(rows))
    count.check(plan)
    return count


def _say(
    session: Session, manifest: Manifest, count: PaperCount, verdict: Verdict
) -> None:
    terminal, numbers = session.terminal, count.numbers
    terminal.say(
        "paper_numbers",
        title=manifest.title,
        manifest=event_code(manifest.digest),
        code=event_code(count_digest(manifest, count)),
        rows=len(count.rows),
        members=numbers.members,
        present=numbers.present,
        issued=numbers.issued,
        returned=numbers.returned,
        valid=numbers.valid,
        invalid=numbers.invalid,
    )
    say_result(terminal, manifest, verdict)


def _keys(manifest: Manifest, shares: list[Share]) -> tuple[BoundKey, ...]:
    """Return all trustees' signing keys, as the shares hold them since the ceremony.

    Raises:
        OutOfTurn: a ceremony that was never finished. CeremonyError: two ceremonies.
    """
    for share in shares:
        share.state.check_phase("finished")
    texts = {share.state.signing_keys for share in shares}
    if len(texts) != 1:
        raise CeremonyError("the shares hold different signing keys")
    return tuple(read_signing_keys(group_named(manifest.group), texts.pop().encode()))


def _check_share(
    manifest: Manifest, share: Share, keys: tuple[BoundKey, ...], digest: str
) -> None:
    """Check that a share is of this election, and free or bound to these figures.

    Raises:
        ShareOfAnotherElection, UnboundSigningKey. LatchedToAnother: it has opened a
        record, or signed other figures.
    """
    state = share.state
    if (state.committee.uuid, state.manifest) != (manifest.uuid, manifest.digest):
        raise ShareOfAnotherElection(f"{share.path.name}: another election")
    if keys[state.index - 1].x != signing_public(state.signing_seed):
        raise UnboundSigningKey(f"trustee {state.index}: another signing key")
    if share.latched not in ("", digest):
        raise LatchedToAnother(f"{share.path.name}: {share.latched[:16]}")
