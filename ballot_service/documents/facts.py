"""What no statement holds and every paper needs: office, meeting, persons, sealing.

Refuses an empty or unprintable field by its name, and holds no figure of a count.
"""

import datetime as dt
import unicodedata
from dataclasses import dataclass, fields

from ballot_service.errors import BadText, FactMissing, UnknownChoice
from ballot_service.planning.field_rules import check_int, check_text

FAMILIES = ("party", "state")
GRADES = {"none": "", "mat": "MẬT", "toi_mat": "TỐI MẬT"}
MAX_LONG = 6000
"""Most characters of a text of several lines."""


def check_line(value: str, where: str) -> None:
    """Check a text of one line, 1 to 300 characters.

    Raises:
        FactMissing: it is empty. WrongType, BadText: as `check_text` says.
    """
    if not value.strip():
        raise FactMissing(where)
    check_text(value, where)


def check_long(value: str, where: str) -> None:
    """Check a text that may have several lines, 1 to 6000 characters in NFC.

    Raises:
        FactMissing: it is empty. BadText: anything else.
    """
    if not value.strip():
        raise FactMissing(where)
    if len(value) > MAX_LONG:
        raise BadText(f"{where}: {len(value)} characters")
    if not unicodedata.is_normalized("NFC", value):
        raise BadText(f"{where}: not NFC")
    if any(
        unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\r\n\t"
        for letter in value
    ):
        raise BadText(f"{where}: a control character or surrogate")


def _check_lines(facts: object, where: str, optional: tuple[str, ...] = ()) -> None:
    for field in fields(facts):  # type: ignore[arg-type]
        value = getattr(facts, field.name)
        if isinstance(value, str) and not (field.name in optional and not value):
            check_line(value, f"{where}.{field.name}")


@dataclass(frozen=True)
class Office:
    """The body that issues papers.

    Attributes:
        family: "party" (36-HD/VPTW) or "state" (ND 30/2020): rules 3.1.
        superior: the body above, "" for none.
        body: the issuing body.
        place: for the date line, "Trường Hà".
        symbol: of the body in numbers of papers, "ĐU" or "SKHHT".
    """

    family: str
    superior: str
    body: str
    place: str
    symbol: str

    def __post_init__(self) -> None:
        if self.family not in FAMILIES:
            raise UnknownChoice(f"office.family: {self.family}")
        _check_lines(self, "office", ("superior",))


@dataclass(frozen=True)
class Paper:
    """One paper of the office.

    Attributes:
        number: 0 where it is to be written by hand.
        day: the paper's day.
        secrecy: a key of `GRADES`, the cycle's grade.
    """

    office: Office
    number: int
    day: dt.date
    secrecy: str

    def __post_init__(self) -> None:
        check_int(self.number, "paper.number", 0, 99_999)
        if self.secrecy not in GRADES:
            raise UnknownChoice(f"paper.secrecy: {self.secrecy}")


@dataclass(frozen=True)
class Person:
    """Somebody who chairs, writes or signs; `post` may be ""."""

    name: str
    post: str = ""

    def __post_init__(self) -> None:
        _check_lines(self, "person", ("post",))


@dataclass(frozen=True)
class Signer:
    """Who signs a paper, and as what.

    Attributes:
        capacity: lines above the signature, ("T/M BAN THƯỜNG VỤ", "BÍ THƯ").
    """

    capacity: tuple[str, ...]
    person: Person

    def __post_init__(self) -> None:
        if not self.capacity:
            raise FactMissing("signer.capacity")
        for line in self.capacity:
            check_line(line, "signer.capacity")


@dataclass(frozen=True)
class Meeting:
    """One meeting, in local time.

    Attributes:
        name: "Hội nghị tập thể lãnh đạo Sở".
        place: where it sat.
    """

    name: str
    place: str
    opened: dt.datetime
    closed: dt.datetime
    chair: Person
    secretary: Person

    def __post_init__(self) -> None:
        _check_lines(self, "meeting")
        if self.closed < self.opened:
            raise BadText("meeting.closed: before meeting.opened")


@dataclass(frozen=True)
class Absent:
    """One member who was not there; `reason` is "" for an absence without one."""

    name: str
    reason: str

    def __post_init__(self) -> None:
        _check_lines(self, "absent", ("reason",))


@dataclass(frozen=True)
class Complaint:
    """An opinion or complaint at the meeting, and how it was settled."""

    text: str
    settled: str

    def __post_init__(self) -> None:
        check_long(self.text, "complaint.text")
        check_long(self.settled, "complaint.settled")


@dataclass(frozen=True)
class Sealing:
    """What was sealed and to whom it was handed over.

    Attributes:
        medium: "01 thiết bị lưu trữ ghi một lần", or the envelope of paper ballots.
        number: of medium and seal.
        receiver: who took it.
        at: when.
    """

    medium: str
    number: str
    receiver: str
    at: dt.datetime

    def __post_init__(self) -> None:
        _check_lines(self, "sealing")
