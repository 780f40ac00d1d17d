"""Counting: the closed record goes out, opened sums and the statement come back.

Refuses what the verifier's own steps refuse; holds no share and opens nothing (D5).
"""

from pathlib import Path

from ballot_service.crypto.group import Element
from ballot_service.errors import (
    EventStepRefused,
    SheetUnsigned,
    TooFewDecryptions,
    WrongSheetFigure,
)
from ballot_service.keyfiles.service_keys import ReceiptKey
from ballot_service.planning.ballot_event import Action, State
from ballot_service.protocol.decryption import (
    PartialDecryption,
    check_partial_decryption,
    read_partial_decryption,
)
from ballot_service.protocol.result import combine, owner_key
from ballot_service.record.build import write_complete
from ballot_service.record.folder import MANIFEST, RECORD, write_new
from ballot_service.record.partial import read_partial
from ballot_service.record.signatures import read_signed, sign_kernel, thumbprint
from ballot_service.store import events, members
from ballot_service.store.rows import EventRow
from ballot_service.verify.records import ClosedRecord, Expected
from ballot_service.verify.statements import verify_statement
from ballot_service.verify.verifier import (
    verify_closed,
    verify_complete,
    verify_signed,
)
from ballot_service.workflows.frozen import thumbprints
from ballot_service.workflows.office import Act, Actor, Office, Role, acting, require
from ballot_service.workflows.records import (
    COMPLETE,
    SIGNED,
    closed_record,
    copy_with_statement,
    folder_of,
    move_into_place,
    new_folder,
    put_statement,
)
from ballot_service.workflows.sheets import CLOSING, both_signed, issued, put_hand

PARTIAL = "partial"
EXPORT = "export"
CLOSED_RECORD = "closed_record"


def _expected(row: EventRow) -> Expected:
    """Return what the signed closing sheet says of the closed record."""
    return Expected(setup=row.setup_hash, ballots=row.returned, end=row.end_hash)


def _verified_closed(office: Office, row: EventRow) -> ClosedRecord:
    """Return the closed record, verified once by the verifier's steps 1 to 8.

    Raises:
        The named error of the step that fails.
    """
    found = office.seen.get((CLOSED_RECORD, row.end_hash))
    if not isinstance(found, ClosedRecord):
        found = verify_closed(closed_record(office, row.id), _expected(row))
        office.seen[CLOSED_RECORD, row.end_hash] = found
    return found


def _event(office: Office, event: str) -> EventRow:
    with office.database.reading() as connection:
        return events.find_event(connection, event)


def export_record(office: Office, event: str, actor: Actor, now: int) -> Path:
    """Give out the closed record, verified; the first time begins the count (D5).

    Returns:
        A folder with manifest.json and record.bel.

    Raises:
        WrongRole, NotClosedYet, EventStepRefused.
        SheetUnsigned: chair and committee have not signed C and the EndBallots hash.
        The named error of the verifier's failing step.
    """
    require(actor, Role.COMMITTEE)
    row = _event(office, event)
    folder = closed_record(office, event)
    # What goes out is verified as it goes, not as it was some time ago.
    office.seen.pop((CLOSED_RECORD, row.end_hash), None)
    _verified_closed(office, row)
    with acting(office, event, actor, now) as act:
        if not both_signed(act.connection, act.row, CLOSING, act.row.end_hash):
            raise SheetUnsigned(act.row.end_hash)
        if not events.get_hands(act.connection, act.row.id, EXPORT):
            # From a void vote no step leads here: its ballots are never opened.
            act.step(Action.EXPORT)
            put_hand(act, EXPORT, act.row.end_hash)
        act.log("export_record", act.row.end_hash)
    return folder


def take_partial(
    office: Office, event: str, actor: Actor, unverified: bytes, now: int
) -> int:
    """Take back one trustee's partial decryption and return whose it is.

    Raises:
        WrongRole, NotClosedYet, EventStepRefused.
        BadProof: a factor that its proof does not carry. WrongOwner, WrongElection,
        WrongShape, EncodingError.
    """
    require(actor, Role.COMMITTEE)
    closed = _verified_closed(office, _event(office, event))
    owner, partial = read_partial(closed, unverified)
    public: Element = owner_key(closed.trustees, owner)
    check_partial_decryption(closed.election, closed.tally, public, partial)
    with acting(office, event, actor, now) as act:
        _check_counting(act)
        if act.row.final_hash:
            raise EventStepRefused("the record is complete already")
        events.put_paper(act.connection, act.row.id, PARTIAL, partial.encoded(), owner)
        act.log("take_partial", f"trustee {owner}")
    return owner


