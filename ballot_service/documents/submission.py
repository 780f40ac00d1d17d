"""F8, the submission (tờ trình) to the superior body: grounds, course, result, request.

Refuses figures and names that no verified statement holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ballot_service.documents.ballot_words import KINDS, electors, medium_words
from ballot_service.documents.blocks import (
    Block,
    basis,
    figures,
    item,
    items,
    persons,
    section,
)
from ballot_service.documents.composing import Composed, composed_pdf
from ballot_service.documents.editable import composed_docx
from ballot_service.documents.facts import Paper, Signer, check_line, check_long
from ballot_service.documents.heading import stamped
from ballot_service.documents.lists import (
    LISTS,
    Counted,
    ListFacts,
    counted_lines,
    list_blocks,
)
from ballot_service.documents.source import check_source
from ballot_service.documents.words import count_text, day_text, persons_text
from ballot_service.errors import FactMissing, StatementMissing
from ballot_service.planning.composition import Band
from ballot_service.planning.outcomes import ResultLists, TitleResult
from ballot_service.verify.statements import VerifiedStatement

_STEPS = {
    ("removal", 1): "Bước 1. Tập thể lãnh đạo bỏ phiếu đưa ra khỏi quy hoạch",
    ("consultation", 2): "Bước 2. Lấy ý kiến tại hội nghị cán bộ chủ chốt",
    ("consultation", 3): "Bước 3. Lấy ý kiến tại hội nghị mở rộng",
    ("addition", 4): "Bước 4. Tập thể lãnh đạo thảo luận, bỏ phiếu kín",
    ("reballot", 4): "Bỏ phiếu lại giữa các nhân sự bằng phiếu",
}


@dataclass(frozen=True)
class SubmissionFacts:
    """What was typed.

    Attributes:
        addressee: "Ban Thường vụ Tỉnh ủy Trường Hà".
        grounds: "Căn cứ …", one a line.
        introduction: what the body did and submits.
        explanation: on structure, ties, differences; may be "".
        minutes: of each statement (by its digest) the number of its minutes.
        reasons: nominee id to the reason of removal. bands: of the summary.
        attachments: what is enclosed, in order.
    """

    paper: Paper
    addressee: str
    grounds: tuple[str, ...]
    introduction: str
    explanation: str
    minutes: Mapping[str, str]
    reasons: Mapping[str, str]
    bands: tuple[Band, ...]
    attachments: tuple[str, ...]
    signer: Signer
    recipients: tuple[str, ...]

    def __post_init__(self) -> None:
        check_line(self.addressee, "addressee")
        check_long(self.introduction, "introduction")
        if self.explanation:
            check_long(self.explanation, "explanation")
        if not self.grounds or not self.attachments:
            raise FactMissing("grounds or attachments")
        for name in ("grounds", "attachments", "recipients"):
            for line in getattr(self, name):
                check_line(line, name)
        for digest, number in self.minutes.items():
            check_line(number, f"minutes.{digest[:8]}")


def submission(
    lists: ResultLists, statements: Sequence[VerifiedStatement], facts: SubmissionFacts
) -> bytes:
    """Return the submission as PDF/A.

    Args:
        lists: as planning closed them; the two proposed lists are submitted.
        statements: of every ballot of the year, in the order of the cycle.

    Raises:
        UnverifiedSource, EntryNotOfStatement, DocumentNotSet.
        StatementMissing: no step 4. FactMissing: nobody is submitted, no number of
        minutes for a statement, or no reason for a removal.
    """
    return composed_pdf(compose_submission(lists, statements, facts))


def submission_docx(
    lists: ResultLists, statements: Sequence[VerifiedStatement], facts: SubmissionFacts
) -> bytes:
    """Return the submission as DOCX: without figures, and without the lists."""
    return composed_docx(compose_submission(lists, statements, facts))


def compose_submission(
    lists: ResultLists, statements: Sequence[VerifiedStatement], facts: SubmissionFacts
) -> Composed:
    """Compose what both forms are made of."""
    for statement in statements:
        check_source(statement, KINDS)
    if not any(one.verdict.kind == "addition" for one in statements):
        raise StatementMissing("step 4")
    parts = [
        (name, counted_lines(name, getattr(lists, name), statements))
        for name in ("proposed_for_confirmation", "proposed_removals")
    ]
    submitted = [(name, lines) for name, lines in parts if lines]
    if not submitted:
        raise FactMissing("lists.proposed_for_confirmation or proposed_removals")
    last = statements[-1]
    year = last.manifest.date.year
    blocks: list[Block] = [basis(line) for line in facts.grounds]
    blocks += items(facts.introduction)
    blocks.append(section("I. QUÁ TRÌNH THỰC HIỆN"))
    for statement in statements:
        blocks += _course(statement, facts)
    blocks.append(section("II. KẾT QUẢ"))
    for number, (name, lines) in enumerate(submitted, 1):
        blocks += _result(number, name, lines, facts)
    blocks += _explanation(statements, facts)
    blocks.append(section("III. ĐỀ NGHỊ"))
    for name, lines in submitted:
        blocks += _request(name, lines, facts)
    blocks += [section("IV. TÀI LIỆU KÈM THEO"), persons(facts.attachments)]
    return Composed(
        paper=facts.paper,
        abbreviation="TTr",
        kind="TỜ TRÌNH",
        about=f"Về rà soát, bổ sung quy hoạch chức danh lãnh đạo, quản lý năm {year}",
        blocks=tuple(blocks),
        foot=f"Tờ trình · mã bản kết quả {last.code}",
        addressee=facts.addressee,
        closing=f"Kính trình {facts.addressee} xem xét, cho ý kiến./.",
        signers=((stamped(facts.signer),),),
        recipients=facts.recipients,
    )


def _course(statement: VerifiedStatement, facts: SubmissionFacts) -> list[Block]:
    numbers, verdict = statement.numbers, statement.verdict
    minutes = facts.minutes.get(statement.digest)
    if minutes is None:
        raise FactMissing(f"minutes of step {verdict.step}")
    who = electors(statement)
    head = f"– {_STEPS[verdict.kind, verdict.step]}, "
    head += f"{day_text(statement.manifest.date)}: "
    source = f"{minutes}, mã bản kết quả {statement.code}"
    text = (
        f"{who[:1].lower()}{who[1:]} {count_text(numbers.members)}, có mặt "
        f"{count_text(numbers.present)}; phát ra {count_text(numbers.issued)} phiếu, "
        f"thu về {count_text(numbers.returned)}, hợp lệ {count_text(numbers.valid)}, "
        f"không hợp lệ {count_text(numbers.invalid)}; {medium_words(statement)} "
        f"({source})."
    )
    return figures([item(head + text)], f"{head}kết quả theo {source}.")


def _result(
    number: int, name: str, lines: Sequence[Counted], facts: SubmissionFacts
) -> list[Block]:
    first = lines[0].statement
    as_list = ListFacts(
        facts.paper, facts.reasons, facts.bands, facts.signer, facts.recipients
    )
    where = f"Danh sách kèm theo (bản PDF đã ký), mã bản kết quả {first.code}."
    return [
        section(f"{number}. {LISTS[name]}"),
        *figures(list_blocks(name, lines, as_list), where),
    ]


def _explanation(
    statements: Sequence[VerifiedStatement], facts: SubmissionFacts
) -> list[Block]:
    waiting: dict[str, list[str]] = {}
    for statement in statements:
        for flag in statement.verdict.flags:
            if flag.code == "DEPENDS_ON_REMOVAL":
                names = [statement.manifest.plan.nominee(n).name for n in flag.nominees]
                waiting.setdefault(flag.title, []).extend(names)
    # The places of a re-ballot are what was left; those of the title are step 4's.
    addition = next(one for one in statements if one.verdict.kind == "addition")
    blocks = [
        item(_dependence(addition.verdict.title(title), names))
        for title, names in waiting.items()
    ]
    where = "Nội dung phụ thuộc việc đưa ra khỏi quy hoạch: theo danh sách kèm theo."
    marked = figures(blocks, where) if blocks else []
    if facts.explanation:
        marked += items(facts.explanation)
    return [section("3. Nội dung cần báo cáo thêm"), *marked] if marked else []


def _dependence(title: TitleResult, names: Sequence[str]) -> str:
    return (
        f"– Số lượng bổ sung chức danh {title.name} phụ thuộc việc cấp có thẩm quyền "
        "phê duyệt đề xuất đưa ra khỏi quy hoạch: chắc chắn "
        f"{count_text(title.places_certain)}, dự kiến {count_text(title.places)} khi "
        f"được phê duyệt; nhân sự phụ thuộc: {', '.join(dict.fromkeys(names))}."
    )


def _request(
    name: str, lines: Sequence[Counted], facts: SubmissionFacts
) -> list[Block]:
    address = lines[0].statement.manifest.plan.profile.address
    count = persons_text(len({one.entry.nominee for one in lines}), address)
    text = {
        "proposed_for_confirmation": "xem xét, xác nhận bổ sung quy hoạch đối với",
        "proposed_removals": "xem xét, cho ý kiến đưa ra khỏi quy hoạch đối với",
    }[name]
    head = f"– Đề nghị {facts.addressee} {text}"
    return figures(
        [item(f"{head} {count} có tên tại mục II.")],
        f"{head} các nhân sự có tên trong danh sách kèm theo.",
    )
