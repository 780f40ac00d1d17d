"""`aggregate`, `decrypt`, `combine`, `sign`: the count, on several machines.

Refuses to open or sign anything that this program has not verified itself.
"""

from pathlib import Path

from ballot_service.errors import MissingSheetFigure
from ballot_service.planning.messages import render
from ballot_service.planning.number_warnings import revealing_rows
from ballot_service.planning.numbers import Counts
from ballot_service.planning.verdict import Verdict
from ballot_service.protocol import events
from ballot_service.protocol.codes import event_code
from ballot_service.protocol.tally import encode_tally
from ballot_service.record.archive import ArchiveWriter
from ballot_service.record.claims import read_claims
from ballot_service.record.folder import STATEMENT
from ballot_service.record.manifest import Manifest
from ballot_service.record.partial import encode_partial
from ballot_service.record.signatures import read_signed, thumbprint
from ballot_service.record.statement import (
    statement_digest,
    verdict_of,
)
from ballot_service.tally.files import (
    read_public,
    replace_public,
    whole_folder,
    write_public,
)
from ballot_service.tally.opening import (
    Sheet,
    check_numbers,
    check_opened,
    open_sums,
    verify_for_opening,
)
from ballot_service.tally.outcome import (
    read_keys,
    read_statement,
    rebuild_kernel,
    sign,
    write_record,
    write_unsigned,
)
from ballot_service.tally.partials import Gathered, gather
from ballot_service.tally.session import Session
from ballot_service.tally.terminal import Terminal
from ballot_service.verify.records import ClosedRecord, CompleteRecord
from ballot_service.verify.verifier import verify_closed, verify_complete


def sheet_of(session: Session) -> Sheet:
    """Return what was typed from the signed sheets."""
    args = session.args
    return Sheet(
        args.setup,
        args.ballots,
        args.end,
        getattr(args, "present", None),
        getattr(args, "issued", None),
    )


def open_record(session: Session, sheet: Sheet) -> ClosedRecord:
    """Verify the record for opening and say so."""
    args = session.args
    sheet.check_closing()
    with session.terminal.progress("verifying") as progress:
        closed = verify_for_opening(args.record, sheet, args.workers, progress)
    session.terminal.say(
        "record_holds",
        ballots=closed.ballots,
        setup=event_code(closed.setup_hash),
        end=event_code(closed.end_hash),
    )
    return closed


def aggregate(session: Session) -> None:
    """Write the encrypted tally, and an archive that belenios-tool decrypts from.

    Raises:
        RefusesToOverwrite, and the named error of the verifier's failing step.
    """
    args = session.args
    with session.terminal.progress("verifying") as progress:
        expected = sheet_of(session).expected()
        closed = verify_closed(args.record, expected, args.workers, progress)
    with whole_folder(args.out) as folder:
        tally = folder / "encrypted_tally.json"
        write_public(tally, encode_tally(closed.tally))
        _write_tallied(folder / f"{closed.manifest.uuid}.bel", closed)
    session.terminal.say("aggregated", ballots=closed.ballots, file=args.out)
    session.terminal.finish({"ballots": closed.ballots, "folder": str(args.out)})


def _write_tallied(path: Path, closed: ClosedRecord) -> None:
    """Write the closed archive with its encrypted tally, as Belenios names it."""
    writer = ArchiveWriter(path, closed.archive.time)
    end = max(closed.board.ballots, default=closed.board.setup) + 2
    for entry in closed.archive.entries[: end + 1]:
        if entry.event is None:
            writer.data(closed.archive.body(entry))
        else:
            writer.event(entry.event.type, entry.event.payload)
    writer.data(encode_tally(closed.tally))
    writer.event(events.ENCRYPTED_TALLY, writer.data(closed.sized.encoded()))
    writer.close()


def decrypt(session: Session) -> None:
    """Open the sums with one share, after all gates, and write the factors.

    Raises:
        MissingSheetFigure, TooFewBallots, LatchedToAnother, ShareOfAnotherElection, …
    """
    closed = open_record(session, sheet_of(session))
    manifest = closed.manifest
    share, partial = open_sums(
        closed, session.open_share(session.args.share, manifest), session.random
    )
    index, terminal = share.state.index, session.terminal
    who, end = session.who(manifest, index), event_code(closed.end_hash)
    terminal.say("bound", who=who, end=end)
    out: Path = session.args.out or Path(f"partial-{index}.json")
    write_public(out, encode_partial(closed, index, partial))
    terminal.say("opened", who=who, file=out)
    terminal.finish({"index": index, "file": str(out), "end_ballots": closed.end_hash})


def say_left_out(terminal: Terminal, gathered: Gathered) -> list[object]:
    """Name every partial decryption that was left out."""
    for item in gathered.refused:
        terminal.say(
            "left_out", file=item.file, owner=item.owner, error=item.error.name
        )
    return [
        {"file": item.file, "trustee": item.owner, "error": item.error.name}
        for item in gathered.refused
    ]


