"""F6, the table of all steps side by side: steps 2, 3, 4 and the re-ballot.

Refuses two statements of one step, and one that is of no such step.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.documents.ballot_words import FAILED, FAILED_AGAIN, SHORT_STATUS
from ballot_service.documents.blocks import GROW, Block, grouped_table, note
from ballot_service.documents.composing import Composed, composed_pdf
from ballot_service.documents.facts import Paper, Signer, check_line
from ballot_service.documents.heading import stamped
from ballot_service.documents.result_parts import letter
from ballot_service.documents.source import check_source
from ballot_service.documents.words import count_text
from ballot_service.errors import StatementMissing
from ballot_service.planning.outcomes import Outcome
from ballot_service.planning.plan_parts import Title
from ballot_service.verify.statements import VerifiedStatement

_ORDER = {
    ("consultation", 2): 0,
    ("consultation", 3): 1,
    ("addition", 4): 2,
    ("reballot", 4): 3,
}
"""Kind and step of each ballot, with its place in the table."""

_SHORT = {
    "female": "Nữ",
    "young": "trẻ",
    "ethnic_minority": "DT thiểu số",
    "science_technology": "KH-CN",
}


@dataclass(frozen=True)
class SummaryFacts:
    """What the table needs beside the statements."""

    paper: Paper
    signer: Signer
    recipients: tuple[str, ...]

    def __post_init__(self) -> None:
        for line in self.recipients:
            check_line(line, "recipients")


@dataclass(frozen=True)
class Column:
    """One ballot of the table, with its short name."""

    name: str
    statement: VerifiedStatement

    def outcome(self, title: str, nominee: str) -> Outcome | None:
        """Return the outcome of one pair, or None where it was not on this ballot."""
        for row in self.statement.verdict.outcomes:
            if (row.title, row.nominee) == (title, nominee):
                return row
        return None


def columns_of(statements: Sequence[VerifiedStatement]) -> tuple[Column, ...]:
    """Return the ballots in the order of the cycle.

    Raises:
        UnverifiedSource, WrongBallotKind.
        StatementMissing: no step 4, or two of one step.
    """
    found: dict[int, VerifiedStatement] = {}
    for statement in statements:
        check_source(statement, ("consultation", "addition", "reballot"))
        verdict = statement.verdict
        place = _ORDER.get((verdict.kind, verdict.step), len(_ORDER) - 1)
        if place in found:
            raise StatementMissing(f"step {verdict.step} twice")
        found[place] = statement
    if _ORDER["addition", 4] not in found:
        raise StatementMissing("step 4")
    names = ("Bước 2", "Bước 3", "Bước 4", "Bỏ phiếu lại")
    return tuple(Column(names[place], found[place]) for place in sorted(found))


def summary_table(
    statements: Sequence[VerifiedStatement], facts: SummaryFacts
) -> bytes:
    """Return the table as PDF/A, landscape.

    Raises:
        UnverifiedSource, WrongBallotKind, StatementMissing, DocumentNotSet.
    """
    return composed_pdf(compose_summary(statements, facts))


def compose_summary(
    statements: Sequence[VerifiedStatement], facts: SummaryFacts
) -> Composed:
    """Compose what `summary_table` sets."""
    columns = columns_of(statements)
    last = columns[-1].statement
    return Composed(
        paper=facts.paper,
        abbreviation="BTH",
        kind="BẢNG TỔNG HỢP",
        about="Kết quả lấy ý kiến và bỏ phiếu bổ sung quy hoạch chức danh lãnh đạo, "
        f"quản lý, đợt rà soát năm {last.manifest.date.year}",
        blocks=tuple(summary_blocks(columns)),
        foot=f"Bảng tổng hợp · mã bản kết quả {last.code}",
        signers=((stamped(facts.signer),),),
        recipients=facts.recipients,
        landscape=True,
    )


def summary_blocks(columns: Sequence[Column]) -> list[Block]:
    """Return a table a title, and the denominators beneath."""
    addition = next(one for one in columns if one.statement.verdict.kind == "addition")
    plan = addition.statement.manifest.plan
    blocks = [
        _title_table(number, title, addition, columns)
        for number, title in enumerate(plan.titles)
    ]
    blocks += [note(_denominator(column)) for column in columns]
    return blocks


def _title_table(
    number: int, title: Title, addition: Column, columns: Sequence[Column]
) -> Block:
    plan = addition.statement.manifest.plan
    rows = []
    asked = [one.nominee for one in plan.questions if one.title == title.id]
    for place, who in enumerate(asked, 1):
        nominee = plan.nominee(who)
        cells = [str(place), nominee.name, str(nominee.birth_year)]
        cells.append(
            ", ".join(_SHORT[one] for one in _SHORT if one in nominee.categories)
        )
        last = addition.outcome(title.id, who)
        for column in columns:
            row = column.outcome(title.id, who)
            last = row or last
            cells += _figures(row)
        cells.append(_status(addition.outcome(title.id, who), last))
        rows.append(cells)
    groups = [
        (
            f"{column.name} (trên {count_text(_base(column))})",
            ("Đồng ý", "Tỷ lệ", "Không đồng ý"),
        )
        for column in columns
    ]
    caption = (
        f"{letter(number)}. {title.name} – số lượng cần bổ sung: "
        f"{count_text(plan.places_of(title))}"
    )
    single = ("TT", "Họ và tên", "Năm sinh", "Cơ cấu")
    # A column of the re-ballot takes its place from the words of the result.
    result = 27 + 15 * max(0, len(_ORDER) - len(columns))
    widths = [8, GROW, 12, 15, *([14, 15, 13] * len(columns)), result]
    return grouped_table(caption, single, groups, "Kết quả", widths, rows)


def _status(first: Outcome | None, last: Outcome | None) -> str:
    """Say how it ended; who passed step 4 is not said to have failed."""
    if first is None or last is None:
        return "–"
    if last.status in FAILED and first.status not in FAILED:
        return FAILED_AGAIN
    return SHORT_STATUS[last.status]


def _base(column: Column) -> int:
    return column.statement.verdict.outcomes[0].rate_base


def _figures(row: Outcome | None) -> list[str]:
    if row is None:
        return ["–", "–", "–"]
    return [count_text(row.agree), row.rate, count_text(row.disagree)]


def _denominator(column: Column) -> str:
    numbers, verdict = column.statement.numbers, column.statement.verdict
    base = {
        "members": "số được triệu tập"
        if verdict.kind == "consultation"
        else "tổng số thành viên tập thể lãnh đạo",
        "returned": "số phiếu thu về",
    }[verdict.rate_base]
    medium = "; phiếu giấy" if column.statement.medium == "paper" else ""
    return (
        f"{column.name}: tổng số {count_text(numbers.members)}, có mặt "
        f"{count_text(numbers.present)}, phát ra {count_text(numbers.issued)}, thu về "
        f"{count_text(numbers.returned)}, hợp lệ {count_text(numbers.valid)}, không "
        f"hợp lệ {count_text(numbers.invalid)}; tỷ lệ tính trên {base} "
        f"({count_text(_base(column))}){medium}; mã bản kết quả "
        f"{column.statement.code}."
    )
