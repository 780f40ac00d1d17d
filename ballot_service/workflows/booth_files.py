"""The booth's files against the hashes that its build wrote down.

Refuses a file that differs, is missing, or was not there when it was built.
"""

import hashlib
from pathlib import Path

from ballot_service.errors import BoothDiffers, BoothNotBuilt

HASHES = Path("vendor", "SHA256SUMS")


def check_booth(folder: Path) -> None:
    """Check every file of the booth.

    Args:
        folder: the booth's, with `vendor/SHA256SUMS` in it.

    Raises:
        BoothNotBuilt: no list of hashes. BoothDiffers: naming the files.
    """
    wanted = _wanted(folder)
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder) != HASHES
    }
    differ = [
        name
        for name in sorted({*wanted, *found})
        if name not in found or found[name].hexdigest() != wanted.get(name)
    ]
    if differ:
        raise BoothDiffers(", ".join(differ))


def booth_digest(folder: Path) -> str:
    """Return one hash for the whole booth, to be compared between machines.

    Raises:
        BoothNotBuilt: no list of hashes.
    """
    text = "".join(
        f"{digest}  {name}\n" for name, digest in sorted(_wanted(folder).items())
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _wanted(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / HASHES).read_text().splitlines()
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise BoothNotBuilt(HASHES.as_posix()) from error
    pairs = [line.split("  ", 1) for line in lines]
    if not pairs or any(len(pair) != 2 for pair in pairs):  # noqa: PLR2004 - hash, name
        raise BoothNotBuilt(HASHES.as_posix())
    return {name: digest for digest, name in pairs}
