"""The decision (quyết định) on titles under own authority, with its list attached.

Refuses a person whom no verified statement counted onto the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.documents.blocks import (
    GROW,
    Block,
    article,
    basis,
    beneath,
    centre,
    figures,
    item,
    table,
)
from ballot_service.documents.composing import Composed, composed_pdf
from ballot_service.documents.editable import composed_docx
from ballot_service.documents.facts import Paper, Signer, check_line, check_long
from ballot_service.documents.heading import reference_text, stamped
from ballot_service.documents.lists import Counted, counted_lines
from ballot_service.documents.printable import printable_lines
from ballot_service.documents.words import persons_text
from ballot_service.errors import FactMissing
from ballot_service.planning.outcomes import ResultLists
from ballot_service.verify.statements import VerifiedStatement


@dataclass(frozen=True)
class DecisionFacts:
    """What was typed.

    Attributes:
        authority: who decides, in capitals above the grounds: "GIÁM ĐỐC SỞ …".
        grounds: "Căn cứ …", one a line.
        execution: the articles after the list, in order, without "Điều n.".
    """

    paper: Paper
    authority: str
    grounds: tuple[str, ...]
    execution: tuple[str, ...]
    signer: Signer
    recipients: tuple[str, ...]

    def __post_init__(self) -> None:
        check_line(self.authority, "authority")
        if not self.grounds or not self.execution:
            raise FactMissing("grounds or execution")
        for line in self.grounds:
            check_line(line, "grounds")
        for text in self.execution:
            check_long(text, "execution")
        for line in self.recipients:
            check_line(line, "recipients")


def decision(
    lists: ResultLists, statements: Sequence[VerifiedStatement], facts: DecisionFacts
) -> bytes:
    """Return the decision as PDF/A.

    Args:
        lists: as planning closed them; `additions` and `removals` are decided on.
        statements: of all ballots behind them.

    Raises:
        UnverifiedSource, EntryNotOfStatement, DocumentNotSet.
        FactMissing: nobody is on either list.
    """
    return composed_pdf(compose_decision(lists, statements, facts))


def decision_docx(
    lists: ResultLists, statements: Sequence[VerifiedStatement], facts: DecisionFacts
) -> bytes:
    """Return the decision as DOCX; its list is the signed list F7 and not in it."""
    return composed_docx(compose_decision(lists, statements, facts))


def compose_decision(
    lists: ResultLists, statements: Sequence[VerifiedStatement], facts: DecisionFacts
) -> Composed:
    """Compose what both forms are made of."""
    additions = counted_lines("additions", lists.additions, statements)
    removals = counted_lines("removals", lists.removals, statements)
    if not additions and not removals:
        raise FactMissing("lists.additions or lists.removals")
    first = (additions or removals)[0].statement
    year, address = first.manifest.date.year, first.manifest.plan.profile.address
    articles = []
    for lines, text in (
        (additions, "Bổ sung quy hoạch chức danh lãnh đạo, quản lý đối với"),
        (removals, "Đưa ra khỏi quy hoạch chức danh lãnh đạo, quản lý đối với"),
    ):
        if lines:
            count = persons_text(len({one.entry.nominee for one in lines}), address)
            where = f"{text} {count} (có danh sách kèm theo)."
            without = f"{text} các nhân sự có tên trong danh sách kèm theo."
            articles.append((where, without))
    blocks: list[Block] = [centre(facts.authority)]
    blocks += [basis(line) for line in facts.grounds]
    blocks.append(centre("QUYẾT ĐỊNH:"))
    for number, (where, without) in enumerate(articles, 1):
        blocks += figures([article(number, where)], f"Điều {number}. {without}")
    for number, text in enumerate(facts.execution, len(articles) + 1):
        first_line, *more = printable_lines(text)
        blocks.append(article(number, first_line))
        blocks += [item(line) for line in more]
    reference = reference_text(facts.paper, "QĐ")
    attached = [
        centre("DANH SÁCH"),
        beneath(f"(Kèm theo Quyết định {reference})"),
    ]
    attached += [_table("Bổ sung quy hoạch", additions)] if additions else []
    attached += [_table("Đưa ra khỏi quy hoạch", removals)] if removals else []
    where = f"Danh sách kèm theo: bản PDF đã ký, mã bản kết quả {first.code}."
    return Composed(
        paper=facts.paper,
        abbreviation="QĐ",
        kind="QUYẾT ĐỊNH",
        about=f"Về quy hoạch chức danh lãnh đạo, quản lý, đợt rà soát năm {year}",
        blocks=tuple(blocks),
        foot=f"Quyết định · mã bản kết quả {first.code}",
        signers=((stamped(facts.signer),),),
        recipients=facts.recipients,
        annex=tuple(figures(attached, where)),
    )


def _table(caption: str, lines: Sequence[Counted]) -> Block:
    return table(
        (10, 46, 18, GROW, 46),
        ("TT", "Họ và tên", "Năm sinh", "Chức vụ, đơn vị công tác", "Chức danh"),
        [
            [
                str(number),
                line.nominee.name,
                str(line.nominee.birth_year),
                line.nominee.position,
                line.outcome.title_name,
            ]
            for number, line in enumerate(lines, 1)
        ],
        (1, 3, 4),
        caption,
    )
