"""`slips`, `slips-forget`, `slips-open`: printed, the file erased, the rest opened.

Refuses to keep a code anywhere but in the one PDF, mode 0600, until it is printed.
"""

import sys
from dataclasses import replace
from pathlib import Path

from ballot_service.errors import (
    BadSlip,
    MissingFile,
    NotSlips,
    NumberOutOfRange,
    RefusesToOverwrite,
    SlipTwice,
)
from ballot_service.keyfiles.private_files import create_private, erase_private
from ballot_service.protocol.slip import read_slip
from ballot_service.tally.counting import sheet_of
from ballot_service.tally.files import write_public
from ballot_service.tally.session import Session
from ballot_service.tally.slips import (
    FEW,
    MAX_SLIPS,
    encode_public,
    make_slips,
    public_halves,
    slips_pdf,
)
from ballot_service.verify.undrawn import encode_undrawn
from ballot_service.verify.verifier import verify_closed

_PDF = b"%PDF-"


def make(session: Session) -> None:
    """Make fresh slips: a PDF to print, and the public halves for the service.

    Raises:
        NumberOutOfRange: no slips, or more than the roll has members.
        RefusesToOverwrite: a file is there.
    """
    args, terminal, manifest = session.args, session.terminal, session.manifest()
    if not 1 <= args.count <= min(MAX_SLIPS, manifest.members):
        raise NumberOutOfRange(f"--count: 1 to {manifest.members}")
    for path in (args.out_pdf, args.out_public):
        if path.exists():
            raise RefusesToOverwrite(path.name)
    slips = make_slips(manifest, args.count, session.random)
    create_private(args.out_pdf, slips_pdf(manifest, slips))
    write_public(args.out_public, encode_public(manifest, slips))
    terminal.say(
        "slips_made", count=args.count, pdf=args.out_pdf, public=args.out_public
    )
    if args.count < FEW:
        terminal.say("few_slips")
    terminal.finish(
        {
            "count": args.count,
            "pdf": str(args.out_pdf),
            "public": str(args.out_public),
            "few": args.count < FEW,
        }
    )


def forget(session: Session) -> None:
    """Overwrite and remove the PDF once it is printed and looked at.

    Raises:
        MissingFile: it is not there. NotSlips: a key share, say, or the public list.
    """
    path: Path = session.args.pdf
    try:
        with path.open("rb") as file:
            if file.read(len(_PDF)) != _PDF:
                raise NotSlips(path.name)
        erase_private(path)
    except OSError as error:
        raise MissingFile(path.name) from error
    session.terminal.say("slips_forgotten", pdf=path)
    session.terminal.finish({"pdf": str(path)})


def _typed(session: Session) -> list[str]:
    """Return the codes of the opened slips, one a line; a mistyped one is asked again.

    Raises:
        BadSlip: of an argument, naming its place. SlipTwice: the same.
    """
    codes: list[str] = []
    for place, code in enumerate(session.args.code, start=1):
        try:
            slip = read_slip(code)
        except BadSlip as error:
            raise BadSlip(f"slip {place}: {error.detail}") from error
        if slip in codes:
            raise SlipTwice(f"slip {place}")
        codes.append(slip)
    if codes:
        return codes
    session.terminal.say("ask_slip")
    for line in sys.stdin:
        if not line.strip():
            break
        try:
            slip = read_slip(line)
        except BadSlip:
            session.terminal.say("slip_again")
            continue
        if slip in codes:
            session.terminal.say("slip_twice", count=len(codes))
            continue
        codes.append(slip)
        session.terminal.say("slip_read", count=len(codes))
    return codes


def open_undrawn(session: Session) -> None:
    """Check that no undrawn slip voted in a verified record, and write their list.

    Raises:
        UndrawnSlipVoted: one did. UnknownCredential, BadSlip, DuplicateCredential.
        The named error of the verifier's failing step. RefusesToOverwrite.
    """
    args = session.args
    expected = sheet_of(session).expected()
    with session.terminal.progress("verifying") as progress:
        closed = verify_closed(args.record, expected, args.workers, progress)
    halves = public_halves(closed.manifest, _typed(session))
    undrawn = encode_undrawn(closed.manifest.uuid, closed.end_hash, halves)
    verify_closed(args.record, replace(expected, undrawn=undrawn), args.workers)
    if args.out is not None:
        write_public(args.out, undrawn)
    session.terminal.say("slips_unused", count=len(halves))
    session.terminal.finish({"count": len(halves), "out": str(args.out or "")})
