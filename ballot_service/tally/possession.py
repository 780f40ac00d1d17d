"""`prove`: a trustee shows, before the opening, that its share opens.

Refuses a ciphertext from outside: there is no option for one, and a request that
carries one is not answered.
"""

from pathlib import Path

from ballot_service.protocol.ceremony_possession import (
    prove_possession,
    read_request,
)
from ballot_service.protocol.trustees import read_trustees
from ballot_service.tally.files import read_public, write_public
from ballot_service.tally.session import Session


def run(session: Session) -> None:
    """Prove possession of one share and write `possession-INDEX.json`.

    Raises:
        ForeignCiphertext, WrongElection: by the request.
        OutOfTurn, CeremonyError, and what `Session.open_share` raises.
    """
    manifest = session.manifest()
    args = session.args
    fresh = ""
    if args.request is not None:
        fresh = read_request(manifest.uuid, read_public(args.request))
    share = session.open_share(args.share, manifest)
    group = share.state.committee.group
    trustees = read_trustees(group, read_public(args.trustees))
    possession = prove_possession(share.state, trustees, session.random, fresh)
    out: Path = args.out or Path(f"possession-{share.state.index}.json")
    write_public(out, possession.encoded())
    who = session.who(manifest, share.state.index)
    session.terminal.say("possession_done", who=who, file=out)
    session.terminal.finish({"index": share.state.index, "file": str(out)})
