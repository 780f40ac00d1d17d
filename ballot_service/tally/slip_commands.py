"""`slips` and `slips-open`: printing sealed slips, and opening those nobody drew.

Refuses to keep a private half anywhere but in the one PDF, mode 0600.
"""

import sys

from ballot_service.crypto.group import Element
from ballot_service.errors import (
    NumberOutOfRange,
    RefusesToOverwrite,
    UndrawnSlipVoted,
    UnknownCredential,
)
from ballot_service.keyfiles.private_files import create_private
from ballot_service.protocol.ballot import read_ballot
from ballot_service.protocol.credential import public_half, read_credentials
from ballot_service.tally.counting import sheet_of
from ballot_service.tally.files import write_public
from ballot_service.tally.session import Session
from ballot_service.tally.slips import (
    FEW,
    MAX_SLIPS,
    encode_public,
    make_slips,
    slips_pdf,
)
from ballot_service.verify.records import ClosedRecord
from ballot_service.verify.verifier import verify_closed


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


def _typed(session: Session) -> list[str]:
    if session.args.code:
        return list(session.args.code)
    session.terminal.say("ask_slip")
    codes: list[str] = []
    for line in sys.stdin:
        if not line.strip():
            break
        codes.append(line.strip())
    return codes


def _voted(closed: ClosedRecord) -> set[Element]:
    entries, archive = closed.archive.entries, closed.archive
    group = closed.election.group
    return {
        read_ballot(group, archive.body(entries[at])).credential
        for at in closed.board.ballots
    }


def check_undrawn(session: Session) -> None:
    """Check that no undrawn slip voted in a verified record.

    Raises:
        UndrawnSlipVoted: one did. UnknownCredential, BadCredential: not of this record.
        The named error of the verifier's failing step.
    """
    args = session.args
    with session.terminal.progress("verifying") as progress:
        expected = sheet_of(session).expected()
        closed = verify_closed(args.record, expected, args.workers, progress)
    group, archive = closed.election.group, closed.archive
    listed = read_credentials(
        group, archive.body(archive.entries[closed.board.credentials])
    )
    codes = _typed(session)
    voted = _voted(closed)
    for place, code in enumerate(codes, start=1):
        public = public_half(group, closed.manifest.uuid, code)
        if public not in listed.weights:
            raise UnknownCredential(f"slip {place}")
        if public in voted:
            raise UndrawnSlipVoted(f"slip {place}")
    session.terminal.say("slips_unused", count=len(codes))
    session.terminal.finish({"count": len(codes)})
