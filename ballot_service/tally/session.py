"""One run of a command: its arguments, the terminal, and what a test may replace.

Refuses to hold a secret: passphrases and shares live in the commands that use them.
"""

import argparse
import secrets
from dataclasses import dataclass
from pathlib import Path

from ballot_service.crypto.randomness import Random
from ballot_service.errors import ShareOfAnotherElection
from ballot_service.keyfiles.sealed import MODERATE, Stretching
from ballot_service.keyfiles.shares import Share, open_share, read_label
from ballot_service.record.manifest import Manifest, read_manifest
from ballot_service.tally.files import read_public
from ballot_service.tally.terminal import Terminal


@dataclass(frozen=True)
class Session:
    """What every command gets.

    Attributes:
        stretching: cost of passphrases; tests alone pass a cheap one.
    """

    args: argparse.Namespace
    terminal: Terminal
    random: Random = secrets.token_bytes
    stretching: Stretching = MODERATE

    def manifest(self) -> Manifest:
        """Read the manifest that was named.

        Raises:
            MissingFile, BadManifest, EncodingError.
        """
        return read_manifest(read_public(self.args.manifest))

    def who(self, manifest: Manifest, index: int) -> str:
        """Return how trustee `index` is addressed.

        Raises:
            ShareOfAnotherElection: the committee has no such member.
        """
        if not 1 <= index <= manifest.size:
            raise ShareOfAnotherElection(f"no trustee {index} among {manifest.size}")
        name = manifest.committee[index - 1].name
        return self.terminal.text("member", index=index, name=name)

    def open_share(self, path: Path, manifest: Manifest) -> Share:
        """Ask the member whose share it is for the passphrase, and open it.

        Raises:
            ShareOfAnotherElection, WrongPassphrase, CorruptedKeyFile, LooseKeyFile,
            MissingFile.
        """
        label = read_label(path)
        if label.uuid != manifest.uuid:
            raise ShareOfAnotherElection(f"{path.name}: of election {label.uuid}")
        return self.terminal.with_passphrase(
            self.who(manifest, label.index),
            lambda typed: open_share(path, typed, self.random, manifest.uuid),
        )
