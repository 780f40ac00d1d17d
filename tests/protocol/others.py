"""The two elections of ../shared/vectors, made by a program that is not ours."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ballot_service.protocol.ballot import Ballot, read_ballot
from ballot_service.protocol.decryption import (
    PartialDecryption,
    read_partial_decryption,
)
from ballot_service.protocol.election import Election, read_election
from ballot_service.protocol.tally import Tally, read_tally
from ballot_service.protocol.trustees import Trustees, read_trustees
from ballot_service.record.archive import Archive, scan_archive

FOLDERS = {
    "Ed25519": "ed25519-1x12-n30",
    "BELENIOS-2048": "belenios2048-12x1-n30",
}


@dataclass(frozen=True)
class Others:
    """One election of others: its public parts as read by us, and its secrets."""

    folder: Path

    def raw(self, name: str) -> bytes:
        """Return a file's bytes without its closing newline."""
        return (self.folder / name).read_bytes().removesuffix(b"\n")

    def lines(self, name: str) -> list[bytes]:
        """Return a file's lines: an object, and what says whose or how many it is."""
        return self.raw(name).splitlines()

    @property
    def archive(self) -> Archive:
        """The record, scanned."""
        return scan_archive(self.folder / "record.bel")

    @property
    def public_creds(self) -> bytes:
        """The list as published: the file beside the record still names voters."""
        return self.archive.body(self.archive.entries[2])

    @property
    def election(self) -> Election:
        """The election."""
        return read_election(self.raw("election.json"))

    @property
    def trustees(self) -> Trustees:
        """The trustees."""
        return read_trustees(self.election.group, self.raw("trustees.json"))

    @property
    def tally(self) -> Tally:
        """The encrypted tally."""
        return read_tally(self.election, self.lines("encrypted_tally.out.json")[0])

    @property
    def credentials(self) -> Mapping[str, str]:
        """The private credentials by voter."""
        found: dict[str, str] = json.loads(self.raw("private_creds.json"))
        return found

    @property
    def ballots(self) -> dict[str, Ballot]:
        """The ballots that lie beside the record, by their number."""
        group = self.election.group
        return {
            path.stem: read_ballot(group, path.read_bytes().removesuffix(b"\n"))
            for path in sorted((self.folder / "ballots").iterdir())
        }

    def partial(self, owner: int) -> PartialDecryption:
        """Return a trustee's partial decryption."""
        raw = self.lines(f"pd{owner}.json")[0]
        return read_partial_decryption(self.election, raw)

    def seed(self, trustee: int) -> str:
        """Return a trustee's seed."""
        return self.raw(f"seeds/{trustee}.key").decode().strip()
