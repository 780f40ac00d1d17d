"""The committee's counting laptop: the tally's own programs, in processes of their own.

Refuses to go on after one of them fails, and to show a share to the server.
"""

import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.documents.reading import text_of

TRUSTEES = (1, 2, 3)
OPENERS = (1, 3)
"""Two of three open; the second envelope stays sealed."""
SLIP = re.compile(r"Mã thẻ: ((?:[0-9A-Z]{5}-){4}[0-9A-Z]{5}) Mã cấu hình")
CLOSING = ("setup", "ballots", "end")
"""What of the signed sheets the opening of slips asks for."""


def _typed(sheet: dict[str, str]) -> list[object]:
    """Return the options that type in what stands on the signed sheets."""
    return [word for name, value in sheet.items() for word in (f"--{name}", value)]


@dataclass(frozen=True)
class Laptop:
    """One laptop, which no network reaches: files go in and out."""

    folder: Path

    def _tally(self, *words: object) -> None:
        command = [sys.executable, "-m", "ballot_service.tally"]
        command += [str(word) for word in words]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def _passphrase(self, trustee: int) -> Path:
        path = self.folder / f"passphrase-{trustee}"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(f"throw-away passphrase of trustee {trustee}\n")
        return path

    def _share(self, trustee: int) -> Path:
        return self.folder / "ceremony" / str(trustee) / f"share-{trustee}.json"

    def public(self, name: str) -> Path:
        """Return a public file of the ceremony."""
        return self.folder / "ceremony" / name

    def hold_ceremony(self, manifest: Path) -> None:
        """Make the key in three shares."""
        given = [("--passphrase-file", self._passphrase(i)) for i in TRUSTEES]
        words = [word for pair in given for word in pair]
        self._tally("ceremony", manifest, "--out", self.folder / "ceremony", *words)

    def prove(self, manifest: Path, request: Path) -> list[Path]:
        """Let each trustee prove that the share opens; return the proofs."""
        proofs = []
        for trustee in TRUSTEES:
            proof = self.folder / f"possession-{trustee}.json"
            self._tally(
                *("prove", self._share(trustee), "--manifest", manifest),
                *("--trustees", self.public("trustees.json")),
                *("--request", request, "--out", proof),
                *("--passphrase-file", self._passphrase(trustee)),
            )
            proofs.append(proof)
        return proofs

    def unpack(self, package: Path) -> None:
        """Take the closed record over."""
        with zipfile.ZipFile(package) as archive:
            archive.extractall(self.folder / "exported")

    def count(self, sheet: dict[str, str]) -> list[Path]:
        """Count the closed record; return what is handed in at the desk."""
        exported, counted = self.folder / "exported", self.folder / "counted"
        words: list[object] = []
        for trustee in OPENERS:
            words += ["--share", self._share(trustee)]
            words += ["--passphrase-file", self._passphrase(trustee)]
        words += _typed(sheet)
        self._tally("count", exported, "--out", counted, *words)
        return [counted / "record.bel", counted / "statement.json"]

    def print_slips(self, count: int) -> tuple[tuple[str, ...], Path]:
        """Print slips and erase their file; return what paper says, and the list."""
        pdf, public = self.folder / "slips.pdf", self.folder / "slips.json"
        manifest = self.folder / "manifest.json"
        self._tally(
            *("slips", "--manifest", manifest, "--count", count),
            *("--out-pdf", pdf, "--out-public", public),
        )
        paper = text_of(pdf.read_bytes())
        self._tally("slips-forget", pdf)
        assert not pdf.exists()
        return tuple(SLIP.findall(paper)), public

    def open_slips(self, codes: Sequence[str], sheet: dict[str, str]) -> Path:
        """Open the slips that nobody drew; return the list for the desk."""
        out = self.folder / "undrawn.json"
        exported = self.folder / "exported"
        closing = _typed({name: sheet[name] for name in CLOSING})
        self._tally("slips-open", exported, *codes, "--out", out, *closing)
        return out
