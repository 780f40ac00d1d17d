"""What the service must be told before it starts.

Refuses a default for anything secret: without its folder of keys it does not start.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """Where things are, and how the service is reached.

    Attributes:
        database_url: SQLAlchemy's, as `sqlite:////srv/ballot/ballot.sqlite3`.
        keys: folder of the service's own keys, readable by nobody else.
        records: folder for records, from the first export on.
        attachments: folder of sealed attached files; beside the records if None.
        secure_cookies: False only where the service is reached on loopback without
            TLS, as in a demonstration.
        origin: the one address that passkeys are bound to, as browsers write it:
            `https://bophieu.lan:8443`; "" where the service has no name for them.
        checkers: processes that check ballots beside the server; with 0 it does so.
    """

    database_url: str
    keys: Path
    records: Path
    secure_cookies: bool = True
    attachments: Path | None = None
    origin: str = ""
    checkers: int = 0
