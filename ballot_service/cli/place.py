"""The service's folder: where its database, its keys and its records lie.

Refuses a default place: the operator names it, by option or by BALLOT_DATA.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from ballot_service.errors import MissingOption

VARIABLE = "BALLOT_DATA"


@dataclass(frozen=True)
class Place:
    """One service's folder.

    Attributes:
        url: of another database than the SQLite file in the folder, or "".
    """

    folder: Path
    url: str = ""

    @property
    def database_url(self) -> str:
        """The database, as SQLAlchemy writes it."""
        return self.url or f"sqlite:///{self.folder / 'ballot.sqlite3'}"

    @property
    def keys(self) -> Path:
        """The folder of the service's own keys."""
        return self.folder / "keys"

    @property
    def records(self) -> Path:
        """The folder of the records."""
        return self.folder / "records"

    @property
    def attachments(self) -> Path:
        """The folder of the sealed attached files, apart from the records."""
        return self.folder / "attachments"

    @property
    def webhook(self) -> Path:
        """The file that says where statements are sent; it is not there at first."""
        return self.folder / "webhook.json"

    def make(self) -> None:
        """Make the folder, readable by nobody else."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def place_of(data: Path | None, url: str) -> Place:
    """Return the place that was named.

    Raises:
        MissingOption: none was.
    """
    named = data or (Path(os.environ[VARIABLE]) if VARIABLE in os.environ else None)
    if named is None:
        raise MissingOption(f"--data DIR, or {VARIABLE}")
    return Place(named.resolve(), url)
