"""Minutes of destruction: what was destroyed, when, by whom, under which minutes.

Refuses an order without a name or without the reference of the minutes, an order whose
words no paper could show, and minutes in any other form than they were written in.
"""

import datetime as dt
import re
from dataclasses import dataclass

from ballot_service.errors import BadText, NoReason, UnknownChoice
from ballot_service.planning.field_rules import check_text
from ballot_service.protocol.encoding import Fields, decode, same_bytes
from ballot_service.record.manifest import canonical

SCHEMA = "ballot-service/destruction/1"
KINDS = ("share", "issuing_key", "ballots", "rest")
MAX_FILE = 16 * 1024
"""Most bytes of a file of minutes."""
_NAMES = ("schema", "what", "subject", "digest", "minutes", "by", "on")
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


_VIETNAM = dt.timezone(dt.timedelta(hours=7))


def day_of(now: float) -> dt.date:
    """Return the day of a moment as papers date it: in Vietnam.

    A counting laptop may be set to any zone, and nobody examines it.
    """
    return dt.datetime.fromtimestamp(now, _VIETNAM).date()


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
        """Check that the order says who, and under which minutes, as a paper can.

        Nothing is destroyed under words that its minutes could not be printed with.

        Raises:
            NoReason: blank, or of more than 300 characters, not in NFC, or with a
            control character.
        """
        if not self.minutes.strip() or not self.by.strip():
            raise NoReason("destruction")
        try:
            check_text(self.minutes, "minutes")
            check_text(self.by, "by")
        except BadText as error:
            raise NoReason(error.detail) from error

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


@dataclass(frozen=True)
class Destruction:
    """What minutes of destruction say.

    Attributes:
        what: a key of `KINDS`.
        subject: uuid of the election or id of the cycle.
        digest: SHA-256 of what was destroyed, in hexadecimal.
        order: the reference of the minutes, by whom, on which day.
    """

    what: str
    subject: str
    digest: str
    order: Order


def read_minutes(unverified: bytes) -> Destruction:
    """Read minutes of destruction as `Order.minutes_of` wrote them.

    A line's end after them is taken: a command or an editor puts it there.

    Raises:
        TooLarge, NotJson, DuplicateKey, WrongType, UnknownField, MissingField,
        NumberOutOfRange. UnknownChoice: another schema, or a thing that is not
        destroyed by minutes. BadText: a text, hash or day that is none, by its field.
        NotCanonical: not the bytes that were written.
    """
    bare = unverified.rstrip(b"\r\n")
    fields = Fields(decode(bare, MAX_FILE), "destruction", _NAMES)
    if fields.text("schema") != SCHEMA:
        raise UnknownChoice("destruction.schema: another schema")
    what, digest = fields.text("what"), fields.text("digest")
    if what not in KINDS:
        raise UnknownChoice(f"destruction.what: {what[:40]!r}")
    if not _DIGEST.fullmatch(digest):
        raise BadText("destruction.digest: not a SHA-256 in hexadecimal")
    for name in ("subject", "minutes", "by"):
        check_text(fields.raw(name), fields.at(name))
        if not fields.text(name).strip():
            raise BadText(f"{fields.at(name)}: blank")
    order = Order(fields.text("minutes"), fields.text("by"), _day(fields))
    found = Destruction(what, fields.text("subject"), digest, order)
    written = order.minutes_of(found.what, found.subject, found.digest)
    same_bytes(bare, written, "destruction")
    return found


def _day(fields: Fields) -> dt.date:
    text = fields.text("on")
    refusal = BadText(f"{fields.at('on')}: not a day YYYY-MM-DD")
    if not _DAY.fullmatch(text):
        raise refusal
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise refusal from error
