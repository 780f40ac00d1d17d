"""`certify`, `commit`, `share`, `accept`, `finish`: the ceremony on sticks that travel.

Refuses a step out of turn, another manifest, and to hand out a message before the
secrets behind it are safely sealed.
"""

import re
from collections.abc import Callable
from pathlib import Path

from ballot_service.errors import (
    CeremonyError,
    MissingFile,
    OutOfTurn,
    RefusesToOverwrite,
    WrongManifest,
)
from ballot_service.keyfiles.shares import Share, create_share
from ballot_service.protocol import ceremony
from ballot_service.protocol.ceremony_checks import Messages
from ballot_service.protocol.ceremony_state import PHASES, TrusteeState
from ballot_service.record.manifest import Manifest
from ballot_service.tally.files import read_public, write_public
from ballot_service.tally.guided_ceremony import (
    committee_of,
    show_outcome,
    write_outcome,
)
from ballot_service.tally.session import Session

_STEPS = ("certify", "commit", "share", "accept", "finish")
_KINDS = ("certificate", "commitment", "polynomial", "acceptance")


def read_messages(folder: Path, kind: str) -> Messages:
    """Read all files `KIND-INDEX.json` of a folder, by index."""
    found: dict[int, bytes] = {}
    for path in folder.glob(f"{kind}-*.json"):
        match = re.fullmatch(rf"{kind}-([1-9][0-9]?)\.json", path.name)
        if match:
            found[int(match[1])] = read_public(path)
    return found


def _message_path(session: Session, kind: str) -> Path:
    folder: Path = session.args.dir
    return folder / f"{kind}-{session.args.index}.json"


def _open(session: Session, manifest: Manifest) -> Share:
    """Open the member's own file and check that it is of this place and manifest.

    Raises:
        WrongManifest, CeremonyError, OutOfTurn, and what `Session.open_share` raises.
    """
    try:
        share = session.open_share(session.args.own, manifest)
    except MissingFile as error:
        raise OutOfTurn("certify comes first", session.args.index) from error
    if share.state.manifest != manifest.digest:
        raise WrongManifest("the share was begun for another manifest")
    if share.state.index != session.args.index:
        raise CeremonyError("--index is not that of this share", share.state.index)
    return share


def _announce(session: Session, manifest: Manifest, step: int, resent: bool) -> None:  # noqa: FBT001
    path = _message_path(session, _KINDS[step])
    who = session.who(manifest, session.args.index)
    text = "step_resent" if resent else "step_done"
    terminal = session.terminal
    terminal.say(text, who=who, step=_STEPS[step], file=path)
    terminal.say("next_step", size=manifest.size, step=_STEPS[step + 1])
    terminal.finish({"step": _STEPS[step], "file": str(path), "resent": resent})


def _resend(session: Session, manifest: Manifest, share: Share, step: int) -> bool:
    """Write a lost public message of the last step again; say whether that was it.

    Raises:
        OutOfTurn: the step was done and its message is there.
    """
    if share.state.phase != PHASES[step]:
        return False
    path = _message_path(session, _KINDS[step])
    if path.exists():
        raise OutOfTurn(f"'{_STEPS[step]}' was done already", share.state.index)
    write_public(path, share.state.message.encode())
    _announce(session, manifest, step, resent=True)
    return True


def certify(session: Session) -> None:
    """Step 1: draw this trustee's secrets, seal them, publish the certificate.

    Raises:
        RefusesToOverwrite: there is such a file of another. OutOfTurn, WeakPassphrase.
    """
    manifest = session.manifest()
    own: Path = session.args.own
    if own.exists():
        share = _open(session, manifest)
        if not _resend(session, manifest, share, 0):
            share.state.check_phase(PHASES[0])
        return
    path = _message_path(session, _KINDS[0])
    if path.exists():
        raise RefusesToOverwrite(path.name)
    who = session.who(manifest, session.args.index)
    passphrase = session.terminal.new_passphrase(who)
    state, message = ceremony.certify(
        committee_of(manifest), session.args.index, manifest.digest, session.random
    )
    create_share(own, state, passphrase, session.random, session.stretching)
    write_public(path, message)
    _announce(session, manifest, 0, resent=False)


Make = Callable[[TrusteeState, list[Messages]], ceremony.Step]


def _step(session: Session, step: int, make: Make) -> None:
    manifest = session.manifest()
    share = _open(session, manifest)
    if _resend(session, manifest, share, step):
        return
    folder: Path = session.args.dir
    messages = [read_messages(folder, kind) for kind in _KINDS[:step]]
    state, message = make(share.state, messages)
    # Sealed first: a message whose secrets were lost would end the ceremony.
    share.advance(state)
    write_public(_message_path(session, _KINDS[step]), message)
    _announce(session, manifest, step, resent=False)


def commit(session: Session) -> None:
    """Step 2: commit to the polynomial. Raises what `ceremony.commit` raises."""
    _step(session, 1, lambda state, m: ceremony.commit(state, m[0], session.random))


def share(session: Session) -> None:
    """Step 3: show the polynomial's. Raises what `ceremony.share` raises."""
    _step(
        session, 2, lambda state, m: ceremony.share(state, m[0], m[1], session.random)
    )


def accept(session: Session) -> None:
    """Step 4: check all, make the key share. Raises what `ceremony.accept` raises."""
    _step(
        session,
        3,
        lambda state, m: ceremony.accept(state, m[0], m[1], m[2], session.random),
    )


def finish(session: Session) -> None:
    """Step 5: put trustees.json and signing_keys.json together, or compare them.

    Raises:
        RefusesToOverwrite: another trustees.json is there. OutOfTurn, CeremonyError.
    """
    manifest = session.manifest()
    own = _open(session, manifest)
    folder: Path = session.args.dir
    messages = [read_messages(folder, kind) for kind in _KINDS]
    state, outcome = ceremony.finish(own.state, *messages)
    write_outcome(folder, outcome)
    own.advance(state)
    terminal = session.terminal
    terminal.finish(show_outcome(terminal, manifest, outcome))