def say_result(terminal: Terminal, manifest: Manifest, verdict: Verdict) -> None:
    """Say every row with its verdict and reason, and what must be decided."""
    terminal.say("reading")
    for row in verdict.outcomes:
        terminal.say(
            "row",
            title=row.title_name,
            name=row.nominee_name,
            birth_year=row.birth_year,
            agree=row.agree,
            disagree=row.disagree,
            unmarked=row.unmarked,
            members=manifest.members,
            reason=row.reason_vi if terminal.lang == "vi" else row.reason_en,
        )
    titles = {title.id: f"{title.name}: " for title in manifest.plan.titles}
    for flag in verdict.flags:
        text = flag.text_vi if terminal.lang == "vi" else flag.text_en
        terminal.line(f"  ! {titles.get(flag.title, '')}{text}")
    for question in revealing_rows(
        manifest.plan,
        [Counts(row.agree, row.disagree, row.unmarked) for row in verdict.outcomes],
    ):
        # To the committee alone, which sees it here before anything is announced.
        nominee = next(n for n in manifest.plan.nominees if n.id == question.nominee)
        terminal.line(f"  ! W05 {nominee.name}: {render('W05', terminal.lang)}")
    for item in verdict.decisions:
        terminal.say(
            "decision", what=item.text_vi if terminal.lang == "vi" else item.text_en
        )


def verify_result(session: Session, folder: Path, sheet: Sheet) -> CompleteRecord:
    """Verify a complete record as anyone would, against the sheet."""
    with session.terminal.progress("verifying") as progress:
        return verify_complete(folder, sheet.expected(), session.args.workers, progress)


def combine(session: Session) -> None:
    """Put partial decryptions together: complete record, and a statement to be signed.

    Raises:
        TooFewShares: fewer than t hold; the bad ones are named.
        MissingSheetFigure, PlanningError, UnboundSigningKey, …
    """
    args, terminal, sheet = session.args, session.terminal, sheet_of(session)
    present, issued = sheet.numbers()
    closed = open_record(session, sheet)
    check_numbers(closed, present, issued)
    keys = read_keys(closed, read_public(args.keys))
    gathered = gather(closed, args.partial)
    left_out = say_left_out(terminal, gathered)
    with whole_folder(args.out) as folder:
        write_record(folder, closed, gathered.good)
        complete = verify_result(session, folder, sheet)
        kernel = rebuild_kernel(complete, present, issued, keys)
        write_unsigned(folder, kernel)
    finish_result(session, complete, kernel, (present, issued), left_out)
    terminal.say("unsigned")


def finish_result(
    session: Session,
    complete: CompleteRecord,
    kernel: bytes,
    typed: tuple[int, int],
    left_out: list[object],
) -> None:
    """Say the result and its code, for persons and for a machine."""
    terminal, manifest = session.terminal, complete.manifest
    present, issued = typed
    verdict = verdict_of(manifest, complete.facts, present, issued)
    say_result(terminal, manifest, verdict)
    code = event_code(statement_digest(kernel))
    terminal.say(
        "counted",
        issued=issued,
        returned=complete.ballots,
        code=code,
        folder=session.args.out,
    )
    terminal.finish(
        {
            "folder": str(session.args.out),
            "code": code,
            "statement": statement_digest(kernel),
            "final": complete.final_hash,
            "opened": sorted(complete.partials),
            "left_out": left_out,
            "verdict": verdict.to_json(),
        }
    )


def sign_result(session: Session) -> None:
    """Verify a complete record, rebuild the kernel, and sign it if it is the same.

    Raises:
        MissingSheetFigure, WrongStatement, OutOfTurn, UnboundSigningKey, …
    """
    args, terminal, sheet = session.args, session.terminal, sheet_of(session)
    present, issued = sheet.numbers()
    complete = verify_result(session, args.record, sheet)
    share = session.open_share(args.share, complete.manifest)
    check_opened(complete, share)
    existing = read_statement(complete, args.record, present, issued)
    kernel = read_signed(existing).kernel
    verdict = verdict_of(complete.manifest, complete.facts, present, issued)
    say_result(terminal, complete.manifest, verdict)
    statement = sign(complete, share, kernel, existing)
    replace_public(args.record / STATEMENT, statement)
    claims = read_claims(complete.election.group, kernel)
    signed = {item.kid for item in read_signed(statement).signatures}
    missing = [
        owner
        for owner in sorted(complete.partials)
        if thumbprint(claims.keys[owner - 1].public) not in signed
    ]
    code = event_code(statement_digest(kernel))
    names = ", ".join(session.who(complete.manifest, owner) for owner in missing)
    terminal.say(
        "signed",
        who=session.who(complete.manifest, share.state.index),
        code=code,
        missing=names or terminal.text("nobody"),
    )
    terminal.finish({"code": code, "missing": missing})


def check_all_typed(session: Session) -> tuple[Sheet, int, int]:
    """Return the sheet once every figure of it was typed.

    Raises:
        MissingSheetFigure: naming the first that was not.
    """
    sheet = sheet_of(session)
    sheet.check_closing()
    present, issued = sheet.numbers()
    if present < 0 or issued < 0:
        raise MissingSheetFigure("--present, --issued: not below zero")
    return sheet, present, issued
