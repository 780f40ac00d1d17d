"""F4, the counting minutes (biên bản kiểm phiếu), field by field (rules 3.6).

Refuses another source of figures than a verified statement, and names of those absent
that are not as many as it counts.
"""

import datetime as dt
from dataclasses import dataclass

from ballot_service.documents.ballot_words import (
    ANSWERS,
    INVALID_WORDS,
    KINDS,
    about,
    electors,
    medium_words,
    rate_basis,
)
from ballot_service.documents.codes import code_rows, codes_qr
from ballot_service.documents.facts import (
    Absent,
    Complaint,
    Meeting,
    Paper,
    Person,
    Sealing,
    check_line,
)
from ballot_service.documents.heading import frame, on_behalf, recipients_text, signer
from ballot_service.documents.printable import abstract, printable, printable_lines
from ballot_service.documents.result_parts import (
    advice,
    conclusions,
    highest_down,
    in_ballot_order,
)
from ballot_service.documents.source import check_source
from ballot_service.documents.typesetting import set_pdf
from ballot_service.documents.words import (
    before_name,
    count_text,
    moment_text,
    persons_text,
)
from ballot_service.errors import AbsentNotAsCounted
from ballot_service.planning.field_rules import check_int
from ballot_service.planning.paper_count import Invalid
from ballot_service.planning.quorum import min_present
from ballot_service.planning.rates import rate_text
from ballot_service.verify.statements import VerifiedStatement

ROLES = {"head": "Trưởng ban", "member": "Ủy viên", "secretary": "Thư ký"}
_AT_THE_FOOT = "Biên bản kiểm phiếu"


@dataclass(frozen=True)
class CountingFacts:
    """What the minutes need beside the statement.

    Attributes:
        absent: every absent member, as many as N - P.
        copies: number of originals. adopted: when the minutes were adopted.
        recipients: lines of "Nơi nhận".
        few_slips: members who voted by slip, where they are so few that the minutes
            must say so (architecture D2); 0 where there is nothing to say.
    """

    paper: Paper
    meeting: Meeting
    absent: tuple[Absent, ...]
    complaints: tuple[Complaint, ...]
    sealing: Sealing
    copies: int
    adopted: dt.datetime
    recipients: tuple[str, ...]
    few_slips: int = 0

    def __post_init__(self) -> None:
        check_int(self.copies, "copies", 1, 99)
        check_int(self.few_slips, "few_slips", 0, 99)
        for line in self.recipients:
            check_line(line, "recipients")


def counting_minutes(statement: VerifiedStatement, facts: CountingFacts) -> bytes:
    """Return the minutes as PDF/A.

    Raises:
        UnverifiedSource, AbsentNotAsCounted, DocumentNotSet.
    """
    check_source(statement, KINDS)
    check_facts(statement, facts)
    data = {
        **frame(
            facts.paper,
            "BB",
            f"Biên bản kiểm phiếu {about(statement)}",
            f"{_AT_THE_FOOT} · mã bản kết quả {statement.code}",
        ),
        "about": abstract(f"Kết quả {about(statement)}"),
        **_meeting_parts(statement, facts),
        **_result_parts(statement),
        "few_slips": _few_slips(statement, facts.few_slips),
        **_closing_parts(statement, facts),
    }
    return set_pdf("counting-minutes", data, facts.paper.day)


def check_facts(statement: VerifiedStatement, facts: CountingFacts) -> None:
    """Check that the typed names are as many as the statement counts absent.

    Raises:
        AbsentNotAsCounted.
    """
    numbers = statement.numbers
    if len(facts.absent) != numbers.absent:
        raise AbsentNotAsCounted(f"{len(facts.absent)} named, {numbers.absent} counted")


def _meeting_parts(
    statement: VerifiedStatement, facts: CountingFacts
) -> dict[str, object]:
    numbers, profile = statement.numbers, statement.manifest.plan.profile
    address, meeting = profile.address, facts.meeting
    excused = sum(bool(member.reason) for member in facts.absent)
    share = rate_text(numbers.present, numbers.members)
    least = min_present(profile, numbers.members)
    committee = [
        f"{before_name(address)} {member.name} – {ROLES[member.role]}"
        for member in statement.manifest.committee
    ]
    return {
        "opening": printable(
            f"Hôm nay, hồi {moment_text(meeting.opened)}, tại {meeting.place}."
        ),
        "meeting": printable(
            f"{meeting.name}; chủ trì: {before_name(address)} {meeting.chair.name}"
            + (f", {meeting.chair.post}" if meeting.chair.post else "")
            + f"; thư ký: {before_name(address)} {meeting.secretary.name}."
        ),
        "committee_head": "Ban kiểm phiếu gồm "
        f"{persons_text(len(committee), address)}:",
        "committee": [printable(line[:1].upper() + line[1:]) for line in committee],
        "members": f"{electors(statement)}: {persons_text(numbers.members, address)}.",
        "present": f"Có mặt: {persons_text(numbers.present, address)} "
        f"(chiếm {share} trên tổng số {count_text(numbers.members)}); vắng mặt: "
        f"{persons_text(numbers.absent, address)} (có lý do: {count_text(excused)}; "
        f"không có lý do: {count_text(numbers.absent - excused)}).",
        "absent": [
            printable(f"{member.name} – {member.reason or 'không có lý do'}")
            for member in facts.absent
        ],
        "quorum": "Hội nghị đủ điều kiện bỏ phiếu theo quy chế (tối thiểu "
        f"{persons_text(least, address)} có mặt).",
    }


