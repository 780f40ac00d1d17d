"""A lamp for each shared tablet: silent, waiting, in use. In memory, and coarse.

Refuses to be stored, logged or counted: a lamp forgets what it showed before (D3).
"""

from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

SILENT_AFTER = 150
"""Seconds without a word after which a tablet is shown as silent; it speaks at random
moments 30 to 60 s apart, whatever its member does."""


class Lamp(StrEnum):
    """What the technician sees of a tablet."""

    SILENT = "silent"
    WAITING = "waiting"
    IN_USE = "in_use"


@dataclass
class _Seen:
    using: bool
    until: int


class Lamps:
    """The lamps of all tablets of this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: dict[tuple[str, str], _Seen] = {}

    def light(self, event: str, name: str, now: int, *, using: bool) -> None:
        """Take a tablet's word; the one before is gone."""
        with self._lock:
            self._seen[event, name] = _Seen(using, now + SILENT_AFTER)

    def show(self, event: str, name: str, now: int) -> Lamp:
        """Return what a tablet's lamp shows."""
        with self._lock:
            found = self._seen.get((event, name))
        if found is None or found.until < now:
            return Lamp.SILENT
        return Lamp.IN_USE if found.using else Lamp.WAITING

    def put_out(self, event: str, name: str) -> None:
        """Forget a tablet."""
        with self._lock:
            self._seen.pop((event, name), None)
