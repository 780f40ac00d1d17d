"""The rooms that the house has, for the tests of its walls."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ballot_service"

FINISHED = (
    *("errors", "crypto", "protocol", "planning", "record", "keyfiles"),
    *("verify", "tally", "cli", "spreadsheets", "store", "documents", "workflows"),
    "web",
)
"""Rooms that must exist. A room joins this list in the change that builds it."""

OFFLINE = FINISHED[: FINISHED.index("cli")]
"""Rooms that run where there is no network."""

BANNED = ("utils", "helpers", "common", "manager", "service", "misc")
"""Names that say nothing about what is inside."""


def exists(room: str) -> bool:
    """Say whether a room is there: a package with its `__init__`, or one file."""
    return (PACKAGE / room / "__init__.py").is_file() or (
        PACKAGE / f"{room}.py"
    ).is_file()
