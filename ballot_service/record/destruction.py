"""Minutes of destruction: what was destroyed, when, by whom, under which minutes.

Refuses an order without a name or without the reference of the minutes.
"""

import datetime as dt
from dataclasses import dataclass

from ballot_service.errors import NoReason
from ballot_service.record.manifest import canonical

SCHEMA = "ballot-service/destruction/1"


@dataclass(frozen=True)
class Order:
    """An order to destroy.

    Attributes:
        minutes: reference of the minutes of destruction.
        by: who destroys, as the minutes name him.
        on: the day.
    """

    minutes: str
    by: str
    on: dt.date

    def check(self) -> None:
        """Check that the order says who, and under which minutes.

        Raises:
            NoReason.
        """
        if not self.minutes.strip() or not self.by.strip():
            raise NoReason("destruction")

    def minutes_of(self, what: str, subject: str, digest: str) -> bytes:
        """Return the minutes as canonical JSON (`docs/spec/cycle.md`, section 7).

        Args:
            what: "share", "issuing_key", "ballots" or "rest".
            subject: uuid of the election or id of the cycle.
            digest: SHA-256 of what is destroyed, in hexadecimal.
        """
        return canonical(
            {
                "schema": SCHEMA,
                "what": what,
                "subject": subject,
                "digest": digest,
                "minutes": self.minutes,
                "by": self.by,
                "on": self.on.isoformat(),
            }
        )
