"""Running the package's own programs as an operator would: ceremony, count, verify.

Refuses to go on after one of them fails.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def say(text: str) -> None:
    """Print one line at once."""
    print(text, flush=True)


def run(*words: object, quiet: bool = False) -> None:
    """Run one of the package's programs; a failure ends the demo."""
    command = [sys.executable, "-m", *(str(word) for word in words)]
    if not quiet:
        say("$ python -m " + " ".join(command[2:]))
    output = subprocess.DEVNULL if quiet else None
    subprocess.run(command, check=True, cwd=ROOT, stdout=output, stderr=output)


def ceremony(folder: Path, *, quiet: bool = False) -> list[Path]:
    """Let a committee of three make the key; return the passphrase files."""
    passphrases = []
    for i in (1, 2, 3):
        path = folder / f"passphrase-{i}"
        path.touch(mode=0o600)
        path.write_text(f"throw-away passphrase of trustee {i}\n", encoding="utf-8")
        passphrases.append(path)
    options = [w for p in passphrases for w in ("--passphrase-file", p)]
    manifest, out = folder / "manifest.json", folder / "ceremony"
    run(
        "ballot_service.tally",
        "ceremony",
        manifest,
        "--out",
        out,
        *options,
        quiet=quiet,
    )
    return passphrases
