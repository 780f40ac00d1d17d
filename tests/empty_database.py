"""A new SQLite database that has its tables already: they are made once for a run.

Refuses to spare anything else: whoever opens the copy brings its schema up to date.
"""

import tempfile
from functools import cache
from pathlib import Path

from ballot_service.store.database import Database


@cache
def _made() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.sqlite"
        database = Database(f"sqlite:///{path}")
        database.upgrade()
        database.close()
        return path.read_bytes()


def empty_database(path: Path) -> str:
    """Lay an empty database there, where there is none; return its URL."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(_made())
    return f"sqlite:///{path}"