def _result_parts(statement: VerifiedStatement) -> dict[str, object]:
    numbers, verdict = statement.numbers, statement.verdict
    answers = ANSWERS[verdict.kind]
    basis = rate_basis(statement)
    threshold = ""
    if verdict.min_yes:
        threshold = (
            f" Nhân sự đạt khi có trên 50% {basis} đồng ý, "
            f"tức là từ {count_text(verdict.min_yes)} phiếu trở lên."
        )
    return {
        "medium": medium_words(statement),
        "ballots": [
            ["Số phiếu phát ra", count_text(numbers.issued)],
            ["Số phiếu thu về", count_text(numbers.returned)],
            ["Số phiếu hợp lệ", count_text(numbers.valid)],
            ["Số phiếu không hợp lệ", count_text(numbers.invalid)],
        ],
        "unreturned": "Số phiếu phát ra không thu về: "
        f"{count_text(numbers.unreturned)}.",
        "invalid": [
            f"{INVALID_WORDS[reason]}: {count_text(ballots)} phiếu"
            for reason, ballots in zip(Invalid, statement.invalid, strict=False)
            if ballots
        ],
        "answers": [answers.agree, answers.disagree],
        "threshold_column": bool(verdict.min_yes),
        "base_short": f"trên\u00a0{count_text(verdict.outcomes[0].rate_base)}",
        "tables": in_ballot_order(statement),
        "ranking": highest_down(statement),
        "basis": f"Căn cứ tính tỷ lệ: tính trên {basis}.{threshold}",
        "conclusions": [] if verdict.kind == "consultation" else conclusions(statement),
        "advice": advice(statement),
    }


def _few_slips(statement: VerifiedStatement, members: int) -> str:
    if not members:
        return ""
    persons = persons_text(members, statement.manifest.plan.profile.address)
    return f"Bỏ phiếu bằng thẻ nhận phiếu: {persons} (ít hơn 03)."


def _closing_parts(
    statement: VerifiedStatement, facts: CountingFacts
) -> dict[str, object]:
    sealing, family = facts.sealing, facts.paper.office.family
    digest = statement.digest if statement.hashes is None else statement.hashes.final
    by_role = sorted(statement.manifest.committee, key=lambda who: who.role != "head")
    chair = signer(
        ("CHỦ TRÌ HỘI NGHỊ",), facts.meeting.chair, "(ký, đóng dấu, ghi rõ họ tên)"
    )
    head = signer(
        (on_behalf(family, "BAN KIỂM PHIẾU"), "TRƯỞNG BAN"), Person(by_role[0].name)
    )
    others = [
        signer((ROLES[who.role].upper(),), Person(who.name)) for who in by_role[1:]
    ]
    return {
        "complaints": [
            {
                "text": printable_lines(complaint.text),
                "settled": printable_lines(complaint.settled),
            }
            for complaint in facts.complaints
        ],
        "sealing": printable(
            f"Phương tiện lưu trữ: {sealing.medium}, số {sealing.number}; bàn giao cho "
            f"{sealing.receiver} lúc {moment_text(sealing.at)}."
        ),
        "sealing_digest": digest,
        "codes": code_rows(statement),
        "qr": codes_qr(statement),
        "closing": printable(
            f"Biên bản được lập thành {count_text(facts.copies)} bản có giá trị như "
            f"nhau, được thông qua lúc {moment_text(facts.adopted)}."
        ),
        "signers": [[chair, head], *_in_pairs(others)],
        "recipients": recipients_text(facts.paper, facts.recipients),
    }


def _in_pairs(signers: list[dict[str, object]]) -> list[list[dict[str, object] | None]]:
    rows: list[list[dict[str, object] | None]] = []
    for i in range(0, len(signers), 2):
        row: list[dict[str, object] | None] = list(signers[i : i + 2])
        rows.append(row if len(row) > 1 else [None, *row])
    return rows