def _check_counting(act: Act) -> None:
    if act.state is not State.COUNTING:
        raise EventStepRefused(f"from {act.state.value} by counting")


def combine_partials(office: Office, event: str, actor: Actor, now: int) -> Path:
    """Combine what the trustees opened into the complete record, and verify it.

    Returns:
        The record's folder, without a statement; for the trustees to sign.

    Raises:
        WrongRole, NotClosedYet, EventStepRefused.
        TooFewDecryptions: below the threshold (E10); nothing is lost.
        The named error of the verifier's failing step.
    """
    require(actor, Role.COMMITTEE)
    closed = _verified_closed(office, _event(office, event))
    with acting(office, event, actor, now) as act:
        _check_counting(act)
        target = folder_of(office, act.row, COMPLETE)
        partials = {
            owner: read_partial_decryption(closed.election, body)
            for owner, body in events.get_papers(
                act.connection, act.row.id, PARTIAL
            ).items()
        }
        if len(partials) < closed.manifest.threshold:
            raise TooFewDecryptions(f"{len(partials)} of {closed.manifest.threshold}")
        with new_folder(office, act.row) as made:
            final = _write(made, closed, partials)
            verify_complete(made, _expected(act.row))
            move_into_place(made, target)
        act.change(final_hash=final)
        act.log("combine_partials", final)
    return target


def _write(
    folder: Path, closed: ClosedRecord, partials: dict[int, PartialDecryption]
) -> str:
    weight = closed.sized.total_weight
    result = combine(closed.election, closed.trustees, closed.tally, partials, weight)
    write_new(folder / MANIFEST, closed.manifest.encoded)
    return write_complete(
        folder / RECORD,
        closed.archive,
        closed.tally,
        closed.sized,
        sorted(partials.items()),
        result,
    )


def take_statement(  # noqa: PLR0917 (two figures, each typed by hand)
    office: Office,
    event: str,
    actor: Actor,
    unverified: bytes,
    present: int,
    issued_typed: int,
    now: int,
) -> Path:
    """Take the trustees' signed statement, verify all of it, and countersign it.

    Args:
        present: P as typed from the signed closing sheet.
        issued_typed: I as typed from it.

    Raises:
        WrongRole, EventStepRefused, IncompleteRecord.
        WrongSheetFigure: not the sheet's figures.
        The named error of the verifier's failing step (steps 1 to 14).
    """
    require(actor, Role.COMMITTEE)
    with acting(office, event, actor, now) as act:
        _check_counting(act)
        counts = members.count_roll(act.connection, act.row.id)
        if (present, issued_typed) != (counts.present, issued(counts)):
            raise WrongSheetFigure(f"{present} present, {issued_typed} issued")
        expected = Expected(
            setup=act.row.setup_hash,
            ballots=act.row.returned,
            end=act.row.end_hash,
            present=present,
            issued=issued_typed,
            keys=thumbprints(act.connection, act.row),
        )
        complete = folder_of(office, act.row, COMPLETE)
        target = folder_of(office, act.row, SIGNED)
        with new_folder(office, act.row) as made:
            copy_with_statement(complete, made, unverified)
            _, statement = verify_signed(made, expected)
            keys = office.receipt_key(act.row.uuid)
            signed = countersigned(statement.kernel, keys, unverified)
            # The record was verified in this folder, a line ago; only a signature is
            # new, and the statement is checked with it once more, by itself.
            put_statement(made, signed)
            manifest = (made / MANIFEST).read_bytes()
            verify_statement(signed, manifest, expected.keys)
            move_into_place(made, target)
        act.step(Action.COUNT, statement_hash=statement.digest)
        events.put_paper(act.connection, act.row.id, "statement", signed)
        act.log("take_statement", statement.digest)
    return target


def countersigned(kernel: bytes, keys: ReceiptKey, unverified: bytes) -> bytes:
    """Add the service's signature, unless the file that came back has it already.

    Args:
        kernel: of a statement that was verified just now.
    """
    own = thumbprint(keys.receipt_public)
    if any(item.kid == own for item in read_signed(unverified).signatures):
        return unverified
    return sign_kernel(kernel, keys.receipt, unverified)
