"""F5, the minutes of a conference (biên bản hội nghị): what was said and concluded.

Refuses figures of a count: the minutes refer to the counting minutes that hold them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.documents.ballot_words import KINDS, about, electors
from ballot_service.documents.blocks import Block, figures, item, items, section
from ballot_service.documents.composing import Composed, composed_pdf
from ballot_service.documents.editable import composed_docx
from ballot_service.documents.facts import Meeting, Paper, check_line, check_long
from ballot_service.documents.heading import signer
from ballot_service.documents.source import check_source
from ballot_service.documents.words import (
    before_name,
    count_text,
    day_text,
    moment_text,
    persons_text,
)
from ballot_service.errors import FactMissing
from ballot_service.planning.field_rules import check_int
from ballot_service.verify.statements import VerifiedStatement


@dataclass(frozen=True)
class Topic:
    """One point of the agenda: its heading, and what was said on it."""

    heading: str
    text: str

    def __post_init__(self) -> None:
        check_line(self.heading, "topic.heading")
        check_long(self.text, "topic.text")


@dataclass(frozen=True)
class BallotReference:
    """A ballot of the meeting, and the number of its counting minutes as printed."""

    statement: VerifiedStatement
    minutes: str

    def __post_init__(self) -> None:
        check_source(self.statement, KINDS)
        check_line(self.minutes, "reference.minutes")


@dataclass(frozen=True)
class ConferenceFacts:
    """What was typed.

    Attributes:
        attendance: who was there, as words; with a ballot its figures come first.
        content: what the meeting was about. topics: at least one.
        conclusion: of the chair.
    """

    paper: Paper
    meeting: Meeting
    attendance: str
    content: str
    topics: tuple[Topic, ...]
    conclusion: str
    copies: int
    recipients: tuple[str, ...]

    def __post_init__(self) -> None:
        check_long(self.attendance, "attendance")
        check_long(self.content, "content")
        check_long(self.conclusion, "conclusion")
        check_int(self.copies, "copies", 1, 99)
        if not self.topics:
            raise FactMissing("topics")
        for line in self.recipients:
            check_line(line, "recipients")


def conference_minutes(
    facts: ConferenceFacts, ballots: Sequence[BallotReference], address: str
) -> bytes:
    """Return the minutes as PDF/A.

    Args:
        facts: what was typed.
        ballots: of this meeting, may be empty.
        address: the profile's form of address.

    Raises:
        DocumentNotSet.
    """
    return composed_pdf(compose_conference(facts, ballots, address))


def conference_docx(
    facts: ConferenceFacts, ballots: Sequence[BallotReference], address: str
) -> bytes:
    """Return the minutes as DOCX, without a figure of any count."""
    return composed_docx(compose_conference(facts, ballots, address))


def compose_conference(
    facts: ConferenceFacts, ballots: Sequence[BallotReference], address: str
) -> Composed:
    """Compose what both forms are made of."""
    meeting, name = facts.meeting, before_name(address)
    post = f", {meeting.chair.post}" if meeting.chair.post else ""
    duty = f", {meeting.secretary.post}" if meeting.secretary.post else ""
    blocks: list[Block] = [
        section("I. THỜI GIAN, ĐỊA ĐIỂM VÀ THÀNH PHẦN"),
        item(f"Thời gian: bắt đầu hồi {moment_text(meeting.opened)}."),
        item(f"Địa điểm: {meeting.place}."),
        item(f"Chủ trì: {name} {meeting.chair.name}{post}."),
        item(f"Thư ký: {name} {meeting.secretary.name}{duty}."),
        *_attendance(ballots, address),
        *items(facts.attendance, "Thành phần: "),
        section("II. NỘI DUNG"),
        *items(facts.content),
        section("III. DIỄN BIẾN VÀ Ý KIẾN"),
    ]
    for number, topic in enumerate(facts.topics, 1):
        blocks.append(section(f"{number}. {topic.heading}"))
        blocks += items(topic.text)
    if ballots:
        blocks.append(section("IV. KẾT QUẢ BỎ PHIẾU, LẤY Ý KIẾN"))
        blocks += [_reference(one) for one in ballots]
    blocks.append(section(f"{'V' if ballots else 'IV'}. KẾT LUẬN"))
    blocks += items(facts.conclusion)
    return Composed(
        paper=facts.paper,
        abbreviation="BB",
        kind="BIÊN BẢN",
        about=meeting.name,
        blocks=tuple(blocks),
        foot=f"Biên bản hội nghị {day_text(meeting.opened.date())}",
        closing=f"Hội nghị kết thúc hồi {moment_text(meeting.closed)}. Biên bản được "
        f"lập thành {count_text(facts.copies)} bản, đã thông qua hội nghị.",
        signers=(
            (
                signer(("THƯ KÝ",), meeting.secretary),
                signer(("CHỦ TRÌ",), meeting.chair, "(ký, đóng dấu, ghi rõ họ tên)"),
            ),
        ),
        recipients=facts.recipients,
    )


def _attendance(ballots: Sequence[BallotReference], address: str) -> list[Block]:
    if not ballots:
        return []
    statement, numbers = ballots[0].statement, ballots[0].statement.numbers
    line = item(
        f"{electors(statement)}: {persons_text(numbers.members, address)}; có mặt: "
        f"{persons_text(numbers.present, address)}; vắng mặt: "
        f"{persons_text(numbers.absent, address)}."
    )
    where = f"Số người có mặt, vắng mặt: theo {ballots[0].minutes}."
    return figures([line], where)


def _reference(ballot: BallotReference) -> Block:
    return item(
        f"– Kết quả {about(ballot.statement)}: theo {ballot.minutes}, mã bản kết quả "
        f"{ballot.statement.code}."
    )
