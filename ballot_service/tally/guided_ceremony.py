"""`ceremony`: the whole key ceremony on one counting laptop, member by member.

Refuses to write any secret but each member's sealed share, and to overwrite one.
"""

from pathlib import Path

from ballot_service.crypto.group import group_named
from ballot_service.errors import CeremonyError, RefusesToOverwrite
from ballot_service.keyfiles.shares import create_share
from ballot_service.protocol.ceremony_keys import Committee
from ballot_service.protocol.ceremony_messages import encode_signing_keys
from ballot_service.protocol.ceremony_outcome import Outcome
from ballot_service.protocol.ceremony_possession import trustees_digest
from ballot_service.protocol.ceremony_together import hold_ceremony
from ballot_service.protocol.codes import event_code
from ballot_service.record.manifest import Manifest
from ballot_service.record.signatures import thumbprint
from ballot_service.tally.files import write_public
from ballot_service.tally.session import Session
from ballot_service.tally.terminal import Terminal

TRUSTEES = "trustees.json"
SIGNING_KEYS = "signing_keys.json"


def committee_of(manifest: Manifest) -> Committee:
    """Return for whom the manifest wants a key."""
    return Committee(
        manifest.uuid, group_named(manifest.group), manifest.size, manifest.threshold
    )


def share_name(index: int) -> str:
    """Return the file name of a trustee's sealed share."""
    return f"share-{index}.json"


def _targets(session: Session, manifest: Manifest) -> list[Path]:
    """Return where each share goes, all free.

    Raises:
        CeremonyError: not one folder a member. RefusesToOverwrite.
    """
    folders: list[Path] = session.args.share_dir or [
        session.args.out / str(index) for index in range(1, manifest.size + 1)
    ]
    if len(folders) != manifest.size or len(set(folders)) != manifest.size:
        raise CeremonyError(f"--share-dir: {manifest.size} different folders needed")
    targets = [f / share_name(i) for i, f in enumerate(folders, start=1)]
    for target in (*targets, *(session.args.out / n for n in (TRUSTEES, SIGNING_KEYS))):
        if target.exists():
            raise RefusesToOverwrite(str(target))
    return targets


def show_outcome(
    terminal: Terminal, manifest: Manifest, outcome: Outcome
) -> dict[str, object]:
    """Say the key's code and the thumbprints; return them for a machine."""
    code = event_code(trustees_digest(outcome.trustees))
    thumbprints = [thumbprint(key.public) for key in outcome.signing_keys]
    terminal.say("ceremony_done", code=code)
    for index, text in enumerate(thumbprints, start=1):
        name = manifest.committee[index - 1].name
        terminal.say("thumbprint", index=index, name=name, thumbprint=text)
    return {
        "uuid": manifest.uuid,
        "manifest": manifest.digest,
        "public_key": outcome.public_key,
        "code": code,
        "thumbprints": thumbprints,
    }


def write_outcome(folder: Path, outcome: Outcome) -> None:
    """Write trustees.json and signing_keys.json."""
    write_public(folder / TRUSTEES, outcome.trustees.encoded())
    write_public(folder / SIGNING_KEYS, encode_signing_keys(outcome.signing_keys))


def run(session: Session) -> None:
    """Hold the ceremony: passphrases in turn, keys, sealed shares, public files.

    Raises:
        RefusesToOverwrite, WeakPassphrase, NoTerminal, CeremonyError.
    """
    terminal, manifest = session.terminal, session.manifest()
    size = manifest.size
    targets = _targets(session, manifest)
    terminal.say(
        "ceremony_start",
        title=manifest.title,
        code=event_code(manifest.digest),
        size=size,
        threshold=manifest.threshold,
    )
    # Every passphrase first: an interruption then leaves no half of a ceremony.
    passphrases = [
        terminal.new_passphrase(session.who(manifest, index))
        for index in range(1, size + 1)
    ]
    states, outcome = hold_ceremony(
        committee_of(manifest), manifest.digest, session.random
    )
    for state, passphrase, target in zip(states, passphrases, targets, strict=True):
        target.parent.mkdir(parents=True, exist_ok=True)
        create_share(target, state, passphrase, session.random, session.stretching)
        who = session.who(manifest, state.index)
        terminal.say(
            "share_written", who=who, index=state.index, size=size, path=target
        )
    write_outcome(session.args.out, outcome)
    terminal.finish(
        {
            **show_outcome(terminal, manifest, outcome),
            "shares": [str(target) for target in targets],
        }
    )
