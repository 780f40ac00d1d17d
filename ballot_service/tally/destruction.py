"""`destroy`: a trustee's key share, once the result is accepted or the vote is void.

Refuses a share whose election has no signed result yet, and one of another election.
"""

import hashlib
import time

from ballot_service.errors import ShareOfAnotherElection
from ballot_service.keyfiles.private_files import erase_private, read_private
from ballot_service.keyfiles.shares import read_label
from ballot_service.record.destruction import Order, day_of
from ballot_service.tally.files import write_public
from ballot_service.tally.session import Session
from ballot_service.verify.paper_steps import held_on_paper, verify_paper
from ballot_service.verify.verifier import Expected, verify_signed


def run(session: Session) -> None:
    """Verify the signed record, write the minutes, then overwrite and remove the share.

    A void vote has no record; the reference of its minutes is taken as it is typed.

    Raises:
        NoReason: no minutes, no name. MissingFile, CorruptedKeyFile: not a share.
        IncompleteRecord: no signed result yet. ShareOfAnotherElection.
        RefusesToOverwrite: the minutes are there. The failing step's error.
    """
    args = session.args
    today = day_of(time.time())
    order = Order(args.minutes, args.by, today)
    order.check()
    label = read_label(args.share)
    if args.record is not None:
        if _uuid_of(session) != label.uuid:
            raise ShareOfAnotherElection(f"{args.share.name}: of {label.uuid}")
    else:
        Order(args.void, args.by, today).check()
    digest = hashlib.sha256(read_private(args.share)).hexdigest()
    minutes = order.minutes_of("share", label.uuid, digest)
    write_public(args.out, minutes)
    erase_private(args.share)
    session.terminal.say("share_destroyed", index=label.index, minutes=args.out)
    session.terminal.finish(
        {"index": label.index, "digest": digest, "minutes": str(args.out)}
    )


def _uuid_of(session: Session) -> str:
    """Verify the signed result, of a record or on paper, and return its election.

    Raises:
        NothingPinned: on paper the thumbprints of the signed sheet must be typed.
    """
    args = session.args
    expected = Expected(keys=tuple(args.key))
    if held_on_paper(args.record):
        return verify_paper(args.record, expected).manifest.uuid
    record, _ = verify_signed(args.record, expected)
    return record.manifest.uuid
